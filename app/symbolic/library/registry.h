#pragma once

#include "symbolic/library/support.h"

namespace espalier::symbolic::library {

/// What the standard library has, by dotted names. Filled once; read by any thread, since nothing in it changes: what
/// has a state is made anew for each use (made()).
class Registry {
public:
    using Make = std::function<Value(Interpreter&)>;
    void module(const char* name) { m_modules.insert(QString::fromLatin1(name)); }
    void functions(const char* module, std::initializer_list<Entry> entries);
    void value(const char* module, const char* name, const Value& value);
    void type(const char* module, const char* signature, Body make, BuiltinClass::Members members = {},
        Unknowns unknowns = Unknowns::Spread);
    /// One whose instances are plain dicts or lists.
    void looseType(const char* module, const char* signature, Body make, const Methods& methods);
    void made(const char* module, const char* name, Make make);
    /// Names that a source in Python makes: classes to derive from, and what calls back.
    void python(const char* module, std::initializer_list<const char*> names, const char* source);
    /// Functions whose result is not known, for a reason marked with QT_TRANSLATE_NOOP.
    void unknown(const char* module, std::initializer_list<const char*> names, const char* reason);
    /// The same for those that give plain data where they are given plain data.
    void unknownData(const char* module, std::initializer_list<const char*> names, const char* reason);
    /// The same for those whose results are words (Value::isWord): times, random identifiers and numbers.
    void unknownWords(const char* module, std::initializer_list<const char*> names, const char* reason);
    /// Functions that do nothing that a migration could see, and give None.
    void silent(const char* module, std::initializer_list<const char*> names);
    /// Functions that reach outside of what is known; with Reach::World, not to databases.
    void outside(
        const char* module, std::initializer_list<const char*> names, World::Reach reach = World::Reach::Anything);

    bool isModule(const QString& name) const { return m_modules.contains(name); }
    std::optional<Value> find(Interpreter& interpreter, const QString& dotted) const;

private:
    /// A function of any arguments, unknown ones too.
    void taking(const char* module, const char* name, Body body);
    QString named(const char* module, const QString& name);
    core::WordSet m_modules;
    Names m_values;
    core::WordHash<Make> m_makes;
};

// By subject; each adds its modules.
void addFiles(Registry& registry);
void addOs(Registry& registry);
void addPaths(Registry& registry);
void addPathlib(Registry& registry);
void addRegularExpressions(Registry& registry);
void addJson(Registry& registry);
void addText(Registry& registry);
void addDateTime(Registry& registry);
void addUuid(Registry& registry);
void addDecimal(Registry& registry);
void addEnum(Registry& registry);
void addCollections(Registry& registry);
void addUserContainers(Registry& registry);
void addConcurrency(Registry& registry);
void addItertools(Registry& registry);
void addFunctools(Registry& registry);
void addOperator(Registry& registry);
void addTyping(Registry& registry);
void addClasses(Registry& registry);
void addContexts(Registry& registry);
void addLogging(Registry& registry);
void addSystem(Registry& registry);
void addMath(Registry& registry);
void addDigests(Registry& registry);
void addUrls(Registry& registry);
void addCsv(Registry& registry);
void addImports(Registry& registry);

} // namespace espalier::symbolic::library
