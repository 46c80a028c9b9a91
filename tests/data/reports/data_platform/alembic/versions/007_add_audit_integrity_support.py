"""add audit integrity support

Revision ID: 007_add_audit_integrity_support
Revises: 006_add_sensitivity_policies
Create Date: 2026-01-08 11:00:00
"""
from alembic import op
import sqlalchemy as sa

revision = '007_add_audit_integrity_support'
down_revision = '006_add_sensitivity_policies'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("audit_log_archives", sa.Column("checksum", sa.String(length=64), nullable=True))


def downgrade():
    op.drop_column("audit_log_archives", "checksum")
