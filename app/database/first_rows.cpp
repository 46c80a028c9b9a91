#include "database/first_rows.h"

#include <algorithm>
#include <QDateTime>
#include <QMetaType>

namespace espalier::database {

using core::fail;
using core::Result;

namespace {

constexpr int rowsLockTimeoutMs = 3'000, rowsTimeoutMs = 10'000;
constexpr qsizetype mostText = 500; ///< characters of a value
constexpr qsizetype mostBytes = 24;

Cell textCell(const QString& text, Cell::Kind kind)
{
    Cell cell;
    cell.kind = kind;
    cell.isCut = text.size() > mostText;
    cell.text = text.left(mostText);
    return cell;
}

} // namespace

Cell cellOf(const QVariant& value)
{
    if (value.isNull())
        return {};
    switch (value.typeId()) {
    case QMetaType::QByteArray: {
        const QByteArray bytes = value.toByteArray();
        Cell cell;
        cell.kind = Cell::Kind::Binary;
        cell.size = bytes.size();
        cell.isCut = bytes.size() > mostBytes;
        cell.text = QString::fromLatin1(bytes.left(mostBytes).toHex());
        return cell;
    }
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Double:
        return textCell(value.toString(), Cell::Kind::Number);
    case QMetaType::QDateTime:
        return textCell(value.toDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")), Cell::Kind::Text);
    case QMetaType::QTime:
        return textCell(value.toTime().toString(QStringLiteral("HH:mm:ss.zzz")), Cell::Kind::Text);
    default:
        return textCell(value.toString(), Cell::Kind::Text);
    }
}

Result<FirstRows> firstRows(
    const ConnectionSettings& settings, const schema::ObjectName& table, int most, const jobs::JobContext& context)
{
    OpenOptions options;
    options.forceReadOnly = true;
    options.timeouts = { rowsLockTimeoutMs, rowsTimeoutMs };
    auto session = Session::open(settings, {}, context, options);
    if (!session)
        return fail(session.error());
    const QString sql = QStringLiteral("SELECT * FROM %1 LIMIT %2")
                            .arg(session->dialect().quotedName(table.schema, table.name))
                            .arg(most + 1); // one more says whether there are more
    const auto found = session->query(sql);
    if (!found)
        return fail(found.error());
    FirstRows first;
    first.columns = found->columns;
    first.hasMore = found->rows.size() > size_t(most);
    for (size_t row = 0; row < std::min(found->rows.size(), size_t(most)); ++row) {
        std::vector<Cell> cells;
        for (const QVariant& value : found->rows[row])
            cells.push_back(cellOf(value));
        first.rows.push_back(std::move(cells));
    }
    return first;
}

} // namespace espalier::database
