#pragma once

#include "authoring/missing_migration.h"
#include "operations/evaluation.h"

// A body as a script, and what that does when it is read like any other.

namespace espalier::test {

inline QString scriptOf(const authoring::WrittenBody& body)
{
    const auto function = [](const char* name, const QString& text) {
        QString lines = text.isEmpty() ? QStringLiteral("pass") : text;
        lines.replace(QLatin1Char('\n'), QLatin1String("\n    "));
        return QStringLiteral("def %1():\n    %2\n").arg(QLatin1String(name), lines);
    };
    return QStringList{ QStringLiteral("from alembic import op"), QStringLiteral("import sqlalchemy as sa"),
        body.imports.join(QLatin1Char('\n')), function("upgrade", body.upgrade), function("downgrade", body.downgrade) }
        .join(QLatin1String("\n\n"));
}

/// Runs one direction on what `state` holds; what it says of what is not known, or would be refused.
inline QStringList run(const QString& text, const QString& dialect, operations::Direction direction,
    schema::Replay& state, const schema::NamingConvention& convention = {})
{
    operations::Circumstances circumstances;
    circumstances.dialect = dialects::findDialect(dialect);
    circumstances.isOffline = false;
    circumstances.options = QMap<QString, QString>();
    circumstances.settings.convention = convention;
    operations::RunMemo memo;
    const operations::Script script{ QStringLiteral("/project/versions/new.py"),
        *python::SyntaxTree::parse(text.toUtf8()) };
    const operations::Evaluation evaluation = operations::evaluate(script, direction, circumstances, state, memo);
    QStringList complaints;
    if (!evaluation.refused.isEmpty())
        complaints.append(evaluation.refused);
    for (const operations::Reason& reason : evaluation.reasons)
        complaints.append(reason.message.english());
    for (const operations::Problem& problem : evaluation.problems)
        if (problem.wouldFail)
            complaints.append(problem.message.english());
    return complaints;
}

} // namespace espalier::test
