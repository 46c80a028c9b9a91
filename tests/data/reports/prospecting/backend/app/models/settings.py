import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.models.base import Base


class Settings(Base):
    __tablename__ = "settings"
    id = sa.Column(postgresql.UUID(as_uuid=True), primary_key=True)
    key = sa.Column(sa.String, nullable=False, index=True)
    value = sa.Column(sa.JSON)
    created_at = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.current_timestamp())
    updated_at = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.current_timestamp())
    __table_args__ = (sa.UniqueConstraint("key"),)
