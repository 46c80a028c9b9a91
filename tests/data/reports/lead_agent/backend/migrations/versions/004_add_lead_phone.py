"""add lead phone

Revision ID: 004
Revises: 003
Create Date: 2025-10-04 12:28:00
"""
from alembic import op
import sqlalchemy as sa

revision = '004'
down_revision = '003'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("leads", sa.Column("phone", sa.String(length=50), nullable=True))


def downgrade():
    op.drop_column("leads", "phone")
