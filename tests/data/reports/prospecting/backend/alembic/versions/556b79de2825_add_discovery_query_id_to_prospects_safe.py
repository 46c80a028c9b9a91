"""add discovery_query_id to prospects safe

Safe to run twice: looks for the column first.

Revision ID: 556b79de2825
Revises: add_discovery_query
Create Date: 2025-01-22 09:31:05.664903
"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = '556b79de2825'
down_revision = 'add_discovery_query'
branch_labels = None
depends_on = None


def upgrade():
    inspector = sa.inspect(op.get_bind())
    tables = inspector.get_table_names()
    columns = [column["name"] for column in inspector.get_columns("prospects")] if "prospects" in tables else []
    if columns and "discovery_query_id" not in columns:
        op.add_column("prospects", sa.Column("discovery_query_id", postgresql.UUID(as_uuid=True), nullable=True))
        op.create_index("ix_prospects_discovery_query_id", "prospects", ["discovery_query_id"])
        op.create_foreign_key(
            "fk_prospects_discovery_query_id", "prospects", "discovery_queries", ["discovery_query_id"], ["id"]
        )


def downgrade():
    pass
