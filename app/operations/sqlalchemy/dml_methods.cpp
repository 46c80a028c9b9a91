#include "operations/sqlalchemy/dml.h"

#include <QCoreApplication>

// insert(), update(), delete(): values(), where(), returning() and the rest.

namespace espalier::operations {

namespace {

using Context = SqlalchemyContext;

std::shared_ptr<DmlHost> next(const DmlHost& self, const Arguments& arguments)
{
    std::shared_ptr<DmlHost> made = self.copy();
    note(made->doubt, arguments.doubt);
    return made;
}

/// values((1, 2)): in the order of the table's columns.
DmlHost::Row positionalRow(const TableHost& table, const std::vector<Value>& values)
{
    DmlHost::Row row;
    for (size_t i = 0; i < values.size() && i < table.columns.size(); ++i)
        row.emplace_back(Value::of(table.columns[i]), values[i]);
    return row;
}

bool isSequence(const Value& value) { return value.as<symbolic::Sequence>() != nullptr; }

void addRow(Interpreter& interpreter, DmlHost& host, const Value& value)
{
    if (isSequence(value))
        host.rows.push_back(positionalRow(*host.table, interpreter.elements(value).value_or(std::vector<Value>{})));
    else
        host.rows.push_back(rowOf(interpreter, value, host.doubt));
}

/// A dict, a list of dicts or tuples, or a tuple of values.
void addValues(Interpreter& interpreter, DmlHost& host, const Value& given)
{
    if (!isSequence(given)) {
        addRow(interpreter, host, given);
        return;
    }
    DoubtPtr unknown;
    const std::optional<std::vector<Value>> items = interpreter.elements(given, &unknown);
    note(host.doubt, items ? nullptr : unknown ? unknown : doubtOf(interpreter, given));
    if (!items)
        return;
    const bool isList = !items->empty() && (items->front().as<symbolic::Dict>() || isSequence(items->front()));
    if (!isList) {
        host.rows.push_back(positionalRow(*host.table, *items));
        return;
    }
    host.isMany = true;
    for (const Value& item : *items)
        addRow(interpreter, host, item);
}

void addKeywords(DmlHost& host, const Arguments& arguments)
{
    if (arguments.keywords.empty())
        return;
    DmlHost::Row row;
    for (const auto& [key, value] : arguments.keywords)
        row.emplace_back(Value::string(key), value);
    if (!host.isMany && host.rows.size() == 1)
        host.rows.front().insert(host.rows.front().end(), row.begin(), row.end());
    else
        host.rows.push_back(std::move(row));
}

Value values(DmlHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    const bool hadOne = !made->isMany && made->rows.size() == 1;
    for (const Value& given : arguments.positional)
        addValues(interpreter, *made, given);
    if (hadOne && !made->isMany && made->rows.size() > 1) { // values() adds up
        for (size_t i = 1; i < made->rows.size(); ++i)
            made->rows.front().insert(made->rows.front().end(), made->rows[i].begin(), made->rows[i].end());
        made->rows.resize(1);
    }
    addKeywords(*made, arguments);
    return Value::of(made);
}

Value orderedValues(DmlHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    made->isOrdered = true;
    DmlHost::Row row;
    for (const Value& pair : arguments.positional) {
        const std::optional<std::vector<Value>> parts = interpreter.elements(pair);
        if (parts && parts->size() == 2)
            row.emplace_back((*parts)[0], (*parts)[1]);
        else
            note(made->doubt, doubtOf(interpreter, pair));
    }
    made->rows = { row };
    return Value::of(made);
}

Value where(DmlHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    for (const Value& condition : arguments.positional)
        made->where.push_back(conditionPiece(interpreter, self.context(), condition));
    return Value::of(made);
}

Value filterBy(DmlHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    for (const auto& [key, value] : arguments.keywords) {
        const std::shared_ptr<ColumnHost> column = self.table->attributeColumn(interpreter, key);
        if (!column) {
            note(made->doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "which column `%1` is"), { key }));
            continue;
        }
        made->where.push_back(makeBinary(interpreter, self.context(), schema::Operator::Eq, Value::of(column), value)
                                  .as<ElementHost>()
                                  ->piece());
    }
    return Value::of(made);
}

Value returning(DmlHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    SelectHost asked(self.context());
    for (const Value& value : arguments.positional)
        asked.addColumn(interpreter, value);
    note(made->doubt, asked.doubt);
    made->returning.insert(made->returning.end(), asked.columns.begin(), asked.columns.end());
    return Value::of(made);
}

Value addCte(DmlHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    addCommonTables(interpreter, arguments, made->with, made->doubt);
    return Value::of(made);
}

Value cte(DmlHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    const Known<schema::Statement> known = self.statement(interpreter);
    CommonTableOf of{ self.returning, nullptr, nullptr, known.doubt };
    schema::Writing writing;
    if (const auto* insert = std::get_if<schema::Insert>(&known.value)) {
        writing.statement = *insert;
        auto& made = std::get<schema::Insert>(writing.statement);
        if (made.from)
            made.from = std::make_shared<const schema::Select>(labelledColumns(*made.from));
    } else if (const auto* update = std::get_if<schema::Update>(&known.value)) {
        writing.statement = *update;
    } else if (const auto* removal = std::get_if<schema::Delete>(&known.value)) {
        writing.statement = *removal;
    }
    of.writing = std::make_shared<const schema::Writing>(std::move(writing));
    return Value::of(makeCommonTable(interpreter, self.context(), of, arguments));
}

