#include "fuzz/fuzz_input.h"
#include "project/trust.h"

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    static const fuzz::Folder folder;
    const project::TrustStore store(folder.write(QStringLiteral("trust.json"), fuzz::bytesOf(data, size)));
    const auto all = store.list();
    const auto found = store.find(folder.path());
    fuzz::require(found.has_value() == all.has_value(), "a damaged store is an error for every question");
    if (found && *found)
        fuzz::require(store.require(folder.path()).has_value(), "what is found is trusted");
    else
        fuzz::require(!store.require(folder.path()).has_value(), "what is not found is not trusted");
    return 0;
}
