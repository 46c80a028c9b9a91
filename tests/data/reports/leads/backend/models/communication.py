import sqlalchemy as sa

from models.base import Base


class Communication(Base):
    __tablename__ = "communications"
    id = sa.Column(sa.Integer, primary_key=True)
    customer_id = sa.Column(sa.Integer, sa.ForeignKey("customers.id", ondelete="SET NULL"), index=True)
    customer_name = sa.Column(sa.String(length=200), nullable=False)
    comm_type = sa.Column(sa.String(length=20), nullable=False, index=True)
    channel = sa.Column(sa.String(length=20), nullable=False)
    subject = sa.Column(sa.String(length=500))
    status = sa.Column(sa.String(length=20), nullable=False, index=True, server_default="sent")
    comm_date = sa.Column(sa.DateTime)
    content = sa.Column(sa.Text)
    metadata_ = sa.Column("metadata", sa.JSON)
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
    updated_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
