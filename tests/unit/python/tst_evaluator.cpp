#include "python/evaluator.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <QTest>

using namespace espalier;
using python::Evaluator;
using python::Value;

namespace {

/// Values as Python would write them; "?" and the source text where they are not known.
QString shown(const Value& value)
{
    QStringList items;
    for (const Value& item : value.elements())
        items.append(shown(item));
    const QString joined = items.join(QStringLiteral(", "));
    switch (value.kind) {
    case Value::Kind::Unknown:
        return QLatin1String("?") + value.text;
    case Value::Kind::External:
        return QLatin1String("@") + value.text;
    case Value::Kind::String:
        return QLatin1Char('\'') + value.text + QLatin1Char('\'');
    case Value::Kind::Bytes:
        return QLatin1String("b'") + value.text + QLatin1Char('\'');
    case Value::Kind::Float:
        return QString::number(value.real);
    case Value::Kind::Tuple:
        return QLatin1Char('(') + joined + QLatin1Char(')');
    case Value::Kind::List:
        return QLatin1Char('[') + joined + QLatin1Char(']');
    case Value::Kind::Set:
    case Value::Kind::Dict:
        return QLatin1Char('{') + joined + QLatin1Char('}');
    default:
        return value.str().value_or(QLatin1Char('<') + value.text + QLatin1Char('>'));
    }
}

} // namespace

class TestEvaluator : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valueOfX_data();
    void valueOfX();
    void importsOfTheProjectAreFollowed();
    void importsInACircleEnd();
    void environmentIsAnsweredFromOutside();
    void settingsObjectsTakeTheirFieldsFromTheEnvironment();
    void callsAreToldOfInFunctionsThatNobodyCalls();
    void workIsBounded_data();
    void workIsBounded();
};

void TestEvaluator::valueOfX_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* text, const char* expected) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(expected);
    };
    row("string", "x = 'a' \"b\" r'\\c'", "'ab\\c'");
    row("plus", "a = 'b'\nx = a + 'c'", "'bc'");
    row("parentheses", "x = (('a'))", "'a'");
    row("tuple", "x = 'a', 'b'", "('a', 'b')");
    row("splat", "a = ['b']\nx = ('a', *a)", "('a', 'b')");
    row("tuple plus", "x = ('a',) + tuple(['b'])", "('a', 'b')");
    row("dict", "x = dict(a=1)", "{'a', 1}");
    row("item", "d = {'k': ('v',)}\nx = d['k'][-1]", "'v'");
    row("f-string", "a = 'b'\nx = f'{a}{{c}}{1}'", "'b{c}1'");
    row("percent", "x = '%s-%s' % ('a', 'b')", "'a-b'");
    row("format", "x = '{}-{n}'.format('a', n='b')", "'a-b'");
    row("join", "x = ','.join(['a', 'b'])", "'a,b'");
    row("unpacking", "x, (y, z) = 'a', ('b', 'c')\nx = x + y + z", "'abc'");
    row("chained", "y = x = 'a'", "'a'");
    row("augmented", "x = 'a'\nx += 'b'", "'ab'");
    row("annotated", "x: str = 'a'", "'a'");
    row("walrus", "y = (x := 'a')", "'a'");
    row("conditional", "x = 'a' if not None else 'b'", "'a'");
    row("known if", "if 1 == 1:\n  x = 'a'\nelse:\n  x = 'b'", "'a'");
    row("unknown if", "if f():\n  x = 'a'\nelse:\n  x = 'b'", "?f()");
    row("unknown if, same value", "if f():\n  x = 'a'\nelse:\n  x = 'a'", "'a'");
    row("unknown if that raises", "x = 'a'\nif f():\n  raise E\nelse:\n  x = 'b'", "'b'");
    row("type checking", "x = 'a'\nif TYPE_CHECKING:\n  x = 'b'", "'a'");
    row("try of the unknown", "try:\n  from far import x\nexcept ImportError:\n  x = 'a'", "?from far import x");
    row("try of a literal", "try:\n  x = 'a'\nexcept E:\n  x = 'b'", "'a'");
    row("loop", "x = ''\nfor c in ('a', 'b'):\n  x += c", "'ab'");
    row("unknown loop", "x = 'a'\nfor c in f():\n  x = 'b'", "?for c in f(): x = 'b'");
    row("function", "def f(a, b='c'):\n  return a + b\nx = f('a')", "'ac'");
    row("function of two returns", "def f(a):\n  if a: return 'b'\n  return 'c'\nx = f(unknown)", "?f(unknown)");
    row("method", "class C:\n  p = 'a'\n  def m(self):\n    return self.p\nx = C().m()", "'a'");
    row("constructor", "class C:\n  def __init__(self, v):\n    self.v = v\nx = C('a').v", "'a'");
    row("property", "class C:\n  @property\n  def p(self):\n    return 'a'\nx = C().p", "'a'");
    row("inherited", "class B:\n  p = 'a'\nclass C(B): pass\nx = C.p", "'a'");
    row("globals", "globals()['x'] = 'a'", "'a'");
    row("global", "def f():\n  global x\n  x = 'a'\nf()", "'a'");
    row("exec", "exec(code)", "?x");
    row("exec behind", "x = 'a'\nexec(code)", "?exec(code)");
    row("exec before", "exec(code)\nx = 'a'", "'a'");
    row("star import behind", "x = 'a'\nfrom far import *", "'a'");
    row("overflow", "x = -9223372036854775807 - 2", "?-9223372036854775807 - 2");
    row("star import", "from far import *", "?x");
    row("module getattr", "def __getattr__(name):\n  if name == 'x':\n    return name + 'y'\n  raise AttributeError",
        "'xy'");
    row("module getattr of others", "def __getattr__(name):\n  if name == 'y':\n    return 'y'\n  raise AttributeError",
        "");
    row("deleted", "x = 1\ndel x", "");
    row("external", "from far.away import b as c\nx = c.d()", "@far.away.b.d()");
    row("unknown says why", "y = f()\nx = y", "?f()");
    row("match", "x = 'a'\nmatch f():\n  case 1:\n    x = 'b'", "?match f(): case 1: x = 'b'");
    row("recursion", "def f(): return f()\nx = f()", "?f()");
    row("number", "x = 0x10 + 1_000", "1016");
    row("in", "x = 'a' in ('a', 'b')", "True");
}

