"""forbid loans that end before they begin

Revision ID: 4fa8107de6c3
Revises: 9b64c7f0ea2d
Create Date: 2024-05-06 11:02:58.864430

"""
from alembic import op

revision = "4fa8107de6c3"
down_revision = "9b64c7f0ea2d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("loans") as batch_op:
        batch_op.create_check_constraint("ck_loans_returned_at", "returned_at IS NULL OR returned_at >= lent_at")


def downgrade() -> None:
    with op.batch_alter_table("loans") as batch_op:
        batch_op.drop_constraint("ck_loans_returned_at", type_="check")
