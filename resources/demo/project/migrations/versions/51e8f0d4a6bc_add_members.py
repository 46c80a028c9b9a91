"""add members

Revision ID: 51e8f0d4a6bc
Revises: b7705d3ac942
Create Date: 2023-03-20 08:31:17.440096

"""
from alembic import op
import sqlalchemy as sa

revision = "51e8f0d4a6bc"
down_revision = "b7705d3ac942"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_number", sa.String(length=12), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        sa.UniqueConstraint("card_number", name="uq_members_card_number"),
    )
    op.create_index("ix_members_email", "members", ["email"], unique=True)


def downgrade() -> None:
    op.drop_table("members")
