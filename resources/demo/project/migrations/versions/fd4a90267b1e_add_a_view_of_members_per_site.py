"""add a view of members per site

Revision ID: fd4a90267b1e
Revises: b05c7e913d6f
Create Date: 2024-06-10 16:30:27.192840

"""
from alembic import op

revision = "fd4a90267b1e"
down_revision = "b05c7e913d6f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        CREATE VIEW report_members_per_site AS
        SELECT sites.id AS site_id, sites.name, COUNT(members.id) AS members
        FROM sites LEFT JOIN members ON members.home_site_id = sites.id
        GROUP BY sites.id, sites.name
        """
    )


def downgrade() -> None:
    op.execute("DROP VIEW report_members_per_site")
