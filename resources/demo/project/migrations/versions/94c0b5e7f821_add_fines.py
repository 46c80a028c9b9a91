"""add fines

Revision ID: 94c0b5e7f821
Revises: 2a6fd918e3b4
Create Date: 2023-06-19 16:03:44.291057

"""
from alembic import op
import sqlalchemy as sa

revision = "94c0b5e7f821"
down_revision = "2a6fd918e3b4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("loan_id", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.CheckConstraint("amount_cents > 0", name="ck_fines_amount_cents"),
        sa.ForeignKeyConstraint(["loan_id"], ["loans.id"], name="fk_fines_loan_id_loans", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_fines"),
    )
    op.create_index("ix_fines_loan_id", "fines", ["loan_id"])


def downgrade() -> None:
    op.drop_table("fines")
