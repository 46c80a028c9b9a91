#include "core/word.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace espalier::core {

size_t textHash(QStringView text, size_t seed) noexcept
{
    return XXH3_64bits_withSeed(text.utf16(), size_t(text.size()) * sizeof(QChar), seed);
}

} // namespace espalier::core
