import sqlalchemy as sa

from app.models.base import Base


class Location(Base):
    __tablename__ = "locations"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(length=100), nullable=False)
    code = sa.Column(sa.String(length=50), nullable=False, unique=True, index=True)
    url = sa.Column(sa.String(length=255), nullable=False)
    is_active = sa.Column(sa.Boolean, nullable=False, server_default=sa.true())
    created_at = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.current_timestamp())


class Lead(Base):
    __tablename__ = "leads"
    id = sa.Column(sa.Integer, primary_key=True)
    craigslist_id = sa.Column(sa.String(length=50), nullable=False, unique=True, index=True)
    title = sa.Column(sa.String(length=500), nullable=False)
    url = sa.Column(sa.String(length=1000), nullable=False)
    location_id = sa.Column(sa.Integer, sa.ForeignKey("locations.id"), nullable=False, index=True)
    category = sa.Column(sa.String(length=100))
    email = sa.Column(sa.String(length=255))
    status = sa.Column(sa.String(length=30), nullable=False, index=True, server_default="new")
    posted_at = sa.Column(sa.DateTime(timezone=True))
    scraped_at = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.current_timestamp())


class ScrapingJob(Base):
    __tablename__ = "scraping_jobs"
    id = sa.Column(sa.Integer, primary_key=True)
    location_id = sa.Column(sa.Integer, sa.ForeignKey("locations.id"), nullable=False)
    state = sa.Column(sa.String(length=20), nullable=False, index=True, server_default="queued")
    started_at = sa.Column(sa.DateTime(timezone=True))
    finished_at = sa.Column(sa.DateTime(timezone=True))
    found = sa.Column(sa.Integer, nullable=False, server_default="0")
