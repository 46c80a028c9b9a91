#pragma once

#include "schema/difference.h"

#include <memory>
#include <QHash>
#include <QMultiHash>
#include <unordered_map>

namespace espalier::schema {

/// Where in the order a difference stands: everything that the later need is made by the earlier, and the other way
/// round when all is undone from the end.
enum class Phase {
    WatchersRemoved, ///< of all that is done to a schema: event triggers
    Schemas,
    Extensions,
    Enums,
    Types, ///< domains and others
    Libraries, ///< functions, …
    Sequences,
    ViewsRemoved, ///< triggers and policies too
    ReferencesRemoved,
    TablesRemoved,
    PartsRemoved,
    GeneratedRemoved, ///< columns that hold the types of others
    ColumnsAdded,
    ColumnsChanged,
    PartsRenamed,
    Parts, ///< keys, checks and indexes, changed and added
    TablesAdded,
    References,
    ViewsChanged,
    ColumnsRemoved,
    ViewsAdded,
    WatchersAdded,
    SequencesRemoved,
    LibrariesRemoved,
    TypesRemoved,
    EnumsRemoved,
    ExtensionsRemoved,
    SchemasRemoved,
};

/// What a constraint or index is compared by.
struct ComparablePart {
    ObjectKind kind = ObjectKind::Check;
    QString name;
    QString text; ///< all but the name
    const Constraint* constraint = nullptr;
    const Index* index = nullptr;
};

/// Collects the differences of two schemas.
class DifferenceBuilder {
public:
    DifferenceBuilder(const Schema& a, const Schema& b, const SchemaRules& rules);
    std::vector<Difference> build();

private:
    using Kind = Difference::Kind;
    const SchemaFacts& facts() const { return m_rules.facts(); }

    void add(Phase phase, Kind kind, ObjectKind object, const ObjectName& table, const ObjectName& name,
        Changes forward, Changes backward);
    /// Whether both know what servers alone tell.
    bool knowSettings() const { return m_a.knowsSettings && m_b.knowsSettings; }

    // objects
    void compareSchemas();
    void compareEnums();
    void compareSequences();
    void compareViews();
    void compareOthers();
    Changes enumChanges(const EnumType& from, const EnumType& to) const;
    /// What changes a type under its columns: the old one goes aside, its columns move over to the new one.
    Changes typeReplacement(const ObjectName& type, Change creation, Change drop) const;
    bool isOfType(const Column& column, const Table& table, const ObjectName& type) const;
    /// Whether a value of the column's enum has another name now.
    bool hasRenamedValue(const Column& column, const Table& table) const;
    Changes objectChanges(const OpaqueObject& from, const OpaqueObject& to) const;

    // settings: comments on indexes, row security, …
    void compareSettings();
    Changes settingsOf(const Schema& schema, const QStringList& owners) const;

    // what depends on what
    void holdDependents();
    void postponeParts();
    void sortByUse();
    /// Whether a part comes when all descendants of its table are there.
    bool isLastOfAll(const Index& index) const;
    bool isLastOfAll(const Constraint& constraint) const;
    bool isUnsure(const Constraint& constraint) const;
    void releaseRemoved();

    // tables
    void compareTables();
    void compare(const Table& a, const Table& b);
    void addTables(const std::vector<const Table*>& tables, const Schema& schema, Kind kind);
    Changes creation(const Table& table, const Schema& schema) const;
    Changes ownOfInherited(const Table& table, const Schema& schema) const;
    bool isIncompleteIn(const Schema& schema, const Table& table) const;

    // columns
    void compareColumns(const Table& a, const Table& b);
    Changes columnChanges(const Table& table, const Column& from, const Schema& fromSchema, const Table& toTable,
        const Column& to, const Schema& toSchema) const;
    using ColumnPair = std::pair<Column, Column>; ///< before and after
    struct Descent {
        ObjectName parent;
        const Schema& from;
        const Schema& to;
    };
    const QMultiHash<ObjectName, const Table*>& childrenIn(const Schema& schema) const;
    bool changesWithParent(const Table& a, const Table& b, const QString& column) const;
    void addToChildren(const std::vector<ColumnPair>& made, const Descent& descent, Changes& changes) const;
    Changes generated(const Table& table, const Table& toTable, const Column& from, const Column& to) const;
    Changes addition(const Table& table, const Column& column, const Schema& schema) const;
    Changes ownSequence(const Table& table, Column& column, const Schema& schema) const;
    std::optional<ObjectName> ownedSequence(const Schema& schema, const Table& table, const Column& column) const;

