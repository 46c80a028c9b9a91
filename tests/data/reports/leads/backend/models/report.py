import sqlalchemy as sa

from models.base import Base


class Report(Base):
    __tablename__ = "reports"
    id = sa.Column(sa.Integer, primary_key=True)
    report_number = sa.Column(sa.String(length=50), nullable=False, unique=True, index=True)
    name = sa.Column(sa.String(length=200), nullable=False)
    report_type = sa.Column(sa.String(length=50), nullable=False, index=True)
    period = sa.Column(sa.String(length=50))
    format = sa.Column(sa.String(length=10), nullable=False, server_default="PDF")
    status = sa.Column(sa.String(length=20), nullable=False, index=True, server_default="completed")
    generated_date = sa.Column(sa.DateTime)
    data = sa.Column(sa.JSON)
    file_path = sa.Column(sa.String(length=500))
    metadata_ = sa.Column("metadata", sa.JSON)
    created_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
    updated_at = sa.Column(sa.DateTime, server_default=sa.func.current_timestamp())
