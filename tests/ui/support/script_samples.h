#pragma once

#include "support/temporary_folder.h"

namespace espalier::test {

/// A project of three revisions on PostgreSQL: "aaa" makes a table, "bbb" a column and an index, "ccc" the table again,
/// and then what depends on the database.
inline void writeSampleProject(const TemporaryFolder& folder)
{
    folder.write(QStringLiteral("alembic.ini"),
        "[alembic]\nscript_location = migrations\nsqlalchemy.url = postgresql://app@localhost/app\n");
    folder.write(QStringLiteral("migrations/env.py"), "from alembic import context\n");
    folder.write(QStringLiteral("migrations/versions/aaa.py"), R"("""orders"""
from alembic import op
import sqlalchemy as sa

revision = "aaa"
down_revision = None


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(50), nullable=False),
    )
    op.execute("UPDATE orders SET name = ''")


def downgrade():
    op.drop_table("orders")
)");
    folder.write(QStringLiteral("migrations/versions/bbb.py"), R"("""score"""
from alembic import op
import sqlalchemy as sa

revision = "bbb"
down_revision = "aaa"


def upgrade():
    op.add_column("orders", sa.Column("score", sa.Integer(), nullable=True))
    op.create_index("ix_score", "orders", ["score"], unique=True)


def downgrade():
    op.drop_index("ix_score", "orders")
    op.drop_column("orders", "score")
)");
    folder.write(QStringLiteral("migrations/versions/ccc.py"), R"("""again"""
from alembic import op
import sqlalchemy as sa

revision = "ccc"
down_revision = "bbb"


def upgrade():
    op.create_table("orders", sa.Column("id", sa.Integer(), primary_key=True))
    for row in op.get_bind().execute(sa.text("SELECT name FROM orders")):
        op.execute(f"UPDATE orders SET score = 1 WHERE name = '{row.name}'")


def downgrade():
    pass
)");
}

} // namespace espalier::test
