// What the code looks like: as Alembic's autogenerate writes it.
#include "support/schema_builder.h"
#include "written_script.h"

#include "dialects/dialect.h"
#include "schema/drift.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using namespace espalier::schema;

namespace {

Schema after(const Changes& changes, const char* dialect)
{
    Replay replay(dialects::findDialect(text(dialect))->schemaRules());
    for (const Change& change : changes)
        replay.apply(change);
    return replay.schema();
}

authoring::WrittenBody body(const Changes& from, const Changes& to, const char* dialect = "postgresql",
    bool isBatch = false, std::vector<DriftDoubt> doubts = {})
{
    const dialects::Dialect& system = *dialects::findDialect(text(dialect));
    const DriftPlace before{ after(from, dialect), {} };
    const DriftPlace models{ after(to, dialect), std::move(doubts) };
    const SchemaRules& rules = system.schemaRules();
    const auto changes = weighed(difference(modelledPart(before.schema, models.schema, rules),
                                     modelledPart(models.schema, models.schema, rules), rules),
        before, models, rules);
    return authoring::writeBody(before, models, changes, system, {}, isBatch);
}

QString lines(std::initializer_list<const char*> all)
{
    QStringList texts;
    for (const char* one : all)
        texts.append(text(one));
    return texts.join(QLatin1Char('\n'));
}

const CreateTable users = create("users", { Col("id").key(), Col("name", stringType(20)).notNull() });

} // namespace

class TestWrittenCode : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tableWithItsParts();
    void tablesInTheOrderOfTheirKeys();
    void loopsAreClosedAfterwards();
    void changesOfATable();
    void batch();
    void enums();
    void enumThatIsThere();
    void types_data();
    void types();
    void textWithColons();
    void unknownIsLeftOutByName();
    void targetThatNobodyMakes();
    void schemaThatNobodyMakes();
    void lossesAreTold();
    void columnsInExpressionsStandAlone();
    void nothing();
};

void TestWrittenCode::tableWithItsParts()
{
    CreateTable posts = create("posts",
        { Col("id").key(), Col("user_id").notNull().to("users.id"), Col("title", stringType(80)).indexed(),
            Col("made", "DateTime").sqlDefault("now()"), Col("state", stringType(9)).textDefault("new") },
        { unique({ text("title") }, "uq_title"), check("id > 0", "ck_id") });
    posts.table.comment = text("what they 'write'");
    const authoring::WrittenBody found = body({ users }, { users, posts });
    QCOMPARE(found.upgrade,
        lines({ "op.create_table('posts',", "sa.Column('id', sa.Integer(), nullable=False),",
            "sa.Column('user_id', sa.Integer(), nullable=False),",
            "sa.Column('title', sa.String(length=80), nullable=True),",
            "sa.Column('made', sa.DateTime(), server_default=sa.text('now()'), nullable=True),",
            "sa.Column('state', sa.String(length=9), server_default='new', nullable=True),",
            "sa.CheckConstraint('id > 0', name='ck_id'),", "sa.ForeignKeyConstraint(['user_id'], ['users.id']),",
            "sa.PrimaryKeyConstraint('id'),", "sa.UniqueConstraint('title', name='uq_title'),",
            "comment=\"what they 'write'\"", ")",
            "op.create_index(op.f('ix_posts_title'), 'posts', ['title'], unique=False)" }));
    QCOMPARE(found.downgrade, text("op.drop_table('posts')"));
    QVERIFY(found.imports.isEmpty() && found.leftOut.empty());
}

void TestWrittenCode::tablesInTheOrderOfTheirKeys()
{
    const authoring::WrittenBody found
        = body({}, { create("zebras", { Col("id").key() }), create("a_first", { Col("id").key().to("zebras.id") }) });
    QVERIFY(found.upgrade.indexOf(text("'zebras'")) < found.upgrade.indexOf(text("'a_first'")));
    QCOMPARE(found.downgrade, lines({ "op.drop_table('a_first')", "op.drop_table('zebras')" }));
}

