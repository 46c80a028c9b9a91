"""add subjects of books

Revision ID: 5c8e1f7b9a34
Revises: c93b82e71d05
Create Date: 2023-06-14 14:09:13.550921

"""
from alembic import op
import sqlalchemy as sa

revision = "5c8e1f7b9a34"
down_revision = "c93b82e71d05"
branch_labels = ("catalogue",)
depends_on = None

SUBJECTS = ["Adventure", "Drama", "Essays", "Gothic", "History", "Novel", "Philosophy", "Poetry", "Science", "Travel"]


def upgrade() -> None:
    subjects = op.create_table(
        "subjects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subjects"),
        sa.UniqueConstraint("name", name="uq_subjects_name"),
    )
    op.create_table(
        "book_subjects",
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["book_id"], ["books.id"], name="fk_book_subjects_book_id_books", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["subject_id"], ["subjects.id"], name="fk_book_subjects_subject_id_subjects", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("book_id", "subject_id", name="pk_book_subjects"),
    )
    op.bulk_insert(subjects, [{"id": number, "name": name} for number, name in enumerate(SUBJECTS, start=1)])


def downgrade() -> None:
    op.drop_table("book_subjects")
    op.drop_table("subjects")
