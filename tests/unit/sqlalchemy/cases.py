"""Python that makes SQLAlchemy's objects; each snippet leaves what is rendered in `result`.

Kinds: type, expression, statement, table (CREATE TABLE with what belongs to it).
"""

PREAMBLE = """
import datetime, decimal, enum, uuid
import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.sql import column, table
t = table("t", column("a", sa.Integer), column("s", sa.String), column("b", sa.Boolean), column("d", sa.DateTime))
o = table("o", column("x", sa.Integer), column("y", sa.String(5)), schema="other")
m = sa.MetaData()
users = sa.Table("users", m, sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(20)),
                 sa.Column("team_id", sa.ForeignKey("teams.id")), sa.Column("data", postgresql.JSONB))
teams = sa.Table("teams", m, sa.Column("id", sa.Integer, primary_key=True), sa.Column("title", sa.Text))
class Color(enum.Enum):
    red = "R"
    dark_blue = "B"
class Level(str, enum.Enum):
    low = "l"
    high = "h"
"""

TYPES = """
sa.Integer
sa.Integer()
sa.String(20)
sa.String(length=20)
sa.String(20, collation="de_DE")
sa.VARCHAR(length=sa.String(7).length)
sa.Numeric(10, 2)
sa.Numeric(precision=10, scale=2, asdecimal=False)
sa.Float(precision=53)
sa.Float(asdecimal=True)
sa.Double()
sa.DateTime(True)
sa.DateTime(timezone=True)
sa.TIMESTAMP(timezone=False)
sa.Boolean(name="ck")
sa.LargeBinary(length=5)
sa.JSON(none_as_null=True)
sa.Uuid(as_uuid=False)
sa.UUID()
sa.types.TEXT()
sa.sql.sqltypes.BigInteger()
sa.Interval(second_precision=3)
sa.ARRAY(sa.String(5))
sa.ARRAY(sa.Integer, dimensions=2)
sa.Enum("a", "b", name="ab")
sa.Enum("a", "b", name="ab", native_enum=False)
sa.Enum(Color)
sa.Enum(Color, name="c", values_callable=lambda e: [m.value for m in e])
sa.Enum(Level, native_enum=False, length=30)
sa.Enum(*[c.value for c in Color], name="colors")
sa.PickleType()
postgresql.UUID(as_uuid=True)
postgresql.JSONB
postgresql.JSONB(astext_type=sa.Text())
postgresql.ARRAY(sa.Text())
postgresql.ARRAY(postgresql.UUID(as_uuid=True), dimensions=1)
postgresql.TIMESTAMP(timezone=True, precision=3)
postgresql.TIMESTAMP(True)
postgresql.INTERVAL(fields="DAY", precision=2)
postgresql.BIT(5, varying=True)
postgresql.ENUM("x", "y", name="xy", create_type=False)
postgresql.ENUM(Color, name="color2")
postgresql.DOUBLE_PRECISION(precision=53)
postgresql.INET()
postgresql.TSVECTOR()
postgresql.HSTORE(text_type=sa.Text())
mysql.TINYINT(1)
mysql.INTEGER(display_width=11, unsigned=True)
mysql.VARCHAR(20, charset="utf8", collation="utf8_bin")
mysql.LONGTEXT()
mysql.DATETIME(fsp=6)
mysql.DECIMAL(10, 2, unsigned=True)
mysql.ENUM("a", "b")
sqlite.DATETIME()
sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
sa.BigInteger().with_variant(sa.Integer, "sqlite").with_variant(mysql.BIGINT(unsigned=True), "mysql")
sa.String().with_variant(sa.Text(), "postgresql", "sqlite")
sa.types.NullType()
"""

