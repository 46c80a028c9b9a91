#include "operations/sqlalchemy/column.h"

#include "operations/sqlalchemy/orm.h"
#include "operations/sqlalchemy/state.h"
#include "operations/sqlalchemy/table.h"
#include "operations/sqlalchemy/type.h"

#include <QCoreApplication>

namespace espalier::operations {

using schema::Column;
using schema::Expression;
using schema::SqlType;

namespace {

struct ColumnState {
    Column column;
    Value type;
    DoubtPtr doubt;
    DoubtPtr nameDoubt;
    DoubtPtr typeDoubt;
    QString key;
    std::vector<std::shared_ptr<ForeignKeyHost>> foreignKeys;
    std::weak_ptr<Host> parent;
    std::optional<schema::Source> source;
    schema::ObjectName qualifier;
};

Value flag(bool value) { return Value::boolean(value); }

Value copied(ColumnHost& self, Interpreter&, const Arguments&) { return Value::of(self.copy()); }

Value references(ColumnHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    const auto other = arguments.get(0, u"column").as<ColumnHost>();
    for (const auto& reference : self.foreignKeys) {
        const Known<schema::ColumnForeignKey> known = reference->resolved(interpreter, {});
        if (known.doubt)
            return Value::unknown(known.doubt);
        if (other && known.value.target == other->qualifier.key() + QLatin1Char('.') + other->name())
            return flag(true);
    }
    return flag(false);
}

constexpr Method<ColumnHost> methods[] = {
    { "copy", copied },
    { "_copy", copied },
    { "references", references },
};

Value parentOf(ColumnHost& self)
{
    const std::shared_ptr<Host> owner = self.parent.lock();
    return owner ? Value::of(owner) : Value::none();
}

Value defaultOf(ColumnHost& self)
{
    if (!self.column.serverDefault)
        return Value::none();
    auto host = std::make_shared<ValueSourceHost>(self.context(), ValueSourceHost::Kind::Default);
    host->expression = *self.column.serverDefault;
    host->doubt = self.doubt;
    return Value::of(host);
}

constexpr Property<ColumnHost> properties[] = {
    { "name",
        [](ColumnHost& self, Interpreter&) {
            return self.nameDoubt ? Value::unknown(self.nameDoubt) : textValue(self.column.identifier());
        } },
    { "key", [](ColumnHost& self, Interpreter&) { return textValue(self.key); } },
    { "table", [](ColumnHost& self, Interpreter&) { return parentOf(self); } },
    { "class_",
        [](ColumnHost&, Interpreter& interpreter) {
            return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "the class of a column"));
        } },
    { "nullable", [](ColumnHost& self, Interpreter&) { return flag(self.column.isNullable()); } },
    { "primary_key", [](ColumnHost& self, Interpreter&) { return flag(self.column.isPrimaryKey); } },
    { "unique", [](ColumnHost& self, Interpreter&) { return self.column.isUnique ? flag(true) : Value::none(); } },
    { "index", [](ColumnHost& self, Interpreter&) { return self.column.isIndexed ? flag(true) : Value::none(); } },
    { "comment",
        [](ColumnHost& self, Interpreter&) {
            return self.column.comment.isEmpty() ? Value::none() : Value::string(self.column.comment);
        } },
    { "default", [](ColumnHost& self, Interpreter&) { return self.clientDefault; } },
    { "onupdate", [](ColumnHost& self, Interpreter&) { return self.onUpdate; } },
    { "info",
        [](ColumnHost& self, Interpreter&) {
            if (self.info.isNone())
                self.info = Value::of(std::make_shared<symbolic::Dict>());
            return self.info;
        } },
    { "impl", // of a mapped class's attribute: how rows are loaded
        [](ColumnHost& self, Interpreter&) {
            return Value::of(std::make_shared<InertHost>(self.context(), QStringLiteral("AttributeImpl")));
        } },
    { "server_default", [](ColumnHost& self, Interpreter&) { return defaultOf(self); } },
    { "foreign_keys",
        [](ColumnHost& self, Interpreter& interpreter) {
            if (const auto table = std::dynamic_pointer_cast<TableHost>(self.parent.lock()))
                for (const Value& constraint : table->constraints)
                    if (constraint.as<ConstraintHost>()->constraint.kind == schema::Constraint::Kind::ForeignKey)
                        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "the parts of a foreign key"));
            auto set = std::make_shared<symbolic::Set>();
            for (const auto& reference : self.foreignKeys)
                set->insert(Value::of(reference));
            return Value::of(set);
        } },
};

