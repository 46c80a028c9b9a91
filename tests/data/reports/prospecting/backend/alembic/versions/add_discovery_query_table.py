"""add discovery query table

Revision ID: add_discovery_query
Revises: 4b9608290b5d
Create Date: 2025-01-20 10:00:00
"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = 'add_discovery_query'
down_revision = '4b9608290b5d'
branch_labels = None
depends_on = None


def upgrade():
    inspector = sa.inspect(op.get_bind())
    tables = inspector.get_table_names()
    if "discovery_queries" not in tables:
        op.create_table(
            "discovery_queries",
            sa.Column("id", postgresql.UUID(as_uuid=True), nullable=False),
            sa.Column("job_id", postgresql.UUID(as_uuid=True), nullable=False),
            sa.Column("keyword", sa.String(), nullable=False),
            sa.Column("location", sa.String(), nullable=False),
            sa.Column("location_code", sa.Integer(), nullable=True),
            sa.Column("category", sa.String(), nullable=True),
            sa.Column("status", sa.String(), server_default="pending", nullable=True),
            sa.Column("results_found", sa.Integer(), server_default="0", nullable=True),
            sa.Column("results_saved", sa.Integer(), server_default="0", nullable=True),
            sa.Column("results_skipped_duplicate", sa.Integer(), server_default="0", nullable=True),
            sa.Column("results_skipped_existing", sa.Integer(), server_default="0", nullable=True),
            sa.Column("error_message", sa.Text(), nullable=True),
            sa.Column("query_metadata", sa.JSON(), nullable=True),
            sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.current_timestamp(), nullable=True),
            sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.func.current_timestamp(), nullable=True),
            sa.PrimaryKeyConstraint("id"),
        )
        op.create_index("ix_discovery_queries_job_id", "discovery_queries", ["job_id"])
        op.create_index("ix_discovery_queries_keyword", "discovery_queries", ["keyword"])
        op.create_index("ix_discovery_queries_location", "discovery_queries", ["location"])
        op.create_index("ix_discovery_queries_category", "discovery_queries", ["category"])
        op.create_index("ix_discovery_queries_status", "discovery_queries", ["status"])
        op.create_index("ix_discovery_queries_created_at", "discovery_queries", ["created_at"])
        if "jobs" in tables:
            op.create_foreign_key("fk_discovery_queries_job_id", "discovery_queries", "jobs", ["job_id"], ["id"])
    columns = [column["name"] for column in inspector.get_columns("prospects")] if "prospects" in tables else []
    if columns and "discovery_query_id" not in columns:
        op.add_column("prospects", sa.Column("discovery_query_id", postgresql.UUID(as_uuid=True), nullable=True))
        op.create_index("ix_prospects_discovery_query_id", "prospects", ["discovery_query_id"])
        op.create_foreign_key(
            "fk_prospects_discovery_query_id", "prospects", "discovery_queries", ["discovery_query_id"], ["id"]
        )


def downgrade():
    columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns("prospects")] if sa.inspect(op.get_bind()).has_table("prospects") else []
    if "discovery_query_id" in columns:
        op.drop_constraint("fk_prospects_discovery_query_id", "prospects", type_="foreignkey")
        op.drop_column("prospects", "discovery_query_id")
    op.drop_table("discovery_queries")
