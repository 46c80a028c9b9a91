#include "operations/row_knowledge.h"

#include "schema/apply.h"
#include "schema/column_use.h"
#include "schema/difference.h"

#include <functional>

namespace espalier::operations {

RowKnowledge::RowKnowledge(const dialects::Dialect& dialect)
    : m_reader(&dialect.sqlReader())
    , m_rules(&dialect.schemaRules())
    , m_known(dialect.schemaRules())
{ }

QString RowKnowledge::keyOf(const schema::ObjectName& name) const { return schema::keyOf(name, *m_rules).key(); }

bool RowKnowledge::isEmpty(const schema::ObjectName& table) const { return m_tables.value(keyOf(table)).isEmpty; }

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

bool RowKnowledge::writesNothing(const std::vector<dialects::ReadStatement>& read) const
{
    if (read.size() != 1 || !read.front().rows || read.front().changes.size() > 1)
        return false;
    const auto& changes = read.front().changes;
    const auto* touched = changes.empty() ? nullptr : std::get_if<schema::TouchRows>(&changes.front());
    const bool isOne = changes.empty()
        || (touched && (touched->verb == QLatin1String("insert") || touched->verb == QLatin1String("select")));
    return isOne && !read.front().rows->single && hasNone(*read.front().rows);
}

bool RowKnowledge::areReadOnly(const QStringList& functions) const
{
    return std::all_of(
        functions.begin(), functions.end(), [this](const QString& function) { return m_readOnly.contains(function); });
}

bool RowKnowledge::areThere(const dialects::ReadStatement& calling) const
{
    return calling.calledOtherwise.isEmpty()
        && std::all_of(calling.unknownFunctions.begin(), calling.unknownFunctions.end(),
            [this](const QString& function) { return m_callable.contains(function); });
}

bool RowKnowledge::isOfEmptyTables(const schema::Changes& changes) const
{
    return !changes.empty() && std::all_of(changes.begin(), changes.end(), [&](const schema::Change& change) {
        if (const auto* added = std::get_if<schema::ColumnAddition>(&change))
            return isEmpty(added->table);
        if (const auto* constrained = std::get_if<schema::AddConstraint>(&change))
            return isEmpty(constrained->table);
        if (const auto* indexed = std::get_if<schema::CreateIndex>(&change))
            return isEmpty(indexed->table);
        const auto* created = std::get_if<schema::CreateTable>(&change);
        return created && !created->isIncomplete; // one that is made of a query works it out
    });
}

void RowKnowledge::loseRows()
{
    for (Table& table : m_tables)
        table.isEmpty = false;
    m_known.forgetAll();
}

void RowKnowledge::loseRowsUntil(int revision)
{
    for (auto it = m_tables.begin(); it != m_tables.end(); ++it) {
        if (it->made > revision)
            continue;
        it->isEmpty = false;
        m_known.forget(it.key());
    }
}

void RowKnowledge::loseAll()
{
    loseRows();
    m_readOnly.clear();
    m_callable.clear();
    m_isWhole = false;
    m_until = m_revision;
    for (Table& table : m_tables) {
        table.until = m_revision;
        if (table.reach == Reach::Itself)
            table.reach = Reach::Earlier;
    }
}

namespace {

bool addsRows(const schema::TouchRows& change)
{
    static const QSet<QString> addNone{ QStringLiteral("update"), QStringLiteral("delete"),
        QStringLiteral("truncate") };
    return !addNone.contains(change.verb);
}

bool removesAll(const schema::TouchRows& change)
{
    return (change.verb == QLatin1String("truncate") && (!change.rows || change.rows->isOfAll))
        || (change.verb == QLatin1String("delete") && change.rows && change.rows->isOfAll);
}

} // namespace

void RowKnowledge::mayTouch(const schema::TouchRows& change)
{
    const QString suffix = QLatin1Char('.') + change.table.name;
    QStringList possible;
    for (auto it = m_tables.cbegin(); it != m_tables.cend(); ++it)
        if (it.key() == change.table.name || it.key().endsWith(suffix))
            possible.append(it.key());
    if (change.table.name.isEmpty() || possible.isEmpty())
        return loseRows();
    for (const QString& table : std::as_const(possible)) {
        touch(change, table);
        m_known.forget(table);
    }
}

void RowKnowledge::keepCommon(const RowKnowledge& other)
{
    m_known.keepCommon(other.m_known);
    m_readOnly.intersect(other.m_readOnly);
    m_callable.intersect(other.m_callable);
    m_isWhole = m_isWhole && other.m_isWhole;
    m_until = std::max(m_until, other.m_until);
    m_tables.removeIf([&](auto it) { return !other.m_tables.contains(it.key()); });
    for (auto it = m_tables.begin(); it != m_tables.end(); ++it) {
        const Table theirs = other.m_tables.value(it.key());
        it->isEmpty = it->isEmpty && theirs.isEmpty;
        it->reach = std::max(it->reach, theirs.reach);
        it->until = std::max(it->until, theirs.until);
        it->made = std::min(it->made, theirs.made);
    }
}

void RowKnowledge::create(const schema::CreateTable& change, bool isNew)
{
    const QString name = keyOf(change.table.name);
    if (schema::isTemporary(change.table) && m_tables.contains(name)) { // the name means another table until it is gone
        m_tables[name].isEmpty = false;
        m_known.forget(name);
        return;
    }
    if (!isNew && m_tables.contains(name))
        return; // IF NOT EXISTS
    Table table;
    table.made = m_revision;
    table.until = m_until;
    table.reach = isNew ? Reach::Itself : Reach::Earlier;
    table.isEmpty = isNew && !change.isIncomplete;
    for (auto it = change.table.options.keyBegin(); it != change.table.options.keyEnd(); ++it)
        if (it->endsWith(QLatin1String("inherits")) || it->endsWith(QLatin1String("partition_of")))
            table.reach = Reach::Anything;
    if (change.table.prefixes.contains(QLatin1String("FOREIGN")))
        table.reach = Reach::Anything;
    if (table.reach == Reach::Anything)
        table.isEmpty = false;
    m_tables.insert(name, table);
}

void RowKnowledge::rename(const schema::RenameTable& change)
{
    schema::ObjectName name = change.newName;
    if (name.schema.isEmpty())
        name.schema = change.table.schema;
    const auto found = m_tables.constFind(keyOf(change.table));
    const auto table = found == m_tables.cend() ? std::nullopt : std::optional(*found);
    m_tables.remove(keyOf(change.table));
    m_tables.remove(keyOf(name));
    if (table)
        m_tables.insert(keyOf(name), *table);
}

void RowKnowledge::touch(const schema::TouchRows& change, const QString& name)
{
    if (change.verb == QLatin1String("read"))
        return;
    const auto table = m_tables.find(name);
    if (table != m_tables.end() && table->isEmpty && !addsRows(change) && !removesAll(change))
        return; // there are none
    if (table == m_tables.end() || table->reach == Reach::Anything)
        return loseRows();
    if (table->reach == Reach::Earlier) {
        loseRowsUntil(table->until);
        m_known.forget(name);
    }
    if (addsRows(change))
        table->isEmpty = false;
    else if (removesAll(change))
        table->isEmpty = table->reach == Reach::Itself;
}

/// Triggers and rules write where nobody sees it; routines do when they are called, which readers tell.
void RowKnowledge::other(const schema::CreateOther& change)
{
    const QString& kind = change.object.kind;
    static const QSet<QString> routines{ QStringLiteral("function"), QStringLiteral("procedure"),
        QStringLiteral("routine") };
    const QString routine = change.object.name.name.section(QLatin1Char('('), 0, 0).toLower();
    if (change.isReadOnly)
        m_readOnly.insert(routine);
    else
        m_readOnly.remove(routine);
    if (change.needsNoArguments && schema::keyOf(change.object.name, *m_rules).schema.isEmpty())
        m_callable.insert(routine);
    if (routines.contains(kind)) { // a trigger that is not known may call it
        m_until = m_isWhole ? m_until : m_revision;
        for (Table& table : m_tables)
            table.until = m_until;
    }
    static const QSet<QString> writing{ QStringLiteral("trigger"), QStringLiteral("rule"),
        QStringLiteral("event trigger"), QStringLiteral("event") };
    if (!writing.contains(kind))
        return;
    const qsizetype dot = change.object.table.lastIndexOf(QLatin1Char('.'));
    const schema::ObjectName table{ dot < 0 ? QString() : change.object.table.left(dot),
        change.object.table.mid(dot + 1) };
    const auto found = m_tables.find(keyOf(table));
    if (found == m_tables.end()) {
        loseAll();
        for (Table& any : m_tables)
            any.reach = Reach::Anything;
        return;
    }
    found->reach = Reach::Anything;
    // one for each row does nothing while there is none
    if (!change.object.definition.contains(QLatin1String("EACH ROW"), Qt::CaseInsensitive))
        found->isEmpty = false;
}

/// Whether a default or a condition calls functions that may write: others than the database's own, and those that
/// migrations made and that only read.
bool RowKnowledge::callsWriting(const schema::Expression& expression) const
{
    using Kind = schema::Expression::Kind;
    const bool isSql = expression.is(Kind::Text) || expression.is(Kind::LiteralColumn);
    const QString text = isSql          ? expression.textOf()
        : expression.is(Kind::Function) ? expression.textOf() + QLatin1String("()")
                                        : QString();
    if (m_reader->mayCallUnknown(text))
        for (const dialects::ReadStatement& read : m_reader->read(QLatin1String("SELECT ") + text))
            if (!areReadOnly(read.unknownFunctions))
                return true;
    return std::any_of(expression.operands().begin(), expression.operands().end(),
        [this](const schema::Expression& operand) { return callsWriting(operand); });
}

bool RowKnowledge::callsWriting(const schema::Column& column) const
{
    return column.serverDefault && callsWriting(*column.serverDefault);
}

bool RowKnowledge::callsWriting(const schema::Table& table) const
{
    return std::any_of(table.columns.begin(), table.columns.end(),
               [&](const schema::Column& column) { return callsWriting(column); })
        || std::any_of(table.constraints.begin(), table.constraints.end(),
            [&](const auto& one) { return one.condition && callsWriting(*one.condition); });
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
    if (isThere && m_tables.value(keyOf(name), { Reach::Anything }).reach != Reach::Itself)
        faults.push_back({ schema::FaultKind::DependsOnRows, schema::Fault::Outcome::MayBeRefused,
            { QT_TRANSLATE_NOOP("Messages",
                  "Whether it goes through depends on the triggers of %1, or on tables with which it "
                  "shares its rows."),
                { name.key() } },
            name, {} });
    const bool isInserted = touched->verb != QLatin1String("update") && touched->verb != QLatin1String("delete");
    for (const schema::Column& column :
        isThere&& isInserted ? after.table(name)->columns : std::vector<schema::Column>())
        if (callsWriting(column) && !(touched->rows && touched->rows->columns.contains(column.name)))
            faults.push_back({ schema::FaultKind::ValueUnknown, schema::Fault::Outcome::MayBeRefused,
                { QT_TRANSLATE_NOOP("Messages", "Whether a value suits column %2 of %1 is not weighed here."),
                    { name.key(), column.name } },
                name, column.name });
    return faults;
}

void RowKnowledge::apply(const schema::Change& change, const schema::Schema& after, bool isNew)
{
    const auto* written = std::get_if<schema::TouchRows>(&change);
    m_known.apply(change, after, written && isEmpty(written->table));
    if (const auto* created = std::get_if<schema::CreateTable>(&change)) {
        create(*created, isNew);
    } else if (const auto* dropped = std::get_if<schema::DropTable>(&change)) {
        m_tables.remove(keyOf(dropped->table));
    } else if (const auto* renamed = std::get_if<schema::RenameTable>(&change)) {
        rename(*renamed);
    } else if (const auto* touched = std::get_if<schema::TouchRows>(&change)) {
        const auto* table = after.table(schema::keyOf(touched->table, *m_rules));
        if (touched->table.name.isEmpty() || (table && touched->verb != QLatin1String("read") && callsWriting(*table)))
            loseRows();
        else
            touch(*touched, keyOf(touched->table));
    } else if (const auto* made = std::get_if<schema::CreateOther>(&change)) {
        other(*made);
    } else if (std::holds_alternative<schema::DropOther>(change) || std::holds_alternative<schema::RenameOther>(change)
        || std::holds_alternative<schema::DropSchema>(change)) {
        m_callable.clear();
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
