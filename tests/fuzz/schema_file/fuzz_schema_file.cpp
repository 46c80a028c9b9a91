#include "backup/schema_file.h"
#include "fuzz/fuzz_input.h"

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const auto read = backup::parseSchemaFile(fuzz::bytesOf(data, size));
    if (!read)
        return 0;
    const QByteArray json = backup::schemaFile(*read, QStringLiteral("postgresql"));
    const auto again = backup::parseSchemaFile(json);
    fuzz::require(
        again.has_value() && again->schema == read->schema && again->facts == read->facts, "a schema survives writing");
    fuzz::require(backup::schemaFile(*again, QStringLiteral("postgresql")) == json, "and is written the same");
    return 0;
}
