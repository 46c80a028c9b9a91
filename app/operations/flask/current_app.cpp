#include "operations/flask/current_app.h"

#include "operations/plain_value.h"
#include "symbolic/library.h"

#include <QSet>

namespace espalier::operations {

namespace {

/// `current_app.config`: what the application's own code sets is known, all else is not.
class SettingsHost final : public symbolic::Object {
public:
    explicit SettingsHost(Recorder& recorder)
        : m_recorder(recorder)
    {
        m_others->name = QStringLiteral("flask.current_app.config");
    }
    QString typeName() const override { return QStringLiteral("Config"); }

    std::optional<Value> item(Interpreter& interpreter, const Value& key) override
    {
        const std::optional<Value> found = known(key);
        return found ? found : m_others->item(interpreter, key);
    }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        static const QSet<QString> readers{ QStringLiteral("keys"), QStringLiteral("values"), QStringLiteral("items"),
            QStringLiteral("copy"), QStringLiteral("get_namespace"), QStringLiteral("root_path") };
        if (name != QLatin1String("get")) {
            if (!readers.contains(name))
                m_recorder.changesSettings();
            return m_others->attribute(interpreter, name);
        }
        return symbolic::builtin(name,
            [self = std::static_pointer_cast<SettingsHost>(shared_from_this())](
                Interpreter& inner, const Arguments& arguments) {
                const std::optional<Value> found = self->known(arguments.get(0, u"key"));
                return found ? *found : inner.call(*self->m_others->attribute(inner, QStringLiteral("get")), arguments);
            });
    }
    bool setItem(Interpreter&, const Value&, const Value&) override { return changes(); }
    bool removeItem(Interpreter&, const Value&) override { return changes(); }
    std::optional<Value> contains(Interpreter& interpreter, const Value& key) override
    {
        return known(key) ? Value::boolean(true) : m_others->contains(interpreter, key);
    }
    Value truth(Interpreter&) override { return Value::boolean(true); }
    std::optional<Value> length(Interpreter& interpreter) override { return m_others->length(interpreter); }
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter& interpreter) override
    {
        return m_others->elements(interpreter);
    }
    Value str(Interpreter& interpreter) override { return m_others->str(interpreter); }

private:
    bool changes()
    {
        m_recorder.changesSettings();
        return true;
    }
    std::optional<Value> known(const Value& key) const
    {
        if (!key.isString())
            return std::nullopt;
        const auto setting = m_recorder.assumedSetting(key.text());
        return setting ? std::optional(fromPlain(*setting)) : std::nullopt;
    }

    Recorder& m_recorder;
    const std::shared_ptr<symbolic::External> m_others = std::make_shared<symbolic::External>();
};

} // namespace

std::optional<Value> currentAppName(Recorder& recorder, const QString& dotted)
{
    if (!recorder.circumstances().application || dotted != QLatin1String("flask.current_app.config"))
        return std::nullopt;
    return Value::of(std::make_shared<SettingsHost>(recorder));
}

} // namespace espalier::operations
