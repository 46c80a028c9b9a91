// The revision that is missing between migrations and models, written from the Schema page.
#include "../support/drift_world.h"
#include "shell/selection.h"
#include "widgets/code_view.h"
#include "widgets/elided_label.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QListWidget>

using namespace espalier;
using namespace espalier::test;
using ui::SchemaPlace;
using ui::SchemaSource;

namespace {

/// With a template, and a model of which something is not known.
class WritingWorld : public DriftWorld {
public:
    WritingWorld()
    {
        folder.write(QStringLiteral("shop/migrations/script.py.mako"), R"("""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}

"""
from alembic import op
import sqlalchemy as sa
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade():
    ${upgrades if upgrades else "pass"}


def downgrade():
    ${downgrades if downgrades else "pass"}
)");
        QFile models(folder.path(QStringLiteral("shop/shop/models.py")));
        if (!models.open(QIODevice::Append))
            qFatal("no models");
        models.write("\n\nimport os\n\n\nclass Odd(Base):\n    __tablename__ = \"odd\"\n"
                     "    id = mapped_column(Integer, primary_key=True)\n"
                     "    note = mapped_column(String(int(os.environ[\"NOTES\"])))\n");
    }
    void addHead()
    {
        folder.write(QStringLiteral("shop/migrations/versions/c3.py"),
            "\"\"\"beside\"\"\"\nrevision = \"c3\"\ndown_revision = \"a1\"\n\n\ndef upgrade():\n    pass\n\n\n"
            "def downgrade():\n    pass\n");
    }
    /// The models, compared with the migrations.
    void compare()
    {
        open();
        openSchema();
        app->schema().setSource(SchemaSource::Models);
        app->schema().setBaseline(SchemaPlace{ SchemaSource::Migrations });
        QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::canClick("write-migration-button"), 20000);
    }
    QStringList scripts() const
    {
        return QDir(folder.path(QStringLiteral("shop/migrations/versions"))).entryList({ QStringLiteral("*.py") });
    }
};

QString code()
{
    const auto* view = GuiWorld::find<ui::CodeView>("migration-code");
    return view ? view->code() : QString();
}

QStringList notes()
{
    QStringList all;
    const auto* list = GuiWorld::find<QListWidget>("migration-notes");
    for (int row = 0; list && row < list->count(); ++row)
        all.append(list->item(row)->text());
    return all;
}

QString file()
{
    const auto* label = GuiWorld::find<ui::ElidedLabel>("migration-file");
    return label ? label->text() : QString();
}

} // namespace

class TestWriteMigration : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itIsOfferedWhereModelsAndMigrationsDiffer();
    void itIsShownWrittenReadAndSelected();
    void ofSeveralHeadsOneIsChosen();
    void nothingIsOverwritten();
    void whyThereIsNoneIsSaid();
    void whatWillBeLostIsSaid();
    void whatIsOnlyPerhapsIsNotWritten();
};

void TestWriteMigration::itIsOfferedWhereModelsAndMigrationsDiffer()
{
    WritingWorld world;
    world.open();
    world.openSchema();
    const auto* action = world.services().actions.action(QStringLiteral("schema.write-migration"));
    QVERIFY(!action->isEnabled());
    QVERIFY(!GuiWorld::find("write-migration-button"));
    world.app->schema().setBaseline(SchemaPlace{ SchemaSource::Models }); // migrations against models will do as well
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::canClick("write-migration-button"), 20000);
    QVERIFY(action->isEnabled());
    world.app->schema().setRevision(QStringLiteral("a1")); // what an earlier revision lacks is no missing migration
    QTRY_VERIFY_WITH_TIMEOUT(!action->isEnabled(), 20000);
    QVERIFY(!GuiWorld::find("write-migration-button"));
}

void TestWriteMigration::itIsShownWrittenReadAndSelected()
{
    WritingWorld world;
    world.compare();
    QVERIFY(GuiWorld::click("write-migration-button"));
    QTRY_VERIFY_WITH_TIMEOUT(code().contains(QStringLiteral("op.create_table('tags'")), 20000);
    QVERIFY(code().contains(QStringLiteral("down_revision = 'b2'")));
    QCOMPARE(GuiWorld::find<QComboBox>("migration-parent")->currentText(), QStringLiteral("b2 · invoices"));
    QVERIFY(!GuiWorld::find<QComboBox>("migration-parent")->isEnabled());
    QVERIFY2(!notes().filter(QStringLiteral("odd.note")).isEmpty(), qPrintable(notes().join(QLatin1Char('\n'))));
    QVERIFY(!notes().filter(QStringLiteral("(shop/models.py:")).isEmpty());
    QVERIFY2(code().contains(QStringLiteral("(shop/models.py:")), qPrintable(code())); // no path of this machine
    QVERIFY(GuiWorld::type("migration-message", QStringLiteral("what the models say")));
    QTRY_VERIFY_WITH_TIMEOUT(
        GuiWorld::canClick("accept") && code().contains(QStringLiteral("what the models say")), 20000);
    const QString path = file();
    QVERIFY2(path.endsWith(QStringLiteral("_what_the_models_say.py")), qPrintable(path));
    const QString shown = code();
    QCOMPARE(world.scripts().size(), 2); // looking writes nothing
    QVERIFY(GuiWorld::click("accept"));
    QTRY_COMPARE_WITH_TIMEOUT(world.page(), QStringLiteral("migrations"), 20000);
    QVERIFY(!GuiWorld::find("write-migration"));
    QCOMPARE(world.scripts().size(), 3);
    QFile written(world.folder.path(QStringLiteral("shop/") + path));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(written.readAll()), shown);
    const QString id = world.services().selection.revision();
    QVERIFY(shown.contains(QStringLiteral("revision = '%1'").arg(id)));
    QVERIFY(world.services().project.graph()->indexOf(id) >= 0);
}

void TestWriteMigration::ofSeveralHeadsOneIsChosen()
{
    WritingWorld world;
    world.addHead();
    world.compare();
    QVERIFY(GuiWorld::click("write-migration-button"));
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle() && GuiWorld::find("write-migration"), 20000);
    auto* heads = GuiWorld::find<QComboBox>("migration-parent");
    QCOMPARE(heads->count(), 3);
    QVERIFY(!GuiWorld::canClick("accept"));
    QVERIFY(code().isEmpty());
    const int at = heads->findText(QStringLiteral("c3 · beside"));
    QVERIFY(at > 0);
    heads->setCurrentIndex(at);
    Q_EMIT heads->activated(at);
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::canClick("accept"), 20000);
    QVERIFY(code().contains(QStringLiteral("down_revision = 'c3'")));
    QVERIFY(GuiWorld::click("cancel"));
    QCOMPARE(world.scripts().size(), 3);
}

void TestWriteMigration::nothingIsOverwritten()
{
    WritingWorld world;
    world.compare();
    QVERIFY(GuiWorld::click("write-migration-button"));
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::canClick("accept"), 20000);
    const QString path = QStringLiteral("shop/") + file();
    world.folder.write(path, "# somebody else's\n");
    // Its own reading of the new file is still to come.
    QVERIFY(GuiWorld::click("accept"));
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::find("migration-failure"), 20000);
    QVERIFY(GuiWorld::find("write-migration"));
    QFile there(world.folder.path(path));
    QVERIFY(there.open(QIODevice::ReadOnly));
    QCOMPARE(there.readAll(), QByteArray("# somebody else's\n"));
}

void TestWriteMigration::whatWillBeLostIsSaid()
{
    WritingWorld world;
    world.compare();
    QVERIFY(GuiWorld::click("write-migration-button"));
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::canClick("accept"), 20000);
    QVERIFY(code().contains(QStringLiteral("op.drop_table('audit')")));
    QVERIFY2(!notes().filter(QStringLiteral("drops the table audit with all its rows")).isEmpty(),
        qPrintable(notes().join(QLatin1Char('\n'))));
}

/// A revision that cannot be known in full makes all that follows uncertain.
void TestWriteMigration::whatIsOnlyPerhapsIsNotWritten()
{
    WritingWorld world;
    world.folder.write(QStringLiteral("shop/migrations/versions/d4.py"),
        "\"\"\"who knows\"\"\"\nimport os\nfrom alembic import op\n\nrevision = \"d4\"\ndown_revision = \"b2\"\n\n\n"
        "def upgrade():\n    op.execute(os.environ['SQL'])\n\n\ndef downgrade():\n    pass\n");
    world.compare();
    const auto* banner = GuiWorld::find<QWidget>("schema-missing");
    QStringList said;
    for (const auto* label : banner->findChildren<QLabel*>())
        said.append(label->text());
    QVERIFY2(said.join(QLatin1Char(' ')).contains(QStringLiteral("Perhaps the migrations do not make")),
        qPrintable(said.join(QLatin1Char(' '))));
    QVERIFY(GuiWorld::click("write-migration-button"));
    QTRY_VERIFY_WITH_TIMEOUT(code().contains(QStringLiteral("def upgrade()")), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle(), 20000);
    QVERIFY(!GuiWorld::canClick("accept"));
    const auto* summary = GuiWorld::find<QLabel>("migration-summary");
    QVERIFY2(summary->text().startsWith(QStringLiteral("It would do nothing")), qPrintable(summary->text()));
}

void TestWriteMigration::whyThereIsNoneIsSaid()
{
    WritingWorld world;
    QVERIFY(QFile::remove(world.folder.path(QStringLiteral("shop/migrations/script.py.mako"))));
    world.compare();
    QVERIFY(GuiWorld::click("write-migration-button"));
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::find("error-what"), 20000);
    QVERIFY(!GuiWorld::canClick("accept"));
    QVERIFY(file().isEmpty());
}

QTEST_MAIN(TestWriteMigration)
#include "tst_write_migration.moc"
