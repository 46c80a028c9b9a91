#include "support/temporary_folder.h"

#include "dialects/ddl.h"
#include "models/known_models.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using About = schema::DriftDoubt::About;

namespace {

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

/// A project of that one file of models, without an env.py.
struct Written {
    explicit Written(const char* file)
    {
        folder.write(text("app/__init__.py"), "");
        folder.write(text("app/models.py"), file);
        project.folder = folder.path();
        project.scriptLocation = folder.path(text("alembic"));
        project.sysPath = QStringList{ folder.path() };
    }
    models::Models read(const char* dialect = "postgresql") const
    {
        const auto found = models::readModels(project, *dialects::findDialect(text(dialect)));
        if (!found)
            qFatal("%s", qPrintable(core::describe(found.error())));
        return *found;
    }

    TemporaryFolder folder;
    project::Project project;
};

QStringList faultsOf(const models::Models& models)
{
    QStringList all;
    for (const models::Fault& fault : models.faults)
        all.append(fault.code);
    return all;
}

/// The text of a check; empty where the table has none of that name.
QString checkOf(const models::Models& models, const char* table, const char* name)
{
    const schema::Constraint* check = models.schema.table({ {}, text(table) })->constraint(text(name));
    return check ? dialects::findDialect(text("postgresql"))->ddl().expression(*check->condition).value_or(QString())
                 : QString();
}

} // namespace

class TestKnownModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void enumsAreAsTheMapOfTypesHasThem();
    void columnsInExpressionsGetTheirNamesWithTheTable();
    void classesOfOneName();
    void referencesToNoTableStay();
    void aHelperThatCallsItselfWithoutAKnownEnd();
    void doubtsOfAPlace();
    void whatHangsOnAConditionIsInDoubt();
    void columnsStandInSqlalchemysOrder();
    void columnsThatAllSubclassesGet_data();
    void columnsThatAllSubclassesGet();
    void sequencesAreThereWhereTheDatabaseHasThem_data();
    void sequencesAreThereWhereTheDatabaseHasThem();
};

void TestKnownModels::enumsAreAsTheMapOfTypesHasThem()
{
    const Written project("import enum\n"
                          "import sqlalchemy as sa\n"
                          "from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\n"
                          "class Base(DeclarativeBase):\n"
                          "    type_annotation_map = {\n"
                          "        enum.Enum: sa.Enum(enum.Enum, values_callable=lambda e: [x.value for x in e])}\n"
                          "class Mood(enum.Enum):\n"
                          "    Sad = 'sad'\n"
                          "    Ok = 'ok'\n"
                          "class Person(Base):\n"
                          "    __tablename__ = 'people'\n"
                          "    id: Mapped[int] = mapped_column(primary_key=True)\n"
                          "    mood: Mapped[Mood]\n");
    const models::Models models = project.read();
    const auto mood = models.schema.enums.value({ {}, text("mood") });
    QVERIFY(mood);
    QCOMPARE(mood->values, QStringList({ text("sad"), text("ok") }));
}

void TestKnownModels::columnsInExpressionsGetTheirNamesWithTheTable()
{
    const Written project("import sqlalchemy as sa\n"
                          "from sqlalchemy.orm import declarative_base\n"
                          "Base = declarative_base()\n"
                          "class Slot(Base):\n"
                          "    __tablename__ = 'slots'\n"
                          "    id = sa.Column(sa.Integer, primary_key=True)\n"
                          "    size = sa.Column(sa.Integer)\n"
                          "    __table_args__ = (sa.CheckConstraint(size > 3, name='ck_size'),)\n");
    const models::Models models = project.read();
    QCOMPARE(checkOf(models, "slots", "ck_size"), text("slots.size > 3"));
    QVERIFY(models.gaps.empty());
    // one that no table has, never has a name
    const models::Models stray
        = Written("import sqlalchemy as sa\n"
                  "from sqlalchemy.orm import declarative_base\n"
                  "class Slot(declarative_base()):\n"
                  "    __tablename__ = 'slots'\n"
                  "    id = sa.Column(sa.Integer, primary_key=True)\n"
                  "    __table_args__ = (sa.CheckConstraint(sa.Column(sa.Integer) > 3, name='ck_size'),)\n")
              .read();
    QVERIFY(!stray.schema.table({ {}, text("slots") })->constraint(text("ck_size")));
    QVERIFY(!stray.gaps.empty());
    QCOMPARE(stray.gaps.front().table.name, text("slots"));
}

