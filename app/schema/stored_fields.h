#pragma once

#include "schema/schema.h"

#include <concepts>
#include <type_traits>

// The fields of everything that a schema is made of, each said once for writing and reading: `fields(f, value)` calls
// f(key, member[, what the member is by itself]).
// Members are named in their own order, all of them: one that is added later does not compile until it stands here.

namespace espalier::schema {

template <typename T, typename U>
concept MaybeConst = std::same_as<std::remove_const_t<T>, U>;

/// Names of an enum's values, in their order.
template <typename T> struct StoredNames;

template <> struct StoredNames<Literal::Kind> {
    static constexpr const char* all[] = { "none", "bool", "integer", "float", "string", "bytes", "datetime", "date",
        "time", "interval", "uuid", "decimal", "list", "dict" };
    static_assert(std::size(all) == size_t(Literal::Kind::Dict) + 1);
};

template <> struct StoredNames<Operator> {
    static constexpr const char* all[] = { "eq", "ne", "lt", "le", "gt", "ge", "add", "sub", "mul", "truediv",
        "floordiv", "mod", "concat", "like", "not_like", "like_part", "not_like_part", "ilike", "not_ilike", "is",
        "is_not", "is_distinct_from", "is_not_distinct_from", "in", "not_in", "between", "not_between", "regexp_match",
        "not_regexp_match", "bitwise_and", "bitwise_or", "bitwise_xor", "and", "or", "comma", "not", "neg",
        "bitwise_not", "exists", "distinct", "any", "all", "asc", "desc", "nulls_first", "nulls_last", "json_get_item",
        "json_get_text", "custom" };
    static_assert(std::size(all) == size_t(Operator::Custom) + 1);
};

template <> struct StoredNames<Expression::Kind> {
    static constexpr const char* all[] = { "null", "true", "false", "text", "literal_column", "literal", "bind",
        "column", "function", "over", "unary", "binary", "clauses", "cast", "type_coerce", "case", "collate", "extract",
        "label", "grouping", "list", "tuple", "array", "next_value", "subquery", "reference", "unknown" };
    static_assert(std::size(all) == size_t(Expression::Kind::Unknown) + 1);
};

template <> struct StoredNames<Column::AutoIncrement> {
    static constexpr const char* all[] = { "auto", "yes", "no", "ignore_foreign_key" };
    static_assert(std::size(all) == size_t(Column::AutoIncrement::IgnoreForeignKey) + 1);
};

template <> struct StoredNames<Constraint::Kind> {
    static constexpr const char* all[] = { "primary_key", "foreign_key", "unique", "check", "exclusion" };
    static_assert(std::size(all) == size_t(Constraint::Kind::Exclusion) + 1);
};

/// The expression that has those fields, as far as its kind has them; none where the operands do not go with it.
std::optional<Expression> expressionOf(ExpressionNode node);
/// Its fields.
ExpressionNode nodeOf(const Expression& expression);

template <typename F> void fields(F& f, MaybeConst<ObjectName> auto& all)
{
    auto& [schema, name, schemaQuoting, nameQuoting] = all; // how they are written is not kept
    f("schema", schema);
    f("name", name);
}

template <typename F> void fields(F& f, MaybeConst<Name> auto& all)
{
    auto& [text, isConventional, quoting] = all;
    f("text", text);
    f("conventional", isConventional);
}

template <typename F> void fields(F& f, MaybeConst<Literal> auto& all)
{
    auto& [kind, text, integer, real, items] = all;
    f("kind", kind);
    f("text", text);
    f("integer", integer);
    f("real", real);
    f("items", items);
}

template <typename F> void fields(F& f, MaybeConst<EnumFacts> auto& all)
{
    auto& [values, name, schema, isNative, createType, createConstraint, inheritSchema, hasMetadata] = all;
    f("values", values);
    f("name", name);
    f("schema", schema);
    f("native", isNative, true);
    f("create_type", createType, true);
    f("create_constraint", createConstraint);
    f("inherit_schema", inheritSchema);
    f("metadata", hasMetadata);
}

template <typename F> void fields(F& f, MaybeConst<SqlType> auto& all)
{
    auto& [name, text, length, precision, scale, timezone, collation, charset, enumeration, item, dimensions, variants,
        options]
        = all;
    f("name", name);
    f("text", text);
    f("length", length);
    f("precision", precision);
    f("scale", scale);
    f("timezone", timezone);
    f("collation", collation);
    f("charset", charset);
    f("enum", enumeration);
    f("item", item);
    f("dimensions", dimensions);
    f("variants", variants);
    f("options", options);
}

template <typename F> void fields(F& f, MaybeConst<TypeVariant> auto& all)
{
    auto& [dialect, type] = all;
    f("dialect", dialect);
    f("type", type);
}

template <typename F> void fields(F& f, MaybeConst<ExpressionNode> auto& all)
{
    auto& [kind, text, literal, hasValue, type, table, op, operands, hasElse, hasCaseValue, query, quoting] = all;
    f("kind", kind);
    f("text", text);
    f("value", literal);
    f("has_value", hasValue);
    f("type", type);
    f("table", table);
    f("operator", op, Operator::Custom);
    f("operands", operands);
    f("has_else", hasElse);
    f("has_case_value", hasCaseValue);
}

template <typename F> void fields(F& f, MaybeConst<SequenceOptions> auto& all)
{
    auto& [start, increment, minValue, maxValue, noMinValue, noMaxValue, cycle, cache] = all;
    f("start", start);
    f("increment", increment);
    f("min_value", minValue);
    f("max_value", maxValue);
    f("no_min_value", noMinValue);
    f("no_max_value", noMaxValue);
    f("cycle", cycle);
    f("cache", cache);
}

template <typename F> void fields(F& f, MaybeConst<Identity> auto& all)
{
    auto& [always, sequence] = all;
    f("always", always);
    f("sequence", sequence);
}

template <typename F> void fields(F& f, MaybeConst<Computed> auto& all)
{
    auto& [expression, persisted] = all;
    f("expression", expression);
    f("persisted", persisted);
}

template <typename F> void fields(F& f, MaybeConst<ColumnForeignKey> auto& all)
{
    auto& [target, name, onDelete, onUpdate, match, initially, comment, deferrable, useAlter, options] = all;
    f("target", target);
    f("name", name);
    f("on_delete", onDelete);
    f("on_update", onUpdate);
    f("match", match);
    f("initially", initially);
    f("comment", comment);
    f("deferrable", deferrable);
    f("use_alter", useAlter);
    f("options", options);
}

template <typename F> void fields(F& f, MaybeConst<ExclusionElement> auto& all)
{
    auto& [expression, with, opclass] = all;
    f("expression", expression);
    f("with", with);
    f("opclass", opclass);
}

template <typename F> void fields(F& f, MaybeConst<Constraint> auto& all)
{
    auto& [kind, name, columns, target, targetColumns, onDelete, onUpdate, match, useAlter, condition, isTypeBound,
        type, elements, method, deferrable, initially, comment, options, isImplicit, quotings]
        = all;
    f("kind", kind);
    f("name", name);
    f("columns", columns);
    f("target", target);
    f("target_columns", targetColumns);
    f("on_delete", onDelete);
    f("on_update", onUpdate);
    f("match", match);
    f("use_alter", useAlter);
    f("condition", condition);
    f("type_bound", isTypeBound);
    f("type", type);
    f("elements", elements);
    f("method", method);
    f("deferrable", deferrable);
    f("initially", initially);
    f("comment", comment);
    f("options", options);
    f("implicit", isImplicit);
}

template <typename F> void fields(F& f, MaybeConst<Column> auto& all)
{
    auto& [name, type, nullable, serverDefault, isPrimaryKey, autoIncrement, hasClientDefault, sequence,
        isSequenceOptional, identity, computed, comment, options, isSystem, isUnique, isIndexed, foreignKeys, checks,
        quoting]
        = all;
    f("name", name);
    f("type", type);
    f("nullable", nullable);
    f("default", serverDefault);
    f("primary_key", isPrimaryKey);
    f("autoincrement", autoIncrement);
    f("client_default", hasClientDefault);
    f("sequence", sequence);
    f("sequence_optional", isSequenceOptional);
    f("identity", identity);
    f("computed", computed);
    f("comment", comment);
    f("options", options);
    f("system", isSystem);
    f("unique", isUnique);
    f("index", isIndexed);
    f("foreign_keys", foreignKeys);
    f("checks", checks);
}

template <typename F> void fields(F& f, MaybeConst<Index> auto& all)
{
    auto& [name, elements, isUnique, options, isFromColumn, isValid, comment] = all;
    f("name", name);
    f("elements", elements);
    f("unique", isUnique);
    f("options", options);
    f("from_column", isFromColumn);
    f("valid", isValid, true);
    f("comment", comment);
}

template <typename F> void fields(F& f, MaybeConst<Table> auto& all)
{
    auto& [name, columns, constraints, indexes, comment, prefixes, options] = all;
    f("name", name);
    f("columns", columns);
    f("constraints", constraints);
    f("indexes", indexes);
    f("comment", comment);
    f("prefixes", prefixes);
    f("options", options);
}

template <typename F> void fields(F& f, MaybeConst<EnumType> auto& all)
{
    auto& [name, values, comment] = all;
    f("name", name);
    f("values", values);
    f("comment", comment);
}

template <typename F> void fields(F& f, MaybeConst<Sequence> auto& all)
{
    auto& [name, options, dataType, ownedBy, comment] = all;
    f("name", name);
    f("options", options);
    f("data_type", dataType);
    f("owned_by", ownedBy);
    f("comment", comment);
}

template <typename F> void fields(F& f, MaybeConst<View> auto& all)
{
    auto& [name, definition, isMaterialized, columns, comment] = all;
    f("name", name);
    f("definition", definition);
    f("materialized", isMaterialized);
    f("columns", columns);
    f("comment", comment);
}

template <typename F> void fields(F& f, MaybeConst<OpaqueObject> auto& all)
{
    auto& [kind, name, table, definition, removal, drop] = all;
    f("kind", kind);
    f("name", name);
    f("table", table);
    f("definition", definition);
    f("removal", removal);
    f("drop", drop);
}

} // namespace espalier::schema
