// What must hold for any two schemas, tried on random ones. RC_PARAMS="seed=…" repeats a run.
#include "schema_text.h"
#include "support/random_schema.h"

#include "dialects/dialect.h"
#include "schema/apply.h"
#include "schema/difference.h"

#include <QTest>
#include <rapidcheck.h>

using namespace espalier;
using namespace espalier::test;
using schema::Change;
using schema::Changes;
using schema::Replay;
using schema::Schema;

namespace {

/// The schema after all changes; what was refused on the way is told.
Schema applied(const Schema& start, const Changes& changes, const schema::SchemaRules& rules, QStringList& refused)
{
    Replay replay(rules, start);
    for (const Change& change : changes)
        for (const schema::Fault& fault : replay.apply(change).faults)
            if (fault.wouldFail())
                refused.append(fault.message.english());
    return replay.schema();
}

void requireSame(const QStringList& found, const QStringList& wanted, const char* what)
{
    QStringList lines;
    for (const QString& line : found)
        if (!wanted.contains(line))
            lines.append(QLatin1String("+ ") + line);
    for (const QString& line : wanted)
        if (!found.contains(line))
            lines.append(QLatin1String("- ") + line);
    if (found != wanted)
        RC_FAIL(std::string(what) + "\n" + lines.join(QLatin1Char('\n')).toStdString());
}

} // namespace

class TestDifferenceProperties : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void forwardGivesTheOtherAndBackwardTheFirst_data();
    void forwardGivesTheOtherAndBackwardTheFirst();
    void nothingDiffersFromItself();
};

void TestDifferenceProperties::forwardGivesTheOtherAndBackwardTheFirst_data()
{
    QTest::addColumn<QString>("dialect");
    for (const dialects::Dialect* dialect : dialects::allDialects())
        QTest::newRow(qPrintable(dialect->id())) << dialect->id();
}

void TestDifferenceProperties::forwardGivesTheOtherAndBackwardTheFirst()
{
    QFETCH(QString, dialect);
    const schema::SchemaRules& rules = dialects::findDialect(dialect)->schemaRules();
    const bool isOk = rc::check(latin(dialect), [&](const std::vector<unsigned char>& bytes) {
        Choices choices(bytes);
        const Schema a = randomSchema(choices, rules);
        const Schema b = randomSchema(choices, rules);
        const auto differences = schema::difference(a, b, rules);
        QStringList refused;
        const Schema there = applied(a, schema::forward(differences), rules, refused);
        if (qEnvironmentVariableIsSet("ESPALIER_SHOW"))
            for (const auto& one : differences)
                qInfo("%s", qPrintable(one.detail.english()));
        requireSame(linesOf(there, rules), linesOf(b, rules), "forward");
        const Schema back = applied(there, schema::backward(differences), rules, refused);
        requireSame(linesOf(back, rules), linesOf(a, rules), "backward");
        if (rules.facts().addsConstraints && !refused.isEmpty() && rules.facts().renamesConstraints)
            RC_FAIL("refused: " + latin(refused.join(QLatin1String("; "))));
    });
    QVERIFY(isOk);
}

void TestDifferenceProperties::nothingDiffersFromItself()
{
    for (const dialects::Dialect* dialect : dialects::allDialects()) {
        const schema::SchemaRules& rules = dialect->schemaRules();
        QVERIFY(rc::check([&](const std::vector<unsigned char>& bytes) {
            Choices choices(bytes);
            const Schema a = randomSchema(choices, rules);
            Schema copy;
            for (const auto& table : a.tables)
                copy.put(schema::Table(*table));
            copy.enums = a.enums;
            copy.sequences = a.sequences;
            copy.views = a.views;
            copy.others = a.others;
            copy.schemas = a.schemas;
            RC_ASSERT(schema::difference(a, copy, rules).empty());
        }));
    }
}

QTEST_GUILESS_MAIN(TestDifferenceProperties)
#include "tst_difference_properties.moc"
