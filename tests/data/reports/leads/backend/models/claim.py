import sqlalchemy as sa

from models.base import Base


class Claim(Base):
    __tablename__ = "claims"
    id = sa.Column(sa.Integer, primary_key=True)
    claim_number = sa.Column(sa.String(length=50), nullable=False, unique=True, index=True)
    policy_id = sa.Column(sa.Integer, sa.ForeignKey("policies.id", ondelete="SET NULL"), index=True)
    policy_number = sa.Column(sa.String(length=50), nullable=False)
    customer_name = sa.Column(sa.String(length=200), nullable=False)
    claim_type = sa.Column(sa.String(length=20), nullable=False, index=True)
    amount = sa.Column(sa.String(length=50))
    status = sa.Column(sa.String(length=20), nullable=False, index=True, server_default="pending")
    claim_date = sa.Column(sa.Date)
    due_date = sa.Column(sa.Date)
    processed_date = sa.Column(sa.Date)
    description = sa.Column(sa.String(length=1000))
    metadata_ = sa.Column("metadata", sa.JSON)
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
    updated_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
