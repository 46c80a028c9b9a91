"""add scores table

Revision ID: 137b19ac6ef3
Revises: 2dd19a2d0626
Create Date: 2025-10-22 16:40:57.311026
"""
from alembic import op
import sqlalchemy as sa

revision = '137b19ac6ef3'
down_revision = '2dd19a2d0626'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "scores",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("model_version", sa.String(length=50), nullable=True),
        sa.Column("features", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_scores_lead_id", "scores", ["lead_id"])


def downgrade():
    op.drop_table("scores")
