#include "operations/sqlalchemy/metadata.h"
#include "operations/sqlalchemy/table.h"
#include "schema/schema_rules.h"

#include <QCoreApplication>

// Table(…), sa.table(…), and what op.create_table() takes.

namespace espalier::operations {

namespace {

QStringList tableKeywords()
{
    return { QStringLiteral("name"), QStringLiteral("metadata"), QStringLiteral("schema"), QStringLiteral("quote"),
        QStringLiteral("quote_schema"), QStringLiteral("autoload"), QStringLiteral("autoload_with"),
        QStringLiteral("autoload_replace"), QStringLiteral("keep_existing"), QStringLiteral("extend_existing"),
        QStringLiteral("resolve_fks"), QStringLiteral("include_columns"), QStringLiteral("implicit_returning"),
        QStringLiteral("comment"), QStringLiteral("info"), QStringLiteral("listeners"), QStringLiteral("prefixes"),
        QStringLiteral("mustexist"), QStringLiteral("bind"), QStringLiteral("useexisting") };
}

void readPrefixes(Interpreter& interpreter, TableHost& host, const Arguments& arguments)
{
    const Value* given = arguments.keyword(u"prefixes");
    if (!given || given->isNone())
        return;
    DoubtPtr unknown;
    const std::optional<std::vector<Value>> items = interpreter.elements(*given, &unknown);
    note(host.doubt, items ? nullptr : unknown ? unknown : doubtOf(interpreter, *given));
    for (const Value& item : items.value_or(std::vector<Value>{}))
        host.prefixes.append(noted(host.doubt, asText(interpreter, item)));
}

bool isReflected(Interpreter& interpreter, const Arguments& arguments)
{
    const Value* bind = arguments.keyword(u"autoload_with");
    const Value* automatic = arguments.keyword(u"autoload");
    return (bind && !bind->isNone()) || (automatic && interpreter.isTrue(*automatic).value_or(true));
}

bool areColumnsKnown(const TableHost& host)
{
    return !host.doubt && !host.openDoubt
        && std::none_of(host.columns.begin(), host.columns.end(),
            [](const std::shared_ptr<ColumnHost>& column) { return column->nameDoubt; });
}

/// SQLAlchemy refuses columns of one name before there is any SQL.
void refuseDouble(Interpreter& interpreter, const TableHost& host, const Value& item)
{
    const auto column = item.as<ColumnHost>();
    if (!column || column->nameDoubt || !areColumnsKnown(host))
        return;
    const bool isThere = std::any_of(host.columns.begin(), host.columns.end(), [&](const auto& present) {
        return present != column && (present->key == column->key || present->name() == column->name());
    });
    if (isThere)
        raiseError(interpreter, "DuplicateColumnError",
            QStringLiteral("A column with name '%1' is already present in table '%2'.")
                .arg(column->name(), host.name.name));
}

/// The same of constraints and indexes over columns that are not there.
void refuseMissing(Interpreter& interpreter, const TableHost& host, const Value& item)
{
    if (!areColumnsKnown(host))
        return;
    const auto constraint = item.as<ConstraintHost>();
    const auto index = item.as<IndexHost>();
    const std::vector<Value> none;
    for (const Value& value : constraint ? constraint->columns : index ? index->elements : none) {
        const Value plain = symbolic::plainOf(value);
        if (plain.isString() && !host.columnOfKey(plain.text()))
            raiseError(interpreter, "ConstraintColumnNotFoundError",
                QStringLiteral("Can't create %1 on table '%2': no column named '%3' is present.")
                    .arg(item.object()->typeName(), host.name.name, plain.text()));
    }
}

enum class Order { AsGiven, ColumnsFirst };

/// Everything but name and metadata, into a table.
void readItems(Interpreter& interpreter, TableHost& host, const Arguments& arguments, size_t first,
    const QStringList& ignored, Order order)
{
    note(host.doubt, arguments.doubt);
    ArgumentReader reader(interpreter, arguments);
    const bool isReplacing
        = reader.flag("extend_existing") || reader.flag("keep_existing") || isReflected(interpreter, arguments);
    for (size_t i = first; i < arguments.positional.size(); ++i) {
        const Value& item = arguments.positional[i];
        if (!isReplacing)
            refuseDouble(interpreter, host, item);
        host.append(interpreter, item);
        if (order == Order::AsGiven)
            refuseMissing(interpreter, host, item);
    }
    for (size_t i = first; order == Order::ColumnsFirst && i < arguments.positional.size(); ++i)
        refuseMissing(interpreter, host, arguments.positional[i]);
    if (reader.find("comment"))
        host.comment = reader.text("comment");
    readPrefixes(interpreter, host, arguments);
    Arguments rest = arguments;
    const QStringList own = tableKeywords() + ignored;
    std::erase_if(rest.keywords, [&](const auto& keyword) { return own.contains(keyword.first); });
    const QVariantMap options = noted(reader.doubt, dialectOptions(interpreter, host.context(), rest));
    for (auto it = options.begin(); it != options.end(); ++it)
        host.options.insert(it.key(), it.value());
    note(host.doubt, reader.doubt);
}

/// Columns and constraints as the database has them at this point.
void reflect(Interpreter& interpreter, TableHost& host, const Arguments& arguments)
{
    if (host.nameDoubt) {
        note(host.openDoubt, host.nameDoubt);
        return;
    }
    const Known<std::optional<schema::Table>> found = host.context().reflected(interpreter, host.name);
    note(host.openDoubt, found.doubt);
    if (!found.value) {
        if (!found.doubt)
            raiseError(interpreter, "NoSuchTableError", host.name.key());
        return;
    }
    const schema::SchemaRules& rules = host.context().dialect().schemaRules();
    for (schema::Column column : found.value->columns) {
        if (const auto told = rules.reflectedType(rules.comparable(column, *found.value).type))
            column.type = *told;
        host.appendColumn(columnOf(host.context(), column));
    }
    for (const schema::Constraint& constraint : found.value->constraints) {
        auto made = std::make_shared<ConstraintHost>(host.context());
        made->constraint = constraint;
        made->constraint.columns.clear();
        made->constraint.targetColumns.clear();
        for (const QString& column : constraint.columns)
            made->columns.push_back(Value::string(column));
        for (const QString& column : constraint.targetColumns)
            made->targets.push_back(Value::string(constraint.target.key() + QLatin1Char('.') + column));
        host.append(interpreter, Value::of(made));
    }
    for (const schema::Index& index : found.value->indexes) {
        auto made = std::make_shared<IndexHost>(host.context());
        made->index = index;
        made->index.elements.clear();
        for (const schema::Expression& element : index.elements)
            made->elements.push_back(makeElement(host.context(), element));
        host.append(interpreter, Value::of(made));
    }
    host.comment = found.value->comment;
    host.options = found.value->options;
    if (arguments.keyword(u"include_columns") || arguments.keyword(u"exclude_columns"))
        note(host.openDoubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "parts of a table are read")));
}

