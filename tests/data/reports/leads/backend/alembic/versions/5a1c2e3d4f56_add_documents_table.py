"""add documents table

Revision ID: 5a1c2e3d4f56
Revises: 137b19ac6ef3
Create Date: 2025-10-27 11:05:32.870144
"""
from alembic import op
import sqlalchemy as sa

revision = '5a1c2e3d4f56'
down_revision = '137b19ac6ef3'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("submission_id", sa.String(length=100), nullable=True),
        sa.Column("template", sa.String(length=200), nullable=True),
        sa.Column("status", sa.String(length=30), server_default="draft", nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_documents_lead_id", "documents", ["lead_id"])
    op.create_index("ix_documents_submission_id", "documents", ["submission_id"], unique=True)


def downgrade():
    op.drop_table("documents")
