import sqlalchemy as sa

from models.base import Base


class Policy(Base):
    __tablename__ = "policies"
    id = sa.Column(sa.Integer, primary_key=True)
    policy_number = sa.Column(sa.String(length=50), nullable=False, unique=True, index=True)
    customer_id = sa.Column(sa.Integer, sa.ForeignKey("customers.id", ondelete="SET NULL"), index=True)
    customer_name = sa.Column(sa.String(length=200), nullable=False)
    policy_type = sa.Column(sa.String(length=20), nullable=False, index=True)
    status = sa.Column(sa.String(length=20), nullable=False, index=True, server_default="active")
    premium = sa.Column(sa.String(length=50))
    coverage_amount = sa.Column(sa.String(length=50))
    start_date = sa.Column(sa.Date)
    end_date = sa.Column(sa.Date)
    renewal_date = sa.Column(sa.Date)
    metadata_ = sa.Column("metadata", sa.JSON)
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
    updated_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
