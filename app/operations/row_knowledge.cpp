#include "operations/row_knowledge.h"

#include "schema/apply.h"

namespace espalier::operations {

QString RowKnowledge::keyOf(const schema::ObjectName& name) const { return schema::keyOf(name, *m_rules).key(); }

bool RowKnowledge::isEmpty(const schema::ObjectName& table) const { return m_empty.contains(keyOf(table)); }

bool RowKnowledge::hasNone(const dialects::QueryRows& rows, QSet<QString>* used) const
{
    QSet<QString> found;
    for (const auto& tables : rows.noneIf) {
        const auto without
            = std::find_if(tables.begin(), tables.end(), [&](const schema::ObjectName& name) { return isEmpty(name); });
        if (without == tables.end())
            return false;
        found.insert(keyOf(*without));
    }
    if (used)
        *used += found;
    return !rows.noneIf.empty();
}

void RowKnowledge::loseRows()
{
    m_empty.clear();
    m_known.forgetAll();
}

void RowKnowledge::loseAll()
{
    loseRows();
    m_plain.clear();
    m_isWhole = false;
}

void RowKnowledge::mayTouch(const schema::ObjectName& table)
{
    const QString suffix = QLatin1Char('.') + table.name;
    const auto isIt = [&](const QString& key) { return key == table.name || key.endsWith(suffix); };
    if (table.name.isEmpty() || std::none_of(m_plain.cbegin(), m_plain.cend(), isIt)) {
        loseRows();
        return;
    }
    m_empty.removeIf([&](const QString& key) { return isIt(key); });
    m_known.forget(table);
}

void RowKnowledge::keepCommon(const RowKnowledge& other)
{
    m_empty.intersect(other.m_empty);
    m_plain.intersect(other.m_plain);
    m_known.keepCommon(other.m_known);
    m_isWhole = m_isWhole && other.m_isWhole;
}

void RowKnowledge::forget(const QString& table)
{
    m_empty.remove(table);
    m_plain.remove(table);
}

void RowKnowledge::create(const schema::CreateTable& change, bool isNew)
{
    const QString table = keyOf(change.table.name);
    forget(table);
    bool isPlain = isNew && !change.isIncomplete && !change.table.prefixes.contains(QLatin1String("FOREIGN"));
    for (auto it = change.table.options.keyBegin(); it != change.table.options.keyEnd(); ++it)
        if (it->endsWith(QLatin1String("inherits")) || it->endsWith(QLatin1String("partition_of")))
            isPlain = false;
    if (!isPlain)
        return;
    m_empty.insert(table);
    m_plain.insert(table);
}

void RowKnowledge::touch(const schema::TouchRows& change)
{
    if (change.verb == QLatin1String("read"))
        return;
    const QString table = keyOf(change.table);
    const bool isOfRows = change.verb == QLatin1String("update") || change.verb == QLatin1String("delete");
    if (isOfRows && m_empty.contains(table))
        return;
    if (change.table.name.isEmpty() || !m_plain.contains(table)) {
        loseRows();
        return;
    }
    static const QSet<QString> addNone{ QStringLiteral("update"), QStringLiteral("delete"),
        QStringLiteral("truncate") };
    const bool isEmptied = change.verb == QLatin1String("truncate")
        || (change.verb == QLatin1String("delete") && change.rows && change.rows->isOfAll);
    if (isEmptied)
        m_empty.insert(table);
    else if (!addNone.contains(change.verb))
        m_empty.remove(table);
}

/// Triggers and rules write where nobody sees it; routines do when they are called, which readers tell.
void RowKnowledge::other(const schema::CreateOther& change)
{
    const QString& kind = change.object.kind;
    static const QSet<QString> writing{ QStringLiteral("trigger"), QStringLiteral("rule"),
        QStringLiteral("event trigger"), QStringLiteral("event") };
    if (!writing.contains(kind))
        return;
    const qsizetype dot = change.object.table.lastIndexOf(QLatin1Char('.'));
    const schema::ObjectName table{ dot < 0 ? QString() : change.object.table.left(dot),
        change.object.table.mid(dot + 1) };
    if (!m_plain.contains(keyOf(table)))
        return loseAll();
    // one for each row does nothing while there is none
    if (change.object.definition.contains(QLatin1String("EACH ROW"), Qt::CaseInsensitive))
        m_plain.remove(keyOf(table));
    else
        forget(keyOf(table));
}

std::vector<schema::Fault> RowKnowledge::weigh(
    const schema::Change& change, const schema::Schema& after, const schema::Table* before) const
{
    auto faults
        = m_known.weigh(change, after, before, [this](const schema::ObjectName& table) { return isEmpty(table); });
    const auto* touched = std::get_if<schema::TouchRows>(&change);
    if (!touched || touched->verb == QLatin1String("read") || touched->table.name.isEmpty() || !faults.empty())
        return faults;
    const schema::ObjectName name = schema::keyOf(touched->table, *m_rules);
    const bool isThere = after.table(name) && !after.assumed.contains(name.key());
    if (isThere && !m_plain.contains(keyOf(name)))
        faults.push_back({ schema::FaultKind::DependsOnRows, schema::Fault::Outcome::MayBeRefused,
            { QT_TRANSLATE_NOOP("Messages",
                  "Whether it goes through depends on the triggers of %1, or on tables with which it "
                  "shares its rows."),
                { name.key() } },
            name, {} });
    return faults;
}

void RowKnowledge::apply(const schema::Change& change, const schema::Schema& after, bool isNew)
{
    const auto* written = std::get_if<schema::TouchRows>(&change);
    m_known.apply(change, after, written && isEmpty(written->table));
    if (const auto* created = std::get_if<schema::CreateTable>(&change)) {
        create(*created, isNew);
    } else if (const auto* dropped = std::get_if<schema::DropTable>(&change)) {
        forget(keyOf(dropped->table));
    } else if (const auto* renamed = std::get_if<schema::RenameTable>(&change)) {
        const QString from = keyOf(renamed->table);
        schema::ObjectName name = renamed->newName;
        if (name.schema.isEmpty())
            name.schema = renamed->table.schema;
        const bool wasEmpty = m_empty.contains(from);
        const bool wasPlain = m_plain.contains(from);
        forget(from);
        forget(keyOf(name));
        if (wasEmpty)
            m_empty.insert(keyOf(name));
        if (wasPlain)
            m_plain.insert(keyOf(name));
    } else if (const auto* touched = std::get_if<schema::TouchRows>(&change)) {
        touch(*touched);
    } else if (const auto* made = std::get_if<schema::CreateOther>(&change)) {
        other(*made);
    } else if (const auto* altered = std::get_if<schema::AlterOther>(&change)) {
        // ATTACH PARTITION, INHERIT, ENABLE TRIGGER: whatever the rest of a shortened text says
        static const QStringList tying{ QStringLiteral("ATTACH"), QStringLiteral("INHERIT"), QStringLiteral("TRIGGER"),
            QStringLiteral("PARTITION"), QStringLiteral("RULE"), QStringLiteral("EXCHANGE") };
        const bool isCut = altered->what.endsWith(QChar(0x2026)) && altered->kind == QLatin1String("table");
        for (const QString& word : tying)
            if (isCut || altered->what.contains(word, Qt::CaseInsensitive))
                loseAll();
    } else if (const auto* session = std::get_if<schema::SessionStatement>(&change)) {
        // names may mean other tables from here on
        static const QStringList turning{ QStringLiteral("SEARCH_PATH"), QStringLiteral("SET_CONFIG"),
            QStringLiteral("SCHEMA"), QStringLiteral("USE"), QStringLiteral("ROLLBACK"), QStringLiteral("RESET ALL"),
            QStringLiteral("RESET ROLE"), QStringLiteral("RESET SESSION"), QStringLiteral("DISCARD"),
            QStringLiteral("EXECUTE") };
        for (const QString& word : turning)
            if (session->verb.contains(word, Qt::CaseInsensitive))
                loseAll();
    } else if (std::holds_alternative<schema::UnknownStatement>(change)) {
        loseAll();
    }
}

} // namespace espalier::operations
