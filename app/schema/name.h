#pragma once

#include "core/word.h"

#include <QHash>

namespace espalier::schema {

/// How a name is written.
enum class Quoting : quint8 {
    AsNeeded,
    Always, ///< quoted_name(…, True)
    Never,
};

/// A name with how it is written.
class Identifier : public QString {
public:
    Identifier() = default;
    Identifier(const QString& text, Quoting how = Quoting::AsNeeded) // NOLINT(google-explicit-constructor): any text
        : QString(text)
        , quoting(how)
    { }
    bool hasOwnQuoting() const { return quoting != Quoting::AsNeeded; }
    Quoting quoting = Quoting::AsNeeded; ///< not compared
};

/// How names of a list are written, by their text, where not as any other. Equal to all others: it says nothing of what
/// they name.
struct OwnQuotings {
    QHash<QString, Quoting> byName = {};
    Identifier of(const QString& name) const { return { name, byName.value(name, Quoting::AsNeeded) }; }
    friend bool operator==(const OwnQuotings&, const OwnQuotings&) { return true; }
};

/// Name of an index or constraint. An empty text is no name.
struct Name {
    QString text;
    /// As `op.f()` and naming conventions make them: the name is final (no convention applies to it again), and where
    /// it is too long for the database it is shortened instead of refused.
    bool isConventional = false;
    Quoting quoting = Quoting::AsNeeded; ///< not compared

    bool isEmpty() const { return text.isEmpty(); }
    Identifier identifier() const { return { text, quoting }; }
    friend bool operator==(const Name& a, const Name& b)
    {
        return a.text == b.text && a.isConventional == b.isConventional;
    }
};

/// Name of a table, enum, sequence, view, …; an empty schema is the database's default one.
struct ObjectName {
    QString schema;
    QString name;
    Quoting schemaQuoting = Quoting::AsNeeded; ///< not compared, like that of the name
    Quoting nameQuoting = Quoting::AsNeeded;

    static ObjectName of(const Identifier& schema, const Identifier& name)
    {
        return { schema, name, schema.quoting, name.quoting };
    }
    Identifier schemaIdentifier() const { return { schema, schemaQuoting }; }
    Identifier identifier() const { return { name, nameQuoting }; }
    bool hasOwnQuoting() const { return schemaQuoting != Quoting::AsNeeded || nameQuoting != Quoting::AsNeeded; }
    /// "schema.name", as SQLAlchemy keys its tables; not quoted.
    QString key() const { return schema.isEmpty() ? name : schema + QLatin1Char('.') + name; }
    /// The name that has this key; a schema whose own name has a dot is not told from another.
    static ObjectName ofKey(const QString& key)
    {
        const qsizetype dot = key.indexOf(QLatin1Char('.'));
        return dot < 0 ? ObjectName{ {}, key } : ObjectName{ key.left(dot), key.mid(dot + 1) };
    }
    friend bool operator==(const ObjectName& a, const ObjectName& b)
    {
        return a.schema == b.schema && a.name == b.name;
    }
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
