#pragma once

#include "dialects/ddl.h"
#include "operations/sqlalchemy/sqlalchemy.h"
#include "python/syntax_tree.h"
#include "schema/schema.h"

#include <QTest>

namespace espalier::test {

using operations::Arguments;
using operations::Interpreter;
using operations::Known;
using operations::Value;

/// A world that has SQLAlchemy in it and nothing else, and remembers what is recorded.
class SqlalchemyWorld final : public symbolic::World, public operations::SqlalchemyContext {
public:
    explicit SqlalchemyWorld(const dialects::Dialect& dialect)
        : m_dialect(dialect)
    { }
    std::optional<Value> imported(Interpreter& interpreter, const QString& name) override
    {
        return operations::sqlalchemyName(interpreter, *this, name);
    }

    const dialects::Dialect& dialect() const override { return m_dialect; }
    void record(Interpreter&, const Known<schema::Change>& change, const Value&, bool isChecked) override
    {
        changes.push_back(change.value);
        doubts.append(change.doubt ? change.doubt->reason.english() : QString());
        checks.append(isChecked);
    }
    Value execute(Interpreter& interpreter, const Value&, const Arguments&) override
    {
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "executed"));
    }
    Known<std::optional<schema::Table>> reflected(Interpreter&, const schema::ObjectName& name) override
    {
        const schema::Table* found = present.table(name);
        return { found ? std::optional(*found) : std::nullopt, {} };
    }
    Known<std::vector<schema::ObjectName>> reflectedNames(Interpreter&, const QString&) override
    {
        std::vector<schema::ObjectName> names;
        for (auto it = present.tables.begin(); it != present.tables.end(); ++it)
            names.push_back(it.key());
        return { names, {} };
    }
    Value inspect(Interpreter&, const Value&) override { return Value::string(QStringLiteral("inspector")); }
    Value session(Interpreter&, const Arguments&) override { return Value::string(QStringLiteral("session")); }
    Value engine(Interpreter&, const Arguments&) override { return Value::string(QStringLiteral("engine")); }

    schema::Schema present; ///< what is reflected
    schema::Changes changes;
    QStringList doubts; ///< of each change; empty where it is known
    QList<bool> checks;

private:
    const dialects::Dialect& m_dialect;
};

inline Interpreter::Options optionsFor(SqlalchemyWorld& world)
{
    Interpreter::Options options;
    options.world = &world;
    return options;
}

/// Python source, run in such a world.
struct Run {
    explicit Run(const QString& source, const QString& dialect = QStringLiteral("postgresql"))
        : world(*dialects::findDialect(dialect))
        , interpreter(optionsFor(world))
    {
        const auto tree = python::SyntaxTree::parse(source.toUtf8());
        attempt = interpreter.attempt([&] {
            const auto module = interpreter.run(*tree, QStringLiteral("/nowhere/script.py"), QStringLiteral("script"));
            names = module->scope;
            return Value();
        });
    }
    Value result(const char* name = "result") const
    {
        return names ? names->names.value(QLatin1String(name)) : Value();
    }
    /// "! ArgumentError: …" where the source raised, else empty.
    QString refusal()
    {
        if (attempt.exhausted)
            return QLatin1String("! ") + attempt.exhausted->reason.english();
        return attempt.value ? QString() : QLatin1String("! ") + interpreter.describe(attempt.exception);
    }

    SqlalchemyWorld world;
    Interpreter interpreter;
    symbolic::ScopePtr names;
    Interpreter::Attempt attempt;
};

/// What a conversion makes of the result: what it gives, "? reason" or "! exception".
template <typename Work> QString converted(Run& run, const Work& work)
{
    if (const QString refusal = run.refusal(); !refusal.isEmpty())
        return refusal;
    QString text;
    const Interpreter::Attempt attempt = run.interpreter.attempt([&] {
        text = work();
        return Value();
    });
    return attempt.value ? text : QLatin1String("! ") + run.interpreter.describe(attempt.exception);
}

inline QString doubtText(const operations::DoubtPtr& doubt) { return QLatin1String("? ") + doubt->reason.english(); }
inline QString joined(const dialects::Statements& statements)
{
    return statements ? statements->join(QStringLiteral(";\n")) : QLatin1String("! ") + statements.error().detail;
}

} // namespace espalier::test
