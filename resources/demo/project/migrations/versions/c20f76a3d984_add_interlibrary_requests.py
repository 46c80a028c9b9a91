"""add interlibrary requests

Revision ID: c20f76a3d984
Revises: e8b15d4097cf
Create Date: 2024-03-18 14:48:16.597801

"""
from alembic import op
import sqlalchemy as sa

revision = "c20f76a3d984"
down_revision = "e8b15d4097cf"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "interlibrary_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("requested_at", sa.DateTime(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partner_libraries.id"], name="fk_interlibrary_requests_partner_id"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_interlibrary_requests_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_interlibrary_requests"),
    )


def downgrade() -> None:
    op.drop_table("interlibrary_requests")
