import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.models.base import Base


class EmailLog(Base):
    __tablename__ = "email_logs"
    id = sa.Column(postgresql.UUID(as_uuid=True), primary_key=True)
    prospect_id = sa.Column(postgresql.UUID(as_uuid=True), sa.ForeignKey("prospects.id"), nullable=False, index=True)
    subject = sa.Column(sa.Text)
    body = sa.Column(sa.Text)
    response = sa.Column(sa.JSON)
    sent_at = sa.Column(sa.DateTime(timezone=True), index=True, server_default=sa.func.current_timestamp())
