#pragma once

#include "schema/column.h"
#include "schema/name.h"

#include <QString>
#include <QStringList>

namespace espalier::schema {

/// A named enum type of the database itself.
struct EnumType {
    ObjectName name;
    QStringList values;
    QString comment;
    friend bool operator==(const EnumType&, const EnumType&) = default;
};

struct Sequence {
    ObjectName name;
    SequenceOptions options;
    QString dataType;
    QString ownedBy; ///< "table.column"; empty where nothing owns it
    QString comment; ///< not compared, like those of views and indexes: scripts' comments on them are not kept
    friend bool operator==(const Sequence&, const Sequence&) = default;
};

struct View {
    ObjectName name;
    QString definition; ///< the SELECT, as the script wrote it
    bool isMaterialized = false;
    QStringList columns; ///< where they are known
    QString comment;
    friend bool operator==(const View&, const View&) = default;
};

/// Anything else that has a name: functions, triggers, extensions, domains, policies, grants. Carried, not understood.
struct OpaqueObject {
    QString kind; ///< "function", "trigger", "extension", …
    ObjectName name; ///< functions with their argument types
    QString table; ///< of triggers and policies
    QString definition;
    /// The statement that takes it away; empty: DROP kind name. Where it is given, the object is a setting of another
    /// one (a comment on an index, row security of a table), which comes and goes with that one.
    QString removal = {};
    QString drop = {}; ///< the statement that drops it, where DROP kind name does not
    bool isSetting() const { return !removal.isEmpty(); }
    /// An owner or a privilege: its statement names roles.
    bool isOfRoles() const
    {
        return kind.startsWith(QLatin1String("owner of ")) || kind.startsWith(QLatin1String("grant options of "))
            || kind.startsWith(QLatin1String("privileges of "))
            || kind.startsWith(QLatin1String("withheld privileges "));
    }
    friend bool operator==(const OpaqueObject&, const OpaqueObject&) = default;
};

} // namespace espalier::schema
