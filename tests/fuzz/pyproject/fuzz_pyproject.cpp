#include "fuzz/fuzz_input.h"
#include "project/settings.h"

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    static const fuzz::Folder folder;
    const QString path = folder.write(QStringLiteral("pyproject.toml"), fuzz::bytesOf(data, size));
    const auto file = project::PyprojectFile::read(path);
    if (!file || !*file)
        return 0;
    for (const QString& name : (*file)->names()) {
        (void)(*file)->text(name);
        (void)(*file)->list(name);
        (void)(*file)->flag(name);
    }
    const project::Settings settings(std::nullopt, *file, QStringLiteral("alembic"));
    (void)settings.text(QStringLiteral("script_location"));
    (void)settings.versionLocations();
    (void)settings.prependSysPath();
    return 0;
}
