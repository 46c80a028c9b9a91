// What SQLAlchemy's objects ask of the world that they are in.
#include "operations/recorder.h"

#include "dialects/changes_sql.h"
#include "operations/database/connection.h"
#include "operations/database/inspector.h"
#include "operations/database/session.h"
#include "schema/difference.h"

namespace espalier::operations {

namespace {

/// A change that depends on whether its object is there.
schema::Change checked(schema::Change change)
{
    std::visit(
        [](auto& one) {
            if constexpr (requires { one.ifNotExists; })
                one.ifNotExists = true;
            if constexpr (requires { one.ifExists; })
                one.ifExists = true;
            if constexpr (requires { one.checkFirst; })
                one.checkFirst = true;
        },
        change);
    return change;
}

} // namespace

void Recorder::printOnce(size_t from)
{
    for (size_t i = from; i < m_operations.size(); ++i)
        if (m_operations[i].bound)
            m_operations[i].sql.clear();
}

Recorder::PartOfDirective Recorder::partOf(const schema::Change& change)
{
    PartOfDirective part;
    if (const auto* created = std::get_if<schema::CreateTable>(&change)) {
        schema::CreateTable known;
        part.table = known.table.name = created->table.name;
        known.ifNotExists = created->ifNotExists;
        known.isIncomplete = true;
        part.change = known;
    } else if (const auto* added = std::get_if<schema::ColumnAddition>(&change)) {
        schema::ColumnAddition known;
        part.table = known.table = added->table;
        known.column.name = added->column.name;
        if (!known.column.name.isEmpty())
            part.change = known;
    } else if (const auto* constrained = std::get_if<schema::AddConstraint>(&change)) {
        part.table = constrained->table;
    } else if (const auto* indexed = std::get_if<schema::CreateIndex>(&change)) {
        part.table = indexed->table;
    } else if (const auto* altered = std::get_if<schema::ColumnChange>(&change)) {
        part.table = altered->table;
        part.keepsColumns = altered->newName.isNull(); // not given
        return part;
    }
    part.adds = !part.table.name.isEmpty();
    return part;
}

namespace {

/// Indexes and constraints may be in doubt by their names alone.
DoubtPtr doubtOfKeys(const SchemaCertainty& certainty, const schema::Table& table)
{
    QSet<QString> names;
    const DoubtPtr why = certainty.isWhole() ? nullptr : certainty.ofFurther(&names);
    const auto isDoubtful = [&](const auto& part) { return names.contains(part.name.text.toLower()); };
    return std::any_of(table.indexes.begin(), table.indexes.end(), isDoubtful)
            || std::any_of(table.constraints.begin(), table.constraints.end(), isDoubtful)
        ? why
        : nullptr;
}

/// What of a table a directive may have done something to of which not all is known.
SchemaCertainty::Parts doubtfulParts(const Recorder::PartOfDirective& part)
{
    const bool addsKnown = part.change && std::holds_alternative<schema::ColumnAddition>(*part.change);
    const SchemaCertainty::Parts withoutNames = SchemaCertainty::Keys | SchemaCertainty::Attributes;
    return addsKnown || part.keepsColumns ? withoutNames
        : part.adds                       ? withoutNames | SchemaCertainty::Columns
                                          : SchemaCertainty::Everything;
}

} // namespace

/// No directive writes rows but what defaults and the like call for those that are there.
void Recorder::opaquePart(Interpreter& interpreter, const DoubtPtr& why, const PartOfDirective& part)
{
    if (part.table.name.isEmpty()) {
        opaque(interpreter, why);
        return;
    }
    if (addOpaque(interpreter, why, part.adds ? Opaque::Reach::Table : Opaque::Reach::Anything, part.table) == 0)
        return;
    doubtSchema(why);
    m_certainty->doubt(part.table, doubtfulParts(part), why);
    const bool makesTable = part.change && std::holds_alternative<schema::CreateTable>(*part.change);
    if (m_rows && !makesTable && !m_rows->isEmpty(part.table))
        m_rows->loseAll();
    if (part.change)
        applied(interpreter, { .changes = { *part.change } });
}

void Recorder::becomesRead(int serial)
{
    Operation* const read = found(serial);
    if (!read || !read->changes.empty()) // RETURNING is no read
        return;
    read->isRead = true;
    if (std::holds_alternative<Opaque>(read->what))
        read->what = Execute{};
}

dialects::Statements Recorder::rendered(const schema::Change& change)
{
    if (const auto* created = std::get_if<schema::CreateTable>(&change))
        return ddl().createTable(created->table, created->ifNotExists, m_memo.printed);
    if (const auto* dropped = std::get_if<schema::DropTable>(&change)) {
        schema::Table bare;
        bare.name = dropped->table;
        return ddl().dropTable(bare, dropped->ifExists, m_memo.printed);
    }
    return dialects::changeToSql(ddl(), change);
}

void Recorder::record(Interpreter& interpreter, const Known<schema::Change>& change, const Value& bind, bool isChecked)
{
    if (change.doubt && !bind.isUnknown())
        return opaquePart(interpreter, change.doubt, partOf(isChecked ? checked(change.value) : change.value));
    if (bind.isUnknown() || change.doubt) {
        opaque(interpreter, change.doubt ? change.doubt : bind.doubt());
        return;
    }
    if (const DoubtPtr why = isOffline() || !isChecked ? nullptr : m_certainty->of(change.value))
        return opaquePart(interpreter, why, partOf(checked(change.value)));
    if (!isOffline() && isChecked) { // whether it is there decides
        m_certainty->presume(change.value);
        schema::Replay trial = state();
        schema::ApplyOptions options;
        const auto outcome = trial.apply(checked(change.value), options);
        if (outcome.effect == schema::Effect::Nothing)
            return;
    }
    const dialects::Statements sql = rendered(change.value);
    if (sql && sql->isEmpty())
        return; // the dialect has no such objects
    this->change(interpreter, isChecked ? checked(change.value) : change.value, sql);
}

Value Recorder::execute(Interpreter& interpreter, const Value& construct, const Arguments& parameters)
{
    return executeStatement(interpreter, *this, construct, parameters);
}

bool Recorder::isVersionTable(const schema::ObjectName& key) const
{
    return key == schema::keyOf(m_circumstances.settings.versionTable, m_circumstances.dialect->schemaRules());
}

schema::ObjectName Recorder::keyOfTable(const schema::ObjectName& name) const
{
    const schema::Table* table = state().table(name);
    return table ? table->name : schema::keyOf(name, m_circumstances.dialect->schemaRules());
}

Known<bool> Recorder::hasTable(Interpreter& interpreter, const schema::ObjectName& name)
{
    const schema::ObjectName key = keyOfTable(name);
    Known<bool> answer;
    answer.doubt = m_certainty->of(key);
    if (const schema::Table* table = schema().table(key)) {
        answer.value = true;
        if (schema::isTemporary(*table) && !m_temporary.contains(key.key()))
            answer.doubt = interpreter.doubt(
                QT_TRANSLATE_NOOP("Messages", "%1 is a temporary table of another revision: it ends with its session"),
                { key.key() });
        return answer;
    }
    answer.value = isVersionTable(key) || state().view(key);
    if (isVersionTable(key))
        answer.doubt = nullptr;
    return answer;
}

Known<std::optional<schema::Table>> Recorder::reflected(Interpreter& interpreter, const schema::ObjectName& name)
{
    return reflected(interpreter, name, SchemaCertainty::Everything);
}

Known<std::optional<schema::Table>> Recorder::reflected(
    Interpreter& interpreter, const schema::ObjectName& name, SchemaCertainty::Parts parts)
{
    const schema::ObjectName key = keyOfTable(name);
    const schema::Table* table = schema().table(key);
    Known<std::optional<schema::Table>> answer;
    if (!table && isVersionTable(key)) { // it was made before the first revision ran
        const MigrationSettings& settings = m_circumstances.settings;
        answer.value = dialects::definitionOf({ settings.versionTable, settings.versionTableHasKey });
        return answer;
    }
    answer.doubt = hasTable(interpreter, key).doubt;
    if (!answer.doubt)
        answer.doubt = m_certainty->of(key, parts);
    if (!answer.doubt && table && (parts & SchemaCertainty::Keys))
        answer.doubt = doubtOfKeys(*m_certainty, *table);
    if (table)
        answer.value = schema::withoutQuoting(*table);
    if (table && schema().incomplete.contains(key.key()))
        answer.doubt = interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "no revision makes the table %1, so that not all of it is known"),
            { key.key() });
    if (!table && state().view(key))
        answer.doubt = interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "%1 is a view"), { key.key() });
    if (!table && !answer.doubt && isOffline())
        answer.doubt = interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "reads the table %1, which no revision before makes"), { key.key() });
    return answer;
}

