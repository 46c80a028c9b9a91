#include "plan/plan.h"

#include <algorithm>
#include <QCoreApplication>
#include <QJsonArray>

namespace espalier::plan {

namespace {

QString rowsText(const QStringList& rows)
{
    return rows.isEmpty() ? QStringLiteral("base") : rows.join(QLatin1Char(','));
}

QJsonValue known(const std::optional<bool>& fact) { return fact ? QJsonValue(*fact) : QJsonValue(QJsonValue::Null); }

revisions::VersionRows startOf(const Plan& plan)
{
    return revisions::VersionRows(plan.purge ? QStringList() : plan.start);
}

void apply(const Step& step, revisions::VersionRows& rows)
{
    rows.apply({ step.revision, Direction::Upgrade, step.changes });
}

// A purging stamp empties the table before its first step: the rows in front of that are those that stood there.
QStringList rowsBefore(const Plan& plan, const Step& step, const revisions::VersionRows& rows)
{
    return &step == plan.steps.data() ? plan.start : rows.list();
}

QJsonObject stepJson(const Step& step, const QStringList& from, const QStringList& to)
{
    QJsonObject json{
        { QStringLiteral("revision"), step.revision },
        { QStringLiteral("from"), QJsonArray::fromStringList(from) },
        { QStringLiteral("to"), QJsonArray::fromStringList(to) },
        { QStringLiteral("message"), step.message },
        { QStringLiteral("opaque"), known(step.opaque) },
        { QStringLiteral("destructive"), known(step.destructive) },
        { QStringLiteral("reason"), step.reason.english() },
    };
    if (!step.file.isEmpty()) {
        json.insert(QStringLiteral("file"), step.file);
        json.insert(QStringLiteral("line"), step.line);
    }
    return json;
}

} // namespace

QString directionName(Direction direction)
{
    switch (direction) {
    case Direction::Upgrade:
        return QStringLiteral("upgrade");
    case Direction::Downgrade:
        return QStringLiteral("downgrade");
    case Direction::Stamp:
        return QStringLiteral("stamp");
    }
    return QStringLiteral("upgrade");
}

QString runnerName(RunnerKind kind)
{
    return kind == RunnerKind::Native ? QStringLiteral("native") : QStringLiteral("alembic");
}

QStringList Plan::rowsAfter(size_t count) const
{
    if (count == 0)
        return start;
    revisions::VersionRows rows = startOf(*this);
    for (size_t i = 0; i < std::min(count, steps.size()); ++i)
        apply(steps[i], rows);
    return rows.list();
}

QString planText(const Plan& plan)
{
    QStringList lines;
    revisions::VersionRows rows = startOf(plan);
    for (const Step& step : plan.steps) {
        const QString from = rowsText(rowsBefore(plan, step, rows));
        apply(step, rows);
        QString line = QStringLiteral("%1 %2: %3 -> %4")
                           .arg(directionName(plan.direction), step.revision, from, rowsText(rows.list()));
        if (!step.message.isEmpty())
            line += QStringLiteral(" (%1)").arg(step.message);
        lines += line;
    }
    if (plan.refused)
        lines += QStringLiteral("refused %1: %2").arg(plan.refused->kind, plan.refused->message.english());
    return lines.join(QLatin1Char('\n'));
}

QJsonObject planJson(const Plan& plan)
{
    QJsonArray steps;
    revisions::VersionRows rows = startOf(plan);
    for (const Step& step : plan.steps) {
        const QStringList from = rowsBefore(plan, step, rows);
        apply(step, rows);
        steps += stepJson(step, from, rows.list());
    }
    QJsonArray notes;
    for (const core::Message& note : plan.notes)
        notes += note.english();
    QJsonValue refused(QJsonValue::Null);
    if (plan.refused)
        refused = QJsonObject{
            { QStringLiteral("kind"), plan.refused->kind },
            { QStringLiteral("message"), plan.refused->message.english() },
            { QStringLiteral("revisions"), QJsonArray::fromStringList(plan.refused->revisions) },
        };
    return QJsonObject{
        { QStringLiteral("project"), plan.project },
        { QStringLiteral("target"), plan.target },
        { QStringLiteral("start"), QJsonArray::fromStringList(plan.start) },
        { QStringLiteral("direction"), directionName(plan.direction) },
        { QStringLiteral("runner"), runnerName(plan.runner.kind) },
        { QStringLiteral("runner_why"), plan.runner.why.english() },
        { QStringLiteral("steps"), steps },
        { QStringLiteral("notes"), notes },
        { QStringLiteral("refused"), refused },
    };
}

} // namespace espalier::plan
