"""Tables beside those of models that a mapper of the project's own makes: one row for each version of a row."""
from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, String, Table, util
from sqlalchemy.ext.declarative import declared_attr
from sqlalchemy.orm import mapper

from app.models.base import Base


def _copy(column):
    copy = column.copy()
    column.info["copy"] = copy
    copy.unique = False
    if copy.nullable:
        copy.default = copy.server_default = None
    return copy


def add_versions(local_mapper):
    cls = local_mapper.class_
    for prop in local_mapper.iterate_properties:
        getattr(cls, prop.key).impl.active_history = True
    parent = local_mapper.inherits
    table = local_mapper.local_table
    properties = util.OrderedDict()
    columns = []
    for column in table.c:
        if "version_meta" in column.info:
            continue
        columns.append(_copy(column))
        prop = local_mapper.get_property_by_column(column)
        if len(prop.columns) > 1 or prop.columns[0].key != prop.key:
            properties[prop.key] = tuple(one.info["copy"] for one in prop.columns)
    if parent is None:
        columns.append(Column("version", Integer, primary_key=True, autoincrement=False, info={"version_meta": True}))
    versions = Table(table.name + "_versions", table.metadata, *columns, schema=table.schema)
    made = type.__new__(type, "%sVersion" % cls.__name__, cls.__bases__, {})
    cls.__versions__ = mapper(made, versions, properties=properties)
    table.append_column(Column("version", Integer, default=1, nullable=False))
    local_mapper.add_property("version", table.c.version)


class Versioned:
    @declared_attr
    def __mapper_cls__(cls):
        def map(cls, *arg, **kw):
            made = mapper(cls, *arg, **kw)
            add_versions(made)
            return made

        return map


class Contract(Versioned, Base):
    __tablename__ = "contracts"
    id = Column(Integer, primary_key=True)
    number = Column(String(20), unique=True, nullable=False)
    _state = Column("state", String(10), server_default="open")
    isSigned = Column(Boolean, nullable=False, server_default="false", index=True)
    user_id = Column(Integer, ForeignKey("contract_users.id", ondelete="CASCADE"))
    signed_at = Column(DateTime)


class ContractUser(Base):
    __tablename__ = "contract_users"
    id = Column(Integer, primary_key=True)
