"""add lineage records

Revision ID: version_lineage_002
Revises: version_lineage_001
Create Date: 2026-01-09 10:00:00
"""
from alembic import op
import sqlalchemy as sa

revision = 'version_lineage_002'
down_revision = 'version_lineage_001'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "data_lineage_records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_version_id", sa.Integer(), nullable=False),
        sa.Column("target_version_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.ForeignKeyConstraint(["source_version_id"], ["data_versions.id"]),
        sa.ForeignKeyConstraint(["target_version_id"], ["data_versions.id"]),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("data_lineage_records")
