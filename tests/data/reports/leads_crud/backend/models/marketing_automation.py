import sqlalchemy as sa

from models.base import Base


class Campaign(Base):
    __tablename__ = "marketing_campaigns"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(length=200), nullable=False)
    segment_id = sa.Column(sa.Integer, sa.ForeignKey("audience_segments.id", ondelete="SET NULL"))
    template_id = sa.Column(sa.Integer, sa.ForeignKey("marketing_templates.id", ondelete="SET NULL"))
    status = sa.Column(sa.String(length=20), nullable=False, index=True, server_default="draft")
    scheduled_at = sa.Column(sa.DateTime)
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())


class AudienceSegment(Base):
    __tablename__ = "audience_segments"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(length=200), nullable=False)
    filters = sa.Column(sa.JSON)
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())


class MarketingTemplate(Base):
    __tablename__ = "marketing_templates"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(length=200), nullable=False)
    channel = sa.Column(sa.String(length=20), nullable=False)
    subject = sa.Column(sa.String(length=500))
    body = sa.Column(sa.Text)
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())


class AutomationTrigger(Base):
    __tablename__ = "automation_triggers"
    id = sa.Column(sa.Integer, primary_key=True)
    campaign_id = sa.Column(sa.Integer, sa.ForeignKey("marketing_campaigns.id", ondelete="CASCADE"), nullable=False)
    event = sa.Column(sa.String(length=100), nullable=False)
    conditions = sa.Column(sa.JSON)
    is_active = sa.Column(sa.Boolean, nullable=False, server_default=sa.true())


class CampaignAnalytics(Base):
    __tablename__ = "campaign_analytics"
    id = sa.Column(sa.Integer, primary_key=True)
    campaign_id = sa.Column(sa.Integer, sa.ForeignKey("marketing_campaigns.id", ondelete="CASCADE"), nullable=False)
    day = sa.Column(sa.Date, nullable=False)
    sent = sa.Column(sa.Integer, nullable=False, server_default="0")
    opened = sa.Column(sa.Integer, nullable=False, server_default="0")
    clicked = sa.Column(sa.Integer, nullable=False, server_default="0")
    __table_args__ = (sa.Index("ix_campaign_analytics_campaign_id_day", "campaign_id", "day"),)


class CampaignSend(Base):
    __tablename__ = "campaign_sends"
    id = sa.Column(sa.Integer, primary_key=True)
    campaign_id = sa.Column(sa.Integer, sa.ForeignKey("marketing_campaigns.id", ondelete="CASCADE"), nullable=False, index=True)
    customer_id = sa.Column(sa.Integer, sa.ForeignKey("customers.id", ondelete="SET NULL"))
    status = sa.Column(sa.String(length=20), nullable=False, server_default="queued")
    sent_at = sa.Column(sa.DateTime)
