"""add workspace columns

Revision ID: 003_add_workspace_columns
Revises: 2f6b0cbeb30c
Create Date: 2026-01-04 10:00:00
"""
from alembic import op
import sqlalchemy as sa

revision = '003_add_workspace_columns'
down_revision = '2f6b0cbeb30c'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("business_rules", sa.Column("workspace_id", sa.String(length=100), nullable=True))


def downgrade():
    op.drop_column("business_rules", "workspace_id")
