"""What declarative classes say in other ways than by plain attributes."""
import dataclasses
from typing import Annotated, Literal, NewType, Optional

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    Enum,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import BLANK_SCHEMA
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    column_property,
    composite,
    deferred,
    mapped_column,
    relationship,
)


class Base(DeclarativeBase):
    metadata = MetaData(schema="depot")
    type_annotation_map = {
        Annotated[str, 30]: String(30),
        Annotated[str, 50]: String(50),
        str: Text,
        list[int]: ARRAY(Integer),
        list[str]: ARRAY(String),
    }


@dataclasses.dataclass
class Place:
    shelf: int
    row: Optional[str]


class Range:
    def __init__(self, low, high):
        self.low, self.high = low, high


class Bin(Base):
    __tablename__ = "bin"
    id: Mapped[int] = mapped_column(primary_key=True)
    short: Mapped[Annotated[str, 30]]
    longer: Mapped[Optional[Annotated[str, 50]]]
    plain: Mapped[str]
    photo: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    weight: Mapped[int] = deferred(Column(Integer))
    label: Mapped[str] = column_property(Column("label_text", String(9)))
    loose: Mapped[str] = Column(String(4))
    place: Mapped[Place] = composite(mapped_column("shelf_number"), mapped_column())
    span = composite(Range, Column("low", Integer), Column("high", Integer, nullable=False))
    first = Column("first_one", Integer)
    last = Column("last_one", Integer)
    ends = composite(Range, first, last)
    spread = column_property(last - first)


class Stock(Base):
    __tablename__ = "stock"
    id: Mapped[int] = mapped_column(primary_key=True)
    amount: Mapped[int] = mapped_column()
    other = Column("other_amount", Integer)
    name: Mapped[str] = mapped_column(String(10))
    bin_id = mapped_column(ForeignKey("depot.bin.id"))
    __table_args__ = (
        CheckConstraint(amount > 0, name="positive"),
        CheckConstraint(other + amount < 10, name="few"),
        Index("ix_name", amount.desc(), name, unique=True, postgresql_where=other > 5),
        UniqueConstraint(name, amount, name="uq_name"),
    )


Stock.added = Column(Integer, index=True)
Stock.coded = mapped_column("code", String(5), nullable=False)
Stock.__table__.append_column(Column("noted", Text))
Stock.bin = relationship(Bin)
for number in range(2):
    setattr(Stock, f"count_{number}", mapped_column(Integer, unique=True))
Index("ix_added", Stock.name, Stock.added)


class Chain(Base):
    """A reference's type is that of the column at its end."""

    __tablename__ = "chain"
    id = Column(ForeignKey("depot.stock.id"), primary_key=True)
    before = Column(ForeignKey("depot.chain.id"))


class Kinds(Base):
    __tablename__ = "kinds"
    __table_args__ = {"schema": "other"}
    id: Mapped[int] = mapped_column(primary_key=True)
    own = Column(Enum("a", "b", name="own"))
    inherited = Column(Enum("a", "b", name="inherited", inherit_schema=True))
    of_metadata = Column(Enum("a", "b", name="of_metadata", metadata=Base.metadata))
    given = Column(Enum("a", "b", name="given", schema="third"))


State = Literal["on", "off"]
PartId = NewType("PartId", int)
code = Annotated[str, mapped_column("not_this_name", String(7), unique=True)]


class Part(Base):
    """Annotations of other kinds, in quotes and not."""

    __tablename__ = "part"
    id: "Mapped[PartId]" = mapped_column(primary_key=True)
    state: Mapped[Literal["good", "broken"]]
    power: Mapped[Optional[State]]
    colour: Mapped["State"]
    whole: "Mapped[Optional[int]]"
    within: Mapped["Optional[code]"]
    coded: Mapped[code] = mapped_column(unique=False)
    other: Mapped["PartId"]
    sizes: Mapped[list[int]]
    names: Mapped[Optional[list[str]]]


log = Table("log", Base.metadata, Column("id", Integer, primary_key=True), Column("before", ForeignKey("log.id")),
            Column("text", String(5), unique=True), CheckConstraint("text <> ''", name="filled"))
log.to_metadata(Base.metadata, name="old_log")
log.to_metadata(Base.metadata, schema="other")
plain = MetaData()
tree = Table("tree", plain, Column("id", Integer, primary_key=True), Column("up", ForeignKey("tree.id", ondelete="CASCADE")),
             Column("kind", Enum("a", "b", name="tree_kind")),
             Column("state", Enum("a", "b", name="tree_state", metadata=plain)))
tree.to_metadata(Base.metadata)
tree.to_metadata(Base.metadata, schema="forest", name="wood")
Table("bare", Base.metadata, Column("id", ForeignKey("depot.tree.id"), primary_key=True), schema=BLANK_SCHEMA)
from . import further  # noqa: E402,F401
