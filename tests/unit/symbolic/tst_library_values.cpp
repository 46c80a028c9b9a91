#include "python_truth.h"

using namespace espalier::test;

class TestLibraryValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void arithmetic();
    void numbersPast64BitsAreUnknown();
    void conversions();
    void lists();
    void dicts();
    void sets();
    void iteration();
    void reflection();
    void changesAreSeenByAll();
    void whatIteratorsGaveDependsOnTheWay();
    void hugeValuesAreRefused();
};

void TestLibraryValues::arithmetic()
{
    compareWithPython({ QString(), linesOf(R"TEXT(
7 // 2, -7 // 2, 7 // -2, -7 // -2, 7 % 3, -7 % 3, 7 % -3, -7 % -3, 7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, 5 // 0.3, 1e20 // 1
1 / 2, 4 / 2, 2 ** 10, 2 ** -1, 2.0 ** 0.5, (-2) ** 3, 0 ** 0, 2 ** 0.5, -2 ** 2, 10 ** 18, 4 ** 0.5
1 + 1.5, 3 - 5, 2 * 3.5, 1 - True, True + True, True * 5, -True, ~5, ~True, +5, -5.5
6 & 3, 6 | 3, 6 ^ 3, 1 << 10, 1024 >> 3, -1 >> 1, -5 >> 1, True & False, True | 2, True ^ True, 1 << 0, 5 >> 100, -5 >> 100
1 // 0
1 % 0
1 / 0
1.0 / 0
1.0 // 0
1.0 % 0
0.0 ** -1
1 << -1
1 + 'a'
None + 1
[] + 1
1 & 1.5
0.1 + 0.2, 1e308 * 10, 9007199254740993 / 3, 1e16 + 1, 3.0 // 1, -0.0 + 0, 7 // 7.0, 5 % 1.5, -1 % 3.5, 1e-20 % -1
1 < 2, 1 <= 1.0, 2 > 1, 1 == 1.0, True == 1, 1 != 2, 1 < 2 < 3, 1 < 3 < 2, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 > 2.0 ** 53, 1.5 >= 1, float('nan') == float('nan')
(1, 2) < (1, 3), [1, 2] < [1, 2, 3], (1, 'a') < (2, 1), [] < [0], (1, 2) == (1, 2.0), [1] == (1,), (2,) > (1, 5), ('a', 'b') <= ('a', 'b')
(1, 'a') < (1, 2)
[1] < (1,)
None < None
abs(-5), abs(-5.5), abs(True), round(2.5), round(3.5), round(-2.5), round(2.567, 2), round(2.675, 2), round(1234, -2), round(1250, -2), round(1350, -2), round(5), round(0.5), round(1.5), round(2.5, 0), round(1234.5, -2), round(5, 3), round(-1250, -2), round(45, -1), round(55, -1)
divmod(7, 2), divmod(-7, 2), divmod(7.5, 2), pow(2, 3), pow(2, 3, 5), pow(2, -1), pow(7, 100, 13), pow(-3, 3, 5)
(5).bit_length(), (0).bit_length(), (-8).bit_length(), (255).bit_count(), (1.0).is_integer(), (1.5).is_integer(), (5).real, (5).numerator, (1024).to_bytes(2, 'big'), int.from_bytes(b'\x04\x00', 'big'), (5).conjugate()
)TEXT") });
}

void TestLibraryValues::numbersPast64BitsAreUnknown()
{
    for (const char* expression : { "2 ** 64", "9223372036854775807 + 1", "-9223372036854775807 - 2", "1 << 63",
             "3037000500 * 3037000500", "int('9223372036854775808')", "int(1e30)", "-9223372036854775807 - 1 - 1",
             "(-9223372036854775807 - 1) // -1", "abs(-9223372036854775807 - 1)", "10 ** 30 // 10 ** 20",
             "sum([2 ** 62, 2 ** 62])", "(-8) ** 0.5", "range(0, 10, 3)[::2 ** 62]",
             "__import__('math').gcd(-2 ** 62 * 2)" })
        QVERIFY2(symbolicResult({}, QString::fromLatin1(expression)).startsWith(QLatin1String("? is a ")), expression);
    QCOMPARE(symbolicResult({}, QStringLiteral("2 ** 62 + (2 ** 62 - 1)")), QStringLiteral("9223372036854775807"));
    QCOMPARE(symbolicResult({},
                 QStringLiteral("pow(-2 ** 62 * 2, 1, -1), (-2 ** 62 * 2) % -1, -2 ** 62 * 2 in range(5, 0, -1), "
                                "'a'.ljust(-2 ** 62 * 2)")),
        QStringLiteral("(0, 0, False, 'a')"));
    QVERIFY(symbolicResult({}, QStringLiteral("'%*d' % (-2 ** 62 * 2, 1)")).startsWith(QLatin1String("? too much")));
    QCOMPARE(symbolicResult({}, QStringLiteral("int('-9223372036854775808')")), QStringLiteral("-9223372036854775808"));
}

void TestLibraryValues::conversions()
{
    compareWithPython({ QStringLiteral("import enum\nclass E(str, enum.Enum):\n    A = 'a'\n    B = 'b'\n"
                                       "class I(enum.IntEnum):\n    X = 3\n"
                                       "class R(int, enum.ReprEnum):\n    X = 3\n"),
        linesOf(R"TEXT(
R.X.value, R.X.name, str(R.X), int(R.X), f'{R.X}', R.X + 1, R(3) is R.X
int('42'), int(' -42 '), int('ff', 16), int('0xff', 16), int('0xff', 0), int('0b11', 0), int('077', 8), int('1_000'), int(3.99), int(-3.99), int(True), int(), int('z', 36), int(b'12'), int('0'), int('00'), int('000', 0), int('-0x1f', 16), int('+5')
int('')
int('a')
int('1__0')
int('_1')
int('1.5')
int('0x10')
int('12', 1)
int('010', 0)
int(None)
int([])
int(float('nan'))
int(float('inf'))
float('1.5'), float(' 1e3 '), float('inf'), float('-Infinity'), float('NAN'), float('1_0.5'), float(3), float(True), float('.5'), float('5.'), float(), float('1e400'), float('-1e-400'), float('1E5')
float('')
float('a')
float('1e')
float('0x10')
float(None)
bool(0), bool(1), bool(''), bool('a'), bool([]), bool([0]), bool(None), bool({}), bool(0.0), bool(set()), bool(range(0)), bool(range(1)), bool(), bool(b''), bool(())
str(1), str(True), str('a'), str([1]), str((1,)), str({'a': None}), list('abc'), list((1, 2)), list(range(3)), list({'a': 1}), tuple([1, 2]), tuple('ab'), set([1]), frozenset([1]), list(), tuple(), set(), dict()
dict([('a', 1), ('b', 2)]), dict(a=1, b=2), dict({'a': 1}, b=2), dict(zip('ab', [1, 2])), dict(), dict([['a', 1]]), dict({}), dict(['ab'])
dict([1])
dict(['abc'])
list(5)
tuple(None)
E.A.value, E.A.name, E.A == 'a', 'x' + E.A, E.A + 'x', E.A.upper(), [e.value for e in E], '%s' % E.A.value, ', '.join([E.A, E.B]), E('a') is E.A, E['B'].value, 'a' in [E.A], len(E), I.X + 1, I.X == 3, int(I.X), [1, 2, 3, 4][I.X], '%d' % I.X, isinstance(E.A, str), isinstance(I.X, int), {E.A: 1}['a'], E.A.startswith('a')
chr(97), ord('a'), chr(128512), ord('😀'), hex(255), oct(8), bin(5), hex(-255), hash(5), hash(True), hash(-1)
chr(-1)
ord('ab')
)TEXT") });
}

void TestLibraryValues::lists()
{
    compareWithPython(
        { QStringLiteral(
              "def do(l, *calls):\n    results = []\n    for name, args in calls:\n"
              "        results.append(getattr(l, name)(*args))\n    return l, results\n"
              "class K:\n    def __init__(self, v): self.v = v\n    def __lt__(self, o): return self.v > o.v\n"),
            linesOf(R"TEXT(
do([1, 2], ('append', (3,)), ('extend', ((4, 5),)), ('insert', (0, 0)), ('pop', ()), ('pop', (0,)), ('remove', (2,)))
do([3, 1, 2], ('sort', ()), ('reverse', ()), ('index', (2,)), ('count', (1,)), ('copy', ()), ('clear', ()))
do([1, 2], ('insert', (-1, 9)), ('insert', (100, 8)), ('insert', (-100, 7)), ('pop', (-2,)), ('extend', ('ab',)))
[].pop()
[1].pop(5)
[1].remove(2)
[1].index(2)
[1, 2, 1].index(1, 1), [1, 2, 3].index(3, -1), (1, 2, 1).count(1), (1, 2).index(2), [1, 1.0, True].count(1), ['a', None].index(None)
[1] + [2], [1, 2] * 2, 2 * [1], [1] * 0, (1,) + (2,), (1, 2) * 2, [[]] * 2, 1 in [1, 2], 3 not in [1], [1] == [1.0]
[1] + (2,)
sorted([3, 1, 2]), sorted('bca'), sorted([3, 1, 2], reverse=True), sorted(['b', 'A', 'c'], key=str.lower), sorted([(1, 'b'), (1, 'a'), (0, 'z')]), sorted({'b': 1, 'a': 2}), sorted([1.5, 1, True, 0]), sorted(['bb', 'a', 'cc', 'd'], key=len, reverse=True), sorted([]), sorted(range(5), key=lambda x: -x), sorted('éaZ😀\ue000')
sorted(['aa', 'b', 'cc', 'd', 'ee'], key=len), [k.v for k in sorted([K(1), K(3), K(2)])]
sorted([1, 'a'])
sorted(5)
[3, 1].sort(key=None), list(reversed([1, 2, 3])), list(reversed('abc')), list(reversed((1, 2))), list(reversed({'a': 1, 'b': 2}))
[x for x in range(10) if x % 2], [x * y for x in (1, 2) for y in (3, 4)], {x: x * x for x in range(3)}, [*range(3), *'ab'], [*map(str, (1, 2))], [*'a b'.split()[1:], *{'k': 1}.keys()], max(*map(int, '12')), [i for i, in [(1,), (2,)]]
min([3, 1, 2]), max('abc'), min(3, 1), max(1, 2.5), min(['bb', 'a'], key=len), max([], default=5), min([1], default=2), max([(1, 2), (1, 3)]), max('aa', 'b', key=len), min([1, 1.0]), max([1.0, 1])
min([])
max()
max(1)
max([1, 'a'])
)TEXT") });
}

void TestLibraryValues::dicts()
{
    compareWithPython({ QStringLiteral("def do(d, *calls):\n    results = []\n    for name, args in calls:\n"
                                       "        results.append(getattr(d, name)(*args))\n    return d, results\n"
                                       "d = {'a': 1, 'b': 2}\n"),
        linesOf(R"TEXT(
d.get('a'), d.get('x'), d.get('x', 5), d.keys(), d.values(), d.items(), list(d), len(d), 'a' in d, 1 in d.values(), ('a', 1) in d.items(), 'x' not in d, dict(d), d == {'b': 2, 'a': 1}
do({'a': 1}, ('pop', ('a',)), ('pop', ('x', 5)), ('setdefault', ('b', [])), ('setdefault', ('b', 1)), ('update', ({'c': 3},)), ('update', ([('d', 4)],)))
do({'a': 1, 'b': 2}, ('popitem', ()), ('copy', ()), ('clear', ()))
do({'a': 1}, ('update', ({'a': 2, 'b': 3},)))
{}.pop('a')
{}.popitem()
{}['a']
d['x']
d.get([])
dict.fromkeys('ab'), dict.fromkeys(['a'], 5), {}.fromkeys((1, 2), 0), dict.fromkeys(range(2))
{1: 'a', 1.0: 'b', True: 'c'}, {'a': 1, **{'b': 2}}, {**d, 'a': 5}, d | {'c': 3}, {(1, 2): 'x'}[(1, 2)], {None: 1}[None], {1: 'a'}[True]
sorted(d.items(), key=lambda i: -i[1]), [k for k in d], [f'{k}={v}' for k, v in d.items()], ', '.join(d), max(d, key=d.get), list(d.values()), tuple(d.items()), sum(d.values())
d.keys() & {'a'}, d.keys() - {'a'}, sorted(d.keys() | {'z'}), d.keys() == {'a', 'b'}, {'a'} <= d.keys(), d.keys() ^ {'a'}, {'a'} & d.keys(), d.items() & {('a', 1)}, set(d) == d.keys(), d.keys().isdisjoint({'q'})
list(enumerate(d)), list(zip(d, d.values())), list(map(str.upper, d)), bool(d.keys()), bool({}.values())
)TEXT") });
}

void TestLibraryValues::sets()
{
    compareWithPython(
        { QStringLiteral("def do(s, *calls):\n    results = []\n    for name, args in calls:\n"
                         "        results.append(getattr(s, name)(*args))\n    return sorted(s), results\n"),
            linesOf(R"TEXT(
do({1, 2}, ('add', (3,)), ('discard', (9,)), ('discard', (1,)), ('remove', (2,)), ('update', ([5, 6], (7,))))
do({1, 2, 3}, ('difference_update', ({1},)), ('intersection_update', ([2, 3, 4],)), ('symmetric_difference_update', ([3, 8],)))
do({1}, ('pop', ()), ('clear', ()))
{1}.remove(2)
set().pop()
sorted({1} | {2}), {1, 2} & {2}, {1, 2} - {2}, sorted({1, 2} ^ {2, 3}), {1} < {1, 2}, {1} <= {1}, {1, 2} > {1}, {1} == {1.0}, {1} != {2}, {1, 2}.issubset([1, 2, 3]), {1, 2}.issuperset([1]), {1}.isdisjoint([2]), {1} == frozenset([1])
sorted({1}.union([2], (3,))), {1, 2}.intersection([2]), {1, 2}.difference([2]), sorted({1, 2}.symmetric_difference([2, 3])), len({1, 1, 2}), sorted({'b', 'a'}), 1 in {1}, 'x' in {1}, sorted(frozenset([1]) | {2}), {frozenset([1])}
{1} + {2}
{1} | [2]
)TEXT") });
}

void TestLibraryValues::iteration()
{
    compareWithPython({ QStringLiteral("def gen():\n    yield 1\n    yield 2\n"
                                       "def take(it):\n    return [next(it), next(it), list(it), next(it, 'end')]\n"),
        linesOf(R"TEXT(
list(range(5)), list(range(2, 5)), list(range(5, 0, -2)), len(range(10)), 3 in range(5), 5 in range(5), range(5) == range(0, 5, 1), range(3).start, list(range(0)), 2.0 in range(5), 2.5 in range(5), len(range(0, 10, 3)), range(5, 0) == range(0), sum(range(101)), 'a' in range(3)
range(5).stop, range(1, 2).step, range(10)[5], range(2, 10, 3)[-1]
range(1, 2, 0)
range('a')
range(5)[7]
list(enumerate('ab')), list(enumerate('ab', 1)), list(enumerate('ab', start=5)), list(zip('ab', [1, 2, 3])), list(zip()), list(zip('ab')), list(map(int, ['1', '2'])), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x > 1, [1, 2, 3]))
list(zip('ab', [1], strict=True))
list(zip('ab', [1, 2], strict=True)), dict(zip(['a'], [1])), list(zip(*[(1, 'a'), (2, 'b')]))
any([0, 1]), any([]), all([1, 1]), all([]), all([1, 0]), any(x > 2 for x in range(4)), all(x for x in [1, 2]), sum([1, 2]), sum([1, 2], 10), sum([[1], [2]], []), sum([0.1] * 3), sum(()), sum([True, True])
sum(['a'])
sum(['a'], '')
take(iter([1, 2, 3, 4])), take(iter('abcd')), next(iter([]), 'x'), next(gen()), next((x for x in [1, 2] if x > 1), None), next((x for x in [] ), 5), list(iter((1, 2))), list(gen()), take(map(str, range(4))), take(iter({'a': 1, 'b': 2}))
next(iter([]))
next(5)
iter(5)
[x for x in map(abs, [-1, 2])], list(reversed(range(3))), [a for a, *b in [(1, 2, 3)]], sorted(zip([2, 1], 'ab')), max(enumerate('ab')), tuple(map(len, ['a', 'bb']))
[list(g) for g in [iter([1]), map(str, [2])]], str(type(iter([]))) != '', (lambda *a, **k: (a, k))(1, b=2)
len(map(str, []))
)TEXT") });
}

void TestLibraryValues::reflection()
{
    compareWithPython(
        { QStringLiteral(
              "class A:\n    x = 1\n    def f(self): return 2\n    def __call__(self): return 3\n"
              "class B(A):\n    pass\nclass S(str):\n    pass\na = A()\nb = B()\na.y = 5\n"
              "sentinel = object()\nsetattr(b, 'z', 9)\n"
              "class P:\n    kinds = ()\n    def name(self): return 'P'\n    @classmethod\n"
              "    def make(cls, n=0): return (cls.__name__, n)\n    @staticmethod\n    def plain(n): return n\n"
              "    @property\n    def size(self): return 7\n"
              "class C(P):\n    def name(self): return super().name() + 'C'\n    @classmethod\n"
              "    def make(cls, n=1): return super().make(n + 1)\n    @staticmethod\n    def plain(n): return n\n"
              "    @property\n    def size(self): return super().size + 1\n"
              "    def all(self): return super().make(), super().plain(4), super(C, self).name()\n"),
            linesOf(R"TEXT(
getattr(a, 'x'), getattr(a, 'q', None), getattr(a, 'q', 5), hasattr(a, 'x'), hasattr(a, 'q'), a.y, b.z, hasattr('a', 'upper'), hasattr(1, 'upper'), getattr('ab', 'upper')(), vars(a), getattr(A, 'x')
getattr(a, 'q')
isinstance(1, int), isinstance(True, int), isinstance(1, (str, int)), isinstance('a', str), isinstance(a, A), isinstance(b, A), isinstance(a, B), isinstance([], list), isinstance((), (list, tuple)), isinstance({}, dict), isinstance(1, object), isinstance(None, type(None)), isinstance(1.0, float), isinstance(1, bool), isinstance(b'', bytes), isinstance({1}, set), isinstance(S('x'), str)
issubclass(B, A), issubclass(A, B), issubclass(bool, int), issubclass(int, (str, int)), issubclass(A, object), issubclass(S, str), issubclass(str, int)
callable(a), callable(A), callable(len), callable(1), callable(lambda: 1), callable(a.f), callable('a'), callable(int), callable([])
type(a) is A, type(a).__name__, type(b) == A, a.__class__.__name__, type(a)().x, type('') is str, sentinel is sentinel, sentinel == object(), int == int, str != int, [] == list, A.__name__, B.__mro__ if False else 1
S('x').upper(), S('a') + 'b', len(S('abc')), S('a') == 'a', f'{S("q")}'
C().name(), C.make(), C().make(5), C().size, C().all()
len(5)
len(None)
)TEXT") });
    QVERIFY(symbolicResult({}, QStringLiteral("id(1)")).startsWith(QLatin1String("? differs")));
    QVERIFY(symbolicResult({}, QStringLiteral("hash('a')")).startsWith(QLatin1String("? differs")));
    QVERIFY(symbolicResult({}, QStringLiteral("globals()")).startsWith(QLatin1Char('?')));
    QVERIFY(symbolicResult({}, QStringLiteral("input()")).startsWith(QLatin1Char('?')));
    QVERIFY(symbolicResult({}, QStringLiteral("eval('1')")).startsWith(QLatin1String("? runs code")));
    QVERIFY(symbolicResult({}, QStringLiteral("open('/etc/passwd').read()")).startsWith(QLatin1Char('?')));
    QCOMPARE(symbolicResult({}, QStringLiteral("print('a', 1)")), QStringLiteral("None"));
}

// What is not known in one element leaves the rest as it is; what is not known of a change leaves all unknown.
void TestLibraryValues::changesAreSeenByAll()
{
    const QString unknown = QStringLiteral("import random\nu = random.random()\nl = [1, 2]\nd = {'a': 1}\ns = {1}\n");
    const auto result = [&](const QString& code, const char* expression) {
        return symbolicResult(unknown + code, QString::fromLatin1(expression));
    };
    QCOMPARE(result(QStringLiteral("l.append(u)"), "len(l), l[0]"), QStringLiteral("(3, 1)"));
    QCOMPARE(result(QStringLiteral("l.append(u)"), "l[2]"), QStringLiteral("? is random"));
    QCOMPARE(result(QStringLiteral("l.extend(u)"), "len(l)"), QStringLiteral("? is random"));
    QCOMPARE(result(QStringLiteral("l.insert(u, 1)"), "l[0]"), QStringLiteral("? is random"));
    QCOMPARE(result(QStringLiteral("l.pop(u)"), "len(l)"), QStringLiteral("? is random"));
    QCOMPARE(result(QStringLiteral("l.remove(u)"), "len(l)"), QStringLiteral("? is random"));
    QCOMPARE(result(QStringLiteral("l.append(u)\nl.sort()"), "l[0]"), QStringLiteral("? is random"));
    QCOMPARE(result(QStringLiteral("l.extend(u)\nl.clear()"), "l"), QStringLiteral("[]"));
    QCOMPARE(result(QStringLiteral("random.shuffle(l)"), "l[0]"), QStringLiteral("? is random"));
    QCOMPARE(result(QStringLiteral("d['b'] = u"), "d['a'], len(d)"), QStringLiteral("(1, 2)"));
    QCOMPARE(result(QStringLiteral("d.update(u)"), "d['a']"), QStringLiteral("? is random"));
    QCOMPARE(result(QStringLiteral("d.setdefault(u, 1)"), "d.get('a')"), QStringLiteral("? is random"));
    QCOMPARE(result({}, "d.get(u)"), QStringLiteral("? is random"));
    QCOMPARE(result(QStringLiteral("s.add(u)"), "1 in s"), QStringLiteral("? is random"));
    QCOMPARE(result({}, "'%s' % u"), QStringLiteral("? is random"));
    QCOMPARE(result({}, "'{}'.format(u)"), QStringLiteral("? is random"));
    QCOMPARE(result({}, "f'{u}'"), QStringLiteral("? is random"));
    QCOMPARE(result({}, "'-'.join(['a', u])"), QStringLiteral("? is random"));
    QCOMPARE(result({}, "'{0}'.format('a', u)"), QStringLiteral("'a'"));
    QCOMPARE(result({}, "any([u, 1]), all([u, 0])"), QStringLiteral("(True, False)"));
    QCOMPARE(result({}, "any([u, 0])"), QStringLiteral("? is random"));
    QCOMPARE(result({}, "max([u, 1])"), QStringLiteral("? is random"));
    QCOMPARE(result({}, "sorted([u, 1])"), QStringLiteral("? is random"));
    QCOMPARE(result({}, "len([u, u]), [u][0:0], [x for x in [1, u]][0]"), QStringLiteral("(2, [], 1)"));
    QCOMPARE(result({}, "[u, 2].index(2)"), QStringLiteral("? is random"));
    QCOMPARE(result(QStringLiteral("import mystery\nl.extend(mystery.x)"), "l[0]"),
        QStringLiteral("? mystery.x is not part of the project and not known here"));
}

void TestLibraryValues::whatIteratorsGaveDependsOnTheWay()
{
    const QString way
        = QStringLiteral("import random, io\nu = random.random()\ni = iter([1, 2, 3])\nf = io.StringIO('a\\nb')\n"
                         "if u > 0.5:\n    next(i)\n    f.readline()\nj = iter([1, 2])\nif u > 0.5:\n    x = 1\n");
    QVERIFY(symbolicResult(way, QStringLiteral("next(i)")).startsWith(QLatin1Char('?')));
    QVERIFY(symbolicResult(way, QStringLiteral("f.read()")).startsWith(QLatin1Char('?')));
    QCOMPARE(symbolicResult(way, QStringLiteral("next(j)")), QStringLiteral("1"));
}

void TestLibraryValues::hugeValuesAreRefused()
{
    const QString imports
        = QStringLiteral("import itertools, json, textwrap, re, base64\nl = []\nfor i in range(5000): l = [l]\nm = []\n"
                         "for i in range(5000): m = [m]\n");
    for (const char* expression :
        { "'x' * 10 ** 12", "list(range(10 ** 12))", "'a'.ljust(10 ** 12)", "'%99999999d' % 1", "'%*d' % (10 ** 9, 1)",
            "format(1, '99999999')", "'{:>{}}'.format(1, 10 ** 7)", "[0] * 10 ** 12",
            "list(itertools.product(range(1000), repeat=4))", "list(itertools.permutations(range(15)))",
            "json.loads('[' * 100000)", "json.dumps(l)", "l < m", "sum(range(10 ** 9))", "bytes(10 ** 12)",
            "list(itertools.repeat(1, 10 ** 12))", "'a'.zfill(10 ** 12)", "('ab' * 10 ** 6).replace('a', 'x' * 100)",
            "','.join('a' * 10 ** 6 for i in range(100))", "list(zip(range(10 ** 12), 'a'))", "set(range(10 ** 9))",
            "('\\t' * 1000).expandtabs(10 ** 9)", "re.sub('', 'x' * 1000, 'a' * 10 ** 6)", "tuple(range(10 ** 8))" })
        QVERIFY2(symbolicResult(imports, QString::fromLatin1(expression)).startsWith(QLatin1Char('?')), expression);
    QCOMPARE(symbolicResult({}, QStringLiteral("len(range(10 ** 12)), 10 ** 11 in range(10 ** 12)")),
        QStringLiteral("(1000000000000, True)"));
}

QTEST_GUILESS_MAIN(TestLibraryValues)
#include "tst_library_values.moc"
