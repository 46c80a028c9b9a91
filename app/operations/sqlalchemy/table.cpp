#include "operations/sqlalchemy/table.h"

#include "dialects/ddl.h"
#include "operations/sqlalchemy/dml.h"
#include "operations/sqlalchemy/metadata.h"
#include "operations/sqlalchemy/orm.h"
#include "operations/sqlalchemy/select.h"
#include "operations/sqlalchemy/state.h"

#include <algorithm>
#include <QCoreApplication>

namespace espalier::operations {

using schema::ObjectName;

namespace {

struct TableState {
    ObjectName name;
    std::vector<std::shared_ptr<ColumnHost>> columns;
    std::vector<Value> constraints;
    std::vector<std::shared_ptr<IndexHost>> indexes;
    QString comment;
    DoubtPtr doubt;
    DoubtPtr openDoubt;
};

Value insert(TableHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return makeInsert(interpreter, self.context(), self.value(), arguments, 0);
}

Value update(TableHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return makeUpdate(interpreter, self.context(), self.value(), arguments, 0);
}

Value remove(TableHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return makeDelete(interpreter, self.context(), self.value(), arguments, 0);
}

template <bool IsCreated> Value record(TableHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    ArgumentReader reader(interpreter, arguments);
    const bool isChecked = reader.boolean(1, "checkfirst").value_or(false);
    note(self.doubt, reader.doubt);
    recordTable(interpreter, self, IsCreated, arguments.get(0, u"bind"), isChecked);
    if (!IsCreated)
        dropEnums(interpreter, { self.self<TableHost>() }, arguments.get(0, u"bind"), isChecked, false);
    return Value::none();
}

Value append(TableHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    self.append(interpreter, arguments.positional.empty() ? Value::none() : arguments.positional[0]);
    attachWaiting(interpreter, self);
    return Value::none();
}

Value copyOf(TableHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return copyTable(self, interpreter, arguments);
}

Value exists(TableHost& self, Interpreter& interpreter, const Arguments&)
{
    const Known<std::optional<schema::Table>> found = self.context().reflected(interpreter, self.name);
    return found.doubt ? Value::unknown(found.doubt) : Value::boolean(found.value.has_value());
}

constexpr Method<TableHost> methods[] = {
    { "insert", insert },
    { "update", update },
    { "delete", remove },
    { "create", record<true> },
    { "drop", record<false> },
    { "append_column", append },
    { "append_constraint", append },
    { "exists", exists },
    { "to_metadata", copyOf },
    { "tometadata", copyOf },
};

Value set(std::vector<Value> items)
{
    auto made = std::make_shared<symbolic::Set>();
    for (const Value& item : items)
        made->insert(item);
    return Value::of(made);
}

Value primaryKey(TableHost& self, Interpreter&)
{
    for (const Value& constraint : self.constraints)
        if (constraint.as<ConstraintHost>()->constraint.kind == schema::Constraint::Kind::PrimaryKey)
            return constraint;
    auto key = std::make_shared<ConstraintHost>(self.context());
    key->constraint.kind = schema::Constraint::Kind::PrimaryKey;
    key->table = self.self<TableHost>();
    for (const auto& column : self.columns)
        if (column->column.isPrimaryKey)
            key->columns.push_back(Value::of(column));
    return Value::of(key);
}

Value foreignKeys(TableHost& self, Interpreter& interpreter)
{
    for (const Value& constraint : self.constraints)
        if (constraint.as<ConstraintHost>()->constraint.kind == schema::Constraint::Kind::ForeignKey)
            return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "the parts of a foreign key"));
    std::vector<Value> all;
    for (const auto& column : self.columns)
        for (const auto& key : column->foreignKeys)
            all.push_back(Value::of(key));
    return set(std::move(all));
}

Value indexSet(TableHost& self, Interpreter& interpreter)
{
    if (self.openDoubt)
        return Value::unknown(self.openDoubt);
    for (const auto& column : self.columns)
        if (column->column.isIndexed)
            return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a table"), { QStringLiteral("indexes") });
    std::vector<Value> all;
    for (const auto& index : self.indexes)
        all.push_back(Value::of(index));
    return set(std::move(all));
}

