#include "dialects/database_url.h"

#include "dialects/dialect.h"

#include <QDir>
#include <QFileInfo>

namespace espalier::dialects {

QString DatabaseUrl::option(const QString& name) const
{
    for (auto it = options.crbegin(); it != options.crend(); ++it) {
        if (it->first == name)
            return it->second;
    }
    return {};
}

bool DatabaseUrl::hasOption(const QString& name) const
{
    return std::any_of(options.begin(), options.end(), [&](const auto& entry) { return entry.first == name; });
}

void DatabaseUrl::setOption(const QString& name, const QString& value)
{
    for (auto& entry : options) {
        if (entry.first == name) {
            entry.second = value;
            return;
        }
    }
    options.append({ name, value });
}

DatabaseUrl DatabaseUrl::withPassword(const core::Secret& secret) const
{
    DatabaseUrl copy = *this;
    copy.password = secret;
    copy.hasPassword = true;
    return copy;
}

DatabaseUrl DatabaseUrl::withoutPassword() const
{
    DatabaseUrl copy = *this;
    copy.password = {};
    copy.hasPassword = false;
    return copy;
}

DatabaseUrl DatabaseUrl::withoutSecrets() const
{
    DatabaseUrl copy = withoutPassword();
    const QStringList secret = dialectOf(*this).urlRules().secretOptions;
    copy.options.removeIf([&](const auto& option) { return secret.contains(option.first); });
    return copy;
}

DatabaseUrl DatabaseUrl::withDatabase(const QString& name) const
{
    DatabaseUrl copy = *this;
    copy.database = name;
    return copy;
}

DatabaseUrl DatabaseUrl::resolvedAgainst(const QString& folder) const
{
    const bool isUri = database.startsWith(QLatin1String("file:"));
    if (!dialectOf(*this).isFileBased() || database.isEmpty() || database.startsWith(QLatin1Char(':')))
        return *this;
    const QString path = isUri ? database.mid(5) : database;
    if (path.startsWith(QLatin1Char(':')) || (isUri && option(QStringLiteral("mode")) == QLatin1String("memory"))
        || QDir::isAbsolutePath(path))
        return *this;
    const QString absolute = QDir::cleanPath(QDir(folder).absoluteFilePath(path));
    return withDatabase(isUri ? QStringLiteral("file:") + absolute : absolute);
}

QString DatabaseUrl::shortName() const
{
    if (dialectOf(*this).isFileBased())
        return database.isEmpty() ? QStringLiteral(":memory:") : QFileInfo(database).fileName();
    const QString name = database.isEmpty() ? user : database;
    return hosts.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, hosts.first().host);
}

} // namespace espalier::dialects
