#pragma once

#include "python/import_finder.h"
#include "symbolic/aliases.h"
#include "symbolic/code.h"
#include "symbolic/world.h"

#include <map>
#include <QMap>
#include <unordered_map>

namespace espalier::symbolic {

class Iterator;
struct ElementSource;
struct GeneratorCode;
struct ReadAhead;

/// A Python exception on its way: thrown by raise(), caught by `try` statements of the code and by
/// Interpreter::attempt(). It never leaves this folder's public functions otherwise.
struct Raised {
    Value exception; ///< an Instance of an exception class, or Unknown
    Place place;
};

/// The work allowed was used up: an endless loop, a huge value, a recursion. Thrown; ends the whole evaluation.
struct Exhausted {
    DoubtPtr doubt;
};

/// Syntax trees of the project's modules, shared by evaluations and threads.
class SourceCache {
public:
    virtual ~SourceCache() = default;
    /// Null where the file cannot be read or is too large.
    virtual std::shared_ptr<const python::SyntaxTree> tree(const QString& file) = 0;
};
std::shared_ptr<SourceCache> makeSourceCache(qint64 largestFile = 2 * 1024 * 1024);

/// Environment variables, as far as they are known.
struct Environment {
    QMap<QString, QString> variables;
    bool isWhole = false; ///< no others are set
};

struct Limits {
    int steps = 400'000;
    int depth = 60; ///< of calls
    int modules = 80;
    qsizetype text = 8 * 1024 * 1024; ///< characters of one string
    size_t elements = 100'000; ///< of one container
};

/// Runs Python code symbolically: known values flow, unknown ones taint what they reach. Nothing of the code is
/// executed, nothing is read but the project's own files. Where a condition is not known, each way is walked from the
/// same state and what they leave is joined (fork()); the World is told that what was done there is in doubt. Work,
/// depth and sizes are bounded. For one evaluation; not thread-safe.
class Interpreter {
public:
    struct Options {
        python::ImportFinder imports;
        std::shared_ptr<SourceCache> sources;
        World* world = nullptr; ///< must outlive it; null: nothing is known outside
        Environment environment; ///< what os.getenv() finds
        Limits limits;
        /// Modules run where they are imported, as in Python: for who wants what importing them does. Else only when a
        /// name of theirs is used.
        bool importsAtOnce = false;
        QSet<QString> changedModules; ///< files of modules whose state scripts before have changed
    };
    explicit Interpreter(Options options);
    ~Interpreter();
    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;

    /// What a piece of work came to.
    struct Attempt {
        std::optional<Value> value; ///< none where it raised or was too much
        Value exception; ///< what was raised; None otherwise
        Place place; ///< where
        DoubtPtr exhausted;
    };
    /// Runs `work` and turns what it throws into a value.
    Attempt attempt(const std::function<Value()>& work);

    /// Evaluates the top level of a file; within attempt().
    std::shared_ptr<Module> run(const python::SyntaxTree& tree, const QString& file, const QString& name);
    /// The module of that dotted name, as if imported in `fromFile`; null where the project has none.
    std::shared_ptr<Module> importModule(const QString& name, int level, const QString& fromFile);
    /// A module that can be imported in which `name` stands for that object by now; null without one.
    std::shared_ptr<Module> moduleWith(const QString& name, const ObjectPtr& object) const;
    /// A module of the standard library whose source is here.
    std::shared_ptr<Module> standardModule(const QString& name, const char* source);
    /// `import name` of anything: a Module, what the World or the standard library has, else an External.
    Value import(const QString& name);

    // ---- for hosts and the library; all may raise

    World& world() { return *m_world; }
    const Options& options() const { return m_options; }
    Place place() const; ///< of the statement or call that runs
    [[noreturn]] void raise(const QString& exceptionClass, const QString& message);
    [[noreturn]] void raiseKeyError(const Value& key);
    [[noreturn]] void raise(const Value& exception);
    std::shared_ptr<ClassObject> exceptionClass(const QString& name); ///< null where Python has none of that name
    /// A new exception class for what a library raises ("sqlalchemy.exc.ProgrammingError").
    std::shared_ptr<ClassObject> makeExceptionClass(const QString& name, const QString& base);
    /// "KeyError: 'x'": what Python prints of it.
    QString describe(const Value& exception);