bool isDefinition(const QString& name)
{
    return name == QLatin1String("nullable") || name == QLatin1String("primary_key") || name == QLatin1String("unique")
        || name == QLatin1String("index") || name == QLatin1String("comment")
        || name == QLatin1String("server_default");
}

} // namespace

Piece ColumnHost::piece()
{
    Piece piece;
    piece.doubt = nameDoubt ? nameDoubt : typeDoubt;
    if (nameDoubt)
        return doubtfulPiece(nameDoubt);
    if (const auto table = std::dynamic_pointer_cast<SelectableHost>(parent.lock()); table && table->sourceDoubt())
        return doubtfulPiece(table->sourceDoubt());
    const bool isNameless = column.name.isEmpty();
    piece.expression = Expression::column(
        isNameless ? schema::Identifier(namelessMark + QString::number(serial())) : column.identifier(),
        effectiveType(), qualifier);
    if (source)
        piece.from = { FromPart{ *source, parent.lock(), {} } };
    return piece;
}

bool ColumnHost::isA(const QString& name) const
{
    return ElementHost::isA(name) || name == QLatin1String("ColumnClause")
        || (!isLight && name == QLatin1String("Column")) || name == QLatin1String("InstrumentedAttribute");
}

std::optional<Value> ColumnHost::attribute(Interpreter& interpreter, const QString& name)
{
    if (std::optional<Value> method = findMethod(*this, methods, name))
        return method;
    if (std::optional<Value> found = findProperty(*this, interpreter, properties, name))
        return doubt && isDefinition(name) ? Value::unknown(doubt) : found;
    if (name == QLatin1String("type"))
        return typeDoubt && type.isNone() ? Value::unknown(typeDoubt)
            : type.isNone()               ? makeType(context(), column.type)
                                          : type;
    return ElementHost::attribute(interpreter, name);
}

