#include "core/checksum.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <openssl/evp.h>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <unistd.h>
#include <vector>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace espalier::core {

namespace {

constexpr size_t chunkSize = 1024 * 1024;

struct Descriptor {
    int value = -1;
    ~Descriptor()
    {
        if (value >= 0)
            ::close(value);
    }
};

tl::unexpected<Error> readFailure(const QString& path)
{
    return fail(ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "Cannot read %1."), { path },
        QString::fromLocal8Bit(std::strerror(errno)));
}

} // namespace

struct Sha256::Private {
    struct Free {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> context{ EVP_MD_CTX_new() };
};

Sha256::Sha256()
    : d(std::make_unique<Private>())
{
    if (!d->context || EVP_DigestInit_ex(d->context.get(), EVP_sha256(), nullptr) != 1)
        qFatal("OpenSSL has no SHA-256");
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(QByteArrayView bytes)
{
    EVP_DigestUpdate(d->context.get(), bytes.data(), static_cast<size_t>(bytes.size()));
}

QString Sha256::hex()
{
    QByteArray digest(EVP_MAX_MD_SIZE, '\0');
    unsigned int length = 0;
    EVP_DigestFinal_ex(d->context.get(), reinterpret_cast<unsigned char*>(digest.data()), &length);
    return QString::fromLatin1(digest.left(static_cast<qsizetype>(length)).toHex());
}

quint64 quickSum(QByteArrayView bytes) noexcept { return XXH3_64bits(bytes.data(), size_t(bytes.size())); }

QString sha256(QByteArrayView bytes)
{
    Sha256 sum;
    sum.add(bytes);
    return sum.hex();
}

Result<FileChecksum> sha256OfFile(
    const QString& path, const CancelToken& cancel, const std::function<void(qint64)>& onBytes)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(ErrorCode::NotFound, QT_TRANSLATE_NOOP("Messages", "There is no file %1."), { path });
    if (!info.isFile()) // a device or pipe could block for ever
        return fail(ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "%1 is not a regular file."), { path });
    const Descriptor file{ ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC) };
    if (file.value < 0)
        return readFailure(path);
    ::posix_fadvise(file.value, 0, 0, POSIX_FADV_SEQUENTIAL);
    std::vector<char> chunk(chunkSize);
    Sha256 sum;
    FileChecksum result;
    while (true) {
        if (const auto go = cancel.check(); !go)
            return fail(go.error());
        const ssize_t count = ::read(file.value, chunk.data(), chunk.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return readFailure(path);
        if (count == 0)
            break;
        sum.add(QByteArrayView(chunk.data(), count));
        result.bytes += count;
        if (onBytes)
            onBytes(count);
    }
    result.hex = sum.hex();
    return result;
}

} // namespace espalier::core
