#include "operations/sqlalchemy/column.h"
#include "operations/sqlalchemy/type.h"

#include <QCoreApplication>
#include <QSet>

// Column(…) and what may stand among its arguments.

namespace espalier::operations {

using schema::Column;
using schema::Expression;

namespace {

constexpr const char* columnKeywords[] = { "name", "type_", "autoincrement", "default", "doc", "key", "index", "unique",
    "info", "nullable", "onupdate", "primary_key", "server_default", "server_onupdate", "quote", "system", "comment",
    "insert_sentinel", "insert_default", "init", "repr", "default_factory", "compare", "kw_only", "hash",
    "use_existing_column", "deferred", "deferred_group", "deferred_raiseload", "active_history", "sort_order",
    "dataclass_metadata", "_proxies" };

bool isOwnKeyword(const QString& name)
{
    static const core::WordSet all = [] {
        core::WordSet names;
        for (const char* keyword : columnKeywords)
            names.insert(QLatin1String(keyword));
        return names;
    }();
    return all.contains(name);
}

/// The keywords that are none of Column's own.
Arguments furtherKeywords(const Arguments& arguments)
{
    Arguments rest;
    rest.doubt = arguments.doubt;
    for (const auto& keyword : arguments.keywords)
        if (!isOwnKeyword(keyword.first))
            rest.keywords.push_back(keyword);
    return rest;
}

bool isText(const Value& value) { return plainValue(value).isString() || value.as<NameHost>(); }

/// Reads a Column's arguments into a host.
class ColumnMaker {
public:
    ColumnMaker(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments)
        : m_interpreter(interpreter)
        , m_context(context)
        , m_arguments(arguments)
        , m_reader(interpreter, arguments)
        , m_host(std::make_shared<ColumnHost>(context))
    { }

    Value make()
    {
        const std::vector<Value>& given = m_arguments.positional;
        size_t next = takeName(given);
        next = takeType(given, next);
        for (; next < given.size(); ++next)
            takeItem(given[next]);
        takeKeywords();
        note(m_host->doubt, m_reader.doubt);
        return Value::of(m_host);
    }

private:
    size_t takeName(const std::vector<Value>& given)
    {
        size_t next = 0;
        const Value* name = m_reader.find("name");
        const bool isOpen = !name || name->isNone();
        if (!given.empty() && (isText(given[0]) || given[0].isNone() || (isOpen && given[0].isUnknown()))) {
            name = given[0].isNone() && !isOpen ? name : &given[0];
            next = 1;
        }
        if (name) {
            Known<schema::Identifier> known = asIdentifier(m_interpreter, *name);
            if (const Value* quote = m_reader.find("quote"); known && quote && !quote->isNone())
                known = quotedAs(m_interpreter, m_context, known.value, quote);
            m_host->column.name = known.value;
            m_host->column.quoting = known.value.quoting;
            m_host->nameDoubt = known.doubt;
        }
        const QString key = m_reader.text("key");
        m_host->key = key.isNull() ? m_host->column.name : key;
        return next;
    }

    size_t takeType(const std::vector<Value>& given, size_t next)
    {
        if (const Value* type = m_reader.find("type_"); type && !type->isNone()) {
            m_host->setType(m_interpreter, *type);
            return next;
        }
        // what comes second and is none of SQLAlchemy's own items is a type, be it unknown
        if (next < given.size() && !isItem(given[next])) {
            if (!given[next].isNone())
                m_host->setType(m_interpreter, given[next]);
            return next + 1;
        }
        return next;
    }

    static bool isItem(const Value& value)
    {
        return value.as<ForeignKeyHost>() || value.as<ValueSourceHost>() || isConstraint(value);
    }

    void takeItem(const Value& item)
    {
        if (auto key = item.as<ForeignKeyHost>())
            m_host->foreignKeys.push_back(std::move(key));
        else if (const auto source = item.as<ValueSourceHost>())
            takeSource(*source);
        else if (isConstraint(item))
            m_host->checks.push_back(item);
        else if (!item.isNone())
            note(m_host->doubt, doubtOf(m_interpreter, item));
    }

