from __future__ import annotations

import datetime
import decimal
import enum
import uuid
from typing import Annotated, List, Optional

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Numeric, String, UniqueConstraint, func
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, declared_attr, mapped_column, relationship

key = Annotated[int, mapped_column(BigInteger, primary_key=True)]
short = Annotated[str, mapped_column(String(30))]
stamp = Annotated[datetime.datetime, mapped_column(DateTime(timezone=True), server_default=func.now())]


class Color(enum.Enum):
    red = 1
    green = 2


class Rank(enum.Enum):
    def __new__(cls, label, weight):
        made = object.__new__(cls)
        made._value_ = label
        made.weight = weight
        return made

    low = ("low", 10)
    high = ("high", 20)


class Base(DeclarativeBase):
    type_annotation_map = {decimal.Decimal: Numeric(10, 2), str: String(200)}


class Common:
    @declared_attr.directive
    def __tablename__(cls) -> str:
        return cls.__name__.lower()

    id: Mapped[key]
    made: Mapped[stamp]


class Owned:
    @declared_attr
    def owner(cls) -> Mapped[str]:
        return mapped_column()

    @declared_attr
    def product_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("product.id"))

    @declared_attr
    def second_id(cls) -> Mapped[Optional[int]]:
        return mapped_column(ForeignKey("product.id"))


class Product(Common, Base):
    name: Mapped[short]
    title: Mapped[str]
    price: Mapped[decimal.Decimal]
    color: Mapped[Optional[Color]]
    second: Mapped[Color | None]
    third: Mapped[Color | None] = mapped_column(index=True)
    rank: Mapped[str] = mapped_column(String(Rank.high.weight), server_default=Rank.high.value)
    code: Mapped[Optional[str]] = mapped_column(unique=True)
    weight: Mapped[float | None]
    is_sold: Mapped[bool] = mapped_column(default=False)
    token: Mapped[uuid.UUID]
    day: Mapped[datetime.date]
    data: Mapped[bytes | None]
    orders: Mapped[List[Order]] = relationship(back_populates="product")


class Order(Common, Base):
    __table_args__ = (UniqueConstraint("product_id", "number"),)
    number: Mapped[int] = mapped_column(Identity(start=100), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id", ondelete="RESTRICT"))
    product: Mapped[Product] = relationship(back_populates="orders")


class Item(Base):
    __tablename__ = "item"
    id: Mapped[int] = mapped_column(primary_key=True)


class Book(Item):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    pages: Mapped[Optional[int]]


class Shelf(Owned, Base):
    __tablename__ = "shelf"
    id = mapped_column(BigInteger, primary_key=True)


class Place(Base):
    __tablename__ = "place"
    shelf_id = mapped_column(ForeignKey(Shelf.id), primary_key=True, autoincrement="ignore_fk")


@Base.registry.mapped_as_dataclass
class Parcel:
    __tablename__ = "parcel"
    id: Mapped[int] = mapped_column(primary_key=True)
    weight: Mapped[Optional[float]] = mapped_column(default=None)


@Base.registry.mapped_as_dataclass(kw_only=True)
class Label:
    __tablename__ = "label"
    code: Mapped[str] = mapped_column(primary_key=True)
    parcel_id: Mapped[int] = mapped_column(ForeignKey("parcel.id", ondelete="CASCADE"), default=None)


@Base.registry.mapped
class Stamp:
    __tablename__ = "stamp"
    id: Mapped[int] = mapped_column(primary_key=True)
