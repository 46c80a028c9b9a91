from sqlalchemy import Column, ForeignKey, Integer
from .base import Base


class Forgotten(Base):
    __tablename__ = "forgotten"
    id = Column(Integer, primary_key=True)
    gone_id = Column(Integer, ForeignKey("nowhere.id"))
