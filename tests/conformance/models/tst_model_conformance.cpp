#include "models/model_reader.h"
#include "report/schema_json.h"
#include "support/real_alembic.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <algorithm>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

// The models of projects of our own, as Espalier reads them and as SQLAlchemy has them once the project is imported.

using namespace espalier;
using namespace espalier::test;

namespace {

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

QString dataFolder(const char* name) { return text(ESPALIER_SOURCE_DIR "/tests/data/models/") + text(name); }

core::Result<models::Models> read(const QString& folder)
{
    const auto project = project::openProject(folder);
    if (!project)
        return tl::unexpected(project.error());
    return models::readModels(*project, *dialects::findDialect(text("postgresql")));
}

QString keyOf(const QJsonValue& schema, const QJsonValue& name)
{
    return schema.toString().isEmpty() ? name.toString() : schema.toString() + QLatin1Char('.') + name.toString();
}

QString joined(const QJsonValue& names)
{
    QStringList all;
    for (const QJsonValue name : names.toArray())
        all.append(name.toString());
    return all.join(QLatin1Char(','));
}

QStringList linesOf(const QJsonObject& table)
{
    const QString key = keyOf(table[text("schema")], table[text("name")]);
    QStringList lines{ text("table|") + key };
    for (const QJsonValue one : table[text("columns")].toArray()) {
        const QJsonObject column = one.toObject();
        const bool isKey = column[text("primary_key")].toBool();
        lines.append(QStringList{ text("column"), key, column[text("name")].toString(), column[text("type")].toString(),
            text(column[text("nullable")].toBool() ? "null" : "not null"), text(isKey ? "key" : "no key") }
                         .join(QLatin1Char('|')));
        if (isKey && column[text("autoincrement")].toBool())
            lines.append(text("counts|%1|%2").arg(key, column[text("name")].toString()));
        if (!isKey && !column[text("default")].isNull())
            lines.append(text("default|") + key + QLatin1Char('|') + column[text("name")].toString());
    }
    for (const QJsonValue one : table[text("foreign_keys")].toArray())
        lines.append(QStringList{ text("reference"), key, joined(one[text("columns")]),
            keyOf(one[text("ref_schema")], one[text("ref_table")]), joined(one[text("ref_columns")]),
            one[text("on_delete")].toString() }
                         .join(QLatin1Char('|')));
    for (const QJsonValue one : table[text("uniques")].toArray())
        lines.append(text("unique|%1|%2|%3").arg(key, one[text("name")].toString(), joined(one[text("columns")])));
    for (const QJsonValue one : table[text("checks")].toArray())
        lines.append(text("check|%1|%2").arg(key, one[text("name")].toString()));
    for (const QJsonValue one : table[text("indexes")].toArray())
        lines.append(text("index|%1|%2|%3|%4")
                         .arg(key, one[text("name")].toString(), joined(one[text("columns")]),
                             text(one[text("unique")].toBool() ? "unique" : "not unique")));
    return lines;
}

/// As dump_metadata.py prints it; names that the database gives are "*" where `like` has them so.
QStringList linesOf(const schema::Schema& schema, const QStringList& like)
{
    QStringList lines;
    const QJsonObject document = report::schemaJson(schema, *dialects::findDialect(text("postgresql")));
    for (const QJsonValue table : document[text("tables")].toArray())
        lines += linesOf(table.toObject());
    for (QString& line : lines) {
        QStringList parts = line.split(QLatin1Char('|'));
        if (parts[0] != text("unique") && parts[0] != text("check"))
            continue;
        parts[2] = text("*");
        if (like.contains(parts.join(QLatin1Char('|'))))
            line = parts.join(QLatin1Char('|'));
    }
    lines.sort();
    return lines;
}

/// What counts up by itself is compared where the recording says it.
void compare(QStringList ours, QStringList theirs)
{
    const auto isCount = [](const QString& line) { return line.startsWith(text("counts|")); };
    if (std::none_of(theirs.begin(), theirs.end(), isCount))
        ours.removeIf(isCount);
    theirs.sort();
    QStringList missing = theirs;
    QStringList wrong = ours;
    for (const QString& line : ours)
        missing.removeOne(line);
    for (const QString& line : theirs)
        wrong.removeOne(line);
    QVERIFY2(missing.isEmpty() && wrong.isEmpty(),
        qPrintable(
            text("missing:\n%1\nwrong:\n%2").arg(missing.join(QLatin1Char('\n')), wrong.join(QLatin1Char('\n')))));
}

} // namespace

