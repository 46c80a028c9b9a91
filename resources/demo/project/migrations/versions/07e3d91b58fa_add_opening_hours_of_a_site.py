"""add opening hours of a site

Revision ID: 07e3d91b58fa
Revises: f50a6e9d2c18
Create Date: 2024-01-15 10:37:46.121893

"""
from alembic import op
import sqlalchemy as sa

revision = "07e3d91b58fa"
down_revision = "f50a6e9d2c18"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opening_hours",
        sa.Column("site_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weekday", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name="ck_opening_hours_weekday"),
        sa.CheckConstraint("opens < closes", name="ck_opening_hours_opens_closes"),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name="fk_opening_hours_site_id_sites", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", "weekday", name="pk_opening_hours"),
    )
    for weekday in range(1, 6):
        op.execute(
            "INSERT INTO opening_hours (site_id, weekday, opens, closes)"
            f" SELECT id, {weekday}, '09:00:00', '18:00:00' FROM sites"
        )


def downgrade() -> None:
    op.drop_table("opening_hours")
