#include "dialects/catalogue_rows.h"

#include "schema/difference.h"

namespace espalier::dialects {

namespace {

using ConstraintKind = schema::Constraint::Kind;

QString latin(const char* text) { return QString(QLatin1String(text)); }

CatalogueValue textCell(const QString& text) { return { CatalogueValue::Kind::Text, text }; }

CatalogueValue textCell(const char* text) { return textCell(latin(text)); }

CatalogueValue yesNo(bool value) { return textCell(value ? "YES" : "NO"); }

CatalogueValue truth(bool value) { return { CatalogueValue::Kind::Boolean, latin(value ? "true" : "false") }; }

CatalogueValue numberCell(qint64 value) { return { CatalogueValue::Kind::Number, QString::number(value) }; }

const CatalogueValue nullCell{ CatalogueValue::Kind::Null, {} };

/// "r" of RESTRICT and so on, as pg_constraint has it; of what is not said, NO ACTION.
QString actionLetter(const QString& action)
{
    static const QHash<QString, QString> letters{ { latin("RESTRICT"), latin("r") }, { latin("CASCADE"), latin("c") },
        { latin("SET NULL"), latin("n") }, { latin("SET DEFAULT"), latin("d") } };
    return letters.value(action.toUpper(), latin("a"));
}

} // namespace

std::optional<std::vector<CatalogueRow>> CatalogueRows::of(const QString& relation) const
{
    using Make = Rows (CatalogueRows::*)() const;
    static const QHash<QString, Make> makers{
        { latin("information_schema.schemata"), &CatalogueRows::schemata },
        { latin("information_schema.tables"), &CatalogueRows::tables },
        { latin("information_schema.columns"), &CatalogueRows::columns },
        { latin("information_schema.views"), &CatalogueRows::views },
        { latin("information_schema.sequences"), &CatalogueRows::sequences },
        { latin("information_schema.table_constraints"), &CatalogueRows::tableConstraints },
        { latin("information_schema.key_column_usage"), &CatalogueRows::keyColumns },
        { latin("information_schema.referential_constraints"), &CatalogueRows::referentialConstraints },
        { latin("pg_catalog.pg_namespace"), &CatalogueRows::namespaces },
        { latin("pg_catalog.pg_tables"), &CatalogueRows::pgTables },
        { latin("pg_catalog.pg_views"), &CatalogueRows::pgViews },
        { latin("pg_catalog.pg_matviews"), &CatalogueRows::materializedViews },
        { latin("pg_catalog.pg_sequences"), &CatalogueRows::pgSequences },
        { latin("pg_catalog.pg_indexes"), &CatalogueRows::pgIndexes },
        { latin("pg_catalog.pg_index"), &CatalogueRows::pgIndex },
        { latin("pg_catalog.pg_type"), &CatalogueRows::pgTypes },
        { latin("pg_catalog.pg_enum"), &CatalogueRows::pgEnums },
        { latin("pg_catalog.pg_class"), &CatalogueRows::pgClass },
        { latin("pg_catalog.pg_attribute"), &CatalogueRows::attributes },
        { latin("pg_catalog.pg_constraint"), &CatalogueRows::pgConstraints },
        { latin("pg_catalog.pg_extension"), &CatalogueRows::pgExtensions },
        { latin("pg_catalog.pg_trigger"), &CatalogueRows::pgTriggers },
        { latin("sqlite_master"), &CatalogueRows::sqliteMaster },
        { latin("pragma.table_info"), &CatalogueRows::tableInfo },
        { latin("session"), &CatalogueRows::session },
    };
    const Make make = makers.value(relation);
    return make ? std::optional((this->*make)()) : std::nullopt;
}

QString CatalogueRows::objectId(const QString& written) const
{
    schema::ObjectName name;
    QString part;
    bool isQuoted = false;
    const auto end = [&] {
        name.schema = std::exchange(name.name, part);
        part.clear();
    };
    for (const QChar c : written) {
        if (c == u'"')
            isQuoted = !isQuoted;
        else if (c == u'.' && !isQuoted)
            end();
        else
            part += isQuoted ? c : c.toLower();
    }
    end();
    return idOf(name);
}

QString CatalogueRows::idOf(schema::ObjectName name) const
{
    if (name.schema == m_default)
        name.schema.clear();
    return name.key();
}

template <typename Visit> void CatalogueRows::eachTable(const Visit& visit) const
{
    for (auto it = m_schema.tables.cbegin(); it != m_schema.tables.cend(); ++it)
        visit(it.key(), **it);
}

/// Those that constraints make too.
template <typename Visit> void CatalogueRows::eachIndex(const Visit& visit) const
{
    eachTable([&](const schema::ObjectName& table, const schema::Table& of) {
        for (const schema::Index& index : of.indexes)
            visit(table, index, false);
        for (const schema::Constraint& constraint : of.constraints) {
            if (constraint.kind != ConstraintKind::PrimaryKey && constraint.kind != ConstraintKind::Unique)
                continue;
            schema::Index index;
            index.name = constraint.name;
            index.isUnique = true;
            for (const QString& column : constraint.columns)
                index.elements.push_back(schema::Expression::column(column));
            if (constraint.options.contains(latin("postgresql_include")))
                index.options.insert(
                    latin("postgresql_include"), constraint.options.value(latin("postgresql_include")));
            visit(table, index, constraint.kind == ConstraintKind::PrimaryKey);
        }
    });
}

template <typename Visit> void CatalogueRows::eachConstraint(const Visit& visit) const
{
    eachTable([&](const schema::ObjectName& name, const schema::Table& table) {
        for (const schema::Constraint& constraint : table.constraints)
            visit(name, constraint);
    });
}

template <typename Visit> void CatalogueRows::eachOther(const char* kind, const Visit& visit) const
{
    for (auto it = m_schema.others.keyBegin(); it != m_schema.others.keyEnd(); ++it)
        if (it->kind == QLatin1String(kind))
            visit(*it);
}

CatalogueRows::Rows CatalogueRows::session() const { return { { { latin("current_schema"), textCell(m_default) } } }; }

CatalogueRows::Rows CatalogueRows::schemata() const
{
    Rows rows;
    for (const CatalogueRow& row : namespaces())
        rows.push_back({ { latin("schema_name"), row.value(latin("nspname")) } });
    return rows;
}

CatalogueRows::Rows CatalogueRows::namespaces() const
{
    Rows rows;
    const auto add = [&](const QString& name) {
        rows.push_back({ { latin("nspname"), textCell(name) }, { latin("oid"), textCell(name) } });
    };
    for (const char* own : { "pg_catalog", "information_schema", "pg_toast" })
        add(latin(own));
    if (!m_default.isEmpty() && !m_schema.schemas.contains(m_default))
        add(m_default);
    for (const QString& name : m_schema.schemas)
        add(name);
    return rows;
}

CatalogueRows::Rows CatalogueRows::tables() const
{
    Rows rows;
    const auto add = [&](const schema::ObjectName& name, const char* kind) {
        rows.push_back({ { latin("table_schema"), textCell(schemaOf(name)) },
            { latin("table_name"), textCell(name.name) }, { latin("table_type"), textCell(kind) } });
    };
    eachTable([&](const schema::ObjectName& name, const schema::Table& table) {
        if (schema::isTemporary(table)) // in a schema of the session's
            add({ QString(unknownName), name.name }, "LOCAL TEMPORARY");
        else
            add(name, "BASE TABLE");
    });
    for (const auto& view : m_schema.views)
        if (!view->isMaterialized)
            add(view->name, "VIEW");
    return rows;
}

bool CatalogueRows::isWanted(std::initializer_list<const char*> columns) const
{
    return m_wanted.contains(latin("*")) || std::any_of(columns.begin(), columns.end(), [&](const char* column) {
        return m_wanted.contains(latin(column));
    });
}

/// What a type is called in information_schema.columns, and whether there is a default.
void CatalogueRows::addType(CatalogueRow& row, const schema::Column& column, const schema::Table& table) const
{
    const bool isSpelledSo = m_rules.facts().hasEnumTypes; // others have words of their own for all of it
    if (!isSpelledSo
        || !isWanted({ "data_type", "udt_name", "character_maximum_length", "column_default", "is_identity" }))
        return;
    const schema::ComparableColumn stored = m_rules.comparable(column, table);
    const auto type = m_rules.catalogueType(stored.type);
    const bool isEnum = m_schema.enums.contains(schema::ObjectName{ {}, stored.type });
    if (type || isEnum) {
        row.insert(latin("data_type"), type ? textCell(type->dataType) : textCell("USER-DEFINED"));
        row.insert(latin("udt_name"), textCell(type ? type->name : stored.type));
        row.insert(latin("character_maximum_length"), type && type->length ? numberCell(*type->length) : nullCell);
    }
    row.insert(latin("is_identity"), yesNo(!!column.identity));
    if (stored.defaultValue.isEmpty() && stored.generated.isEmpty())
        row.insert(latin("column_default"), nullCell);
    else if (const auto text = m_rules.catalogueDefault(column, stored.type, isEnum))
        row.insert(latin("column_default"), textCell(*text));
}

CatalogueRows::Rows CatalogueRows::columns() const
{
    Rows rows;
    eachTable([&](const schema::ObjectName& name, const schema::Table& table) {
        for (const schema::Column& column : table.columns) {
            rows.push_back({ { latin("table_schema"), textCell(schemaOf(name)) },
                { latin("table_name"), textCell(name.name) }, { latin("column_name"), textCell(column.name) },
                { latin("is_nullable"), yesNo(column.isNullable()) } });
            addType(rows.back(), column, table);
        }
    });
    for (const auto& view : m_schema.views) {
        const CatalogueRow row{ { latin("table_schema"), textCell(schemaOf(view->name)) },
            { latin("table_name"), textCell(view->name.name) } };
        if (!view->isMaterialized)
            addColumns(rows, row, "column_name", *view);
    }
    return rows;
}

/// Of a view: where its columns are not known, a row without one stands for them.
void CatalogueRows::addColumns(Rows& rows, const CatalogueRow& row, const char* column, const schema::View& view)
{
    if (view.columns.isEmpty())
        rows.push_back(row);
    for (const QString& name : view.columns) {
        rows.push_back(row);
        rows.back().insert(latin(column), textCell(name));
    }
}

CatalogueRows::Rows CatalogueRows::attributes() const
{
    Rows rows;
    eachTable([&](const schema::ObjectName& name, const schema::Table& table) {
        for (const schema::Column& column : table.columns)
            rows.push_back({ { latin("attrelid"), textCell(idOf(name)) }, { latin("attname"), textCell(column.name) },
                { latin("attnotnull"), truth(!column.isNullable()) }, { latin("attisdropped"), truth(false) } });
    });
    for (const auto& view : m_schema.views)
        addColumns(rows, { { latin("attrelid"), textCell(idOf(view->name)) } }, "attname", *view);
    return rows;
}

/// A row for each of `objects` that `isOne`: its schema and its name.
template <typename Objects, typename IsOne>
CatalogueRows::Rows CatalogueRows::names(
    const Objects& objects, const char* schemaColumn, const char* nameColumn, const IsOne& isOne) const
{
    Rows rows;
    for (const auto& object : objects)
        if (isOne(*object))
            rows.push_back({ { latin(schemaColumn), textCell(schemaOf(object->name)) },
                { latin(nameColumn), textCell(object->name.name) } });
    return rows;
}

CatalogueRows::Rows CatalogueRows::views() const
{
    return names(
        m_schema.views, "table_schema", "table_name", [](const schema::View& view) { return !view.isMaterialized; });
}

CatalogueRows::Rows CatalogueRows::pgViews() const
{
    return names(
        m_schema.views, "schemaname", "viewname", [](const schema::View& view) { return !view.isMaterialized; });
}

CatalogueRows::Rows CatalogueRows::materializedViews() const
{
    return names(
        m_schema.views, "schemaname", "matviewname", [](const schema::View& view) { return view.isMaterialized; });
}

CatalogueRows::Rows CatalogueRows::sequences() const
{
    return names(m_schema.sequences, "sequence_schema", "sequence_name", [this](const schema::Sequence& one) {
        const auto table = m_schema.tables.value(schema::ObjectName::ofKey(one.ownedBy.section(u'.', 0, -2)));
        const schema::Column* owner = table ? table->column(one.ownedBy.section(u'.', -1)) : nullptr;
        return !owner || !owner->identity;
    });
}

CatalogueRows::Rows CatalogueRows::pgSequences() const
{
    return names(m_schema.sequences, "schemaname", "sequencename", [](const auto&) { return true; });
}

CatalogueRows::Rows CatalogueRows::tableConstraints() const
{
    static const QHash<int, QString> kinds{ { int(ConstraintKind::PrimaryKey), latin("PRIMARY KEY") },
        { int(ConstraintKind::ForeignKey), latin("FOREIGN KEY") }, { int(ConstraintKind::Unique), latin("UNIQUE") },
        { int(ConstraintKind::Check), latin("CHECK") } };
    Rows rows;
    eachConstraint([&](const schema::ObjectName& name, const schema::Constraint& constraint) {
        if (kinds.contains(int(constraint.kind)))
            rows.push_back({ { latin("table_schema"), textCell(schemaOf(name)) },
                { latin("constraint_schema"), textCell(schemaOf(name)) }, { latin("table_name"), textCell(name.name) },
                { latin("constraint_name"), textCell(constraint.name.text) },
                { latin("constraint_type"), textCell(kinds.value(int(constraint.kind))) } });
    });
    if (m_rules.facts().hasEnumTypes) // this information schema has NOT NULL as a check named by numbers
        eachTable([&](const schema::ObjectName& name, const schema::Table& table) {
            for (const schema::Column& column : table.columns)
                if (!column.isNullable())
                    rows.push_back({ { latin("table_schema"), textCell(schemaOf(name)) },
                        { latin("constraint_schema"), textCell(schemaOf(name)) },
                        { latin("table_name"), textCell(name.name) },
                        { latin("constraint_name"), textCell(QString(unknownName)) },
                        { latin("constraint_type"), textCell("CHECK") } });
        });
    return rows;
}

CatalogueRows::Rows CatalogueRows::keyColumns() const
{
    Rows rows;
    eachConstraint([&](const schema::ObjectName& name, const schema::Constraint& constraint) {
        if (constraint.kind == ConstraintKind::Check || constraint.kind == ConstraintKind::Exclusion)
            return;
        for (const QString& column : constraint.columns)
            rows.push_back({ { latin("table_schema"), textCell(schemaOf(name)) },
                { latin("constraint_schema"), textCell(schemaOf(name)) }, { latin("table_name"), textCell(name.name) },
                { latin("constraint_name"), textCell(constraint.name.text) },
                { latin("column_name"), textCell(column) },
                { latin("ordinal_position"), numberCell(constraint.columns.indexOf(column) + 1) } });
    });
    return rows;
}

CatalogueRows::Rows CatalogueRows::referentialConstraints() const
{
    Rows rows;
    eachConstraint([&](const schema::ObjectName& name, const schema::Constraint& constraint) {
        if (constraint.kind == ConstraintKind::ForeignKey)
            rows.push_back({ { latin("constraint_schema"), textCell(schemaOf(name)) },
                { latin("constraint_name"), textCell(constraint.name.text) },
                { latin("delete_rule"),
                    textCell(constraint.onDelete.isEmpty() ? latin("NO ACTION") : constraint.onDelete.toUpper()) },
                { latin("update_rule"),
                    textCell(constraint.onUpdate.isEmpty() ? latin("NO ACTION") : constraint.onUpdate.toUpper()) } });
    });
    return rows;
}

CatalogueRows::Rows CatalogueRows::pgTables() const
{
    return names(m_schema.tables, "schemaname", "tablename", [](const auto&) { return true; });
}

CatalogueRows::Rows CatalogueRows::pgIndexes() const
{
    Rows rows;
    eachIndex([&](const schema::ObjectName& table, const schema::Index& index, bool) {
        rows.push_back({ { latin("schemaname"), textCell(schemaOf(table)) },
            { latin("tablename"), textCell(table.name) }, { latin("indexname"), textCell(index.name.text) } });
        const QString definition
            = isWanted({ "indexdef" }) ? m_rules.catalogueText(index, { schemaOf(table), table.name }) : QString();
        if (!definition.isEmpty())
            rows.back().insert(latin("indexdef"), textCell(definition));
    });
    return rows;
}

CatalogueRows::Rows CatalogueRows::pgIndex() const
{
    Rows rows;
    eachIndex([&](const schema::ObjectName& table, const schema::Index& index, bool isPrimary) {
        rows.push_back({ { latin("indexrelid"), textCell(idOf({ table.schema, index.name.text })) },
            { latin("indrelid"), textCell(idOf(table)) }, { latin("indisvalid"), truth(index.isValid) },
            { latin("indisunique"), truth(index.isUnique) }, { latin("indisprimary"), truth(isPrimary) } });
    });
    return rows;
}

CatalogueRows::Rows CatalogueRows::pgTypes() const
{
    Rows rows;
    const auto add = [&](const schema::ObjectName& name, const char* kind) {
        rows.push_back({ { latin("typname"), textCell(name.name) }, { latin("oid"), textCell(idOf(name)) },
            { latin("typtype"), textCell(kind) }, { latin("typnamespace"), textCell(schemaOf(name)) } });
        rows.push_back({ { latin("typname"), textCell(u'_' + name.name) }, // its array's
            { latin("typnamespace"), textCell(schemaOf(name)) } });
    };
    for (auto it = m_schema.enums.keyBegin(); it != m_schema.enums.keyEnd(); ++it)
        add(*it, "e");
    eachTable([&](const schema::ObjectName& name, const schema::Table&) { add(name, "c"); });
    for (const auto& view : m_schema.views)
        add(view->name, "c");
    eachOther("domain", [&](const schema::OpaqueKey& domain) { add(domain.name, "d"); });
    eachOther("type", [&](const schema::OpaqueKey& type) { // composite, of a range or of C code
        rows.push_back({ { latin("typname"), textCell(type.name.name) }, { latin("oid"), textCell(idOf(type.name)) },
            { latin("typnamespace"), textCell(schemaOf(type.name)) } });
    });
    for (const QString& name : m_rules.ownTypes())
        rows.push_back({ { latin("typname"), textCell(name) }, { latin("typnamespace"), textCell("pg_catalog") } });
    return rows;
}

CatalogueRows::Rows CatalogueRows::pgEnums() const
{
    Rows rows;
    for (auto it = m_schema.enums.cbegin(); it != m_schema.enums.cend(); ++it)
        for (const QString& label : (*it)->values)
            rows.push_back(
                { { latin("enumlabel"), textCell(label) }, { latin("enumtypid"), textCell(it.key().key()) } });
    return rows;
}

CatalogueRows::Rows CatalogueRows::pgClass() const
{
    Rows rows;
    const auto add = [&](const schema::ObjectName& name, const char* kind) {
        rows.push_back({ { latin("relname"), textCell(name.name) }, { latin("relkind"), textCell(kind) },
            { latin("oid"), textCell(idOf(name)) }, { latin("relnamespace"), textCell(schemaOf(name)) } });
    };
    eachTable([&](const schema::ObjectName& name, const schema::Table& table) {
        add(name, table.options.contains(latin("postgresql_partition_by")) ? "p" : "r");
    });
    eachIndex([&](const schema::ObjectName& table, const schema::Index& index, bool) {
        add({ table.schema, index.name.text }, "i");
    });
    for (const auto& view : m_schema.views)
        add(view->name, view->isMaterialized ? "m" : "v");
    for (const auto& sequence : m_schema.sequences)
        add(sequence->name, "S");
    return rows;
}

CatalogueRows::Rows CatalogueRows::pgConstraints() const
{
    static const QHash<int, QString> kinds{ { int(ConstraintKind::PrimaryKey), latin("p") },
        { int(ConstraintKind::ForeignKey), latin("f") }, { int(ConstraintKind::Unique), latin("u") },
        { int(ConstraintKind::Check), latin("c") }, { int(ConstraintKind::Exclusion), latin("x") } };
    Rows rows;
    eachConstraint([&](const schema::ObjectName& name, const schema::Constraint& constraint) {
        const bool isForeign = constraint.kind == ConstraintKind::ForeignKey;
        rows.push_back({ { latin("conname"), textCell(constraint.name.text) },
            { latin("conrelid"), textCell(idOf(name)) }, { latin("connamespace"), textCell(schemaOf(name)) },
            { latin("contype"), textCell(kinds.value(int(constraint.kind))) },
            { latin("confrelid"), isForeign ? textCell(idOf(constraint.target)) : numberCell(0) },
            { latin("confdeltype"), textCell(isForeign ? actionLetter(constraint.onDelete) : latin(" ")) },
            { latin("confupdtype"), textCell(isForeign ? actionLetter(constraint.onUpdate) : latin(" ")) },
            { latin("convalidated"), truth(!constraint.options.value(latin("postgresql_not_valid")).toBool()) },
            { latin("condeferrable"), truth(constraint.deferrable.value_or(false)) } });
    });
    return rows;
}

CatalogueRows::Rows CatalogueRows::pgExtensions() const
{
    Rows rows;
    rows.push_back({ { latin("extname"), textCell("plpgsql") } });
    eachOther("extension", [&](const schema::OpaqueKey& extension) {
        rows.push_back({ { latin("extname"), textCell(extension.name.name) } });
    });
    return rows;
}

CatalogueRows::Rows CatalogueRows::pgTriggers() const
{
    Rows rows;
    eachOther("trigger", [&](const schema::OpaqueKey& trigger) {
        rows.push_back({ { latin("tgname"), textCell(trigger.name.name) },
            { latin("tgrelid"), textCell(trigger.table) }, { latin("tgisinternal"), truth(false) } });
    });
    return rows;
}

} // namespace espalier::dialects
