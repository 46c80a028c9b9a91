"""create loans per day

Revision ID: 6a1f0c8e7d53
Revises: 
Create Date: 2023-11-06 10:11:49.283604

"""
from alembic import op
import sqlalchemy as sa

revision = "6a1f0c8e7d53"
down_revision = None
branch_labels = ("reporting",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_loans_per_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("loans", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_report_loans_per_day"),
    )


def downgrade() -> None:
    op.drop_table("report_loans_per_day")
