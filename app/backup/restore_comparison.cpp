#include "backup/restore_comparison.h"

#include "schema/drift.h"

#include <QCoreApplication>
#include <QHash>

namespace espalier::backup {

namespace {

schema::DriftPlace placeOf(const dialects::Introspected& database)
{
    using About = schema::DriftDoubt::About;
    schema::DriftPlace place{ database.schema, {} };
    for (const core::Message& one : database.unseen)
        for (const About about : { About::Further, About::Others })
            place.doubts.push_back({ about, {}, {}, one, {} });
    return place;
}

} // namespace

SchemaDifferences compareSchemas(
    const dialects::Introspected& backedUp, const dialects::Introspected& restored, const schema::SchemaRules& rules)
{
    const schema::DriftPlace before = placeOf(backedUp);
    const schema::DriftPlace after = placeOf(restored);
    SchemaDifferences differences;
    for (const schema::DriftChange& change :
        schema::weighed(schema::difference(before.schema, after.schema, rules), before, after, rules))
        (change.isCertain ? differences.certain : differences.possible) += { change.difference.detail, true };
    return differences;
}

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
