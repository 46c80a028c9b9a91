"""add ai annotation

Revision ID: 009_ai_annotation
Revises: 008_add_llm_integration
Create Date: 2026-01-10 11:00:00
"""
from alembic import op
import sqlalchemy as sa

revision = '009_ai_annotation'
down_revision = '008_add_llm_integration'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "annotation_plugins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("annotation_plugins")
