#include "authoring/missing_migration.h"

#include "authoring/script_template.h"
#include "core/file.h"
#include "operations/known_schema.h"
#include "revisions/traversal.h"
#include "schema/likely_renames.h"

#include <algorithm>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

namespace espalier::authoring {

namespace {

using schema::Difference;
using schema::DriftChange;
using schema::DriftDoubt;
using schema::DriftPlace;

/// What of the models is not known, by where a script would have it.
OperationWriter::Options optionsOf(const DriftPlace& models, bool isBatch)
{
    OperationWriter::Options options;
    options.isBatch = isBatch;
    for (const DriftDoubt& doubt : models.doubts) {
        if (doubt.table.name.isEmpty())
            continue;
        const LeftOut what{ doubt.table, doubt.column, false, doubt.reason, doubt.at };
        if (doubt.column.isEmpty())
            options.unknownParts[doubt.table.key()].push_back(what);
        else
            options.unknownColumns.insert(doubt.table.key() + QLatin1Char('.') + doubt.column, what);
    }
    return options;
}

/// Every line but the first, as the template's own place for it is.
QString indented(const QString& body)
{
    QStringList lines = body.split(QLatin1Char('\n'));
    for (qsizetype i = 1; i < lines.size(); ++i)
        if (!lines[i].isEmpty())
            lines[i].prepend(QLatin1String("    "));
    return lines.join(QLatin1Char('\n'));
}

/// Of a doubtful difference: why it is one.
LeftOut leftOutOf(const DriftChange& change, const DriftPlace& from, const DriftPlace& to)
{
    const Difference& one = change.difference;
    const bool isTable = one.object == schema::ObjectKind::Table && one.kind != Difference::Kind::Alter;
    LeftOut what{ one.table, isTable ? QString() : one.name, isTable, {}, {} };
    if (one.isOfSpelling) {
        what.reason = schema::spellingDoubt();
        return what;
    }
    for (const DriftPlace* place : { &to, &from })
        for (const DriftDoubt& doubt : place->doubts)
            if (doubt.table.name.isEmpty() || doubt.table == one.table) {
                what.reason = doubt.reason;
                what.at = doubt.at;
            }
    return what;
}

/// Why a difference is not written at all though it is known: a part of it could not be, and the rest alone would lead
/// to something else.
std::optional<LeftOut> obstacleTo(const Difference& difference, const OperationWriter::Options& options)
{
    for (const schema::Changes* changes : { &difference.forward, &difference.backward }) {
        for (const schema::Change& change : *changes) {
            if (const auto* alteration = std::get_if<schema::ColumnChange>(&change)) {
                const auto found
                    = options.unknownColumns.constFind(alteration->table.key() + QLatin1Char('.') + alteration->column);
                if (found != options.unknownColumns.cend())
                    return LeftOut{ difference.table, difference.name, false, found->reason, found->at };
            }
            const auto* addition = std::get_if<schema::AddConstraint>(&change);
            const bool hasColumns = !addition || !addition->constraint.columns.isEmpty()
                || addition->constraint.kind == schema::Constraint::Kind::Check
                || addition->constraint.kind == schema::Constraint::Kind::Exclusion;
            if (!hasColumns)
                return LeftOut{ difference.table, difference.name, false,
                    { QT_TRANSLATE_NOOP("Messages", "Its columns are not known."), {} }, {} };
        }
    }
    return std::nullopt;
}

/// Schemas that the tables stand in and that no revision creates: autogenerate makes none, and neither does this.
void warnOfSchemas(std::vector<Warning>& warnings, const std::vector<Difference>& written, const schema::Schema& before)
{
    QSet<QString> known = before.schemas;
    for (const std::shared_ptr<const schema::Table>& table : before.tables.values())
        known.insert(table->name.schema);
    for (const Difference& difference : written) {
        const QString& name = difference.table.schema;
        if (difference.kind != Difference::Kind::Add || name.isEmpty() || known.contains(name))
            continue;
        known.insert(name);
        warnings.push_back({ difference.table, {},
            { QT_TRANSLATE_NOOP("Messages",
                  "No revision creates the schema %1: where the database does not have it, the upgrade fails."),
                { name } } });
    }
}

/// Columns that rows which are there could have no value for.
std::vector<Warning> warningsOf(const std::vector<Difference>& written, const schema::Schema& before)
{
    using AutoIncrement = schema::Column::AutoIncrement;
    std::vector<Warning> warnings;
    for (const Difference& difference : written) {
        for (const schema::Change& change : difference.forward) {
            const auto* addition = std::get_if<schema::ColumnAddition>(&change);
            if (!addition || !before.table(addition->table))
                continue;
            const schema::Column& column = addition->column;
            const bool fillsItself = column.serverDefault || column.identity || column.computed
                || column.autoIncrement == AutoIncrement::Yes;
            if (!column.isNullable() && !fillsItself)
                warnings.push_back({ addition->table, column.name,
                    { QT_TRANSLATE_NOOP("Messages",
                          "Column %2 of %1 is NOT NULL and has no server default: rows that are there would have no "
                          "value for it."),
                        { addition->table.key(), column.name } } });
        }
    }
    warnOfSchemas(warnings, written, before);
    return warnings;
}

/// What goes and comes back under another name goes with its values.
void warnOfRenames(
    std::vector<Warning>& warnings, const std::vector<Difference>& written, const schema::SchemaRules& rules)
{
    for (const schema::LikelyRename& rename : schema::likelyRenames(written, rules)) {
        const bool isTable = rename.object == schema::ObjectKind::Table;
        warnings.push_back({ rename.table, isTable ? QString() : rename.to,
            { isTable
                    ? QT_TRANSLATE_NOOP(
                        "Messages", "Perhaps %2 is %1 under another name: what is written drops %1 with its rows.")
                    : QT_TRANSLATE_NOOP("Messages",
                        "Perhaps column %2 of %3 is %1 under another name: what is written drops %1 with its values."),
                { rename.from, rename.to, rename.table.key() } } });
    }
}

/// What goes with all that it holds.
QList<core::Message> lossesOf(const std::vector<Difference>& written)
{
    QStringList tables;
    QStringList columns;
    for (const Difference& difference : written)
        for (const schema::Change& change : difference.forward) {
            if (const auto* table = std::get_if<schema::DropTable>(&change))
                tables.append(table->table.key());
            else if (const auto* column = std::get_if<schema::DropColumn>(&change))
                columns.append(column->table.key() + QLatin1Char('.') + column->column);
        }
    QList<core::Message> losses;
    const auto tell = [&](const QStringList& lost, const char* one, const char* many) {
        if (lost.size() == 1)
            losses.append({ one, lost });
        else if (!lost.isEmpty())
            losses.append({ many, { QString::number(lost.size()), lost.join(QStringLiteral(", ")) } });
    };
    tell(tables, QT_TRANSLATE_NOOP("Messages", "The upgrade drops the table %1 with all its rows."),
        QT_TRANSLATE_NOOP("Messages", "The upgrade drops %1 tables with all their rows: %2."));
    tell(columns, QT_TRANSLATE_NOOP("Messages", "The upgrade drops the column %1 with all its values."),
        QT_TRANSLATE_NOOP("Messages", "The upgrade drops %1 columns with all their values: %2."));
    return losses;
}

QString messageOf(const std::vector<DriftChange>& changes)
{
    QStringList tables;
    bool isTables = true;
    for (const DriftChange& change : changes) {
        const Difference& one = change.difference;
        const bool isTable = one.object == schema::ObjectKind::Table && one.kind == Difference::Kind::Add;
        isTables = isTables && (isTable || one.object == schema::ObjectKind::Enum);
        if (isTable)
            tables.append(one.name);
    }
    if (!isTables || tables.isEmpty())
        return QStringLiteral("match the models");
    return tables.size() <= 3 ? QStringLiteral("create %1").arg(tables.join(QLatin1String(", ")))
                              : QStringLiteral("create %1 tables").arg(tables.size());
}

class MigrationAuthor {
public:
    MigrationAuthor(const revisions::LoadedProject& project, const dialects::Dialect& dialect, const DriftPlace& models,
        const Wish& wish)
        : m_project(project)
        , m_dialect(dialect)
        , m_models(models)
        , m_wish(wish)
        , m_circumstances(operations::circumstancesOf(project.project, dialect, false, wish.surroundings))
    { }

