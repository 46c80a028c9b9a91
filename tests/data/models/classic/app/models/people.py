from sqlalchemy import Boolean, CheckConstraint, Column, Enum, ForeignKey, Index, Integer, String, Table, Text
from sqlalchemy import UniqueConstraint, text
from sqlalchemy.orm import declared_attr, relationship

from .base import Base, Identified, Level, Timestamps, Trimmed, name_column

memberships = Table(
    "memberships",
    Base.metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("team_id", Integer, ForeignKey("teams.id"), primary_key=True),
    Column("role", String(20), server_default="member"),
)


class User(Identified, Timestamps, Base):
    email = Column("email_address", String(254), unique=True, nullable=False)
    name = name_column(120, index=True)
    nick = Column(Trimmed)
    level = Column(Enum(Level), nullable=False, server_default="low")
    state = Column(Enum("new", "old", name="user_state"))
    is_active = Column(Boolean, nullable=False, server_default=text("true"))
    boss_id = Column(Integer, ForeignKey("users.id"), index=True)
    teams = relationship("Team", secondary=memberships)

    @property
    def shown(self):
        return self.name or self.email


class Team(Base):
    __tablename__ = "teams"
    __table_args__ = (
        UniqueConstraint("name", "region", name="uq_team_in_region"),
        CheckConstraint("length(name) > 1", name="long_enough"),
        Index("ix_teams_both", "region", "name", unique=True),
        {"comment": "who works together"},
    )
    id = Column(Integer, primary_key=True)
    name = name_column()
    region = Column(String(2))


class Owned:
    @declared_attr
    def owner_id(cls):
        return Column(Integer, ForeignKey("users.id"), nullable=False)


class Abstract(Owned, Base):
    __abstract__ = True
    note = Column(Text)


class Document(Abstract):
    __tablename__ = "documents"
    number = Column(Integer, primary_key=True, autoincrement=False)


# joined and single table inheritance
class Employee(Base):
    __tablename__ = "employees"
    id = Column(Integer, primary_key=True)
    kind = Column(String(10))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "employee"}


class Manager(Employee):
    __tablename__ = "managers"
    id = Column(ForeignKey("employees.id"), primary_key=True)
    budget = Column(Integer)
    __mapper_args__ = {"polymorphic_identity": "manager"}


class Intern(Employee):
    until = Column(String(10))
    __mapper_args__ = {"polymorphic_identity": "intern"}