    /// An Unknown at the present place. `source` is marked with QT_TRANSLATE_NOOP("Messages", "…").
    Value unknown(const char* source, const QStringList& arguments = {}) const;
    Value unknown(core::Message reason) const;
    DoubtPtr doubt(const char* source, const QStringList& arguments = {}) const;
    static QString shown(const python::Node& node); ///< its text on one line, shortened
    /// The first of them that is unknown makes the result unknown, for that reason.
    static const Value* firstUnknown(std::initializer_list<const Value*> values);
    /// What is one of these, for that reason.
    static Value oneOf(const std::vector<Value>& possible, const DoubtPtr& why);

    Value bareInstance(const Value& type); ///< object.__new__(type)
    /// type(name, bases, names); `metaclass`: called in place of type.
    Value makeClass(
        const QString& name, std::vector<Value> bases, const Dict& names, const std::optional<Value>& metaclass = {});
    Value call(const Value& callee, const Arguments& arguments);
    Value call(const Value& callee, std::vector<Value> positional = {});
    Value attribute(const Value& owner, const QString& name);
    std::optional<Value> findAttribute(const Value& owner, const QString& name); ///< nullopt where AttributeError
    void setAttribute(const Value& owner, const QString& name, const Value& value);
    Value item(const Value& owner, const Value& key);
    void setItem(const Value& owner, const Value& key, const Value& value);
    Value binary(BinaryOperator op, const Value& a, const Value& b);
    Value unary(UnaryOperator op, const Value& a);
    Value compare(CompareOperator op, const Value& a, const Value& b); ///< not always a bool: hosts make expressions
    Value contains(const Value& container, const Value& value);
    Value truth(const Value& value); ///< a Bool, or Unknown
    std::optional<bool> isTrue(const Value& value); ///< nullopt where it is not known
    Value length(const Value& value);
    Value str(const Value& value); ///< a String, or Unknown
    Value repr(const Value& value);
    /// format(value, spec), as in f"{value:spec}".
    Value format(const Value& value, const QString& spec);
    /// The elements of anything that can be iterated over; nullopt with `doubt`, and what `each` of them is, where they
    /// are not known.
    std::optional<std::vector<Value>> elements(const Value& value, DoubtPtr* doubt = nullptr, Value* each = nullptr);
    /// What iterates over it: a list as it becomes, all else as it is now; nullopt, or null, as elements().
    std::optional<ElementSource> source(const Value& iterated, DoubtPtr& why, Value& each);
    std::shared_ptr<Iterator> iterator(const Value& iterated, DoubtPtr& why, Value& each);
    /// Set where the elements come in an order that differs from run to run: those of a set.
    DoubtPtr orderDoubt(const Value& value) const;
    /// isinstance(value, cls); a Bool or Unknown.
    Value isInstance(const Value& value, const Value& cls);
    QString typeName(const Value& value) const;

    /// What `work` gives, which may raise an exception of that class.
    struct Outcome {
        std::optional<Value> value; ///< none where it raised that
        DoubtPtr mayRaise; ///< set where it may have
    };
    Outcome outcome(const QString& exceptionClass, const std::function<std::optional<Value>()>& work);
    /// Something was asked of a value that is not known: Python may have raised an error of value, key or type.
    void mayRaise(const DoubtPtr& why);
    /// The same of exceptions that no `try` expects unless it says so, or anything: names of their classes.
    void mayRaise(const DoubtPtr& why, const QStringList& classes);
    /// What the world does here may fail, with an error that is none of Python's own.
    void mayFail(const DoubtPtr& why);
    /// The classes that have it as a base, in their order; unknown where not all code has run yet.
    Value subclassesOf(const Value& base) const;
    /// Elements were taken of what may be one of several iterators.
    void mayHaveTaken(const Value& iterated);

    /// What stands behind the ":" of a name in a class body, evaluated; Unknown where that raises; nullopt without one.
    std::optional<Value> annotation(const ClassObject& type, const QString& name);

