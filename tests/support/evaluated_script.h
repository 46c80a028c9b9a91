#pragma once

#include "dialects/dialect.h"
#include "operations/evaluation.h"
#include "operations/migration_run.h"
#include "support/temporary_folder.h"

#include <QFile>

namespace espalier::test {

/// A script's text evaluated on an empty simulated database, offline unless said otherwise. What is found of it ahead
/// has to be the same.
inline operations::Evaluation evaluateText(const QByteArray& text, const QString& dialect,
    operations::Direction direction = operations::Direction::Up, bool isOffline = true,
    const schema::Schema& before = {})
{
    operations::Circumstances circumstances;
    circumstances.dialect = dialects::findDialect(dialect);
    circumstances.isOffline = isOffline;
    circumstances.options = QMap<QString, QString>();
    schema::Replay state(circumstances.dialect->schemaRules(), before);
    operations::RunMemo memo;
    const operations::Script script{ QStringLiteral("/project/versions/script.py"), *python::SyntaxTree::parse(text) };
    operations::Evaluation evaluation = operations::evaluate(script, direction, circumstances, state, memo);
    if (auto ahead = operations::evaluateAhead(script, direction, circumstances)) {
        schema::Replay later(circumstances.dialect->schemaRules(), before);
        operations::RunMemo laterMemo;
        const operations::Evaluation settled = operations::evaluate(std::move(*ahead), circumstances, later, laterMemo);
        if (settled.sql() != evaluation.sql() || settled.problems != evaluation.problems
            || settled.reasons != evaluation.reasons || settled.refused != evaluation.refused
            || !(later.schema() == state.schema()))
            qFatal("evaluated ahead, the script does something else:\n%s", text.constData());
    }
    return evaluation;
}

/// What upgrade() of a project's only script does, its env.py taken as it is. `folder`: of the project, with whatever
/// else is to be in it.
inline operations::Evaluation evaluateInProject(const TemporaryFolder& folder, const QByteArray& env,
    const QByteArray& text, const symbolic::Environment& environment = {})
{
    const QString script = QStringLiteral("migrations/versions/a.py");
    folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = migrations\nprepend_sys_path = .\n");
    folder.write(QStringLiteral("migrations/env.py"), env);
    folder.write(script, "revision = 'a'\ndown_revision = None\n" + text);
    const auto project = project::openProject(folder.path());
    const auto& dialect = *dialects::findDialect(QStringLiteral("postgresql"));
    const auto circumstances = operations::circumstancesOf(*project, dialect, true, { .environment = environment });
    QFile file(folder.path() + QLatin1Char('/') + script);
    [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly);
    const operations::Script read{ file.fileName(), *python::SyntaxTree::parse(file.readAll()) };
    schema::Replay state(dialect.schemaRules());
    operations::RunMemo memo;
    return operations::evaluate(read, operations::Direction::Up, circumstances, state, memo);
}

} // namespace espalier::test
