import sqlalchemy as sa

from models.base import Base


class Customer(Base):
    __tablename__ = "customers"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(length=200), nullable=False)
    email = sa.Column(sa.String(length=255), index=True)
    phone = sa.Column(sa.String(length=50))
    status = sa.Column(sa.String(length=20), nullable=False, index=True, server_default="active")
    policies_count = sa.Column(sa.Integer, nullable=False, server_default="0")
    total_value = sa.Column(sa.Float, nullable=False, server_default="0.0")
    join_date = sa.Column(sa.Date)
    last_active = sa.Column(sa.DateTime)
    reason = sa.Column(sa.String(length=255))
    metadata_ = sa.Column("metadata", sa.JSON)
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
    updated_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
