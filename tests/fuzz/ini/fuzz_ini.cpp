#include "fuzz/fuzz_input.h"
#include "project/ini_file.h"
#include "project/settings.h"

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QString text = QString::fromUtf8(fuzz::bytesOf(data, size));
    const auto ini = project::IniFile::parse(
        text, QStringLiteral("/p/alembic.ini"), { { QStringLiteral("here"), QStringLiteral("/p") } });
    if (!ini) {
        fuzz::require(ini.error().location && ini.error().location->line > 0, "an error has its line");
        return 0;
    }
    for (const QString& section : ini->sections()) {
        fuzz::require(ini->hasSection(section), "a listed section is there");
        for (const QString& option : ini->options(section)) {
            const auto value = ini->get(section, option);
            fuzz::require(!value || value->has_value(), "a listed option has a value");
            fuzz::require(ini->raw(section, option).has_value(), "a listed option has a text");
        }
    }
    const project::Settings settings(*ini, std::nullopt, QStringLiteral("alembic"));
    (void)settings.text(QStringLiteral("script_location"));
    (void)settings.versionLocations();
    (void)settings.prependSysPath();
    (void)settings.flag(QStringLiteral("recursive_version_locations"));
    return 0;
}
