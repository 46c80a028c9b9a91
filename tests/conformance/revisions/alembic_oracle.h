#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>

namespace espalier::test {

/// Real Alembic in one long-lived Python process (alembic_oracle.py), asked in lines of JSON.
class AlembicOracle {
public:
    /// `python` must import Alembic; fails the program where it can't.
    AlembicOracle();
    ~AlembicOracle();
    QString alembicVersion() const { return m_version; }
    /// A random tree with random commands, and what Alembic answers.
    QJsonObject randomCase(int seed);
    /// What Alembic answers to these commands, each [command, target, rows].
    QJsonObject answer(const QJsonArray& tree, const QJsonArray& commands);

private:
    QJsonObject exchange(const QJsonObject& question);
    QJsonObject readLine();

    QProcess m_process;
    QString m_version;
};

} // namespace espalier::test
