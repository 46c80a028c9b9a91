#include "dialects/mysql/introspection.h"

#include "dialects/broken_view.h"
#include "dialects/dialect.h"
#include "dialects/mysql/mysql_server.h"
#include "dialects/mysql/server_options.h"
#include "dialects/sql/database_text.h"
#include "dialects/sql_reader.h"
#include "schema/column_use.h"

#include <algorithm>
#include <QCoreApplication>
#include <QRegularExpression>

namespace espalier::dialects::mysql {

using schema::Column;
using schema::Constraint;
using schema::Expression;
using schema::Table;

namespace {

QString optionName(const char* key) { return QLatin1String("mysql_") + QLatin1String(key); }

/// RESTRICT, NO ACTION and nothing are one thing here.
QString actionOf(const QString& rule)
{
    return rule == QLatin1String("RESTRICT") || rule == QLatin1String("NO ACTION") ? QString() : rule;
}

bool isNumeric(const QString& type)
{
    static const QRegularExpression numbers(
        QStringLiteral("^(?:tiny|small|medium|big)?int|^(?:decimal|float|double|year)"));
    return numbers.match(type).hasMatch();
}

/// Of columns alone, whatever its comment.
bool isPlain(const schema::Index& index)
{
    const auto isColumn = [](const Expression& element) { return element.is(Expression::Kind::Column); };
    const QStringList options = index.options.keys();
    return std::all_of(index.elements.begin(), index.elements.end(), isColumn)
        && std::all_of(options.begin(), options.end(),
            [](const QString& key) { return key == ignoredOption() || key == commentOption(); });
}

} // namespace

bool Introspection::hasChecks() const
{
    return isMariaDb() ? m_version.atLeast(10, 5, 10) : m_version.atLeast(8, 0, 16);
}

core::Result<Introspected> Introspection::read()
{
    const auto step = [this](const char* query, void (Introspection::*take)(const RowReader&)) {
        return sql::eachRow(m_session, query, [this, take](const RowReader& row) { (this->*take)(row); });
    };
    return step("introspect_rights", &Introspection::takeRights)
        .and_then([&] { return step("introspect_tables", &Introspection::takeTable); })
        .and_then([&] { return step("introspect_columns", &Introspection::takeColumn); })
        .and_then([&] { return step("introspect_indexes", &Introspection::takeIndexElement); })
        .and_then([&] { return step("introspect_keys", &Introspection::takeKeyColumn); })
        .and_then([&] { return readHiddenActions(); })
        .and_then([&] {
            return !hasChecks()
                ? core::Result<void>()
                : step(isMariaDb() ? "introspect_checks_of_tables" : "introspect_checks", &Introspection::takeCheck);
        })
        .and_then([&] { return step("introspect_parameters", &Introspection::takeParameter); })
        .and_then([&] { return step("introspect_objects", &Introspection::takeObject); })
        .and_then([&] { return step("introspect_partitions", &Introspection::takePartition); })
        .and_then([&] { return readSequences(); })
        .and_then([&] { return readStatements(); })
        .map([&] {
            for (Table& table : m_tables) {
                if (const auto partitions = m_partitions.constFind(table.name.name);
                    partitions != m_partitions.cend() && !table.options.contains(optionName("partition_by")))
                    table.options.insert(optionName("partition_by"), partitions->text());
                settle(table);
                m_result.schema.put(std::move(table));
            }
            m_result.schema.knowsSettings = true;
            if (!m_hiddenViews.isEmpty())
                m_result.unseen.push_back(
                    { QT_TRANSLATE_NOOP("Messages", "This role may not see the definitions of the views %1."),
                        { m_hiddenViews.join(QStringLiteral(", ")) } });
            return std::move(m_result);
        });
}

void Introspection::takeRights(const RowReader& row)
{
    m_database = row.text("db");
    m_result.defaultSchema = m_database;
    m_collation = row.text("collation");
    if (!row.flag("sees_tables"))
        m_result.unseen.push_back({ QT_TRANSLATE_NOOP("Messages",
                                        "This role has rights on single tables only: others, which it cannot see, may "
                                        "be there."),
            {} });
    if (!row.flag("sees_triggers"))
        m_result.unseen.push_back(
            { QT_TRANSLATE_NOOP("Messages", "This role may not see the triggers of all tables."), {} });
}

Table* Introspection::table(const RowReader& row, const char* column)
{
    const auto found = m_tables.find(row.text(column));
    return found == m_tables.end() ? nullptr : &found.value();
}

void Introspection::takeTable(const RowReader& row)
{
    const QString name = row.text("name");
    const QString kind = row.text("kind");
    if (kind == QLatin1String("SEQUENCE")) {
        m_sequences.append(name);
        return;
    }
    if (kind == QLatin1String("VIEW")) {
        // "View 'db.v' references invalid table(s) …"
        if (row.text("comment").contains(QLatin1String("references invalid")))
            m_result.unseen.push_back(brokenView({ {}, name }, row.text("comment")));
        m_viewColumns.insert(name, {});
        return;
    }
    Table table;
    table.name.name = name;
    table.comment = row.text("comment");
    if (const QString engine = row.text("engine"); !engine.isEmpty())
        table.options.insert(optionName("engine"), engine);
    const QString collation = row.text("collation");
    if (!collation.isEmpty() && collation != m_collation) { // which begins with its character set
        table.options.insert(optionName("default_charset"), collation.section(QLatin1Char('_'), 0, 0));
        table.options.insert(optionName("collate"), collation);
    }
    m_collations.insert(name, collation);
    if (!collation.isEmpty())
        table.options.insert(tableCollationOption(), collation);
    static const QRegularExpression partitioned(
        QStringLiteral("\\s*\\b(?:partitioned|transactional=1|page_checksum=1)\\b\\s*"));
    if (const QString storage = row.text("create_options").remove(partitioned); !storage.isEmpty())
        table.options.insert(storageOption(), storage);
    if (kind == QLatin1String("SYSTEM VERSIONED")) {
        table.options.insert(versioningOption(), true);
        m_special.insert(name);
    }
    m_tables.insert(name, std::move(table));
    m_result.facts.insert({ {}, name }, { {}, row.maybeNumber("rows_estimate"), row.maybeNumber("bytes"), true });
}

schema::SqlType Introspection::typeOf(const QString& text)
{
    const auto found = m_types.constFind(text);
    if (found != m_types.cend())
        return *found;
    schema::SqlType type = schema::SqlType::fromSql(text);
    const auto statements = m_session.dialect().sqlReader().read(QStringLiteral("CREATE TABLE t (c %1)").arg(text));
    if (statements.size() == 1 && statements.front().changes.size() == 1)
        if (const auto* creation = std::get_if<schema::CreateTable>(&statements.front().changes.front());
            creation && creation->table.columns.size() == 1)
            type = creation->table.columns.front().type;
    if (type.name == QLatin1String("FLOAT") && type.scale) // which the general class does not have
        type.name.prepend(QLatin1String("mysql."));
    m_types.insert(text, type);
    return type;
}

/// MariaDB has SQL there, MySQL the bare value, unless it says DEFAULT_GENERATED.
void Introspection::takeDefault(const RowReader& row, Column& column) const
{
    static const QRegularExpression moment(
        QStringLiteral("^(?:current_timestamp|now)"), QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression onUpdate(
        QStringLiteral("on update (.+?)(?: INVISIBLE)?$"), QRegularExpression::CaseInsensitiveOption);
    const QString extra = row.text("extra");
    const QString value = withoutDatabase(row.text("default_value"));
    const auto update = onUpdate.match(extra);
    if (row.isNull("default_value") || (isMariaDb() && value == QLatin1String("NULL"))) {
        if (update.hasMatch())
            column.options.insert(optionName("on_update"), update.captured(1));
        return;
    }
    const bool isSql = isMariaDb() || extra.contains(QLatin1String("DEFAULT_GENERATED"))
        || moment.match(value).hasMatch() || value.startsWith(QLatin1String("b'")) || isNumeric(row.text("type"));
    if (!isSql) {
        column.serverDefault = Expression::string(value);
        return;
    }
    const bool isExpression
        = !isMariaDb() && extra.contains(QLatin1String("DEFAULT_GENERATED")) && !moment.match(value).hasMatch();
    const QString text = isExpression ? QLatin1Char('(') + value + QLatin1Char(')') : value;
    column.serverDefault
        = sql::databaseText(update.hasMatch() ? text + QLatin1String(" ON UPDATE ") + update.captured(1) : text);
}

void Introspection::takeColumn(const RowReader& row)
{
    const auto view = m_viewColumns.find(row.text("relation"));
    if (view != m_viewColumns.end())
        view->append(row.text("name"));
    Table* owner = table(row);
    if (!owner)
        return;
    Column column;
    column.name = row.text("name");
    static const QRegularExpression compression(QStringLiteral("\\s*/\\*M?!\\d* (COMPRESSED.*?)\\*/"));
    QString type = row.text("type");
    if (const auto found = compression.match(type); found.hasMatch()) {
        column.options.insert(compressionOption(), found.captured(1).trimmed());
        type.remove(found.capturedStart(), found.capturedLength());
    }
    column.type = typeOf(type);
    if (!row.isNull("collation"))
        column.options.insert(columnCollationOption(), row.text("collation"));
    if (!row.isNull("collation") && row.text("collation") != m_collations.value(row.text("relation"))
        && !column.type.isNull() && column.type.text.isEmpty()) {
        column.type.charset = row.text("charset");
        column.type.collation = row.text("collation");
    }
    column.nullable = row.flag("is_nullable");
    column.comment = row.text("comment");
    const QString extra = row.text("extra");
    if (extra.contains(QLatin1String("INVISIBLE")))
        column.options.insert(invisibleOption(), true);
    if (extra.contains(QLatin1String("WITHOUT SYSTEM VERSIONING")))
        column.options.insert(versioningOption(), false);
    using AutoIncrement = Column::AutoIncrement;
    column.autoIncrement
        = extra.contains(QLatin1String("auto_increment"), Qt::CaseInsensitive) ? AutoIncrement::Yes : AutoIncrement::No;
    if (const QString generated = row.text("generated"); !generated.isEmpty())
        column.computed = schema::Computed{ sql::databaseText(withoutDatabase(generated)),
            !extra.contains(QLatin1String("VIRTUAL"), Qt::CaseInsensitive) };
    else
        takeDefault(row, column);
    owner->columns.push_back(std::move(column));
}

void Introspection::takeIndexElement(const RowReader& row)
{
    Table* owner = table(row, "TABLE_NAME");
    if (!owner)
        return;
    const QString name = row.text("INDEX_NAME");
    if (row.number("SEQ_IN_INDEX") == 1) {
        schema::Index index;
        index.name.text = name;
        index.isUnique = row.number("NON_UNIQUE") == 0;
        const QString method = row.text("INDEX_TYPE");
        if (method == QLatin1String("FULLTEXT") || method == QLatin1String("SPATIAL"))
            index.options.insert(optionName("prefix"), method);
        else if (method == QLatin1String("HASH"))
            index.options.insert(optionName("using"), QStringLiteral("hash"));
        else if (method == QLatin1String("BTREE")
            && owner->options.value(optionName("engine")).toString() == QLatin1String("MEMORY"))
            index.options.insert(optionName("using"), QStringLiteral("btree"));
        if (row.text("IGNORED") == QLatin1String("YES") || row.text("IS_VISIBLE") == QLatin1String("NO"))
            index.options.insert(ignoredOption(), true);
        if (const QString comment = row.text("INDEX_COMMENT"); !comment.isEmpty())
            index.options.insert(commentOption(), comment);
        owner->indexes.push_back(std::move(index));
    }
    if (owner->indexes.empty())
        return;
    schema::Index& index = owner->indexes.back();
    const QString column = row.text("COLUMN_NAME");
    Expression element = column.isEmpty()
        ? sql::databaseText(QLatin1Char('(') + row.text("EXPRESSION").replace(QLatin1String("\\'"), QLatin1String("'"))
            + QLatin1Char(')'))
        : Expression::column(column);
    const QString prefix = index.options.value(optionName("prefix")).toString();
    if (const auto length = row.maybeNumber("SUB_PART"); length && prefix.isEmpty()) {
        QVariantMap lengths = index.options.value(optionName("length")).toMap();
        lengths.insert(column, int(*length));
        index.options.insert(optionName("length"), lengths);
    }
    if (row.text("COLLATION") == QLatin1String("D"))
        element = Expression::unary(schema::Operator::Desc, std::move(element));
    index.elements.push_back(std::move(element));
}

void Introspection::takeKeyColumn(const RowReader& row)
{
    Table* owner = table(row);
    if (!owner)
        return;
    const QString name = row.text("name");
    const bool isNew = owner->constraints.empty() || owner->constraints.back().name.text != name;
    if (isNew) {
        if (row.isNull("on_delete") && !m_hiddenActions.contains(owner->name.name))
            m_hiddenActions.append(owner->name.name);
        Constraint key;
        key.kind = Constraint::Kind::ForeignKey;
        key.name.text = name;
        key.target = { row.text("target_schema"), row.text("target") };
        key.onUpdate = actionOf(row.text("on_update"));
        key.onDelete = actionOf(row.text("on_delete"));
        owner->constraints.push_back(std::move(key));
    }
    owner->constraints.back().columns.append(row.text("source_column"));
    owner->constraints.back().targetColumns.append(row.text("target_column"));
}

core::Result<void> Introspection::readHiddenActions()
{
    // a key is a line of SHOW CREATE TABLE, and what it does is that line's end
    static const QRegularExpression keys(
        QStringLiteral("^ *CONSTRAINT `((?:[^`]|``)+)` FOREIGN KEY .*?"
                       "(?: ON DELETE (CASCADE|SET NULL|SET DEFAULT|RESTRICT|NO ACTION))?"
                       "(?: ON UPDATE (CASCADE|SET NULL|SET DEFAULT|RESTRICT|NO ACTION))?,?$"),
        QRegularExpression::MultilineOption);
    for (const QString& name : m_hiddenActions) {
        const auto shown = m_session.query(QLatin1String("SHOW CREATE TABLE ") + m_session.dialect().quoted(name));
        if (!shown)
            return core::fail(shown.error());
        auto match = keys.globalMatch(shown->isEmpty() ? QString() : shown->rows.front().value(1).toString());
        while (match.hasNext()) {
            const auto key = match.next();
            const QString keyName = key.captured(1).replace(QLatin1String("``"), QLatin1String("`"));
            for (Constraint& constraint : m_tables[name].constraints)
                if (constraint.kind == Constraint::Kind::ForeignKey && constraint.name.text == keyName) {
                    constraint.onDelete = actionOf(key.captured(2));
                    constraint.onUpdate = actionOf(key.captured(3));
                }
        }
    }
    return {};
}

void Introspection::takeCheck(const RowReader& row)
{
    Table* owner = table(row);
    if (!owner)
        return;
    QString condition = withoutDatabase(row.text("condition_text"));
    if (!isMariaDb()) // which escapes there what stands between quotes
        condition.replace(QLatin1String("\\'"), QLatin1String("'"));
    const QString name = row.text("name");
    Column* column = row.flag("of_column") ? owner->column(name) : nullptr;
    const bool isBinary
        = column && column->options.value(columnCollationOption()).toString() == QLatin1String("utf8mb4_bin");
    if (isBinary && condition == QStringLiteral("json_valid(`%1`)").arg(name)) { // what JSON is there
        column->type = schema::SqlType::of(QStringLiteral("JSON"));
        return;
    }
    Constraint check;
    check.kind = Constraint::Kind::Check;
    check.name.text = name;
    check.condition = sql::databaseText(condition);
    if (column)
        check.columns = { name };
    static const QRegularExpression order(QStringLiteral("^`(?:[^`]|``)+` < `(?:[^`]|``)+`$"));
    if (!column && order.match(condition).hasMatch()) // as a period's is, too
        m_special.insert(owner->name.name);
    owner->constraints.push_back(std::move(check));
}

QString Introspection::withoutDatabase(QString sql) const
{
    const QString quoted = m_session.dialect().quoted(m_database) + QLatin1Char('.');
    return sql.remove(quoted);
}

void Introspection::takeObject(const RowReader& row)
{
    const QString kind = row.text("kind");
    const QString name = row.text("name");
    if (kind == QLatin1String("view")) {
        schema::View view;
        view.name.name = name;
        view.definition = withoutDatabase(row.text("definition"));
        view.columns = m_viewColumns.value(name);
        if (view.definition.isEmpty())
            m_hiddenViews.append(name);
        m_result.schema.put(std::move(view));
        return;
    }
    const QString definition = withoutDatabase(row.text("definition"));
    if (kind == QLatin1String("function") || kind == QLatin1String("procedure"))
        return takeRoutine(kind, name, definition);
    m_result.schema.put(schema::OpaqueObject{ kind, { {}, name }, row.text("relation"), definition });
}

/// Their settings stand in themselves: one query for all.
core::Result<void> Introspection::readSequences()
{
    QStringList selects;
    for (const QString& name : m_sequences)
        selects.append(QStringLiteral("SELECT %1 AS name, minimum_value AS minimum, maximum_value AS maximum, "
                                      "start_value AS start, increment AS increment, cache_size AS cache, cycle_option "
                                      "AS cycle FROM %2")
                           .arg(m_session.dialect().literal(name), m_session.dialect().quoted(name)));
    if (selects.isEmpty())
        return {};
    return sql::eachRowOf(m_session, selects.join(QLatin1String(" UNION ALL ")), [this](const RowReader& row) {
        schema::Sequence sequence;
        sequence.name.name = row.text("name");
        constexpr qint64 most = 9223372036854775806; // https://mariadb.com/kb/en/create-sequence/
        const bool isDescending = row.number("increment") < 0;
        const auto put = [&](std::optional<qint64>& place, const char* column, qint64 byItself) {
            if (const qint64 value = row.number(column); value != byItself)
                place = value;
        };
        put(sequence.options.increment, "increment", 1);
        put(sequence.options.minValue, "minimum", isDescending ? -most - 1 : 1);
        put(sequence.options.maxValue, "maximum", isDescending ? -1 : most);
        put(sequence.options.start, "start", row.number(isDescending ? "maximum" : "minimum"));
        put(sequence.options.cache, "cache", 1000);
        if (row.flag("cycle"))
            sequence.options.cycle = true;
        m_result.schema.put(std::move(sequence));
    });
}

/// Keys are indexes in the catalogue; what a script would make as a constraint becomes one.
void Introspection::settle(Table& table) const
{
    std::vector<schema::Index> indexes;
    std::vector<Constraint> keys;
    for (schema::Index& index : table.indexes) {
        const bool isPrimary = index.name.text == QLatin1String("PRIMARY");
        if (!isPrimary && !(index.isUnique && isPlain(index))) {
            indexes.push_back(std::move(index));
            continue;
        }
        Constraint key;
        key.kind = isPrimary ? Constraint::Kind::PrimaryKey : Constraint::Kind::Unique;
        key.name = index.name;
        for (const Expression& element : index.elements)
            key.columns.append(schema::columnOf(element));
        if (!isPlain(index))
            key.options.insert(elementsOption(),
                index.options.contains(elementsOption()) ? index.options.value(elementsOption()).toString()
                                                         : ServerCompiler().elementTexts(index));
        for (const QString& own : { ignoredOption(), commentOption() })
            if (index.options.contains(own))
                key.options.insert(own, index.options.value(own));
        for (const QString& name : key.columns)
            if (Column* column = isPrimary ? table.column(name) : nullptr)
                column->isPrimaryKey = true;
        keys.insert(isPrimary ? keys.begin() : keys.end(), std::move(key));
    }
    table.indexes = std::move(indexes);
    table.constraints.insert(table.constraints.begin(), keys.begin(), keys.end());
}

} // namespace espalier::dialects::mysql
