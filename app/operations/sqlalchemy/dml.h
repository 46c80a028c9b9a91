#pragma once

#include "operations/sqlalchemy/select.h"

namespace espalier::operations {

/// insert(), update() and delete(): generative as select() is.
class DmlHost final : public Host {
public:
    enum class Kind { Insert, Update, Delete };
    DmlHost(SqlalchemyContext& context, Kind which)
        : Host(context)
        , kind(which)
    { }
    const Kind kind;
    std::shared_ptr<TableHost> table;
    using Row = std::vector<std::pair<Value, Value>>; ///< column (name or object) and value
    std::vector<Row> rows; ///< of an update: one
    bool isOrdered = false; ///< ordered_values()
    bool isInline = false;
    bool isMany = false; ///< values([…])
    bool isEntity = false; ///< of a mapped class: values go by its attributes
    std::vector<Piece> where;
    std::vector<SelectHost::Column> returning;
    std::vector<Value> selectedColumns; ///< from_select()
    std::shared_ptr<SelectHost> selected;
    QString package; ///< of sqlalchemy.dialects, where insert() comes from one
    std::optional<schema::OnConflict> onConflict;
    std::vector<schema::Source> with; ///< add_cte(…)
    DoubtPtr doubt;

    QString typeName() const override;
    bool isA(const QString& name) const override
    {
        return name == typeName() || name == QLatin1String("Executable") || name == QLatin1String("ClauseElement");
    }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    std::shared_ptr<DmlHost> copy() const;
    Known<schema::Statement> statement(Interpreter& interpreter) const;
    Known<schema::Insert> insertion(Interpreter& interpreter, const std::vector<Row>& given) const;
};

Value makeInsert(
    Interpreter& interpreter, SqlalchemyContext& context, const Value& table, const Arguments& arguments, size_t first);
Value makeUpdate(
    Interpreter& interpreter, SqlalchemyContext& context, const Value& table, const Arguments& arguments, size_t first);
Value makeDelete(
    Interpreter& interpreter, SqlalchemyContext& context, const Value& table, const Arguments& arguments, size_t first);
/// insert(table), update(table), delete(table) as functions; postgresql.insert() and the like too.
std::optional<Value> dmlFunction(SqlalchemyContext& context, const QString& name);
/// postgresql.insert() and the like, which can say what is done ON CONFLICT; nullopt for all other names.
std::optional<Value> dialectInsertFunction(SqlalchemyContext& context, const QString& package, const QString& name);
/// on_conflict_do_nothing(), on_conflict_do_update(), excluded; nullopt for all other names.
std::optional<Value> onConflictAttribute(DmlHost& self, Interpreter& interpreter, const QString& name);
/// A value for a column, as that column's type prints it.
schema::Assignment assignmentTo(
    Interpreter& interpreter, const ColumnHost& column, const Value& value, DoubtPtr& doubt);
/// The pairs of a dict, or of a list of pairs; a doubt where they are not known.
DmlHost::Row rowOf(Interpreter& interpreter, const Value& value, DoubtPtr& doubt);

} // namespace espalier::operations
