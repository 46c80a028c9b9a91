#include "dialects/dialect.h"
#include "dialects/sql_reader.h"
#include "fuzz/fuzz_input.h"
#include "support/change_text.h"

using namespace espalier;

namespace {

void checkStatement(const dialects::SqlReader& reader, const dialects::ReadStatement& statement)
{
    fuzz::require(!statement.sql.isEmpty(), "a statement has text");
    fuzz::require(statement.isRead == statement.changes.empty(), "a statement reads or changes something");
    fuzz::require(!statement.query || statement.isRead, "questions are reads");
    const bool isUnknown
        = statement.changes.size() == 1 && std::holds_alternative<schema::UnknownStatement>(statement.changes.front());
    fuzz::require(!statement.block || isUnknown, "other conditions than flags are for those who know them");
    if (isUnknown || statement.sql.contains(QLatin1String("\\:"))) // would be unescaped once more
        return;
    const auto again = reader.read(statement.sql);
    fuzz::require(again.size() == 1, "a statement by itself is one statement");
    fuzz::require(test::text(again.front().changes) == test::text(statement.changes), "and does the same");
}

} // namespace

// Any text, by every dialect.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QString sql = QString::fromUtf8(fuzz::bytesOf(data, size));
    for (const dialects::Dialect* dialect : dialects::allDialects()) {
        int line = 0;
        for (const dialects::ReadStatement& statement : dialect->sqlReader().read(sql)) {
            checkStatement(dialect->sqlReader(), statement);
            fuzz::require(statement.lineOffset >= line && statement.lineOffset <= sql.count(u'\n'),
                "statements stand in their order");
            line = statement.lineOffset;
        }
    }
    return 0;
}
