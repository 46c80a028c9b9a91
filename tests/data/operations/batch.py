"""batch_alter_table"""
from alembic import op
import sqlalchemy as sa

revision = "batch"
down_revision = None

before = sa.Table(
    "item",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(20), nullable=False),
    sa.Column("price", sa.Integer),
    sa.UniqueConstraint("name", name="uq_name"),
)


def upgrade():
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("note", sa.Text(), nullable=True))
        batch_op.create_index(batch_op.f("ix_item_note"), ["note"], unique=False)
    with op.batch_alter_table("item", copy_from=before) as batch_op:
        batch_op.alter_column("price", existing_type=sa.Integer(), type_=sa.Numeric(8, 2), nullable=False)
        batch_op.drop_constraint("uq_name", type_="unique")
        batch_op.create_check_constraint("ck_price", sa.column("price") >= 0)


def downgrade():
    with op.batch_alter_table("item") as batch_op:
        batch_op.drop_index(batch_op.f("ix_item_note"))
