"""every directive

Revision ID: directives
"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "directives"
down_revision = None


def upgrade():
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False, index=True),
        sa.Column("email", sa.String(120), unique=True),
        sa.Column("balance", sa.Numeric(10, 2), server_default="0"),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), server_default=sa.func.now()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.CheckConstraint("balance >= 0", name="ck_balance"),
        comment="who pays",
    )
    op.create_table("team", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("label", sa.Text()))
    op.add_column("account", sa.Column("team_id", sa.BigInteger(), sa.ForeignKey("team.id", ondelete="CASCADE")))
    op.add_column("account", sa.Column("score", sa.Float()))
    op.alter_column("account", "name", existing_type=sa.String(50), type_=sa.String(80), existing_nullable=False)
    op.alter_column("account", "score", nullable=False, existing_type=sa.Float(), server_default=sa.text("0.5"))
    op.alter_column("account", "score", new_column_name="points", existing_type=sa.Float())
    op.create_unique_constraint("uq_label", "team", ["label"])
    op.create_check_constraint("ck_points", "account", sa.column("points") > 1)
    op.create_foreign_key("fk_two", "account", "team", ["team_id"], ["id"], onupdate="SET NULL")
    op.create_index("ix_points", "account", ["points"], unique=False)
    op.create_index(op.f("ix_lower"), "account", [sa.text("lower(name)")])
    op.create_index("ix_partial", "account", ["email"], postgresql_where=sa.text("active"), postgresql_using="btree")
    op.create_table_comment("team", "who plays")
    op.execute("UPDATE account SET points = 1")
    op.bulk_insert(
        sa.table("team", sa.column("id", sa.Integer), sa.column("label", sa.String)),
        [{"id": 1, "label": "one"}, {"id": 2, "label": "it's two"}],
    )
    op.rename_table("team", "squad")


def downgrade():
    op.rename_table("squad", "team")
    op.drop_table_comment("team")
    op.drop_index("ix_partial", table_name="account")
    op.drop_index(op.f("ix_lower"), table_name="account")
    op.drop_constraint("fk_two", "account", type_="foreignkey")
    op.drop_constraint("ck_points", "account", type_="check")
    op.drop_constraint("uq_label", "team", type_="unique")
    op.drop_column("account", "points")
    op.drop_table("account")
    op.drop_table("team")