    void takeSource(const ValueSourceHost& source)
    {
        using Kind = ValueSourceHost::Kind;
        Column& column = m_host->column;
        note(m_host->doubt, source.doubt);
        switch (source.kind) {
        case Kind::Sequence:
            column.sequence = source.sequence.name;
            column.isSequenceOptional = source.isOptional;
            m_host->sequence = std::const_pointer_cast<ValueSourceHost>(
                std::static_pointer_cast<const ValueSourceHost>(source.shared_from_this()));
            break;
        case Kind::Identity:
            column.identity = schema::Identity{ source.isAlways, source.sequence.options };
            break;
        case Kind::Computed:
            column.computed = source.computed;
            break;
        case Kind::Default:
            column.serverDefault = source.expression;
            break;
        case Kind::Fetched:
            break;
        }
    }

    void takeKeywords()
    {
        Column& column = m_host->column;
        column.isPrimaryKey = m_reader.flag("primary_key");
        if (const Value* nullable = m_reader.find("nullable"))
            column.nullable = truth(*nullable);
        const auto isGiven = [&](const char* keyword) {
            const Value* given = m_reader.find(keyword);
            return given && !given->isNone();
        };
        m_host->isUniqueGiven = isGiven("unique");
        m_host->isIndexGiven = isGiven("index");
        column.isUnique = m_reader.flag("unique");
        column.isIndexed = m_reader.flag("index");
        column.isSystem = m_reader.flag("system");
        column.comment = m_reader.text("comment");
        m_host->sortOrder = int(m_reader.integer("sort_order").value_or(0));
        takeAutoIncrement();
        takeDefaults();
        if (const Value* info = m_reader.find("info"))
            m_host->info = *info;
        const Arguments rest = furtherKeywords(m_arguments);
        if (rest.doubt || !rest.keywords.empty())
            column.options = noted(m_host->doubt, dialectOptions(m_interpreter, m_context, rest));
    }

    bool truth(const Value& value)
    {
        const std::optional<bool> isTrue = m_interpreter.isTrue(value);
        if (!isTrue)
            note(m_host->doubt, doubtOf(m_interpreter, value));
        return isTrue.value_or(false);
    }

    void takeAutoIncrement()
    {
        using AutoIncrement = Column::AutoIncrement;
        const Value* given = m_reader.find("autoincrement");
        if (!given)
            return;
        const Value plain = plainValue(*given);
        if (plain.isString())
            m_host->column.autoIncrement = plain.text() == QLatin1String("ignore_fk") ? AutoIncrement::IgnoreForeignKey
                : plain.text() == QLatin1String("auto")                               ? AutoIncrement::Auto
                                                                                      : AutoIncrement::Yes;
        else
            m_host->column.autoIncrement = truth(plain) ? AutoIncrement::Yes : AutoIncrement::No;
    }

    void takeDefaults()
    {
        const Value* client = m_reader.find("default");
        if (const Value* other = m_reader.find("insert_default"))
            client = other;
        if (client && !client->isNone()) {
            const auto sequence = client->as<ValueSourceHost>();
            if (sequence && sequence->kind == ValueSourceHost::Kind::Sequence)
                takeSource(*sequence);
            else
                m_host->column.hasClientDefault = true;
            m_host->clientDefault = *client;
            if (m_host->column.isPrimaryKey && client->isUnknown()) // None would make the key an automatic one
                note(m_host->doubt, client->doubt());
        }
        if (const Value* update = m_reader.find("onupdate"))
            m_host->onUpdate = *update;
        const Value* server = m_reader.find("server_default");
        if (!server || server->isNone())
            return;
        if (const auto source = server->as<ValueSourceHost>())
            takeSource(*source);
        else
            m_host->column.serverDefault = noted(m_host->doubt, defaultExpression(m_interpreter, m_context, *server));
    }

