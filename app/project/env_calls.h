#pragma once

#include "project/env_facts.h"
#include "python/evaluator.h"

#include <functional>

namespace espalier::project {

/// The value of an option of the settings' section; nullopt where it is not there.
using OptionLookup = std::function<std::optional<QString>(const QString& name)>;

/// A database URL that code hands to Alembic or to SQLAlchemy.
struct UrlUse {
    QString url; ///< empty where it cannot be known
    QString name; ///< what it is given to: "sqlalchemy.url", "create_engine"
    QString setting; ///< the attribute or variable that it is taken from: "DATABASE_URL"; empty for a text in place
    QString file;
    int line = 0;
    QString expression; ///< as written
    bool isConditional = false; ///< within an `if` or `try`
    bool isInEnv = false; ///< in env.py itself, not in a module that it imports
    friend bool operator==(const UrlUse&, const UrlUse&) = default;
};

/// Looks at the calls that an Evaluator meets in env.py and in what it imports: context.configure(), the URL given to
/// config or to an engine.
class EnvCalls {
public:
    EnvCalls(const python::SyntaxTree& tree, const QString& file, OptionLookup options);

    void onCall(const python::Call& call);
    void onItemAssigned(const QString& key, const python::Value& value, const python::Node& node);

    EnvFacts facts; ///< those of context.configure()
    QList<UrlUse> urls; ///< in order, each once
    bool usesSettingsUrl = false; ///< env.py asks the settings for the URL or for a section of them

private:
    /// A value and the source that says it.
    struct Given {
        python::Value value;
        python::Node node;
    };
    std::optional<Given> argument(const python::Call& call, int position, const char* name) const;
    void configure(const python::Call& call);
    void takeText(const python::Call& call, const char* name, Fact<QString>& fact);
    void takeFlag(const python::Call& call, const char* name, Fact<bool>& fact);
    template <typename T>
    void take(const python::Call& call, const Given& given, std::optional<T> value, Fact<T>& fact);
    void takeMetadata(const python::Call& call);
    void takeUrl(const Given& given, const char* name, const QString& file, bool isPercentDoubled);
    std::optional<QString> textOf(const Given& given) const;
    python::Node resolved(python::Node node) const;
    QString settingOf(const python::Node& node) const;
    QString sourcesOf(const python::Node& expression) const;

    python::SyntaxTree m_tree;
    QString m_file;
    OptionLookup m_options;
    bool m_isOnline = false; ///< the facts so far come from a call on a connection
};

/// What is assigned to `name` last, anywhere in the tree; null where nothing is.
python::Node assignmentTo(const python::SyntaxTree& tree, const QString& name);
/// The modules that `name` comes from by import statements, dotted; relative ones with their dots.
QStringList modulesOf(const python::SyntaxTree& tree, const QString& name);

} // namespace espalier::project
