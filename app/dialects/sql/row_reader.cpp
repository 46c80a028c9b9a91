#include "dialects/sql/row_reader.h"

#include "dialects/dialect.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace espalier::dialects::sql {

const QVariant& RowReader::value(const char* column) const
{
    static const QVariant nothing;
    const QVariantList& row = m_rows.rows[m_row - 1];
    for (const auto& [name, place] : m_places)
        if (name == column)
            return place < 0 ? nothing : row[place];
    m_places.emplace_back(column, m_rows.column(QLatin1String(column)));
    return value(column);
}

std::optional<qint64> RowReader::maybeNumber(const char* column) const
{
    const QVariant& cell = value(column);
    return cell.isNull() ? std::nullopt : std::optional(cell.toLongLong());
}

std::vector<qint64> RowReader::numbers(const char* column) const
{
    std::vector<qint64> all;
    bool isInside = false;
    const QString written = text(column);
    for (const QChar c : written) {
        if (!c.isDigit()) {
            isInside = false;
            continue;
        }
        if (!isInside)
            all.push_back(0);
        isInside = true;
        all.back() = all.back() * 10 + c.digitValue();
    }
    return all;
}

QStringList RowReader::texts(const char* column) const
{
    QStringList all;
    const QVariant& cell = value(column);
    if (cell.isNull())
        return all;
    for (const QJsonValue& item : QJsonDocument::fromJson(cell.toString().toUtf8()).array())
        all.append(item.isNull() ? QString() : item.toString());
    return all;
}

core::Result<void> eachRow(SqlExecutor& session, const char* query, const std::function<void(const RowReader&)>& take)
{
    const auto rows = session.query(catalogueQuery(session.dialect().id(), QLatin1String(query)));
    if (!rows)
        return core::fail(rows.error());
    RowReader reader(*rows);
    while (reader.next())
        take(reader);
    return {};
}

} // namespace espalier::dialects::sql
