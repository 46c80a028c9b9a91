#pragma once

#include "database/session.h"
#include "project_steps.h"

namespace espalier::test {

/// The window with a project whose models, migrations and database disagree: "users" is in order but for a column that
/// the database alone has, "posts" comes from create_all(), "tags" is in the models alone, "legacy" in the database
/// alone, "audit" has no model, "invoices" comes with a pending revision.
class DriftWorld : public GuiWorld {
public:
    explicit DriftWorld(const QString& database = {})
        : url(database.isEmpty() ? QStringLiteral("sqlite:///") + folder.path(QStringLiteral("shop.db")) : database)
    {
        writeProject();
        fill();
    }

    void open()
    {
        services().project.open(folder.path(QStringLiteral("shop")));
        QTRY_VERIFY_WITH_TIMEOUT(services().project.isOpen() && isIdle(), 60000);
    }
    void connectToDatabase() { connectTo(*this, url); }
    /// On the Schema page, everything read.
    void openSchema()
    {
        services().actions.trigger(QStringLiteral("go.schema"));
        QTRY_VERIFY_WITH_TIMEOUT(isIdle() && app->schema().snapshot(), 60000);
    }
    /// Runs statements in the database.
    void execute(const QStringList& statements)
    {
        const auto parsed = dialects::DatabaseUrl::parse(url);
        QVERIFY(parsed.has_value());
        database::OpenOptions options;
        options.createIfMissing = true;
        auto settings = database::ConnectionSettings::fromUrl(*parsed);
        settings.url = *parsed; // with its password
        auto session = database::Session::open(settings, {}, jobs::JobContext(core::CancelToken()), options);
        QVERIFY2(session.has_value(), session ? "" : qPrintable(core::describe(session.error())));
        for (const QString& statement : statements) {
            const auto done = session->execute(statement);
            QVERIFY2(done.has_value(), qPrintable(statement));
        }
    }

    QString url;

private:
    void writeProject() const
    {
        const auto write = [&](const char* path, const QByteArray& content) {
            folder.write(QStringLiteral("shop/") + QLatin1String(path), content);
        };
        write("alembic.ini", "[alembic]\nscript_location = migrations\nprepend_sys_path = .\n");
        write("migrations/env.py",
            "from alembic import context\nfrom shop.models import Base\n\n"
            "context.configure(url='sqlite://', target_metadata=Base.metadata)\ncontext.run_migrations()\n");
        write("shop/__init__.py", "");
        write("shop/models.py", R"(from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import DeclarativeBase, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id = mapped_column(Integer, primary_key=True)
    name = mapped_column(String(50), nullable=False)


class Post(Base):
    __tablename__ = "posts"
    id = mapped_column(Integer, primary_key=True)
    user_id = mapped_column(Integer, ForeignKey("users.id"))


class Tag(Base):
    __tablename__ = "tags"
    id = mapped_column(Integer, primary_key=True)


class Invoice(Base):
    __tablename__ = "invoices"
    id = mapped_column(Integer, primary_key=True)
)");
        write("shop/main.py",
            "from shop.models import Base\n\n\ndef start(engine):\n    Base.metadata.create_all(engine)\n");
        write("migrations/versions/a1.py", R"("""users"""
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(50), nullable=False),
    )
    op.create_table("audit", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("audit")
    op.drop_table("users")
)");
        write("migrations/versions/b2.py", R"("""invoices"""
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("invoices", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("invoices")
)");
    }

    void fill()
    {
        // What SQLAlchemy makes of an Integer that is the key.
        const QString id = url.startsWith(QLatin1String("sqlite")) ? QStringLiteral("id INTEGER NOT NULL")
                                                                   : QStringLiteral("id SERIAL NOT NULL");
        execute({ QStringLiteral("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                                 "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"),
            QStringLiteral("INSERT INTO alembic_version VALUES ('a1')"),
            QStringLiteral("CREATE TABLE users (%1, name VARCHAR(50) NOT NULL, nickname VARCHAR(20), PRIMARY KEY (id))")
                .arg(id),
            QStringLiteral("CREATE TABLE audit (%1, PRIMARY KEY (id))").arg(id),
            QStringLiteral("CREATE TABLE posts (%1, user_id INTEGER, PRIMARY KEY (id), "
                           "FOREIGN KEY(user_id) REFERENCES users (id))")
                .arg(id),
            QStringLiteral("CREATE TABLE legacy (%1, PRIMARY KEY (id))").arg(id) });
    }
};

} // namespace espalier::test