void TestEvaluator::valueOfX()
{
    QFETCH(QByteArray, text);
    const auto tree = python::SyntaxTree::parse(text);
    VERIFY_RESULT(tree);
    Evaluator evaluator({});
    const auto found = evaluator.find(evaluator.evaluate(*tree, QStringLiteral("/p/m.py")), QStringLiteral("x"));
    QTEST(found ? shown(found->value) : QString(), "expected");
}

void TestEvaluator::importsOfTheProjectAreFollowed()
{
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("app/__init__.py"), "");
    folder.write(QStringLiteral("app/const.py"), "from .names import *\nLABEL = NAME + '-l'\n");
    folder.write(QStringLiteral("app/names.py"), "NAME = 'n'\n_HIDDEN = 'h'\n");
    const auto tree
        = python::SyntaxTree::parse("import app.const\nfrom app import const as c\nfrom app.const import LABEL\n"
                                    "try:\n    from app.const import NAME\nexcept ImportError:\n    NAME = None\nx = "
                                    "(app.const.LABEL, c.NAME, LABEL, NAME)\n");
    VERIFY_RESULT(tree);
    Evaluator::Options options;
    options.imports = python::ImportFinder({ folder.path() });
    Evaluator evaluator(options);
    const auto& module = evaluator.evaluate(*tree, folder.path(QStringLiteral("m.py")));
    QCOMPARE(shown(evaluator.find(module, QStringLiteral("x"))->value), QStringLiteral("('n-l', 'n', 'n-l', 'n')"));
    QCOMPARE(evaluator.moduleCount(), size_t(4));
}

void TestEvaluator::importsInACircleEnd()
{
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("a.py"), "from b import y\nx = 'a'\n");
    folder.write(QStringLiteral("b.py"), "from a import x\ny = 'b'\n");
    const auto tree = python::SyntaxTree::parse("from a import x\n");
    VERIFY_RESULT(tree);
    Evaluator::Options options;
    options.imports = python::ImportFinder({ folder.path() });
    Evaluator evaluator(options);
    const auto& module = evaluator.evaluate(*tree, folder.path(QStringLiteral("m.py")));
    QCOMPARE(shown(evaluator.find(module, QStringLiteral("x"))->value), QStringLiteral("'a'"));
}

