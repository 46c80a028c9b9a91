import enum
import ipaddress
from datetime import date, time, timedelta
from decimal import Decimal
from typing import List, Optional, Union

import sqlalchemy as sa
from pydantic import EmailStr
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Column, Field, Relationship, SQLModel

from .base import Stamped, WithUuid


class Mood(str, enum.Enum):
    sad = "Sad"
    ok = "Ok"


class Name(str):
    pass


class HeroBase(SQLModel):
    name: str = Field(index=True, max_length=40)
    age: Optional[int] = Field(default=None, index=True)
    mood: Mood = Mood.ok


class HeroTeam(SQLModel, table=True):
    hero_id: Optional[int] = Field(default=None, foreign_key="hero.id", primary_key=True)
    team_id: Optional[int] = Field(default=None, foreign_key="teams.id", primary_key=True)


class Hero(Stamped, HeroBase, table=True):
    __table_args__ = (sa.UniqueConstraint("name", "age", name="uq_name_age"), sa.CheckConstraint("age > 0", name="ck_age"))
    joined: date = Field(sa_column=Column("joined_on", sa.Date, nullable=False))
    id: Optional[int] = Field(default=None, primary_key=True)
    age: int = 5
    secret: Name
    email: EmailStr = Field(unique=True)
    address: Union[ipaddress.IPv4Address, None] = None
    wage: Decimal = Field(max_digits=8, decimal_places=2)
    height: float | None
    photo: bytes
    is_new: bool = True
    wakes: time
    naps: timedelta = Field(nullable=True)
    data: dict = Field(default={}, sa_type=JSONB)
    tags: List[str] = Field(default=[], sa_column=sa.Column(sa.ARRAY(sa.String(20)), server_default="{}"))
    main_team_id: Optional[int] = Field(default=None, foreign_key="teams.id", ondelete="SET NULL")
    teams: List["Team"] = Relationship(back_populates="heroes", link_model=HeroTeam)


class Team(SQLModel, table=True):
    __tablename__ = "teams"
    id: Optional[int] = Field(default=None, primary_key=True)
    title: str = Field(...)
    captain_id: Optional[int] = Field(None, sa_column_args=[sa.ForeignKey("hero.id", ondelete="CASCADE")])
    heroes: List[Hero] = Relationship(back_populates="teams", link_model=HeroTeam)


class Mission(WithUuid, Stamped, table=True):
    text: str = Field(sa_column=Column(sa.Text))
    team_id: int = Field(foreign_key="teams.id", index=True)


class HeroRead(HeroBase):
    id: int
