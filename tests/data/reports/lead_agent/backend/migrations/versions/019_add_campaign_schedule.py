"""add campaign schedule

Revision ID: 019
Revises: 018
Create Date: 2025-10-19 09:13:00
"""
from alembic import op
import sqlalchemy as sa

revision = '019'
down_revision = '018'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("campaigns", sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("campaigns", sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    op.drop_column("campaigns", "ends_at")
    op.drop_column("campaigns", "starts_at")
