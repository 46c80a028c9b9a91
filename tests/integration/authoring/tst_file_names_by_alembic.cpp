// Names of new scripts' files, as the real Alembic gives them for the same settings.
#include "support/migration_project.h"
#include "support/verify_result.h"

#include "authoring/revision_naming.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

using namespace espalier;
using namespace espalier::test;

class TestFileNamesByAlembic : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesAreAlembics_data();
    void namesAreAlembics();
};

void TestFileNamesByAlembic::namesAreAlembics_data()
{
    QTest::addColumn<QByteArray>("length"); // empty: not said
    QTest::addColumn<QString>("message");
    const QString message = QStringLiteral("Add books, and the people who wrote them long ago: Bücher");
    for (const char* length : { "", "0", "1", "2", "4", "10", "11", "40", "90", "-12", "-200" })
        QTest::addRow("%s", length) << QByteArray(length) << message;
    QTest::newRow("one long word") << QByteArray("5") << QStringLiteral("reorganisation");
    QTest::newRow("nothing") << QByteArray("5") << QStringLiteral("…");
}

void TestFileNamesByAlembic::namesAreAlembics()
{
    QFETCH(QByteArray, length);
    QFETCH(QString, message);
    const MigrationProject files;
    if (!length.isEmpty())
        files.replaceInIni("[alembic]\n", "[alembic]\ntruncate_slug_length = " + length + "\n");
    files.write(QStringLiteral("migrations/script.py.mako"),
        "revision = ${repr(up_revision)}\ndown_revision = ${repr(down_revision)}\n");
    const auto project = project::openProject(files.folder());
    VERIFY_RESULT(project);
    const auto own
        = authoring::scriptPath(*project, nullptr, QStringLiteral("ae10"), message, QDateTime::currentDateTime());
    VERIFY_RESULT(own);
    const PythonRun run = files.alembic({ QStringLiteral("revision"), QStringLiteral("-m"), message,
        QStringLiteral("--rev-id"), QStringLiteral("ae10") });
    QVERIFY2(run.exitCode == 0, run.text().constData());
    QVERIFY2(QFile::exists(*own),
        qPrintable(*own + QLatin1Char('\n')
            + QDir(QFileInfo(*own).absolutePath()).entryList(QDir::Files).join(QLatin1Char('\n'))));
}

QTEST_GUILESS_MAIN(TestFileNamesByAlembic)
#include "tst_file_names_by_alembic.moc"
