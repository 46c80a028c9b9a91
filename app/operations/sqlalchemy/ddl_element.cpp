#include "operations/sqlalchemy/ddl_element.h"

#include "operations/sqlalchemy/metadata.h"

#include <algorithm>
#include <QCoreApplication>

namespace espalier::operations {

using schema::Change;
using schema::Changes;

namespace {

/// What is asked of one element.
struct Request {
    Interpreter& interpreter;
    SqlalchemyContext& context;
    Value element;
    bool isConditional = false; ///< if_not_exists, if_exists
    bool isCascade = false;
    DoubtPtr doubt = {};
};

using Make = Changes (*)(Request&);

std::shared_ptr<TableHost> tableOf(Request& request, const Value& value)
{
    std::shared_ptr<TableHost> table = tableHost(value);
    if (!table)
        note(request.doubt, doubtOf(request.interpreter, value));
    return table;
}

Changes createTable(Request& request)
{
    const auto table = tableOf(request, request.element);
    if (!table)
        return {};
    schema::CreateTable change{ noted(request.doubt, declaredTable(request.interpreter, *table)), request.isConditional,
        false };
    change.table.indexes.clear(); // the construct is the table alone
    return { change };
}

Changes dropTable(Request& request)
{
    const auto table = tableOf(request, request.element);
    if (!table)
        return {};
    note(request.doubt, table->nameDoubt);
    return { schema::DropTable{ table->name, request.isConditional, false } };
}

Changes createIndex(Request& request)
{
    const IndexOfTable index = noted(request.doubt, asIndex(request.interpreter, request.context, request.element));
    return { schema::CreateIndex{ index.table, index.index, request.isConditional } };
}

Changes dropIndex(Request& request)
{
    const IndexOfTable index = noted(request.doubt, asIndex(request.interpreter, request.context, request.element));
    return { schema::DropIndex{ index.table,
        schema::ObjectName::of(index.table.schemaIdentifier(), index.index.name.identifier()), request.isConditional,
        false } };
}

/// The constraint with its table and the name that the table's convention gives it.
std::optional<schema::AddConstraint> attached(Request& request)
{
    const auto host = request.element.as<ConstraintHost>();
    const auto table = host ? host->table.lock() : nullptr;
    if (!table) {
        note(request.doubt, doubtOf(request.interpreter, request.element));
        return std::nullopt;
    }
    schema::AddConstraint change{ table->name,
        noted(request.doubt, definition(request.interpreter, *host, table->defaultSchema())) };
    schema::Table named;
    named.name = table->name;
    change.constraint.name = schema::conventionalName(
        change.constraint, named, noted(request.doubt, table->convention(request.interpreter)));
    note(request.doubt, table->nameDoubt);
    return change;
}

Changes addConstraint(Request& request)
{
    const auto change = attached(request);
    return change ? Changes{ *change } : Changes{};
}

Changes dropConstraint(Request& request)
{
    const auto change = attached(request);
    if (!change)
        return {};
    return { schema::DropConstraint{ { change->table, change->constraint.name, change->constraint.kind },
        request.isConditional, request.isCascade } };
}

const schema::Sequence* sequenceOf(Request& request)
{
    const auto source = request.element.as<ValueSourceHost>();
    if (!source || source->kind != ValueSourceHost::Kind::Sequence) {
        note(request.doubt, doubtOf(request.interpreter, request.element));
        return nullptr;
    }
    note(request.doubt, source->doubt);
    return &source->sequence;
}

Changes createSequence(Request& request)
{
    const schema::Sequence* sequence = sequenceOf(request);
    return sequence ? Changes{ schema::CreateSequence{ *sequence, request.isConditional } } : Changes{};
}

Changes dropSequence(Request& request)
{
    const schema::Sequence* sequence = sequenceOf(request);
    return sequence ? Changes{ schema::DropSequence{ sequence->name, request.isConditional } } : Changes{};
}

Changes createSchema(Request& request)
{
    const QString name = noted(request.doubt, asText(request.interpreter, request.element));
    return { schema::CreateSchema{ name, request.isConditional } };
}

Changes dropSchema(Request& request)
{
    const QString name = noted(request.doubt, asText(request.interpreter, request.element));
    return { schema::DropSchema{ name, request.isConditional, request.isCascade } };
}

Changes setTableComment(Request& request)
{
    const auto table = tableOf(request, request.element);
    return table ? Changes{ schema::SetTableComment{ table->name, table->comment } } : Changes{};
}

Changes dropTableComment(Request& request)
{
    const auto table = tableOf(request, request.element);
    return table ? Changes{ schema::SetTableComment{ table->name, {} } } : Changes{};
}

/// CreateEnumType and what else is known by name alone.
Changes unwritten(Request& request)
{
    note(request.doubt, request.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a DDL construct of this kind")));
    return {};
}

struct Entry {
    const char* name;
    Make make;
};
constexpr Entry entries[] = {
    { "CreateTable", createTable },
    { "DropTable", dropTable },
    { "CreateIndex", createIndex },
    { "DropIndex", dropIndex },
    { "AddConstraint", addConstraint },
    { "DropConstraint", dropConstraint },
    { "CreateSequence", createSequence },
    { "DropSequence", dropSequence },
    { "CreateSchema", createSchema },
    { "DropSchema", dropSchema },
    { "SetTableComment", setTableComment },
    { "DropTableComment", dropTableComment },
    { "SetColumnComment", unwritten },
    { "DropColumnComment", unwritten },
    { "CreateEnumType", unwritten },
    { "DropEnumType", unwritten },
};

Value makeConstruct(
    Interpreter& interpreter, SqlalchemyContext& context, const QString& name, const Arguments& arguments)
{
    const auto entry = std::find_if(
        std::begin(entries), std::end(entries), [&](const Entry& one) { return name == QLatin1String(one.name); });
    ArgumentReader reader(interpreter, arguments);
    Request request{ interpreter, context,
        arguments.positional.empty() ? arguments.get(0, u"element") : arguments.positional[0] };
    if (const Value* named = arguments.keyword(u"name"); named && arguments.positional.empty())
        request.element = *named;
    request.isConditional = reader.flag("if_not_exists") || reader.flag("if_exists");
    request.isCascade = reader.flag("cascade");
    request.doubt = reader.doubt;
    auto host = std::make_shared<DdlElementHost>(context, name);
    host->element = request.element;
    host->what = entry->make(request);
    host->doubt = request.doubt;
    return Value::of(host);
}

/// DDL("… %(table)s …"): %% is %, and there is a table only where an event brings one.
Value makeDdl(Interpreter& interpreter, SqlalchemyContext& context, const QString& name, const Arguments& arguments)
{
    auto host = std::make_shared<DdlElementHost>(context, name);
    const Known<QString> sql = asText(interpreter, arguments.get(0, u"statement"));
    host->doubt = sql.doubt;
    QString text = sql.value;
    const Value* bound = arguments.find(1, u"context");
    if (bound && !bound->isNone())
        note(host->doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a DDL text with a context")));
    text.replace(QLatin1String("%%"), QLatin1String("%"));
    // a colon means nothing in it
    host->what = schema::Statement(schema::Expression::text(text.replace(QLatin1Char(':'), QLatin1String("\\:"))));
    return Value::of(host);
}

} // namespace

std::optional<Value> DdlElementHost::attribute(Interpreter& interpreter, const QString& name)
{
    if (name == QLatin1String("element"))
        return element;
    if (name == QLatin1String("execute"))
        return symbolic::builtin(name, [kept = self<DdlElementHost>()](Interpreter& inner, const Arguments& arguments) {
            return kept->context().execute(inner, kept->value(), arguments);
        });
    if (name == QLatin1String("execute_if") || name == QLatin1String("against"))
        return symbolic::builtin(
            name, [kept = self<DdlElementHost>()](Interpreter&, const Arguments&) { return kept->value(); });
    if (name.startsWith(QLatin1Char('_')))
        return std::nullopt;
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a DDL construct"), { name });
}

std::optional<Value> ddlElementClass(SqlalchemyContext& context, const QString& name)
{
    if (name == QLatin1String("DDL"))
        return Value::of(std::make_shared<ClassHost>(context, name, makeDdl));
    for (const Entry& entry : entries)
        if (name == QLatin1String(entry.name))
            return Value::of(std::make_shared<ClassHost>(context, name, makeConstruct));
    return std::nullopt;
}

} // namespace espalier::operations