    /// The module whose code runs may have names that are not seen.
    void doubtGlobals(const DoubtPtr& why);

    /// To be called before an object's state changes.
    void touch(Object& object);
    /// Counts work; Exhausted when there was too much.
    void spend(int steps = 1);
    void checkSize(qsizetype characters); ///< of a text about to be made
    void eachOf(const GeneratorCode& code, const std::function<void(const Value&)>& consume);
    std::shared_ptr<const ReadAhead> readAhead(const GeneratorCode& code);
    void goesOn(const ReadAhead& ahead);
    bool isOutdated(const ReadAhead& ahead, const GeneratorCode& code) const;
    /// Whether module top levels run now: what is done there is no part of the evaluation proper.
    bool isImporting() const { return m_importing > 0; }
    /// Files of the project's modules that were imported, and of those whose state the script has changed.
    QSet<QString> importedModules() const;
    const QSet<QString>& changedModules() const { return m_changedModules; }

    /// Walks what is done any number of times, also never; within, the World is in doubt for `why`. What one turn
    /// leaves the next one starts from.
    void repeat(const DoubtPtr& why, const std::function<void()>& turn);
    /// Walks each of `ways` from the present state and joins what they leave; within, the World is in doubt for `why`.
    void fork(const DoubtPtr& why, const std::vector<std::function<void()>>& ways);

    const QStringList& variables() const { return m_variables; } ///< environment variables that were asked for
    Value environmentVariable(const QString& name, const Value& otherwise, bool mustBeSet);

private:
    friend class Function;
    friend class ClassObject;
    friend class Module;
    friend class Instance;
    friend class External;
    enum class Flow { Next, Continue, Break, Return }; ///< from the weakest: how much of what follows is left out
    enum class Leaving { Turn, Loop, Function, Try }; ///< what may have been left, so that the rest of it is in doubt
    struct Frame;
    struct Save;
    struct Try;
    struct Possible {
        Raised raised;
        DoubtPtr why;
    };
    struct Uncertain {
        DoubtPtr why;
        Leaving leaving;
        size_t frames; ///< function calls, loops and tries that it is in
        int loops;
        size_t tries;
    };

    /// What was made while a module ran.
    struct Made {
        quint64 from;
        quint64 to;
        QString file;
    };
    void noteImported(const QString& file, quint64 before);
    void noteChanged(const Object& object);
    void forgetState(Module& module);
    void importBlock(const Module& module);
    void importPackages(const QString& name, const QString& fromFile);
    void importAtOnce(const class LazyImport& lazy);
    static QSet<QString> namesBoundBy(const python::Node& statement);
    std::shared_ptr<Module> importTree(const python::SyntaxTree& tree, const QString& file, const QString& name);
    Attempt attemptImport(const python::SyntaxTree& tree, const QString& file, const QString& name);
    Value resolved(const Value& bound, const QString& name, const ScopePtr& where);
    Value resolveImport(const class LazyImport& lazy);
    Value external(const QString& name, const Place& where) const;
    bool isOfClass(const Value& value, const QString& name) const;
    ScopePtr newScope(const ScopePtr& parent);