/// Tables that a reflected one refers to come with it.
void reflectTargets(Interpreter& interpreter, const TableHost& host, const Arguments& arguments)
{
    const Value* follows = arguments.keyword(u"resolve_fks");
    if (follows && !interpreter.isTrue(*follows).value_or(true))
        return;
    const std::vector<Value> constraints = host.constraints;
    for (const Value& constraint : constraints)
        if (const schema::Constraint& key = constraint.as<ConstraintHost>()->constraint;
            key.kind == schema::Constraint::Kind::ForeignKey)
            reflectInto(interpreter, *host.metadata, key.target);
}

/// The table that the metadata has under this name already.
std::shared_ptr<TableHost> existing(
    Interpreter& interpreter, const MetadataHost& metadata, const schema::ObjectName& name, const Arguments& arguments)
{
    std::shared_ptr<TableHost> found = metadata.find(name.key());
    if (!found)
        return nullptr;
    ArgumentReader reader(interpreter, arguments);
    const bool isExtended = reader.flag("extend_existing");
    if (!isExtended && !reader.flag("keep_existing") && arguments.positional.size() > 2)
        invalidRequest(interpreter,
            QStringLiteral("Table '%1' is already defined for this MetaData instance.  Specify 'extend_existing=True' "
                           "to redefine options and columns on an existing Table object.")
                .arg(name.key()));
    if (isExtended) {
        interpreter.touch(*found);
        readItems(interpreter, *found, arguments, 2, {}, Order::AsGiven);
    }
    return found;
}

} // namespace

