import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg

from .base import Base

PREFIX = "bill"


class Invoice(Base):
    __tablename__ = f"{PREFIX}_invoices"
    __table_args__ = {"schema": "billing"}
    id = sa.Column(pg.UUID(as_uuid=True), primary_key=True)
    total = sa.Column(sa.Numeric(12, 2), nullable=False)
    lines = sa.Column(pg.JSONB, nullable=False, server_default=sa.text("'[]'::jsonb"))
    tags = sa.Column(pg.ARRAY(sa.String(10)))
    user_id = sa.Column(sa.ForeignKey("users.id"))


for _kind in ("credit", "debit"):
    sa.Table(
        f"{_kind}_notes",
        Base.metadata,
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("invoice_id", sa.ForeignKey("billing.bill_invoices.id")),
        schema="billing",
    )
