#include "core/program_arguments.h"

#include <cstring>

namespace espalier::core {

namespace {

void hideBetween(char* from, char* to) { std::memset(from, 'x', static_cast<size_t>(to - from)); }

// "scheme://user:password@host". Where a password holds an unescaped "@", readers differ on its end: the last one hides
// enough for all of them.
void hideInUrl(char* argument)
{
    char* scheme = std::strstr(argument, "://");
    char* at = scheme ? std::strrchr(scheme, '@') : nullptr;
    char* colon = scheme ? std::strchr(scheme + 3, ':') : nullptr;
    if (at && colon && colon < at)
        hideBetween(colon + 1, at);
}

void hideInSettings(char* argument)
{
    static const char* const names[] = { "password=", "passwd=", "PASSWORD=", "_PWD=" };
    for (const char* name : names) {
        for (char* found = std::strstr(argument, name); found; found = std::strstr(found, name)) {
            found += std::strlen(name);
            const size_t length = *found == '\'' ? std::strcspn(found + 1, "'") + 1 : std::strcspn(found, "& ");
            hideBetween(found, found + length);
        }
    }
}

} // namespace

void hidePasswords(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        hideInUrl(argv[i]);
        hideInSettings(argv[i]);
    }
}

} // namespace espalier::core
