import sqlalchemy as sa

from app.models.base import Base


class Campaign(Base):
    __tablename__ = "campaigns"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(length=200), nullable=False)
    template_id = sa.Column(sa.Integer, sa.ForeignKey("response_templates.id"))
    state = sa.Column(sa.String(length=20), nullable=False, index=True, server_default="draft")
    created_at = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.current_timestamp())


class CampaignRecipient(Base):
    __tablename__ = "campaign_recipients"
    id = sa.Column(sa.Integer, primary_key=True)
    campaign_id = sa.Column(sa.Integer, sa.ForeignKey("campaigns.id", ondelete="CASCADE"), nullable=False)
    lead_id = sa.Column(sa.Integer, sa.ForeignKey("leads.id", ondelete="CASCADE"), nullable=False)
    sent_at = sa.Column(sa.DateTime(timezone=True))
    __table_args__ = (sa.Index("ix_campaign_recipients_campaign_id_lead_id", "campaign_id", "lead_id"),)
