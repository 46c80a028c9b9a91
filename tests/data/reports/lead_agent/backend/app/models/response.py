import sqlalchemy as sa

from app.models.base import Base


class ResponseTemplate(Base):
    __tablename__ = "response_templates"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(length=100), nullable=False, unique=True, index=True)
    subject = sa.Column(sa.String(length=200), nullable=False)
    body = sa.Column(sa.Text, nullable=False)
    is_active = sa.Column(sa.Boolean, nullable=False, server_default=sa.true())
    created_at = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.current_timestamp())
