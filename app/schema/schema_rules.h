#pragma once

#include "schema/change.h"
#include "schema/fault.h"
#include "schema/schema.h"

#include <optional>
#include <vector>

namespace espalier::schema {

/// What can have a name of its own.
enum class NameKind { Table, Column, Constraint, Index, Sequence, View, Enum, Schema };

/// Names that are taken, for those who choose one.
class TakenNames {
public:
    virtual ~TakenNames() = default;
    /// A table, index, sequence or view.
    virtual bool hasRelation(const QString& schema, const QString& name) const = 0;
    /// A constraint of any table.
    virtual bool hasConstraint(const QString& schema, const QString& name) const = 0;
};

/// Nobody has a name yet.
class NoNames final : public TakenNames {
public:
    bool hasRelation(const QString&, const QString&) const override { return false; }
    bool hasConstraint(const QString&, const QString&) const override { return false; }
};

/// What SQLAlchemy's inspector tells of a table beside what it tells on all databases.
struct InspectorFacts {
    bool tellsComments = true; ///< of columns
    bool tellsCounting = true; ///< whether a column counts up by itself
    bool tellsPlaceInKey = false; ///< of a column, in the primary key: 0 where it is not in it
    bool commentsParts = false; ///< keys and constraints have comments too
    bool tellsIncluded = false; ///< columns that an index includes
    bool tellsIndexType = false; ///< "UNIQUE" and the like
    bool leavesOutExpressions = false; ///< an index of such is not told
    bool countsUnique = false; ///< whether an index is unique is 0 or 1
    bool tellsKeysAsWritten = false; ///< what is the usual of a foreign key, too, where it is said
};

/// The facts about a database that are plain values.
struct SchemaFacts {
    /// Within which objects a name may stand once; Nowhere: as often as you like.
    enum class Scope { Nowhere, Table, Schema };

    QString dialect; ///< of SqlType::on(), and before "_" in the names of options
    QString defaultSchema; ///< the one that names without a schema mean
    bool isTransactional = false; ///< DDL is undone with its transaction
    bool hasEnumTypes = false; ///< enums are types of their own
    bool foldsTables = false; ///< "T" and "t" are one table
    bool foldsColumns = false; ///< the same of columns, indexes, constraints
    Scope indexes = Scope::Table;
    bool indexesAreRelations = false; ///< no index is named as a table of its schema
    bool keysAreRelations = false; ///< keys and uniques have an index, which is a relation, under their own name
    Scope foreignKeys = Scope::Table;
    Scope checks = Scope::Table;
    bool uniquesAreIndexes = false; ///< a unique constraint and a unique index are one thing
    bool checksTargets = false; ///< a foreign key's target must be there when it is made
    bool holdsTargets = false; ///< what a foreign key points to cannot be dropped
    bool holdsViewSources = false; ///< what a view reads cannot be dropped
    bool keysStayNotNull = false; ///< a column that leaves the primary key stays NOT NULL
    bool refusesNullableKeys = false; ///< a column of the primary key may not be said to be NULL
    bool addsConstraints = false; ///< ALTER TABLE … ADD CONSTRAINT; else they come with their table alone
    bool cascades = false; ///< CASCADE drops what depends on what is dropped
    bool hasSequences = false;
    bool hasComments = false;
    bool refusesLongText = false; ///< a text that is longer than its VARCHAR is an error
    bool renamesConstraints = false; ///< ALTER TABLE … RENAME CONSTRAINT, ALTER INDEX … RENAME
    bool constraintsShareNames = false; ///< a table's constraints of all kinds
    bool listsTablesByName = true; ///< SQLAlchemy's inspector gives names of tables in their order
    bool countsSelected = true; ///< `rowcount` of a SELECT is the number of its rows
    bool reflectsWholeTables = false; ///< SQLAlchemy's inspector reads parts of a table together, and keeps them
    QString primaryKeyName; ///< the name that every primary key has, whatever it is called
    InspectorFacts inspector = {};
};

/// What the database makes of a name.
struct StoredName {
    QString text;
    bool isCut = false;
    bool isRefused = false;
};

/// A column's type as a named type of the database's own.
struct EnumUse {
    EnumType type;
    bool isMadeWithTable = false; ///< Alembic's create_table() creates it
};

/// What holds a column that is to be dropped.
struct ColumnHold {
    QString holder; ///< the index or constraint; empty where it has no name
    Fault::Outcome outcome = Fault::Outcome::Refused;
};

/// How a value suits a column.
enum class ValueFit {
    Fits,
    TooLong,
    Refused,
    Unknown, ///< that is not weighed here
};

/// A column in one spelling.
struct ComparableColumn {
    QString type;
    bool isNullable = true;
    QString defaultValue;
    QString generated; ///< identity or computed
    friend bool operator==(const ComparableColumn&, const ComparableColumn&) = default;
};

/// A type as a database's own catalogue has it.
struct CatalogueType {
    QString dataType; ///< of information_schema.columns
    QString name; ///< of the type itself
    std::optional<int> length; ///< of texts
};

/// What comes with an extension; names, in whatever schema.
struct ExtensionObjects {
    QStringList relations; ///< tables and views
    QStringList types;
};

/// What differs between databases in what a statement makes of a schema. Stateless; shared between threads. Tables
/// are given with their names as the schema has them (no default schema).
class SchemaRules {
public:
    virtual ~SchemaRules() = default;

