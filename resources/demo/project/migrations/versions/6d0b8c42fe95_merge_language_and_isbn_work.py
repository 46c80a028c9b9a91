"""merge language and ISBN work

Revision ID: 6d0b8c42fe95
Revises: a4d7306ec8f1, 1be95f20d73a
Create Date: 2023-07-10 08:50:05.476318

"""

revision = "6d0b8c42fe95"
down_revision = ("a4d7306ec8f1", "1be95f20d73a")
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
