#include "core/process.h"
#include "project/ini_file.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace espalier;
using project::IniFile;

class TestIniFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valuesFollowConfigparser_data();
    void valuesFollowConfigparser();
    void faultsNameTheirLine_data();
    void faultsNameTheirLine();
    void hereIsTheFoldersPath();
    void byteOrderMarkIsPassedOverAndNoticed();
    void textThatIsNotUtf8NamesItsLine();
    void expansionOfReferencesIsBounded();
    void randomTextsAreReadAsPythonReadsThem();
};

void TestIniFile::valuesFollowConfigparser_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value"); // of [alembic] x
    QTest::newRow("plain") << "[alembic]\nx = 1\n"
                           << "1";
    QTest::newRow("colon") << "[alembic]\nx: a=b\n"
                           << "a=b";
    QTest::newRow("upper case") << "[alembic]\nX = 1\n"
                                << "1";
    QTest::newRow("comment sign in value") << "[alembic]\nx = a ; b # c\n"
                                           << "a ; b # c";
    QTest::newRow("several lines") << "[alembic]\nx = a\n  b\n\n  c\n"
                                   << "a\nb\n\nc";
    QTest::newRow("comment between lines") << "[alembic]\nx = a\n# no\n  b\n"
                                           << "a\nb";
    QTest::newRow("line after blank") << "[alembic]\nx =\n\n  a\n"
                                      << "\n\na";
    QTest::newRow("default") << "[DEFAULT]\nx = d\n[alembic]\ny = 1\n"
                             << "d";
    QTest::newRow("interpolation") << "[alembic]\ny = %(here)s/v\nx = %(y)s/%%d\n"
                                   << "/the/place/v/%d";
    QTest::newRow("carriage returns") << "[alembic]\r\nx = a\r\n  b\r\n"
                                      << "a\nb";
    QTest::newRow("text behind the bracket") << "[alembic] ; main\nx = 1\n"
                                             << "1";
    QTest::newRow("very long") << QStringLiteral("[alembic]\nx = ") + QString(100000, QLatin1Char('y'))
                               << QString(100000, QLatin1Char('y'));
}

void TestIniFile::valuesFollowConfigparser()
{
    QFETCH(QString, text);
    const auto ini
        = IniFile::parse(text, QStringLiteral("a.ini"), { { QStringLiteral("here"), QStringLiteral("/the/place") } });
    VERIFY_RESULT(ini);
    const auto value = ini->get(QStringLiteral("alembic"), QStringLiteral("x"));
    VERIFY_RESULT(value);
    QVERIFY(value->has_value());
    QTEST(**value, "value");
}

void TestIniFile::faultsNameTheirLine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("option before a section") << "\nx = 1\n" << 2;
    QTest::newRow("section twice") << "[a]\nx=1\n[b]\n[a]\n" << 4;
    QTest::newRow("option twice") << "[a]\nx=1\nX=2\n" << 3;
    QTest::newRow("neither") << "[a]\nx=1\nwhat is this\n" << 3;
    QTest::newRow("no name") << "[a]\n= 1\n" << 2;
}

void TestIniFile::faultsNameTheirLine()
{
    QFETCH(QString, text);
    const auto ini = IniFile::parse(text, QStringLiteral("/p/alembic.ini"));
    QVERIFY(!ini);
    QCOMPARE(ini.error().code, core::ErrorCode::Malformed);
    QVERIFY(ini.error().location.has_value());
    QCOMPARE(ini.error().location->file, QStringLiteral("/p/alembic.ini"));
    QTEST(ini.error().location->line, "line");
}

void TestIniFile::hereIsTheFoldersPath()
{
    const test::TemporaryFolder folder;
    const QString path = folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = %(here)s/x\n");
    const auto ini = IniFile::read(path);
    VERIFY_RESULT(ini);
    QCOMPARE(ini->get(QStringLiteral("alembic"), QStringLiteral("script_location")).value(),
        folder.path(QStringLiteral("x")));
    QCOMPARE(ini->lineOf(QStringLiteral("alembic"), QStringLiteral("script_location")), 2);
}

void TestIniFile::byteOrderMarkIsPassedOverAndNoticed()
{
    const test::TemporaryFolder folder;
    const auto ini = IniFile::read(folder.write(QStringLiteral("a.ini"), "\xef\xbb\xbf[alembic]\nx = 1\n"));
    VERIFY_RESULT(ini);
    QVERIFY(ini->startedWithByteOrderMark());
    QVERIFY(ini->hasOption(QStringLiteral("alembic"), QStringLiteral("x")));
}

void TestIniFile::textThatIsNotUtf8NamesItsLine()
{
    const test::TemporaryFolder folder;
    const auto ini = IniFile::read(folder.write(QStringLiteral("a.ini"), "[alembic]\nx = 1\ny = \xff\n"));
    QVERIFY(!ini);
    QCOMPARE(ini.error().location->line, 3);
}

void TestIniFile::expansionOfReferencesIsBounded()
{
    QString text = QStringLiteral("[alembic]\na0 = %%") + QString(1000, QLatin1Char('x')) + QLatin1Char('\n');
    for (int level = 1; level < 9; ++level) {
        text += QStringLiteral("a%1 = ").arg(level);
        for (int i = 0; i < 100; ++i)
            text += QStringLiteral("%(a%1)s").arg(level - 1);
        text += QLatin1Char('\n');
    }
    const auto ini = IniFile::parse(text, QStringLiteral("a.ini"));
    VERIFY_RESULT(ini);
    const auto value = ini->get(QStringLiteral("alembic"), QStringLiteral("a8"));
    QVERIFY(!value);
    QCOMPARE(value.error().code, core::ErrorCode::Malformed);
}

