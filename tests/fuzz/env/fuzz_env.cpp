#include "fuzz/fuzz_input.h"
#include "project/env_reader.h"

using namespace espalier;

// The input is env.py and, after a line "#---", a module `app` that it may import.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    static const fuzz::Folder folder;
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const qsizetype split = bytes.indexOf("\n#---\n");
    folder.write(QStringLiteral("env.py"), split < 0 ? bytes : bytes.left(split));
    folder.write(QStringLiteral("app.py"), split < 0 ? QByteArray() : bytes.mid(split + 6));
    const auto options = [](const QString& name) { return std::optional<QString>(name); };
    const auto reading = project::readEnv(folder.path(), { folder.path() }, options);
    for (const auto& url : reading.urls + reading.defaults)
        fuzz::require(project::looksLikeDatabaseUrl(url.url.reveal()), "what is found is a database URL");
    fuzz::require(!reading.facts.versionTable.isKnown() || reading.facts.versionTable.isSet(), "a known fact is set");
    return 0;
}