void TestKnownModels::classesOfOneName()
{
    const char* file = "import sqlalchemy as sa\n"
                       "from sqlalchemy.orm import declarative_base\n"
                       "Base = declarative_base()\n"
                       "def make(table, base):\n"
                       "    class Thing(base):\n"
                       "        __tablename__ = table\n"
                       "        id = sa.Column(sa.Integer, primary_key=True)\n"
                       "    return Thing\n"
                       "A = make('a', Base)\n"
                       "B = make('b', %1)\n";
    QCOMPARE(faultsOf(Written(text(file).arg(text("Base")).toUtf8().constData()).read()),
        QStringList{ text("duplicate-class") });
    // each MetaData has names of its own
    QCOMPARE(faultsOf(Written(text(file).arg(text("declarative_base()")).toUtf8().constData()).read()), QStringList());
}

void TestKnownModels::referencesToNoTableStay()
{
    const Written project("import sqlalchemy as sa\n"
                          "from sqlalchemy.orm import declarative_base\n"
                          "Base = declarative_base()\n"
                          "class Note(Base):\n"
                          "    __tablename__ = 'notes'\n"
                          "    id = sa.Column(sa.Integer, primary_key=True)\n"
                          "    user_id = sa.Column(sa.ForeignKey('users.id', name='fk_user'), nullable=False)\n");
    const models::Models models = project.read();
    QCOMPARE(faultsOf(models), QStringList{ text("missing-target") });
    QCOMPARE(models.schema.tables.size(), 1);
    QVERIFY(models.schema.assumed.isEmpty() && models.schema.incomplete.isEmpty());
    QVERIFY(models.schema.table({ {}, text("notes") })->constraint(text("fk_user")));
}

void TestKnownModels::aHelperThatCallsItselfWithoutAKnownEnd()
{
    const Written project("import settings\n"
                          "import sqlalchemy as sa\n"
                          "from sqlalchemy.orm import declarative_base\n"
                          "Base = declarative_base()\n"
                          "def resolved(value):\n"
                          "    if isinstance(value, list):\n"
                          "        return [resolved(one) for one in value]\n"
                          "    elif isinstance(value, dict):\n"
                          "        result = {}\n"
                          "        for key in value:\n"
                          "            result[key] = resolved(value[key])\n"
                          "        return result\n"
                          "    return value\n"
                          "class Note(Base):\n"
                          "    __tablename__ = 'notes'\n"
                          "    id = sa.Column(sa.Integer, primary_key=True)\n"
                          "    text = sa.Column(sa.String(resolved(settings.LENGTH)), nullable=False)\n");
    const models::Models models = project.read();
    const schema::Table* notes = models.schema.table({ {}, text("notes") });
    QVERIFY(notes);
    QCOMPARE(notes->columns.size(), size_t(2));
    QVERIFY(notes->columns[1].type.isNull());
    QCOMPARE(models.gaps.front().column, text("text"));
}

void TestKnownModels::doubtsOfAPlace()
{
    const Written project("import sqlalchemy as sa\n"
                          "from elsewhere import Kind\n"
                          "from sqlalchemy.orm import declarative_base\n"
                          "Base = declarative_base()\n"
                          "class Note(Base):\n"
                          "    __tablename__ = 'notes'\n"
                          "    id = sa.Column(sa.Integer, primary_key=True)\n"
                          "    kind = sa.Column(Kind(7)[1])\n"
                          "class Other(Base):\n"
                          "    __tablename__ = 'others'\n"
                          "    id = sa.Column(sa.Integer, primary_key=True)\n"
                          "    raise ValueError('no more')\n");
    const schema::DriftPlace place = models::placeOf(project.read());
    QStringList doubts;
    for (const schema::DriftDoubt& doubt : place.doubts)
        doubts.append(
            QStringLiteral("%1 %2.%3 %4").arg(int(doubt.about)).arg(doubt.table.name, doubt.column).arg(doubt.at.line));
    doubts.sort();
    QVERIFY2(doubts.contains(QStringLiteral("%1 . 9").arg(int(About::Further))), qPrintable(doubts.join(text(", "))));
    QVERIFY2(doubts.contains(QStringLiteral("%1 . 0").arg(int(About::Belonging))), qPrintable(doubts.join(text(", "))));
    QVERIFY2(doubts.filter(QStringLiteral("%1 notes.kind").arg(int(About::Parts))).size() == 1,
        qPrintable(doubts.join(text(", "))));
}

