import sqlalchemy as sa

from app.models.base import Base


class CampaignMetrics(Base):
    __tablename__ = "campaign_metrics"
    id = sa.Column(sa.Integer, primary_key=True)
    campaign_id = sa.Column(sa.Integer, sa.ForeignKey("campaigns.id", ondelete="CASCADE"), nullable=False, unique=True, index=True)
    sent = sa.Column(sa.Integer, nullable=False, server_default="0")
    delivered = sa.Column(sa.Integer, nullable=False, server_default="0")
    opened = sa.Column(sa.Integer, nullable=False, server_default="0")
    clicked = sa.Column(sa.Integer, nullable=False, server_default="0")
    replied = sa.Column(sa.Integer, nullable=False, server_default="0")
    cost = sa.Column(sa.Numeric(precision=10, scale=2))
    revenue = sa.Column(sa.Numeric(precision=12, scale=2))
    updated_at = sa.Column(sa.DateTime(timezone=True), index=True, server_default=sa.func.current_timestamp())


class CampaignMetricsSnapshot(Base):
    __tablename__ = "campaign_metrics_snapshots"
    id = sa.Column(sa.Integer, primary_key=True)
    campaign_id = sa.Column(sa.Integer, sa.ForeignKey("campaigns.id", ondelete="CASCADE"), nullable=False)
    metrics_id = sa.Column(sa.Integer, sa.ForeignKey("campaign_metrics.id", ondelete="CASCADE"), nullable=False)
    taken_at = sa.Column(sa.DateTime(timezone=True), nullable=False, server_default=sa.func.current_timestamp())
    sent = sa.Column(sa.Integer, nullable=False, server_default="0")
    opened = sa.Column(sa.Integer, nullable=False, server_default="0")
    clicked = sa.Column(sa.Integer, nullable=False, server_default="0")
    replied = sa.Column(sa.Integer, nullable=False, server_default="0")
    __table_args__ = (sa.Index("ix_campaign_metrics_snapshots_campaign_id_taken_at", "campaign_id", "taken_at"),)
