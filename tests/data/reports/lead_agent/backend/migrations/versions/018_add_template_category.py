"""add template category

Revision ID: 018
Revises: 017
Create Date: 2025-10-18 08:06:00
"""
from alembic import op
import sqlalchemy as sa

revision = '018'
down_revision = '017'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("response_templates", sa.Column("category", sa.String(length=50), nullable=True))


def downgrade():
    op.drop_column("response_templates", "category")