    const ComparableColumn& comparable(const Column& column, const Table& table) const;

    // keys, checks, indexes
    void compareParts(const Table& a, const Table& b);
    std::vector<ComparablePart> partsOf(const Table& table) const;
    QString attachedText(const QVariantMap& options) const;
    void compareInheritedNames(const Table& a, const Table& b);
    struct PartsOfChildren {
        const Schema& from;
        QString gone; ///< the parent's part that takes theirs with it; empty: none
        const Schema& to;
        QString made; ///< the one that theirs will be parts of; empty: none
    };
    Changes partsOfChildren(const ObjectName& parent, const PartsOfChildren& change) const;
    void comparePair(const Table& a, const Table& b, const ComparablePart& from, const ComparablePart& to);
    void changePart(const Table& a, const Table& b, const ComparablePart& from, const ComparablePart& to);
    void addPart(const Table& table, const ComparablePart& part);
    void removePart(const Table& table, const ComparablePart& part);
    Change made(const Table& table, const ComparablePart& part) const;
    Change dropped(const Table& table, const ComparablePart& part) const;
    struct Rename {
        ObjectName table;
        ObjectKind kind;
        QString from;
        QString to;
    };
    Change renamed(const Rename& what, const QString& from, const QString& to) const;
    void addRenames();
    bool hasPart(const Table& table, const QString& name) const;
    Changes referencesTo(const Table& table, const QStringList& columns, bool isDrop) const;
    bool isSameName(const ComparablePart& a, const ComparablePart& b) const;
    /// Checks, and indexes with expressions or conditions, that use a column, where both tables have them: their
    /// literals are of the column's type. Those of the first are dropped, or made.
    Changes partsAround(const Table& table, const Table& other, const QString& column, bool isDrop) const;
    QString withRenamedValues(QString text) const;

    const Schema& m_a;
    const Schema& m_b;
    const SchemaRules& m_rules;
    std::vector<std::pair<Phase, Difference>> m_found;
    std::vector<Rename> m_renames;
    /// Columns that were compared, by a hash of what they are compared by: most are like many others.
    struct ComparedColumn {
        Column column;
        ComparableColumn comparable;
    };
    mutable std::unordered_multimap<size_t, std::unique_ptr<const ComparedColumn>> m_compared;
    mutable ComparableColumn m_key; ///< the last one of a primary key
    mutable std::optional<QMultiHash<ObjectName, const Table*>> m_childrenInA; ///< by their parents
    mutable std::optional<QMultiHash<ObjectName, const Table*>> m_childrenInB;
    struct RenamedValue {
        ObjectName type;
        QString from; ///< as literals
        QString to;
    };
    std::vector<RenamedValue> m_renamedValues; ///< of enums
    bool m_separates = false; ///< of the tables being compared, one was taken from its parents
    /// Owner ("table.column") -> its sequence, of both schemas.
    core::WordHash<ObjectName> m_ownedInA;
    core::WordHash<ObjectName> m_ownedInB;
    /// By the object that has them; of compareSettings().
    QMultiHash<QString, const OpaqueObject*> m_settingsOfA;
    QMultiHash<QString, const OpaqueObject*> m_settingsOfB;
};

/// What drops an object, and what makes it.
DropOther dropOf(const OpaqueObject& object);
DropView dropOf(const View& view);
CreateView creationOf(const View& view);
CreateOther creationOf(const OpaqueObject& object);
/// The objects that changes make and that settings belong to, as settingsOf() takes them.
QStringList ownersMade(const Changes& changes);
/// Views before those that read them, as far as their words tell.
std::vector<const View*> inOrderOfUse(const std::vector<const View*>& views);

/// Parents before their children, targets of foreign keys before those who point to them; loops are broken where the
/// names begin.
std::vector<const Table*> inOrderOfReferences(const std::vector<const Table*>& tables, const SchemaRules& rules);

} // namespace espalier::schema
