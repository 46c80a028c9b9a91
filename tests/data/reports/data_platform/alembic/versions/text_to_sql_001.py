"""add text to sql

Revision ID: text_to_sql_001
Revises: 
Create Date: 2026-01-15 12:00:00
"""
from alembic import op
import sqlalchemy as sa

revision = 'text_to_sql_001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "text_to_sql_configurations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("model", sa.String(length=100), nullable=False),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "sql_generation_logs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("sql_generation_logs")
    op.drop_table("text_to_sql_configurations")