EXPRESSIONS = """
t.c.a == 5
t.c.a == None
t.c.a != None
None == t.c.a
5 < t.c.a
t.c.a.is_(None)
t.c["a"].isnot(None)
t.c.b == True
t.c.b
~t.c.b
t.c.b.is_(sa.true())
sa.and_(t.c.a == 1, t.c.b)
(t.c.a == 1) & (t.c.s == "x") | (t.c.a == 2)
sa.or_(t.c.a == 1, sa.and_(t.c.a == 2, t.c.s.like("x%")))
sa.and_(True, t.c.a == 1)
sa.not_(t.c.a == 1)
~(t.c.a.in_([1, 2]))
t.c.a.in_([])
t.c.a.in_((1, 2))
t.c.a.notin_({1})
t.c.a.not_in([x for x in range(3)])
t.c.s.in_(sa.select(o.c.y))
t.c.s.in_([c.value for c in Color])
t.c.s == Level.low
t.c.s.ilike("%x")
t.c.s.contains("x")
t.c.s.startswith("x")
t.c.s.endswith("x")
t.c.s.between("a", "b")
sa.between(t.c.a, 1, 5)
t.c.s + "x"
"x" + t.c.s
t.c.s + t.c.s + "y"
t.c.a + 1
1 - t.c.a
(t.c.a + 1) * 2
t.c.a / 2
t.c.a % 2
-t.c.a
t.c.s.concat("x")
t.c.s.op("->>")("k")
t.c.s.collate("de_DE")
t.c.a.desc()
sa.desc(t.c.a)
sa.nullslast(t.c.a.desc())
t.c.a.asc().nulls_first()
t.c.a.distinct()
t.c.s.cast(sa.Integer)
sa.cast(t.c.s, sa.Integer)
sa.cast("5", sa.Integer)
sa.cast(t.c.a, sa.Enum("a", name="e"))
sa.type_coerce(t.c.s, sa.JSON)
sa.func.now()
sa.func.count()
sa.func.count(t.c.a)
sa.func.coalesce(t.c.s, "")
sa.func.lower(t.c.s) == "x"
sa.func.pg_catalog.lower(t.c.s)
sa.func.date_trunc("day", t.c.d)
sa.func.cast(t.c.a, sa.String(5))
sa.sql.functions.now()
sa.sql.func.current_timestamp()
sa.func.char_length(t.c.s) > 5
sa.extract("year", t.c.d)
sa.text("now()")
sa.text("a = :x").bindparams(x=5)
sa.text("a = :x AND b = :y").bindparams(sa.bindparam("x", "it's"), y=True)
sa.literal("x")
sa.literal(5, sa.String)
sa.literal_column("1 + 1")
sa.null()
sa.true()
sa.sql.expression.false()
sa.case((t.c.a == 1, "one"), (t.c.a == 2, "two"), else_="more")
sa.case({1: "one", 2: "two"}, value=t.c.a, else_="more")
sa.case((t.c.b, t.c.a))
sa.tuple_(t.c.a, t.c.s)
t.c.d < datetime.datetime(2020, 1, 2, 3, 4, 5)
t.c.d >= datetime.date(2020, 1, 2)
sa.exists().where(o.c.x == 3)
sa.exists(sa.select(o.c.x).where(o.c.y == "q"))
~sa.exists().where(o.c.x == 3)
sa.select(sa.func.max(o.c.x)).scalar_subquery() + 1
t.c.a == sa.select(sa.func.max(o.c.x)).scalar_subquery()
sa.bindparam("p", 5)
t.c.a.op("&")(3)
t.c.a.bitwise_and(1)
users.c.data.is_(None)
users.c.name == users.c.team_id
t.c.a == users.c.id
t.c.a < users.c.id
users.c.id == t.c.a
sa.column("free") == 5
sa.column("free", sa.String) + "x"
sa.column("free") + "x"
t.c.a.label("n")
"""

