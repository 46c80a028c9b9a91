#include "python/syntax_cache.h"

#include "core/checksum.h"
#include "core/file.h"

#include <cstring>
#include <QDir>
#include <QStandardPaths>

namespace espalier::python {

namespace {

// The file: the head, then entries: key, number of records, sum of them, the records themselves.
constexpr qsizetype keySize = 32, countSize = 8, sumSize = 8, entryHead = keySize + countSize + sumSize;
constexpr qint64 largestFile = 256 * 1024 * 1024; ///< bytes; a project beyond it is parsed anew each time
constexpr qint64 largestFolder = 1024 * 1024 * 1024; ///< bytes, of all projects' files

const QByteArray& head()
{
    static const QByteArray text = "espalier-syntax 2 " + core::sha256(SyntaxTree::fingerprint()).toLatin1() + '\n';
    return text;
}

QByteArray keyOf(QByteArrayView source) { return QByteArray::fromHex(core::sha256(source).toLatin1()); }

QByteArrayView bytesOf(const std::vector<Node::Record>& records)
{
    return { reinterpret_cast<const char*>(records.data()), qsizetype(records.size() * sizeof(Node::Record)) };
}

/// Removes the files that were not written for longest, until the folder is small enough.
void prune(const QDir& folder)
{
    qint64 size = 0;
    const QFileInfoList files = folder.entryInfoList({ QStringLiteral("*.trees") }, QDir::Files, QDir::Time);
    for (const QFileInfo& file : files) {
        size += file.size();
        if (size > largestFolder)
            QFile::remove(file.filePath());
    }
}

} // namespace

SyntaxCache::SyntaxCache(const QString& file)
    : m_file(file)
{ }

void SyntaxCache::open()
{
    if (!m_file.open(QIODevice::ReadOnly) || m_file.size() > largestFile)
        return;
    const uchar* const mapped = m_file.map(0, m_file.size());
    if (!mapped)
        return;
    const QByteArrayView content(mapped, qsizetype(m_file.size()));
    if (!content.startsWith(head()))
        return;
    m_content = content;
    for (qsizetype at = head().size(); at + entryHead <= content.size();) {
        quint64 count = 0;
        std::memcpy(&count, content.data() + at + keySize, countSize);
        const qsizetype body = at + entryHead;
        if (count > quint64(content.size() - body) / sizeof(Node::Record))
            return;
        m_entries.insert(content.sliced(at, keySize).toByteArray(), { at, static_cast<quint32>(count) });
        at = body + qsizetype(count * sizeof(Node::Record));
    }
}

SyntaxCache::~SyntaxCache() = default;

std::optional<SyntaxTree> SyntaxCache::kept(const QByteArray& key, const QByteArray& source) const
{
    const auto entry = m_entries.constFind(key);
    if (entry == m_entries.cend())
        return std::nullopt;
    std::vector<Node::Record> records(entry->count);
    const char* const at = m_content.data() + entry->offset;
    std::memcpy(static_cast<void*>(records.data()), at + entryHead, records.size() * sizeof(Node::Record));
    quint64 sum = 0;
    std::memcpy(&sum, at + keySize + countSize, sumSize);
    if (core::quickSum(bytesOf(records)) != sum)
        return std::nullopt;
    return SyntaxTree::restored(source, std::move(records));
}

core::Result<SyntaxTree> SyntaxCache::tree(const QByteArray& source, const core::CancelToken& cancel)
{
    const QByteArray key = keyOf(source);
    {
        const std::lock_guard lock(m_mutex);
        if (const auto used = m_used.constFind(key); used != m_used.cend())
            return *used;
    }
    std::call_once(m_opened, [this] { open(); });
    std::optional<SyntaxTree> found = kept(key, source);
    const bool isNew = !found;
    if (isNew) {
        auto parsed = SyntaxTree::parse(source, cancel);
        if (!parsed)
            return parsed;
        found = std::move(*parsed);
    }
    const std::lock_guard lock(m_mutex);
    m_used.insert(key, *found);
    m_hasNew = m_hasNew || isNew;
    return *found;
}

void SyntaxCache::save()
{
    const std::lock_guard lock(m_mutex);
    if (!m_hasNew)
        return;
    QByteArray content = head();
    for (const auto& [key, tree] : m_used.asKeyValueRange()) {
        const QByteArrayView body = bytesOf(tree.records());
        const quint64 count = tree.records().size();
        content += key;
        content.append(reinterpret_cast<const char*>(&count), countSize);
        const quint64 sum = core::quickSum(body);
        content.append(reinterpret_cast<const char*>(&sum), sumSize);
        content += body;
        if (content.size() > largestFile)
            return;
    }
    const QDir folder = QFileInfo(m_file.fileName()).dir();
    if (!folder.mkpath(QStringLiteral(".")) || !core::writeFile(m_file.fileName(), content))
        return; // the next run parses again
    m_hasNew = false;
    prune(folder);
}

QString SyntaxCache::fileFor(const QString& folder)
{
    const QString name = core::sha256(QDir(folder).absolutePath().toUtf8()).left(24);
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
        + QStringLiteral("/espalier/syntax/%1.trees").arg(name);
}

} // namespace espalier::python
