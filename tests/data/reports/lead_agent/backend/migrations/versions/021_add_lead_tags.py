"""add lead tags

Revision ID: 021
Revises: 020
Create Date: 2025-10-21 11:27:00
"""
from alembic import op
import sqlalchemy as sa

revision = '021'
down_revision = '020'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("leads", sa.Column("tags", sa.JSON(), nullable=True))


def downgrade():
    op.drop_column("leads", "tags")
