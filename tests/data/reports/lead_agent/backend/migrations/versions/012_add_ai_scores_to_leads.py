"""add ai scores to leads

Revision ID: 012
Revises: 011
Create Date: 2025-10-12 11:24:00
"""
from alembic import op
import sqlalchemy as sa

revision = '012'
down_revision = '011'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("leads", sa.Column("ai_score", sa.Float(), nullable=True))
    op.add_column("leads", sa.Column("ai_reason", sa.Text(), nullable=True))


def downgrade():
    op.drop_column("leads", "ai_reason")
    op.drop_column("leads", "ai_score")
