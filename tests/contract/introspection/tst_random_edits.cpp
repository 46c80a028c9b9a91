// Edits by chance, made on real servers one at a time: the database before and after differ in that edit, told once.
#include "support/random_schema.h"
#include "torture.h"

#include "dialects/changes_sql.h"
#include "schema/column_use.h"
#include "schema/difference.h"

using namespace espalier;
using namespace espalier::test;
using schema::Change;
using schema::ObjectKind;
using schema::Schema;
using schema::Table;

namespace {

/// An edit and what is to be said of it.
struct Edit {
    Change change;
    schema::Difference::Kind kind;
    ObjectKind object;
    QString name;
};
using EditKind = schema::Difference::Kind;

bool isUsed(const Table& table, const QString& column)
{
    return std::any_of(table.constraints.begin(), table.constraints.end(),
               [&](const schema::Constraint& one) { return schema::uses(one, column); })
        || std::any_of(table.indexes.begin(), table.indexes.end(),
            [&](const schema::Index& one) { return schema::uses(one, column); });
}

bool isTarget(const Schema& schema, const schema::ObjectName& name)
{
    for (const auto& table : schema.tables)
        for (const schema::Constraint& constraint : table->constraints)
            if (constraint.kind == schema::Constraint::Kind::ForeignKey && constraint.target == name)
                return true;
    return false;
}

class RandomEdits {
public:
    RandomEdits(const Schema& schema, const schema::SchemaRules& rules, Choices& choices, int number)
        : m_schema(schema)
        , m_rules(rules)
        , m_choices(choices)
        , m_suffix(QString::number(number))
    { }

    /// Nothing where this kind of edit finds nothing to edit, or the database has no such statement.
    std::optional<Edit> next()
    {
        std::vector<const Table*> tables;
        for (const auto& table : m_schema.tables)
            tables.push_back(table.get());
        if (tables.empty())
            return newTable();
        const Table& table = *m_choices.oneOf(tables);
        switch (m_choices.below(12)) {
        case 0:
            return newTable();
        case 1:
            return droppedTable(table);
        case 2:
            return newColumn(table);
        case 3:
            return droppedColumn(table);
        case 4:
        case 5:
            return changedColumn(table);
        case 6:
            return newIndex(table);
        case 7:
            return droppedIndex(table);
        case 8:
            return newConstraint(table);
        case 9:
            return droppedConstraint(table);
        case 10:
            return newView();
        default:
            return comment(table);
        }
    }

private:
    QString fresh(const char* prefix) const { return text(prefix) + m_suffix; }
    bool changesTables() const { return m_rules.facts().addsConstraints; }

    std::optional<Edit> newTable()
    {
        Table table;
        table.name.name = fresh("new_table_");
        table.columns = { Col("id").key().column, Col("größe", stringType(20)).column };
        schema::CreateTable change;
        change.table = schema::declared(std::move(table));
        return Edit{ change, EditKind::Add, ObjectKind::Table, fresh("new_table_") };
    }
    std::optional<Edit> droppedTable(const Table& table)
    {
        if (isTarget(m_schema, table.name) || m_schema.tables.size() < 3)
            return {};
        schema::DropTable change;
        change.table = table.name;
        return Edit{ change, EditKind::Remove, ObjectKind::Table, table.name.name };
    }
    std::optional<Edit> newColumn(const Table& table)
    {
        schema::ColumnAddition change;
        change.table = table.name;
        change.column = Col("x", stringType(7)).column;
        change.column.name = fresh("new column ");
        if (m_choices.maybe(50))
            change.column.serverDefault = schema::Expression::string(text("it's"));
        return Edit{ change, EditKind::Add, ObjectKind::Column, fresh("new column ") };
    }
    std::optional<Edit> droppedColumn(const Table& table)
    {
        for (const schema::Column& column : table.columns) {
            if (column.isPrimaryKey || isUsed(table, column.name) || table.columns.size() < 2)
                continue;
            schema::DropColumn change;
            change.table = table.name;
            change.column = column.name;
            return Edit{ change, EditKind::Remove, ObjectKind::Column, column.name };
        }
        return {};
    }
    std::optional<Edit> changedColumn(const Table& table)
    {
        for (const schema::Column& column : table.columns) {
            if (column.isPrimaryKey || isUsed(table, column.name) || column.type.name != text("VARCHAR")
                || column.computed || !changesTables())
                continue;
            schema::ColumnChange change;
            change.table = table.name;
            change.column = column.name;
            change.existingType = column.type;
            change.existingNullable = column.isNullable();
            change.existingComment = column.comment;
            if (column.serverDefault)
                change.existingServerDefault = *column.serverDefault;
            switch (m_choices.below(3)) {
            case 0:
                change.type = stringType(column.type.length.value_or(20) + 9);
                break;
            case 1:
                change.nullable = !column.isNullable();
                break;
            default:
                change.serverDefault = schema::Expression::string(fresh("o"));
                break;
            }
            return Edit{ change, EditKind::Alter, ObjectKind::Column, column.name };
        }
        return {};
    }
    std::optional<Edit> newIndex(const Table& table)
    {
        schema::CreateIndex change;
        change.table = table.name;
        change.index = index(latin(fresh("new_index_")).c_str(), { table.columns.back().name, text("id") });
        return Edit{ change, EditKind::Add, ObjectKind::Index, fresh("new_index_") };
    }
    std::optional<Edit> droppedIndex(const Table& table)
    {
        for (const schema::Index& one : table.indexes) {
            if (m_rules.comesByItself(one, table) || !m_rules.lackingIndex(without(table, one)).isEmpty())
                continue;
            schema::DropIndex change;
            change.table = table.name;
            change.index = { table.name.schema, one.name.text };
            return Edit{ change, EditKind::Remove, ObjectKind::Index, one.name.text };
        }
        return {};
    }
    static Table without(Table table, const schema::Index& index)
    {
        std::erase_if(table.indexes, [&](const schema::Index& one) { return one.name == index.name; });
        return table;
    }
    std::optional<Edit> newConstraint(const Table& table)
    {
        if (!changesTables())
            return {};
        const QString name = fresh("new_check_");
        schema::AddConstraint change;
        change.table = table.name;
        change.constraint = check("id IS NOT NULL", latin(name).c_str());
        for (const schema::Column& column : table.columns)
            if (column.name == text("id") && column.autoIncrement == schema::Column::AutoIncrement::Yes
                && m_rules.facts().uniquesAreIndexes) // no CHECK may speak of it there
                return {};
        return Edit{ change, EditKind::Add, ObjectKind::Check, name };
    }
    std::optional<Edit> droppedConstraint(const Table& table)
    {
        for (const schema::Constraint& one : table.constraints) {
            if (one.kind != schema::Constraint::Kind::Check || !changesTables() || !one.columns.isEmpty())
                continue;
            schema::DropConstraint change;
            change.reference = { table.name, one.name, one.kind };
            return Edit{ change, EditKind::Remove, ObjectKind::Check, one.name.text };
        }
        return {};
    }
    std::optional<Edit> newView()
    {
        schema::CreateView change;
        change.view.name.name = fresh("new_view_");
        change.view.definition = text("SELECT 1 AS one");
        return Edit{ change, EditKind::Add, ObjectKind::View, fresh("new_view_") };
    }
    std::optional<Edit> comment(const Table& table)
    {
        if (!m_rules.facts().hasComments)
            return {};
        schema::SetTableComment change;
        change.table = table.name;
        change.comment = fresh("it's ");
        return Edit{ change, EditKind::Alter, ObjectKind::Table, table.name.name };
    }

