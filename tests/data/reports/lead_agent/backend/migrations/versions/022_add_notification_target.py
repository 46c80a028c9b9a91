"""add notification target

Revision ID: 022
Revises: 021
Create Date: 2025-10-22 12:34:00
"""
from alembic import op
import sqlalchemy as sa

revision = '022'
down_revision = '021'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("notifications", sa.Column("lead_id", sa.Integer(), nullable=True))


def downgrade():
    op.drop_column("notifications", "lead_id")
