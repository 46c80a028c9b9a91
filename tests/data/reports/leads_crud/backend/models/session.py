import sqlalchemy as sa

from models.base import Base


class Session(Base):
    __tablename__ = "sessions"
    id = sa.Column(sa.Integer, primary_key=True)
    user_id = sa.Column(sa.Integer, sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True)
    token_hash = sa.Column(sa.String(length=128), nullable=False, unique=True, index=True)
    expires_at = sa.Column(sa.DateTime, nullable=False)
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
