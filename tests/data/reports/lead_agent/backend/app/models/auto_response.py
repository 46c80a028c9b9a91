import sqlalchemy as sa

from app.models.base import Base


class AutoResponse(Base):
    __tablename__ = "auto_responses"
    id = sa.Column(sa.Integer, primary_key=True)
    lead_id = sa.Column(sa.Integer, sa.ForeignKey("leads.id", ondelete="CASCADE"), nullable=False, index=True)
    template_id = sa.Column(sa.Integer, sa.ForeignKey("response_templates.id", ondelete="SET NULL"), index=True)
    subject = sa.Column(sa.String(length=500), nullable=False)
    body = sa.Column(sa.Text, nullable=False)
    personalization_data = sa.Column(sa.JSON)
    status = sa.Column(sa.String(length=30), nullable=False, index=True, server_default="pending")
    variant = sa.Column(sa.String(length=50))
    scheduled_at = sa.Column(sa.DateTime(timezone=True), index=True)
    sent_at = sa.Column(sa.DateTime(timezone=True), index=True)
    opened_at = sa.Column(sa.DateTime(timezone=True))
    clicked_at = sa.Column(sa.DateTime(timezone=True))
    replied_at = sa.Column(sa.DateTime(timezone=True))
    error_message = sa.Column(sa.Text)
    created_at = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.current_timestamp())
    updated_at = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.current_timestamp())
    __table_args__ = (sa.Index("ix_auto_responses_lead_id_status", "lead_id", "status"),)


class ResponseVariable(Base):
    __tablename__ = "response_variables"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(length=100), nullable=False, unique=True, index=True)
    description = sa.Column(sa.Text)
    default_value = sa.Column(sa.Text)
    created_at = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.current_timestamp())
