"""merge business logic and core

Revision ID: 2f6b0cbeb30c
Revises: add_business_logic_001, 000_core_tables
Create Date: 2026-01-03 09:12:33.480516
"""

revision = '2f6b0cbeb30c'
down_revision = ('add_business_logic_001', '000_core_tables')
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