    Interpreter& m_interpreter;
    SqlalchemyContext& m_context;
    const Arguments& m_arguments;
    ArgumentReader m_reader;
    std::shared_ptr<ColumnHost> m_host;
};

} // namespace

Value makeColumn(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments)
{
    return ColumnMaker(interpreter, context, arguments).make();
}

Value makeLightColumn(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments)
{
    auto host = std::make_shared<ColumnHost>(context);
    host->isLight = true;
    const Known<schema::Identifier> name = asIdentifier(interpreter, arguments.get(0, u"text"));
    host->column.name = host->key = name.value;
    host->column.quoting = name.value.quoting;
    host->nameDoubt = name.doubt;
    note(host->nameDoubt, arguments.doubt);
    const Value* type = arguments.find(1, u"type_");
    if (type && !type->isNone())
        host->setType(interpreter, *type);
    return Value::of(host);
}

Value makeForeignKey(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments)
{
    ArgumentReader reader(interpreter, arguments);
    auto host = std::make_shared<ForeignKeyHost>(context);
    schema::ColumnForeignKey& reference = host->reference;
    const Value target = arguments.get(0, u"column");
    if (auto column = target.as<ColumnHost>())
        host->column = std::move(column);
    else
        reference.target = reader.text(0, "column");
    if (const Value* name = reader.find(3, "name"))
        reference.name = noted(reader.doubt, asName(interpreter, *name));
    reference.onUpdate = reader.text(4, "onupdate");
    reference.onDelete = reader.text(5, "ondelete");
    reference.deferrable = reader.boolean(6, "deferrable");
    reference.initially = reader.text(7, "initially");
    host->isLinkedToName = reader.boolean(8, "link_to_name").value_or(false);
    reference.match = reader.text(9, "match");
    reference.comment = reader.text("comment");
    reference.useAlter = reader.boolean(2, "use_alter").value_or(false);
    static const QStringList own{ QStringLiteral("column"), QStringLiteral("name"), QStringLiteral("onupdate"),
        QStringLiteral("ondelete"), QStringLiteral("deferrable"), QStringLiteral("initially"), QStringLiteral("match"),
        QStringLiteral("comment"), QStringLiteral("use_alter"), QStringLiteral("link_to_name"), QStringLiteral("info"),
        QStringLiteral("_constraint"), QStringLiteral("_unresolvable") };
    Arguments rest = arguments;
    std::erase_if(rest.keywords, [&](const auto& keyword) { return own.contains(keyword.first); });
    reference.options = noted(reader.doubt, dialectOptions(interpreter, context, rest));
    host->doubt = reader.doubt;
    return Value::of(host);
}

std::optional<Value> ForeignKeyHost::attribute(Interpreter& interpreter, const QString& name)
{
    const Known<schema::ColumnForeignKey> known = resolved(interpreter, {});
    if (known.doubt)
        return Value::unknown(known.doubt);
    if (name == QLatin1String("target_fullname") || name == QLatin1String("_colspec"))
        return Value::string(known.value.target);
    if (name == QLatin1String("name"))
        return known.value.name.isEmpty() ? Value::none() : Value::string(known.value.name.text);
    if (name == QLatin1String("ondelete"))
        return known.value.onDelete.isEmpty() ? Value::none() : Value::string(known.value.onDelete);
    if (name == QLatin1String("onupdate"))
        return known.value.onUpdate.isEmpty() ? Value::none() : Value::string(known.value.onUpdate);
    if (name == QLatin1String("column") && column)
        return Value::of(column);
    if (name.startsWith(QLatin1Char('_')))
        return std::nullopt;
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a foreign key"), { name });
}

Known<schema::ColumnForeignKey> ForeignKeyHost::resolved(
    const Interpreter& interpreter, const QString& defaultSchema) const
{
    Known<schema::ColumnForeignKey> known{ reference, doubt };
    if (column) {
        note(known.doubt, column->nameDoubt);
        if (column->qualifier.name.isEmpty())
            note(known.doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a reference to a column of no table")));
        if (column->qualifier.hasOwnQuoting() || column->name().hasOwnQuoting())
            note(known.doubt, doubtOf(interpreter, textValue(column->name())));
        known.value.target = column->qualifier.key() + QLatin1Char('.') + column->name();
    } else if (!defaultSchema.isEmpty() && reference.target.count(QLatin1Char('.')) == 1) {
        known.value.target = defaultSchema + QLatin1Char('.') + reference.target;
    } else if (!reference.target.contains(QLatin1Char('.'))) { // the target's column has the name of this one
        note(known.doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a reference that names no column")));
    }
    return known;
}

} // namespace espalier::operations
