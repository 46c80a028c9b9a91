#pragma once

#include "dialects/dialect.h"
#include "operations/evaluation.h"

namespace espalier::test {

/// A script's text evaluated on an empty simulated database, offline unless said otherwise.
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
    return operations::evaluate(script, direction, circumstances, state, memo);
}

} // namespace espalier::test
