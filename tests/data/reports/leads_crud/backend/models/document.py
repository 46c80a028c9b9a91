import sqlalchemy as sa

from models.base import Base


class Document(Base):
    __tablename__ = "documents"
    id = sa.Column(sa.Integer, primary_key=True)
    lead_id = sa.Column(sa.Integer, sa.ForeignKey("leads.id", ondelete="SET NULL"), index=True)
    submission_id = sa.Column(sa.String(length=100), unique=True, index=True)
    template = sa.Column(sa.String(length=200))
    status = sa.Column(sa.String(length=30), nullable=False, server_default="draft")
    signed_at = sa.Column(sa.DateTime)
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
