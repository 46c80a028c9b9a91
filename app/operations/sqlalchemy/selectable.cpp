#include "operations/sqlalchemy/table.h"

#include "operations/sqlalchemy/dml.h"
#include "operations/sqlalchemy/select.h"

#include <algorithm>
#include <QCoreApplication>

// What tables, aliases and subqueries have in common: columns by name, select(), alias(), join().

namespace espalier::operations {

namespace {

Value selectOf(SelectableHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    const Value made = makeSelect(interpreter, self.context(), { self.value() });
    const Value* where = arguments.find(0, u"whereclause");
    return where && !where->isNone()
        ? interpreter.call(interpreter.attribute(made, QStringLiteral("where")), { *where })
        : made;
}

Value alias(SelectableHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return makeAlias(interpreter, self.self<SelectableHost>(), arguments.get(0, u"name"));
}

template <bool IsOuter> Value join(SelectableHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return makeJoin(interpreter, self.self<SelectableHost>(), arguments, IsOuter);
}

constexpr Method<SelectableHost> methods[] = {
    { "select", selectOf },
    { "alias", alias },
    { "join", join<false> },
    { "outerjoin", join<true> },
};

} // namespace

std::shared_ptr<ColumnHost> SelectableHost::column(Interpreter&, const QString& key)
{
    for (const auto& candidate : columnHosts())
        if (candidate->key == key)
            return candidate;
    return nullptr;
}

std::shared_ptr<ColumnHost> SelectableHost::attributeColumn(Interpreter& interpreter, const QString& name)
{
    for (const auto& candidate : columnHosts())
        if (candidate->attributeName == name)
            return candidate;
    return column(interpreter, name);
}

std::optional<Value> SelectableHost::attribute(Interpreter&, const QString& name)
{
    if (name == QLatin1String("c") || name == QLatin1String("columns"))
        return Value::of(std::make_shared<ColumnsHost>(context(), self<SelectableHost>()));
    return findMethod(*this, methods, name);
}

// ---- columns

std::optional<Value> ColumnsHost::named(Interpreter& interpreter, const QString& key)
{
    if (const std::shared_ptr<ColumnHost> found = m_owner->column(interpreter, key))
        return Value::of(found);
    if (const DoubtPtr doubt = m_owner->columnsDoubt())
        return Value::unknown(doubt);
    return std::nullopt;
}

std::vector<Value> ColumnsHost::all(Interpreter&)
{
    std::vector<Value> values;
    for (const auto& column : m_owner->columnHosts())
        values.push_back(Value::of(column));
    return values;
}

namespace {

std::optional<Value> listing(
    Interpreter& interpreter, ColumnsHost& self, const QString& name, const std::vector<Value>& columns)
{
    if (name != QLatin1String("keys") && name != QLatin1String("values") && name != QLatin1String("items"))
        return std::nullopt;
    std::vector<Value> made;
    for (const Value& column : columns) {
        const Value key = Value::string(column.as<ColumnHost>()->key);
        made.push_back(name == QLatin1String("keys") ? key
                : name == QLatin1String("values")    ? column
                                                     : symbolic::makeTuple({ key, column }));
    }
    Q_UNUSED(self)
    Q_UNUSED(interpreter)
    return symbolic::builtin(
        name, [made](Interpreter&, const Arguments&) { return symbolic::makeList(std::vector<Value>(made)); });
}

} // namespace

std::optional<Value> ColumnsHost::attribute(Interpreter& interpreter, const QString& name)
{
    // a column of that name comes after the collection's own methods
    if (!m_owner->columnsDoubt()) {
        if (std::optional<Value> method = listing(interpreter, *this, name, all(interpreter)))
            return method;
    }
    if (name == QLatin1String("get"))
        return symbolic::builtin(name, [kept = self<ColumnsHost>()](Interpreter& inner, const Arguments& arguments) {
            const Value key = plainValue(arguments.get(0, u"key"));
            if (!key.isString())
                return Value::unknown(doubtOf(inner, key));
            return kept->named(inner, key.text()).value_or(arguments.get(1, u"default"));
        });
    const std::optional<Value> column = named(interpreter, name);
    if (!column && !name.startsWith(QLatin1Char('_'))) // all of it is known, unlike most of SQLAlchemy's objects
        interpreter.raise(QStringLiteral("AttributeError"),
            QStringLiteral("'%1' object has no attribute '%2'").arg(typeName(), name));
    return column;
}

std::optional<Value> ColumnsHost::item(Interpreter& interpreter, const Value& key)
{
    const Value plain = plainValue(key);
    if (plain.isUnknown())
        return plain;
    if (plain.isString()) {
        if (const std::optional<Value> found = named(interpreter, plain.text()))
            return found;
        interpreter.raise(QStringLiteral("KeyError"), symbolic::reprOf(plain.text()));
    }
    const std::vector<Value> columns = all(interpreter);
    if (plain.isInteger() && plain.integer() >= 0 && size_t(plain.integer()) < columns.size())
        return columns[size_t(plain.integer())];
    return std::nullopt;
}

std::optional<Value> ColumnsHost::contains(Interpreter& interpreter, const Value& key)
{
    const Value plain = plainValue(key);
    if (plain.isUnknown())
        return plain;
    if (const auto column = key.as<ColumnHost>()) {
        const auto& columns = m_owner->columnHosts();
        return Value::boolean(std::find(columns.begin(), columns.end(), column) != columns.end());
    }
    if (!plain.isString())
        return std::nullopt;
    const std::optional<Value> found = named(interpreter, plain.text());
    return found && found->isUnknown() ? *found : Value::boolean(found.has_value());
}

std::optional<Value> ColumnsHost::length(Interpreter&)
{
    if (const DoubtPtr doubt = m_owner->columnsDoubt())
        return Value::unknown(doubt);
    return Value::number(qint64(m_owner->columnHosts().size()));
}

std::optional<std::pair<Value, std::vector<Value>>> ColumnsHost::elements(Interpreter& interpreter)
{
    const DoubtPtr doubt = m_owner->columnsDoubt();
    return std::pair{ doubt ? Value::unknown(doubt) : Value::none(), all(interpreter) };
}

} // namespace espalier::operations
