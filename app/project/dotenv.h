#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace espalier::project {

/// A line of a `.env` file. Values may be secrets: they are never put into messages.
struct DotEnvVariable {
    QString name;
    QString value;
    int line = 0;
    friend bool operator==(const DotEnvVariable&, const DotEnvVariable&) = default;
};

/// Reads what python-dotenv reads: `NAME=value`, `export NAME='value'`, quotes over several lines, `# comments`, and
/// `${NAME}` or `${NAME:-default}` from lines above. Lines that are none are passed over.
QList<DotEnvVariable> parseDotEnv(const QByteArray& content);

} // namespace espalier::project
