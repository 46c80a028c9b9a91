"""add partner libraries

Revision ID: e8b15d4097cf
Revises: 07e3d91b58fa
Create Date: 2024-03-11 09:15:42.030577

"""
from alembic import op
import sqlalchemy as sa

revision = "e8b15d4097cf"
down_revision = "07e3d91b58fa"
branch_labels = ("interlibrary",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "partner_libraries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("sigel", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_partner_libraries"),
        sa.UniqueConstraint("sigel", name="uq_partner_libraries_sigel"),
    )


def downgrade() -> None:
    op.drop_table("partner_libraries")
