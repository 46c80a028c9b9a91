"""fill loans per day

Revision ID: 38d9e2b74af0
Revises: 6a1f0c8e7d53
Create Date: 2023-11-07 15:52:18.044987

"""
from alembic import op

revision = "38d9e2b74af0"
down_revision = "6a1f0c8e7d53"
branch_labels = None
depends_on = "c93b82e71d05"


def upgrade() -> None:
    op.execute(
        """
        INSERT INTO report_loans_per_day (day, loans, members)
        SELECT DATE(lent_at), COUNT(*), COUNT(DISTINCT member_id) FROM loans GROUP BY DATE(lent_at) ORDER BY 1
        """
    )


def downgrade() -> None:
    op.execute("DELETE FROM report_loans_per_day")
