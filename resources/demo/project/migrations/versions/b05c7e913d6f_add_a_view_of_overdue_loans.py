"""add a view of overdue loans

Made after the last change to loans: SQLite can't rebuild a table that a view reads.

Revision ID: b05c7e913d6f
Revises: 38d9e2b74af0
Create Date: 2024-06-03 09:44:03.516629

"""
from alembic import op

revision = "b05c7e913d6f"
down_revision = "38d9e2b74af0"
branch_labels = None
depends_on = ("4fa8107de6c3",)


def upgrade() -> None:
    op.execute(
        """
        CREATE VIEW report_overdue AS
        SELECT loans.id AS loan_id, members.card_number, members.full_name, copies.barcode, loans.due_on
        FROM loans
        JOIN members ON members.id = loans.member_id
        JOIN copies ON copies.id = loans.copy_id
        WHERE loans.returned_at IS NULL AND loans.due_on < CURRENT_DATE
        """
    )


def downgrade() -> None:
    op.execute("DROP VIEW report_overdue")
