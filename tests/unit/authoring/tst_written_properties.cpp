// Any two schemas: what is written, read back, leads from the one to the other and back again.
#include "support/random_schema.h"
#include "written_script.h"

#include "dialects/dialect.h"
#include "schema/drift.h"

#include <QTest>
#include <rapidcheck.h>

using namespace espalier;
using namespace espalier::test;
using namespace espalier::schema;

namespace {

std::string listed(const std::vector<Difference>& differences)
{
    QStringList lines;
    for (const Difference& one : differences)
        lines.append(one.detail.english());
    return latin(lines.join(QLatin1String("; ")));
}

} // namespace

class TestWrittenProperties : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readBackItClosesTheDifference_data();
    void readBackItClosesTheDifference();
};

void TestWrittenProperties::readBackItClosesTheDifference_data()
{
    QTest::addColumn<QString>("dialect");
    for (const dialects::Dialect* dialect : dialects::allDialects())
        QTest::newRow(qPrintable(dialect->id())) << dialect->id();
}

void TestWrittenProperties::readBackItClosesTheDifference()
{
    QFETCH(QString, dialect);
    const dialects::Dialect& system = *dialects::findDialect(dialect);
    const SchemaRules& rules = system.schemaRules();
    int whole = 0;
    int all = 0;
    QVERIFY(rc::check(latin(dialect), [&](const std::vector<unsigned char>& bytes) {
        Choices choices(bytes);
        const Schema a = randomSchema(choices, rules);
        const Schema random = randomSchema(choices, rules);
        const DriftPlace from{ modelledPart(a, random, rules), {} };
        const DriftPlace to{ modelledPart(random, random, rules), {} };
        const auto changes = weighed(difference(from.schema, to.schema, rules), from, to, rules);
        const authoring::WrittenBody body
            = authoring::writeBody(from, to, changes, system, {}, !rules.facts().addsConstraints);
        const QString text = scriptOf(body);
        Replay state(rules, from.schema);
        const QStringList up = run(text, dialect, operations::Direction::Up, state);
        const auto remaining = difference(state.schema(), to.schema, rules);
        const QStringList down = run(text, dialect, operations::Direction::Down, state);
        const auto notUndone = difference(state.schema(), from.schema, rules);
        ++all;
        if (!body.leftOut.empty()) {
            RC_ASSERT(!rules.facts().addsConstraints); // there, all has a name
            return;
        }
        ++whole;
        if (!remaining.empty() || !notUndone.empty() || !up.isEmpty() || !down.isEmpty())
            RC_FAIL("after upgrade(): " + listed(remaining) + "\nafter downgrade(): " + listed(notUndone)
                + "\ncomplaints: " + latin((up + down).join(QLatin1String("; "))) + "\n" + latin(text));
    }));
    QVERIFY2(whole * 4 >= all, qPrintable(QStringLiteral("%1 of %2").arg(whole).arg(all)));
}

QTEST_GUILESS_MAIN(TestWrittenProperties)
#include "tst_written_properties.moc"
