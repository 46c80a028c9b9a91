#include "architecture/source_tree.h"

#include <QTest>

// Calls that freeze a window, hang a run or open a shell, and names of database systems outside of app/dialects. An
// exception is a line in a table below, with its reason.

using namespace espalier::test;

namespace {

struct Rule {
    const char* name;
    QStringList folders;
    const char* pattern;
    const char* instead;
    QList<Exception> exceptions;
};

const QStringList everywhere{ QStringLiteral("app"), QStringLiteral("ui") };
const QStringList window{ QStringLiteral("ui") };

const QList<Rule> rules{
    { "no events pumped by hand", everywhere, R"(\bprocessEvents\s*\()", "long work is a job (app/jobs)", {} },
    { "no nested event loops", everywhere, R"(\bQEventLoop\b)", "signals and jobs", {} },
    { "no blocking dialogs", window,
        R"((\.|->)exec\s*\(|\bQMessageBox::(question|warning|information|critical|about)\b|\bQInputDialog::get|\bQFileDialog::get)",
        "open() and its finished signal, through Prompter", {} },
    { "the window waits for nobody", window, R"(\bwaitFor(Finished|Started|ReadyRead|BytesWritten|Done)\s*\()",
        "a job and its signal", {} },
    { "no sleeping", everywhere, R"(\bQThread::(u|m)?sleep\s*\(|\bsleep_(for|until)\s*\(|\b(u|nano)sleep\s*\()",
        "wait for what happens, with the cancel token",
        { { "app/core/file_lock.cpp", "a lock file tells nobody when it is let go; polled with the cancel token" },
            { "app/dialects/sqlite/backup_copy.cpp",
                "SQLite's backup API says only BUSY; polled with the cancel token" },
            { "app/dialects/postgresql/backup_restore.cpp",
                "the progress of a tool is seen in what it wrote so far" } } },
    { "no shell", everywhere, R"(\bstd::system\s*\(|(?<![\w:.>])system\s*\(\s*[^)\s]|\bpopen\s*\()",
        "core::run with an argument list", {} },
};

// Who may say the name of a database system outside of app/dialects: URL schemes, names of packages and drivers, and
// the demo, which is a SQLite file.
const QList<Exception> namesAllowed{
    { "app/core/redaction.cpp", "names of variables and options that carry passwords" },
    { "app/authoring/operation_code.cpp", "Alembic's own keywords" },
    { "app/authoring/type_code.cpp", "names of SQLAlchemy's packages of types" },
    { "app/cli/demo_command.cpp", "the demo's database is a SQLite file" },
    { "app/demo/demo_project.cpp", "the demo's database is a SQLite file" },
    { "app/operations/alembic/directives.cpp", "Alembic's own keywords" },
    { "app/operations/database/catalogue.cpp", "relations of the databases' catalogues that scripts ask" },
    { "app/operations/sqlalchemy/enum_type.cpp", "names of SQLAlchemy's types" },
    { "app/operations/sqlalchemy/names.cpp", "names of SQLAlchemy's modules" },
    { "app/operations/sqlalchemy/type_arguments.cpp", "names of SQLAlchemy's types" },
    { "app/operations/sqlalchemy/type_classes.cpp", "names of SQLAlchemy's types" },
    { "app/project/installed_packages.cpp", "names of Python packages" },
    { "app/python/evaluator_calls.cpp", "names of classes in the projects' code" },
    { "app/python/evaluator_statements.cpp", "names of SQLAlchemy's modules in the projects' code" },
    { "app/project/url_candidate.cpp", "URL schemes" },
    { "app/project/url_search.cpp", "URL schemes and names of variables" },
    { "ui/connections/connection_dialog.cpp", "examples of URLs in an empty field" },
    { "ui/session/project_actions.cpp", "the demo's database is a SQLite file" },
};

bool isException(const QList<Exception>& exceptions, const QString& path)
{
    return std::any_of(exceptions.cbegin(), exceptions.cend(),
        [&](const Exception& exception) { return path == QLatin1String(exception.path); });
}

QStringList places(const QList<SourceFile>& sources, const QRegularExpression& pattern, const QList<Exception>& except)
{
    QStringList found;
    for (const SourceFile& source : sources) {
        if (isException(except, source.path))
            continue;
        for (const CodeLine& line : source.lines)
            if (pattern.match(line.text).hasMatch())
                found.append(source.place(line) + QStringLiteral(": ") + line.text.trimmed());
    }
    return found;
}

QRegularExpression names()
{
    return QRegularExpression(QStringLiteral("postgres|\\bpg_|psql\\b|mysql|mariadb|sqlite|oracle\\b|mssql|sqlserver"),
        QRegularExpression::CaseInsensitiveOption);
}

} // namespace

class TestCodeRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void callsThatAreBanned_data();
    void callsThatAreBanned();
    void namesOfDatabaseSystemsStandInDialects();
    void exceptionsAreStillNeeded();
    void commentsDoNotCount();
};

void TestCodeRules::callsThatAreBanned_data()
{
    QTest::addColumn<qsizetype>("rule");
    for (qsizetype i = 0; i < rules.size(); ++i)
        QTest::newRow(rules[i].name) << i;
}

void TestCodeRules::callsThatAreBanned()
{
    QFETCH(qsizetype, rule);
    const Rule& chosen = rules[rule];
    const QRegularExpression pattern(QString::fromLatin1(chosen.pattern));
    QVERIFY(pattern.isValid());
    const QStringList found = places(sourcesIn(chosen.folders), pattern, chosen.exceptions);
    QVERIFY2(found.isEmpty(),
        qPrintable(found.join(QLatin1Char('\n')) + QStringLiteral("\ninstead: ") + QLatin1String(chosen.instead)));
}

void TestCodeRules::namesOfDatabaseSystemsStandInDialects()
{
    QList<SourceFile> sources = sourcesIn(everywhere);
    sources.removeIf([](const SourceFile& source) { return source.path.startsWith(QLatin1String("app/dialects/")); });
    const QStringList found = places(sources, names(), namesAllowed);
    QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
}

// A table of exceptions that nobody needs any more hides the next real one.
void TestCodeRules::exceptionsAreStillNeeded()
{
    const auto isNeeded = [](const Exception& exception, const QRegularExpression& pattern) {
        const QString path = QLatin1String(exception.path);
        return !QFile::exists(QStringLiteral(ESPALIER_SOURCE_DIR "/") + path)
            || !places({ readSource(path) }, pattern, {}).isEmpty();
    };
    for (const Exception& exception : namesAllowed)
        QVERIFY2(isNeeded(exception, names()), exception.path);
    for (const Rule& rule : rules)
        for (const Exception& exception : rule.exceptions)
            QVERIFY2(isNeeded(exception, QRegularExpression(QString::fromLatin1(rule.pattern))), exception.path);
}

void TestCodeRules::commentsDoNotCount()
{
    QCOMPARE(withoutComments(QStringLiteral("a /* b */ c // d\n\"// e\" 'f' /*\n*/g")),
        QStringLiteral("a         c     \n\"// e\" 'f'   \n  g"));
    QCOMPARE(withoutComments(QStringLiteral("R\"(// kept)\" // gone")), QStringLiteral("R\"(// kept)\"        "));
}

QTEST_GUILESS_MAIN(TestCodeRules)
#include "tst_code_rules.moc"