void TestWrittenCode::loopsAreClosedAfterwards()
{
    const Changes loop{ create("a", { Col("id").key(), Col("b_id") }),
        create("b", { Col("id").key(), Col("a_id").to("a.id", "fk_b_a") }),
        addTo("a", foreignKey({ text("b_id") }, "b", { text("id") }, "fk_a_b")) };
    const authoring::WrittenBody found = body({}, loop);
    QVERIFY2(found.upgrade.endsWith(text("op.create_foreign_key('fk_b_a', 'b', 'a', ['a_id'], ['id'])"))
            || found.upgrade.endsWith(text("op.create_foreign_key('fk_a_b', 'a', 'b', ['b_id'], ['id'])")),
        qPrintable(found.upgrade));
    QVERIFY2(found.downgrade.startsWith(text("op.drop_constraint('fk_")), qPrintable(found.downgrade));
}

void TestWrittenCode::changesOfATable()
{
    ColumnChange longer = alter("users", "name");
    longer.type = stringType(40);
    longer.nullable = true;
    const authoring::WrittenBody found
        = body({ users, add("users", Col("old")) }, { users, longer, add("users", Col("age").notNull()) });
    QCOMPARE(found.upgrade,
        lines({ "op.add_column('users', sa.Column('age', sa.Integer(), nullable=False))",
            "op.alter_column('users', 'name',", "               existing_type=sa.String(length=20),",
            "               type_=sa.String(length=40),", "               nullable=True)",
            "op.drop_column('users', 'old')" }));
    QCOMPARE(found.downgrade,
        lines({ "op.add_column('users', sa.Column('old', sa.Integer(), nullable=True))",
            "op.alter_column('users', 'name',", "               existing_type=sa.String(length=40),",
            "               type_=sa.String(length=20),", "               nullable=False)",
            "op.drop_column('users', 'age')" }));
}

void TestWrittenCode::batch()
{
    const authoring::WrittenBody found = body({ users },
        { users, add("users", Col("age")), createIndex("users", index("ix_age", { text("age") })),
            addTo("users", unique({ text("name") }, "uq_name")) },
        "sqlite", true);
    QCOMPARE(found.upgrade,
        lines({ "with op.batch_alter_table('users', schema=None) as batch_op:",
            "    batch_op.add_column(sa.Column('age', sa.Integer(), nullable=True))",
            "    batch_op.create_unique_constraint('uq_name', ['name'])",
            "    batch_op.create_index('ix_age', ['age'], unique=False)" }));
}

void TestWrittenCode::enums()
{
    const SqlType mood = enumType("mood", { text("sad"), text("ok") });
    CreateEnum type;
    type.type = { named("mood"), { text("sad"), text("ok") }, {} };
    const authoring::WrittenBody made = body({}, { type, create("people", { Col("id").key(), Col("m", mood) }) });
    QVERIFY2(made.upgrade.startsWith(text("op.create_table('people',")), qPrintable(made.upgrade));
    QVERIFY(made.upgrade.contains(text("sa.Column('m', sa.Enum('sad', 'ok', name='mood'), nullable=True)")));
    QCOMPARE(made.downgrade, lines({ "op.drop_table('people')", "op.execute('DROP TYPE mood')" }));
    // op.add_column() makes none
    const authoring::WrittenBody added = body({ users }, { users, type, add("users", Col("m", mood)) });
    QVERIFY2(added.upgrade.startsWith(text("op.execute(\"CREATE TYPE mood AS ENUM ('sad', 'ok')\")")),
        qPrintable(added.upgrade));
}

