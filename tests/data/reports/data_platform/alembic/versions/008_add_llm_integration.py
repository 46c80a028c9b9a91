"""add llm integration

Revision ID: 008_add_llm_integration
Revises: 2f6b0cbeb30c
Create Date: 2026-01-09 11:00:00
"""
from alembic import op
import sqlalchemy as sa

revision = '008_add_llm_integration'
down_revision = '2f6b0cbeb30c'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "llm_configurations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(length=50), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "llm_usage_logs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("configuration_id", sa.Integer(), nullable=False),
        sa.Column("tokens", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.ForeignKeyConstraint(["configuration_id"], ["llm_configurations.id"]),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("llm_usage_logs")
    op.drop_table("llm_configurations")
