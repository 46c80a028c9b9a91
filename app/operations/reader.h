#pragma once

#include "operations/sqlalchemy/sqlalchemy.h"

namespace espalier::operations {

/// Takes a call's arguments by the names of its parameters, and keeps the first doubt that it meets.
class DirectiveArguments {
public:
    /// `positional` are the names of the parameters that may be given by position, in their order, separated by spaces.
    DirectiveArguments(
        Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments, const char* positional)
        : m_interpreter(interpreter)
        , m_context(context)
        , m_arguments(arguments)
        , m_positional(positional)
        , m_doubt(arguments.doubt)
    { }

    const DoubtPtr& doubt() const { return m_doubt; }
    void note(const DoubtPtr& why)
    {
        if (!m_doubt)
            m_doubt = why;
    }
    /// Null where it was not given.
    const Value* find(const char* name) const;
    bool has(const char* name) const { return find(name) != nullptr; }
    Value get(const char* name) const { return find(name) ? *find(name) : Value(); }
    /// As find(), and TypeError where it is missing.
    Value required(const char* name);

    QString text(const char* name); ///< null for None and where it was not given
    schema::Identifier identifier(const char* name); ///< the same
    schema::Identifier requiredIdentifier(const char* name);
    /// Why one of the names that were read is not written as any other is; null where all are.
    const DoubtPtr& ownQuoting() const { return m_ownQuoting; }
    void noteQuoting(const schema::Identifier& name);
    std::optional<bool> flag(const char* name);
    bool isSet(const char* name) { return flag(name).value_or(false); }
    /// A list of column names, or one; what is written in its own way is added to `quotings`.
    QStringList names(const char* name, schema::OwnQuotings& quotings);
    schema::Name name(const char* name);
    schema::ObjectName table(const char* name = "table_name");
    std::optional<schema::SqlType> type(const char* name); ///< not set for None too
    schema::ServerDefault serverDefault(const char* name);
    /// Dialect keywords: all that were not asked for before, so to be called last.
    QVariantMap options();
    template <typename T> T take(Known<T> known)
    {
        note(known.doubt);
        return std::move(known.value);
    }
    Interpreter& interpreter() { return m_interpreter; }
    SqlalchemyContext& context() { return m_context; }
    const Arguments& arguments() const { return m_arguments; }

private:
    size_t positionOf(QLatin1String name) const;

    Interpreter& m_interpreter;
    SqlalchemyContext& m_context;
    const Arguments& m_arguments;
    QLatin1String m_positional;
    DoubtPtr m_doubt;
    DoubtPtr m_ownQuoting;
    mutable QVarLengthArray<QLatin1String, 32> m_asked;
};

} // namespace espalier::operations
