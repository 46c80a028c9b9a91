#include "cli/schema_command.h"

#include "backup/schema_file.h"
#include "cli/printable.h"
#include "core/json.h"
#include "database/live_schema.h"
#include "models/model_reader.h"
#include "report/models_json.h"
#include "report/schema_diagrams.h"
#include "report/schema_json.h"
#include "report/schema_sql.h"

#include <QJsonArray>

namespace espalier::cli {

namespace {

QJsonArray findingArray(const std::vector<operations::SchemaAt::Finding>& findings, const project::Project& project)
{
    QJsonArray all;
    for (const auto& finding : findings)
        all.append(QJsonObject{ { QStringLiteral("revision"), finding.revision },
            { QStringLiteral("code"), finding.problem.code },
            { QStringLiteral("message"), finding.problem.message.english() },
            { QStringLiteral("would_fail"), finding.problem.wouldFail },
            { QStringLiteral("file"), project.relative(finding.problem.at.file) },
            { QStringLiteral("line"), finding.problem.at.line } });
    return all;
}

QJsonArray unknownArray(const operations::SchemaAt& at, const project::Project& project)
{
    QJsonArray all;
    for (const auto& one : at.unknown)
        all.append(QJsonObject{ { QStringLiteral("revision"), one.first },
            { QStringLiteral("reason"), one.second.message.english() },
            { QStringLiteral("file"), project.relative(one.second.at.file) },
            { QStringLiteral("line"), one.second.at.line } });
    return all;
}

QJsonObject forecastObject(const operations::Forecast& forecast, const project::Project& project)
{
    using Outcome = operations::Forecast::Outcome;
    const bool hasReason = forecast.outcome != Outcome::Succeeds;
    return { { QStringLiteral("outcome"), operations::codeName(forecast.outcome) },
        { QStringLiteral("revision"), core::textOrNull(forecast.revision) },
        { QStringLiteral("unknown_from"), core::textOrNull(forecast.unknownFrom) },
        { QStringLiteral("code"), core::textOrNull(forecast.code) },
        { QStringLiteral("reason"), hasReason ? QJsonValue(forecast.reason.english()) : QJsonValue() },
        { QStringLiteral("file"), core::textOrNull(project.relative(forecast.at.file)) },
        { QStringLiteral("line"), forecast.at.line > 0 ? QJsonValue(forecast.at.line) : QJsonValue() } };
}

void writeForecast(const CommandIo& io, const operations::Forecast& forecast, const project::Project& project)
{
    using Outcome = operations::Forecast::Outcome;
    if (forecast.outcome == Outcome::Succeeds)
        return;
    const QString where = project.relative(forecast.at.file);
    const QString text = forecast.outcome == Outcome::Fails
        ? SchemaCommand::tr("An upgrade from nothing stops at %1 (%2:%3): %4")
              .arg(forecast.revision, where)
              .arg(forecast.at.line)
              .arg(forecast.reason.text())
        : SchemaCommand::tr("Whether an upgrade from nothing succeeds is not known from %1 on (%2:%3): %4")
              .arg(forecast.unknownFrom, where)
              .arg(forecast.at.line)
              .arg(forecast.reason.text());
    io.err << printable(text) << Qt::endl;
}

} // namespace

QString SchemaCommand::summary() const
{
    return tr("Shows the schema that the migrations make, at any revision, that of the models, of a database, or of a "
              "backup");
}

QStringList SchemaCommand::formats() const
{
    return { QStringLiteral("text"), QStringLiteral("json"), QStringLiteral("sql"), QStringLiteral("dot"),
        QStringLiteral("mermaid"), QStringLiteral("dbml"), QStringLiteral("svg") };
}

void SchemaCommand::setUp(CLI::App& app)
{
    m_migrations.addTo(app, false);
    m_connection.addTo(app);
    app.add_flag("--models", m_isOfModels, tr("The schema that the project's models describe").toStdString());
    app.add_option("--at", m_at, tr("A revision, several with commas, or heads (the default)").toStdString());
    app.add_option("--backup", m_backup,
        tr("A backup's id, a beginning of it, or latest: the newest, with --url that of the database").toStdString());
    m_backups.addTo(app);
    app.parse_complete_callback([this, &app] {
        const bool isOfDatabase = m_connection.hasUrl() || !m_backup.empty();
        if (m_migrations.isGiven() == isOfDatabase)
            throw CLI::ValidationError("PROJECT", tr("give a project, --url or --backup, one of them").toStdString());
        const bool isAtRevision = app.count("--at") > 0;
        if (isAtRevision && m_isOfModels)
            throw CLI::ValidationError("--at", tr("the models are those of no revision").toStdString());
        if (isOfDatabase && (isAtRevision || m_isOfModels))
            throw CLI::ValidationError(
                m_isOfModels ? "--models" : "--at", tr("goes with a project alone").toStdString());
    });
}

core::Result<QString> SchemaCommand::rendered(
    const schema::Schema& schema, const dialects::Dialect& dialect, const core::CancelToken& cancel) const
{
    if (format == "svg")
        return report::schemaSvg(schema, dialect, cancel);
    if (format == "dot")
        return report::schemaDot(schema, dialect);
    if (format == "mermaid")
        return report::schemaMermaid(schema, dialect);
    if (format == "dbml")
        return report::schemaDbml(schema, dialect);
    return report::schemaSql(schema, dialect);
}

core::Result<void> SchemaCommand::print(
    const CommandIo& io, const schema::Schema& schema, const dialects::Dialect& dialect) const
{
    const auto text = rendered(schema, dialect, io.cancel);
    if (!text)
        return core::fail(text.error());
    io.out << (text->isEmpty() && format == "text" ? tr("No tables.") + QLatin1Char('\n') : printable(*text));
    io.out.flush();
    return {};
}

int SchemaCommand::run(const CommandIo& io)
{
    if (!m_backup.empty())
        return showBackup(io);
    return !m_migrations.isGiven() ? showDatabase(io) : m_isOfModels ? showModels(io) : showMigrations(io);
}

int SchemaCommand::showModels(const CommandIo& io)
{
    const auto loaded = m_migrations.load(io);
    if (!loaded)
        return reportError(io, loaded.error(), isJson());
    const project::Project& project = loaded->project;
    const auto dialect = m_migrations.dialect(project);
    if (!dialect)
        return reportError(io, dialect.error(), isJson());
    const auto models = models::readModels(project, **dialect, io.cancel, m_migrations.surroundings().environment);
    if (!models)
        return reportError(io, models.error(), isJson());
    if (isJson()) {
        QJsonObject document = report::modelsJson(*models, project, **dialect);
        document.insert(
            QStringLiteral("create_all"), report::createAllJson(models::findCreateAll(project, io.cancel), project));
        writeJson(io, document);
        return Done;
    }
    if (const auto printed = print(io, models->schema, **dialect); !printed)
        return reportError(io, printed.error(), false);
    if (!models->gaps.empty())
        io.err << printable(
            tr("%n thing(s) of the models cannot be known without running them; --format json names them.", nullptr,
                int(models->gaps.size())))
               << Qt::endl;
    return Done;
}

int SchemaCommand::showDatabase(const CommandIo& io)
{
    const auto chosen = m_connection.choose(io);
    if (!chosen)
        return reportError(io, chosen.error(), isJson());
    const auto found = database::readSchema(chosen->settings, chosen->secret, jobs::JobContext(io.cancel));
    if (!found)
        return reportError(io, found.error(), isJson());
    return show(io, *found, dialects::dialectOf(chosen->settings.url));
}

int SchemaCommand::showBackup(const CommandIo& io)
{
    const auto of = m_connection.givenUrl();
    if (!of)
        return reportError(io, of.error(), isJson());
    const auto entry = m_backups.find(QString::fromStdString(m_backup), *of);
    if (!entry)
        return reportError(io, entry.error(), isJson());
    const auto dialect = cli::dialectOf(*entry);
    if (!dialect)
        return reportError(io, dialect.error(), isJson());
    const auto found = backup::readSchema(*entry);
    if (!found)
        return reportError(io, found.error(), isJson());
    const backup::Manifest& manifest = entry->manifest;
    return show(io, *found, **dialect,
        { { QStringLiteral("backup"), manifest.id },
            { QStringLiteral("schema_read"), dialects::readingName(manifest.schemaReading) } });
}

int SchemaCommand::show(const CommandIo& io, const dialects::Introspected& database, const dialects::Dialect& dialect,
    const QJsonObject& further) const
{
    if (isJson()) {
        QJsonObject document = report::databaseJson(database, dialect);
        for (auto it = further.begin(); it != further.end(); ++it)
            document.insert(it.key(), it.value());
        writeJson(io, document);
        return Done;
    }
    if (const auto printed = print(io, database.schema, dialect); !printed)
        return reportError(io, printed.error(), false);
    for (const core::Message& one : database.unseen)
        io.err << printableLine(one.text()) << Qt::endl;
    return Done;
}

int SchemaCommand::showMigrations(const CommandIo& io)
{
    const auto loaded = m_migrations.load(io);
    if (!loaded)
        return reportError(io, loaded.error(), isJson());
    const auto dialect = m_migrations.dialect(loaded->project);
    if (!dialect)
        return reportError(io, dialect.error(), isJson());
    const auto at = operations::schemaAt(*loaded,
        operations::circumstancesOf(loaded->project, **dialect, false, m_migrations.surroundings()),
        QString::fromStdString(m_at));
    if (!at)
        return reportError(io, at.error(), isJson());
    if (isJson()) {
        QJsonObject document = report::schemaJson(at->schema, **dialect);
        document.insert(QStringLiteral("from_nothing"), forecastObject(at->forecast, loaded->project));
        document.insert(QStringLiteral("findings"), findingArray(at->findings, loaded->project));
        document.insert(QStringLiteral("refusals"), findingArray(at->refusals, loaded->project));
        document.insert(QStringLiteral("unknown"), unknownArray(*at, loaded->project));
        writeJson(io, document);
        return Done;
    }
    if (const auto printed = print(io, at->schema, **dialect); !printed)
        return reportError(io, printed.error(), false);
    writeForecast(io, at->forecast, loaded->project);
    if (!at->isCertain())
        io.err << printable(tr("%n step(s) on the way cannot be known without running them; --format json names them.",
            nullptr, int(at->unknown.size())))
               << Qt::endl;
    return Done;
}

} // namespace espalier::cli
