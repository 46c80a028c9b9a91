"""create email accounts

Revision ID: 010
Revises: 009
Create Date: 2025-10-10 09:10:00
"""
from alembic import op
import sqlalchemy as sa

revision = '010'
down_revision = '009'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "email_accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("provider", sa.String(length=50), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_email_accounts_address", "email_accounts", ["address"], unique=True)


def downgrade():
    op.drop_table("email_accounts")
