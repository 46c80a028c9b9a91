"""count renewals of a loan

Revision ID: 2a6fd918e3b4
Revises: c93b82e71d05
Create Date: 2023-06-12 09:47:30.015688

"""
from alembic import op
import sqlalchemy as sa

revision = "2a6fd918e3b4"
down_revision = "c93b82e71d05"
branch_labels = ("lending",)
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("loans") as batch_op:
        batch_op.add_column(sa.Column("renewals", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_index("ix_loans_due_on", ["due_on"])


def downgrade() -> None:
    with op.batch_alter_table("loans") as batch_op:
        batch_op.drop_index("ix_loans_due_on")
        batch_op.drop_column("renewals")
