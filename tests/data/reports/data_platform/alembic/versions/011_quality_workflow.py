"""add quality workflow

Revision ID: 011_quality_workflow
Revises: 010_collab_workflow
Create Date: 2026-01-12 11:00:00
"""
from alembic import op
import sqlalchemy as sa

revision = '011_quality_workflow'
down_revision = '010_collab_workflow'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "quality_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "quality_scores",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.ForeignKeyConstraint(["rule_id"], ["quality_rules.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "quality_workflows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("quality_workflows")
    op.drop_table("quality_scores")
    op.drop_table("quality_rules")