void TestWrittenCode::enumThatIsThere()
{
    const SqlType mood = enumType("mood", { text("sad") });
    CreateEnum type;
    type.type = { named("mood"), { text("sad") }, {} };
    const authoring::WrittenBody found
        = body({ type }, { type, create("people", { Col("id").key(), Col("m", mood) }) });
    QVERIFY2(found.upgrade.contains(
                 text("sa.Column('m', postgresql.ENUM('sad', name='mood', create_type=False), nullable=True)")),
        qPrintable(found.upgrade));
    QCOMPARE(found.imports, QStringList{ text("from sqlalchemy.dialects import postgresql") });
    QCOMPARE(found.downgrade, text("op.drop_table('people')"));
}

void TestWrittenCode::types_data()
{
    QTest::addColumn<SqlType>("type");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("import");
    const auto row = [](const SqlType& type, const char* code, const char* import = "") {
        QTest::newRow(code) << type << text(code) << text(import);
    };
    SqlType numeric = SqlType::of(text("Numeric"));
    numeric.precision = 5;
    numeric.scale = 2;
    row(numeric, "sa.Numeric(precision=5, scale=2)");
    SqlType time = SqlType::of(text("DateTime"));
    time.timezone = true;
    row(time, "sa.DateTime(timezone=True)");
    row(SqlType::of(text("postgresql.JSONB")), "postgresql.JSONB(astext_type=sa.Text())",
        "from sqlalchemy.dialects import postgresql");
    SqlType uuid = SqlType::of(text("UUID"));
    uuid.options.insert(text("as_uuid"), true);
    row(uuid, "postgresql.UUID(as_uuid=True)", "from sqlalchemy.dialects import postgresql");
    row(SqlType::arrayOf(stringType(9), {}, text("postgresql.ARRAY")), "postgresql.ARRAY(sa.String(length=9))",
        "from sqlalchemy.dialects import postgresql");
    SqlType vector = SqlType::of(text("pgvector.sqlalchemy.Vector"));
    vector.length = 3;
    row(vector, "pgvector.sqlalchemy.Vector(dim=3)", "import pgvector.sqlalchemy");
    row(SqlType::of(text("sqlalchemy_utils.UUIDType")), "sqlalchemy_utils.UUIDType()", "import sqlalchemy_utils");
    row(SqlType::of(text("JSON")).withVariant(text("postgresql"), SqlType::of(text("postgresql.JSONB"))),
        "sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql')",
        "from sqlalchemy.dialects import postgresql");
    EnumFacts facts;
    facts.values = QStringList{ text("a") };
    facts.name = text("m");
    facts.isNative = false;
    facts.createConstraint = true;
    row(SqlType::enumOf(facts), "sa.Enum('a', name='m', native_enum=False, create_constraint=True)");
}

void TestWrittenCode::types()
{
    QFETCH(SqlType, type);
    QFETCH(QString, code);
    QFETCH(QString, import);
    authoring::CodeWriter writer(*dialects::findDialect(text("postgresql")), {});
    QCOMPARE(writer.type(type).value_or(text("-")), code);
    QCOMPARE(writer.imports().join(QLatin1Char('\n')), import);
}

void TestWrittenCode::textWithColons()
{
    QCOMPARE(authoring::withoutBinds(text("'{}'::jsonb")), text("'{}'::jsonb"));
    QCOMPARE(authoring::withoutBinds(text("'{\"a\":1}'")), text("'{\"a\"\\:1}'"));
}