    core::Result<MissingMigration> write()
    {
        const auto parent = chooseParent();
        if (!parent)
            return core::fail(parent.error());
        const auto heads = operations::schemaAt(m_project, m_circumstances, QStringLiteral("heads"));
        if (!heads)
            return core::fail(heads.error());
        m_heads = operations::placeOf(*heads);
        const schema::SchemaRules& rules = m_dialect.schemaRules();
        m_made.changes = schema::weighed(
            schema::difference(schema::modelledPart(m_heads.schema, m_models.schema, rules), modelled(), rules),
            m_heads, m_models, rules);
        m_made.unknown = m_heads.doubts;
        m_made.unknown.insert(m_made.unknown.end(), m_models.doubts.begin(), m_models.doubts.end());
        leaveOutAssumed();
        if (m_made.changes.empty())
            return std::move(m_made);
        const WrittenBody body
            = writeBody(m_heads, m_models, m_made.changes, m_dialect, m_circumstances.settings.convention,
                m_project.project.env.renderAsBatch.valueOr(false), m_project.project.folder);
        m_made.warnings = body.warnings;
        m_made.losses = body.losses;
        m_made.doesNothing = body.doesNothing;
        m_made.leftOut.insert(m_made.leftOut.end(), body.leftOut.begin(), body.leftOut.end());
        if (const auto done = fillIn(body); !done)
            return core::fail(done.error());
        readBack();
        return std::move(m_made);
    }

private:
    schema::Schema modelled() const
    {
        return schema::modelledPart(m_models.schema, m_models.schema, m_dialect.schemaRules());
    }

