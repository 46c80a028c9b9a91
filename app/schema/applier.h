#pragma once

#include "schema/apply.h"
#include "schema/schema_state.h"

#include <functional>

namespace espalier::schema {

/// Applies one change to a SchemaState: the visitor behind apply().
class Applier {
public:
    Applier(SchemaState& state, const SchemaRules& rules, const ApplyOptions& options, Replay::Outcome& outcome);

    void apply(const Change& change);

    // tables
    void operator()(const CreateTable& change);
    void operator()(const DropTable& change);
    void operator()(const RenameTable& change);
    void operator()(const SetTableComment& change);
    // columns
    void operator()(const ColumnAddition& change);
    void operator()(const DropColumn& change);
    void operator()(const ColumnChange& change);
    // constraints and indexes
    void operator()(const AddConstraint& change);
    void operator()(const DropConstraint& change);
    void operator()(const RenameConstraint& change);
    void operator()(const CreateIndex& change);
    void operator()(const DropIndex& change);
    void operator()(const RenameIndex& change);
    // types, sequences, schemas
    void operator()(const CreateEnum& change);
    void operator()(const DropEnum& change);
    void operator()(const AlterEnum& change);
    void operator()(const CreateSequence& change);
    void operator()(const DropSequence& change);
    void operator()(const CreateSchema& change);
    void operator()(const DropSchema& change);
    // views and all that is carried
    void operator()(const CreateView& change);
    void operator()(const DropView& change);
    void operator()(const CreateOther& change);
    void operator()(const DropOther& change);
    void operator()(const RenameOther& change);
    void operator()(const AlterOther& change);
    void operator()(const TouchRows& change);
    void operator()(const SessionStatement& change);
    void operator()(const UnknownStatement& change);

private:
    using Outcome = Fault::Outcome;
    const Schema& schema() const { return m_state.schema(); }
    const SchemaFacts& facts() const { return m_rules.facts(); }

    void fault(FaultKind kind, const ObjectName& object, const QString& part = {}, Outcome outcome = Outcome::Refused);
    void nothing() { m_outcome.effect = Effect::Nothing; }
    /// Sets a fault, or nothing where the statement says IF [NOT] EXISTS.
    void faultUnless(bool isConditional, FaultKind kind, const ObjectName& object, const QString& part = {},
        Outcome outcome = Outcome::Refused);
    QString stored(const Name& name, NameKind kind, const ObjectName& object);

    // tables
    bool isVersionTable(const ObjectName& name) const;
    /// The table to be changed, assumed where nothing created it; none where it is none of the schema's tables.
    std::optional<Table> tableToChange(const ObjectName& name);
    void assume(const ObjectName& name);
    Column* find(Table& table, const QString& column) const;
    /// A column of those of which all or some are known.
    void expectColumns(Table& table, QStringList& columns);
    void put(Table table);
    void settleParts(Table& table);
    void mergeAssumed(Table& table, const Table& assumed);
    bool isNewTable(const CreateTable& change, const ObjectName& name);
    void makeTypes(const Table& table);
    void expectType(const SqlType& type, const Table& table);
    void makeSequences(Table& table, Column& column);
    void removeOwnedSequences(const QString& owner);
    void dropChildren(const ObjectName& table, bool cascade);
    void dropViewsOn(const ObjectName& table, const QString& column, bool cascade);
    void renameReferences(const ObjectName& from, const ObjectName& to);
    void renameTargetColumns(const ObjectName& table, const QString& from, const QString& to);
    /// Other tables' foreign keys to those columns (all where there are none) go; whoever holds is told unless cascade.
    void dropReferences(const ObjectName& table, const std::function<bool(const Constraint&)>& isHeld, bool cascade);

    // parts of a table
    /// Adds what is new and can be added; names it.
    void addParts(Table& table, std::vector<Constraint> constraints, std::vector<Index> indexes);
    std::optional<Constraint> prepared(Constraint constraint, Table& table);
    bool isFree(const Constraint& constraint, const Table& others);
    bool isFree(const Index& index, const Table& others);
    void checkTarget(Constraint& constraint, Table& own);
    void enterKey(Table& table, const Constraint& key);
    void leaveKey(Table& table, const Constraint& key);
    void removeConstraint(Table table, size_t position, bool cascade);
    void removeIndex(Table table, size_t position, bool cascade);
    /// Its place in the table; none where it is not there.
    std::optional<size_t> place(const Table& table, const ConstraintReference& reference) const;
    std::optional<size_t> indexPlace(const Table& table, const QString& name) const;
    std::optional<size_t> keyPlace(const Table& table, const QString& indexName) const;
    /// The table that an index named alone belongs to.
    const Table* tableOfIndex(const ObjectName& table, const ObjectName& index) const;
    void checkHeldIndexes(const Table& before, const Table& after, const QString& dropped, bool cascade);

    void renameConstraint(Table table, size_t position, const QString& newName);

    // other objects
    void renameEnum(const EnumType& type, const ObjectName& newName);
    bool renameView(const RenameOther& change);
    bool renameSequence(const RenameOther& change);
    bool renameSchema(const RenameOther& change);
    bool renameType(const RenameOther& change);
    bool renameCarried(const RenameOther& change);
    bool isText(const SqlType& type, const ObjectName& name) const;
    void dropDefault(const Table& table, const QString& columnName);
    void dropUsersOf(const OpaqueKey& routine);
    QString keyOfTable(const QString& table) const;
    std::optional<OpaqueKey> findOther(const DropOther& change) const;
    void weighRows(Table& table, const TouchRows& change);
    void weighValue(const Table& table, const Column& column, const WrittenValue& value, Outcome whereRowsAre);
    void changeTypeCheck(Table& table, const ColumnChange& change);
    void renameColumnOf(Table& table, const ColumnChange& change);

    SchemaState& m_state;
    const SchemaRules& m_rules;
    const ApplyOptions& m_options;
    Replay::Outcome& m_outcome;
};

} // namespace espalier::schema