STATEMENTS = """
sa.select(t)
sa.select(t.c.a, t.c.s.label("other"))
sa.select(t.c.a).where(t.c.a == 1).where(t.c.s == "x")
sa.select(t.c.a).filter(t.c.a == 1, t.c.b)
sa.select(users).filter_by(name="x")
sa.select(sa.func.count()).select_from(t)
sa.select(sa.func.count(), sa.func.max(t.c.a), t.c.s).group_by(t.c.s).having(sa.func.count() > 1)
sa.select(t.c.a).order_by(t.c.a.desc(), t.c.s).limit(5).offset(2)
sa.select(t.c.a).order_by("a")
sa.select(t.c.a).distinct()
sa.select(sa.distinct(t.c.a))
sa.select(t.c.a).with_for_update()
sa.select(sa.literal(1))
sa.select(sa.text("a"), sa.text("b")).select_from(sa.text("t")) if False else sa.select(sa.text("a"))
t.select()
t.select().where(t.c.a > 1)
sa.select(users.c.name, teams.c.title).where(users.c.team_id == teams.c.id)
sa.select(users.c.name).select_from(users.join(teams))
sa.select(users.c.id, teams.c.id).select_from(users.join(teams, users.c.team_id == teams.c.id))
sa.select(users.c.name, teams.c.title).select_from(sa.outerjoin(users, teams, users.c.team_id == teams.c.id))
sa.select(users.c.name).join(teams, users.c.team_id == teams.c.id).where(teams.c.title == "x")
sa.select(users.c.name).join(teams)
sa.select(users.c.name).outerjoin(teams, sa.and_(users.c.team_id == teams.c.id, teams.c.id > 5))
sa.select(t.alias("z").c.a)
sa.select(t.alias())
sa.select(sa.select(t.c.a).subquery().c.a)
sa.select(sa.select(t.c.a, sa.func.count().label("n")).group_by(t.c.a).subquery("q").c.n)
sa.select(t.c.a).where(sa.exists().where(o.c.x == t.c.a))
sa.select(t.c.a).where(t.c.a.in_(sa.select(o.c.x).where(o.c.y == t.c.s)))
sa.insert(t).values(a=1, s="it's")
sa.insert(t).values({"s": "x", "a": 1})
sa.insert(t).values({t.c.s: "x"})
t.insert().values(a=None, b=True)
t.insert().values([{"a": 1, "s": "x"}, {"a": 2, "s": "y"}])
t.insert().values((1, "x", True, None))
t.insert().values(d=sa.func.now(), a=sa.select(sa.func.max(o.c.x)).scalar_subquery())
t.insert().values(a=sa.text("1 + 1"))
sa.insert(users).values(name="x")
sa.insert(users).values(name="x").returning(users.c.id, users.c.name)
users.insert().values(id=5, name="x")
sa.insert(t).from_select(["a", "s"], sa.select(o.c.x, o.c.y))
sa.insert(t).values(d=datetime.datetime(2020, 1, 2, 3, 4, 5, 6))
sa.update(t).values(a=5)
sa.update(t).values(s="x", a=5).where(t.c.a == 3)
sa.update(t).where(t.c.a == 3).where(t.c.b).values({"s": t.c.s + "x"})
t.update().values({t.c.a: t.c.a + 1})
t.update().where(t.c.s == None).values(s="")
sa.update(t).values(b=sa.case((t.c.a == 1, sa.true()), else_=sa.false()))
sa.update(t).values(a=o.c.x).where(t.c.s == o.c.y)
sa.update(users).values(name="x").where(users.c.id.in_([1, 2]))
sa.update(users).where(users.c.id == sa.bindparam("i", 5)).values(name=sa.func.upper(users.c.name))
sa.update(t).values(s=sa.select(o.c.y).where(o.c.x == t.c.a).scalar_subquery())
sa.update(t).ordered_values(("s", "x"), ("a", 1))
sa.delete(t)
sa.delete(t).where(t.c.a == 5)
t.delete().where(sa.and_(t.c.a == 5, t.c.s != "x"))
sa.delete(t).where(~sa.exists().where(o.c.x == t.c.a))
sa.delete(users).where(users.c.id == 5).returning(users.c.id)
sa.insert(table("k", column("u", sa.Uuid))).values(u=uuid.UUID("12345678123456781234567812345678"))
sa.insert(table("k", column("n", sa.Numeric))).values(n=decimal.Decimal("1.50"))
sa.insert(table("k", column("e", sa.Enum(Color)))).values(e=Color.red)
sa.insert(table("k", column("e", sa.Enum(Color)))).values([{"e": Color.red}, {"e": "dark_blue"}])
sa.insert(table("k", column("e", sa.Enum(Color, values_callable=lambda e: [m.value for m in e])))).values(e=Color.red)
sa.update(table("k", column("e", sa.Enum(Color)))).where(column("e", sa.Enum(Color)) == Color.dark_blue).values(e="red")
sa.update(table("k", column("e", sa.Enum(Color)))).where(column("e", sa.Enum(Color)).in_([Color.red])).values(e=None)
sa.insert(table("k", column("e", sa.String))).values(e=Level.low)
sa.insert(table("k", column("e", sa.String))).values(e=Color.red.name)
sa.insert(table("k", column("r", sa.ARRAY(sa.Integer)))).values(r=[1, 2])
sa.insert(table("k", column("f", sa.Float))).values(f=1.5)
sa.insert(table("k", column("y", sa.Date))).values(y=datetime.date(2020, 1, 2))
sa.insert(table("k", column("z", sa.Time))).values(z=datetime.time(3, 4))
sa.insert(table("k", column("l", sa.LargeBinary))).values(l=b"abc")
sa.insert(t).values(a=sa.literal(1), s=sa.func.lower("X"))
sa.insert(t).values(s=sa.cast(5, sa.String(5)))
sa.insert(t).values(a=1).values(s="x")
sa.insert(users).values({users.c.name: "x", "team_id": 5})
sa.select(sa.cast(t.c.a, sa.Text))
sa.select(sa.func.coalesce(t.c.a, 0).label("z"))
sa.select(t.c.a, t.c.a + 1, sa.func.lower(t.c.s))
sa.select(users.c.id, teams.c.id.label("team"))
sa.select(t).where(sa.text("a > :n").bindparams(n=5))
sa.select(t.c.a).where(t.c.a == sa.select(o.c.x).where(o.c.y == "q").limit(1).scalar_subquery())
sa.select(o).where(o.c.y.in_(["a", "b"])).order_by(o.c.x.desc().nulls_last())
sa.select(sa.func.count(sa.distinct(t.c.a)))
sa.select(t.c.a).group_by(t.c.a).having(sa.func.count(t.c.s) > 1).order_by(sa.func.count(t.c.s))
sa.select(t.c.a, t.c.s).where(t.c.d.between(datetime.datetime(2020, 1, 1), datetime.datetime(2021, 1, 1)))
sa.select(sa.column("x"), sa.column("y")).select_from(table("free"))
sa.select(table("a", column("x")).c.x).where(sa.or_(sa.and_(column("p") == 1, column("q") == 2), column("r").is_(None)))
sa.select(t.c.a).where(sa.exists(sa.select(sa.literal(1)).select_from(o).where(o.c.x == t.c.a)))
sa.select(t.c.a).where(sa.not_(sa.exists().where(sa.and_(o.c.x == t.c.a, o.c.y == "z"))))
sa.select(t.alias("p").c.a).where(sa.exists().where(o.c.x == t.c.a))
sa.select(users.alias("p").c.id, users.alias("q").c.id)
sa.delete(t).where(t.c.a.in_(sa.select(users.c.id).where(users.c.name == None)))
sa.delete(t).where(t.c.a == o.c.x)
sa.update(t).values(s=sa.func.concat(t.c.s, "x"))
sa.update(t).values(s=t.c.s.op("||")("x"))
sa.update(users).values(data=sa.text("'{}'::jsonb"))
sa.update(users).values(data=sa.cast("{}", postgresql.JSONB))
sa.update(t).values({"b": sa.not_(t.c.b)})
sa.update(t).values(b=~t.c.b)
sa.update(t).values(s=sa.case((t.c.s == "a", "b"), (t.c.s == "c", "d"), else_=t.c.s))
sa.update(t).values(s=sa.null(), b=sa.true(), a=-1)
sa.update(t).values(d=sa.func.now()).where(sa.func.lower(t.c.s) == sa.func.lower("X"))
sa.update(t).values(a=sa.select(sa.func.count()).select_from(o).where(o.c.x == t.c.a).scalar_subquery())
sa.update(t).values(a=sa.select(o.c.x).where(o.c.y == t.c.s).as_scalar()) if False else sa.update(t).values(a=1)
sa.text("UPDATE t SET a = 1")
sa.text("UPDATE t SET a = :a WHERE s = :s").bindparams(a=1, s="it's")
sa.schema.CreateSequence(sa.Sequence("q"))
sa.schema.CreateSequence(sa.Sequence("q", start=5, increment=2, schema="z"))
sa.schema.DropSequence(sa.Sequence("q"))
sa.schema.CreateSchema("z")
sa.schema.CreateSchema("z", if_not_exists=True)
sa.schema.DropSchema("z", cascade=True)
sa.schema.DropTable(teams)
sa.schema.CreateTable(teams)
sa.DDL("CREATE EXTENSION x WITH '%%'")
"""

