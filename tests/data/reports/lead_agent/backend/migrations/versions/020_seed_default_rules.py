"""seed default rules

Revision ID: 020
Revises: 019
Create Date: 2025-10-20 10:20:00
"""
from alembic import op

revision = '020'
down_revision = '019'
branch_labels = None
depends_on = None


def upgrade():
    op.execute("INSERT INTO rules (id, name, conditions, is_active) VALUES (1, 'has email', '{}', 1 = 1)")


def downgrade():
    op.execute("DELETE FROM rules WHERE id = 1")