    const Schema& m_schema;
    const schema::SchemaRules& m_rules;
    Choices& m_choices;
    QString m_suffix;
};

} // namespace

class TestRandomEdits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachIsToldOnce_data();
    void eachIsToldOnce();
};

void TestRandomEdits::eachIsToldOnce_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<unsigned>("seed");
    for (const Kind kind : allKinds())
        for (unsigned seed = 1; seed <= 6; ++seed)
            QTest::addRow("%s %u", kindName(kind), seed) << kind << seed;
}

void TestRandomEdits::eachIsToldOnce()
{
    QFETCH(Kind, kind);
    QFETCH(unsigned, seed);
    const TestDatabase database(kind);
    auto session = open(database.url());
    VERIFY_RESULT(session);
    const schema::SchemaRules& rules = session->dialect().schemaRules(session->facts().version);
    const auto run = [&](const schema::Changes& changes) {
        const auto statements = dialects::changesToSql(session->dialect().ddl(), changes);
        return statements ? runAll(*session, *statements) : core::describe(statements.error());
    };
    Choices choices(bytesOf(seed));
    Schema start = randomSchema(choices, rules);
    start.others.clear();
    if (kind == Kind::Sqlite)
        start.sequences.clear();
    const QString failure = run(schema::forward(schema::difference({}, start, rules)));
    QVERIFY2(failure.isEmpty(), qPrintable(failure));
    auto before = database::readSchema(*session, jobs::JobContext());
    VERIFY_RESULT(before);
    QCOMPARE(int(schema::difference(start, before->schema, rules).size()), 0);
    int made = 0;
    for (int number = 1; number <= 30; ++number) {
        const auto edit = RandomEdits(before->schema, rules, choices, number).next();
        if (!edit)
            continue;
        const QString refused = run({ edit->change });
        QVERIFY2(refused.isEmpty(), qPrintable(refused));
        ++made;
        auto after = database::readSchema(*session, jobs::JobContext());
        VERIFY_RESULT(after);
        const auto found = schema::difference(before->schema, after->schema, rules);
        QStringList told;
        for (const schema::Difference& one : found)
            told.append(schema::codeName(one.kind) + QLatin1Char(' ') + schema::codeName(one.object) + QLatin1Char(' ')
                + one.name);
        QCOMPARE(told,
            QStringList{ schema::codeName(edit->kind) + QLatin1Char(' ') + schema::codeName(edit->object)
                + QLatin1Char(' ') + edit->name });
        before = std::move(after);
    }
    QVERIFY(made >= 8);
}

QTEST_GUILESS_MAIN(TestRandomEdits)
#include "tst_random_edits.moc"
