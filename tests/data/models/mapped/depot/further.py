"""Names, bases and constraints that come in roundabout ways."""
import dataclasses
from typing import Annotated, Optional

from sqlalchemy import CheckConstraint, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import (
    DeclarativeBase,
    DeclarativeMeta,
    Mapped,
    composite,
    declarative_base,
    declarative_mixin,
    declared_attr,
    mapped_column,
    registry,
)

from .models import Base

metadata = Base.metadata


class Named(Base):
    """What a mapped parent's functions say is asked again for each class."""

    @declared_attr.directive
    def __tablename__(cls):
        return cls.__name__.lower()

    @declared_attr.directive
    def __table_args__(cls):
        return (Index(f"ix_{cls.__name__}", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)


class NamedToo(Named):
    id: Mapped[int] = mapped_column(ForeignKey("depot.named.id"), primary_key=True)


class Plain(Base):
    __tablename__ = "plain"
    __table_args__ = (UniqueConstraint("a", name="uq_plain"), {"comment": "not of those that inherit"})
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[int] = mapped_column()
    b: Mapped[int] = mapped_column()
    Index("ix_plain_b", b)


class Joined(Plain):
    __tablename__ = "joined"
    id: Mapped[int] = mapped_column(ForeignKey("depot.plain.id"), primary_key=True)


UniqueConstraint(Plain.a, Plain.b, name="uq_plain_after")
CheckConstraint(Plain.a > 5, name="ck_plain_after")


class Automatic:
    @declared_attr.directive
    def __tablename__(cls):
        return cls.__name__.lower()

    @classmethod
    def __table_cls__(cls, *arguments, **keywords):
        for one in arguments[1:]:
            if isinstance(one, Column) and one.primary_key:
                return Table(*arguments, **keywords)
        return None


class Person(Automatic, Base):
    id = mapped_column(Integer, primary_key=True)


class Clerk(Person):
    desk = mapped_column(String(3))


class Boss(Person):
    id = mapped_column(ForeignKey("depot.person.id"), primary_key=True)


@declarative_mixin
class Owned:
    owner: Mapped[int] = mapped_column(ForeignKey("depot.plain.id"), index=True)
    level: Mapped[int]
    name = Column(String(5), unique=True)

    @declared_attr
    def keeper(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("depot.person.id"))


class Annotations(Owned, Base):
    """Annotations alone do not stand before what a mixin has."""

    __tablename__ = "annotations"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[Optional[int]]
    level: Mapped[Optional[str]]
    name: Mapped[Optional[str]]
    keeper: Mapped[Optional[int]]


class Overridden(Owned, Base):
    __tablename__ = "overridden"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[Optional[int]] = mapped_column()
    level = None
    name = None
    keeper: Mapped[Optional[int]] = None
    other: Mapped[Optional[int]] = None


class ClassicBase(metaclass=DeclarativeMeta):
    __abstract__ = True
    registry = registry(metadata=metadata)
    metadata = metadata


class Classic(ClassicBase):
    __tablename__ = "classic"
    id = Column(Integer, primary_key=True)


class NamingMeta(DeclarativeMeta):
    def __init__(cls, name, bases, names):
        if name != "Base" and "__tablename__" not in names:
            cls.__tablename__ = "by_" + name.lower()
        super().__init__(name, bases, names)


NamingBase = declarative_base(metaclass=NamingMeta, metadata=metadata)


class Metaclass(NamingBase):
    id = Column(Integer, primary_key=True)


@registry(metadata=metadata).as_declarative_base()
class WithKey:
    id = Column(Integer, primary_key=True)


class Keyed(WithKey):
    __tablename__ = "keyed"


class MapBase(DeclarativeBase):
    metadata = metadata


word = Annotated[str, 50]
MapBase.registry.update_type_annotation_map({str: Text, word: String(50)})


@dataclasses.dataclass
class Address:
    street: str
    town: str


class Mapping(MapBase):
    __tablename__ = "mapping"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    word: Mapped[Optional[word]]
    street: Mapped[str] = mapped_column("street_name")
    town: Mapped[str]
    address: Mapped[Address] = composite(Address, "street", "town")


class Number(Column):
    inherit_cache = True


fields = registry(metadata=metadata)


@fields.mapped
@dataclasses.dataclass
class Fields:
    __tablename__ = "fields"
    __sa_dataclass_metadata_key__ = "sa"
    id: int = dataclasses.field(init=False, metadata={"sa": Number(Integer, primary_key=True)})
    plain_id: int = dataclasses.field(init=False, metadata={"sa": lambda: Column(ForeignKey("depot.plain.id"))})


parent = Table("parent", metadata, Column("id", Integer, key="ident", primary_key=True),
               Column("x", String(5), key="y", unique=True), Column("y", Integer, key="x", unique=True))
Table("child", metadata, Column("id", ForeignKey("depot.parent.ident"), primary_key=True),
      Column("by_key", ForeignKey("depot.parent.y")), Column("by_name", ForeignKey("depot.parent.y", link_to_name=True)),
      Column("c", Integer, key="k"), ForeignKeyConstraint(["k"], ["depot.parent.x"]))


class Keys:
    key = Column(Integer, primary_key=True)


class Alias(Keys, Base):
    """The mixin's own column, and a second name of another class's."""

    __tablename__ = "alias"
    key = Keys.key
    plain_a = Plain.a


class Copied(Keys, Base):
    __tablename__ = "copied"
