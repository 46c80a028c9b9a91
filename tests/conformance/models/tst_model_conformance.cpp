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

void compare(const QStringList& ours, QStringList theirs)
{
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
    void annotatedModelsAreSqlalchemys();
    void whatEnvDoesNotImportIsSaid();
    void whatIsNotKnownIsSaid();
    void twoModelsOfOneTable();
    void noModels();
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

void ModelConformance::annotatedModelsAreSqlalchemys()
{
    const auto models = read(dataFolder("modern"));
    VERIFY_RESULT(models);
    QFile golden(dataFolder("modern.txt"));
    QVERIFY(golden.open(QIODevice::ReadOnly));
    QStringList lines = QString::fromUtf8(golden.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    lines.removeIf([](const QString& line) { return line.startsWith(QLatin1Char('#')); });
    QCOMPARE(models->gaps.size(), size_t(0));
    compare(linesOf(models->schema, lines), lines);
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

QTEST_GUILESS_MAIN(ModelConformance)
#include "tst_model_conformance.moc"
