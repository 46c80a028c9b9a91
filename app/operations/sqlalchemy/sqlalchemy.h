#pragma once

#include "dialects/dialect.h"
#include "schema/change.h"
#include "schema/statement.h"
#include "symbolic/interpreter.h"

#include <functional>
#include <optional>
#include <QHash>
#include <variant>
#include <vector>

// SQLAlchemy as objects of the interpreter: what scripts call `sa`, its dialects, and packages that add types to it.
// The objects hold schema values; the functions at the end take those out of them.

namespace espalier::operations {

using symbolic::Arguments;
using symbolic::DoubtPtr;
using symbolic::Interpreter;
using symbolic::Value;

/// A value as far as it is known, and what is not known about it.
template <typename T> struct Known {
    T value = {};
    DoubtPtr doubt; ///< null where all is known
    explicit operator bool() const { return !doubt; }
};

/// What SQLAlchemy's objects need of whoever evaluates a script. Outlives the interpreter's objects.
class SqlalchemyContext {
public:
    SqlalchemyContext() = default;
    SqlalchemyContext(const SqlalchemyContext&) = delete;
    SqlalchemyContext& operator=(const SqlalchemyContext&) = delete;
    virtual ~SqlalchemyContext();

    virtual const dialects::Dialect& dialect() const = 0;
    /// Enum.create(bind), Table.drop(bind), MetaData.create_all(bind), Index.create(bind), …: one change each, in their
    /// order. `isChecked`: it happens only where the object is not there yet (is still there, for a drop): checkfirst.
    virtual void record(Interpreter&, const Known<schema::Change>& change, const Value& bind, bool isChecked) = 0;
    /// A statement's own .execute(); `construct` is what asExecutable() takes.
    virtual Value execute(Interpreter&, const Value& construct, const Arguments& parameters) = 0;
    /// Table(…, autoload_with=bind): the table at this point; none where there is none, a doubt where nobody knows.
    virtual Known<std::optional<schema::Table>> reflected(Interpreter&, const schema::ObjectName& table) = 0;
    /// All tables of a schema (empty: the default one) at this point: MetaData.reflect(bind).
    virtual Known<std::vector<schema::ObjectName>> reflectedNames(Interpreter&, const QString& schemaName) = 0;
    /// sa.inspect(bind), Inspector.from_engine(bind)
    /// Something is called from here on whenever tables are made or dropped, or statements are executed.
    virtual void listensToTables(Interpreter&, const DoubtPtr&) { }
    virtual Value inspect(Interpreter&, const Value& bind) = 0;
    /// orm.Session(…), sessionmaker(…)(…): the arguments of both together, the call's own first.
    virtual Value session(Interpreter&, const Arguments& arguments) = 0;
    /// create_engine(…), engine_from_config(…) and the like.
    virtual Value engine(Interpreter&, const Arguments& arguments) = 0;