/// What columns bring with them is not in it here.
Value constraintSet(TableHost& self, Interpreter& interpreter)
{
    const bool hasKey = std::any_of(self.constraints.begin(), self.constraints.end(), [](const Value& one) {
        return one.as<ConstraintHost>()->constraint.kind == schema::Constraint::Kind::PrimaryKey;
    });
    const bool isBrought = std::any_of(self.columns.begin(), self.columns.end(), [](const auto& column) {
        return column->column.isUnique || !column->foreignKeys.empty() || !column->checks.empty();
    });
    return hasKey && !isBrought
        ? set(self.constraints)
        : interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a table"), { QStringLiteral("constraints") });
}

constexpr Property<TableHost> properties[] = {
    { "name", [](TableHost& self, Interpreter&) { return textValue(self.name.identifier()); } },
    { "key", [](TableHost& self, Interpreter&) { return Value::string(self.name.key()); } },
    { "fullname", [](TableHost& self, Interpreter&) { return Value::string(self.name.key()); } },
    { "schema",
        [](TableHost& self, Interpreter&) {
            return self.name.schema.isEmpty() ? Value::none() : textValue(self.name.schemaIdentifier());
        } },
    { "metadata",
        [](TableHost& self, Interpreter&) { return self.metadata ? Value::of(self.metadata) : Value::none(); } },
    { "comment", [](TableHost& self, Interpreter&) { return textValue(self.comment); } },
    { "constraints", constraintSet },
    { "indexes", indexSet },
    { "foreign_keys", foreignKeys },
    { "primary_key", primaryKey },
};

bool isOnePart(const Value& a, const Value& b) { return a.object() == b.object(); }
template <typename Part> bool isOnePart(const std::shared_ptr<Part>& a, const std::shared_ptr<Part>& b)
{
    return a == b;
}

} // namespace

bool TableHost::isA(const QString& wanted) const
{
    return wanted == QLatin1String("FromClause") || wanted == QLatin1String("TableClause")
        || (!isLight && wanted == QLatin1String("Table"));
}

std::optional<Value> TableHost::attribute(Interpreter& interpreter, const QString& attribute)
{
    if (std::optional<Value> method = findMethod(*this, methods, attribute))
        return method;
    if (std::optional<Value> found = findProperty(*this, interpreter, properties, attribute))
        return nameDoubt && !found->isObject() ? Value::unknown(nameDoubt) : found;
    if (std::optional<Value> found = SelectableHost::attribute(interpreter, attribute))
        return found;
    if (attribute.startsWith(QLatin1Char('_')))
        return std::nullopt;
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a table"), { attribute });
}

