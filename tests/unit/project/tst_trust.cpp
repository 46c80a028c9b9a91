#include "project/trust.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>
#include <thread>

using namespace espalier;
using project::TrustStore;

class TestTrust : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anUnknownProjectIsNotTrusted();
    void trustIsAskedForOnce();
    void aLinkToTheFolderIsTheFolder();
    void aFolderInsideOrBesideIsAnotherProject();
    void revokedTrustIsGone();
    void aChangedConfigurationIsNotedNotAskedAgain();
    void aDamagedStoreTrustsNothing_data();
    void aDamagedStoreTrustsNothing();
    void aDamagedStoreIsNotOverwritten();
    void theStoreIsReplacedAsAWhole();
    void grantsAtTheSameTimeAreAllKept();
    void trustNeedsAFolder();
};

namespace {
struct World {
    test::TemporaryFolder folder;
    QString file = folder.path(QStringLiteral("config/espalier/trusted-projects.json"));
    TrustStore store{ file };
    QString project(const QString& name = QStringLiteral("app")) const
    {
        folder.write(name + QStringLiteral("/alembic.ini"), "[alembic]\n");
        return folder.path(name);
    }
};
} // namespace

void TestTrust::anUnknownProjectIsNotTrusted()
{
    const World world;
    const auto allowed = world.store.require(world.project());
    QVERIFY(!allowed);
    QCOMPARE(allowed.error().code, core::ErrorCode::Untrusted);
    QVERIFY(!QFileInfo::exists(world.file));
}

void TestTrust::trustIsAskedForOnce()
{
    World world;
    VERIFY_RESULT(world.store.grant(world.project(), QStringLiteral("alembic.ini")));
    VERIFY_RESULT(world.store.require(world.project()));
    VERIFY_RESULT(TrustStore(world.file).require(world.project() + QStringLiteral("/")));
    const auto record = world.store.find(world.project());
    VERIFY_RESULT(record);
    QCOMPARE(record->value().config, QStringLiteral("alembic.ini"));
    QVERIFY(record->value().granted.isValid());
    VERIFY_RESULT(world.store.grant(world.project()));
    QCOMPARE(world.store.list().value().size(), 1);
}

void TestTrust::aLinkToTheFolderIsTheFolder()
{
    World world;
    VERIFY_RESULT(world.store.grant(world.project()));
    QVERIFY(QFile::link(world.project(), world.folder.path(QStringLiteral("link"))));
    VERIFY_RESULT(world.store.require(world.folder.path(QStringLiteral("link"))));
}

void TestTrust::aFolderInsideOrBesideIsAnotherProject()
{
    World world;
    VERIFY_RESULT(world.store.grant(world.project()));
    QVERIFY(!world.store.require(world.project(QStringLiteral("app/plugin"))));
    QVERIFY(!world.store.require(world.project(QStringLiteral("app2"))));
    QVERIFY(!world.store.require(world.folder.path()));
}

void TestTrust::revokedTrustIsGone()
{
    World world;
    VERIFY_RESULT(world.store.grant(world.project()));
    VERIFY_RESULT(world.store.grant(world.project(QStringLiteral("other"))));
    VERIFY_RESULT(world.store.revoke(world.project()));
    QVERIFY(!world.store.require(world.project()));
    VERIFY_RESULT(world.store.require(world.project(QStringLiteral("other"))));
}

void TestTrust::aChangedConfigurationIsNotedNotAskedAgain()
{
    World world;
    VERIFY_RESULT(world.store.grant(world.project(), world.project() + QStringLiteral("/alembic.ini")));
    QVERIFY(!project::configChanged(world.store.find(world.project()).value().value()));
    world.folder.write(QStringLiteral("app/alembic.ini"), "[alembic]\nscript_location = elsewhere\n");
    VERIFY_RESULT(world.store.require(world.folder.path(QStringLiteral("app"))));
    QVERIFY(project::configChanged(world.store.find(world.folder.path(QStringLiteral("app"))).value().value()));
}

void TestTrust::aDamagedStoreTrustsNothing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("torn") << QByteArray(R"({"format": 1, "projects": [{"folder": "/)");
    QTest::newRow("other format") << QByteArray(R"({"format": 2, "projects": []})");
    QTest::newRow("no list") << QByteArray(R"({"format": 1, "projects": "all"})");
    QTest::newRow("no folder") << QByteArray(R"({"format": 1, "projects": [{"config": "x"}]})");
}

void TestTrust::aDamagedStoreTrustsNothing()
{
    QFETCH(QByteArray, content);
    const World world;
    world.folder.write(QStringLiteral("config/espalier/trusted-projects.json"), content);
    const auto allowed = world.store.require(world.project());
    QVERIFY(!allowed);
    QCOMPARE(allowed.error().code, core::ErrorCode::Malformed);
}

void TestTrust::aDamagedStoreIsNotOverwritten()
{
    World world;
    world.folder.write(QStringLiteral("config/espalier/trusted-projects.json"), "junk");
    QVERIFY(!world.store.grant(world.project()));
    QFile file(world.file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("junk"));
}

void TestTrust::theStoreIsReplacedAsAWhole()
{
    World world;
    VERIFY_RESULT(world.store.grant(world.project()));
    const QStringList left = QDir(QFileInfo(world.file).absolutePath()).entryList(QDir::Files | QDir::Hidden);
    QCOMPARE(
        left, (QStringList{ QStringLiteral("trusted-projects.json"), QStringLiteral("trusted-projects.json.lock") }));
}

void TestTrust::grantsAtTheSameTimeAreAllKept()
{
    const World world;
    std::vector<std::thread> threads;
    std::vector<QString> folders;
    for (int i = 0; i < 8; ++i)
        folders.push_back(world.project(QStringLiteral("p%1").arg(i)));
    for (const QString& folder : folders)
        threads.emplace_back([&world, folder] { (void)TrustStore(world.file).grant(folder); });
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(world.store.list().value().size(), 8);
}

void TestTrust::trustNeedsAFolder()
{
    World world;
    const auto granted = world.store.grant(world.folder.path(QStringLiteral("nowhere")));
    QVERIFY(!granted);
    QCOMPARE(granted.error().code, core::ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestTrust)
#include "tst_trust.moc"
