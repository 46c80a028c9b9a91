"""add loans

Revision ID: c93b82e71d05
Revises: 51e8f0d4a6bc
Create Date: 2023-04-03 13:22:08.734519

"""
from alembic import op
import sqlalchemy as sa

revision = "c93b82e71d05"
down_revision = "51e8f0d4a6bc"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "loans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("lent_at", sa.DateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("returned_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["copy_id"], ["copies.id"], name="fk_loans_copy_id_copies"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_loans_member_id_members"),
        sa.PrimaryKeyConstraint("id", name="pk_loans"),
    )
    op.create_index("ix_loans_copy_id", "loans", ["copy_id"])
    op.create_index("ix_loans_member_id_returned_at", "loans", ["member_id", "returned_at"])


def downgrade() -> None:
    op.drop_table("loans")
