#include "dialects/mysql/dump_reader.h"
#include "dialects/postgresql/dump_rows.h"
#include "fuzz/fuzz_input.h"

using namespace espalier;

namespace {

const QString watched = QStringLiteral("alembic_version");

template <typename Reader> void feed(Reader& reader, const QByteArray& bytes, qsizetype piece)
{
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        reader.add(QByteArrayView(bytes).sliced(at, qMin(piece, bytes.size() - at)));
}

} // namespace

// Dumps are read as they come: where they are cut must not matter.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    for (const qsizetype piece : { 1, 7 }) {
        dialects::mysql::DumpReader whole(watched);
        dialects::mysql::DumpReader cut(watched);
        feed(whole, bytes, qMax<qsizetype>(1, bytes.size()));
        feed(cut, bytes, piece);
        fuzz::require(whole.tables() == cut.tables(), "tables do not depend on the cuts");
        fuzz::require(whole.watchedValues() == cut.watchedValues(), "values do not depend on the cuts");
        fuzz::require(whole.isComplete() == cut.isComplete(), "the end does not depend on the cuts");
        for (const QString& table : whole.tables())
            fuzz::require(whole.rowsOf(table) == cut.rowsOf(table), "rows do not depend on the cuts");

        dialects::postgresql::DumpRowCounter wholeRows;
        dialects::postgresql::DumpRowCounter cutRows;
        feed(wholeRows, bytes, qMax<qsizetype>(1, bytes.size()));
        feed(cutRows, bytes, piece);
        fuzz::require(wholeRows.rows() == cutRows.rows(), "COPY rows do not depend on the cuts");
    }
    return 0;
}
