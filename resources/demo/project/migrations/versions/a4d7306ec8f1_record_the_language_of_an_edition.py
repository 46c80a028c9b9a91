"""record the language of an edition

Revision ID: a4d7306ec8f1
Revises: 5c8e1f7b9a34
Create Date: 2023-07-03 09:26:37.802145

"""
from alembic import op
import sqlalchemy as sa

revision = "a4d7306ec8f1"
down_revision = "5c8e1f7b9a34"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("editions", sa.Column("language", sa.String(length=8), nullable=True))
    op.execute("UPDATE editions SET language = 'en'")
    with op.batch_alter_table("editions") as batch_op:
        batch_op.alter_column("language", existing_type=sa.String(length=8), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("editions") as batch_op:
        batch_op.drop_column("language")
