#include "dialects/changes_sql.h"

#include "schema/kept_statement.h"

namespace espalier::dialects {

namespace {

using schema::ObjectName;

/// The visitor behind changesToSql(): Alembic's own statements where it has them, plain SQL elsewhere.
class Writer {
public:
    explicit Writer(const Ddl& ddl)
        : m_ddl(ddl)
    { }

    Statements operator()(const schema::CreateTable& change)
    {
        if (change.isIncomplete && schema::keptStatement(change.table.options).isEmpty())
            return unknown(change.table.name);
        DdlMemo memo;
        for (const schema::Column& column : change.table.columns)
            enterEnums(column.type, change.table.name.schema, memo);
        return m_ddl.createTable(change.table, change.ifNotExists, memo);
    }
    Statements operator()(const schema::DropTable& change)
    {
        schema::Table table;
        table.name = change.table;
        DdlMemo memo;
        return cascading(m_ddl.dropTable(table, change.ifExists, memo), change.cascade);
    }
    Statements operator()(const schema::RenameTable& change)
    {
        if (change.newName.schema == change.table.schema)
            return m_ddl.renameTable(change.table, change.newName.identifier());
        return one(QStringLiteral("ALTER TABLE %1 SET SCHEMA %2")
                       .arg(name(change.table), m_ddl.quoted(change.newName.schema)));
    }
    Statements operator()(const schema::SetTableComment& change)
    {
        return change.comment.isNull() ? m_ddl.dropTableComment(change.table)
                                       : m_ddl.createTableComment(change.table, change.comment);
    }
    Statements operator()(const schema::ColumnAddition& change) { return m_ddl.addColumn(change); }
    Statements operator()(const schema::DropColumn& change)
    {
        return cascading(m_ddl.dropColumn(change.table, change.column, change.ifExists), change.cascade);
    }
    Statements operator()(const schema::ColumnChange& change) { return m_ddl.alterColumn(change); }
    Statements operator()(const schema::AddConstraint& change)
    {
        return m_ddl.addConstraint(change.table, change.constraint);
    }
    Statements operator()(const schema::DropConstraint& change)
    {
        return cascading(m_ddl.dropConstraint(change.reference, change.ifExists), change.cascade);
    }
    Statements operator()(const schema::RenameConstraint& change)
    {
        return one(QStringLiteral("ALTER TABLE %1 RENAME CONSTRAINT %2 TO %3")
                       .arg(name(change.table), m_ddl.quoted(change.name), m_ddl.quoted(change.newName)));
    }
    Statements operator()(const schema::CreateIndex& change)
    {
        return commented(m_ddl.createIndex(change.table, change.index, change.ifNotExists), "INDEX",
            { change.table.schema, change.index.name.text }, change.index.comment);
    }
    Statements operator()(const schema::DropIndex& change)
    {
        schema::Index index;
        index.name = { change.index.name, change.isConventional, change.index.nameQuoting };
        index.options = change.options;
        const ObjectName table
            = change.table.name.isEmpty() ? ObjectName::of(change.index.schemaIdentifier(), QString()) : change.table;
        return cascading(m_ddl.dropIndex(table, index, change.ifExists), change.cascade);
    }
    Statements operator()(const schema::RenameIndex& change)
    {
        return one(QStringLiteral("ALTER INDEX %1 RENAME TO %2").arg(name(change.index), m_ddl.quoted(change.newName)));
    }
    Statements operator()(const schema::CreateEnum& change)
    {
        schema::EnumFacts facts;
        facts.values = change.type.values;
        facts.name = change.type.name.name;
        facts.schema = change.type.name.schema;
        return commented(
            m_ddl.createEnum(schema::SqlType::enumOf(std::move(facts))), "TYPE", change.type.name, change.type.comment);
    }
    Statements operator()(const schema::DropEnum& change)
    {
        schema::EnumFacts facts;
        facts.name = change.name.name;
        facts.schema = change.name.schema;
        return cascading(m_ddl.dropEnum(schema::SqlType::enumOf(std::move(facts))), change.cascade);
    }
    Statements operator()(const schema::AlterEnum& change)
    {
        const QString start = QStringLiteral("ALTER TYPE %1 ").arg(name(change.name));
        if (!change.newName.isEmpty())
            return one(start + QLatin1String("RENAME TO ") + m_ddl.quoted(change.newName));
        if (!change.renameValue.isEmpty())
            return one(start
                + QStringLiteral("RENAME VALUE %1 TO %2").arg(literal(change.renameValue), literal(change.addValue)));
        QString text = start + QLatin1String("ADD VALUE ")
            + (change.ifNotExists ? QStringLiteral("IF NOT EXISTS ") : QString()) + literal(change.addValue);
        if (!change.before.isEmpty())
            text += QLatin1String(" BEFORE ") + literal(change.before);
        else if (!change.after.isEmpty())
            text += QLatin1String(" AFTER ") + literal(change.after);
        return one(text);
    }
    Statements operator()(const schema::CreateSequence& change)
    {
        Statements statements = m_ddl.createSequence(change.sequence.name, change.sequence.options,
            schema::SqlType::fromSql(change.sequence.dataType), change.ifNotExists);
        const QString& owner = change.sequence.ownedBy;
        if (statements && !owner.isEmpty())
            statements->last() += QLatin1String(" OWNED BY ") + dotted(owner.section(QLatin1Char('.'), 0, -2))
                + QLatin1Char('.') + m_ddl.quoted(owner.section(QLatin1Char('.'), -1));
        return commented(std::move(statements), "SEQUENCE", change.sequence.name, change.sequence.comment);
    }
    Statements operator()(const schema::DropSequence& change)
    {
        return m_ddl.dropSequence(change.name, change.ifExists);
    }
    Statements operator()(const schema::CreateSchema& change)
    {
        return m_ddl.createSchema(change.name, change.ifNotExists);
    }
    Statements operator()(const schema::DropSchema& change)
    {
        return m_ddl.dropSchema(change.name, change.ifExists, change.cascade);
    }
    Statements operator()(const schema::CreateView& change)
    {
        QStringList columns;
        for (const QString& column : change.view.columns)
            columns.append(m_ddl.quoted(column));
        return commented(
            one(QStringLiteral("CREATE %1%2VIEW %3%4 AS %5")
                    .arg(change.orReplace ? QStringLiteral("OR REPLACE ") : QString(),
                        change.view.isMaterialized ? QStringLiteral("MATERIALIZED ") : QString(),
                        name(change.view.name),
                        columns.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(columns.join(QStringLiteral(", "))),
                        change.view.definition)),
            change.view.isMaterialized ? "MATERIALIZED VIEW" : "VIEW", change.view.name, change.view.comment);
    }
    Statements operator()(const schema::DropView& change)
    {
        return one(QStringLiteral("DROP %1VIEW %2%3%4")
                       .arg(change.isMaterialized ? QStringLiteral("MATERIALIZED ") : QString(),
                           change.ifExists ? QStringLiteral("IF EXISTS ") : QString(), name(change.name),
                           change.cascade ? QStringLiteral(" CASCADE") : QString()));
    }
    Statements operator()(const schema::CreateOther& change)
    {
        return change.object.definition.isEmpty() ? unknown(change.object.name) : one(change.object.definition);
    }
    Statements operator()(const schema::DropOther& change)
    {
        if (!change.statement.isEmpty())
            return one(change.statement);
        if (change.kind == QLatin1String("index")) // of a materialized view
            return m_ddl.dropIndex({ change.name.schema, {} }, indexNamed(change.name.name), change.ifExists);
        return one(QStringLiteral("DROP %1 %2%3%4%5")
                       .arg(change.kind.toUpper(), change.ifExists ? QStringLiteral("IF EXISTS ") : QString(),
                           functionName(change.name),
                           change.table.isEmpty() || !m_ddl.hasTriggersOfTables()
                               ? QString()
                               : QLatin1String(" ON ") + dotted(change.table),
                           change.cascade ? QStringLiteral(" CASCADE") : QString()));
    }
    Statements operator()(const schema::RenameOther& change)
    {
        const QString start
            = QStringLiteral("ALTER %1 %2%3%4 ")
                  .arg(change.kind.toUpper(), change.ifExists ? QStringLiteral("IF EXISTS ") : QString(),
                      functionName(change.name),
                      change.table.isEmpty() ? QString() : QLatin1String(" ON ") + dotted(change.table));
        return one(change.newName.schema == change.name.schema
                ? start + QLatin1String("RENAME TO ") + m_ddl.quoted(change.newName.name)
                : start + QLatin1String("SET SCHEMA ") + m_ddl.quoted(change.newName.schema));
    }
    Statements operator()(const schema::AlterOther& change)
    {
        return change.statement.isEmpty() ? unknown(change.name) : one(change.statement);
    }
    Statements operator()(const schema::TouchRows& change) { return unknown(change.table); }
    Statements operator()(const schema::SessionStatement&) { return unknown({}); }
    Statements operator()(const schema::UnknownStatement& change) { return one(change.sql); }

private:
    static Statements one(const QString& statement) { return QStringList{ statement }; }
    static Statements unknown(const ObjectName& object)
    {
        return core::fail(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages", "The statement that makes this is not known: %1"), { object.key() });
    }
    Statements commented(Statements statements, const char* kind, const ObjectName& object, const QString& comment)
    {
        if (statements && !comment.isEmpty())
            statements->append(
                QStringLiteral("COMMENT ON %1 %2 IS %3").arg(QLatin1String(kind), name(object), literal(comment)));
        return statements;
    }
    static Statements cascading(Statements statements, bool cascade)
    {
        if (statements && cascade && !statements->isEmpty() && !statements->last().endsWith(QLatin1String("CASCADE")))
            statements->last() += QLatin1String(" CASCADE");
        return statements;
    }
    static schema::Index indexNamed(const QString& name)
    {
        schema::Index index;
        index.name.text = name;
        return index;
    }
    QString name(const ObjectName& object) const
    {
        return object.schema.isEmpty() ? m_ddl.quoted(object.name)
                                       : m_ddl.quoted(object.schema) + QLatin1Char('.') + m_ddl.quoted(object.name);
    }
    /// "f(integer)" keeps its arguments as they are.
    QString functionName(const ObjectName& object) const
    {
        const qsizetype arguments = object.name.indexOf(QLatin1Char('('));
        return arguments < 0 ? name(object)
                             : name({ object.schema, object.name.left(arguments) }) + object.name.mid(arguments);
    }
    QString dotted(const QString& key) const { return name(ObjectName::ofKey(key)); }
    static QString literal(const QString& text)
    {
        return QLatin1Char('\'') + QString(text).replace(QLatin1Char('\''), QLatin1String("''")) + QLatin1Char('\'');
    }
    /// Has the table's creation find that the enums of its columns are there.
    static void enterEnums(const schema::SqlType& type, const QString& tableSchema, DdlMemo& memo)
    {
        if (type.enumeration) {
            memo.enums.insert(ObjectName{ type.enumeration->schema, type.enumeration->name }.key());
            memo.enums.insert(ObjectName{ tableSchema, type.enumeration->name }.key());
        }
        if (type.item)
            enterEnums(*type.item, tableSchema, memo);
        if (type.variants)
            for (const schema::TypeVariant& variant : *type.variants)
                enterEnums(variant.type, tableSchema, memo);
    }

    const Ddl& m_ddl;
};

} // namespace

Statements changeToSql(const Ddl& ddl, const schema::Change& change) { return std::visit(Writer(ddl), change); }

Statements changesToSql(const Ddl& ddl, const schema::Changes& changes)
{
    QStringList all;
    for (const schema::Change& change : changes) {
        Statements statements = changeToSql(ddl, change);
        // standard SQL, which every server takes that could take Alembic's DROP CHECK
        const auto* dropped = std::get_if<schema::DropConstraint>(&change);
        if (statements && dropped && !dropped->ifExists && !dropped->cascade
            && dropped->reference.kind == schema::Constraint::Kind::Check) {
            const ObjectName& table = dropped->reference.table;
            const QString place = table.schema.isEmpty() ? QString() : ddl.quoted(table.schema) + QLatin1Char('.');
            statements
                = QStringList(QStringLiteral("ALTER TABLE %1 DROP CONSTRAINT %2")
                                  .arg(place + ddl.quoted(table.name), ddl.quoted(dropped->reference.name.text)));
        }
        if (!statements)
            return statements;
        all += *statements;
    }
    return all;
}

} // namespace espalier::dialects
