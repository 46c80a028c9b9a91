import sqlalchemy as sa

from models.base import Base


class Lead(Base):
    __tablename__ = "leads"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(length=200), nullable=False)
    email = sa.Column(sa.String(length=255), index=True)
    phone = sa.Column(sa.String(length=50))
    source = sa.Column(sa.String(length=50))
    status = sa.Column(sa.String(length=30), nullable=False, index=True, server_default="new")
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
    updated_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
