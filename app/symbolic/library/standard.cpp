#include "symbolic/library/registry.h"
#include "symbolic/library/typing.h"

namespace espalier::symbolic {

namespace library {

namespace {

const Registry& registry()
{
    static const Registry all = [] {
        Registry made;
        for (const auto add : { addFiles, addOs, addPaths, addPathlib, addRegularExpressions, addJson, addText,
                 addDateTime, addUuid, addDecimal, addEnum, addCollections, addUserContainers, addConcurrency,
                 addItertools, addFunctools, addOperator, addTyping, addClasses, addContexts, addLogging, addSystem,
                 addMath, addDigests, addUrls, addCsv, addImports })
            add(made);
        return made;
    }();
    return all;
}

/// A module of the standard library. What it has and is not known here is External, as in other packages.
class StandardModule final : public Object {
public:
    explicit StandardModule(QString name)
        : m_name(std::move(name))
    { }
    QString typeName() const override { return QStringLiteral("module"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        if (name == QLatin1String("__name__"))
            return Value::string(m_name);
        const QString dotted = m_name + QLatin1Char('.') + name;
        if (const auto found = interpreter.world().imported(interpreter, dotted))
            return found;
        if (const auto found = standardName(interpreter, dotted))
            return found;
        const auto made = std::make_shared<External>();
        made->name = dotted;
        made->place = interpreter.place();
        return Value::of(made);
    }
    std::optional<Value> compare(Interpreter&, CompareOperator op, const Value& other, bool) override
    {
        const auto module = other.as<StandardModule>();
        if (op != CompareOperator::Eq && op != CompareOperator::Ne)
            return std::nullopt;
        return Value::boolean((module && module->m_name == m_name) == (op == CompareOperator::Eq));
    }

private:
    QString m_name;
};

} // namespace

} // namespace library

std::optional<Value> standardName(Interpreter& interpreter, const QString& dotted)
{
    using namespace library;
    if (const auto found = registry().find(interpreter, dotted))
        return found;
    if (registry().isModule(dotted))
        return Value::of(std::make_shared<StandardModule>(dotted));
    return typingName(dotted);
}

} // namespace espalier::symbolic