    /// Objects that hold each other in circles, as a MetaData and its tables do: taken apart when this goes.
    void takeApartLater(const std::shared_ptr<symbolic::Object>& object) { m_circles.push_back(object); }
    const std::vector<std::weak_ptr<symbolic::Object>>& circles() const { return m_circles; }
    /// An object of which there is one for all files: sqlmodel's SQLModel. Made where it is first asked for.
    const Value& only(const QString& name, const std::function<Value()>& make);

private:
    symbolic::Names m_only;
    std::vector<std::weak_ptr<symbolic::Object>> m_circles;
};

/// The module or name of that dotted name: "sqlalchemy", "sqlalchemy.Column", "sqlalchemy.dialects.postgresql.UUID",
/// "sqlalchemy_utils.UUIDType", …; nullopt where it is not known here.
std::optional<Value> sqlalchemyName(Interpreter& interpreter, SqlalchemyContext& context, const QString& dotted);

// ---- from objects to schema values. None of them changes anything; all may raise as SQLAlchemy would.

/// What a plain str means: a value (server_default=, operands), or SQL (postgresql_where=, CheckConstraint).
enum class TextSense { Value, Sql };

/// FROM clauses with the identity of their objects: SQLAlchemy takes two tables of one name for two.
struct FromPart {
    schema::Source source;
    std::shared_ptr<const symbolic::Object> identity = {};
    std::vector<std::shared_ptr<const symbolic::Object>> hides
        = {}; ///< of a join: what it is made of, which then stands nowhere else in FROM
};
/// An expression with the tables that it speaks of.
struct Piece {
    schema::Expression expression;
    std::vector<FromPart> from;
    DoubtPtr doubt;
};

/// A column type: class or instance, SQLAlchemy's, the project's (TypeDecorator, UserDefinedType) or a third party's.
/// None is NullType.
Known<schema::SqlType> asType(Interpreter& interpreter, SqlalchemyContext& context, const Value& value);
Known<schema::Expression> asExpression(
    Interpreter& interpreter, SqlalchemyContext& context, const Value& value, TextSense sense);
Piece asPiece(Interpreter& interpreter, SqlalchemyContext& context, const Value& value, TextSense sense);
/// Plain data, dates, UUIDs, Decimals, enum members. `type`, where given, is the column type's object (or None): an
/// Enum gives its members' names or values, a TypeDecorator is asked for what it binds.
Known<schema::Literal> asLiteral(
    Interpreter& interpreter, SqlalchemyContext& context, const Value& value, const Value& type = {});
/// The name as `quote` (True, False, None) has it printed; a doubt where that is not known.
Known<schema::Identifier> quotedAs(
    Interpreter& interpreter, SqlalchemyContext& context, const QString& name, const Value* quote);
/// What a table, column, schema, … is called: str, quoted_name, None (empty).
Known<schema::Identifier> asIdentifier(Interpreter& interpreter, const Value& value);
/// str, quoted_name, conv (op.f()), None.
Known<schema::Name> asName(Interpreter& interpreter, const Value& value);
/// Plain text: str, None (empty), a quoted_name that is printed as any other.
Known<QString> asText(Interpreter& interpreter, const Value& value);

bool isColumn(const Value& value);
bool isTable(const Value& value); ///< also a mapped class
bool isSelect(const Value& value);
/// When a SELECT surely has no rows, whatever of its conditions is not known: where of each of these lists some table
/// is without any. Empty where it may have some all the same, of aggregates say.
std::vector<std::vector<schema::ObjectName>> neededTables(const Value& select);
/// A Table or a column, not a mapped class or an attribute of one: what is selected of them are rows.
bool isOfRows(const Value& value);
bool isConstraint(const Value& value);
bool isIndex(const Value& value);
bool isType(const Value& value); ///< instance or class

Known<schema::Column> asColumn(Interpreter& interpreter, SqlalchemyContext& context, const Value& value);
/// As the script declared it: schema::declared() is still to come. A mapped class is its table.
Known<schema::Table> asTable(Interpreter& interpreter, SqlalchemyContext& context, const Value& value);
/// MetaData, or anything with `.metadata`.
Known<schema::NamingConvention> asNamingConvention(Interpreter& interpreter, const Value& metadata);
Known<schema::Constraint> asConstraint(Interpreter& interpreter, SqlalchemyContext& context, const Value& value);

struct IndexOfTable {
    schema::ObjectName table;
    schema::Index index;
};
Known<IndexOfTable> asIndex(Interpreter& interpreter, SqlalchemyContext& context, const Value& value);
/// Elements as Index(), op.create_index() and ExcludeConstraint take them: column names, text(), expressions.
Known<schema::Expression> asIndexElement(Interpreter& interpreter, SqlalchemyContext& context, const Value& value);
/// server_default= of alter_column(): False is not given, None is none.
Known<schema::ServerDefault> asServerDefault(Interpreter& interpreter, SqlalchemyContext& context, const Value& value);

/// Table(name, …) and op.create_table(name, …): columns, constraints, indexes, schema=, comment=, prefixes=, dialect
/// keywords; `ignored` are keywords that are the caller's own ("if_not_exists").
Known<schema::Table> tableOf(
    Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments, const QStringList& ignored = {});
/// The keywords that name a dialect ("postgresql_using"), as schema values keep them.
Known<QVariantMap> dialectOptions(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments);

/// What op.execute() and connection.execute() take beyond a str.
struct Executable {
    /// A statement, or what DDL constructs do: CreateTable(t), DropSequence(s), ….
    std::variant<schema::Statement, schema::Changes> what;
    /// Of a SELECT: what its rows' columns are called.
    QStringList columns;
};
/// nullopt where the value cannot be executed (SQLAlchemy's ObjectNotExecutableError).
std::optional<Known<Executable>> asExecutable(Interpreter& interpreter, SqlalchemyContext& context, const Value& value);
/// op.bulk_insert(table, rows), connection.execute(table.insert(), rows): a row each, columns in the table's order.
Known<schema::Insert> asRows(
    Interpreter& interpreter, SqlalchemyContext& context, const Value& tableOrInsert, const Value& rows);

/// The columns of a mapped class under the names of their attributes, in the table's order; empty for all others.
std::vector<std::pair<QString, Value>> mappedColumns(Interpreter& interpreter, const Value& mappedClass);

/// A table of a MetaData, as far as it is known: a constraint that is not is left out, a column stands there with what
/// is known of it.
struct MappedTable {
    schema::Table table; ///< declared, named by the metadata's convention
    QString className; ///< of the class mapped to it; empty for a Table(…)
    core::Location at; ///< where it is defined
    struct Gap {
        QString column; ///< empty: the table as a whole
        DoubtPtr why;
    };
    std::vector<Gap> gaps;
    DoubtPtr existence; ///< why it may not be there, or be another one
    bool isNameKnown = true;
    bool isOpen = false; ///< it may have further columns
};
struct MappedTables {
    std::vector<MappedTable> tables;
    std::vector<schema::Sequence> sequences; ///< its own, and those of columns; each once
    DoubtPtr doubt; ///< why there may be others
};
/// How many tables a MetaData, or anything with `.metadata`, has so far; nullopt where it is neither.
std::optional<size_t> mappedTableCount(Interpreter& interpreter, const Value& metadata);
/// Of the same; nullopt where it is neither.
std::optional<MappedTables> mappedTables(Interpreter& interpreter, const Value& metadata);
/// Of all MetaData objects that were made in this context, in their order.
std::vector<Value> allMetadata(SqlalchemyContext& context);

// ---- from schema values to objects

Value makeType(SqlalchemyContext& context, const schema::SqlType& type);
Value makeTable(Interpreter& interpreter, SqlalchemyContext& context, const schema::Table& table);
Value makeText(SqlalchemyContext& context, const QString& sql);
Value makeExpression(SqlalchemyContext& context, const Piece& piece);
/// select(…): an object with where(), filter_by(), order_by(), join(), limit() and the rest, as for queries.
Value makeSelect(Interpreter& interpreter, SqlalchemyContext& context, const std::vector<Value>& columns);
/// op.f(): a name that no convention applies to.
Value makeConventionalName(const QString& text);
/// connection.dialect: name, driver, paramstyle, type_descriptor(), …
Value makeDialect(SqlalchemyContext& context);

} // namespace espalier::operations
