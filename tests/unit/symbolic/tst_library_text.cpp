#include "python_truth.h"

using namespace espalier::test;

class TestLibraryText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void methodsOfStr();
    void caseAndPredicates();
    void percentFormatting();
    void formatMiniLanguage();
    void formatFields();
    void representations();
    void slices();
    void bytes();
};

void TestLibraryText::methodsOfStr()
{
    compareWithPython({ QString(), linesOf(R"TEXT(
'  a b '.strip(), '  a'.lstrip(), 'a  '.rstrip(), 'xxaxx'.strip('x'), 'abcba'.lstrip('ab'), 'abc'.rstrip('bc')
'a,b,,c'.split(','), 'a,b,,c'.split(',', 1), 'a,b,,c'.rsplit(',', 1), ' a  b c '.split(), ' a  b c '.split(None, 1)
' a  b c '.rsplit(None, 1), ''.split(), ''.split(','), 'abc'.split('abc'), 'a\tb\nc'.split()
' a  b c  d '.rsplit(None, 2), ' a  b c  d '.split(None, 0), ' a  b '.rsplit(None, 0)
'abc'.split('')
'-'.join(['a', 'b', 'c']), ''.join(()), ', '.join(str(i) for i in range(3)), ','.join({'a': 1, 'b': 2}), 'x'.join('abc')
','.join([1, 2])
','.join(5)
'a.b.c'.partition('.'), 'a.b.c'.rpartition('.'), 'abc'.partition('x'), 'abc'.rpartition('x')
'aXbXc'.replace('X', ''), 'aaa'.replace('a', 'b', 2), 'abc'.replace('', '-'), 'abc'.replace('', '-', 2), ''.replace('', 'x'), 'aaa'.replace('aa', 'b')
'abc'.find('c'), 'abc'.find('x'), 'abcabc'.find('b', 2), 'abcabc'.rfind('b'), 'abc'.find(''), 'abc'.find('', 3), 'abc'.find('', 4), 'abc'.rfind(''), 'abc'.find('b', -2), 'abc'.find('c', 0, 2)
'abc'.index('b'), 'abcb'.rindex('b')
'abc'.index('x')
'banana'.count('a'), 'banana'.count('an'), 'aaaa'.count('aa'), 'abc'.count(''), 'banana'.count('a', 2), 'banana'.count('a', 2, 4)
'abc'.startswith('a'), 'abc'.startswith(('x', 'ab')), 'abc'.endswith(('x', 'y')), 'abc'.startswith('b', 1), 'abc'.endswith('b', 0, 2), 'abc'.startswith(''), 'abc'.startswith(())
'abc'.startswith(['a'])
'42'.zfill(5), '-42'.zfill(5), '+42'.zfill(2), ''.zfill(2)
'a'.center(4), 'a'.center(5, '*'), 'ab'.center(5, '*'), 'a'.ljust(3, '.') , 'a'.rjust(3), 'abc'.center(2), 'abcd'.center(7, '-')
'a'.center(5, 'xx')
'a\tb\n\tc'.expandtabs(), 'a\tb'.expandtabs(4), '\t'.expandtabs(0)
'test_name'.removeprefix('test_'), 'test_name'.removesuffix('_name'), 'x'.removeprefix('y')
'one\ntwo\r\nthree\rfour'.splitlines(), 'one\n'.splitlines(), '\n'.splitlines(True), ''.splitlines(), 'a\x0bb\x0cc\x1cd\u2028e'.splitlines()
'abc'.translate(str.maketrans('ab', 'xy')), 'abc'.translate(str.maketrans('', '', 'b')), 'abc'.translate({97: 'AA', 98: None, 99: 100})
'abc'.translate(str.maketrans({'a': '1', 98: '2'})), str.maketrans('a', 'b')
'abc' + 'def', 'ab' * 3, 3 * 'ab', 'ab' * -1, 'ab' * True, 'b' in 'abc', '' in 'abc', 'x' not in 'abc'
'abc' + 1
'abc' * 1.5
'abc' < 'abd', 'abc' < 'ab', '' < 'a', 'Z' < 'a', '\ue000' < '\U0001f600'
'abc' < 1
len('abc'), len('😀a'), '😀a'.find('a'), 'a😀b'.index('b'), '😀'.center(3, '-'), 'x😀y'.replace('', '.'), list('a😀'), '😀'.rjust(3), '😀😀'.count('')
str.upper('abc'), str.join('-', ['a', 'b']), list(map(str.strip, [' a ', 'b '])), sorted(['b', 'A'], key=str.lower)
'abc'.nope()
'abc'.upper(1)
'a-b_c'.replace('-', '_').split('_'), 'A B'.lower().replace(' ', '_'), 'x'.encode().decode('ascii')
'ab' 'cd' """ef""", 'a' if 'b' in 'abc' else 'c'
)TEXT") });
}

void TestLibraryText::caseAndPredicates()
{
    compareWithPython({ QString(), linesOf(R"TEXT(
'aBc'.upper(), 'aBc'.lower(), 'aBC dE'.capitalize(), 'hello wORLD foo_bar 3rd'.title(), 'aBc'.swapcase(), 'ß'.upper(), 'ÄÖ'.lower(), 'straße'.casefold(), "they're bill's".title()
'ßa'.capitalize(), 'ßa'.title(), 'ǆx'.title(), 'ﬁ'.upper(), 'é'.upper(), 'ÿ'.upper()
'abc'.isalpha(), 'ab1'.isalpha(), ''.isalpha(), 'ab1'.isalnum(), 'a b'.isalnum(), 'é'.isalpha(), '中'.isalpha()
'123'.isdigit(), '²'.isdigit(), '½'.isdigit(), '²'.isdecimal(), '½'.isnumeric(), '１'.isdecimal(), ''.isdigit(), '-1'.isdigit()
' \t'.isspace(), ''.isspace(), '\u00a0'.isspace(), '\x1c'.isspace(), 'a '.isspace()
'abc'.islower(), 'aBc'.islower(), 'ABC1'.isupper(), '123'.isupper(), 'Ab Cd'.istitle(), 'Ab cd'.istitle(), ''.istitle(), 'A'.istitle()
'abc'.isascii(), 'é'.isascii(), ''.isascii(), 'a\n'.isprintable(), 'a b'.isprintable(), ''.isprintable(), '\u00a0'.isprintable()
'abc'.isidentifier(), '1a'.isidentifier(), '_a1'.isidentifier(), 'a-b'.isidentifier(), ''.isidentifier(), 'é'.isidentifier()
)TEXT") });
}

void TestLibraryText::percentFormatting()
{
    compareWithPython({ QString(), linesOf(R"TEXT(
'%s' % 'a', '%s %s' % ('a', 1), '%d' % 5, '%i' % 5, '%5d|%-5d|%05d' % (42, 42, 42), '%+d % d' % (5, 5), '%d' % 3.99, '%d' % True, '%u' % 7
'%r' % 'a', '%r' % ['a'], '%a' % 'é', '%s' % None, '%s' % [1, 'a'], '%s' % {'a': 1}, '%s' % ((1, 2),), '%s' % 1.0
'%x %X %o' % (255, 255, 8), '%#x %#o %#X' % (255, 8, 255), '%c%c' % ('a', 98), '100%%', '%5.1f|%.3f|%f' % (3.14159, 2.0, 1)
'%e' % 12345.678, '%.2e' % 0.00012, '%g %g %g %g' % (1e10, 0.0001, 123456789.0, 1.0), '%G' % 1e-10, '%.3g' % 1234.5, '%E' % 1.0
'%(a)s %(b)d' % {'a': 'x', 'b': 2}, '%(a)s' % {'a': 1, 'b': 2}, '%(a)5s|' % {'a': 'x'}, '%%(a)s' % {'a': 1}
'%.2s|%5.1s|%-5s|' % ('abc', 'abc', 'ab'), '%*d' % (5, 42), '%-*d|' % (5, 42), '%.*f' % (2, 3.14159), '%5s|' % 'é'
'%.3d' % 5, '%+.3d' % 5, '%08.3f' % 3.14159, '%-08d|' % 5, '%+08d' % 5, '%08d' % -5, '%#08x' % 255, '%.0f' % 2.5, '%.0f' % 3.5
'%f' % float('inf'), '%d' % -7, '%x' % -255, '%5.3s|' % 'abcdef', '%ld' % 3, '% 5d' % 3
'%s %s' % 'a'
'%s' % ('a', 'b')
'abc' % 'x'
'%d' % 'x'
'%x' % 1.5
'%(a)s' % 'x'
'%(a)s' % {'b': 1}
'%z' % 1
'%' % 1
'abc' % {}, 'abc' % [], '%s' % ''
'%s' % ()
'%c' % 'ab'
)TEXT") });
}

void TestLibraryText::formatMiniLanguage()
{
    compareWithPython({ QString(), linesOf(R"TEXT(
format(42, ''), format(42, 'd'), format(42, '5'), format(42, '<5'), format(42, '^5'), format(42, '05'), format(-42, '05'), format(42, '+'), format(42, ' '), format(42, '*>6'), format(42, '=+6')
format(255, 'x'), format(255, '#x'), format(255, '#X'), format(255, '08b'), format(255, '#010x'), format(8, 'o'), format(97, 'c'), format(-255, '#x'), format(5, 'b')
format(1234567, ','), format(1234567, '_'), format(1234, '010,'), format(1234, '08,'), format(1234, '09,'), format(1234567, ',d'), format(255, '_b'), format(65536, '_x'), format(-1234, '010,'), format(123, ',')
format(1234567.891, ',.2f'), format(1234.5, '012,.1f'), format(0.5, '%'), format(0.123, '.1%'), format(1, '.2f'), format(3.14159, '.3'), format(3.0, '.1'), format(1e20, 'f'), format(1e-7, ''), format(1.5, 'g')
format(3.14159, '.2f'), format(3.14159, '8.2f'), format(3.14159, '<8.2f'), format(-3.14159, '08.2f'), format(2.5, '.0f'), format(0.1, '.20f'), format(1234.5678, 'e'), format(1234.5678, '.2E'), format(123456789.0, 'g'), format(1e100, 'g')
format(float('nan'), ''), format(float('inf'), '.2f'), format(float('-inf'), '8'), format(float('nan'), 'F'), format(-0.0, 'f'), format(1.0, ''), format(100.0, 'g'), format(1e16, ''), format(123.456, '.4'), format(1e5, '.3'), format(12345.6, '')
format('abc', '5'), format('abc', '>5'), format('abc', '^5'), format('abc', '*^7'), format('abc', '.2'), format('abc', '5.1'), format('abc', 's'), format('a', '05'), format('é', '😀^3')
format(True, ''), format(True, 'd'), format(True, '5'), format(None, ''), format([1], ''), format(False, '<6')
format('abc', 'd')
format(1.5, 'd')
format(1, 's')
format('abc', '=5')
format('abc', '+')
format(None, '5')
format([1], '5')
format(1, '.')
format(1, 'q')
f'{1:>3}|{2:<3}|{3:^3}', f'{3.14159:.2f}', f'{"a":>{5}}', f'{10:#x}', f'{1!r:>4}', f'{"a"!r}', f'{12345:,}', f'{"x":{">"}{4}}'
format(0, ',') , format(0.0, '.0%'), format(999999.5, '.0f'), format(0.00001234, 'g'), format(1234.0, 'g'), format(123456.0, '.0f'), format(12345678.0, 'g'), format(1e6, ''), format(10.0, '.3g'), format(10.0, '#.3g')
)TEXT") });
}

void TestLibraryText::formatFields()
{
    compareWithPython({ QStringLiteral("class A:\n    b = [1, {'k': 'v'}]\n    def __str__(self): return 'str A'\n"
                                       "    def __repr__(self): return 'repr A'\na = A()\n"),
        linesOf(R"TEXT(
'{} {}'.format(1, 2), '{0} {1} {0}'.format('a', 'b'), '{a} {b}'.format(a=1, b=2), '{{}}'.format(), '{{{}}}'.format(1), '{!r}'.format('x'), '{!s:>4}|'.format('x'), '{:>5}|'.format('a')
'{0[1]} {0[0]}'.format(['a', 'b']), '{0[k]}'.format({'k': 'v'}), '{a.b[1][k]}'.format(a=a), '{0.b}'.format(a), '{}'.format(a), '{!r}'.format(a), '{0!a}'.format('é')
'{:{}}|'.format('a', 5), '{:{width}.{prec}f}'.format(3.14159, width=8, prec=2), '{0:{1}}'.format(5, '03d'), '{:%}'.format(0.5)
'{x}'.format_map({'x': 1}), '{a[k]}'.format(a={'k': 2}), '{0[-1]}'.format({'-1': 5}), '{a} {}'.format(1, a=2)
'{}'.format()
'{a}'.format()
'{0} {}'.format(1, 2)
'{} {0}'.format(1, 2)
'{'.format()
'}'.format()
'{!x}'.format(1)
'{a.c}'.format(a=a)
'{0[5]}'.format([1])
'SELECT * FROM {table} WHERE x = \'{value}\''.format(table='t', value="it's"), '{schema}."{name}"'.format(**{'schema': 's', 'name': 'n'}), '{}{}'.format(*['a', 'b'])
)TEXT") });
}

void TestLibraryText::representations()
{
    compareWithPython({ QString(), linesOf(R"TEXT(
'a', "it's", 'say "hi"', '\'"', 'a\\b', '\n\r\t', '\x00\x1f\x7f', 'é', '\u200b', '\ud7ff', '\ue000', '😀', '\u2028', '\xa0', '\xad', '中'
1, -1, 0, 1.0, -1.5, 0.1, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 1.5e-7, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, -0.0, 1/3, 100.0, 2.5e10
float('inf'), float('-inf'), float('nan'), True, False, None, 1e100, 3.0e-10
[1, 'a', None], (1,), (), (1, 2), {'a': 1, 2: [3]}, {}, {1}, set(), frozenset(), frozenset({1}), range(3), range(1, 10, 2), b'a\x00\xff\'"\n'
repr('a'), str('a'), str(1.0), str([1.0, 'x']), str(b'x'), ascii('é😀'), ascii(['é']), str(None), repr({'a': (1, 2.0)})
str(), str(5), str(b'abc', 'utf-8'), repr(str), repr(1e300 * 1e10)
type(1), type('a'), type(None), type([]), type({}).__name__, type(1.5).__name__, type(True) is bool, type('x') == str, int.__name__
)TEXT") });
}

void TestLibraryText::slices()
{
    compareWithPython(
        { QStringLiteral("s = 'abcdef'\nl = [0, 1, 2, 3, 4, 5]\nt = (1, 2, 3)\nw = 'a😀b'\n"), linesOf(R"TEXT(
s[1:3], s[:2], s[-2:], s[::-1], s[::2], s[1::2], s[5:1:-2], s[10:], s[:-10], s[:], s[-100:100], s[3:3], s[4:2]
l[1:3], l[::-1], l[-3:-1], l[::3], l[10:], l[5:0:-1], t[1:], t[::-1], l[:-1], l[2:-2:2], b'abc'[1:], l[True:3]
w[1:], w[::-1], w[0:2], w[1], w[-1], w[2], w[-2], len(w), s[-1], l[-1], t[0], s[0]
s[::0]
s['a':]
l[1.5:]
s[10]
l[10]
range(10)[2:5], range(10)[::-1], range(10)[3], range(10)[-1], range(0, 20, 5)[1:], range(5)[10:]
)TEXT") });
}

void TestLibraryText::bytes()
{
    compareWithPython({ QString(), linesOf(R"TEXT(
b'abc'.decode(), 'é'.encode(), 'é'.encode('latin-1'), b'\xc3\xa9'.decode('utf-8'), b'abc'.hex(), bytes.fromhex('61 62'), bytes([97, 98]), bytes(3), bytes('a', 'utf-8'), bytes()
b'a' + b'b', b'ab' * 2, b'abc'[0], b'abc'[1:], len(b'abc'), list(b'ab'), b'a' in b'abc', b'a,b'.split(b','), b' a '.strip(), b'-'.join([b'a', b'b']), b'abc'.startswith(b'a'), b'abc'.replace(b'a', b'x')
bytes([256])
bytes('a')
b'a' + 'b'
b'a' == 'a', b'a' == b'a', b'a' < b'b'
)TEXT") });
}

QTEST_GUILESS_MAIN(TestLibraryText)
#include "tst_library_text.moc"
