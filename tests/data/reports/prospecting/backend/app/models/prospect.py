import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.models.base import Base


class Prospect(Base):
    __tablename__ = "prospects"
    id = sa.Column(postgresql.UUID(as_uuid=True), primary_key=True)
    domain = sa.Column(sa.String, nullable=False, index=True)
    page_url = sa.Column(sa.Text)
    page_title = sa.Column(sa.Text)
    contact_email = sa.Column(sa.String, index=True)
    contact_method = sa.Column(sa.String)
    da_est = sa.Column(sa.Numeric(precision=5, scale=2))
    score = sa.Column(sa.Numeric(precision=5, scale=2), server_default="0")
    outreach_status = sa.Column(sa.String, index=True, server_default="pending")
    last_sent = sa.Column(sa.DateTime(timezone=True))
    followups_sent = sa.Column(sa.Integer, server_default="0")
    draft_subject = sa.Column(sa.Text)
    draft_body = sa.Column(sa.Text)
    dataforseo_payload = sa.Column(sa.JSON)
    hunter_payload = sa.Column(sa.JSON)
    discovery_query_id = sa.Column(postgresql.UUID(as_uuid=True), sa.ForeignKey("discovery_queries.id"), index=True)
    created_at = sa.Column(sa.DateTime(timezone=True), index=True, server_default=sa.func.current_timestamp())
    updated_at = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.current_timestamp())
