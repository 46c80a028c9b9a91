"""add publishers and editions

Revision ID: 8d24e6b0c1f7
Revises: 3f1c9a7e5b20
Create Date: 2023-03-08 15:40:02.118340

"""
from alembic import op
import sqlalchemy as sa

revision = "8d24e6b0c1f7"
down_revision = "3f1c9a7e5b20"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publishers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_publishers"),
        sa.UniqueConstraint("name", name="uq_publishers_name"),
    )
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("publisher_id", sa.Integer(), nullable=False),
        sa.Column("isbn", sa.String(length=20), nullable=False),
        sa.Column("published", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["book_id"], ["books.id"], name="fk_editions_book_id_books", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["publisher_id"], ["publishers.id"], name="fk_editions_publisher_id_publishers"),
        sa.PrimaryKeyConstraint("id", name="pk_editions"),
    )
    op.create_index("ix_editions_book_id", "editions", ["book_id"])


def downgrade() -> None:
    op.drop_table("editions")
    op.drop_table("publishers")