    // statements.cpp
    Flow block(const python::Node& node, const ScopePtr& scope);
    Flow statement(const python::Node& node, const ScopePtr& scope);
    Flow ifStatement(const python::Node& node, const ScopePtr& scope);
    Flow forStatement(const python::Node& node, const ScopePtr& scope);
    Flow whileStatement(const python::Node& node, const ScopePtr& scope);
    Flow tryStatement(const python::Node& node, const ScopePtr& scope);
    Flow withStatement(const python::Node& node, const ScopePtr& scope);
    Flow matchStatement(const python::Node& node, const ScopePtr& scope);
    Flow raiseStatement(const python::Node& node, const ScopePtr& scope);
    Flow returnStatement(const python::Node& node, const ScopePtr& scope);
    Flow assertStatement(const python::Node& node, const ScopePtr& scope);
    void expressionStatement(const python::Node& node, const ScopePtr& scope);
    Value changedInPlace(const Value& before, BinaryOperator op, const Value& more);
    void augmented(const python::Node& node, const ScopePtr& scope);
    void annotate(const python::Node& target, const python::Node& type, const ScopePtr& scope);
    Flow ifClause(const Value& condition, const python::Node& consequence, const QList<python::Node>& others,
        qsizetype next, const ScopePtr& scope);
    // match_statements.cpp
    enum class Captures { Skip, Bind };
    std::optional<bool> fits(const QList<python::Node>& patterns, const Value& subject, const ScopePtr&, Captures);
    std::optional<bool> fits(const python::Node& pattern, const Value& subject, const ScopePtr&, Captures);
    std::optional<bool> sequenceFits(const QList<python::Node>&, const Value& subject, const ScopePtr&, Captures);
    std::optional<bool> mappingFits(const python::Node&, const Value& subject, const ScopePtr&, Captures);
    std::optional<bool> classFits(const python::Node&, const Value& subject, const ScopePtr&, Captures);
    std::optional<bool> literalFits(const python::Node&, bool isNegative, const Value& subject, const ScopePtr&);
    void captureParts(const python::Node& pattern, const Value& subject, const ScopePtr& scope);
    Flow whileTurns(const python::Node& node, const ScopePtr& scope);
    /// `item`: what every turn of a `for` is given.
    Flow unknownTurns(const DoubtPtr& why, const python::Node& loop, const ScopePtr& scope, const Value& item = {});
    Flow afterTurns(Flow flow, const python::Node& loop, const ScopePtr& scope, size_t depth);
    Flow turnsOf(const Value& iterated, const python::Node& loop, const ScopePtr& scope);
    Flow turnsInAnyOrder(
        const std::vector<Value>& items, const DoubtPtr& why, const python::Node& loop, const ScopePtr& scope);
    Flow turnsOf(Iterator& iterator, const python::Node& loop, const ScopePtr& scope);
    Flow tryBody(const python::Node& node, const ScopePtr& scope);
    struct Depth {
        size_t frames;
        size_t running;
        size_t tries;
    };
    Depth depth() const;
    void returnTo(const Depth& depth);
    struct Guarded;
    Flow attempt(const Guarded& guarded);
    Flow leftBy(const Value& context, const Raised& raised);
    Flow handled(const python::Node& node, const Raised& raised, const ScopePtr& scope);
    Flow runHandler(const python::Node& clause, const Value& exception, const ScopePtr& scope);
    std::optional<bool> matches(const python::Node& clause, const Value& exception, const ScopePtr& scope);
    Flow withItems(const QList<python::Node>& items, qsizetype at, const python::Node& body, const ScopePtr& scope);
    void unpack(const python::Node& target, const Value& value, const ScopePtr& scope);
    void assign(const python::Node& target, const Value& value, const ScopePtr& scope);
    void bind(const QString& name, const Value& value, const ScopePtr& scope);
    void remove(const python::Node& target, const ScopePtr& scope);
    void removeName(const QString& name, const ScopePtr& scope);
    void importStatement(const python::Node& node, const ScopePtr& scope);
    void importFrom(const python::Node& node, const ScopePtr& scope);
    void importAll(const QString& from, int level, const ScopePtr& scope);
    void mayBeMissing(const QString& module, const python::Node& node);
    void decorated(const python::Node& node, const ScopePtr& scope);
    void defineFunction(const python::Node& node, const ScopePtr& scope, const QList<python::Node>& decorators);
    void defineClass(const python::Node& node, const ScopePtr& scope, const QList<python::Node>& decorators);
    ScopePtr withTypeParameters(const python::Node& definition, const ScopePtr& scope);
    void settleClass(const std::shared_ptr<ClassObject>& type);
    void makeEnum(const std::shared_ptr<ClassObject>& type);
    void finishClass(const std::shared_ptr<ClassObject>& type);
    void tellOfClass(const std::shared_ptr<ClassObject>& type);