    const SchemaFacts& facts() const { return m_facts; }

    // names
    virtual StoredName storedName(const Name& name, NameKind kind) const;
    /// Names all constraints and indexes of `table` that have none, in the database's own order, as it does itself;
    /// leaves those that it leaves unnamed.
    virtual void nameParts(Table& table, const TakenNames& taken) const;
    /// Sequences that come with a column (serial, identity), named.
    virtual std::vector<Sequence> sequencesOf(const Table& table, const Column& column, const TakenNames& taken) const;

    // types
    /// The enum that a column of `table` with that type is of.
    virtual std::optional<EnumUse> enumOf(const SqlType& type, const Table& table) const;
    /// Whether the CHECK of a column's type is there on this database.
    virtual bool isCreated(const Constraint& constraint) const;

    /// As SQLAlchemy's inspector tells a column's type, of what is said where it is made (upper case); nullopt where
    /// that is not known.
    virtual std::optional<SqlType> reflectedType(const QString& sql) const;
    virtual std::optional<SqlType> reflectedType(const EnumType& type) const;
    /// A key that takes over an index of the table, and is of its columns from then on.
    virtual void takeIndex(Constraint& key, Table& table) const;
    /// nullopt where it is not known.
    virtual std::optional<ExtensionObjects> broughtBy(const QString& extension) const;

    /// The class of sqlalchemy.exc that says so.
    virtual QString errorClass(FaultKind kind) const;

    // tables
    /// What a new column of a table is from now on, whatever becomes of the table: whether its values are made by the
    /// database.
    virtual void settleColumn(Column& column, const Table& table) const;
    /// What CREATE TABLE makes of its parts beyond their names: doubles become one, …
    virtual void settleCreated(Table& table) const;
    /// What follows from the parts at any time: indexes that foreign keys bring with them, …
    virtual void settle(Table& table) const;
    /// After a rename; `table` has the new name.
    virtual void settleRenamed(Table& table, const ObjectName& oldName) const;
    /// Whether a foreign key may point to these columns.
    virtual bool canBeTarget(const Table& table, const QStringList& columns) const;

    // columns
    /// ALTER COLUMN but for the name.
    virtual void changeColumn(Column& column, const ColumnChange& change) const;
    /// Takes a column out of a table, with what goes with it. What holds it; it is out all the same.
    virtual std::vector<ColumnHold> dropColumn(Table& table, const QString& column) const;

