// What must hold for any two schemas, tried on random ones. RC_PARAMS="seed=…" repeats a run.
#include "schema_text.h"
#include "support/schema_builder.h"

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

/// A source of small numbers that rapidcheck makes and shrinks.
class Choices {
public:
    explicit Choices(std::vector<unsigned char> bytes)
        : m_bytes(std::move(bytes))
    { }
    int below(int bound) { return m_bytes.empty() ? 0 : static_cast<int>(next()) % bound; }
    bool maybe(int percent) { return below(100) < percent; }
    template <typename T> T oneOf(const std::vector<T>& all)
    {
        return all[static_cast<size_t>(below(int(all.size())))];
    }

private:
    unsigned char next() { return m_bytes[m_at++ % m_bytes.size()]; }
    std::vector<unsigned char> m_bytes;
    size_t m_at = 0;
};

std::string latin(const QString& text) { return text.toStdString(); }

Col randomColumn(Choices& choices, const QString& name, bool hasEnums)
{
    const std::vector<schema::SqlType> types{ schema::SqlType::of(text("Integer")), stringType(20), stringType(30),
        schema::SqlType::of(text("Boolean")), schema::SqlType::of(text("BigInteger")) };
    Col column(latin(name).c_str(), choices.oneOf(types));
    if (hasEnums && choices.maybe(15))
        column.column.type = enumType("mood", { text("a") });
    if (choices.maybe(40))
        column.notNull();
    else if (choices.maybe(30))
        column.column.nullable = true;
    if (choices.maybe(25))
        column.column.serverDefault = schema::Expression::text(choices.maybe(50) ? text("NULL + 0") : text("7"));
    if (choices.maybe(20))
        column.column.comment = choices.maybe(50) ? text("one") : text("two");
    return column;
}

/// Names of columns of a table that has `count` of them besides its key.
QStringList pick(Choices& choices, const std::vector<Col>& columns)
{
    QStringList names;
    for (const Col& column : columns)
        if (column.column.name != text("id") && choices.maybe(40))
            names.append(column.column.name);
    return names.isEmpty() ? QStringList{ text("id") } : names;
}

/// `named`: of how many in a hundred constraints a name is said.
Changes randomTable(Choices& choices, const QString& name, int named, bool hasEnums)
{
    std::vector<Col> columns;
    if (choices.maybe(90))
        columns.push_back(Col("id").key());
    else
        columns.push_back(Col("id", stringType(5)).key());
    for (const char* column : { "a", "b", "c", "d" })
        if (choices.maybe(60))
            columns.push_back(randomColumn(choices, text(column), hasEnums));
    std::vector<schema::Constraint> constraints;
    for (const char* suffix : { "x", "y" }) {
        const std::string unique_ = latin(QStringLiteral("uq_%1_%2").arg(name, text(suffix)));
        if (choices.maybe(25))
            constraints.push_back(unique(pick(choices, columns), choices.maybe(named) ? unique_.c_str() : ""));
        const std::string check_ = latin(QStringLiteral("ck_%1_%2").arg(name, text(suffix)));
        if (choices.maybe(25))
            constraints.push_back(
                check(choices.maybe(50) ? "id > 0" : "id > 1", choices.maybe(named) ? check_.c_str() : ""));
    }
    std::vector<schema::Index> indexes;
    for (const char* suffix : { "x", "y" })
        if (choices.maybe(30))
            indexes.push_back(index(latin(QStringLiteral("ix_%1_%2").arg(name, text(suffix))).c_str(),
                pick(choices, columns), choices.maybe(30)));
    Changes changes{ create(latin(name).c_str(), columns, constraints, indexes) };
    if (choices.maybe(20)) {
        schema::SetTableComment comment;
        comment.table = { {}, name };
        comment.comment = choices.maybe(50) ? text("one") : text("two");
        changes.push_back(comment);
    }
    return changes;
}

/// Foreign keys between tables whose keys are of one type, loops among them.
Changes randomReferences(Choices& choices, const QStringList& tables, int named)
{
    Changes changes;
    for (const QString& name : tables) {
        if (!choices.maybe(50))
            continue;
        const QString target = choices.oneOf(std::vector<QString>(tables.begin(), tables.end()));
        const std::string foreign
            = latin(QStringLiteral("fk_%1_%2").arg(name, choices.maybe(50) ? text("x") : text("y")));
        schema::Constraint reference = foreignKey(
            { text("id") }, latin(target).c_str(), { text("id") }, choices.maybe(named) ? foreign.c_str() : "");
        if (choices.maybe(30))
            reference.onDelete = text("CASCADE");
        changes.push_back(addTo(latin(name).c_str(), reference));
    }
    return changes;
}

Changes randomObjects(Choices& choices, bool hasEnums)
{
    Changes changes;
    if (hasEnums) {
        schema::CreateEnum type;
        type.type.name = named("mood");
        type.type.values = choices.oneOf(std::vector<QStringList>{
            { text("a") }, { text("a"), text("b") }, { text("b"), text("a") }, { text("c"), text("a") } });
        changes.push_back(type);
    }
    if (choices.maybe(30)) {
        schema::CreateSequence sequence;
        sequence.sequence.name = named("counter");
        if (choices.maybe(50))
            sequence.sequence.options.start = 5;
        changes.push_back(sequence);
    }
    if (choices.maybe(30)) {
        schema::CreateView view;
        view.view.name = named("v");
        view.view.definition = choices.maybe(50) ? text("SELECT 1 AS one") : text("SELECT 2 AS one");
        changes.push_back(view);
    }
    if (choices.maybe(30)) {
        schema::CreateOther function;
        function.object.kind = text("function");
        function.object.name = named("f()");
        function.object.definition
            = choices.maybe(50) ? text("CREATE FUNCTION f() …") : text("CREATE FUNCTION f() … 2");
        changes.push_back(function);
    }
    if (choices.maybe(30)) {
        schema::CreateSchema other;
        other.name = text("other");
        changes.push_back(other);
    }
    return changes;
}

Schema randomSchema(Choices& choices, const schema::SchemaRules& rules)
{
    Replay replay(rules);
    const bool hasEnums = rules.facts().hasEnumTypes && choices.maybe(60);
    // what has no name on a database that gives none cannot be dropped by a change
    const int named = rules.facts().checks == schema::SchemaFacts::Scope::Nowhere ? 100 : 70;
    for (const Change& change : randomObjects(choices, hasEnums))
        replay.apply(change);
    QStringList tables;
    for (const char* name : { "t", "u", "v1", "w" })
        if (choices.maybe(65))
            tables.append(text(name));
    for (const QString& name : tables)
        for (const Change& change : randomTable(choices, name, named, hasEnums))
            replay.apply(change);
    for (const Change& change : tables.isEmpty() ? Changes{} : randomReferences(choices, tables, named))
        replay.apply(change);
    return replay.schema();
}

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
