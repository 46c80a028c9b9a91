"""core tables

The core tables moved into the initial schema (d01fd5049733); what is left keeps the chain whole.

Revision ID: 000_core_tables
Revises: 
Create Date: 2026-01-01 10:00:00
"""

revision = '000_core_tables'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
