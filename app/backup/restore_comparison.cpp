#include "backup/restore_comparison.h"

#include <QCoreApplication>
#include <QHash>

namespace espalier::backup {

QList<Difference> compareContent(const Manifest& manifest, const dialects::ContentFacts& restored)
{
    QList<Difference> differences;
    const auto add = [&differences](const char* source, const QStringList& arguments) {
        differences += Difference{ core::Message{ source, arguments } };
    };
    QHash<QString, std::optional<qint64>> found;
    for (const dialects::TableRows& table : restored.tables)
        found.insert(table.qualifiedName(), table.rows);
    for (const dialects::TableRows& table : manifest.tables) {
        const QString name = table.qualifiedName();
        if (!found.contains(name)) {
            add(QT_TRANSLATE_NOOP("Messages", "Table %1 is missing."), { name });
            continue;
        }
        const auto rows = found.take(name);
        if (table.rows && rows && *rows != *table.rows)
            add(QT_TRANSLATE_NOOP("Messages", "Table %1 has %2 rows; the backup has %3."),
                { name, QString::number(*rows), QString::number(*table.rows) });
    }
    QStringList extra = found.keys();
    extra.sort();
    for (const QString& name : std::as_const(extra))
        add(QT_TRANSLATE_NOOP("Messages", "Table %1 is not in the backup's manifest."), { name });
    QStringList expected = manifest.revisions;
    QStringList revisions = restored.revisions;
    expected.sort();
    revisions.sort();
    if (expected != revisions)
        add(QT_TRANSLATE_NOOP("Messages", "The version table holds %1; the backup has %2."),
            { revisions.isEmpty() ? QStringLiteral("-") : revisions.join(QStringLiteral(", ")),
                expected.isEmpty() ? QStringLiteral("-") : expected.join(QStringLiteral(", ")) });
    return differences;
}

} // namespace espalier::backup
