"""index ai scores

Revision ID: 013
Revises: 012
Create Date: 2025-10-13 12:31:00
"""
from alembic import op

revision = '013'
down_revision = '012'
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_leads_ai_score", "leads", ["ai_score"])


def downgrade():
    op.drop_index("ix_leads_ai_score", table_name="leads")
