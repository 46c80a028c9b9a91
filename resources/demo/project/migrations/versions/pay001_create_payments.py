"""create payments

A tree of its own: the cash desk was a separate application once.

Revision ID: pay001
Revises: 
Create Date: 2023-08-07 10:20:31.148225

"""
from alembic import op
import sqlalchemy as sa

revision = "pay001"
down_revision = None
branch_labels = ("payments",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "payments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_number", sa.String(length=12), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("paid_at", sa.DateTime(), nullable=False),
        sa.Column("method", sa.String(length=12), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_payments"),
    )
    op.create_index("ix_payments_card_number", "payments", ["card_number"])


def downgrade() -> None:
    op.drop_table("payments")
