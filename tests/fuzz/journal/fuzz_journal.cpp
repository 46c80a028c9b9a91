#include "fuzz/fuzz_input.h"
#include "run/journal.h"

#include <algorithm>

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    static const fuzz::Folder folder;
    folder.write(QStringLiteral("r.jsonl"), fuzz::bytesOf(data, size));
    const run::Journal journal(folder.path());
    const auto record = journal.read(QStringLiteral("r"));
    const auto all = journal.list();
    fuzz::require(all.has_value(), "one bad record does not hide the others");
    fuzz::require(record.has_value() == !all->isEmpty(), "what can be read is listed");
    if (!record)
        return 0;
    const bool hasEnd = std::any_of(record->events.cbegin(), record->events.cend(),
        [](const run::RunEvent& event) { return event.kind == run::EventKind::Done; });
    fuzz::require(hasEnd == (record->state != run::RunState::Interrupted), "a run without its end was interrupted");
    for (const run::RunEvent& event : record->events)
        (void)run::eventJson(event);
    return 0;
}
