#include "operations/sqlalchemy/names.h"

namespace espalier::operations {

namespace {

struct Entry {
    const char* name;
    const char* base; ///< of this module, or Python's own
};
constexpr Entry entries[] = {
    { "SQLAlchemyError", "Exception" },
    { "ArgumentError", "SQLAlchemyError" },
    { "DuplicateColumnError", "ArgumentError" },
    { "ObjectNotExecutableError", "ArgumentError" },
    { "NoSuchModuleError", "ArgumentError" },
    { "NoForeignKeysError", "ArgumentError" },
    { "AmbiguousForeignKeysError", "ArgumentError" },
    { "ConstraintColumnNotFoundError", "ArgumentError" },
    { "CircularDependencyError", "SQLAlchemyError" },
    { "CompileError", "SQLAlchemyError" },
    { "UnsupportedCompilationError", "CompileError" },
    { "IdentifierError", "SQLAlchemyError" },
    { "DisconnectionError", "SQLAlchemyError" },
    { "InvalidatePoolError", "DisconnectionError" },
    { "TimeoutError", "SQLAlchemyError" },
    { "InvalidRequestError", "SQLAlchemyError" },
    { "IllegalStateChangeError", "InvalidRequestError" },
    { "NoInspectionAvailable", "InvalidRequestError" },
    { "PendingRollbackError", "InvalidRequestError" },
    { "ResourceClosedError", "InvalidRequestError" },
    { "NoSuchColumnError", "InvalidRequestError" },
    { "NoResultFound", "InvalidRequestError" },
    { "MultipleResultsFound", "InvalidRequestError" },
    { "NoReferenceError", "InvalidRequestError" },
    { "AwaitRequired", "InvalidRequestError" },
    { "MissingGreenlet", "InvalidRequestError" },
    { "NoReferencedTableError", "NoReferenceError" },
    { "NoReferencedColumnError", "NoReferenceError" },
    { "NoSuchTableError", "InvalidRequestError" },
    { "UnreflectableTableError", "InvalidRequestError" },
    { "UnboundExecutionError", "InvalidRequestError" },
    { "StatementError", "SQLAlchemyError" },
    { "DBAPIError", "StatementError" },
    { "InterfaceError", "DBAPIError" },
    { "DatabaseError", "DBAPIError" },
    { "DataError", "DatabaseError" },
    { "OperationalError", "DatabaseError" },
    { "IntegrityError", "DatabaseError" },
    { "InternalError", "DatabaseError" },
    { "ProgrammingError", "DatabaseError" },
    { "NotSupportedError", "DatabaseError" },
    { "SADeprecationWarning", "DeprecationWarning" },
    { "RemovedIn20Warning", "SADeprecationWarning" },
    { "MovedIn20Warning", "SADeprecationWarning" },
    { "SAPendingDeprecationWarning", "PendingDeprecationWarning" },
    { "SAWarning", "RuntimeWarning" },
};

const Entry* find(const QString& name)
{
    for (const Entry& entry : entries)
        if (name == QLatin1String(entry.name))
            return &entry;
    return nullptr;
}

} // namespace

std::shared_ptr<symbolic::ClassObject> sqlalchemyException(Interpreter& interpreter, const QString& name)
{
    const Entry* entry = find(name);
    if (!entry)
        return nullptr;
    const QString dotted = QStringLiteral("sqlalchemy.exc.") + name;
    if (std::shared_ptr<symbolic::ClassObject> known = interpreter.exceptionClass(dotted))
        return known;
    const QString base = QLatin1String(entry->base);
    const bool isOwn = sqlalchemyException(interpreter, base) != nullptr;
    return interpreter.makeExceptionClass(dotted, isOwn ? QStringLiteral("sqlalchemy.exc.") + base : base);
}

void raiseError(Interpreter& interpreter, const char* name, const QString& text)
{
    sqlalchemyException(interpreter, QLatin1String(name));
    interpreter.raise(QStringLiteral("sqlalchemy.exc.") + QLatin1String(name), text);
}

} // namespace espalier::operations