void TestWrittenCode::unknownIsLeftOutByName()
{
    const CreateTable things
        = create("things", { Col("id").key(), Col("secret", SqlType()), Col("good"), Col("bad").to("users.id") });
    const authoring::WrittenBody found = body({ users }, { users, things }, "postgresql", false,
        { { DriftDoubt::About::Parts, named("things"), text("bad"), { "it comes from elsewhere", {} },
            { text("models.py"), 7 } } });
    QCOMPARE(found.upgrade,
        lines({ "op.create_table('things',", "sa.Column('id', sa.Integer(), nullable=False),",
            "# espalier: things.secret is left out: Its type is not known.",
            "sa.Column('good', sa.Integer(), nullable=True),",
            "# espalier: things.bad is left out: it comes from elsewhere (models.py:7)",
            "# espalier: things.things_bad_fkey is left out: it comes from elsewhere (models.py:7)",
            "sa.PrimaryKeyConstraint('id')", ")" }));
    QCOMPARE(found.leftOut.size(), size_t(3));
    QVERIFY(python::SyntaxTree::parse(scriptOf(found).toUtf8())->firstErrorLine() == 0);
    // a table that is perhaps there already is not made
    const authoring::WrittenBody none = body({}, { users }, "postgresql", false,
        { { DriftDoubt::About::Belonging, {}, {}, { "it may not be meant", {} }, {} } });
    QCOMPARE(none.upgrade, lines({ "# espalier: users is left out: it may not be meant", "pass" }));
    QCOMPARE(none.downgrade, QString());
}

void TestWrittenCode::targetThatNobodyMakes()
{
    const authoring::WrittenBody found
        = body({}, { create("posts", { Col("id").key(), Col("user_id").to("auth_users.id", "fk_user") }) });
    QVERIFY2(found.upgrade.contains(text(
                 "# espalier: posts.fk_user is left out: It points to table auth_users, which no revision makes.")),
        qPrintable(found.upgrade));
}

void TestWrittenCode::schemaThatNobodyMakes()
{
    CreateTable orders = create("orders", { Col("id").key() });
    orders.table.name.schema = text("shop");
    const authoring::WrittenBody found = body({ users }, { users, orders });
    QCOMPARE(found.warnings.size(), size_t(1));
    QCOMPARE(found.warnings.front().message.english(),
        text("No revision creates the schema shop: where the database does not have it, the upgrade fails."));
    CreateTable lines = create("lines", { Col("id").key() });
    lines.table.name.schema = text("shop");
    QVERIFY(body({ users, orders }, { users, orders, lines }).warnings.empty());
}

void TestWrittenCode::lossesAreTold()
{
    const CreateTable tags = create("tags", { Col("id").key(), Col("word") });
    const CreateTable posts = create("posts", { Col("id").key() });
    const auto said = [](const authoring::WrittenBody& found) {
        QStringList all;
        for (const core::Message& one : found.losses)
            all.append(one.english());
        return all;
    };
    QVERIFY(said(body({ users }, { users, tags })).isEmpty());
    QCOMPARE(said(body({ users, tags }, { users })),
        QStringList{ text("The upgrade drops the table tags with all its rows.") });
    const QStringList both = said(body({ users, tags, posts }, { users }));
    QCOMPARE(both.size(), 1);
    QVERIFY2(
        both.front().startsWith(text("The upgrade drops 2 tables with all their rows: ")), qPrintable(both.front()));
    QCOMPARE(said(body({ users, tags }, { users, create("tags", { Col("id").key() }) })),
        QStringList{ text("The upgrade drops the column tags.word with all its values.") });
}

void TestWrittenCode::columnsInExpressionsStandAlone()
{
    const Expression name = Expression::column(text("name"), {}, named("users"));
    Index index;
    index.name.text = text("ix");
    index.elements = { Expression::unary(Operator::Desc, name), Expression::function(text("lower"), { name }) };
    CreateTable indexed = users;
    indexed.table.indexes.push_back(index);
    const QString written = body({ users }, { indexed }).upgrade;
    QVERIFY2(written.contains(text("[sa.text('name DESC'), sa.text('lower(name)')]")), qPrintable(written));
}

void TestWrittenCode::nothing()
{
    const authoring::WrittenBody found = body({ users }, { users });
    QVERIFY(found.upgrade.isEmpty() && found.downgrade.isEmpty());
}

QTEST_GUILESS_MAIN(TestWrittenCode)
#include "tst_written_code.moc"
