from sqlalchemy import Column, ForeignKey, Integer, String
from .base import Base


class Node(Base):
    __tablename__ = "nodes"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer, ForeignKey("nodes.id"))
    root_id = Column(Integer, ForeignKey("roots.id", use_alter=True, name="fk_root"))


class Root(Base):
    __tablename__ = "roots"
    id = Column(Integer, primary_key=True)
    node_id = Column(Integer, ForeignKey("nodes.id"))
    key = Column(String, nullable=False, unique=True)
