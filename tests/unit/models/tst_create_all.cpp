#include "support/temporary_folder.h"

#include "models/create_all.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;

class TestCreateAll : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void callsAreFoundWithTheirPlace();
};

void TestCreateAll::callsAreFoundWithTheirPlace()
{
    const TemporaryFolder folder;
    folder.write(QStringLiteral("app/main.py"),
        "from app import db, engine\n"
        "from app.models import Base\n"
        "# Base.metadata.create_all(engine)\n"
        "TEXT = 'db.create_all()'\n"
        "\n"
        "async def startup():\n"
        "    async with engine.begin() as conn:\n"
        "        await conn.run_sync(Base.metadata.create_all)\n"
        "\n"
        "def old(factory):\n"
        "    db.create_all()\n"
        "    factory.create_all()\n");
    folder.write(QStringLiteral("app/sql.py"),
        "from sqlmodel import SQLModel\nSQLModel.metadata.create_all(bind=engine, "
        "checkfirst=True)\nmeta.create_all()\n");
    folder.write(QStringLiteral("tests/conftest.py"), "Base.metadata.create_all(engine)\n");
    folder.write(QStringLiteral("app/alembic/versions/a1.py"), "Base.metadata.create_all(op.get_bind())\n");
    folder.write(QStringLiteral("venv/lib/x.py"), "metadata.create_all(engine)\n");
    folder.write(QStringLiteral("app/broken.py"), "db.create_all()\ndef (:\n");
    project::Project project;
    project.folder = folder.path();
    project.scriptLocation = folder.path(QStringLiteral("app/alembic"));
    project.versionLocations = { folder.path(QStringLiteral("app/alembic/versions")) };
    QStringList found;
    for (const models::CreateAllCall& call : models::findCreateAll(project))
        found.append(QStringLiteral("%1:%2%3 %4")
                         .arg(project.relative(call.at.file))
                         .arg(call.at.line)
                         .arg(call.isInTests ? QStringLiteral(" test") : QString(), call.code));
    QCOMPARE(found,
        QStringList({ QStringLiteral("app/broken.py:1 db.create_all()"),
            QStringLiteral("app/main.py:8 await conn.run_sync(Base.metadata.create_all)"),
            QStringLiteral("app/main.py:11 db.create_all()"),
            QStringLiteral("app/sql.py:2 SQLModel.metadata.create_all(bind=engine, checkfirst=True)"),
            QStringLiteral("app/sql.py:3 meta.create_all()"),
            QStringLiteral("tests/conftest.py:1 test Base.metadata.create_all(engine)") }));
}

QTEST_GUILESS_MAIN(TestCreateAll)
#include "tst_create_all.moc"
