#pragma once

#include "operations/circumstances.h"

namespace espalier::operations {

/// Directives that the project's own code adds to Alembic, as its documentation shows it for views and procedures:
/// Operations.register_operation() names a class method, Operations.implementation_for() what an operation does.
class Plugins {
public:
    void add(const QString& directive, const symbolic::Value& type, const QString& method);
    void implement(const symbolic::Value& type, const symbolic::Value& function);

    /// Has env.py, or modules that it imports, add theirs; once.
    void read(symbolic::Interpreter& interpreter, const Circumstances& circumstances);
    /// Adds those of a package that is known by name, where env.py, what it imports or the script that runs names it.
    void readPackage(symbolic::Interpreter& interpreter, const Circumstances& circumstances, const QString& directive);
    /// op.NAME(…), `operations` being `op`; nullopt where there is none of that name.
    std::optional<symbolic::Value> call(symbolic::Interpreter& interpreter, const QString& name,
        const symbolic::Value& operations, const symbolic::Arguments& arguments) const;
    /// op.invoke(operation); nullopt where nothing says what it does.
    std::optional<symbolic::Value> invoke(
        symbolic::Interpreter& interpreter, const symbolic::Value& operations, const symbolic::Value& operation) const;

private:
    struct Directive {
        symbolic::Value type;
        QString method;
    };
    QHash<QString, Directive> m_directives;
    std::vector<std::pair<symbolic::Value, symbolic::Value>> m_implementations; ///< classes and functions
    bool m_isRead = false;
};

/// alembic.operations.Operations, which they are added to; nullopt for any other name.
std::optional<symbolic::Value> pluginName(Plugins& plugins, const QString& dotted);

/// A name in a package of directives that is known by name ("alembic_utils.pg_function.PGFunction"): its code is told in
/// resources/plugins. nullopt for any other, and where the project has a package of that name itself.
std::optional<symbolic::Value> packageName(
    symbolic::Interpreter& interpreter, const Circumstances& circumstances, const QString& dotted);

} // namespace espalier::operations
