#include "operations/flask/flask_application.h"

#include "core/file.h"
#include "operations/env_settings.h"
#include "operations/flask/flask_names.h"
#include "operations/plain_value.h"
#include "project/dotenv.h"

namespace espalier::operations {

namespace {

using symbolic::Interpreter;
using symbolic::Value;

/// What stands outside of an application: Flask's class, and nothing else that is known.
class ApplicationWorld final : public symbolic::World {
public:
    std::optional<Value> imported(Interpreter&, const QString& dotted) override { return flaskName(dotted); }
};

/// "package.module:name", as FLASK_APP has it.
struct ApplicationName {
    QString module;
    QString name; ///< of the application, or of a function that makes one; empty where Flask searches for it
};

constexpr qint64 largestDotEnv = 1024 * 1024;

/// What the first of the files that sets it gives it; empty where none does.
QString inDotEnv(const QStringList& folders, const QString& name)
{
    for (const QString& folder : folders) {
        for (const char* file : { "/.env", "/.flaskenv" }) {
            const auto content = core::readFile(folder + QLatin1String(file), largestDotEnv);
            QString found;
            for (const project::DotEnvVariable& variable :
                content ? project::parseDotEnv(*content) : QList<project::DotEnvVariable>())
                if (variable.name == name)
                    found = variable.value;
            if (!found.isEmpty())
                return found;
        }
    }
    return {};
}

/// flask.cli.prepare_import(): a path or a dotted name.
ApplicationName asName(const QString& flaskApp)
{
    const qsizetype colon = flaskApp.indexOf(QLatin1Char(':'));
    QString module = flaskApp.left(colon);
    if (module.endsWith(QLatin1String(".py")))
        module.chop(3);
    module.replace(QLatin1Char('/'), QLatin1Char('.'));
    while (module.startsWith(QLatin1Char('.')))
        module.remove(0, 1);
    return { module, colon < 0 ? QString() : flaskApp.mid(colon + 1).trimmed() };
}

/// flask.cli.find_best_app(), find_app_by_string(); None where there is none.
Value applicationOf(Interpreter& interpreter, symbolic::Module& module, const QString& name)
{
    const auto made = [&](const QString& attribute) -> Value {
        const auto found = module.attribute(interpreter, attribute);
        if (!found || isFlaskApplication(*found) || !symbolic::isCode(*found))
            return found.value_or(Value());
        return interpreter.call(*found);
    };
    if (!name.isEmpty()) {
        const bool isCall = name.endsWith(QLatin1String("()"));
        return made(isCall ? name.chopped(2) : name);
    }
    for (const char* usual : { "app", "application", "create_app", "make_app" })
        if (const Value found = made(QLatin1String(usual)); isFlaskApplication(found))
            return found;
    return {};
}

} // namespace

FlaskApplication::FlaskApplication(
    QStringList roots, std::shared_ptr<symbolic::SourceCache> sources, symbolic::Environment environment)
    : m_roots(std::move(roots))
    , m_sources(std::move(sources))
    , m_environment(std::move(environment))
{ }

const QMap<QString, QVariant>& FlaskApplication::settings() const
{
    std::call_once(m_isRead, [this] { m_settings = read(); });
    return m_settings;
}

QMap<QString, QVariant> FlaskApplication::read() const
{
    const QString variable = QStringLiteral("FLASK_APP");
    QString named = m_environment.variables.value(variable);
    if (named.isEmpty())
        named = inDotEnv(m_roots, variable);
    QList<ApplicationName> candidates;
    if (!named.isEmpty())
        candidates.append(asName(named));
    else
        candidates = { { QStringLiteral("wsgi"), {} }, { QStringLiteral("app"), {} } };

    ApplicationWorld world;
    Interpreter::Options options;
    options.imports = python::ImportFinder(m_roots);
    options.sources = m_sources;
    options.world = &world;
    options.environment = m_environment;
    options.limits = limitsOfWhole;
    Interpreter interpreter(std::move(options));
    QMap<QString, QVariant> settings;
    interpreter.attempt([&] {
        for (const ApplicationName& candidate : candidates) {
            const auto module = interpreter.importModule(candidate.module, 0, {});
            if (!module)
                continue;
            const auto config = flaskSettings(applicationOf(interpreter, *module, candidate.name));
            if (!config)
                break;
            for (const auto& [key, value] : config->entries())
                if (const auto plain = asPlain(value); plain && key.isString())
                    settings.insert(key.text(), *plain);
            break;
        }
        return Value();
    });
    return settings;
}

} // namespace espalier::operations
