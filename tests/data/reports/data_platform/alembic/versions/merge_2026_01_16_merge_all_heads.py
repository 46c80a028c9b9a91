"""merge all heads

Revision ID: merge_2026_01_16
Revises: version_lineage_002, 001_add_tenant_id_fields, 006_add_rbac_tables, 007_add_audit_integrity_support, cf61a2f229a1, 012_add_admin_config, 20260113_security, 20260113_mtw, sync_pipeline_001, text_to_sql_001
Create Date: 2026-01-16 22:10:00
"""

revision = 'merge_2026_01_16'
down_revision = (
    'version_lineage_002',
    '001_add_tenant_id_fields',
    '006_add_rbac_tables',
    '007_add_audit_integrity_support',
    'cf61a2f229a1',
    '012_add_admin_config',
    '20260113_security',
    '20260113_mtw',
    'sync_pipeline_001',
    'text_to_sql_001',
)
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
