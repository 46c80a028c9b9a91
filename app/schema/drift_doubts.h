#pragma once

#include "schema/drift.h"

#include <QHash>

namespace espalier::schema {

/// How far a place is known, by table.
class PlaceDoubts {
public:
    PlaceDoubts(const DriftPlace& place, const SchemaRules& rules);

    /// Whether it is known that the table is there and meant, or that it is not.
    bool isPresenceKnown(const ObjectName& key, bool isThere) const;
    /// Whether all of a table that is there is known.
    bool isWhole(const ObjectName& key) const;
    /// Whether that column of a table that is there is, or, with an empty name, what does not belong to one alone.
    bool isPartKnown(const ObjectName& key, const QString& column) const;
    /// Whether enums, views and all else that is no table are known that are there.
    bool areObjectsKnown() const;
    bool isEmpty() const { return m_all.empty() && m_ofTables.isEmpty(); }
    /// What of the doubts concerns the table.
    void collect(const ObjectName& key, bool isThere, std::vector<DriftDoubt>& into) const;

private:
    bool isInDoubt(DriftDoubt::About about) const;

    const SchemaRules& m_rules;
    std::vector<const DriftDoubt*> m_all; ///< of no table
    QHash<ObjectName, std::vector<const DriftDoubt*>> m_ofTables;
    QSet<ObjectName> m_incomplete;
};

/// Names as one spelling has them where the database takes several for one.
ObjectName foldedKey(const ObjectName& name, const SchemaRules& rules);

bool isCertain(const Difference& difference, const PlaceDoubts& a, const PlaceDoubts& b, const SchemaRules& rules);

} // namespace espalier::schema