    // expressions.cpp
    Value value(const python::Node& node, const ScopePtr& scope);
    Value evaluate(const python::Node& node, const ScopePtr& scope);
    Value name(const QString& name, const python::Node& node, const ScopePtr& scope);
    Value stringNode(const python::Node& node, const ScopePtr& scope);
    Value interpolated(const python::Node& node, const ScopePtr& scope);
    Value display(const python::Node& node, const ScopePtr& scope);
    Value dictionary(const python::Node& node, const ScopePtr& scope);
    void spread(Dict& dict, const Value& mapping, const python::Node& child);
    Value comprehension(const python::Node& node, const ScopePtr& scope);
    DoubtPtr walkLoops(const python::Node& node, const ScopePtr& scope, const Value& iterated,
        const std::function<void(const ScopePtr&)>& body, DoubtPtr& order);
    Value generated(const python::Node& node, const ScopePtr& scope, const Value& iterated);
    Value lazyGenerator(const python::Node& node, const ScopePtr& scope);
    Value subscript(const python::Node& node, const ScopePtr& scope);
    Value sliceOf(const Value& owner, const python::Node& slice, const ScopePtr& scope);
    Value booleanOperator(const python::Node& node, const ScopePtr& scope);
    Value comparison(const python::Node& node, const ScopePtr& scope);
    Value compared(const std::vector<python::Node>& operands, const std::vector<QByteArray>& ops, size_t at,
        const Value& left, const ScopePtr& scope);
    Value conditional(const python::Node& node, const ScopePtr& scope);
    Value interpolation(const python::Node& part, const ScopePtr& scope);
    Value binaryNode(const python::Node& node, const ScopePtr& scope);
    Value unaryNode(const python::Node& node, const ScopePtr& scope);
    ScopePtr comprehensionScope(const ScopePtr& scope);
    [[noreturn]] void raiseUnbound(const QString& name);
    std::shared_ptr<Instance> ownerOfDict(const python::Node& node, const ScopePtr& scope);
    QString mangled(const QString& name, const ScopePtr& scope) const;
    Value namedExpression(const python::Node& node, const ScopePtr& scope);
    Value typeNode(const python::Node& node, const ScopePtr& scope);
    Value nameNode(const python::Node& node, const ScopePtr& scope);
    Value attributeNode(const python::Node& node, const ScopePtr& scope);
    Value innerNode(const python::Node& node, const ScopePtr& scope);
    Value yieldNode(const python::Node& node, const ScopePtr& scope);
    Value either(const DoubtPtr& why, const std::vector<std::function<Value()>>& ways);
    Value callNode(const python::Node& node, const ScopePtr& scope);
    Arguments arguments(const python::Node& call, const ScopePtr& scope);
    Value lambda(const python::Node& node, const ScopePtr& scope);
    DoubtPtr doubtAt(const python::Node& node, const char* source, const QStringList& arguments = {}) const;

    // generator.cpp
    Value generator(const std::shared_ptr<Function>& function, const Arguments& arguments);
    Value yieldFrom(const Value& given, const std::function<void(const Value&)>& onYield);
    bool turnsWithin(Iterator& generator, const python::Node& loop, const ScopePtr& scope);

    // calls.cpp
    void runGenerator(const std::shared_ptr<Function>& function, const Arguments& arguments,
        const std::function<void(const Value&)>& onYield);
    Value callFunction(const std::shared_ptr<Function>& function, const Arguments& arguments);
    void bindParameters(const Function& function, const Arguments& arguments, const ScopePtr& local);
    Value makeInstance(const std::shared_ptr<ClassObject>& type, const Arguments& arguments);
    Value enterFunction(const std::shared_ptr<Function>& function, const Arguments& arguments,
        const std::function<void(const Value&)>& onYield, const Value& sent = {});
    bool recursesWithoutKnownEnd(const Function& function, const Arguments& given) const;
    Value joinedResult(const std::vector<Value>& returned, const QString& function);
    Value decoratedBy(const Value& decorator, const Value& made);
    void initialise(Instance& instance, const Arguments& arguments);
    void fillFields(Instance& instance, const Arguments& arguments);
    Value defaultOfField(const Value& given);
    Value superObject(const ScopePtr& scope);
    Value callEither(const Alternatives& alternatives, const DoubtPtr& why, const Arguments& arguments);
    void callUnknown(const DoubtPtr& why, const Arguments& arguments, World::Reach reach = World::Reach::Anything);

