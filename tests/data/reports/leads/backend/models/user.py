import sqlalchemy as sa

from models.base import Base


class User(Base):
    __tablename__ = "users"
    id = sa.Column(sa.Integer, primary_key=True)
    email = sa.Column(sa.String(length=255), nullable=False, unique=True, index=True)
    password_hash = sa.Column(sa.String(length=255), nullable=False)
    full_name = sa.Column(sa.String(length=200))
    role = sa.Column(sa.String(length=50), nullable=False, server_default="agent")
    mfa_enabled = sa.Column(sa.Boolean, nullable=False, server_default=sa.false())
    mfa_secret = sa.Column(sa.String(length=64))
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
    updated_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
