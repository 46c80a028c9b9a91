"""store ISBNs without hyphens

The hyphens carry nothing that the digits don't; a downgrade leaves them out.

Revision ID: 1be95f20d73a
Revises: 5c8e1f7b9a34
Create Date: 2023-07-05 17:33:50.219904

"""
from alembic import op

revision = "1be95f20d73a"
down_revision = "5c8e1f7b9a34"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE editions SET isbn = REPLACE(isbn, '-', '')")
    op.create_index("ix_editions_isbn", "editions", ["isbn"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_editions_isbn", table_name="editions")
