#include "python_truth.h"
#include "support/temporary_folder.h"
#include "symbolic/library/date_time.h"
#include "symbolic/library/decimal.h"
#include "symbolic/library/uuid.h"

#include <QDir>

using namespace espalier;
using namespace espalier::test;

namespace {

/// Counts what the code may have done outside.
class Watch final : public symbolic::World {
public:
    int calls = 0;
    int databaseCalls = 0; ///< of these, such as may reach a database
    QString last;
    void unknownCall(const symbolic::Place&, const symbolic::DoubtPtr& doubt, Reach reach) override
    {
        ++calls;
        databaseCalls += reach == Reach::Anything;
        last = doubt->reason.english();
    }
};

} // namespace

class TestLibraryWorld : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void datesAndTimes();
    void timesAsText();
    void whatTheClockSaysIsUnknown();
    void literalsAreReadable();
    void environmentVariables();
    void filesOfTheProject();
    void whatReachesOutsideIsTold();
    void filesAndNetworksAreNoDatabases();
    void loggingDoesNothing();
    void harmlessFunctionsOfOtherPackages();
    void namesThatAreNotKnownStayImports();
};

void TestLibraryWorld::datesAndTimes()
{
    compareWithPython({ QStringLiteral("from datetime import *\nimport datetime as dt, calendar\nd = datetime(2020, 2, "
                                       "29, 13, 5, 9, 120)\nu = datetime(2020, 1, 1, tzinfo=timezone.utc)\nx = "
                                       "timedelta(days=1, hours=2)\ne = timezone(timedelta(hours=5, minutes=30))\n"),
        linesOf(R"TEXT(
d, date(2020, 1, 2), time(1, 2), time(1, 2, 3, 4), u, x, timedelta(), timezone.utc, e, timezone(timedelta(hours=-5), 'EST'), timedelta(seconds=-1), timedelta(milliseconds=5), time(tzinfo=timezone.utc)
str(d), str(date(2020, 1, 2)), str(time(1)), str(u), str(x), str(timedelta(days=-1)), str(timedelta(days=2, microseconds=5)), str(timezone.utc), str(e), d.isoformat(), d.isoformat(' '), u.isoformat(), datetime(2020, 1, 1, tzinfo=e).isoformat(), f'{d}', f'{d:%Y}', str(timedelta(hours=25))
d.year, d.month, d.day, d.hour, d.minute, d.second, d.microsecond, d.tzinfo, u.tzinfo, d.date(), d.time(), d.weekday(), d.isoweekday(), d.toordinal(), d.replace(year=2024, day=1), date(2020, 1, 31).replace(month=3), d.isocalendar()[1], u.utcoffset(), u.tzname(), d.utcoffset(), time(1).replace(hour=5), d.replace(tzinfo=timezone.utc)
x.days, x.seconds, x.microseconds, x.total_seconds(), timedelta(weeks=1).days, timedelta(minutes=1.5).seconds, timedelta(seconds=-1).days, timedelta(hours=36).days, timedelta(microseconds=-1).microseconds, timedelta(0.5)
d + x, d - x, x + d, date(2020, 1, 1) + x, date(2020, 3, 1) - date(2020, 2, 1), d - datetime(2020, 1, 1), d.date() + timedelta(hours=-1)
x * 2, 2 * x, x / 2, x // 2, x / timedelta(hours=1), -x, abs(-x), x + x, x - x, u - timedelta(seconds=1), date(2020, 1, 1) - timedelta(hours=1), x // timedelta(hours=5), x % timedelta(hours=5), x * 1.5, bool(timedelta()), +x
d < datetime(2021, 1, 1), d == datetime(2020, 2, 29, 13, 5, 9, 120), date(2020, 1, 1) < date(2020, 1, 2), x > timedelta(1), x == timedelta(hours=26), u == datetime(2020, 1, 1, 5, 30, tzinfo=e), d == u, date(2020, 1, 1) == 5, d in [datetime(2020, 2, 29, 13, 5, 9, 120)], {date(2020, 1, 1): 1}[date(2020, 1, 1)], max(date(2020, 1, 1), date(2021, 1, 1)), isinstance(d, date), isinstance(date(2020, 1, 1), datetime), time(1) < time(2), sorted([date(2021, 1, 1), date(2020, 1, 1)]), x in (timedelta(hours=26),), d != None
d < u
date(2020, 1, 1) < 5
date(2020, 2, 30)
datetime(2020, 13, 1)
datetime(2020, 1, 1, 24)
date(0, 1, 1)
date(9999, 12, 31) + timedelta(1)
d - u
x / 0
timezone(timedelta(hours=24))
datetime.fromtimestamp(0, timezone.utc), datetime.utcfromtimestamp(86400.5), u.timestamp(), datetime.combine(date(2020, 1, 1), time(5)), date.fromordinal(737425), u.astimezone(e), datetime.min, date.max, dt.date(2020, 1, 1), calendar.monthrange(2020, 2)[1], calendar.isleap(2020), datetime.max, datetime.fromtimestamp(1.5, tz=e), datetime.combine(date(2020, 1, 1), time.min)
)TEXT") });
}

void TestLibraryWorld::timesAsText()
{
    compareWithPython({ QStringLiteral("from datetime import *\nd = datetime(2020, 2, 29, 13, 5, 9, 120)\nu = "
                                       "datetime(2021, 1, 3, tzinfo=timezone(timedelta(hours=2)))\n"),
        linesOf(R"TEXT(
d.strftime('%Y-%m-%d %H:%M:%S.%f'), d.strftime('%y %j %a %A %b %B %I %p %% %w %u %U %W %G %V'), d.strftime('%D %F %T %R %e %h'), u.strftime('%z %Z'), d.strftime('%z|%Z'), d.strftime('%c'), d.strftime('%x %X'), date(2021, 1, 3).strftime('%U %W %V %G %d/%m/%Y'), time(0, 5).strftime('%I:%M %p'), d.strftime(''), d.strftime('%Y%m%d_%H%M%S'), u.strftime('%U %W')
datetime.fromisoformat('2020-02-29'), datetime.fromisoformat('2020-02-29T13:05:09'), datetime.fromisoformat('2020-02-29 13:05:09.12'), datetime.fromisoformat('2020-02-29T13:05+02:00'), datetime.fromisoformat('2020-02-29T13:05:09Z'), date.fromisoformat('2020-02-29'), datetime.fromisoformat('2020-01-01T00:00:00.000123-05:30')
datetime.strptime('2020-02-29', '%Y-%m-%d'), datetime.strptime('29/Feb/2020 01:05 PM', '%d/%b/%Y %I:%M %p'), datetime.strptime('2020-02-29T13:05:09.5', '%Y-%m-%dT%H:%M:%S.%f'), datetime.strptime('20 +0200', '%y %z'), datetime.strptime('5', '%d'), datetime.strptime('Saturday February 29 2020', '%A %B %d %Y'), datetime.strptime('12 AM', '%I %p'), datetime.strptime('70', '%y'), datetime.strptime('2020-01-01 00:00:00+00:00', '%Y-%m-%d %H:%M:%S%z')
)TEXT") });
    for (const char* expression : { "datetime.strptime('x', '%Y')", "datetime.strptime('1', '%Q')",
             "datetime.fromisoformat('x')", "datetime(1, 1, 1).strftime('%Y')", "datetime(2020, 1, 1).strftime('%k')" })
        QVERIFY2(symbolicResult(QStringLiteral("from datetime import *"), QString::fromLatin1(expression))
                     .startsWith(QLatin1Char('?')),
            expression);
}

void TestLibraryWorld::whatTheClockSaysIsUnknown()
{
    const QString imports
        = QStringLiteral("from datetime import *\nimport time, random, secrets, os, sys\nimport datetime as dt\n");
    for (const char* expression : { "datetime.now()", "datetime.utcnow()", "date.today()", "datetime.now(timezone.utc)",
             "time.time()", "datetime.fromtimestamp(0)", "datetime(2020, 1, 1).timestamp()", "os.getcwd()",
             "sys.argv[1]", "datetime.now() - timedelta(1)", "str(datetime.now())", "dt.datetime.now().isoformat()",
             "os.path.abspath('x')", "os.path.expanduser('~')", "sys.path[0]", "'X' in sys.argv" })
        QCOMPARE(symbolicResult(imports, QString::fromLatin1(expression)),
            QStringLiteral("? depends on where and when it runs"));
    for (const char* expression : { "random.random()", "random.choice([1])", "secrets.token_hex(5)" })
        QCOMPARE(symbolicResult(imports, QString::fromLatin1(expression)), QStringLiteral("? is random"));
    QCOMPARE(symbolicResult(imports, QStringLiteral("time.sleep(5), sys.version_info >= (3, 8), sys.platform")),
        QStringLiteral("(None, True, 'linux')"));
}

void TestLibraryWorld::literalsAreReadable()
{
    const auto tree
        = python::SyntaxTree::parse("from datetime import *\nfrom uuid import UUID\nfrom decimal import Decimal\n"
                                    "d = datetime(2020, 1, 2, 3)\nt = timedelta(hours=1)\n"
                                    "u = UUID('12345678123456781234567812345678')\nn = Decimal('1.50')\n");
    symbolic::Interpreter interpreter({});
    const auto attempt = interpreter.attempt([&] {
        const auto module = interpreter.run(*tree, QStringLiteral("/x.py"), QStringLiteral("x"));
        const auto name = [&](const char* text) { return module->scope->names.value(QString::fromLatin1(text)); };
        const auto moment = name("d").as<symbolic::library::DateTime>();
        const auto delta = name("t").as<symbolic::library::TimeDelta>();
        const auto uuid = name("u").as<symbolic::library::Uuid>();
        const auto number = name("n").as<symbolic::library::Decimal>();
        return symbolic::Value::string(QStringLiteral("%1|%2|%3|%4|%5")
                                           .arg(moment->isoFormat(), moment->isoFormat(QLatin1Char(' ')))
                                           .arg(delta->totalSeconds())
                                           .arg(uuid->text(), number->text()));
    });
    QVERIFY(attempt.value.has_value());
    QCOMPARE(attempt.value->text(),
        QStringLiteral("2020-01-02T03:00:00|2020-01-02 03:00:00|3600|12345678-1234-5678-1234-567812345678|1.50"));
}

void TestLibraryWorld::environmentVariables()
{
    const QString imports = QStringLiteral("import os\nfrom os import environ, getenv\n");
    QCOMPARE(symbolicResult(imports, QStringLiteral("os.getenv('A')")),
        QStringLiteral("? depends on the environment variable A"));
    const auto known = [&](const char* expression, bool isWhole = true) {
        symbolic::Interpreter::Options options;
        options.environment = { { { QStringLiteral("A"), QStringLiteral("a") } }, isWhole };
        return symbolicResult(imports, QString::fromLatin1(expression), options);
    };
    QCOMPARE(
        known("os.getenv('A'), environ['A'], os.environ.get('B'), getenv('B', 'x'), 'A' in environ, 'B' in environ"),
        QStringLiteral("('a', 'a', None, 'x', True, False)"));
    QCOMPARE(known("os.environ['B']"), QStringLiteral("!KeyError"));
    QCOMPARE(known("os.environ['A']", false), QStringLiteral("'a'"));
    QCOMPARE(known("os.environ['B']", false), QStringLiteral("? depends on the environment variable B"));
    QVERIFY(known("dict(os.environ)").startsWith(QLatin1Char('?')));
}

void TestLibraryWorld::filesOfTheProject()
{
    TemporaryFolder folder;
    folder.write(QStringLiteral("versions/one.sql"), "CREATE TABLE a;\r\nSELECT 'é';\n");
    folder.write(QStringLiteral("versions/two.sql"), "two");
    folder.write(QStringLiteral("secret.txt"), "no");
    folder.write(QStringLiteral("app/data/x.json"), "{\"a\": 1}");
    symbolic::Interpreter::Options options;
    options.imports = python::ImportFinder({ folder.path(QStringLiteral("app")) });
    const QString file = folder.path(QStringLiteral("versions/script.py"));
    const QString imports
        = QStringLiteral("import os, json, csv\nfrom pathlib import Path\nhere = os.path.dirname(__file__)\n");
    const auto result = [&](const char* expression) {
        return symbolicResult(imports, QString::fromLatin1(expression), options, file);
    };
    QCOMPARE(
        result("open(os.path.join(here, 'one.sql')).read()"), QStringLiteral("\"CREATE TABLE a;\\nSELECT 'é';\\n\""));
    QCOMPARE(
        result("[l for l in open(here + '/one.sql')]"), QStringLiteral("['CREATE TABLE a;\\n', \"SELECT 'é';\\n\"]"));
    QCOMPARE(result("(Path(__file__).parent / 'two.sql').read_text()"), QStringLiteral("'two'"));
    QCOMPARE(
        result("Path(__file__).resolve().parent.joinpath('two.sql').open().readlines()"), QStringLiteral("['two']"));
    QCOMPARE(result("open(here + '/two.sql', 'rb').read()"), QStringLiteral("b'two'"));
    QCOMPARE(result("json.load(open(here + '/../app/data/x.json'))"), QStringLiteral("{'a': 1}"));
    QCOMPARE(result("os.path.exists(here + '/one.sql'), os.path.exists(here + '/no'), Path(here).is_dir()"),
        QStringLiteral("(True, False, True)"));
    QCOMPARE(result("sorted(os.listdir(here))"), QStringLiteral("['one.sql', 'two.sql']"));
    QCOMPARE(result("[p.name for p in sorted(Path(here).glob('*.sql'))]"), QStringLiteral("['one.sql', 'two.sql']"));
    QCOMPARE(result("__import__('glob').glob(here + '/t*.sql') == [here + '/two.sql']"), QStringLiteral("True"));
    QCOMPARE(result("open(here + '/no.sql')"), QStringLiteral("!FileNotFoundError"));
    for (const char* outside : { "open(here + '/../secret.txt').read()", "open('/etc/hostname').read()",
             "open('one.sql').read()", "os.path.exists('/etc')", "os.listdir('/')", "open(here + '/new', 'w')",
             "Path('/etc/hostname').read_text()", "os.path.exists(here + '/../secret.txt')" })
        QVERIFY2(result(outside).startsWith(QLatin1Char('?')), outside);
    QVERIFY(QFile::link(folder.path(QStringLiteral("secret.txt")), folder.path(QStringLiteral("versions/link.sql"))));
    QVERIFY(result("open(here + '/link.sql').read()").startsWith(QLatin1Char('?')));
    QVERIFY(!QFile::exists(folder.path(QStringLiteral("versions/new"))));
}

void TestLibraryWorld::whatReachesOutsideIsTold()
{
    const auto calls = [](const char* expression) {
        Watch watch;
        symbolic::Interpreter::Options options;
        options.world = &watch;
        symbolicResult(
            QStringLiteral("import os, subprocess, shutil, logging, time\n"), QString::fromLatin1(expression), options);
        return watch.calls;
    };
    QCOMPARE(calls("subprocess.run(['ls'])"), 1);
    QCOMPARE(calls("shutil.rmtree('x')"), 1);
    QCOMPARE(calls("os.system('x')"), 1);
    QCOMPARE(calls("os.environ.update(A='b')"), 1);
    QCOMPARE(calls("exec('1')"), 1);
    QCOMPARE(calls("shutil.nobody_knows()"), 1);
    QCOMPARE(calls("logging.getLogger('x').info('a')"), 0);
    QCOMPARE(calls("print('x'), time.sleep(1), os.path.join('a')"), 0);
}

void TestLibraryWorld::filesAndNetworksAreNoDatabases()
{
    const auto reachesDatabase = [](const char* expression) {
        Watch watch;
        symbolic::Interpreter::Options options;
        options.world = &watch;
        symbolicResult(QStringLiteral("import os, subprocess, shutil, requests, somewhere\nfrom pathlib import Path\n"),
            QString::fromLatin1(expression), options);
        return watch.calls == 1 ? watch.databaseCalls == 1 : throw std::runtime_error(expression);
    };
    QVERIFY(!reachesDatabase("shutil.rmtree('x')"));
    QVERIFY(!reachesDatabase("os.makedirs('x', exist_ok=True)"));
    QVERIFY(!reachesDatabase("requests.get('http://x', timeout=5)"));
    QVERIFY(reachesDatabase("requests.get('http://x', hooks=lambda: 1)")); // it may be called back
    QVERIFY(reachesDatabase("requests.get(somewhere)"));
    QVERIFY(reachesDatabase("os.system('dropdb x')"));
    QVERIFY(reachesDatabase("subprocess.run(['dropdb', 'x'])"));
    QVERIFY(reachesDatabase("somewhere.fill('x')"));
}

void TestLibraryWorld::loggingDoesNothing()
{
    QCOMPARE(
        symbolicResult(
            QStringLiteral(
                "import logging, warnings, sys\nlog = logging.getLogger(__name__)\nlog.setLevel(logging.INFO)\n"
                "from tqdm import tqdm\nfor i in tqdm([1, 2], desc='x'): pass\n"
                "with tqdm(total=2) as bar:\n    bar.update(1)\n"),
            QStringLiteral(
                "log.info('x %s', 1), log.warning('y'), logging.DEBUG, warnings.warn('x'), sys.stdout.write('a'), i")),
        QStringLiteral("(None, None, 10, None, None, 2)"));
}

void TestLibraryWorld::harmlessFunctionsOfOtherPackages()
{
    for (const char* name : { "structlog.get_logger", "structlog.get_logger().info", "loguru.logger.info",
             "oslo_log.log.getLogger().warning", "click.echo", "rich.print", "app.core.log.get_logger().debug",
             "logging.getLogger().exception", "tqdm.tqdm", "time.sleep", "myapp.logger.info" })
        QVERIFY2(symbolic::isHarmless(QString::fromLatin1(name)), name);
    for (const char* name : { "app.models.migrate", "requests.get", "boto3.client", "timely.run", "app.catalog.drop",
             "logger_db.write", "redis.Redis().set", "rewrite.go", "shutil.rmtree", "os.remove" })
        QVERIFY2(!symbolic::isHarmless(QString::fromLatin1(name)), name);
}

void TestLibraryWorld::namesThatAreNotKnownStayImports()
{
    QVERIFY(symbolicResult(QStringLiteral("import os"), QStringLiteral("str(os.no_such)"))
                .startsWith(QLatin1String("? os.no_such is not part of the project")));
    QVERIFY(symbolicResult(QStringLiteral("from os import no_such"), QStringLiteral("str(no_such)"))
                .startsWith(QLatin1String("? os.no_such is not part of the project")));
    QCOMPARE(symbolicResult(QStringLiteral("import os.path as p\nfrom os import path\nimport collections.abc"),
                 QStringLiteral("p.join('a', 'b'), path.sep, p == path")),
        QStringLiteral("('a/b', '/', True)"));
}

QTEST_GUILESS_MAIN(TestLibraryWorld)
#include "tst_library_world.moc"
