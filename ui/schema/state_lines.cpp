#include "schema/state_lines.h"

#include "dialects/dialect.h"
#include "schema/likely_renames.h"
#include "widgets/format.h"

#include <algorithm>
#include <QFileInfo>

namespace espalier::ui {
namespace {

using schema::DriftChange;
using schema::DriftState;

constexpr size_t mostDoubts = 8;

/// Collects the lines of one row.
class StateWriter {
public:
    StateWriter(const SchemaSnapshot& snapshot, int row)
        : m_snapshot(snapshot)
        , m_name(snapshot.rows[size_t(row)].name)
        , m_standing(snapshot.standings[size_t(row)])
    { }

    std::vector<TableLine> write()
    {
        if (m_snapshot.comparison) {
            const std::vector<const DriftChange*> changes = m_snapshot.comparison->found.of(m_name);
            add(TableLinesModel::tr("What differs"), changeLines(changes));
        }
        if (m_standing.drift)
            addDrift(*m_standing.drift);
        return std::move(m_lines);
    }

private:
    void add(const QString& heading, std::vector<TableLine> lines) { addSection(m_lines, heading, std::move(lines)); }

    std::vector<TableLine> changeLines(const std::vector<const DriftChange*>& changes) const
    {
        std::vector<TableLine> lines;
        std::vector<const schema::Difference*> differences;
        for (const DriftChange* change : changes) {
            lines.push_back(changeLine(*change));
            differences.push_back(&change->difference);
        }
        for (const schema::LikelyRename& rename : schema::likelyRenames(differences, m_snapshot.dialect->schemaRules()))
            lines[rename.added].below = schema::describe(rename).text();
        return lines;
    }

    void addDriftChanges(const QString& heading, const std::vector<DriftChange>& changes)
    {
        std::vector<const DriftChange*> all;
        for (const DriftChange& change : changes)
            all.push_back(&change);
        add(heading, changeLines(all));
    }

    void addDrift(const schema::TableDrift& drift)
    {
        addPlaces(drift);
        // What a table consists of says nothing where the whole of it is not there.
        const bool isOnBothSides = drift.isInDatabase.value_or(false) && drift.isInApplied.value_or(false);
        if (isOnBothSides)
            addDriftChanges(TableLinesModel::tr("Applied revisions → database"), drift.drifted);
        if (drift.isInApplied == drift.isInHeads)
            addDriftChanges(TableLinesModel::tr("Applied revisions → heads"), drift.pending);
        if (drift.isInModels.value_or(false) && drift.isInHeads.value_or(false))
            addDriftChanges(TableLinesModel::tr("Heads → models"), drift.missing);
        addCreateAll(drift);
        addDoubts(drift);
    }

    /// Where it is and where it is not; nothing where it is everywhere.
    void addPlaces(const schema::TableDrift& drift)
    {
        std::vector<TableLine> lines;
        bool isMissing = false;
        const auto say = [&](const std::optional<bool>& isIn, const QString& yes, const QString& no) {
            if (!isIn)
                return;
            TableLine line;
            line.icon = *isIn ? QStringLiteral("check") : QStringLiteral("close");
            line.text = *isIn ? yes : no;
            line.isProse = true;
            isMissing = isMissing || !*isIn;
            lines.push_back(line);
        };
        say(drift.isInModels, TableLinesModel::tr("The models have it."), TableLinesModel::tr("No model has it."));
        say(drift.isInHeads, TableLinesModel::tr("The migrations make it."),
            drift.isAssumed ? TableLinesModel::tr("A revision uses it, and none makes it.")
                            : TableLinesModel::tr("No migration makes it."));
        if (drift.isInHeads.value_or(false) || drift.isInApplied.value_or(false))
            say(drift.isInApplied, TableLinesModel::tr("Those that are applied make it."),
                TableLinesModel::tr("None that is applied makes it."));
        say(drift.isInDatabase, TableLinesModel::tr("The database has it."),
            TableLinesModel::tr("The database does not have it."));
        if (isMissing)
            add(TableLinesModel::tr("Where it is"), std::move(lines));
    }

    static TableLine placeLine(const core::Location& at)
    {
        TableLine line;
        if (at.file.isEmpty())
            return line;
        line.below = at.line > 0 ? QStringLiteral("%1:%2").arg(QFileInfo(at.file).fileName()).arg(at.line)
                                 : QFileInfo(at.file).fileName();
        line.link = TableLine::Link::File;
        line.target = at.file;
        line.line = at.line;
        return line;
    }

    /// What may have made it, if no revision has.
    void addCreateAll(const schema::TableDrift& drift)
    {
        const bool isBeside = drift.state == DriftState::OutsideMigrations || drift.state == DriftState::Ahead
            || drift.state == DriftState::MissingMigration;
        if (!isBeside || !m_snapshot.createAll || (drift.isInModels && !*drift.isInModels))
            return;
        std::vector<TableLine> lines;
        for (const models::CreateAllCall& call : *m_snapshot.createAll) {
            if (call.isInTests)
                continue;
            TableLine line = placeLine(call.at);
            line.icon = QStringLiteral("python");
            line.text = call.code;
            line.isCode = true;
            lines.push_back(line);
        }
        add(TableLinesModel::tr("Makes tables beside the migrations"), std::move(lines));
    }

    void addDoubts(const schema::TableDrift& drift)
    {
        std::vector<TableLine> lines;
        for (const schema::DriftDoubt& doubt : drift.doubts) {
            if (lines.size() == mostDoubts) {
                TableLine line;
                line.text
                    = TableLinesModel::tr("and %n more", nullptr, static_cast<int>(drift.doubts.size() - mostDoubts));
                lines.push_back(line);
                break;
            }
            TableLine line = placeLine(doubt.at);
            line.icon = QStringLiteral("opaque");
            line.text = doubt.reason.text();
            line.isProse = true;
            line.isDoubtful = true;
            lines.push_back(line);
        }
        add(TableLinesModel::tr("Not known for sure"), std::move(lines));
    }

    const SchemaSnapshot& m_snapshot;
    const schema::ObjectName& m_name;
    const TableStanding& m_standing;
    std::vector<TableLine> m_lines;
};

} // namespace

TableLine changeLine(const DriftChange& change)
{
    using Kind = schema::Difference::Kind;
    TableLine line;
    line.icon = change.difference.kind == Kind::Add ? QStringLiteral("plus")
        : change.difference.kind == Kind::Remove    ? QStringLiteral("minus")
                                                    : QStringLiteral("edit");
    const QString words = change.difference.detail.text();
    line.text = change.isCertain ? words : TableLinesModel::tr("perhaps: %1").arg(words);
    line.isProse = true;
    return line;
}

void addChanges(std::vector<TableLine>& lines, const QString& heading, const std::vector<DriftChange>& changes)
{
    std::vector<TableLine> below;
    std::transform(changes.begin(), changes.end(), std::back_inserter(below), changeLine);
    addSection(lines, heading, std::move(below));
}

std::vector<TableLine> stateLines(const SchemaSnapshot& snapshot, int row)
{
    return row < 0 ? std::vector<TableLine>() : StateWriter(snapshot, row).write();
}

} // namespace espalier::ui