Value fromSelect(DmlHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    const Value names = arguments.get(0, u"names");
    const std::optional<std::vector<Value>> columns = interpreter.elements(names);
    if (!columns)
        note(made->doubt, doubtOf(interpreter, names));
    made->selectedColumns = columns.value_or(std::vector<Value>{});
    const Value query = arguments.get(1, u"select");
    made->selected = query.as<SelectHost>();
    if (!made->selected) {
        note(made->doubt, doubtOf(interpreter, query));
        made->selected = std::make_shared<SelectHost>(self.context());
    }
    return Value::of(made);
}

Value inlined(DmlHost& self, Interpreter&, const Arguments& arguments)
{
    auto made = next(self, arguments);
    made->isInline = true;
    return Value::of(made);
}

Value itself(DmlHost& self, Interpreter&, const Arguments&) { return self.value(); }

Value execute(DmlHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return self.context().execute(interpreter, self.value(), arguments);
}

/// Clauses that schema values have nothing for: the statement goes on, in doubt.
Value unwritten(DmlHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    note(made->doubt,
        interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a clause of an INSERT or UPDATE that has no value here")));
    return Value::of(made);
}

constexpr Method<DmlHost> methods[] = {
    { "values", values },
    { "ordered_values", orderedValues },
    { "where", where },
    { "filter", where },
    { "filter_by", filterBy },
    { "returning", returning },
    { "cte", cte },
    { "add_cte", addCte },
    { "from_select", fromSelect },
    { "inline", inlined },
    { "execution_options", itself },
    { "execute", execute },
    { "on_duplicate_key_update", unwritten },
    { "prefix_with", unwritten },
    { "with_hint", unwritten },
};

std::shared_ptr<DmlHost> begin(Interpreter& interpreter, Context& context, DmlHost::Kind kind, const Value& table)
{
    auto host = std::make_shared<DmlHost>(context, kind);
    host->table = tableHost(table);
    host->isEntity = table.as<symbolic::ClassObject>() != nullptr;
    if (!host->table) {
        host->table = std::make_shared<TableHost>(context);
        host->table->nameDoubt = host->doubt = doubtOf(interpreter, table);
    }
    return host;
}

/// The arguments without the table, where it was among them.
Arguments rest(const Arguments& arguments, size_t first)
{
    Arguments left = arguments;
    if (first > 0 && !left.positional.empty())
        left.positional.erase(left.positional.begin());
    std::erase_if(left.keywords, [](const auto& keyword) {
        return keyword.first == QLatin1String("table") || keyword.first == QLatin1String("bind")
            || keyword.first == QLatin1String("inline");
    });
    return left;
}

void takeWhere(Interpreter& interpreter, DmlHost& host, const Value* condition)
{
    if (condition && !condition->isNone())
        host.where.push_back(conditionPiece(interpreter, host.context(), *condition));
}

using Make = Value (*)(Interpreter&, Context&, const Value&, const Arguments&, size_t);
struct Entry {
    const char* name;
    Make make;
};
constexpr Entry entries[] = {
    { "insert", makeInsert },
    { "update", makeUpdate },
    { "delete", makeDelete },
};

} // namespace

std::optional<Value> DmlHost::attribute(Interpreter& interpreter, const QString& name)
{
    if (std::optional<Value> method = findMethod(*this, methods, name))
        return method;
    if (name == QLatin1String("table"))
        return Value::of(table);
    if (std::optional<Value> upsert = onConflictAttribute(*this, interpreter, name))
        return upsert;
    if (name.startsWith(QLatin1Char('_')))
        return std::nullopt;
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a statement"), { name });
}

/// insert(values) as before SQLAlchemy 2; nothing else has arguments.
Value makeInsert(
    Interpreter& interpreter, SqlalchemyContext& context, const Value& table, const Arguments& arguments, size_t first)
{
    auto host = begin(interpreter, context, DmlHost::Kind::Insert, table);
    note(host->doubt, arguments.doubt);
    const Arguments own = rest(arguments, first);
    const Value* given = own.find(0, u"values");
    if (given && !given->isNone())
        addValues(interpreter, *host, *given);
    return Value::of(host);
}

Value makeUpdate(
    Interpreter& interpreter, SqlalchemyContext& context, const Value& table, const Arguments& arguments, size_t first)
{
    auto host = begin(interpreter, context, DmlHost::Kind::Update, table);
    note(host->doubt, arguments.doubt);
    const Arguments own = rest(arguments, first);
    takeWhere(interpreter, *host, own.find(0, u"whereclause"));
    const Value* given = own.find(1, u"values");
    if (given && !given->isNone())
        addValues(interpreter, *host, *given);
    return Value::of(host);
}

Value makeDelete(
    Interpreter& interpreter, SqlalchemyContext& context, const Value& table, const Arguments& arguments, size_t first)
{
    auto host = begin(interpreter, context, DmlHost::Kind::Delete, table);
    note(host->doubt, arguments.doubt);
    takeWhere(interpreter, *host, rest(arguments, first).find(0, u"whereclause"));
    return Value::of(host);
}

std::optional<Value> dmlFunction(SqlalchemyContext& context, const QString& name)
{
    for (const Entry& entry : entries) {
        if (name == QLatin1String(entry.name))
            return symbolic::builtin(
                name, [kept = &context, make = entry.make](Interpreter& interpreter, const Arguments& arguments) {
                    return make(
                        interpreter, *kept, arguments.get(0, u"table"), arguments, arguments.keyword(u"table") ? 0 : 1);
                });
    }
    return std::nullopt;
}

} // namespace espalier::operations
