"""extend audit tables

Revision ID: 004_extend_audit_tables
Revises: 003_add_workspace_columns
Create Date: 2026-01-05 10:00:00
"""
from alembic import op
import sqlalchemy as sa

revision = '004_extend_audit_tables'
down_revision = '003_add_workspace_columns'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "audit_log_archives",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("entries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("audit_log_archives")
