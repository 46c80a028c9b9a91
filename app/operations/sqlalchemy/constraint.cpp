#include "operations/sqlalchemy/constraint.h"

#include "operations/sqlalchemy/table.h"

#include <QCoreApplication>

namespace espalier::operations {

using schema::Constraint;
using schema::Expression;
using Kind = Constraint::Kind;

namespace {

struct ConstraintClass {
    const char* name;
    Kind kind;
    /// Positional parameters after the columns; "*" takes any number of columns.
    const char* parameters;
};
constexpr ConstraintClass classes[] = {
    { "PrimaryKeyConstraint", Kind::PrimaryKey, "*" },
    { "UniqueConstraint", Kind::Unique, "*" },
    { "ForeignKeyConstraint", Kind::ForeignKey,
        "columns refcolumns name onupdate ondelete deferrable initially use_alter link_to_name match table info "
        "comment" },
    { "CheckConstraint", Kind::Check, "sqltext name deferrable initially table info" },
    { "ExcludeConstraint", Kind::Exclusion, "*" },
};

const ConstraintClass& classOf(const QString& name)
{
    for (const ConstraintClass& one : classes)
        if (name == QLatin1String(one.name))
            return one;
    return classes[0];
}

/// The name of a column that is given itself or by its key.
QString columnName(const Value& column, DoubtPtr& doubt, const Interpreter& interpreter, const TableHost* table)
{
    if (const auto host = column.as<ColumnHost>()) {
        note(doubt, host->nameDoubt);
        return host->name();
    }
    const auto quoted = column.as<NameHost>(); // it finds a column, and is printed as that one is
    const Value plain = quoted ? Value::string(quoted->text()) : plainValue(column);
    if (plain.isString())
        return table ? table->nameOfKey(plain.text()) : plain.text();
    note(doubt, doubtOf(interpreter, column));
    return {};
}

std::vector<Value> listed(Interpreter& interpreter, const Value& value, DoubtPtr& doubt)
{
    if (value.as<ColumnHost>() || value.as<NameHost>() || plainValue(value).isString())
        return { value };
    DoubtPtr unknown;
    const std::optional<std::vector<Value>> items = interpreter.elements(value, &unknown);
    if (!items)
        note(doubt, unknown ? unknown : doubtOf(interpreter, value));
    return items.value_or(std::vector<Value>{});
}

/// "schema.table.column" of what a foreign key refers to.
QString targetOf(const Value& target, DoubtPtr& doubt, const Interpreter& interpreter)
{
    const auto host = target.as<ColumnHost>();
    if (!host)
        return columnName(target, doubt, interpreter, nullptr);
    note(doubt, host->nameDoubt);
    if (host->qualifier.name.isEmpty())
        note(doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a reference to a column of no table")));
    return host->qualifier.key() + QLatin1Char('.') + host->name();
}

void resolveTargets(
    const Interpreter& interpreter, const ConstraintHost& host, Known<Constraint>& known, const QString& defaultSchema)
{
    for (const Value& target : host.targets) {
        const QString text = targetOf(target, known.doubt, interpreter);
        const QString table = text.section(QLatin1Char('.'), 0, -2);
        known.value.target = { table.section(QLatin1Char('.'), 0, -2), table.section(QLatin1Char('.'), -1) };
        if (known.value.target.schema.isEmpty() && !target.as<ColumnHost>())
            known.value.target.schema = defaultSchema;
        known.value.targetColumns.append(text.section(QLatin1Char('.'), -1));
        if (table.isEmpty())
            note(known.doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a reference that names no column")));
    }
}

void resolveElements(Interpreter& interpreter, const ConstraintHost& host, Known<Constraint>& known)
{
    const auto ops = host.ops.as<symbolic::Dict>();
    for (const Value& pair : host.exclusions) {
        const std::optional<std::vector<Value>> parts = interpreter.elements(pair);
        if (!parts || parts->size() != 2) {
            note(known.doubt, doubtOf(interpreter, pair));
            continue;
        }
        schema::ExclusionElement element;
        element.expression = noted(known.doubt, asIndexElement(interpreter, host.context(), (*parts)[0]));
        element.with = noted(known.doubt, asText(interpreter, (*parts)[1]));
        const Value* opclass = ops ? ops->find(element.expression.textOf()) : nullptr;
        if (opclass)
            element.opclass = noted(known.doubt, asText(interpreter, *opclass));
        known.value.elements.push_back(std::move(element));
    }
}

QStringList names(Interpreter& interpreter, ConstraintHost& self)
{
    const Known<Constraint> known = definition(interpreter, self);
    return known.value.columns;
}

} // namespace

QString ConstraintHost::typeName() const
{
    for (const ConstraintClass& one : classes)
        if (one.kind == constraint.kind)
            return QLatin1String(one.name);
    return QStringLiteral("Constraint");
}

bool ConstraintHost::isA(const QString& name) const
{
    return name == typeName() || name == QLatin1String("Constraint")
        || (name == QLatin1String("ColumnCollectionConstraint") && constraint.kind != Kind::Exclusion);
}

std::vector<Value> ConstraintHost::columnValues(Interpreter& interpreter) const
{
    const std::shared_ptr<TableHost> owner = table.lock();
    std::vector<Value> all;
    for (const Value& column : columns) {
        const Value plain = plainValue(column);
        const auto found = owner && plain.isString() ? owner->columnOfKey(plain.text()) : nullptr;
        all.push_back(column.as<ColumnHost>() ? column
                : found                       ? Value::of(found)
                        : interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "a column of a constraint by its name")));
    }
    return all;
}

std::optional<std::pair<Value, std::vector<Value>>> ConstraintHost::elements(Interpreter& interpreter)
{
    if (constraint.kind == Kind::Check)
        return std::nullopt;
    return std::pair(Value(), columnValues(interpreter));
}

std::optional<Value> ConstraintHost::contains(Interpreter& interpreter, const Value& key)
{
    const std::vector<Value> all = columnValues(interpreter);
    if (const DoubtPtr why = symbolic::firstDoubt(symbolic::makeList(std::vector<Value>(all))))
        return Value::data(why);
    const Value plain = plainValue(key);
    return Value::boolean(std::any_of(all.begin(), all.end(), [&](const Value& one) {
        return plain.isString() ? one.as<ColumnHost>()->key == plain.text() : symbolic::isSame(one, key);
    }));
}

namespace {

/// `columns` of a constraint.
class ConstraintColumns final : public Host {
public:
    explicit ConstraintColumns(const std::shared_ptr<ConstraintHost>& owner)
        : Host(owner->context())
        , m_owner(owner)
    { }
    QString typeName() const override { return QStringLiteral("ReadOnlyColumnCollection"); }
    std::optional<Value> length(Interpreter& interpreter) override { return m_owner->length(interpreter); }
    std::optional<Value> contains(Interpreter& interpreter, const Value& key) override
    {
        return m_owner->contains(interpreter, key);
    }
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter& interpreter) override
    {
        return std::pair(Value(), m_owner->columnValues(interpreter));
    }
    std::optional<Value> item(Interpreter& interpreter, const Value& key) override
    {
        const std::vector<Value> all = m_owner->columnValues(interpreter);
        const Value plain = plainValue(key);
        for (size_t i = 0; i < all.size(); ++i)
            if (plain.isString() ? all[i].as<ColumnHost>() && all[i].as<ColumnHost>()->key == plain.text()
                                 : plain.isInteger() && plain.integer() == qint64(i))
                return all[i];
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "a column of a constraint by its name"));
    }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        if (name != QLatin1String("keys") && name != QLatin1String("values"))
            return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a constraint"), { name });
        return symbolic::builtin(
            name, [owner = m_owner, areKeys = name == QLatin1String("keys")](Interpreter& i, const Arguments&) {
                return symbolic::makeList(areKeys ? keysOf(i, *owner) : owner->columnValues(i));
            });
    }

