#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QString>
#include <QTemporaryDir>

/// What the fuzz targets share. A target is one function, LLVMFuzzerTestOneInput(), in tests/fuzz/SUBJECT: libFuzzer
/// calls it with inputs of its own, replay.cpp with the seeds of tests/fuzz/corpus/SUBJECT and mutations of them.
namespace espalier::fuzz {

inline QByteArray bytesOf(const uint8_t* data, size_t size)
{
    return QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
}

/// Fails the target: a rule that must hold for every input does not.
inline void require(bool holds, const char* rule)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken rule: %s\n", rule);
    std::abort();
}

/// A folder in memory where the system has one, for readers that take a path.
class Folder {
public:
    Folder()
        : m_folder(QDir(QStringLiteral("/dev/shm")).exists()
                ? QStringLiteral("/dev/shm/espalier-fuzz-XXXXXX")
                : QDir::tempPath() + QStringLiteral("/espalier-fuzz-XXXXXX"))
    {
        require(m_folder.isValid(), "a temporary folder can be made");
    }

    QString path() const { return m_folder.path(); }
    QString write(const QString& name, const QByteArray& content) const
    {
        QFile file(m_folder.filePath(name));
        require(file.open(QIODevice::WriteOnly) && file.write(content) == content.size(), "the input can be written");
        return file.fileName();
    }

private:
    QTemporaryDir m_folder;
};

} // namespace espalier::fuzz
