"""raise fines for late returns

Twenty cents a day, five euros at most, for every loan that came back after its date.

Revision ID: e16d3a8b470c
Revises: 94c0b5e7f821
Create Date: 2023-06-20 11:18:09.663402

"""
from alembic import op
import sqlalchemy as sa

revision = "e16d3a8b470c"
down_revision = "94c0b5e7f821"
branch_labels = None
depends_on = None

CENTS_A_DAY = 20
MOST_CENTS = 500

loans = sa.table(
    "loans",
    sa.column("id", sa.Integer),
    sa.column("due_on", sa.Date),
    sa.column("returned_at", sa.DateTime),
)
fines = sa.table(
    "fines",
    sa.column("loan_id", sa.Integer),
    sa.column("amount_cents", sa.Integer),
    sa.column("reason", sa.String),
    sa.column("raised_on", sa.Date),
)


def upgrade() -> None:
    connection = op.get_bind()
    late = connection.execute(
        sa.select(loans.c.id, loans.c.due_on, loans.c.returned_at)
        .where(loans.c.returned_at.is_not(None))
        .order_by(loans.c.id)
    ).fetchall()
    rows = []
    for loan in late:
        days = (loan.returned_at.date() - loan.due_on).days
        if days > 0:
            rows.append(
                {
                    "loan_id": loan.id,
                    "amount_cents": min(days * CENTS_A_DAY, MOST_CENTS),
                    "reason": "late",
                    "raised_on": loan.returned_at.date(),
                }
            )
    if rows:
        op.bulk_insert(fines, rows)


def downgrade() -> None:
    op.execute("DELETE FROM fines WHERE reason = 'late'")
