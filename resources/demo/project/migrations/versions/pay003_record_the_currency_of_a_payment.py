"""record the currency of a payment

Revision ID: pay003
Revises: pay002
Create Date: 2024-04-08 09:33:54.610742

"""
from alembic import op
import sqlalchemy as sa

revision = "pay003"
down_revision = "pay002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("payments") as batch_op:
        batch_op.add_column(sa.Column("currency", sa.String(length=3), server_default="EUR", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("payments") as batch_op:
        batch_op.drop_column("currency")