    core::Result<void> chooseParent()
    {
        const revisions::RevisionGraph& graph = *m_project.graph;
        if (m_wish.parent.isEmpty() && graph.heads().size() > 1)
            return core::fail(core::ErrorCode::Ambiguous,
                QT_TRANSLATE_NOOP(
                    "Messages", "The tree has several heads: %1. Say which one the new revision follows."),
                { graph.heads().join(QLatin1String(", ")) });
        if (m_wish.parent.isEmpty()) {
            m_made.down = graph.heads();
        } else if (m_wish.parent != QLatin1String("base")) {
            const auto found = revisions::resolve(graph, m_wish.parent);
            if (!found)
                return core::fail(revisions::errorOf(found.error()));
            m_made.down = *found;
        }
        return {};
    }

    /// A table that a revision already uses has to be made before that revision.
    void leaveOutAssumed()
    {
        for (DriftChange& change : m_made.changes) {
            const schema::ObjectName& table = change.difference.table;
            if (change.difference.object != schema::ObjectKind::Table || !m_heads.schema.assumed.contains(table.key()))
                continue;
            change.isCertain = false;
            m_heads.doubts.push_back({ DriftDoubt::About::Everything, table, {},
                { QT_TRANSLATE_NOOP("Messages",
                      "A revision uses the table before this one would make it: it has to be made before that."),
                    {} },
                {} });
        }
    }

    core::Result<void> fillIn(const WrittenBody& body)
    {
        const project::Project& project = m_project.project;
        const revisions::RevisionGraph& graph = *m_project.graph;
        const auto now = creationTime(project, m_wish.now);
        if (!now)
            return core::fail(now.error());
        m_made.message = m_wish.message.isEmpty() ? messageOf(m_made.changes) : m_wish.message;
        m_made.id = m_wish.id.isEmpty() ? newRevisionId(
                        graph, m_made.message, *now, m_wish.randomHex ? m_wish.randomHex : RandomHex(randomHexDigits))
                                        : m_wish.id;
        if (graph.indexOf(m_made.id) >= 0)
            return core::fail(core::ErrorCode::InvalidArgument,
                QT_TRANSLATE_NOOP("Messages", "There is a revision %1 already."), { m_made.id });
        const auto parent = m_made.down.isEmpty() ? -1 : graph.indexOf(m_made.down.first());
        const auto path
            = scriptPath(project, parent >= 0 ? &graph.revision(parent) : nullptr, m_made.id, m_made.message, *now);
        if (!path)
            return core::fail(path.error());
        m_made.path = *path;
        const QString file = project.scriptLocation + QLatin1String("/script.py.mako");
        QFile templateFile(file);
        if (!templateFile.open(QIODevice::ReadOnly))
            return core::fail(
                core::ErrorCode::NotFound, QT_TRANSLATE_NOOP("Messages", "The project has no template %1."), { file });
        TemplateValues values;
        values.upRevision = m_made.id;
        values.downRevision = m_made.down;
        values.createDate = *now;
        values.message = m_made.message;
        values.imports = body.imports.join(QLatin1Char('\n'));
        values.upgrades = indented(body.upgrade);
        values.downgrades = indented(body.downgrade);
        const auto text = renderTemplate(QString::fromUtf8(templateFile.readAll()), file, values);
        if (!text)
            return core::fail(text.error());
        if (!text->contains(values.upgrades) || !text->contains(values.downgrades))
            return core::fail(core::ErrorCode::Unsupported,
                QT_TRANSLATE_NOOP("Messages", "The template %1 has no place for what a revision does."), { file });
        m_made.text = *text;
        return {};
    }

