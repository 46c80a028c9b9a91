"""add sites and copies

Revision ID: b7705d3ac942
Revises: 8d24e6b0c1f7
Create Date: 2023-03-13 10:05:55.902771

"""
from alembic import op
import sqlalchemy as sa

revision = "b7705d3ac942"
down_revision = "8d24e6b0c1f7"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sites",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sites"),
    )
    op.create_table(
        "copies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("barcode", sa.String(length=16), nullable=False),
        sa.Column("condition", sa.String(length=20), server_default="good", nullable=False),
        sa.Column("acquired_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name="fk_copies_edition_id_editions"),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name="fk_copies_site_id_sites"),
        sa.PrimaryKeyConstraint("id", name="pk_copies"),
        sa.UniqueConstraint("barcode", name="uq_copies_barcode"),
    )
    op.create_index("ix_copies_edition_id_site_id", "copies", ["edition_id", "site_id"])


def downgrade() -> None:
    op.drop_table("copies")
    op.drop_table("sites")
