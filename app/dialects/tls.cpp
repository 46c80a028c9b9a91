#include "dialects/tls.h"

#include <array>
#include <utility>

namespace espalier::dialects {

namespace {

constexpr std::array<std::pair<TlsMode, const char*>, 6> names{ {
    { TlsMode::Default, "default" },
    { TlsMode::Disable, "disable" },
    { TlsMode::Prefer, "prefer" },
    { TlsMode::Require, "require" },
    { TlsMode::VerifyCa, "verify-ca" },
    { TlsMode::VerifyFull, "verify-full" },
} };

} // namespace

QString tlsModeName(TlsMode mode)
{
    for (const auto& [known, name] : names) {
        if (known == mode)
            return QString::fromLatin1(name);
    }
    return {};
}

TlsMode tlsModeFromName(const QString& name)
{
    for (const auto& [mode, known] : names) {
        if (name.compare(QLatin1String(known), Qt::CaseInsensitive) == 0)
            return mode;
    }
    return TlsMode::Default;
}

} // namespace espalier::dialects