    /// What the script does, as it is read like any other.
    void readBack()
    {
        const auto tree = python::SyntaxTree::parse(m_made.text.toUtf8());
        if (!tree)
            return;
        const schema::SchemaRules& rules = m_dialect.schemaRules();
        const operations::Script script{ m_made.path, *tree };
        schema::Replay state(rules, m_heads.schema);
        operations::RunMemo memo;
        operations::evaluate(script, operations::Direction::Up, m_circumstances, state, memo);
        m_made.remaining
            = schema::difference(schema::modelledPart(state.schema(), m_models.schema, rules), modelled(), rules);
        operations::RunMemo downMemo;
        operations::evaluate(script, operations::Direction::Down, m_circumstances, state, downMemo);
        m_made.notUndone = schema::difference(state.schema(), m_heads.schema, rules);
    }

    const revisions::LoadedProject& m_project;
    const dialects::Dialect& m_dialect;
    const DriftPlace& m_models;
    const Wish& m_wish;
    operations::Circumstances m_circumstances;
    DriftPlace m_heads;
    MissingMigration m_made;
};

} // namespace

QString randomHexDigits(int count)
{
    QString digits;
    while (digits.size() < count)
        digits += QString::number(QRandomGenerator::system()->generate(), 16).rightJustified(8, QLatin1Char('0'));
    return digits.left(count);
}

WrittenBody writeBody(const DriftPlace& from, const DriftPlace& to, const std::vector<DriftChange>& changes,
    const dialects::Dialect& dialect, const schema::NamingConvention& convention, bool isBatch, const QString& folder)
{
    WrittenBody body;
    CodeWriter code(dialect, convention);
    OperationWriter::Options options = optionsOf(to, isBatch);
    options.folder = folder;
    std::vector<Difference> certain;
    std::vector<std::optional<LeftOut>> reasons; // of each change, why it is not written
    for (const DriftChange& change : changes) {
        reasons.push_back(
            change.isCertain ? obstacleTo(change.difference, options) : std::optional(leftOutOf(change, from, to)));
        if (!reasons.back())
            certain.push_back(change.difference);
    }
    OperationWriter up(code, from.schema, options);
    up.settleEnums(schema::forward(certain));
    for (size_t i = 0; i < changes.size(); ++i) {
        if (reasons[i])
            up.leaveOut(*reasons[i]);
        else
            up.write(changes[i].difference.forward);
    }
    OperationWriter down(code, to.schema,
        { .isBatch = isBatch, .unknownColumns = {}, .unknownParts = {}, .notMade = up.leftOut(), .folder = folder });
    down.settleEnums(schema::backward(certain));
    for (auto one = certain.rbegin(); one != certain.rend(); ++one)
        down.write(one->backward);
    body.upgrade = up.body();
    body.downgrade = down.body();
    body.imports = code.imports();
    body.leftOut = up.leftOut();
    body.losses = lossesOf(certain);
    body.doesNothing = certain.empty();
    body.warnings = warningsOf(certain, from.schema);
    warnOfRenames(body.warnings, certain, dialect.schemaRules());
    std::erase_if(body.warnings, [&](const Warning& one) {
        return options.unknownColumns.contains(one.table.key() + QLatin1Char('.') + one.name);
    });
    return body;
}

core::Result<MissingMigration> writeMissingMigration(const revisions::LoadedProject& project,
    const dialects::Dialect& dialect, const DriftPlace& models, const Wish& wish)
{
    return MigrationAuthor(project, dialect, models, wish).write();
}

core::Result<void> save(const MissingMigration& migration)
{
    if (QFileInfo::exists(migration.path))
        return core::fail(
            core::ErrorCode::Refused, QT_TRANSLATE_NOOP("Messages", "There is a file %1 already."), { migration.path });
    if (!QDir().mkpath(QFileInfo(migration.path).absolutePath()))
        return core::fail(core::ErrorCode::WriteFailed,
            QT_TRANSLATE_NOOP("Messages", "The folder of %1 cannot be made."), { migration.path });
    // Whoever makes a file of that name in the meantime keeps it.
    QFile place(migration.path);
    if (!place.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return core::fail(core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "The file %1 cannot be made."),
            { migration.path });
    place.close();
    auto written = core::writeFile(migration.path, migration.text.toUtf8());
    if (!written)
        place.remove();
    return written;
}

} // namespace espalier::authoring
