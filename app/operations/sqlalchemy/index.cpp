#include "dialects/ddl.h"
#include "operations/sqlalchemy/constraint.h"
#include "operations/sqlalchemy/table.h"

#include <QCoreApplication>

namespace espalier::operations {

using schema::Expression;

namespace {

Value recordIndex(IndexHost& self, Interpreter& interpreter, const Arguments& arguments, bool isCreated)
{
    ArgumentReader reader(interpreter, arguments);
    const bool isChecked = reader.boolean(1, "checkfirst").value_or(false);
    const Known<IndexOfTable> known = asIndex(interpreter, self.context(), self.value());
    note(reader.doubt, known.doubt);
    Known<schema::Change> change{ {}, reader.doubt };
    if (isCreated)
        change.value = schema::CreateIndex{ known.value.table, known.value.index, false };
    else
        change.value = schema::DropIndex{ known.value.table,
            schema::ObjectName::of(known.value.table.schemaIdentifier(), known.value.index.name.identifier()), false,
            false };
    self.context().record(interpreter, change, arguments.get(0, u"bind"), isChecked);
    return Value::none();
}

Value createIndex(IndexHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return recordIndex(self, interpreter, arguments, true);
}

Value dropIndex(IndexHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return recordIndex(self, interpreter, arguments, false);
}

constexpr Method<IndexHost> methods[] = {
    { "create", createIndex },
    { "drop", dropIndex },
};

/// The first table in what an element was made of.
std::shared_ptr<TableHost> tableOf(const Value& element)
{
    const auto host = element.as<ElementHost>();
    if (!host)
        return nullptr;
    for (const FromPart& part : host->piece().from)
        if (const auto table = std::dynamic_pointer_cast<const TableHost>(part.identity))
            return std::const_pointer_cast<TableHost>(table);
    return nullptr;
}

} // namespace

std::optional<Value> IndexHost::attribute(Interpreter& interpreter, const QString& name)
{
    if (std::optional<Value> method = findMethod(*this, methods, name))
        return method;
    if (doubt)
        return Value::unknown(doubt);
    if (name == QLatin1String("name"))
        return index.name.isEmpty()     ? Value::none()
            : index.name.isConventional ? makeConventionalName(index.name.text)
                                        : textValue(index.name.identifier());
    if (name == QLatin1String("unique"))
        return Value::boolean(index.isUnique);
    if (name == QLatin1String("expressions") || name == QLatin1String("columns"))
        return symbolic::makeList(std::vector<Value>(elements));
    if (name == QLatin1String("table")) {
        const std::shared_ptr<TableHost> own = owner();
        return own ? Value::of(own) : Value::none();
    }
    if (name.startsWith(QLatin1Char('_')))
        return std::nullopt;
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of an index"), { name });
}

std::shared_ptr<TableHost> IndexHost::owner() const
{
    if (std::shared_ptr<TableHost> own = table.lock())
        return own;
    for (const Value& element : elements)
        if (std::shared_ptr<TableHost> found = tableOf(element))
            return found;
    return nullptr;
}

void IndexHost::forgetTables()
{
    for (Value& element : elements) {
        const auto host = element.as<ExpressionHost>();
        if (!host)
            continue;
        Piece piece = host->piece();
        piece.from.clear();
        element = makeElement(context(), std::move(piece), host->typeValue());
    }
}

Value makeIndex(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments)
{
    ArgumentReader reader(interpreter, arguments);
    auto host = std::make_shared<IndexHost>(context);
    host->index.name = noted(reader.doubt, asName(interpreter, arguments.get(0, u"name")));
    if (const Value* quote = reader.find("quote"); quote && !quote->isNone())
        host->index.name.quoting
            = noted(reader.doubt, quotedAs(interpreter, context, host->index.name.text, quote)).quoting;
    host->elements.assign(
        arguments.positional.begin() + (arguments.positional.empty() ? 0 : 1), arguments.positional.end());
    host->index.isUnique = reader.flag("unique");
    static const QStringList own{ QStringLiteral("name"), QStringLiteral("unique"), QStringLiteral("quote"),
        QStringLiteral("info"), QStringLiteral("_table"), QStringLiteral("_column_flag") };
    Arguments rest = arguments;
    std::erase_if(rest.keywords, [&](const auto& keyword) { return own.contains(keyword.first); });
    host->index.options = noted(reader.doubt, dialectOptions(interpreter, context, rest));
    host->doubt = reader.doubt;
    // an index over a table's own columns belongs to that table
    for (const Value& element : host->elements) {
        if (const std::shared_ptr<TableHost> table = tableOf(element)) {
            table->append(interpreter, Value::of(host));
            return Value::of(host);
        }
    }
    attachByColumns(interpreter, Value::of(host), host->elements);
    return Value::of(host);
}

Known<Expression> asIndexElement(Interpreter& interpreter, SqlalchemyContext& context, const Value& value)
{
    if (plainValue(value).isString() || value.as<NameHost>()) {
        const Known<schema::Identifier> name = asIdentifier(interpreter, value);
        return { Expression::column(name.value), name.doubt };
    }
    Known<Expression> known = asExpression(interpreter, context, value, TextSense::Sql);
    known.value = withReferences(known.value, [&](const QString& name) { // desc("name"), which is not quoted
        return context.dialect().ddl().quoted(name) == name ? Expression::column(name) : Expression::text(name);
    });
    return known;
}

Known<schema::Index> definition(Interpreter& interpreter, const IndexHost& host)
{
    Known<schema::Index> known{ host.index, host.doubt };
    const std::shared_ptr<TableHost> table = host.owner();
    for (const Value& element : host.elements) {
        const Value plain = plainValue(element);
        const bool isKey = table && plain.isString();
        known.value.elements.push_back(isKey
                ? Expression::column(table->nameOfKey(plain.text()))
                : noted(known.doubt, asIndexElement(interpreter, host.context(), element)));
    }
    for (Expression& element : known.value.elements)
        element = noted(known.doubt, withColumnNames(interpreter, element, table.get()));
    for (QVariant& option : known.value.options)
        if (option.canConvert<Expression>())
            option = QVariant::fromValue(
                noted(known.doubt, withColumnNames(interpreter, option.value<Expression>(), table.get())));
    return known;
}

bool isIndex(const Value& value) { return value.as<IndexHost>() != nullptr; }

Known<IndexOfTable> asIndex(Interpreter& interpreter, SqlalchemyContext&, const Value& value)
{
    const auto host = value.as<IndexHost>();
    if (!host)
        return { {}, doubtOf(interpreter, value) };
    const Known<schema::Index> index = definition(interpreter, *host);
    Known<IndexOfTable> known{ { {}, index.value }, index.doubt };
    const std::shared_ptr<TableHost> table = host->owner();
    if (!table)
        return known;
    known.value.table = table->name;
    note(known.doubt, table->nameDoubt);
    const Known<schema::NamingConvention> convention = table->convention(interpreter);
    note(known.doubt, convention.doubt);
    schema::Table named;
    named.name = table->name;
    known.value.index.name = schema::conventionalName(known.value.index, named, convention.value);
    return known;
}

} // namespace espalier::operations
