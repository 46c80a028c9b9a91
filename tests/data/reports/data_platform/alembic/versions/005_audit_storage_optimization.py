"""audit storage optimization

Revision ID: 005_audit_storage_optimization
Revises: 004_extend_audit_tables
Create Date: 2026-01-06 10:00:00
"""
from alembic import op

revision = '005_audit_storage_optimization'
down_revision = '004_extend_audit_tables'
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_audit_log_archives_month", "audit_log_archives", ["month"])


def downgrade():
    op.drop_index("ix_audit_log_archives_month", table_name="audit_log_archives")
