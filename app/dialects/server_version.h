#pragma once

#include <QString>
#include <tuple>

namespace espalier::dialects {

/// A server's version, read from what it says about itself.
struct ServerVersion {
    int major = 0;
    int minor = 0;
    int patch = 0;
    QString flavour; ///< the product's own name where several share a protocol; empty for the dialect's plain one
    QString text; ///< as the server said it

    bool isKnown() const { return major > 0; }
    bool atLeast(int wantedMajor, int wantedMinor = 0, int wantedPatch = 0) const
    {
        return std::tie(major, minor, patch) >= std::tie(wantedMajor, wantedMinor, wantedPatch);
    }
    /// "15.18", "10.11.19", "17beta2" stays "17".
    QString number() const;
    friend bool operator==(const ServerVersion&, const ServerVersion&) = default;
};

/// Whether Espalier was made for such a server. Neither end is refused; the sentence is a warning to show.
enum class VersionSupport { Supported, TooOld, Untested, Unknown };

} // namespace espalier::dialects
