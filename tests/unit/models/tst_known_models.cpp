#include "support/temporary_folder.h"

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
    models::Models read() const
    {
        const auto found = models::readModels(project, *dialects::findDialect(text("postgresql")));
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

} // namespace

class TestKnownModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void enumsAreAsTheMapOfTypesHasThem();
    void expressionsOfColumnsWithoutANameAreUnknown();
    void classesOfOneName();
    void referencesToNoTableStay();
    void aHelperThatCallsItselfWithoutAKnownEnd();
    void doubtsOfAPlace();
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

void TestKnownModels::expressionsOfColumnsWithoutANameAreUnknown()
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
    QVERIFY(!models.schema.table({ {}, text("slots") })->constraint(text("ck_size")));
    QVERIFY(!models.gaps.empty());
    QCOMPARE(models.gaps.front().table.name, text("slots"));
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

QTEST_GUILESS_MAIN(TestKnownModels)
#include "tst_known_models.moc"