namespace {

QString randomLine(QRandomGenerator& random)
{
    static const QStringList starts{ QString(), QString(), QStringLiteral(" "), QStringLiteral("    "),
        QStringLiteral("\t"), QStringLiteral("\x1c"), QString(QChar(0xa0)) };
    static const QStringList bodies{ QStringLiteral("[alembic]"), QStringLiteral("[a]"), QStringLiteral("[b] x"),
        QStringLiteral("[DEFAULT]"), QStringLiteral("[]"), QStringLiteral("[]]"), QStringLiteral("[a][c]"), QString(),
        QStringLiteral("x = 1"), QStringLiteral("X : %(y)s"), QStringLiteral("y=%(x)s %(here)s"),
        QStringLiteral("z = %%"), QStringLiteral("p = 100%"), QStringLiteral("q = %(nope)s"),
        QStringLiteral("r = %()s"), QStringLiteral("s = %(x)d"), QStringLiteral("t"), QStringLiteral("= v"),
        QStringLiteral("u ="), QStringLiteral("# c"), QStringLiteral("; c"), QStringLiteral("v = a # b ; c"),
        QStringLiteral("more text"), QStringLiteral("k = v = w"), QStringLiteral("é = ü"),
        QStringLiteral("HERE = over"), QStringLiteral("w = %(W)s"), QStringLiteral("m = %(x)s%(y)s%(z)s"),
        QStringLiteral("n1 = %(m)s"), QStringLiteral("n2 = %(n1)s"), QStringLiteral("loop1 = %(loop2)s"),
        QStringLiteral("loop2 = %(loop1)s"), QStringLiteral("o") + QChar(0x2028) + QStringLiteral("o = 1") };
    static const QStringList ends{ QStringLiteral("\n"), QStringLiteral("\n"), QStringLiteral("\n"),
        QStringLiteral("\r\n"), QStringLiteral(" \n"), QStringLiteral("\r") };
    const auto pick = [&](const QStringList& list) { return list[random.bounded(static_cast<int>(list.size()))]; };
    return pick(starts) + pick(bodies) + pick(ends);
}

QString kindOf(const core::Error& error)
{
    const QString text = error.message.english();
    static const std::vector<std::pair<const char*, const char*>> kinds{
        { "stands twice in the file", "duplicate-section" }, { "stands twice in section", "duplicate-option" },
        { "before its first", "no-section" }, { "neither a section", "bogus-line" },
        { "which is not there", "missing-reference" }, { "has a %", "bad-percent" }, { "refers to itself", "too-deep" }
    };
    for (const auto& [words, kind] : kinds) {
        if (text.contains(QLatin1String(words)))
            return QLatin1String(kind);
    }
    return text;
}

QJsonObject answer(const QString& text)
{
    const auto ini
        = IniFile::parse(text, QStringLiteral("a.ini"), { { QStringLiteral("here"), QStringLiteral("/the/place") } });
    if (!ini)
        return { { QStringLiteral("kind"), kindOf(ini.error()) },
            { QStringLiteral("line"), ini.error().location->line } };
    QJsonObject sections;
    for (const QString& section : QStringList{ QStringLiteral("DEFAULT") } + ini->sections()) {
        QJsonObject options;
        for (const QString& option : ini->options(section)) {
            const auto value = ini->get(section, option);
            options.insert(option,
                value ? QJsonValue(**value)
                      : QJsonValue(QJsonObject{ { QStringLiteral("kind"), kindOf(value.error()) } }));
        }
        sections.insert(section, options);
    }
    return { { QStringLiteral("sections"), sections },
        { QStringLiteral("order"), QJsonArray::fromStringList(ini->sections()) } };
}

} // namespace

void TestIniFile::randomTextsAreReadAsPythonReadsThem()
{
    QRandomGenerator random(20240611);
    QJsonArray texts;
    for (int i = 0; i < 4000; ++i) {
        QString text = random.bounded(4) ? QStringLiteral("[alembic]\n") : QString();
        for (int line = random.bounded(12); line >= 0; --line)
            text += randomLine(random);
        texts.append(text);
    }
    core::ProcessSpec python;
    python.program = QStringLiteral("/usr/bin/python3");
    python.arguments = { QStringLiteral(ESPALIER_SOURCE_DIR "/tests/unit/project/configparser_truth.py") };
    python.input = QJsonDocument(texts).toJson();
    const auto output = core::runChecked(python);
    VERIFY_RESULT(output);
    const QJsonArray expected = QJsonDocument::fromJson(output->standardOutput).array();
    QCOMPARE(expected.size(), texts.size());
    int readable = 0;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const QJsonObject own = answer(texts[i].toString());
        readable += own.contains(QStringLiteral("sections")) ? 1 : 0;
        QVERIFY2(own == expected[i].toObject(),
            qPrintable(QStringLiteral("%1\n--- Python:\n%2\n--- here:\n%3")
                           .arg(texts[i].toString(), QString::fromUtf8(QJsonDocument(expected[i].toObject()).toJson()),
                               QString::fromUtf8(QJsonDocument(own).toJson()))));
    }
    QVERIFY(readable > 500); // the generator makes both kinds
}

QTEST_GUILESS_MAIN(TestIniFile)
#include "tst_ini_file.moc"