void TestEvaluator::environmentIsAnsweredFromOutside()
{
    const auto tree = python::SyntaxTree::parse(
        "import os\nfrom os import environ, getenv\n"
        "x = (os.getenv('A'), environ.get('B', 'b'), os.environ['A'], getenv('C', default='c'), "
        "os.getenv('D'), f\"{os.getenv('A')}!\")\ny = os.environ['D']\n");
    VERIFY_RESULT(tree);
    Evaluator::Options options;
    options.environment = [](const QString& name) {
        return name == QLatin1String("A") ? std::optional<QString>(QStringLiteral("a")) : std::nullopt;
    };
    Evaluator evaluator(options);
    const auto& module = evaluator.evaluate(*tree, QStringLiteral("/p/m.py"));
    QCOMPARE(
        shown(evaluator.find(module, QStringLiteral("x"))->value), QStringLiteral("('a', 'b', 'a', 'c', None, 'a!')"));
    QVERIFY(evaluator.find(module, QStringLiteral("y"))->value.isUnknown());
    QCOMPARE(evaluator.variables(),
        (QStringList{ QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C"), QStringLiteral("D") }));
    Evaluator closed({});
    QVERIFY(closed.find(closed.evaluate(*tree, QStringLiteral("/p/m.py")), QStringLiteral("x"))->value.firstUnknown());
}

void TestEvaluator::settingsObjectsTakeTheirFieldsFromTheEnvironment()
{
    const auto tree = python::SyntaxTree::parse(
        "from pydantic_settings import BaseSettings\nfrom pydantic import PostgresDsn, Field\n"
        "class Settings(BaseSettings):\n    db_host: str = 'localhost'\n    DB_PORT: int = Field(default=5432)\n"
        "    DB_USER: str\n"
        "    @computed_field\n    @property\n    def url(self) -> str:\n"
        "        return str(PostgresDsn.build(scheme='postgresql', username=self.DB_USER, password='p@ss', "
        "host=self.db_host, "
        "port=self.DB_PORT, path='d'))\nsettings = Settings()\nx = settings.url\n");
    VERIFY_RESULT(tree);
    Evaluator::Options options;
    options.environment = [](const QString& name) {
        return name == QLatin1String("DB_USER") ? std::optional<QString>(QStringLiteral("ann")) : std::nullopt;
    };
    Evaluator evaluator(options);
    const auto& module = evaluator.evaluate(*tree, QStringLiteral("/p/m.py"));
    QCOMPARE(shown(evaluator.find(module, QStringLiteral("x"))->value),
        QStringLiteral("'postgresql://ann:p%40ss@localhost:5432/d'"));
}

void TestEvaluator::callsAreToldOfInFunctionsThatNobodyCalls()
{
    const auto tree = python::SyntaxTree::parse(
        "def run(connection):\n    opts = {'a': 1}\n    context.configure(connection=connection, **opts)\n"
        "    def inner():\n        context.configure(b='2')\n");
    VERIFY_RESULT(tree);
    QStringList calls;
    Evaluator::Options options;
    options.onCall = [&](const python::Call& call) {
        QStringList keywords = call.keywords.keys();
        keywords.sort();
        calls.append(QStringLiteral("%1:%2(%3)").arg(call.node.line()).arg(call.name, keywords.join(QLatin1Char(','))));
    };
    Evaluator evaluator(options);
    evaluator.evaluate(*tree, QStringLiteral("/p/m.py"));
    QCOMPARE(calls, (QStringList{ QStringLiteral("3:configure(a,connection)"), QStringLiteral("5:configure(b)") }));
}

void TestEvaluator::workIsBounded_data()
{
    QTest::addColumn<QByteArray>("text");
    QByteArray doubling = "x = 'a'\n";
    for (int i = 0; i < 200; ++i)
        doubling += "x = x + x\n";
    QTest::newRow("doubling text") << doubling;
    QTest::newRow("doubling tuple") << QByteArray(doubling).replace("'a'", "('a',)");
    QTest::newRow("long sum") << "x = " + QByteArray("1 + ").repeated(20000) + "f()\n";
    QTest::newRow("deep calls") << "x = " + QByteArray("f(").repeated(5000) + QByteArray(")").repeated(5000) + '\n';
    QTest::newRow("loops in loops") << QByteArray(
        "r = (1,2,3,4,5,6,7,8,9)\nx = ''\nfor a in r:\n for b in r:\n  for c in r:\n   for d in r:\n"
        "    for e in r:\n     for g in r:\n      for h in r:\n       x += 'a'\nx = f()\n");
    QTest::newRow("functions that call each other")
        << QByteArray("def f():\n  g(); g(); g(); g()\ndef g():\n  f(); f(); f(); f()\nf()\nx = h()\n");
}

void TestEvaluator::workIsBounded()
{
    QFETCH(QByteArray, text);
    const auto tree = python::SyntaxTree::parse(text);
    VERIFY_RESULT(tree);
    Evaluator evaluator({});
    const auto found = evaluator.find(evaluator.evaluate(*tree, QStringLiteral("/p/m.py")), QStringLiteral("x"));
    QVERIFY(!found || found->value.isUnknown());
}

QTEST_GUILESS_MAIN(TestEvaluator)
#include "tst_evaluator.moc"
