#include "core/error.h"
#include "core/redaction.h"

#include <QTest>

using namespace espalier::core;

class TestRedaction : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void passwordInUrlIsHidden_data();
    void passwordInUrlIsHidden();
    void knownSecretIsHiddenEverywhere();
    void passwordThatStandsOpenlyBesideItIsHiddenInUrlsOnly();
    void ordinaryWordsAreHiddenInUrlsOnly();
    void errorIsRedactedWhenMade();
    void ordinaryTextIsLeftAlone();
};

void TestRedaction::passwordInUrlIsHidden_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("sqlalchemy") << "postgresql+psycopg2://ann:hunter2@db:5432/app"
                                << "postgresql+psycopg2://ann:***@db:5432/app";
    QTest::newRow("at in password") << "mysql://ann:p@ss@db/app"
                                    << "mysql://ann:***@db/app";
    QTest::newRow("no user") << "redis://:tok3n@h/0"
                             << "redis://:***@h/0";
    QTest::newRow("conninfo") << "host=db password=hunter2 user=ann"
                              << "host=db password=*** user=ann";
    QTest::newRow("quoted") << "password='a b' x"
                            << "password=*** x";
    QTest::newRow("environment") << "PGPASSWORD=abc psql"
                                 << "PGPASSWORD=*** psql";
    QTest::newRow("json") << R"({"password": "abc"})"
                          << R"({"password": ***})";
}

void TestRedaction::passwordInUrlIsHidden()
{
    QFETCH(QString, text);
    QTEST(redacted(text), "expected");
}

void TestRedaction::knownSecretIsHiddenEverywhere()
{
    const Secret secret(QStringLiteral("s3cr#t/word"));
    QCOMPARE(redacted(QStringLiteral("got s3cr#t/word and s3cr%23t%2Fword")), QStringLiteral("got *** and ***"));
    QCOMPARE(secret.reveal(), QStringLiteral("s3cr#t/word"));
}

void TestRedaction::passwordThatStandsOpenlyBesideItIsHiddenInUrlsOnly()
{
    const Secret same = Secret::beside({ QStringLiteral("shopkeeper") }, QStringLiteral("shopkeeper"));
    const Secret other = Secret::beside({ QStringLiteral("shopkeeper") }, QStringLiteral("shopkeeper7"));
    QCOMPARE(redacted(QStringLiteral("/srv/shopkeeper: pg://shopkeeper:shopkeeper@h/d, shopkeeper7")),
        QStringLiteral("/srv/shopkeeper: pg://shopkeeper:***@h/d, ***"));
    QCOMPARE(same.reveal(), QStringLiteral("shopkeeper"));
    QCOMPARE(other.reveal(), QStringLiteral("shopkeeper7"));
}

void TestRedaction::ordinaryWordsAreHiddenInUrlsOnly()
{
    const Secret secret(QStringLiteral("password"));
    QCOMPARE(redacted(QStringLiteral("The password was refused: pg://u:password@h/d")),
        QStringLiteral("The password was refused: pg://u:***@h/d"));
    QCOMPARE(secret.reveal(), QStringLiteral("password"));
}

void TestRedaction::errorIsRedactedWhenMade()
{
    const Error error = makeError(ErrorCode::ConnectionFailed, "Cannot reach %1.",
        { QStringLiteral("postgresql://u:hunter2@h/d") }, QStringLiteral("password=hunter2"));
    QVERIFY(!describe(error).contains(QStringLiteral("hunter2")));
}

void TestRedaction::ordinaryTextIsLeftAlone()
{
    const QString text = QStringLiteral("column users.email at http://example.org/a:b, 12:30");
    QCOMPARE(redacted(text), text);
}

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
