#pragma once

#include "core/word.h"

namespace espalier::schema {

/// Name of an index or constraint. An empty text is no name.
struct Name {
    QString text;
    /// As `op.f()` and naming conventions make them: the name is final (no convention applies to it again), and where
    /// it is too long for the database it is shortened instead of refused.
    bool isConventional = false;

    bool isEmpty() const { return text.isEmpty(); }
    friend bool operator==(const Name&, const Name&) = default;
};

/// Name of a table, enum, sequence, view, …; an empty schema is the database's default one.
struct ObjectName {
    QString schema;
    QString name;

    /// "schema.name", as SQLAlchemy keys its tables; not quoted.
    QString key() const { return schema.isEmpty() ? name : schema + QLatin1Char('.') + name; }
    friend bool operator==(const ObjectName&, const ObjectName&) = default;
    friend bool operator<(const ObjectName& a, const ObjectName& b)
    {
        return a.schema != b.schema ? a.schema < b.schema : a.name < b.name;
    }
    friend size_t qHash(const ObjectName& name, size_t seed = 0)
    {
        return core::textHash(name.name, name.schema.isEmpty() ? seed : core::textHash(name.schema, seed));
    }
};

} // namespace espalier::schema
