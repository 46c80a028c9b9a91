"""add security sessions

Revision ID: 20260113_security
Revises: 
Create Date: 2026-01-13 12:00:00
"""
from alembic import op
import sqlalchemy as sa

revision = '20260113_security'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "security_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=100), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("security_sessions")