class ModelConformance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void importedModelsAreSqlalchemys();
    void annotatedModelsAreSqlalchemys_data();
    void annotatedModelsAreSqlalchemys();
    void sqlModelsAreInTheirOrder();
    void aBaseOfAnotherPackageMakesModelsOfWhatIsKnown();
    void aClassWithoutAKeyIsOfItsParentsTable();
    void mutableTypesAreTheTypesWithin();
    void whatOsloBringsIsKnown();
    void whatEnvDoesNotImportIsSaid();
    void whatIsNotKnownIsSaid();
    void columnsAndTypesOfPackages();
    void whatIsNotKnownAtAPlaceLeavesTheRest();
    void twoModelsOfOneTable();
    void noModels();
    void whereTheWayToModelsEndsIsSaid();
};

void ModelConformance::importedModelsAreSqlalchemys()
{
    const auto models = read(dataFolder("classic"));
    VERIFY_RESULT(models);
    const PythonRun run = runPython(text(ESPALIER_SOURCE_DIR "/tests/conformance/models"),
        { text("dump_metadata.py"), dataFolder("classic"), text("app.models.base"), text("Base") });
    QVERIFY2(run.exitCode == 0, run.text().constData());
    schema::Schema imported = models->schema;
    for (const schema::ObjectName& table : models->notImported)
        imported.tables.remove(table);
    QCOMPARE(models->gaps.size(), size_t(0));
    compare(linesOf(imported, run.lines()), run.lines());
}

void ModelConformance::annotatedModelsAreSqlalchemys_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("Mapped[…]") << text("modern");
    QTest::newRow("what classes say otherwise") << text("mapped");
    QTest::newRow("SQLModel") << text("sqlmodels");
}

