#pragma once

#include <QString>
#include <QTemporaryDir>

namespace espalier::test {

/// A folder of files that a test writes, gone at its end.
class TemporaryFolder {
public:
    TemporaryFolder();
    QString path(const QString& relative = {}) const;
    /// Writes a file, making its folders; returns its path.
    QString write(const QString& relative, const QByteArray& content) const;

private:
    QTemporaryDir m_folder;
};

} // namespace espalier::test