bool ColumnHost::setAttribute(Interpreter& interpreter, const QString& name, const Value& value)
{
    interpreter.touch(*this);
    const Value plain = plainValue(value);
    if (name == QLatin1String("name") && plain.isString())
        column.name = plain.text();
    else if (name == QLatin1String("key") && plain.isString())
        key = plain.text();
    else if (name == QLatin1String("type"))
        setType(interpreter, value);
    else if (name == QLatin1String("nullable") && plain.isBool())
        column.nullable = plain.integer() != 0;
    else if (name == QLatin1String("primary_key") && plain.isBool())
        column.isPrimaryKey = plain.integer() != 0;
    else if (name == QLatin1String("comment") && (plain.isString() || plain.isNone()))
        column.comment = plain.isString() ? plain.text() : QString();
    else if (name == QLatin1String("default"))
        clientDefault = value, column.hasClientDefault = !value.isNone();
    else if (name == QLatin1String("server_default") && plain.isNone() && !column.identity && !column.computed)
        column.serverDefault.reset();
    else if (const bool isFlag = plain.isBool() || plain.isNone();
             isFlag && parent.expired() && name == QLatin1String("unique"))
        column.isUnique = plain.isBool() && plain.integer() != 0; // when it has a table, its constraint is made
    else if (isFlag && parent.expired() && name == QLatin1String("index"))
        column.isIndexed = plain.isBool() && plain.integer() != 0;
    else if (name != QLatin1String("info") && name != QLatin1String("doc")
        && name != QLatin1String("_creation_order")) // which SQLAlchemy 2.0 orders no columns by
        note(doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a column's `%1` is set"), { name }));
    return true;
}

Value ColumnHost::str(Interpreter&)
{
    if (nameDoubt)
        return Value::unknown(nameDoubt);
    return Value::string(qualifier.name.isEmpty() ? column.name : qualifier.key() + QLatin1Char('.') + column.name);
}

std::unique_ptr<Object::State> ColumnHost::save() const
{
    return saved(ColumnState{ column, type, doubt, nameDoubt, typeDoubt, key, foreignKeys, parent, source, qualifier });
}

void ColumnHost::restore(const State& state)
{
    const auto& old = stateOf<ColumnState>(state);
    column = old.column;
    type = old.type;
    doubt = old.doubt;
    nameDoubt = old.nameDoubt;
    typeDoubt = old.typeDoubt;
    key = old.key;
    foreignKeys = old.foreignKeys;
    parent = old.parent;
    source = old.source;
    qualifier = old.qualifier;
}

void ColumnHost::join(const State& other, const DoubtPtr& why)
{
    const auto& old = stateOf<ColumnState>(other);
    if (!(old.column == column) || old.foreignKeys != foreignKeys)
        note(doubt, why);
    if (old.column.name != column.name || old.column.quoting != column.quoting || !(old.qualifier == qualifier))
        note(nameDoubt, why);
    if (!(old.column.type == column.type))
        note(typeDoubt, why);
}

void ColumnHost::attach(
    const std::shared_ptr<Host>& owner, const schema::Source& where, const schema::ObjectName& table)
{
    parent = owner;
    source = where;
    qualifier = table;
}

std::shared_ptr<ColumnHost> ColumnHost::copy() const
{
    auto made = std::make_shared<ColumnHost>(context());
    made->restore(*save());
    made->isLight = isLight;
    made->isMapped = isMapped;
    made->isTypeGiven = isTypeGiven;
    made->isUniqueGiven = isUniqueGiven;
    made->isIndexGiven = isIndexGiven;
    made->sortOrder = sortOrder;
    made->attributeName = attributeName;
    made->checks = checks;
    made->sequence = sequence;
    made->clientDefault = clientDefault;
    made->onUpdate = onUpdate;
    if (const auto own = info.as<symbolic::Dict>()) {
        const auto same = std::make_shared<symbolic::Dict>();
        same->doubt = own->doubt;
        for (const auto& [name, item] : own->entries())
            same->insert(name, item);
        made->info = Value::of(same);
    } else {
        made->info = info;
    }
    if (std::dynamic_pointer_cast<TableHost>(parent.lock())) { // whose foreign keys they are by now
        made->column.type = effectiveType();
        made->foreignKeys.clear();
    }
    made->parent.reset();
    made->source.reset();
    made->qualifier = {};
    return made;
}

void ColumnHost::setType(Interpreter& interpreter, const Value& given)
{
    type = typeObject(interpreter, context(), given);
    const Known<SqlType> known = asType(interpreter, context(), type);
    column.type = known.value;
    typeDoubt = known.doubt;
    isTypeGiven = true;
}

std::shared_ptr<ColumnHost> columnOf(SqlalchemyContext& context, const Column& column)
{
    auto host = std::make_shared<ColumnHost>(context);
    host->column = column;
    host->column.checks.clear();
    host->column.foreignKeys.clear();
    host->key = column.name;
    host->type = makeType(context, column.type);
    host->isTypeGiven = true;
    for (const schema::ColumnForeignKey& reference : column.foreignKeys) {
        auto key = std::make_shared<ForeignKeyHost>(context);
        key->reference = reference;
        host->foreignKeys.push_back(std::move(key));
    }
    return host;
}

Known<Column> definition(Interpreter& interpreter, const ColumnHost& host, const QString& defaultSchema)
{
    Known<Column> known{ host.column, host.nameDoubt };
    note(known.doubt, host.typeDoubt);
    note(known.doubt, host.doubt);
    for (const auto& reference : host.foreignKeys)
        known.value.foreignKeys.push_back(noted(known.doubt, reference->resolved(interpreter, defaultSchema)));
    for (const Value& check : host.checks)
        known.value.checks.push_back(noted(known.doubt, asConstraint(interpreter, host.context(), check)));
    return known;
}

bool isColumn(const Value& value) { return value.as<ColumnHost>() != nullptr; }

Known<Column> asColumn(Interpreter& interpreter, SqlalchemyContext&, const Value& value)
{
    const auto host = value.as<ColumnHost>();
    return host ? definition(interpreter, *host) : Known<Column>{ {}, doubtOf(interpreter, value) };
}

} // namespace espalier::operations
