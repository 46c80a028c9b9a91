#include "cli/write_command.h"

#include "cli/doubt_lines.h"
#include "cli/printable.h"
#include "core/json.h"
#include "models/known_models.h"
#include "report/drift_json.h"

#include <QJsonArray>

namespace espalier::cli {

namespace {

QJsonArray leftOutJson(const std::vector<authoring::LeftOut>& all, const project::Project& project)
{
    QJsonArray array;
    for (const authoring::LeftOut& one : all)
        array.append(QJsonObject{ { QStringLiteral("table"), core::textOrNull(one.table.key()) },
            { QStringLiteral("name"), core::textOrNull(one.name) }, { QStringLiteral("reason"), one.reason.english() },
            { QStringLiteral("file"), core::textOrNull(project.relative(one.at.file)) },
            { QStringLiteral("line"), one.at.line > 0 ? QJsonValue(one.at.line) : QJsonValue() } });
    return array;
}

QJsonArray warningsJson(const std::vector<authoring::Warning>& all)
{
    QJsonArray array;
    for (const authoring::Warning& one : all)
        array.append(QJsonObject{ { QStringLiteral("table"), one.table.key() }, { QStringLiteral("name"), one.name },
            { QStringLiteral("message"), one.message.english() } });
    return array;
}

QJsonArray messagesJson(const QList<core::Message>& all)
{
    QJsonArray array;
    for (const core::Message& one : all)
        array.append(one.english());
    return array;
}

QJsonArray detailJson(const std::vector<schema::Difference>& differences)
{
    QJsonArray array;
    for (const schema::Difference& one : differences)
        array.append(one.detail.english());
    return array;
}

} // namespace

QString WriteCommand::summary() const
{
    return tr("Writes the revision that is missing between the migrations and the models");
}

void WriteCommand::setUp(CLI::App& app)
{
    m_migrations.addTo(app);
    app.add_option("--parent", m_parent, tr("The revision that it follows, or base; the head otherwise").toStdString());
    app.add_option("--message", m_message, tr("What it is about").toStdString());
    app.add_option("--rev-id", m_id, tr("Its id; of the form of the project's newest ones otherwise").toStdString());
    app.add_flag("--apply", m_isApplied, tr("Write the file instead of showing it").toStdString());
}

int WriteCommand::run(const CommandIo& io)
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
    authoring::Wish wish;
    wish.parent = QString::fromStdString(m_parent);
    wish.message = QString::fromStdString(m_message);
    wish.id = QString::fromStdString(m_id);
    wish.surroundings = m_migrations.surroundings();
    const auto migration = authoring::writeMissingMigration(*loaded, **dialect, models::placeOf(*models), wish);
    if (!migration)
        return reportError(io, migration.error(), isJson());
    const bool isWritten = m_isApplied && !migration->isEmpty();
    if (isWritten)
        if (const auto saved = authoring::save(*migration); !saved)
            return reportError(io, saved.error(), isJson());
    if (!isJson()) {
        show(io, *migration, project);
        return Done;
    }
    writeJson(io,
        { { QStringLiteral("unknown"), report::doubtsJson(migration->unknown, &project) },
            { QStringLiteral("path"), core::textOrNull(project.relative(migration->path)) },
            { QStringLiteral("revision"), core::textOrNull(migration->id) },
            { QStringLiteral("down"), QJsonArray::fromStringList(migration->down) },
            { QStringLiteral("message"), core::textOrNull(migration->message) },
            { QStringLiteral("text"), core::textOrNull(migration->text) }, { QStringLiteral("written"), isWritten },
            { QStringLiteral("changes"), report::changesJson(migration->changes, **dialect) },
            { QStringLiteral("left_out"), leftOutJson(migration->leftOut, project) },
            { QStringLiteral("warnings"), warningsJson(migration->warnings) },
            { QStringLiteral("losses"), messagesJson(migration->losses) },
            { QStringLiteral("does_nothing"), migration->doesNothing },
            { QStringLiteral("remaining"), detailJson(migration->remaining) },
            { QStringLiteral("not_undone"), detailJson(migration->notUndone) } });
    return Done;
}

void WriteCommand::show(
    const CommandIo& io, const authoring::MissingMigration& migration, const project::Project& project) const
{
    if (migration.isEmpty()) {
        io.out << (migration.unknown.empty() ? tr("Nothing is missing: the migrations make what the models say.")
                                             : tr("Nothing is known to be missing."))
               << Qt::endl;
        DoubtLines::write(io, project.name(), migration.unknown, &project);
        return;
    }
    const QString path = project.relative(migration.path);
    if (m_isApplied)
        io.out << printableLine(tr("Written: %1").arg(path)) << '\n';
    else
        io.out << "# " << printableLine(path) << '\n' << printable(migration.text);
    io.out.flush();
    if (migration.doesNothing)
        io.err << printableLine(
            tr("Its upgrade does nothing: what differs is not known for sure, or cannot be written."))
               << Qt::endl;
    for (const core::Message& one : migration.losses)
        io.err << printableLine(tr("Warning: %1").arg(one.text())) << Qt::endl;
    for (const authoring::LeftOut& one : migration.leftOut) {
        const QString name = one.name.isEmpty() ? one.table.key()
            : one.table.key().isEmpty()         ? one.name
                                                : one.table.key() + QLatin1Char('.') + one.name;
        io.err << printableLine(tr("Left out: %1: %2").arg(name, one.reason.text())) << Qt::endl;
    }
    for (const authoring::Warning& one : migration.warnings)
        io.err << printableLine(tr("Warning: %1").arg(one.message.text())) << Qt::endl;
    for (const schema::Difference& one : migration.remaining)
        io.err << printableLine(tr("Still different afterwards: %1").arg(one.detail.text())) << Qt::endl;
    for (const schema::Difference& one : migration.notUndone)
        io.err << printableLine(tr("Not undone by a downgrade: %1").arg(one.detail.text())) << Qt::endl;
}

} // namespace espalier::cli
