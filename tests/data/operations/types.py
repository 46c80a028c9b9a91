"""types and options"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql

revision = "types"
down_revision = None

status = sa.Enum("open", "closed", name="status")


def upgrade():
    op.create_table(
        "kinds",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("small", sa.SmallInteger()),
        sa.Column("big", sa.BigInteger(), sa.Identity(always=True, start=5)),
        sa.Column("real", sa.Double()),
        sa.Column("blob", sa.LargeBinary()),
        sa.Column("day", sa.Date()),
        sa.Column("clock", sa.Time()),
        sa.Column("span", sa.Interval()),
        sa.Column("doc", sa.JSON()),
        sa.Column("status", status, nullable=False),
        sa.Column("fixed", sa.CHAR(3)),
        sa.Column("wide", sa.Unicode(30)),
        sa.Column("twice", sa.Integer(), sa.Computed("small * 2", persisted=True)),
        sa.Column("either", sa.String(10).with_variant(sa.Text(), "sqlite")),
        mysql_engine="InnoDB",
        sqlite_autoincrement=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        postgresql.ENUM("a", "b", name="letters").create(op.get_bind(), checkfirst=False)
        op.add_column("kinds", sa.Column("letter", postgresql.ENUM("a", "b", name="letters", create_type=False)))
        op.add_column("kinds", sa.Column("tags", postgresql.ARRAY(sa.String(10)), server_default="{}"))
        op.add_column("kinds", sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
        op.add_column("kinds", sa.Column("words", postgresql.TSVECTOR()))
        op.add_column("kinds", sa.Column("host", postgresql.INET()))
        op.add_column("kinds", sa.Column("during", postgresql.TSTZRANGE()))
        op.create_exclude_constraint("no_overlap", "kinds", ("during", "&&"), using="gist")
        op.create_index("ix_words", "kinds", ["words"], postgresql_using="gin", if_not_exists=True)
        with op.get_context().autocommit_block():
            op.create_index("ix_host", "kinds", ["host"], postgresql_concurrently=True)
        op.alter_column("kinds", "fixed", type_=sa.Integer(), postgresql_using="fixed::integer")
    elif op.get_bind().dialect.name == "mysql":
        op.add_column("kinds", sa.Column("tiny", mysql.TINYINT(display_width=1, unsigned=True)))
        op.add_column("kinds", sa.Column("moment", mysql.DATETIME(fsp=6)))


def downgrade():
    op.drop_table("kinds", if_exists=True)
    status.drop(op.get_bind(), checkfirst=False)