TABLES = '''
sa.Table("a", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))
sa.Table("a", sa.MetaData(), sa.Column("id", sa.Integer(), nullable=False), sa.Column("n", sa.String(5), nullable=True), sa.PrimaryKeyConstraint("id", name="pk"))
sa.Table("a", sa.MetaData(schema="z"), sa.Column("id", sa.Integer, primary_key=True), sa.Column("p", sa.Integer, sa.ForeignKey("b.id", ondelete="CASCADE")))
sa.Table("a", sa.MetaData(naming_convention={"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"}), sa.Column("id", sa.Integer, primary_key=True), sa.Column("u", sa.Text, unique=True), sa.Column("i", sa.Text, index=True))
sa.Table("a", sa.MetaData(), sa.Column("x", sa.Text, server_default="it's"), sa.Column("y", sa.DateTime, server_default=sa.func.now()), sa.Column("z", sa.Boolean, server_default=sa.text("false")), sa.Column("w", sa.Boolean, server_default=sa.false()))
sa.Table("a", sa.MetaData(), sa.Column("x", sa.Integer), sa.CheckConstraint("x > 5", name="big"), sa.UniqueConstraint("x", name="u"), sa.Index("ix2", sa.text("x DESC")))
sa.Table("a", sa.MetaData(), sa.Column("x", sa.Integer), sa.ForeignKeyConstraint(["x"], ["b.id"], name="fk", ondelete="SET NULL", deferrable=True, initially="DEFERRED"))
sa.Table("a", sa.MetaData(), sa.Column("x", sa.Integer, sa.CheckConstraint("x > 1")), comment="note", prefixes=["TEMPORARY"])
sa.Table("a", sa.MetaData(), sa.Column("x", sa.Integer, sa.Identity(always=True, start=5)), sa.Column("y", sa.Integer, sa.Computed("x * 2", persisted=True)))
sa.Table("a", sa.MetaData(), sa.Column("x", sa.Integer, comment="it's"), mysql_engine="InnoDB", postgresql_partition_by="RANGE (x)")
sa.Table("a", sa.MetaData(), sa.Column("x", sa.Enum("p", "q", name="pq")), sa.Column("y", sa.Enum(Color)))
sa.Table("a", sa.MetaData(), sa.Column("x", sa.Boolean(create_constraint=True, name="ck_x")))
sa.Table("a", sa.MetaData(), sa.Column("x", sa.Integer, primary_key=True, autoincrement=False), sa.Column("y", sa.BigInteger, primary_key=True))
sa.Table("a", sa.MetaData(), sa.Column(name="x", type_=sa.Integer), sa.Column("y", sa.String, key="why"), sa.UniqueConstraint("x", "why"), sa.Index("ixw", "why"))
sa.Table("a", sa.MetaData(), sa.Column("r", sa.Integer), sa.Index("g", "r", unique=True, postgresql_using="btree", postgresql_where=sa.text("r > 0"), sqlite_where=sa.text("r > 0"), mysql_length=5))
sa.Table("a", sa.MetaData(), sa.Column("r", sa.Integer), sa.Index("low", sa.func.lower(sa.text("r"))))
(lambda t: (t.append_column(sa.Column("late", sa.Text)), t)[1])(sa.Table("a", sa.MetaData(), sa.Column("x", sa.Integer)))
(lambda u: (sa.Index("ix_later", u.c.x.desc()), u)[1])(sa.Table("a", sa.MetaData(), sa.Column("x", sa.Integer)))
'''