private:
    static std::vector<Value> keysOf(Interpreter& interpreter, const ConstraintHost& owner)
    {
        std::vector<Value> keys;
        for (const Value& one : owner.columnValues(interpreter))
            keys.push_back(one.as<ColumnHost>() ? Value::string(one.as<ColumnHost>()->key) : one);
        return keys;
    }
    std::shared_ptr<ConstraintHost> m_owner;
};

} // namespace

std::optional<Value> ConstraintHost::attribute(Interpreter& interpreter, const QString& name)
{
    if (doubt)
        return Value::unknown(doubt);
    const auto text = [](const QString& given) { return given.isEmpty() ? Value::none() : Value::string(given); };
    if (name == QLatin1String("name"))
        return constraint.name.isConventional ? makeConventionalName(constraint.name.text)
            : constraint.name.isEmpty()       ? Value::none()
                                              : textValue(constraint.name.identifier());
    if (name == QLatin1String("ondelete"))
        return text(constraint.onDelete);
    if (name == QLatin1String("onupdate"))
        return text(constraint.onUpdate);
    if (name == QLatin1String("column_keys"))
        return symbolic::makeList(names(interpreter, *this));
    if (name == QLatin1String("columns") || name == QLatin1String("c"))
        return Value::of(std::make_shared<ConstraintColumns>(self<ConstraintHost>()));
    if (name == QLatin1String("sqltext") && constraint.condition)
        return makeElement(context(), *constraint.condition);
    if (name == QLatin1String("table")) {
        const std::shared_ptr<TableHost> owner = table.lock();
        return owner ? Value::of(owner) : Value::none();
    }
    if (name.startsWith(QLatin1Char('_')))
        return std::nullopt;
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a constraint"), { name });
}