bool isBlankSchema(const Value& value)
{
    return value.isObject() && value.object()->typeName() == QLatin1String("BLANK_SCHEMA");
}

schema::ObjectName ownName(Interpreter& interpreter, SqlalchemyContext& context, ArgumentReader& reader,
    const MetadataHost* metadata, const char* parameter)
{
    const auto quoted = [&](const schema::Identifier& name, const char* keyword) {
        const Value* quote = reader.find(keyword);
        return quote && !quote->isNone() && !name.isEmpty()
            ? noted(reader.doubt, quotedAs(interpreter, context, name, quote))
            : name;
    };
    const schema::Identifier name = reader.identifier(reader.find(parameter) ? symbolic::keywordOnly : 0, parameter);
    schema::Identifier schemaName;
    const Value* given = reader.find("schema");
    if (given && isBlankSchema(*given))
        schemaName = {};
    else if (given && !given->isNone())
        schemaName = reader.identifier(symbolic::keywordOnly, "schema");
    else if (metadata)
        schemaName = metadata->schemaName;
    return schema::ObjectName::of(quoted(schemaName, "quote_schema"), quoted(name, "quote"));
}

Value makeTableHost(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments)
{
    ArgumentReader reader(interpreter, arguments);
    const Value given = arguments.get(1, u"metadata");
    const std::shared_ptr<MetadataHost> metadata = metadataHost(interpreter, given);
    const schema::ObjectName name = ownName(interpreter, context, reader, metadata.get());
    if (metadata && !reader.doubt) {
        if (const std::shared_ptr<TableHost> found = existing(interpreter, *metadata, name, arguments))
            return Value::of(found);
    }
    auto host = std::make_shared<TableHost>(context);
    host->name = name;
    host->nameDoubt = reader.doubt;
    host->metadata = metadata;
    host->definedAt = interpreter.place();
    if (!metadata)
        note(host->doubt, doubtOf(interpreter, given));
    if (isReflected(interpreter, arguments))
        reflect(interpreter, *host, arguments);
    readItems(interpreter, *host, arguments, 2, {}, Order::AsGiven);
    attachWaiting(interpreter, *host);
    if (metadata) {
        interpreter.touch(*metadata);
        metadata->tables.push_back(host);
    }
    if (metadata && isReflected(interpreter, arguments))
        reflectTargets(interpreter, *host, arguments);
    return Value::of(host);
}

Value makeLightTable(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments)
{
    ArgumentReader reader(interpreter, arguments);
    auto host = std::make_shared<TableHost>(context);
    host->isLight = true;
    host->name = ownName(interpreter, context, reader, nullptr);
    host->nameDoubt = reader.doubt;
    for (size_t i = 1; i < arguments.positional.size(); ++i) {
        const Value& item = arguments.positional[i];
        // a column that another table has already moves to this one
        if (const auto column = item.as<ColumnHost>())
            host->appendColumn(column);
        else
            host->append(interpreter, item);
    }
    return Value::of(host);
}

Known<schema::Table> tableOf(
    Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments, const QStringList& ignored)
{
    ArgumentReader reader(interpreter, arguments);
    auto host = std::make_shared<TableHost>(context);
    const QString nameKeyword = QStringLiteral("table_name");
    host->name = ownName(interpreter, context, reader, nullptr, arguments.keyword(nameKeyword) ? "table_name" : "name");
    host->nameDoubt = reader.doubt;
    Arguments copies = arguments;
    for (Value& item : copies.positional) { // the script's own columns stay of no table, as Alembic copies them
        const auto column = item.as<ColumnHost>();
        if (column && !column->parent.expired())
            item = Value::of(column->copy());
    }
    readItems(interpreter, *host, copies, arguments.keyword(nameKeyword) ? 0 : 1, ignored + QStringList{ nameKeyword },
        Order::ColumnsFirst);
    return definition(interpreter, *host);
}

Value makeTable(Interpreter& interpreter, SqlalchemyContext& context, const schema::Table& table)
{
    auto host = std::make_shared<TableHost>(context);
    host->name = table.name;
    host->comment = table.comment;
    host->prefixes = table.prefixes;
    host->options = table.options;
    for (const schema::Column& column : table.columns)
        host->appendColumn(columnOf(context, column));
    Q_UNUSED(interpreter)
    return Value::of(host);
}

} // namespace espalier::operations