Known<std::vector<schema::ObjectName>> Recorder::reflectedNames(Interpreter&, const QString& schemaName)
{
    Known<std::vector<schema::ObjectName>> answer;
    for (auto it = schema().tables.cbegin(); it != schema().tables.cend(); ++it)
        if (it.key().schema == schemaName && !schema::isTemporary(**it))
            answer.value.push_back(it.key());
    const schema::ObjectName version
        = schema::keyOf(m_circumstances.settings.versionTable, m_circumstances.dialect->schemaRules());
    if (version.schema == schemaName && !schema().tables.contains(version))
        answer.value.push_back(version);
    answer.doubt = m_certainty->ofFurther();
    return answer;
}

void Recorder::listensToTables(Interpreter& interpreter, const DoubtPtr& why)
{
    if (interpreter.isImporting())
        m_listener = why;
    else
        opaque(interpreter, why);
}

Value Recorder::inspect(Interpreter& interpreter, const Value& bind)
{
    if (const auto connection = bind.as<Connection>(); connection && connection->isEngine && !isOffline())
        return interpreter.unknown(
            QT_TRANSLATE_NOOP("Messages", "another connection sees nothing of the transaction that migrations run in"));
    needOnline();
    return Value::of(std::make_shared<Inspector>(*this));
}

Value Recorder::session(Interpreter&, const Arguments&) { return Value::of(std::make_shared<Session>(*this)); }

Value Recorder::engine(Interpreter& interpreter, const Arguments&)
{
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "opens a connection of its own"));
}

} // namespace espalier::operations
