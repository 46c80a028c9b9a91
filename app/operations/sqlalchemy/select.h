#pragma once

#include "operations/sqlalchemy/table.h"

namespace espalier::operations {

/// select(…): generative, so every method gives another.
class SelectHost final : public Host {
public:
    using Host::Host;
    struct Column {
        Piece piece;
        Value type;
        schema::Identifier name; ///< what the result calls it; empty where the database decides
        std::shared_ptr<ColumnHost> host; ///< where it is a plain column
    };
    std::vector<Column> columns;
    std::vector<FromPart> from; ///< select_from() and joins
    std::vector<Piece> where;
    std::vector<Piece> having;
    std::vector<schema::Expression> groupBy;
    std::vector<schema::Expression> orderBy;
    std::optional<schema::Expression> limit;
    std::optional<schema::Expression> offset;
    std::vector<std::shared_ptr<const symbolic::Object>> correlated; ///< correlate(…)
    std::shared_ptr<SelectableHost> lastEntity; ///< what filter_by() speaks of
    std::vector<std::shared_ptr<const SelectHost>> parts; ///< of a UNION and its kin, whose columns are the first one's
    schema::SetOperator setOperator = schema::SetOperator::Union;
    std::vector<schema::Source> with; ///< add_cte(…)
    bool isDistinct = false;
    bool isForUpdate = false;
    DoubtPtr doubt;
    DoubtPtr fromDoubt; ///< why its FROM may be another, also in `doubt`
    DoubtPtr joinDoubt; ///< why something may be joined to its FROM, also in `doubt`

    QString typeName() const override
    {
        return parts.empty() ? QStringLiteral("Select") : QStringLiteral("CompoundSelect");
    }
    bool isA(const QString& name) const override
    {
        return name == typeName() || name == QLatin1String("SelectBase") || name == QLatin1String("Executable")
            || name == QLatin1String("ClauseElement");
    }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;

    std::shared_ptr<SelectHost> copy() const;
    std::vector<FromPart> sources() const; ///< its whole FROM
    Known<schema::Select> query() const;
    Piece scalar() const; ///< as an expression
    void addColumn(Interpreter& interpreter, const Value& value);
    QStringList columnNames() const;
};

/// A table under another name, or a subquery under one.
class AliasHost final : public SelectableHost {
public:
    AliasHost(SqlalchemyContext& context, FromPart source, QString name)
        : SelectableHost(context)
        , m_source(std::move(source))
        , m_name(std::move(name))
    { }
    QString typeName() const override { return QStringLiteral("Alias"); }
    bool isA(const QString& name) const override
    {
        return name == QLatin1String("FromClause") || name == QLatin1String("Alias")
            || name == QLatin1String("Subquery");
    }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    const std::vector<std::shared_ptr<ColumnHost>>& columnHosts() const override { return m_columns; }
    FromPart fromPart() override { return { m_source.source, shared_from_this(), {} }; }
    DoubtPtr sourceDoubt() const override { return doubt; }
    DoubtPtr columnsDoubt() const override { return openDoubt; }
    void add(std::shared_ptr<ColumnHost> column);
    DoubtPtr doubt;
    DoubtPtr openDoubt;
    std::shared_ptr<SelectHost> commonOf; ///< of cte(): its query; null for all others
    bool isEntity = false; ///< aliased(Model): columns are its attributes

private:
    FromPart m_source;
    QString m_name;
    std::vector<std::shared_ptr<ColumnHost>> m_columns;
};

class JoinHost final : public SelectableHost {
public:
    using SelectableHost::SelectableHost;
    FromPart source;
    std::vector<std::shared_ptr<ColumnHost>> columns;
    DoubtPtr doubt;
    DoubtPtr openDoubt;
    QString typeName() const override { return QStringLiteral("Join"); }
    bool isA(const QString& name) const override { return name == QLatin1String("FromClause") || name == typeName(); }
    const std::vector<std::shared_ptr<ColumnHost>>& columnHosts() const override { return columns; }
    FromPart fromPart() override;
    DoubtPtr sourceDoubt() const override { return doubt; }
    DoubtPtr columnsDoubt() const override { return openDoubt; }
};

Value makeAlias(Interpreter& interpreter, const std::shared_ptr<SelectableHost>& of, const Value& name);
Value makeSubquery(Interpreter& interpreter, const SelectHost& of, const Value& name);
/// What cte(name, recursive, nesting) of a query or a statement makes of it.
struct CommonTableOf {
    std::vector<SelectHost::Column> columns;
    std::shared_ptr<const schema::Select> query; ///< null for `writing`
    std::shared_ptr<const schema::Writing> writing;
    DoubtPtr doubt;
};
std::shared_ptr<AliasHost> makeCommonTable(
    Interpreter& interpreter, SqlalchemyContext& context, const CommonTableOf& of, const Arguments& arguments);
/// The same, of a query.
Value makeCommonTable(Interpreter& interpreter, const std::shared_ptr<SelectHost>& of, const Arguments& arguments);
/// In FROM every column says what it is called.
schema::Select labelledColumns(schema::Select query);
/// add_cte(table, …, nest_here=False): what stands before a statement from then on.
void addCommonTables(
    Interpreter& interpreter, const Arguments& arguments, std::vector<schema::Source>& with, DoubtPtr& doubt);
/// UNION and its kin of the queries among `arguments`; `first`, where it is one, comes before them.
Value makeCompound(Interpreter& interpreter, SqlalchemyContext& context, schema::SetOperator op,
    const Arguments& arguments, const Value& first = {});
Value makeJoin(
    Interpreter& interpreter, const std::shared_ptr<SelectableHost>& left, const Arguments& arguments, bool isOuter);
/// ON as the foreign keys between the two have it.
Piece naturalCondition(Interpreter& interpreter, SelectableHost& left, SelectableHost& right);

/// A condition of where(), having() and joins: no plain string.
Piece conditionPiece(Interpreter& interpreter, SqlalchemyContext& context, const Value& value);
/// All of them with AND between; nullopt where there are none.
std::optional<schema::Expression> allOf(const std::vector<Piece>& conditions);

/// What is left of FROM: one of each, none that a join has taken in.
std::vector<FromPart> normalized(const std::vector<FromPart>& parts);
/// Takes what stands in the enclosing statement's FROM out of that of the subqueries within.
schema::Expression correlatedTo(const schema::Expression& expression, const std::vector<FromPart>& enclosing);
/// A doubt where two different things in FROM would have one made-up name.
DoubtPtr ambiguity(const Interpreter& interpreter, const std::vector<FromPart>& parts);

/// select(), exists(), join(), alias(), union() and the like by name; nullopt for others.
std::optional<Value> selectFunction(SqlalchemyContext& context, const QString& name);
/// exists(…): NOT, where() and the rest go on with it.
Value makeExists(SqlalchemyContext& context, const std::shared_ptr<SelectHost>& of);

} // namespace espalier::operations
