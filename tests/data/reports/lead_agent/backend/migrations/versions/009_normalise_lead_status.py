"""normalise lead status

Revision ID: 009
Revises: 008
Create Date: 2025-10-09 08:03:00
"""
from alembic import op

revision = '009'
down_revision = '008'
branch_labels = None
depends_on = None


def upgrade():
    op.execute("UPDATE leads SET status = LOWER(status)")


def downgrade():
    pass
