"""SQLAlchemy Core"""
import datetime
import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql import column, table

revision = "core_statements"
down_revision = None

account = table(
    "account",
    column("id", sa.Integer),
    column("name", sa.String),
    column("team_id", sa.Integer),
    column("active", sa.Boolean),
    column("born", sa.Date),
)
team = sa.Table("team", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("label", sa.String(20)))


def upgrade():
    op.execute(account.update().where(account.c.name == op.inline_literal("old")).values(name="new"))
    op.execute(sa.update(account).where(account.c.team_id.is_(None)).values({"team_id": 3, "active": False}))
    op.execute(sa.delete(account).where(sa.and_(account.c.id > 5, sa.or_(account.c.name.like("a%"), account.c.name.in_(["x", "y"])))))
    op.execute(account.insert().values(name="o'hara", team_id=1, active=True, born=datetime.date(2020, 2, 29)))
    op.execute(
        account.update()
        .where(account.c.team_id == team.c.id)
        .values(name=sa.func.coalesce(team.c.label, account.c.name) + "!")
    )
    op.execute(
        account.update().values(
            name=sa.case((account.c.id < 3, "low"), (account.c.id < 7, "mid"), else_=sa.cast(account.c.id, sa.String(5)))
        )
    )
    sub = sa.select(team.c.id).where(team.c.label == "gone").scalar_subquery()
    op.execute(sa.delete(account).where(account.c.team_id.in_(sa.select(team.c.id).where(team.c.label != "kept"))))
    op.execute(sa.update(account).values(team_id=sub))


def downgrade():
    op.execute(sa.text("DELETE FROM account"))
