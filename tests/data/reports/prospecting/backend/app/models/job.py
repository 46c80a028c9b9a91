import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.models.base import Base


class Job(Base):
    __tablename__ = "jobs"
    id = sa.Column(postgresql.UUID(as_uuid=True), primary_key=True)
    user_id = sa.Column(postgresql.UUID(as_uuid=True))
    job_type = sa.Column(sa.String, nullable=False, index=True)
    params = sa.Column(sa.JSON)
    status = sa.Column(sa.String, index=True, server_default="pending")
    result = sa.Column(sa.JSON)
    error_message = sa.Column(sa.Text)
    created_at = sa.Column(sa.DateTime(timezone=True), index=True, server_default=sa.func.current_timestamp())
    updated_at = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.current_timestamp())
