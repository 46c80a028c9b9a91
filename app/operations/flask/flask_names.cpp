#include "operations/flask/flask_names.h"

#include "symbolic/code.h"
#include "symbolic/library.h"

namespace espalier::operations {

namespace {

using symbolic::Arguments;
using symbolic::Dict;
using symbolic::DoubtPtr;
using symbolic::External;
using symbolic::Instance;
using symbolic::Interpreter;
using symbolic::Object;
using symbolic::Value;

/// `app.config`: a dict of what the project's code puts there. Flask's defaults and what extensions add are not known.
class ConfigHost final : public Object {
public:
    QString typeName() const override { return QStringLiteral("Config"); }
    bool isInstanceOf(const QString& className) const override { return className == QLatin1String("dict"); }
    const std::shared_ptr<Dict>& settings() const { return m_settings; }

    /// Any settings may be in it from here on.
    void doubtAll(Interpreter& interpreter)
    {
        interpreter.touch(*m_settings);
        m_settings->mayHaveChanged(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "reads settings as it runs")));
    }

    std::optional<Value> item(Interpreter& interpreter, const Value& key) override
    {
        const Value* found = m_settings->doubt ? nullptr : m_settings->find(key);
        return found ? *found : unset(interpreter);
    }
    bool setItem(Interpreter& interpreter, const Value& key, const Value& value) override
    {
        interpreter.setItem(dict(), key, value);
        return true;
    }
    bool removeItem(Interpreter& interpreter, const Value& key) override
    {
        interpreter.setItem(dict(), key, unset(interpreter));
        return true;
    }
    std::optional<Value> contains(Interpreter& interpreter, const Value& key) override
    {
        return !m_settings->doubt && m_settings->find(key) ? Value::boolean(true) : unset(interpreter);
    }
    Value truth(Interpreter&) override { return Value::boolean(true); } // of Flask's defaults
    std::optional<Value> length(Interpreter& interpreter) override { return unset(interpreter); }
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter& interpreter) override
    {
        return std::pair(unset(interpreter), std::vector<Value>());
    }

    std::optional<Value> attribute(Interpreter&, const QString& name) override
    {
        using Do = Value (ConfigHost::*)(Interpreter&, const Arguments&);
        static const QHash<QString, Do> methods{
            { QStringLiteral("get"), &ConfigHost::get },
            { QStringLiteral("setdefault"), &ConfigHost::setDefault },
            { QStringLiteral("update"), &ConfigHost::update },
            { QStringLiteral("from_mapping"), &ConfigHost::update },
            { QStringLiteral("from_object"), &ConfigHost::fromObject },
        };
        const Do known = methods.value(name, &ConfigHost::doAnything);
        return symbolic::builtin(name,
            [self = std::static_pointer_cast<ConfigHost>(shared_from_this()), known](
                Interpreter& inner, const Arguments& arguments) { return (self.get()->*known)(inner, arguments); });
    }

