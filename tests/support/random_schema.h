#pragma once

#include "support/schema_builder.h"

#include "schema/apply.h"

#include <random>
#include <string>

// Schemas by chance, made by the changes that migrations have.

namespace espalier::test {

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

inline std::string latin(const QString& text) { return text.toStdString(); }

inline Col randomColumn(Choices& choices, const QString& name, bool hasEnums)
{
    struct Typed {
        schema::SqlType type;
        const char* defaults[2];
    };
    const std::vector<Typed> types{ { schema::SqlType::of(text("Integer")), { "7", "8" } },
        { stringType(20), { "'x'", "'it''s'" } }, { stringType(30), { "'x'", "'y'" } },
        { schema::SqlType::of(text("Boolean")), { "true", "false" } },
        { schema::SqlType::of(text("Date")), { nullptr, nullptr } } };
    const Typed typed = choices.oneOf(types);
    Col column(latin(name).c_str(), typed.type);
    const char* value = typed.defaults[choices.below(2)];
    if (hasEnums && choices.maybe(15)) {
        column.column.type = enumType("mood", { text("a") });
        value = nullptr;
    }
    if (choices.maybe(40))
        column.notNull();
    else if (choices.maybe(30))
        column.column.nullable = true;
    if (value && choices.maybe(25))
        column.sqlDefault(value);
    if (choices.maybe(20))
        column.column.comment = choices.maybe(50) ? text("one") : text("two");
    return column;
}

/// Names of columns of a table that has `count` of them besides its key.
inline QStringList pick(Choices& choices, const std::vector<Col>& columns)
{
    QStringList names;
    for (const Col& column : columns)
        if (column.column.name != text("id") && choices.maybe(40))
            names.append(column.column.name);
    return names.isEmpty() ? QStringList{ text("id") } : names;
}

/// `named`: of how many in a hundred constraints a name is said.
inline schema::Changes randomTable(Choices& choices, const QString& name, int named, bool hasEnums)
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
        const QString column = pick(choices, columns).first();
        const std::string condition = latin(column + (choices.maybe(50) ? text(" IS NOT NULL") : text(" IS NULL")));
        if (column != text("id") && choices.maybe(25))
            constraints.push_back(check(condition.c_str(), choices.maybe(named) ? check_.c_str() : ""));
    }
    std::vector<schema::Index> indexes;
    for (const char* suffix : { "x", "y" })
        if (choices.maybe(30))
            indexes.push_back(index(latin(QStringLiteral("ix_%1_%2").arg(name, text(suffix))).c_str(),
                pick(choices, columns), choices.maybe(30)));
    schema::Changes changes{ create(latin(name).c_str(), columns, constraints, indexes) };
    if (choices.maybe(20)) {
        schema::SetTableComment comment;
        comment.table = { {}, name };
        comment.comment = choices.maybe(50) ? text("one") : text("two");
        changes.push_back(comment);
    }
    return changes;
}

/// Those whose keys are of one type.
inline QStringList tablesWithNumbers(const schema::Schema& schema)
{
    QStringList names;
    for (const auto& table : schema.tables)
        if (table->columns.front().type.name == text("Integer"))
            names.append(table->name.name);
    return names;
}

/// Foreign keys between those tables, loops among them.
inline schema::Changes randomReferences(Choices& choices, const QStringList& tables, int named)
{
    schema::Changes changes;
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

inline schema::Changes randomObjects(Choices& choices, bool hasEnums, bool hasSchemas)
{
    schema::Changes changes;
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
    if (hasSchemas && choices.maybe(30)) {
        schema::CreateSchema other;
        other.name = text("other");
        changes.push_back(other);
    }
    return changes;
}

inline schema::Schema randomSchema(Choices& choices, const schema::SchemaRules& rules)
{
    schema::Replay replay(rules);
    const bool hasEnums = rules.facts().hasEnumTypes && choices.maybe(60);
    // what has no name on a database that gives none cannot be dropped by a change
    const int named = rules.facts().checks == schema::SchemaFacts::Scope::Nowhere ? 100 : 70;
    for (const schema::Change& change : randomObjects(choices, hasEnums, rules.facts().hasEnumTypes))
        replay.apply(change);
    QStringList tables;
    for (const char* name : { "t", "u", "v1", "w" })
        if (choices.maybe(65))
            tables.append(text(name));
    for (const QString& name : tables)
        for (const schema::Change& change : randomTable(choices, name, named, hasEnums))
            replay.apply(change);
    for (const schema::Change& change : randomReferences(choices, tablesWithNumbers(replay.schema()), named))
        replay.apply(change);
    return replay.schema();
}

/// What Choices of that seed are made of.
inline std::vector<unsigned char> bytesOf(unsigned seed)
{
    std::mt19937 numbers(seed);
    std::vector<unsigned char> bytes(600);
    for (unsigned char& byte : bytes)
        byte = static_cast<unsigned char>(numbers() % 256);
    return bytes;
}

} // namespace espalier::test
