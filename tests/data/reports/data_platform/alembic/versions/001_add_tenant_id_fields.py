"""add tenant_id to business tables

Revision ID: 001_add_tenant_id_fields
Revises: add_business_logic_001
Create Date: 2026-01-02 10:00:00
"""
from alembic import op
import sqlalchemy as sa

revision = '001_add_tenant_id_fields'
down_revision = 'add_business_logic_001'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("business_rules", sa.Column("tenant_id", sa.String(length=100), nullable=True))
    op.create_index("ix_business_rules_tenant_id", "business_rules", ["tenant_id"])
    op.add_column("business_patterns", sa.Column("tenant_id", sa.String(length=100), nullable=True))
    op.create_index("ix_business_patterns_tenant_id", "business_patterns", ["tenant_id"])
    op.add_column("business_insights", sa.Column("tenant_id", sa.String(length=100), nullable=True))
    op.create_index("ix_business_insights_tenant_id", "business_insights", ["tenant_id"])


def downgrade():
    op.drop_index("ix_business_insights_tenant_id", table_name="business_insights")
    op.drop_column("business_insights", "tenant_id")
    op.drop_index("ix_business_patterns_tenant_id", table_name="business_patterns")
    op.drop_column("business_patterns", "tenant_id")
    op.drop_index("ix_business_rules_tenant_id", table_name="business_rules")
    op.drop_column("business_rules", "tenant_id")
