#include "fuzz/fuzz_input.h"
#include "project/dotenv.h"

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const auto lines = bytes.count('\n') + bytes.count('\r') + 1;
    for (const auto& variable : project::parseDotEnv(bytes)) {
        fuzz::require(!variable.name.isEmpty(), "a variable has a name");
        fuzz::require(variable.line >= 1 && variable.line <= lines, "a variable has a line of the file");
    }
    return 0;
}