void ModelConformance::annotatedModelsAreSqlalchemys()
{
    QFETCH(QString, name);
    const auto models = read(dataFolder("") + name);
    VERIFY_RESULT(models);
    QFile golden(dataFolder("") + name + text(".txt"));
    QVERIFY(golden.open(QIODevice::ReadOnly));
    QStringList lines = QString::fromUtf8(golden.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    lines.removeIf([](const QString& line) { return line.startsWith(QLatin1Char('#')); });
    for (const models::Gap& gap : models->gaps)
        qWarning("%s.%s: %s", qPrintable(gap.table.key()), qPrintable(gap.column), qPrintable(gap.reason.english()));
    QCOMPARE(models->gaps.size(), size_t(0));
    QVERIFY(models->isOfTarget);
    compare(linesOf(models->schema, lines), lines);
}

void ModelConformance::sqlModelsAreInTheirOrder()
{
    const auto models = read(dataFolder("sqlmodels"));
    VERIFY_RESULT(models);
    QStringList columns;
    for (const schema::Column& column : models->schema.table({ {}, text("hero") })->columns)
        columns.append(column.name);
    QCOMPARE(columns.join(QLatin1Char(' ')), // of the bases first, an overridden one where the class has it
        text("name mood made changed joined_on id age secret email address wage height photo is_new wakes naps data "
             "tags main_team_id"));
}

void ModelConformance::whatEnvDoesNotImportIsSaid()
{
    const auto models = read(dataFolder("classic"));
    VERIFY_RESULT(models);
    QVERIFY(models->isOfTarget);
    QCOMPARE(models->notImported.size(), size_t(1));
    QCOMPARE(models->notImported.front().key(), text("forgotten"));
    const auto origin = models->origins.find({ {}, text("forgotten") });
    QVERIFY(origin != models->origins.end());
    QCOMPARE(origin->second.className, text("Forgotten"));
    QVERIFY(origin->second.at.file.endsWith(text("/app/models/forgotten.py")));
    QCOMPARE(origin->second.at.line, 5);
    QCOMPARE(models->faults.size(), size_t(1));
    QCOMPARE(models->faults.front().code, text("missing-target"));
    QCOMPARE(models->faults.front().message.english(),
        text("Table forgotten refers to table nowhere, which no model defines."));
}

namespace {

/// A project whose env.py has what `models` defines under "Base".
struct ModelProject {
    explicit ModelProject(
        const QByteArray& models, const QByteArray& target = "from models import Base\nmetadata = Base.metadata\n")
    {
        folder.write(text("alembic.ini"), "[alembic]\nscript_location = %(here)s/migrations\nprepend_sys_path = .\n");
        folder.write(text("migrations/versions/.keep"), "");
        folder.write(text("migrations/env.py"),
            "from alembic import context\n" + target + "context.configure(url='x://', target_metadata=metadata)\n");
        folder.write(
            text("models.py"), "import sqlalchemy as sa\nfrom sqlalchemy.orm import declarative_base\n" + models);
    }
    TemporaryFolder folder;
};

} // namespace

void ModelConformance::whatIsNotKnownIsSaid()
{
    const ModelProject project(
        "import os\nfrom elsewhere import Money, Audited\nBase = declarative_base()\n"
        "class A(Base):\n    __tablename__ = 'a'\n    id = sa.Column(sa.Integer, primary_key=True)\n"
        "    price = sa.Column(sa.String(int(os.environ['SIZE'])), nullable=False)\n"
        "class B(Audited, Base):\n    __tablename__ = 'b'\n    id = sa.Column(sa.Integer, primary_key=True)\n"
        "class C(Base):\n    __tablename__ = os.environ['NAME']\n    id = sa.Column(sa.Integer, primary_key=True)\n");
    const auto models = read(project.folder.path());
    VERIFY_RESULT(models);
    QStringList gaps;
    for (const models::Gap& gap : models->gaps)
        gaps.append(
            text("%1.%2: %3 (line %4)").arg(gap.table.key(), gap.column, gap.reason.english()).arg(gap.at.line));
    QCOMPARE(gaps.join(QLatin1Char('\n')),
        text("a.price: depends on the environment variable SIZE (line 9)\n"
             "b.: the columns that elsewhere.Audited may bring, of another package (line 10)\n"
             ".: depends on the environment variable NAME (line 14)"));
    const schema::Table* a = models->schema.table({ {}, text("a") });
    QVERIFY(a);
    QCOMPARE(a->columns.size(), size_t(2));
    QVERIFY(a->columns[1].type.isNull());
    QVERIFY(!a->columns[1].isNullable());
    QCOMPARE(models->schema.incomplete, QSet<QString>{ text("b") });
}

void ModelConformance::aBaseOfAnotherPackageMakesModelsOfWhatIsKnown()
{
    const ModelProject project("from elsewhere.db import Base, HasId\n"
                               "class A(HasId, Base):\n    __tablename__ = 'a'\n"
                               "    name = sa.Column(sa.String(5), nullable=False)\n"
                               "class B(Base):\n    __tablename__ = 'b'\n"
                               "    id = sa.Column(sa.Integer, primary_key=True)\n"
                               "    a = sa.Column(sa.String(5), sa.ForeignKey('a.id', ondelete='CASCADE'))\n"
                               "class NoModel(Base):\n    __tablename__ = 'c'\n");
    const auto models = read(project.folder.path());
    VERIFY_RESULT(models);
    QVERIFY(!models->isOfTarget); // its MetaData is not known
    QCOMPARE(models->schema.tables.size(), 2);
    QCOMPARE(models->schema.incomplete, QSet<QString>({ text("a"), text("b") }));
    const schema::Table& b = *models->schema.table({ {}, text("b") });
    QCOMPARE(b.columns.size(), size_t(2));
    QCOMPARE(models->gaps.size(), size_t(2));
    QCOMPARE(
        models->gaps[1].reason.english(), text("the columns that elsewhere.db.Base may bring, of another package"));
}

void ModelConformance::aClassWithoutAKeyIsOfItsParentsTable()
{
    const ModelProject project("from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\nBase = db.Model\n"
                               "class User(db.Model):\n    id = db.Column(db.Integer, primary_key=True)\n"
                               "class Admin(User):\n    __tablename__ = 'admins'\n    level = db.Column(db.Integer)\n"
                               "class BigGuest(User):\n"
                               "    id = db.Column(db.Integer, db.ForeignKey('user.id'), primary_key=True)\n");
    const auto models = read(project.folder.path());
    VERIFY_RESULT(models);
    QStringList tables;
    for (const auto& table : models->schema.tables)
        tables.append(table->name.name);
    tables.sort();
    QCOMPARE(tables, QStringList({ text("big_guest"), text("user") }));
    QVERIFY(models->schema.table({ {}, text("user") })->column(text("level")));
}

void ModelConformance::mutableTypesAreTheTypesWithin()
{
    const ModelProject project("from sqlalchemy.ext.mutable import Mutable, MutableDict\n"
                               "from sqlalchemy.dialects.postgresql import JSONB\nBase = declarative_base()\n"
                               "class Own(Mutable, dict):\n    pass\n"
                               "class A(Base):\n    __tablename__ = 'a'\n"
                               "    id = sa.Column(sa.Integer, primary_key=True)\n"
                               "    one = sa.Column(MutableDict.as_mutable(JSONB))\n"
                               "    two = sa.Column(Own.as_mutable(sa.String(9)), nullable=False)\n");
    const auto models = read(project.folder.path());
    VERIFY_RESULT(models);
    QCOMPARE(models->gaps.size(), size_t(0));
    const schema::Table& a = *models->schema.table({ {}, text("a") });
    QCOMPARE(a.columns[1].type.name, text("postgresql.JSONB"));
    QCOMPARE(*a.columns[2].type.length, 9);
}

void ModelConformance::whatOsloBringsIsKnown()
{
    const ModelProject project("from oslo_db.sqlalchemy import models\nfrom sqlalchemy_utils import generic_repr\n"
                               "@generic_repr\n"
                               "class Ours(models.ModelBase, models.TimestampMixin, models.SoftDeleteMixin):\n"
                               "    metadata = None\n"
                               "Base = declarative_base()\n"
                               "class A(Base, Ours):\n    __tablename__ = 'a'\n"
                               "    id = sa.Column(sa.Integer, primary_key=True)\n"
                               "    deleted = sa.Column(sa.String(36), nullable=False)\n");
    const auto models = read(project.folder.path());
    VERIFY_RESULT(models);
    QCOMPARE(models->gaps.size(), size_t(0));
    QVERIFY(models->schema.incomplete.isEmpty());
    QStringList columns;
    for (const schema::Column& column : models->schema.table({ {}, text("a") })->columns)
        columns.append(column.name + QLatin1Char(' ') + column.type.name);
    QCOMPARE(columns.join(text(", ")),
        text("id Integer, deleted String, created_at DateTime, updated_at DateTime, deleted_at DateTime"));
}

void ModelConformance::columnsAndTypesOfPackages()
{
    const ModelProject project("from oslo_db.sqlalchemy import types as db_types\n"
                               "from sqlalchemy.testing.schema import mapped_column\n"
                               "from sqlalchemy_utils import aggregated\nBase = declarative_base()\n"
                               "class A(Base):\n    __tablename__ = 'a'\n"
                               "    id = mapped_column(sa.Integer, primary_key=True)\n"
                               "    extra = sa.Column(db_types.JsonEncodedDict)\n"
                               "    more = sa.Column(db_types.JsonEncodedList(mysql_as_long=True))\n"
                               "    gone = sa.Column(db_types.SoftDeleteInteger, nullable=False)\n"
                               "    name = sa.Column(db_types.String(9, mysql_ndb_type=sa.Text))\n"
                               "    @aggregated('parts', sa.Column(sa.Float, default=0, nullable=False))\n"
                               "    def weight(self):\n        return sa.func.sum(1)\n");
    const auto models = read(project.folder.path());
    VERIFY_RESULT(models);
    QCOMPARE(models->gaps.size(), size_t(0));
    QStringList columns;
    const QJsonObject document = report::schemaJson(models->schema, *dialects::findDialect(text("postgresql")));
    for (const QJsonValue column : document[text("tables")][0][text("columns")].toArray())
        columns.append(column[text("name")].toString() + QLatin1Char(' ') + column[text("type")].toString());
    QCOMPARE(columns.join(text(", ")),
        text("id INTEGER, extra TEXT, more TEXT, gone INTEGER, name VARCHAR(9), weight FLOAT"));
    const QJsonObject there = report::schemaJson(models->schema, *dialects::findDialect(text("mysql")));
    QCOMPARE(there[text("tables")][0][text("columns")][2][text("type")].toString(), text("LONGTEXT"));
}

void ModelConformance::whatIsNotKnownAtAPlaceLeavesTheRest()
{
    const ModelProject project("import os\nfrom elsewhere import engine, stamped\nfrom sqlalchemy.orm import Mapped\n"
                               "def options():\n    if engine.name == 'mysql':\n        return {'mysql_engine': 'X'}\n"
                               "    return None\nBase = declarative_base()\n"
                               "class A(Base):\n    __tablename__ = 'a'\n    __table_args__ = (options())\n"
                               "    id = sa.Column(sa.Integer, primary_key=True)\n"
                               "class B(Base):\n    __tablename__ = 'b'\n"
                               "    id = sa.Column(sa.Integer, primary_key=True)\n"
                               "    made: Mapped[str] = stamped(3)\n");
    const auto models = read(project.folder.path());
    VERIFY_RESULT(models);
    QVERIFY(models->schema.table({ {}, text("a") }));
    QStringList gaps;
    for (const models::Gap& gap : models->gaps)
        gaps.append(gap.table.key() + text(": ") + gap.reason.english());
    QCOMPARE(gaps.join(QLatin1Char('\n')),
        text("a: what options() returns is not known\n"
             "b: elsewhere.stamped() is not part of the project and not known here"));
    QCOMPARE(models->schema.incomplete, QSet<QString>({ text("a"), text("b") }));
}

void ModelConformance::twoModelsOfOneTable()
{
    const ModelProject project(
        "A = declarative_base()\nB = declarative_base()\n"
        "class One(A):\n    __tablename__ = 't'\n    id = sa.Column(sa.Integer, primary_key=True)\n"
        "class Two(B):\n    __tablename__ = 't'\n    id = sa.Column(sa.Text, primary_key=True)\n",
        "from models import A, B\nmetadata = [A.metadata, B.metadata]\n");
    const auto models = read(project.folder.path());
    VERIFY_RESULT(models);
    QCOMPARE(models->faults.size(), size_t(1));
    QCOMPARE(models->faults.front().code, text("duplicate-model"));
    QCOMPARE(models->faults.front().at.line, 8);
    QCOMPARE(models->origins.at({ {}, text("t") }).className, text("One"));
}

void ModelConformance::noModels()
{
    const ModelProject project("", "metadata = None\n");
    const auto models = read(project.folder.path());
    QVERIFY(!models);
    QCOMPARE(models.error().code, core::ErrorCode::NotFound);
}

void ModelConformance::whereTheWayToModelsEndsIsSaid()
{
    const ModelProject project("def count(n):\n    return count(n + 1)\nBase = declarative_base()\ncount(0)\n");
    const auto models = read(project.folder.path());
    QVERIFY(!models);
    QVERIFY(models.error().location);
    QVERIFY(models.error().location->file.endsWith(text("/models.py")));
    QCOMPARE(models.error().location->line, 4);
    QCOMPARE(models.error().cause->message.english(), text("calls itself, or others, too deeply"));
}

QTEST_GUILESS_MAIN(ModelConformance)
#include "tst_model_conformance.moc"
