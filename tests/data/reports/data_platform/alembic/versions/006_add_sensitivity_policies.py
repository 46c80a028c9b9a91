"""add sensitivity policies

Revision ID: 006_add_sensitivity_policies
Revises: 005_audit_storage_optimization
Create Date: 2026-01-07 11:00:00
"""
from alembic import op
import sqlalchemy as sa

revision = '006_add_sensitivity_policies'
down_revision = '005_audit_storage_optimization'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "sensitivity_policies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("sensitivity_policies")