bool ConstraintHost::setAttribute(Interpreter& interpreter, const QString& name, const Value& value)
{
    if (name == QLatin1String("name"))
        constraint.name = noted(doubt, asName(interpreter, value));
    else
        note(doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a constraint's `%1` is set"), { name }));
    return true;
}

namespace {

void readColumns(Interpreter& interpreter, ConstraintHost& host, const ConstraintClass& cls, ArgumentReader& reader,
    const Arguments& arguments)
{
    if (cls.kind == Kind::ForeignKey) {
        if (const Value* columns = reader.find(0, "columns"))
            host.columns = listed(interpreter, *columns, reader.doubt);
        if (const Value* targets = reader.find(1, "refcolumns"))
            host.targets = listed(interpreter, *targets, reader.doubt);
        if (host.columns.size() != host.targets.size() && !reader.doubt)
            argumentError(interpreter,
                QStringLiteral("ForeignKeyConstraint number of constrained columns must match the number of "
                               "referenced columns."));
    } else if (cls.kind == Kind::Check) {
        host.constraint.condition = noted(
            reader.doubt, asExpression(interpreter, host.context(), arguments.get(0, u"sqltext"), TextSense::Sql));
    } else if (cls.kind == Kind::Exclusion) {
        host.exclusions = arguments.positional;
        host.constraint.method = reader.find("using") ? reader.text("using") : QStringLiteral("gist");
        if (const Value* where = reader.find("where"); where && !where->isNone())
            host.constraint.condition
                = noted(reader.doubt, asExpression(interpreter, host.context(), *where, TextSense::Sql));
        if (const Value* ops = reader.find("ops"))
            host.ops = *ops;
    } else {
        host.columns = arguments.positional;
    }
}

} // namespace

Value makeConstraint(
    Interpreter& interpreter, SqlalchemyContext& context, const QString& name, const Arguments& arguments)
{
    const ConstraintClass& cls = classOf(name);
    ArgumentReader reader(interpreter, arguments);
    auto host = std::make_shared<ConstraintHost>(context);
    host->constraint.kind = cls.kind;
    readColumns(interpreter, *host, cls, reader, arguments);
    const QStringList parameters = QString::fromLatin1(cls.parameters).split(QLatin1Char(' '));
    const auto at = [&](const char* parameter) {
        const qsizetype index = parameters.indexOf(QLatin1String(parameter));
        return index < 0 ? symbolic::keywordOnly : size_t(index);
    };
    if (const Value* given = reader.find(at("name"), "name"))
        host->constraint.name = noted(reader.doubt, asName(interpreter, *given));
    host->constraint.onUpdate = reader.text(at("onupdate"), "onupdate");
    host->constraint.onDelete = reader.text(at("ondelete"), "ondelete");
    host->constraint.deferrable = reader.boolean(at("deferrable"), "deferrable");
    host->constraint.initially = reader.text(at("initially"), "initially");
    host->constraint.useAlter = reader.boolean(at("use_alter"), "use_alter").value_or(false);
    host->isLinkedToName = reader.boolean("link_to_name").value_or(false);
    host->constraint.match = reader.text(at("match"), "match");
    host->constraint.comment = reader.text(at("comment"), "comment");
    static const QStringList own{ QStringLiteral("columns"), QStringLiteral("refcolumns"), QStringLiteral("sqltext"),
        QStringLiteral("name"), QStringLiteral("onupdate"), QStringLiteral("ondelete"), QStringLiteral("deferrable"),
        QStringLiteral("initially"), QStringLiteral("use_alter"), QStringLiteral("link_to_name"),
        QStringLiteral("match"), QStringLiteral("table"), QStringLiteral("info"), QStringLiteral("comment"),
        QStringLiteral("using"), QStringLiteral("where"), QStringLiteral("ops"), QStringLiteral("_create_rule"),
        QStringLiteral("_autoattach"), QStringLiteral("_type_bound") };
    Arguments rest = arguments;
    std::erase_if(rest.keywords, [&](const auto& keyword) { return own.contains(keyword.first); });
    host->constraint.options = noted(reader.doubt, dialectOptions(interpreter, context, rest));
    host->doubt = reader.doubt;
    if (const auto table = arguments.get(at("table"), u"table").as<TableHost>())
        table->append(interpreter, Value::of(host));
    else
        attachByColumns(interpreter, Value::of(host), host->columns);
    if (const auto element = arguments.get(0, u"sqltext").as<ElementHost>(); element && cls.kind == Kind::Check)
        attachByExpression(interpreter, Value::of(host), element->piece());
    return Value::of(host);
}

Known<Constraint> definition(Interpreter& interpreter, ConstraintHost& host, const QString& defaultSchema)
{
    Known<Constraint> known{ host.constraint, host.doubt };
    const std::shared_ptr<TableHost> table = host.table.lock();
    for (const Value& column : host.columns)
        known.value.columns.append(columnName(column, known.doubt, interpreter, table.get()));
    resolveTargets(interpreter, host, known, defaultSchema);
    resolveElements(interpreter, host, known);
    if (known.value.condition)
        known.value.condition = noted(known.doubt, withColumnNames(interpreter, *known.value.condition, table.get()));
    for (schema::ExclusionElement& element : known.value.elements)
        element.expression = noted(known.doubt, withColumnNames(interpreter, element.expression, table.get()));
    return known;
}

bool isConstraint(const Value& value) { return value.as<ConstraintHost>() != nullptr; }

Known<Constraint> asConstraint(Interpreter& interpreter, SqlalchemyContext&, const Value& value)
{
    const auto host = value.as<ConstraintHost>();
    return host ? definition(interpreter, *host) : Known<Constraint>{ {}, doubtOf(interpreter, value) };
}

} // namespace espalier::operations
