import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.models.base import Base


class DiscoveryQuery(Base):
    __tablename__ = "discovery_queries"
    id = sa.Column(postgresql.UUID(as_uuid=True), primary_key=True)
    job_id = sa.Column(postgresql.UUID(as_uuid=True), sa.ForeignKey("jobs.id"), nullable=False, index=True)
    keyword = sa.Column(sa.String, nullable=False, index=True)
    location = sa.Column(sa.String, nullable=False, index=True)
    location_code = sa.Column(sa.Integer)
    category = sa.Column(sa.String, index=True)
    status = sa.Column(sa.String, index=True, server_default="pending")
    results_found = sa.Column(sa.Integer, server_default="0")
    results_saved = sa.Column(sa.Integer, server_default="0")
    results_skipped_duplicate = sa.Column(sa.Integer, server_default="0")
    results_skipped_existing = sa.Column(sa.Integer, server_default="0")
    error_message = sa.Column(sa.Text)
    query_metadata = sa.Column(sa.JSON)
    created_at = sa.Column(sa.DateTime(timezone=True), index=True, server_default=sa.func.current_timestamp())
    updated_at = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.current_timestamp())