bool TableHost::setAttribute(Interpreter& interpreter, const QString& attribute, const Value& value)
{
    interpreter.touch(*this);
    const Value plain = plainValue(value);
    if (attribute == QLatin1String("schema") && (plain.isString() || plain.isNone())) {
        name.schema = plain.isString() ? plain.text() : QString();
        name.schemaQuoting = schema::Quoting::AsNeeded;
        for (const auto& column : columns) {
            interpreter.touch(*column);
            column->attach(self<TableHost>(), schema::Source::of(name), name);
        }
    } else if (attribute != QLatin1String("info")) {
        note(doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a table's `%1` is set"), { attribute }));
    }
    return true;
}

std::unique_ptr<Object::State> TableHost::save() const
{
    return saved(TableState{ name, columns, constraints, indexes, comment, doubt, openDoubt });
}

void TableHost::restore(const State& state)
{
    const auto& old = stateOf<TableState>(state);
    name = old.name;
    columns = old.columns;
    constraints = old.constraints;
    indexes = old.indexes;
    comment = old.comment;
    doubt = old.doubt;
    openDoubt = old.openDoubt;
}

void TableHost::join(const State& other, const DoubtPtr& why)
{
    const auto& old = stateOf<TableState>(other);
    const bool isSame = old.name == name && old.columns == columns && old.indexes == indexes && old.comment == comment
        && old.constraints.size() == constraints.size();
    if (!isSame)
        note(doubt, why), note(openDoubt, why);
    // what only one way leads to is not claimed
    const auto keepCommon = [](auto& own, const auto& others) {
        std::erase_if(own, [&](const auto& part) {
            return std::none_of(others.begin(), others.end(), [&](const auto& one) { return isOnePart(one, part); });
        });
    };
    keepCommon(columns, old.columns);
    keepCommon(constraints, old.constraints);
    keepCommon(indexes, old.indexes);
    note(doubt, old.doubt);
}

QString TableHost::defaultSchema() const { return metadata ? metadata->schemaName : QString(); }

void TableHost::appendColumn(const std::shared_ptr<ColumnHost>& column)
{
    column->attach(self<TableHost>(), schema::Source::of(name), name);
    const auto same = std::find_if(columns.begin(), columns.end(),
        [&](const std::shared_ptr<ColumnHost>& present) { return present->key == column->key && !column->nameDoubt; });
    if (same != columns.end())
        *same = column;
    else
        columns.push_back(column);
}

void TableHost::append(Interpreter& interpreter, const Value& item)
{
    interpreter.touch(*this);
    if (auto column = item.as<ColumnHost>()) {
        interpreter.touch(*column);
        const bool isTaken = !column->parent.expired() && column->parent.lock().get() != this && !column->isLight;
        if (isTaken)
            argumentError(interpreter,
                QStringLiteral("Column object '%1' already assigned to Table '%2'")
                    .arg(column->name(), column->qualifier.name));
        appendColumn(column);
    } else if (const auto constraint = item.as<ConstraintHost>()) {
        constraint->table = self<TableHost>();
        const bool isThere = std::any_of(constraints.begin(), constraints.end(),
            [&](const Value& present) { return present.object() == item.object(); });
        if (!isThere)
            constraints.push_back(item);
    } else if (const auto index = item.as<IndexHost>()) {
        index->table = self<TableHost>();
        index->forgetTables();
        if (std::find(indexes.begin(), indexes.end(), index) == indexes.end())
            indexes.push_back(index);
    } else if (!item.isNone() && !item.as<MetadataHost>()) { // a MetaData is taken, and nothing done with it
        note(doubt, doubtOf(interpreter, item));
        note(openDoubt, doubt);
    }
}

Known<schema::NamingConvention> TableHost::convention(Interpreter& interpreter) const
{
    return metadata ? asNamingConvention(interpreter, Value::of(metadata)) : Known<schema::NamingConvention>{};
}

std::shared_ptr<ColumnHost> TableHost::columnOfKey(const QString& key) const
{
    const auto found
        = std::find_if(columns.begin(), columns.end(), [&](const auto& candidate) { return candidate->key == key; });
    return found == columns.end() ? nullptr : *found;
}

schema::Identifier TableHost::nameOfKey(const QString& key) const
{
    const std::shared_ptr<ColumnHost> found = columnOfKey(key);
    return found ? found->name() : schema::Identifier(key);
}

Known<schema::Expression> withColumnNames(
    const Interpreter& interpreter, const schema::Expression& expression, const TableHost* table)
{
    using schema::Expression;
    const QString& text = expression.textOf();
    if (expression.is(Expression::Kind::Column) && text.startsWith(namelessMark)) {
        const quint64 serial = text.mid(1).toULongLong();
        if (table)
            for (const auto& column : table->columns)
                if (column->serial() == serial && !column->name().isEmpty())
                    return { Expression::column(column->name(), column->effectiveType(), column->qualifier),
                        column->nameDoubt };
        return { expression,
            interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "an expression of columns without a name yet")) };
    }
    Known<Expression> known;
    std::vector<Expression> made;
    bool isChanged = false;
    for (const Expression& operand : expression.operands()) {
        made.push_back(noted(known.doubt, withColumnNames(interpreter, operand, table)));
        isChanged = isChanged || !made.back().isOneWith(operand);
    }
    known.value = isChanged ? expression.withOperands(std::move(made)) : expression;
    return known;
}

schema::SqlType ColumnHost::effectiveType() const { return typeThrough({}); }

