"""add collaboration workflow

Revision ID: 010_collab_workflow
Revises: 009_ai_annotation
Create Date: 2026-01-11 11:00:00
"""
from alembic import op
import sqlalchemy as sa

revision = '010_collab_workflow'
down_revision = '009_ai_annotation'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "collaboration_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("collaboration_sessions")