DECLARATIVE = {
    "base": """
Base = orm.declarative_base()
class User(Base):
    __tablename__ = "users"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column("full_name", sa.String(30), nullable=False, index=True)
    team_id = sa.Column(sa.ForeignKey("teams.id"))
    team = orm.relationship("Team")
class Team(Base):
    __tablename__ = "teams"
    id = sa.Column(sa.BigInteger, primary_key=True)
result = User.__table__
""",
    "mixins": """
class Base(orm.DeclarativeBase):
    metadata = sa.MetaData(naming_convention={"pk": "pk_%(table_name)s"})
class Stamps:
    created = sa.Column(sa.DateTime, server_default=sa.func.now())
    @orm.declared_attr
    def __tablename__(cls):
        return cls.__name__.lower() + "s"
    @orm.declared_attr
    def owner(cls):
        return sa.Column(sa.Integer, sa.ForeignKey("owners.id"))
class Thing(Stamps, Base):
    id = sa.Column(sa.Integer, primary_key=True)
    label = sa.Column(sa.Text)
    __table_args__ = (sa.UniqueConstraint("label", name="uq"), {"comment": "things"})
result = Thing.__table__
""",
    "mapped": """
class Base(orm.DeclarativeBase):
    pass
class Thing(Base):
    __tablename__ = "things"
    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    first: orm.Mapped[str]
    second: orm.Mapped[str] = orm.mapped_column(sa.String(9), unique=True)
    color: orm.Mapped[Color]
    at: orm.Mapped[datetime.datetime] = orm.mapped_column(sa.DateTime(timezone=True))
result = Thing.__table__
""",
    "annotations": """
from typing import Any, Optional, Union
class Base(orm.DeclarativeBase):
    type_annotation_map = {str: sa.Text(), dict: sa.JSON}
class Other(Base):
    __tablename__ = "o"
    id: orm.Mapped[int] = orm.mapped_column(sa.BigInteger, primary_key=True)
class Thing(Base):
    __tablename__ = "things"
    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    a: orm.Mapped[Optional[str]]
    b: orm.Mapped[str | None] = orm.mapped_column(sa.String(3))
    c: orm.Mapped[Union[int, None]]
    f: orm.Mapped[dict]
    g: orm.Mapped[Any] = orm.mapped_column(sa.JSON)
    h: orm.Mapped[Optional[uuid.UUID]] = orm.mapped_column(sa.ForeignKey("o.id"), nullable=False)
result = Thing.__table__
""",
    "abstract": """
Base = orm.declarative_base()
class Keyed(Base):
    __abstract__ = True
    id = sa.Column(sa.Integer, primary_key=True)
class A(Keyed):
    __tablename__ = "a"
    x = sa.Column(sa.Integer, sa.ForeignKey("b.id"))
class B(Keyed):
    __tablename__ = "b"
class Sub(A):
    more = sa.Column(sa.Text)
result = A.__table__
""",
    "table": """
Base = orm.declarative_base()
class A(Base):
    __table__ = sa.Table("a", Base.metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("x", sa.Text))
result = A.__table__
""",
}

