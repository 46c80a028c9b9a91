"""merge lending and catalogue

Revision ID: f50a6e9d2c18
Revises: 70f2c4d9eb16, d82f5a17c06e
Create Date: 2023-10-02 09:00:12.355170

"""

revision = "f50a6e9d2c18"
down_revision = ("70f2c4d9eb16", "d82f5a17c06e")
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
