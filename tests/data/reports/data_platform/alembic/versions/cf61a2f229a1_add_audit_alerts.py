"""add audit alerts

Revision ID: cf61a2f229a1
Revises: 004_extend_audit_tables
Create Date: 2026-01-06 15:22:41.905117
"""
from alembic import op
import sqlalchemy as sa

revision = 'cf61a2f229a1'
down_revision = '004_extend_audit_tables'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "audit_alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("audit_alerts")
