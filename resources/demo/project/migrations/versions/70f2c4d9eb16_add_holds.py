"""add holds

Revision ID: 70f2c4d9eb16
Revises: e16d3a8b470c
Create Date: 2023-09-04 10:55:21.087736

"""
from alembic import op
import sqlalchemy as sa

revision = "70f2c4d9eb16"
down_revision = "e16d3a8b470c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "holds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("placed_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=12), server_default="waiting", nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'ready', 'collected', 'expired')", name="ck_holds_state"),
        sa.ForeignKeyConstraint(["book_id"], ["books.id"], name="fk_holds_book_id_books", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_holds_member_id_members", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_holds"),
    )
    op.create_index("ix_holds_book_id_state", "holds", ["book_id", "state"])


def downgrade() -> None:
    op.drop_table("holds")
