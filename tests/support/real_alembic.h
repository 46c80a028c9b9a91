#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace espalier::test {

/// What a command of Debian's Python ended with and wrote.
struct PythonRun {
    int exitCode = -1;
    QString out;
    QString err;
    QStringList lines() const; ///< of standard output, sorted: Alembic promises no order
    /// For a failed comparison: everything.
    QByteArray text() const;
};

/// Runs Debian's interpreter in a folder, with nothing of the caller's Python settings and no bytecode left behind.
PythonRun runPython(
    const QString& folder, const QStringList& arguments, const QMap<QString, QString>& environment = {});

/// The real Alembic, `alembic ARGUMENTS…` in the project's folder.
PythonRun runAlembic(
    const QString& folder, const QStringList& arguments, const QMap<QString, QString>& environment = {});

} // namespace espalier::test
