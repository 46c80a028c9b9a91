"""add lead compensation

Revision ID: 006
Revises: 005
Create Date: 2025-10-06 14:42:00
"""
from alembic import op
import sqlalchemy as sa

revision = '006'
down_revision = '005'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("leads", sa.Column("compensation", sa.String(length=200), nullable=True))
    op.add_column("leads", sa.Column("is_remote", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade():
    op.drop_column("leads", "is_remote")
    op.drop_column("leads", "compensation")
