"""add sync pipelines

Revision ID: sync_pipeline_001
Revises: 
Create Date: 2026-01-14 12:00:00
"""
from alembic import op
import sqlalchemy as sa

revision = 'sync_pipeline_001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "sync_pipelines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("sync_pipelines")
