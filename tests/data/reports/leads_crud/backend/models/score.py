import sqlalchemy as sa

from models.base import Base


class Score(Base):
    __tablename__ = "scores"
    id = sa.Column(sa.Integer, primary_key=True)
    lead_id = sa.Column(sa.Integer, sa.ForeignKey("leads.id", ondelete="CASCADE"), nullable=False, index=True)
    score = sa.Column(sa.Float, nullable=False)
    model_version = sa.Column(sa.String(length=50))
    features = sa.Column(sa.JSON)
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
