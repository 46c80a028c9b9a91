#include "database/connection_settings.h"

#include <array>
#include <QUuid>
#include <utility>

namespace espalier::database {

namespace {

template <typename T> using Names = std::pair<T, const char*>;

constexpr std::array<Names<EnvironmentTag>, 5> environments{ {
    { EnvironmentTag::Unspecified, "unspecified" },
    { EnvironmentTag::Development, "development" },
    { EnvironmentTag::Testing, "testing" },
    { EnvironmentTag::Staging, "staging" },
    { EnvironmentTag::Production, "production" },
} };

constexpr std::array<Names<SecretSource>, 5> sourceNames{ {
    { SecretSource::None, "none" },
    { SecretSource::Keychain, "keychain" },
    { SecretSource::Session, "session" },
    { SecretSource::Environment, "environment" },
    { SecretSource::PasswordFile, "password-file" },
} };

template <typename Table, typename T> QString nameIn(const Table& table, T wanted)
{
    for (const auto& [value, name] : table) {
        if (value == wanted)
            return QString::fromLatin1(name);
    }
    return {};
}

template <typename Table, typename T> T valueIn(const Table& table, const QString& wanted, T otherwise)
{
    for (const auto& [value, name] : table) {
        if (wanted == QLatin1String(name))
            return value;
    }
    return otherwise;
}

} // namespace

QString environmentName(EnvironmentTag tag) { return nameIn(environments, tag); }
// A tag of a later version must not lose its sting: what is not known is treated as the most careful one.
EnvironmentTag environmentFromName(const QString& name)
{
    return valueIn(environments, name, name.isEmpty() ? EnvironmentTag::Unspecified : EnvironmentTag::Production);
}

QString secretSourceName(SecretSource source) { return nameIn(sourceNames, source); }
SecretSource secretSourceFromName(const QString& name) { return valueIn(sourceNames, name, SecretSource::Session); }

ConnectionSettings ConnectionSettings::fromUrl(const dialects::DatabaseUrl& url, const QString& name)
{
    ConnectionSettings settings;
    settings.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    settings.name = name;
    settings.url = url.withoutSecrets();
    return settings;
}

QString ConnectionSettings::title() const { return name.isEmpty() ? url.shortName() : name; }

} // namespace espalier::database
