"""close the fines that were paid

Revision ID: pay004
Revises: pay003
Create Date: 2024-04-09 13:05:20.377951

"""
from alembic import op

revision = "pay004"
down_revision = "pay003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        UPDATE fines SET paid_on = (
            SELECT DATE(MAX(payments.paid_at)) FROM payments WHERE payments.fine_id = fines.id
        )
        WHERE id IN (SELECT fine_id FROM payments WHERE fine_id IS NOT NULL)
        """
    )


def downgrade() -> None:
    op.execute("UPDATE fines SET paid_on = NULL WHERE id IN (SELECT fine_id FROM payments WHERE fine_id IS NOT NULL)")
