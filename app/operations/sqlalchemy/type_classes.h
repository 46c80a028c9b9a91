#pragma once

#include <QString>

namespace espalier::operations {

/// A class of column types: how schema values name it, what it takes, what it inherits from.
struct TypeClass {
    const char* name; ///< "String", "postgresql.JSONB", "sqlalchemy_utils.UUIDType"
    /// Parameters in their order, those after "|" by keyword only. "dim>length" is kept under another name, "~x" has no
    /// say in the SQL, "~" alone stands for any further ones; "*" is all of Enum's.
    const char* parameters;
    const char* bases;
};

/// Null where SQLAlchemy and the packages known here have no such type.
const TypeClass* findTypeClass(const QString& name);
/// All of them, for tables by class.
const TypeClass* typeClassesBegin();
const TypeClass* typeClassesEnd();
bool isTypeClass(const TypeClass& type, const QString& className);

} // namespace espalier::operations
