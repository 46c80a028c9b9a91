#include "dialects/sql/row_reader.h"

#include "dialects/dialect.h"

#include <algorithm>
#include <QJsonArray>
#include <QJsonDocument>

namespace espalier::dialects::sql {

const QVariant& RowReader::value(const char* column) const
{
    static const QVariant nothing;
    for (const auto& [name, place] : m_places)
        if (name == column)
            return place < 0 ? nothing : (*m_row)[place];
    const auto found = std::find_if(m_columns.cbegin(), m_columns.cend(),
        [&](const QString& name) { return name.compare(QLatin1String(column), Qt::CaseInsensitive) == 0; });
    m_places.emplace_back(column, found == m_columns.cend() ? -1 : found - m_columns.cbegin());
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
    return eachRowOf(session, catalogueQuery(session.dialect().id(), QLatin1String(query)), take);
}

core::Result<void> eachRowOf(
    SqlExecutor& session, const QString& sql, const std::function<void(const RowReader&)>& take)
{
    RowReader reader;
    return session.stream(
        sql, {},
        [&](const QVariantList& row) -> core::Result<void> {
            reader.useRow(row);
            take(reader);
            return {};
        },
        [&](const QStringList& columns) { reader.useColumns(columns); });
}

} // namespace espalier::dialects::sql
