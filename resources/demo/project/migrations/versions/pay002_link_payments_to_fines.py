"""link payments to fines

Revision ID: pay002
Revises: pay001
Create Date: 2023-08-14 16:41:07.925316

"""
from alembic import op
import sqlalchemy as sa

revision = "pay002"
down_revision = "pay001"
branch_labels = None
depends_on = "94c0b5e7f821"


def upgrade() -> None:
    with op.batch_alter_table("payments") as batch_op:
        batch_op.add_column(sa.Column("fine_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key("fk_payments_fine_id_fines", "fines", ["fine_id"], ["id"], ondelete="SET NULL")


def downgrade() -> None:
    with op.batch_alter_table("payments") as batch_op:
        batch_op.drop_constraint("fk_payments_fine_id_fines", type_="foreignkey")
        batch_op.drop_column("fine_id")
