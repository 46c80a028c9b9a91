#include "backup/manifest.h"
#include "fuzz/fuzz_input.h"

#include <QJsonObject>

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    if (const auto manifest = backup::parseManifest(bytes)) {
        for (const backup::BackupFile& file : manifest->files)
            fuzz::require(!file.path.startsWith(QLatin1Char('/'))
                    && !file.path.split(QLatin1Char('/')).contains(QStringLiteral("..")),
                "a backup's files stay in its folder");
        const auto again = backup::parseManifest(backup::toJson(*manifest));
        fuzz::require(again.has_value() && *again == *manifest, "a manifest survives writing");
        (void)backup::summaryObject(*manifest);
    }
    if (const auto verification = backup::parseVerification(bytes)) {
        const auto again = backup::parseVerification(backup::toJson(*verification));
        fuzz::require(again.has_value() && *again == *verification, "a verification survives writing");
    }
    return 0;
}
