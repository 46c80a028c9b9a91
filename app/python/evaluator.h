#pragma once

#include "python/import_finder.h"
#include "python/syntax_tree.h"
#include "python/value.h"

#include <functional>
#include <map>
#include <QSet>

namespace espalier::python {

/// What a name stands for, and the line that says so.
struct Binding {
    Value value;
    int line = 0;
};

/// Names of a module, class body or function call. `parent` is where a name is looked for next.
struct Scope {
    QHash<QString, Binding> names;
    std::shared_ptr<Scope> parent;
    QSet<QString> globals; ///< names that a `global` statement sends to the module
    bool isClass = false; ///< functions within do not see its names
    bool isOpen = false; ///< holds names that cannot be known: an unresolved `import *`, exec(), globals()
    int openLine = 0;
};

struct Module {
    QString file;
    SyntaxTree tree;
    std::shared_ptr<Scope> scope;
    std::optional<QString> documentation; ///< __doc__
    std::shared_ptr<Object> object;
};

/// What a Value of a function, class, instance or module refers to. It lives as long as its Evaluator.
struct Object {
    QString name;
    Node definition; ///< of functions and classes
    std::shared_ptr<Scope> scope; ///< where it was defined; a class's or module's own names
    QStringList bases; ///< of a class, as written
    QStringList decorators; ///< of a function, as written
    std::shared_ptr<Object> type; ///< class of an instance
    const Module* module = nullptr;
};

/// A call that was met while evaluating, with what is known of its arguments.
struct Call {
    Node node;
    QString name; ///< last part of what is called: "configure" of `context.configure(…)`
    std::vector<Value> positional;
    QHash<QString, Value> keywords;
    QHash<QString, Node> keywordNodes;
    const Module* module = nullptr;
};

/// Evaluates a module's top-level statements symbolically: literals, names, string building, conditions, imports of the
/// project's own modules, calls of its functions as far as they are plain. Nothing is run; anything else is Unknown.
/// Where a condition is unknown both branches are looked at and names that differ are Unknown. Work, depth and the size
/// of values are bounded. Not thread-safe; one per thread.
class Evaluator {
public:
    struct Options {
        ImportFinder imports;
        /// Answers os.getenv() and the like; nullopt where the variable is not set. Left out, such values are Unknown.
        std::function<std::optional<QString>(const QString& name)> environment;
        /// Told of every call and of every `object["key"] = value`, in functions that nothing calls too.
        std::function<void(const Call& call)> onCall;
        std::function<void(const QString& key, const Value& value, const Node& node)> onItemAssigned;
        int maxSteps = 200'000;
    };

    explicit Evaluator(Options options);
    ~Evaluator();
    Evaluator(const Evaluator&) = delete;
    Evaluator& operator=(const Evaluator&) = delete;

    /// Evaluates a file's tree; the result lives as long as this. With onCall set, functions are looked at too.
    const Module& evaluate(const SyntaxTree& tree, const QString& file);

    /// A name of the module, its __getattr__() asked too; null where it has none. Unknown where the module's names
    /// cannot all be known.
    std::optional<Binding> find(const Module& module, const QString& name);
    /// Environment variables that were asked for, in order.
    const QStringList& variables() const { return m_variables; }
    /// How many files were read, the first included.
    size_t moduleCount() const { return m_modules.size(); }

private:
    enum class Flow { Next, Return, Stop };
    using ScopePtr = std::shared_ptr<Scope>;
    struct Frame; // a call in progress: where its return values go

    // statements (evaluator_statements.cpp)
    Flow block(const Node& node, const ScopePtr& scope);
    Flow statement(const Node& node, const ScopePtr& scope);
    Flow ifStatement(const Node& node, const ScopePtr& scope);
    Flow tryStatement(const Node& node, const ScopePtr& scope);
    Flow forStatement(const Node& node, const ScopePtr& scope);
    Flow maybe(const std::vector<Node>& blocks, bool mayPass, const ScopePtr& scope, const Node& cause);
    void expressionStatement(const Node& node, const ScopePtr& scope);
    void importStatement(const Node& node, const ScopePtr& scope);
    void importFrom(const Node& node, const ScopePtr& scope);
    void importAll(const QString& name, const std::shared_ptr<Object>& module, const Node& node, const ScopePtr& scope);
    void defineFunction(const Node& node, const ScopePtr& scope, const QStringList& decorators);
    void defineClass(const Node& node, const ScopePtr& scope);
    void assign(const Node& target, const Value& value, const ScopePtr& scope, int line);
    void bind(const QString& name, const Value& value, const ScopePtr& scope, int line);
    void open(const ScopePtr& scope, const Node& cause, bool forgets = false);
    std::shared_ptr<Object> loadModule(const QString& file);
    bool importsAreKnown(const Node& block, const QString& file) const;

    // expressions (evaluator_expressions.cpp)
    Value value(const Node& node, const ScopePtr& scope);
    Value plainValue(const Node& node, const ScopePtr& scope);
    Value name(const Node& node, const ScopePtr& scope);
    Value text(const Node& node, const ScopePtr& scope);
    Value formatted(const Node& node, const ScopePtr& scope, bool isRaw);
    Value display(const Node& node, const ScopePtr& scope, Value::Kind kind);
    Value dictionary(const Node& node, const ScopePtr& scope);
    Value attribute(const Node& node, const ScopePtr& scope);
    Value attributeOf(const Value& owner, const QString& attribute, const Node& node);
    Value subscript(const Node& node, const ScopePtr& scope);
    Value binary(const Node& node, const ScopePtr& scope);
    Value boolean(const Node& node, const ScopePtr& scope);
    Value comparison(const Node& node, const ScopePtr& scope);

    // calls (evaluator_calls.cpp)
    Value call(const Node& node, const ScopePtr& scope);
    Call arguments(const Node& node, const ScopePtr& scope);
    Value callFunction(
        const std::shared_ptr<Object>& function, const Call& call, const Value* self, bool* raises = nullptr);
    Value builtin(const QString& name, const Call& call);
    Value method(const Value& owner, const QString& name, const Call& call);
    Value externalCall(const QString& name, const Call& call);
    Value environmentVariable(const Call& call, const Node& node);
    void lookIntoFunctions();

    Value unknown(const Node& node) const;
    bool spend();
    ScopePtr newScope(const ScopePtr& parent);

    Options m_options;
    std::map<QString, std::shared_ptr<Module>> m_modules; // by file
    std::vector<std::shared_ptr<Object>> m_functions; // of the first module, to be looked into
    QSet<qsizetype> m_knownFunctions; // by where they start
    std::vector<Frame*> m_frames;
    std::vector<std::weak_ptr<Scope>> m_scopes;
    std::vector<const Module*> m_current;
    QStringList m_variables;
    int m_steps = 0;
    int m_depth = 0;
};

} // namespace espalier::python