schema::SqlType ColumnHost::typeThrough(QList<const ColumnHost*> passed) const
{
    if (isTypeGiven || foreignKeys.empty() || passed.contains(this))
        return column.type;
    passed.append(this);
    const ForeignKeyHost& reference = *foreignKeys.front();
    std::shared_ptr<ColumnHost> target = reference.column;
    const auto table = std::dynamic_pointer_cast<TableHost>(parent.lock());
    if (!target && table) {
        QString path = reference.reference.target.section(QLatin1Char('.'), 0, -2);
        if (!table->defaultSchema().isEmpty() && !path.contains(QLatin1Char('.')))
            path.prepend(table->defaultSchema() + QLatin1Char('.'));
        const QString named = reference.reference.target.section(QLatin1Char('.'), -1);
        const auto other = path == table->name.key() ? table : table->metadata ? table->metadata->find(path) : nullptr;
        if (other)
            for (const auto& one : other->columns)
                if ((reference.isLinkedToName ? QString(one->name()) : one->key) == named)
                    target = one;
    }
    return target ? target->typeThrough(passed) : column.type;
}

Known<schema::Table> definition(Interpreter& interpreter, TableHost& host)
{
    Known<schema::Table> known;
    note(known.doubt, host.nameDoubt);
    note(known.doubt, host.doubt);
    note(known.doubt, host.openDoubt);
    schema::Table& table = known.value;
    table.name = host.name;
    table.comment = host.comment;
    table.prefixes = host.prefixes;
    table.options = host.options;
    for (const auto& column : host.columns) {
        table.columns.push_back(noted(known.doubt, definition(interpreter, *column, host.defaultSchema())));
        table.columns.back().type = column->effectiveType();
    }
    for (const Value& constraint : host.constraints)
        table.constraints.push_back(
            noted(known.doubt, definition(interpreter, *constraint.as<ConstraintHost>(), host.defaultSchema())));
    for (const auto& index : host.indexes)
        table.indexes.push_back(noted(known.doubt, definition(interpreter, *index)));
    return known;
}

Known<schema::Table> declaredTable(Interpreter& interpreter, TableHost& host)
{
    Known<schema::Table> known = definition(interpreter, host);
    known.value = schema::declared(std::move(known.value), noted(known.doubt, host.convention(interpreter)));
    return known;
}

namespace {

/// Why it is not known how what the table refers to is written: a table or column of its MetaData with a quoting of its
/// own.
DoubtPtr doubtOfTargets(const Interpreter& interpreter, const TableHost& table, const schema::Table& known)
{
    for (const schema::Constraint& constraint : known.constraints) {
        const auto target = table.metadata ? table.metadata->find(constraint.target.key()) : nullptr;
        const bool isQuoted = target
            && (target->name.hasOwnQuoting()
                || std::any_of(target->columns.begin(), target->columns.end(), [&](const auto& column) {
                       return column->name().hasOwnQuoting() && constraint.targetColumns.contains(column->name());
                   }));
        if (isQuoted && target.get() != &table)
            return interpreter.doubt(QT_TRANSLATE_NOOP("Messages",
                                         "a reference to %1, whose name, or a column's, is written in its own way"),
                { target->name.key() });
    }
    return nullptr;
}

} // namespace

void recordTable(Interpreter& interpreter, TableHost& table, bool isCreated, const Value& bind, bool isChecked)
{
    Known<schema::Change> change;
    if (isCreated) {
        const Known<schema::Table> known = declaredTable(interpreter, table);
        const DoubtPtr why = known.doubt ? known.doubt : doubtOfTargets(interpreter, table, known.value);
        change = { schema::CreateTable{ known.value, false, false }, why };
    } else {
        change = { schema::DropTable{ table.name, false, false }, table.nameDoubt };
    }
    table.context().record(interpreter, change, bind, isChecked);
}

bool isTable(const Value& value) { return tableHost(value) != nullptr; }

Known<schema::Table> asTable(Interpreter& interpreter, SqlalchemyContext&, const Value& value)
{
    const std::shared_ptr<TableHost> host = tableHost(value);
    return host ? definition(interpreter, *host) : Known<schema::Table>{ {}, doubtOf(interpreter, value) };
}

std::shared_ptr<TableHost> tableHost(const Value& value)
{
    if (auto host = value.as<TableHost>())
        return host;
    return mappedTable(value);
}

} // namespace espalier::operations