void TestKnownModels::whatHangsOnAConditionIsInDoubt()
{
    const Written project("import sqlalchemy as sa\n"
                          "from sqlalchemy.orm import declarative_base\n"
                          "Base = declarative_base()\n"
                          "try:\n"
                          "    from elsewhere import Vector\n"
                          "    class Document(Base):\n"
                          "        __tablename__ = 'vectors'\n"
                          "        id = sa.Column(sa.Integer, primary_key=True)\n"
                          "except ImportError:\n"
                          "    class Document(Base):\n"
                          "        __tablename__ = 'texts'\n"
                          "        id = sa.Column(sa.Integer, primary_key=True)\n"
                          "try:\n"
                          "    from app import SOMETHING\n"
                          "except ImportError:\n"
                          "    SOMETHING = 1\n"
                          "class Note(Base):\n"
                          "    __tablename__ = 'notes'\n"
                          "    id = sa.Column(sa.Integer, primary_key=True)\n"
                          "from elsewhere import flag\n"
                          "if flag:\n"
                          "    Note.text = sa.Column(sa.Text)\n"
                          "    sa.Table('tags', Base.metadata, sa.Column('id', sa.Integer))\n"
                          "else:\n"
                          "    sa.Table('tags', Base.metadata, sa.Column('key', sa.Integer))\n");
    const models::Models models = project.read();
    const schema::DriftPlace place = models::placeOf(models);
    const auto isInDoubt = [&](const char* table) {
        return std::any_of(place.doubts.begin(), place.doubts.end(), [&](const schema::DriftDoubt& doubt) {
            return doubt.about == About::Everything && doubt.table.name == text(table);
        });
    };
    for (const char* table : { "vectors", "texts", "tags" }) {
        QVERIFY2(models.schema.table({ {}, text(table) }), table);
        QVERIFY2(isInDoubt(table), table);
    }
    QVERIFY(!isInDoubt("notes"));
    QCOMPARE(faultsOf(models), QStringList()); // two classes of one name, of which only one is there
    // a column that may be there
    QCOMPARE(models.schema.table({ {}, text("notes") })->columns.size(), size_t(1));
    QVERIFY(models.schema.incomplete.contains(text("notes")));
    QVERIFY(std::none_of(place.doubts.begin(), place.doubts.end(),
        [](const schema::DriftDoubt& doubt) { return doubt.about == About::Further; }));
}

/// util.merge_lists_w_ordering() of the class's names and its annotations; of a mixin columns first.
void TestKnownModels::columnsStandInSqlalchemysOrder()
{
    const Written project("import sqlalchemy as sa\n"
                          "from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column\n"
                          "class Base(DeclarativeBase): pass\n"
                          "class Mixin:\n"
                          "    @declared_attr\n"
                          "    def made(cls): return sa.Column(sa.Integer)\n"
                          "    mixed: Mapped[int]\n"
                          "class Note(Mixin, Base):\n"
                          "    __tablename__ = 'notes'\n"
                          "    id: Mapped[int] = mapped_column(primary_key=True)\n"
                          "    a = sa.Column(sa.Integer)\n"
                          "    b: Mapped[int]\n"
                          "    c = sa.Column(sa.Integer)\n"
                          "    d: Mapped[int] = mapped_column()\n"
                          "    e: Mapped[int]\n"
                          "    f: Mapped[int] = mapped_column(sort_order=-1)\n");
    QStringList names;
    const models::Models models = project.read();
    for (const schema::Column& column : models.schema.table({ {}, text("notes") })->columns)
        names.append(column.name);
    QCOMPARE(names.join(QLatin1Char(' ')), text("f id b a c d e mixed made"));
}

void TestKnownModels::sequencesAreThereWhereTheDatabaseHasThem_data()
{
    const QString all = text("aux.orders counter keys numbers");
    QTest::addColumn<QString>("sequences");
    QTest::newRow("postgresql") << all;
    QTest::newRow("mysql") << QString(); // which server it is, is not known
    QTest::newRow("sqlite") << QString();
}