private:
    Value dict() const { return Value::object(m_settings); }
    static Value unset(const Interpreter& interpreter)
    {
        return interpreter.unknown(
            QT_TRANSLATE_NOOP("Messages", "is a setting that the application's code does not show"));
    }

    Value get(Interpreter& interpreter, const Arguments& arguments)
    {
        return *item(interpreter, arguments.get(0, u"key"));
    }
    Value setDefault(Interpreter& interpreter, const Arguments& arguments)
    {
        const Value key = arguments.get(0, u"key");
        if (m_settings->doubt || !m_settings->find(key)) // Flask may have a default of its own
            interpreter.setItem(dict(), key, unset(interpreter));
        return *item(interpreter, key);
    }
    Value update(Interpreter& interpreter, const Arguments& arguments)
    {
        return interpreter.call(interpreter.attribute(dict(), QStringLiteral("update")), arguments);
    }
    /// The names in capitals of a module, a class or an instance, or of what a dotted name stands for.
    Value fromObject(Interpreter& interpreter, const Arguments& arguments)
    {
        const Value given = arguments.get(0, u"obj");
        const Value source = given.isString() ? named(interpreter, given.text()) : given;
        const std::optional<QStringList> names = namesOf(source);
        if (!names)
            return doAnything(interpreter, arguments);
        for (const QString& name : *names)
            if (name == name.toUpper() && name != name.toLower())
                if (const auto value = interpreter.findAttribute(source, name))
                    interpreter.setItem(dict(), Value::string(name), *value);
        return {};
    }
    Value doAnything(Interpreter& interpreter, const Arguments&)
    {
        doubtAll(interpreter);
        return unset(interpreter);
    }

    /// werkzeug.utils.import_string()
    static Value named(Interpreter& interpreter, const QString& name)
    {
        QString path = name;
        path.replace(QLatin1Char(':'), QLatin1Char('.'));
        for (QString module = path; !module.isEmpty(); module = module.section(QLatin1Char('.'), 0, -2)) {
            const auto found = interpreter.importModule(module, 0, {});
            if (!found)
                continue;
            Value value = Value::of(found);
            for (const QString& part : path.mid(module.size()).split(QLatin1Char('.'), Qt::SkipEmptyParts))
                value = interpreter.attribute(value, part);
            return value;
        }
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` is not part of the project"), { name });
    }
    static QStringList namesOf(const symbolic::Scope& scope)
    {
        QStringList names;
        for (auto it = scope.names.cbegin(); it != scope.names.cend(); ++it)
            names.append(it.key());
        return names;
    }
    /// Of a base class that is not the project's: Python's own have no names in capitals.
    static bool mayHaveSettings(const symbolic::ObjectPtr& base)
    {
        return base->className().isEmpty() || base->className().contains(QLatin1Char('.'));
    }
    /// nullopt where it may have more than can be seen.
    static std::optional<QStringList> namesOf(const Value& source)
    {
        if (const auto module = source.as<symbolic::Module>())
            return module->scope->doubt || module->scope->mayHaveMore || !module->scope->stars.isEmpty()
                ? std::nullopt
                : std::optional(namesOf(*module->scope));
        const auto instance = source.as<Instance>();
        const auto type = instance ? instance->type : source.as<symbolic::ClassObject>();
        if (!type || (instance && instance->mayHaveMore)
            || std::any_of(type->foreign.begin(), type->foreign.end(), mayHaveSettings))
            return std::nullopt;
        QStringList names;
        if (instance)
            std::copy(instance->attributes.keyBegin(), instance->attributes.keyEnd(), std::back_inserter(names));
        for (const auto& one : type->order) {
            if (one->scope->doubt || one->scope->mayHaveMore)
                return std::nullopt;
            names += namesOf(*one->scope);
        }
        names.removeDuplicates();
        return names;
    }

    const std::shared_ptr<Dict> m_settings = std::make_shared<Dict>(); ///< out of reach of forHeld()
};

/// Flask(__name__)
class ApplicationHost final : public Object {
public:
    explicit ApplicationHost(const Arguments& arguments)
        : m_name(arguments.get(0, u"import_name"))
    {
        m_others->name = QStringLiteral("flask.Flask()");
        m_others->place = arguments.place;
    }
    QString typeName() const override { return QStringLiteral("Flask"); }
    bool isInstanceOf(const QString& className) const override { return className == QLatin1String("flask.Flask"); }
    const std::shared_ptr<ConfigHost>& config() const { return m_config; }

    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        if (name == QLatin1String("config"))
            return Value::object(m_config);
        if (name == QLatin1String("import_name"))
            return m_name;
        return m_others->attribute(interpreter, name);
    }
    bool setAttribute(Interpreter& interpreter, const QString& name, const Value&) override
    {
        if (name == QLatin1String("config"))
            m_config->doubtAll(interpreter);
        return true;
    }
    std::optional<Value> call(Interpreter& interpreter, const Arguments& given) override
    {
        return m_others->call(interpreter, given);
    }

private:
    Value m_name;
    std::shared_ptr<ConfigHost> m_config = std::make_shared<ConfigHost>();
    std::shared_ptr<External> m_others = std::make_shared<External>();
};

/// flask.Flask
class ApplicationClass final : public Object {
public:
    QString typeName() const override { return QStringLiteral("type"); }
    QString className() const override { return QStringLiteral("flask.Flask"); }
    bool isBase() const override { return true; }
    std::optional<Value> call(Interpreter&, const Arguments& arguments) override
    {
        return Value::of(std::make_shared<ApplicationHost>(arguments));
    }
    std::optional<Value> inherited(Interpreter& interpreter, const Value& owner, const QString& name) override
    {
        const auto instance = owner.as<Instance>();
        if (!instance)
            return std::nullopt;
        if (name == QLatin1String("__init__"))
            return symbolic::builtin(name,
                [self = std::static_pointer_cast<ApplicationClass>(shared_from_this()), instance](
                    Interpreter&, const Arguments& arguments) {
                    self->m_made.insert(instance->serial(), std::make_shared<ApplicationHost>(arguments));
                    return Value::none();
                });
        if (!m_made.contains(instance->serial()))
            m_made.insert(instance->serial(), std::make_shared<ApplicationHost>(Arguments()));
        return m_made.value(instance->serial())->attribute(interpreter, name);
    }
    /// What an instance of a class derived from it is; null where that has not begun.
    std::shared_ptr<ApplicationHost> made(const Instance& instance) const { return m_made.value(instance.serial()); }

private:
    QHash<quint64, std::shared_ptr<ApplicationHost>> m_made; ///< by the serials of instances
};

std::shared_ptr<ApplicationHost> applicationIn(const Value& value)
{
    const auto instance = value.as<Instance>();
    if (!instance)
        return value.as<ApplicationHost>();
    for (const symbolic::ObjectPtr& base : instance->type->foreign)
        if (const auto type = std::dynamic_pointer_cast<ApplicationClass>(base))
            return type->made(*instance);
    return nullptr;
}

} // namespace

std::optional<Value> flaskName(const QString& dotted)
{
    if (dotted == QLatin1String("flask.Flask"))
        return Value::of(std::make_shared<ApplicationClass>());
    return std::nullopt;
}

bool isFlaskApplication(const Value& value) { return applicationIn(value) != nullptr; }

std::shared_ptr<const Dict> flaskSettings(const Value& application)
{
    const auto found = applicationIn(application);
    return found && !found->config()->settings()->doubt ? found->config()->settings() : nullptr;
}

} // namespace espalier::operations
