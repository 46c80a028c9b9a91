"""rename copies.condition to copies.state

CONDITION is a reserved word in MariaDB and MySQL; hand-written SQL kept tripping over it.

Revision ID: d82f5a17c06e
Revises: 6d0b8c42fe95
Create Date: 2023-08-21 12:14:29.938067

"""
from alembic import op
import sqlalchemy as sa

revision = "d82f5a17c06e"
down_revision = "6d0b8c42fe95"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("copies") as batch_op:
        batch_op.alter_column(
            "condition",
            new_column_name="state",
            existing_type=sa.String(length=20),
            existing_nullable=False,
            existing_server_default="good",
        )


def downgrade() -> None:
    with op.batch_alter_table("copies") as batch_op:
        batch_op.alter_column(
            "state",
            new_column_name="condition",
            existing_type=sa.String(length=20),
            existing_nullable=False,
            existing_server_default="good",
        )