void TestKnownModels::sequencesAreThereWhereTheDatabaseHasThem()
{
    QFETCH(QString, sequences);
    const QByteArray dialect = QTest::currentDataTag();
    const schema::SchemaRules& rules = dialects::findDialect(text(dialect.constData()))->schemaRules();
    const Written project(
        "import sqlalchemy as sa\n"
        "from sqlalchemy.orm import declarative_base\n"
        "Base = declarative_base()\n"
        "counter = sa.Sequence('counter', start=7, metadata=Base.metadata)\n"
        "sa.Sequence('of nothing')\n"
        "class Item(Base):\n"
        "    __tablename__ = 'items'\n"
        "    id = sa.Column(sa.Integer, sa.Sequence('keys'), primary_key=True)\n"
        "    number = sa.Column(sa.Integer, sa.Sequence('numbers', start=100, increment=5))\n"
        "    again = sa.Column(sa.Integer, default=sa.Sequence('numbers', start=100, increment=5))\n"
        "    order = sa.Column(sa.Integer, sa.Sequence('orders', schema='aux'))\n"
        "    spare = sa.Column(sa.Integer, sa.Sequence('spares', optional=True))\n"
        "try:\n"
        "    from elsewhere import something\n"
        "    sa.Table('perhaps', Base.metadata, sa.Column('id', sa.Integer, sa.Sequence('perhaps_keys')))\n"
        "except ImportError:\n"
        "    pass\n");
    const models::Models models = project.read(dialect.constData());
    QStringList names;
    for (const auto& sequence : models.schema.sequences)
        if (sequence->ownedBy.isEmpty())
            names.append(sequence->name.key());
    names.sort();
    QCOMPARE(names.join(QLatin1Char(' ')), sequences);
    if (names.isEmpty())
        return;
    QCOMPARE(models.schema.sequences.value({ {}, text("numbers") })->options.increment, std::optional<qint64>(5));

    schema::Schema live = models.schema;
    live.sequences.remove({ {}, text("numbers") });
    schema::Sequence other = *live.sequences.value({ {}, text("counter") });
    other.options.increment = 3;
    live.sequences.insert(other.name, std::make_shared<const schema::Sequence>(other));
    other.name.name = text("stray");
    live.sequences.insert(other.name, std::make_shared<const schema::Sequence>(other));
    QStringList found;
    for (const schema::Difference& one :
        schema::difference(schema::modelledPart(live, models.schema, rules), models.schema, rules))
        found.append(schema::codeName(one.kind) + QLatin1Char(' ') + one.name);
    found.sort();
    QCOMPARE(found, QStringList({ text("add numbers"), text("change counter") }));
}

void TestKnownModels::columnsThatAllSubclassesGet_data()
{
    QTest::addColumn<QString>("base");
    QTest::newRow("declarative_base()") << text("Base = sa.orm.declarative_base()\n");
    QTest::newRow("DeclarativeBase") << text("class Base(sa.orm.DeclarativeBase):\n    pass\n");
}

void TestKnownModels::columnsThatAllSubclassesGet()
{
    QFETCH(QString, base);
    const QByteArray file = "import os\nimport sqlalchemy as sa\nimport sqlalchemy.orm\n" + base.toUtf8()
        + "class Mixed(Base):\n    __abstract__ = True\n"
          "class A(Base):\n    __tablename__ = 'a'\n    id = sa.Column(sa.Integer, primary_key=True)\n"
          "class B(Mixed):\n    __tablename__ = 'b'\n    id = sa.Column(sa.Integer, primary_key=True)\n";
    const char* loop = "for one in Base.__subclasses__():\n    if one is not Mixed:\n"
                       "        one.extra = sa.Column(sa.Integer)\n";
    const models::Models models = Written((file + loop).constData()).read();
    QVERIFY(models.gaps.empty());
    QVERIFY(models.schema.table({ {}, text("a") })->column(text("extra")));
    QVERIFY(!models.schema.table({ {}, text("b") })->column(text("extra"))); // its base is another one
}

QTEST_GUILESS_MAIN(TestKnownModels)
#include "tst_known_models.moc"
