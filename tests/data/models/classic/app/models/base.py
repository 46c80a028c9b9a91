import datetime
import enum

from sqlalchemy import Column, DateTime, Integer, MetaData, func
from sqlalchemy.orm import declarative_base, declared_attr
from sqlalchemy.types import TypeDecorator, VARCHAR

convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Identified:
    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower() + "s"

    id = Column(Integer, primary_key=True)


Base = declarative_base(metadata=MetaData(naming_convention=convention))


class Timestamps(object):
    """A mixin: its columns are copied to each model."""

    created_at = Column(DateTime(timezone=True), nullable=False, server_default=func.now())
    updated_at = Column(DateTime, default=datetime.datetime.utcnow, onupdate=datetime.datetime.utcnow)


class Level(enum.Enum):
    low = "LOW"
    high = "HIGH"


class Trimmed(TypeDecorator):
    impl = VARCHAR(40)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value.strip()


def name_column(length=80, **keywords):
    from sqlalchemy import String

    return Column(String(length), nullable=False, **keywords)
