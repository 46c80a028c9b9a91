#include "cli/migration_choice.h"

#include "cli/planned_project.h"
#include "dialects/dialect.h"

namespace espalier::cli {

namespace {

QString dialectNames()
{
    QStringList names;
    for (const dialects::Dialect* dialect : dialects::allDialects())
        names.append(dialect->id());
    return names.join(QStringLiteral(", "));
}

} // namespace

void MigrationChoice::addTo(CLI::App& app, bool isRequired)
{
    app.add_option("PROJECT", m_project, tr("A folder, an ini file or a pyproject.toml").toStdString())
        ->required(isRequired);
    app.add_option("--name", m_section, tr("Section of the ini file").toStdString());
    app.add_option("--dialect", m_dialect, tr("The database whose SQL is meant: %1").arg(dialectNames()).toStdString());
    m_surroundings.addTo(app);
}

void SurroundingsChoice::addTo(CLI::App& app)
{
    app.add_flag("--ignore-env", m_ignoresEnv,
        tr("As if env.py were Alembic's own template: no naming convention, one transaction").toStdString());
    app.add_option("--env", m_variables, tr("An environment variable of the migrations: NAME=VALUE").toStdString())
        ->allow_extra_args(false)
        ->check([](const std::string& given) {
            const size_t sign = given.find('=');
            return sign == 0 || sign == std::string::npos ? tr("NAME=VALUE is wanted").toStdString() : std::string();
        });
    app.add_flag("--clean-env", m_hasNoOthers,
        tr("No environment variables are set but those of --env; else the others are not known").toStdString());
}

operations::Surroundings SurroundingsChoice::surroundings() const
{
    operations::Surroundings made{ m_ignoresEnv, { {}, m_hasNoOthers } };
    for (const std::string& given : m_variables) {
        const QString text = QString::fromStdString(given);
        const qsizetype sign = text.indexOf(QLatin1Char('='));
        made.environment.variables.insert(text.left(sign), text.mid(sign + 1));
    }
    return made;
}

core::Result<revisions::LoadedProject> MigrationChoice::load(const CommandIo& io) const
{
    return loadProject(io, m_project, m_section);
}

core::Result<const dialects::Dialect*> MigrationChoice::dialect(const project::Project& project) const
{
    return dialectFor(project, QString::fromStdString(m_dialect));
}

core::Result<const dialects::Dialect*> dialectFor(const project::Project& project, const QString& given)
{
    QString name = given;
    for (const project::UrlCandidate& url : project.urls) {
        if (!name.isEmpty())
            break;
        if (const auto parsed = dialects::DatabaseUrl::parse(url.url.reveal()); parsed && url.isUsable())
            name = parsed->dialect;
    }
    if (name.isEmpty())
        return dialects::allDialects().front();
    if (const dialects::Dialect* found = dialects::findDialect(name))
        return found;
    return core::fail(core::ErrorCode::InvalidArgument,
        QT_TRANSLATE_NOOP("Messages", "There is no database dialect %1; known are %2."), { name, dialectNames() });
}

} // namespace espalier::cli