    bool setByClass(Instance& instance, const QString& name, const Value& value);

    // aliases.cpp
    void mayHaveChanged(const Unseen& unseen);
    void mayHaveChanged(const Value& owner, const std::vector<Value>& given);
    void mayHaveAttribute(const Value& owner, const QString& name, const Value& value);
    void mayBeChangedBy(const Value& owner, const QString& method);
    void mayBeCalled(const Value& given, const DoubtPtr& why);
    static bool isContainer(const Object& object);

    // heap.cpp
    Flow ways(const DoubtPtr& why, const std::vector<std::function<Flow()>>& branches);
    struct Walked;
    struct TurnNames;
    void walk(const std::function<Flow()>& branch, Walked& walked);
    static Flow flowOf(Leaving leaving);
    static Leaving leavingOf(Flow flow);
    std::optional<Flow> leftBefore(size_t depth) const;
    std::optional<Flow> leftBefore(const Raised& exception, size_t depth);
    Flow perhaps(Flow flow, const DoubtPtr& why);
    Flow turn(const python::Node& body, const ScopePtr& scope);
    Flow meet(Walked walked, const DoubtPtr& why);
    Flow meetAgain(Walked walked, const DoubtPtr& why);
    Flow anyTurns(const DoubtPtr& why, const std::function<Flow()>& turn, TurnNames* names = nullptr);
    Flow turnWith(TurnNames& names, const DoubtPtr& why, const std::function<Flow()>& turn);
    static bool changesTurns(const Save& left, const TurnNames* names, const DoubtPtr& why);
    Flow joinedFlow(const std::vector<Flow>& flows, const DoubtPtr& why);
    void maybeRaised(const Raised& exception, const DoubtPtr& why);
    void openUncertain(const DoubtPtr& why, Leaving leaving);
    void openUncertain(const Uncertain& uncertain);
    void closeUncertain(size_t depth, Leaving upTo, int level = 0);
    void closeLast();
    bool hasEnded(const Uncertain& uncertain, Leaving upTo, int level) const;
    DoubtPtr mayHaveLeft(size_t from, size_t to, Leaving leaving, int level) const;
    void beginSave();
    std::unique_ptr<Save> endSave(); ///< restores; gives what had changed
    void joinSaves(std::vector<std::unique_ptr<Save>> saves, bool mayStay, const DoubtPtr& why);

    Options m_options;
    World* m_world;
    std::unique_ptr<World> m_nothing;
    std::map<QString, std::shared_ptr<Module>> m_modules; // by file
    QHash<QString, std::shared_ptr<ClassObject>> m_exceptions;
    std::vector<std::weak_ptr<Scope>> m_scopes;
    std::vector<std::shared_ptr<ClassObject>> m_classes; ///< their own order holds them: to be broken up at the end
    std::vector<Frame*> m_frames;
    std::vector<std::unique_ptr<Save>> m_saves;
    Escaped m_escaped;
    std::vector<Uncertain> m_uncertain;
    int m_loops = 0; ///< around what runs
    bool m_takesAnyOrder = false; ///< what the arguments that are evaluated are given to does not look at their order
    std::vector<Try*> m_tries;
    std::vector<Value> m_handled; ///< exceptions whose handlers run, for a bare `raise`
    std::vector<std::shared_ptr<Module>> m_running; ///< modules whose code runs, innermost last
    QStringList m_variables;
    python::Node m_node; ///< the statement or call that runs
    int m_steps = 0;
    int m_importing = 0;
    std::vector<Made> m_made;
    QSet<QString> m_changedModules;
    int m_nesting = 0;
};

/// A method of an Unknown that is text of which the beginning is known (Value::sample()), where that decides something;
/// nullopt for others.
std::optional<Value> methodOfPartlyKnown(const Value& text, const QString& name);
/// `part in text`, of such a text.
std::optional<Value> isInPartlyKnown(const Value& text, const Value& part);

} // namespace espalier::symbolic