    /// Whether the database makes the index by itself for another part of the table, or for that table's parent.
    virtual bool comesByItself(const Index& index, const Table& table) const;
    /// Whether it does so under that very name where the statement names all constraints.
    virtual bool isCreatedWith(const Index& index, const Table& table) const;
    /// Whether the table has it from its parent.
    virtual bool isInherited(const Constraint& constraint) const;
    virtual bool isInherited(const Column& column) const;
    /// Tables that have to be there first: whose partition it is, whose columns it has.
    virtual std::vector<ObjectName> parentsOf(const Table& table) const;
    /// Of its parent, with which it goes.
    virtual bool isPartition(const Table& table) const;
    /// What makes a table, made alone with all its parts, a child of its parents; empty where its creation does.
    virtual Changes attachment(const Table& table) const;
    /// A foreign key of the table that has no index where the database wants one; empty where all is well.
    virtual QString lackingIndex(const Table& table) const;
    /// What the database never does. `table` is the one that is changed, null where it is not there. Not asked where
    /// the table is copied (Alembic's batch mode).
    virtual std::optional<Fault> refusal(const Change& change, const Table* table) const;
    /// A table or view of the database's own catalogue.
    virtual bool isSystem(const ObjectName& name) const;

    // what scripts ask of the catalogue
    /// Of a type in ComparableColumn's spelling; nullopt where that is not known.
    virtual std::optional<CatalogueType> catalogueType(const QString& /*type*/) const { return std::nullopt; }
    /// A column's default as the catalogue gives it; `type` as for catalogueType(), `isEnum`: an enum's name. nullopt
    /// where not sure.
    virtual std::optional<QString> catalogueDefault(
        const Column& /*column*/, const QString& /*type*/, bool /*isEnum*/) const
    {
        return std::nullopt;
    }
    /// Names of the types that every database has.
    virtual QStringList ownTypes() const { return {}; }
    /// The statement that the catalogue gives for an index of a table (with its schema); empty where not sure.
    virtual QString catalogueText(const Index& /*index*/, const ObjectName& /*table*/) const { return {}; }

    // rows
    /// Of a value that is not NULL.
    virtual ValueFit fit(const Literal& value, const Column& column, const Table& table) const;

    // comparing: what is left when spelling is taken away, so that what a script wrote and what a server says of it are
    // equal
    virtual ComparableColumn comparable(const Column& column, const Table& table) const;
    /// All but the name.
    virtual QString comparable(const Constraint& constraint, const Table& table) const;
    virtual QString comparable(const Index& index, const Table& table) const;
    virtual QString comparable(const View& view) const;
    /// Whether two constraints have different names only because neither was given one, and products of the database
    /// name such ones each in its way.
    virtual bool areNamedByProducts(const Constraint&, const Table&, const Constraint&, const Table&) const
    {
        return false;
    }
    /// Of two that do not compare equal: whether all that differs is the spelling of literals of which it is not known
    /// what the database makes.
    virtual bool mayBeSame(const Column&, const Table&, const Column&, const Table&) const { return false; }
    virtual bool mayBeSame(const Constraint&, const Table&, const Constraint&, const Table&) const { return false; }
    virtual bool mayBeSame(const Index&, const Table&, const Index&, const Table&) const { return false; }
    virtual bool isSame(const View& a, const View& b) const { return comparable(a) == comparable(b); }
    virtual QString comparable(const Sequence& sequence) const;
    virtual QString comparable(const OpaqueObject& object) const;
    /// What makes the second table of the first as to their options and prefixes; empty where nothing has to be done.
    /// Of two that were read from servers.
    virtual Changes optionChanges(const Table& /*from*/, const Table& /*to*/) const { return {}; }
    /// What makes the second sequence of the first, of one name, and leaves its value as it is; nullopt where it has to
    /// be dropped and made anew.
    virtual std::optional<Changes> alteration(const Sequence& /*from*/, const Sequence& /*to*/) const
    {
        return std::nullopt;
    }
    /// What makes the second object of the first, of one kind and name, without dropping it; nullopt where it has to be
    /// dropped and made anew.
    virtual std::optional<Changes> alteration(const OpaqueObject& /*from*/, const OpaqueObject& /*to*/) const
    {
        return std::nullopt;
    }
    /// SQL with "%1" for the column that casts its values when it changes from one type to the other; empty where the
    /// database does that by itself. The types are as in ComparableColumn.
    virtual QString explicitCast(const QString& from, const QString& to) const;

protected:
    explicit SchemaRules(SchemaFacts facts)
        : m_facts(std::move(facts))
    { }

private:
    SchemaFacts m_facts;
};

} // namespace espalier::schema
