#include "report/schema_sql.h"

#include "dialects/changes_sql.h"
#include "dialects/steps_sql.h"
#include "schema/describe.h"
#include "schema/difference.h"
#include "schema/likely_renames.h"

#include <algorithm>
#include <QCoreApplication>

namespace espalier::report {

namespace {

QString comment(const QString& text)
{
    return QLatin1String("-- ") + QString(text).replace(QLatin1Char('\n'), QLatin1String("\n-- "));
}

QString unknown(const schema::Change& change, const core::Error& error)
{
    const QString reason = error.detail.isEmpty() ? error.message.english() : error.detail;
    return comment(QStringLiteral("not known: %1: %2").arg(schema::describe(change).english(), reason));
}

/// With its ";", each; a comment where there is none.
QStringList statementsOf(const schema::Changes& changes, const dialects::Dialect& dialect)
{
    QStringList all;
    for (const schema::Change& change : changes) {
        const dialects::Statements statements = dialects::changesToSql(dialect.serverDdl(), { change });
        if (!statements) {
            all.append(unknown(change, statements.error()));
            continue;
        }
        for (const QString& statement : *statements)
            all.append(statement + QLatin1Char(';'));
    }
    return all;
}

} // namespace

QString changesSql(const ChangeGroup& group, Towards side, const dialects::Dialect& dialect)
{
    std::vector<schema::Difference> differences;
    for (const schema::DriftChange* change : group.changes)
        differences.push_back(change->difference);
    std::vector<QString> suggestions(differences.size());
    for (const schema::LikelyRename& rename : schema::likelyRenames(differences, dialect.schemaRules()))
        for (const size_t place : { rename.added, rename.removed })
            suggestions[place] = QLatin1String("; ") + schema::describe(rename).text();
    const std::vector<dialects::SqlOfStep> steps
        = dialects::stepsToSql(differences, dialect, *group.before, *group.after);
    QStringList all;
    for (size_t i = 0; i < differences.size(); ++i) {
        const bool isBack = side == Towards::Before;
        const size_t place = isBack ? differences.size() - 1 - i : i;
        QString words = differences[place].detail.text() + suggestions[place];
        if (isBack)
            words = QCoreApplication::translate("Messages", "undoes: %1").arg(words);
        if (!group.changes[place]->isCertain)
            words = QCoreApplication::translate("Messages", "perhaps: %1").arg(words);
        QStringList lines{ comment(words) };
        const dialects::Statements& statements = isBack ? steps[place].backward : steps[place].forward;
        if (!statements)
            lines.append(comment(
                statements.error().detail.isEmpty() ? statements.error().message.text() : statements.error().detail));
        else
            for (const QString& statement : *statements)
                lines.append(statement + QLatin1Char(';'));
        all.append(lines.join(QLatin1Char('\n')));
    }
    return all.isEmpty() ? QString() : all.join(QLatin1String("\n\n")) + QLatin1Char('\n');
}

QString schemaSql(const schema::Schema& schema, const dialects::Dialect& dialect)
{
    schema::Schema nothing;
    nothing.knowsSettings = true;
    const auto differences = schema::difference(nothing, schema, dialect.schemaRules());
    QStringList all;
    const bool hasRoutines = std::any_of(schema.others.keyBegin(), schema.others.keyEnd(), [](const auto& key) {
        return key.kind == QLatin1String("function") || key.kind == QLatin1String("procedure");
    });
    if (hasRoutines)
        for (const QString& statement : dialect.serverDdl().scriptStart())
            all.append(statement + QLatin1Char(';'));
    const bool hasRoles = std::any_of(schema.others.begin(), schema.others.end(),
        [](const auto& object) { return object->isSetting() && object->isOfRoles(); });
    if (hasRoles)
        all.append(comment(QCoreApplication::translate("Messages",
            "Owners and privileges: the roles that they name are not made here, and have to be there before.")));
    all += statementsOf(schema::forward(differences), dialect);
    return all.isEmpty() ? QString() : all.join(QLatin1String("\n\n")) + QLatin1Char('\n');
}

} // namespace espalier::report
