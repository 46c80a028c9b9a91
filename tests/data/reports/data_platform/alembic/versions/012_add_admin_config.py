"""add admin config

Revision ID: 012_add_admin_config
Revises: 011_quality_workflow
Create Date: 2026-01-13 11:00:00
"""
from alembic import op
import sqlalchemy as sa

revision = '012_add_admin_config'
down_revision = '011_quality_workflow'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "admin_settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("admin_settings")