MODEL_STATEMENTS = """
sa.select(User)
sa.select(User.name).where(User.id == 5)
sa.update(User).where(User.name == "x").values(name="y")
sa.update(User.__table__).values(full_name="y")
sa.insert(User).values(name="y")
sa.delete(User).where(User.id.in_([1, 2]))
sa.select(orm.aliased(User, name="u2").name)
"""

CUSTOM_TYPES = {
    "decorator": """
class Key(sa.types.TypeDecorator):
    impl = sa.CHAR
    cache_ok = True
    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.UUID())
        return dialect.type_descriptor(sa.CHAR(32))
result = Key()
""",
    "decorator class": """
class Name(sa.types.TypeDecorator):
    impl = sa.String(50)
result = Name
""",
    "decorator with arguments": """
class Name(sa.types.TypeDecorator):
    impl = sa.String
result = Name(70)
""",
    "decorator with its own init": """
class Name(sa.types.TypeDecorator):
    impl = sa.String
    def __init__(self, size=12, **kw):
        self.size = size
        super().__init__(length=size * 2, **kw)
result = Name(5)
""",
    "user-defined": """
class Point(sa.types.UserDefinedType):
    def __init__(self, srid=4326):
        self.srid = srid
    def get_col_spec(self, **kw):
        return "POINT(%d)" % self.srid
result = Point(5)
""",
    "decorator over an instance": """
class Money(sa.types.TypeDecorator):
    impl = sa.Numeric(12, 2)
result = sa.ARRAY(Money())
""",
    "decorator with a variant": """
class Data(sa.types.TypeDecorator):
    impl = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
result = Data()
""",
    "subclass": """
class Name(sa.String):
    pass
result = Name(7)
""",
    "enum by values": """
class ByValue(sa.Enum):
    def __init__(self, cls, **kw):
        super().__init__(cls, values_callable=lambda e: [m.value for m in e], **kw)
result = ByValue(Color, name="by_value")
""",
}


DECORATED = """
class Joined(sa.types.TypeDecorator):
    impl = sa.String
    def process_bind_param(self, value, dialect):
        return ",".join(value) if value is not None else None
k = table("k", column("v", Joined()))
result = k.insert().values(v=["a", "b"])
"""


def lines(text):
    return [line for line in text.strip().splitlines() if line.strip()]


def cases():
    for kind, text in (("type", TYPES), ("expression", EXPRESSIONS), ("statement", STATEMENTS), ("table", TABLES)):
        for line in lines(text):
            yield {"name": line, "kind": kind, "source": f"result = {line}\n"}
    for name, source in DECLARATIVE.items():
        yield {"name": "model " + name, "kind": "table", "source": source}
    for line in lines(MODEL_STATEMENTS):
        yield {"name": line, "kind": "statement", "source": DECLARATIVE["base"] + f"result = {line}\n"}
    yield {"name": "decorated value", "kind": "statement", "source": DECORATED}
    for name, source in CUSTOM_TYPES.items():
        yield {"name": name, "kind": "type", "source": source}
