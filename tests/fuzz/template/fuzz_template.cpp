#include "authoring/script_template.h"
#include "fuzz/fuzz_input.h"

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    authoring::TemplateValues values;
    values.upRevision = QStringLiteral("ae10");
    values.createDate = QDateTime(QDate(2026, 1, 2), QTime(3, 4));
    values.upgrades = QStringLiteral("op.drop_table('a')");
    const auto text = authoring::renderTemplate(
        QString::fromUtf8(fuzz::bytesOf(data, size)), QStringLiteral("/p/script.py.mako"), values);
    fuzz::require(text || (text.error().location && text.error().location->line > 0), "a refusal has its line");
    return 0;
}
