"""give every member a home site

The site of the last loan is the best guess; members without a loan choose when they come next.

Revision ID: 9b64c7f0ea2d
Revises: 07e3d91b58fa
Create Date: 2024-02-26 15:21:33.709284

"""
from alembic import op
import sqlalchemy as sa

revision = "9b64c7f0ea2d"
down_revision = "07e3d91b58fa"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("members") as batch_op:
        batch_op.add_column(sa.Column("home_site_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key("fk_members_home_site_id_sites", "sites", ["home_site_id"], ["id"])
    op.execute(
        """
        UPDATE members SET home_site_id = (
            SELECT copies.site_id
            FROM loans JOIN copies ON copies.id = loans.copy_id
            WHERE loans.member_id = members.id
            ORDER BY loans.lent_at DESC, loans.id DESC
            LIMIT 1
        )
        """
    )


def downgrade() -> None:
    with op.batch_alter_table("members") as batch_op:
        batch_op.drop_constraint("fk_members_home_site_id_sites", type_="foreignkey")
        batch_op.drop_column("home_site_id")
