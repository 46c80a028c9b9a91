// Differences as SQL on real servers: made of two random schemas, they lead from the one to the other and back; and
// what `schema --format sql` writes makes the schema anew.
#include "catalogue_text.h"
#include "support/random_schema.h"

#include "dialects/changes_sql.h"
#include "schema/difference.h"

using namespace espalier;
using namespace espalier::test;

namespace {

/// What random schemas hold that the statement's own text decides: these are not for a server.
schema::Schema runnable(schema::Schema schema)
{
    schema.others.clear();
    return schema;
}

/// The first statement that fails, and why; empty where all went well.
QString makeAll(database::Session& session, const schema::Changes& changes)
{
    for (const schema::Change& change : changes) {
        const auto statements = dialects::changesToSql(session.dialect().ddl(), { change });
        if (!statements)
            return core::describe(statements.error());
        if (const QString failure = runAll(session, *statements); !failure.isEmpty())
            return failure;
    }
    return {};
}

} // namespace

class TestDifferencesOnServers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void statementsLeadThereAndBack_data();
    void statementsLeadThereAndBack();
};

void TestDifferencesOnServers::statementsLeadThereAndBack_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<unsigned>("seed");
    for (const Kind kind : { Kind::PostgreSql, Kind::MariaDb })
        for (unsigned seed = 1; seed <= 12; ++seed)
            QTest::addRow("%s %u", kindName(kind), seed) << kind << seed;
}

void TestDifferencesOnServers::statementsLeadThereAndBack()
{
    QFETCH(Kind, kind);
    QFETCH(unsigned, seed);
    const TestDatabase database(kind);
    auto session = open(database.url());
    VERIFY_RESULT(session);
    const schema::SchemaRules& rules = session->dialect().schemaRules(session->facts().version);
    Choices choices(bytesOf(seed));
    const schema::Schema a = runnable(randomSchema(choices, rules));
    const schema::Schema b = runnable(randomSchema(choices, rules));
    const auto verify = [&](const schema::Changes& changes, const schema::Schema& wanted, const char* what) {
        if (QTest::currentTestFailed())
            return;
        const QString failure = makeAll(*session, changes);
        QVERIFY2(failure.isEmpty(), qPrintable(text(what) + QLatin1String(": ") + failure));
        const QString difference
            = lineDifference(schemaLines(wanted, kind, rules), catalogueLines(*session, kind, rules));
        const auto statements = dialects::changesToSql(session->dialect().ddl(), changes);
        QVERIFY2(difference.isEmpty(),
            qPrintable(text(what) + QLatin1String(":\n") + difference + QLatin1Char('\n')
                + statements.value_or(QStringList()).join(QLatin1String(";\n"))));
    };
    verify(schema::forward(schema::difference({}, a, rules)), a, "from nothing");
    const auto differences = schema::difference(a, b, rules);
    verify(schema::forward(differences), b, "forward");
    verify(schema::backward(differences), a, "backward");
}

QTEST_GUILESS_MAIN(TestDifferencesOnServers)
#include "tst_differences_on_servers.moc"
