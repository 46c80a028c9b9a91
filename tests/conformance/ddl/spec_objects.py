"""SQLAlchemy's and Alembic's objects from specifications: the JSON that the C++ tests build their values from.

A specification says what a script would say, key for key: {"name": "id", "type": {"name": "Integer"}, "pk": true}.
spec_reader.h is its reader in C++; a key that one of them knows, both know.
"""
import datetime, decimal, uuid

import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql, sqlite

MODULES = {"postgresql": postgresql, "mysql": mysql, "sqlite": sqlite}


def value(spec):
    if not isinstance(spec, dict):
        return [value(item) for item in spec] if isinstance(spec, list) else spec
    (kind, given), = spec.items()
    if kind == "datetime":
        return datetime.datetime.fromisoformat(given)
    if kind == "date":
        return datetime.date.fromisoformat(given)
    if kind == "time":
        return datetime.time.fromisoformat(given)
    if kind == "seconds":
        return datetime.timedelta(seconds=given)
    if kind == "decimal":
        return decimal.Decimal(given)
    if kind == "uuid":
        return uuid.UUID(given)
    if kind == "bytes":
        return given.encode("latin-1")
    if kind == "dict":
        return dict(given)
    raise ValueError(spec)


def type_(spec):
    if spec is None:
        return None
    name = spec.get("name", "")
    if not name:
        return sa.types.NullType()
    module, _, last = name.rpartition(".")
    cls = getattr(MODULES[module] if module else sa, last)
    kw = dict(spec.get("options", {}))
    for key in ("length", "precision", "scale", "collation", "charset"):
        if key in spec:
            kw[key] = spec[key]
    if "timezone" in spec:
        kw["timezone"] = spec["timezone"]
    args = []
    if "item" in spec:
        args.append(type_(spec["item"]))
        if "dimensions" in spec:
            kw["dimensions"] = spec["dimensions"]
    if "enum" in spec:
        facts = dict(spec["enum"])
        args += facts.pop("values")
        kw.update(facts)
    result = cls(*args, **kw)
    for dialect, other in spec.get("variants", []):
        result = result.with_variant(type_(other), dialect)
    return result


BINARY = {
    "eq": lambda a, b: a == b, "ne": lambda a, b: a != b, "lt": lambda a, b: a < b, "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b, "ge": lambda a, b: a >= b, "add": lambda a, b: a + b, "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b, "truediv": lambda a, b: a / b, "mod": lambda a, b: a % b,
    "concat": lambda a, b: a.concat(b), "like": lambda a, b: a.like(b), "not_like": lambda a, b: a.not_like(b),
    "ilike": lambda a, b: a.ilike(b), "not_ilike": lambda a, b: a.not_ilike(b), "is": lambda a, b: a.is_(b),
    "is_not": lambda a, b: a.is_not(b), "is_distinct_from": lambda a, b: a.is_distinct_from(b),
    "is_not_distinct_from": lambda a, b: a.is_not_distinct_from(b),
    "regexp_match": lambda a, b: a.regexp_match(b),
    "bitwise_and": lambda a, b: a.bitwise_and(b), "bitwise_or": lambda a, b: a.bitwise_or(b),
    "bitwise_xor": lambda a, b: a.bitwise_xor(b),
}
UNARY = {
    "not": sa.not_, "neg": lambda a: -a, "asc": sa.asc, "desc": sa.desc, "nulls_first": sa.nulls_first,
    "nulls_last": sa.nulls_last, "distinct": sa.distinct, "bitwise_not": lambda a: a.bitwise_not(),
}


TABLES = {}  # of one operation: SQLAlchemy takes two tables of one name for two tables


def lightweight(name, schema=None):
    key = f"{schema}.{name}" if schema else name
    if key not in TABLES:
        TABLES[key] = sa.table(name, schema=schema)
    return TABLES[key]


def column_reference(spec):
    column = sa.column(spec["col"], type_(spec.get("type")))
    if "table" in spec:
        schema, _, name = spec["table"].rpartition(".")
        table = lightweight(name, schema or None)
        if spec["col"] not in table.c:
            table.append_column(column)
        column.table = table
    return column


def expr(spec):
    """An expression; plain JSON values are Python values."""
    if not isinstance(spec, dict):
        return spec
    if "text" in spec:
        text = sa.text(spec["text"])
        binds = spec.get("binds")
        return text.bindparams(**{key: value(given) for key, given in binds.items()}) if binds else text
    if "lit" in spec:
        return value(spec["lit"])
    if "literal" in spec:
        return sa.literal(value(spec["literal"]), type_(spec.get("type")))
    if "litcol" in spec:
        return sa.literal_column(spec["litcol"], type_(spec.get("type")))
    if "col" in spec:
        return column_reference(spec)
    if "fn" in spec:
        function = sa.func
        for part in spec["fn"].split("."):
            function = getattr(function, part)
        return function(*[expr(item) for item in spec.get("args", [])])
    if "op" in spec:
        return expr(spec["l"]).op(spec["op"])(expr(spec["r"]))
    if "bin" in spec:
        return BINARY[spec["bin"]](expr(spec["l"]), expr(spec["r"]))
    if "un" in spec:
        return UNARY[spec["un"]](expr(spec["of"]))
    if "and" in spec:
        return sa.and_(*[expr(item) for item in spec["and"]])
    if "or" in spec:
        return sa.or_(*[expr(item) for item in spec["or"]])
    if "in" in spec:
        left = expr(spec["in"])
        right = select(spec["select"]) if "select" in spec else [value(item) for item in spec["list"]]
        return left.not_in(right) if spec.get("not") else left.in_(right)
    if "between" in spec:
        low, high = spec["range"]
        return expr(spec["between"]).between(expr(low), expr(high))
    if "cast" in spec:
        return sa.cast(expr(spec["cast"]), type_(spec["type"]))
    if "case" in spec:
        whens = [(expr(when), expr(then)) for when, then in spec["case"]]
        more = {"else_": expr(spec["else"])} if "else" in spec else {}
        return sa.case(*whens, **more)
    if "collate" in spec:
        return sa.collate(expr(spec["collate"]), spec["to"])
    if "extract" in spec:
        return sa.extract(spec["extract"], expr(spec["of"]))
    if "label" in spec:
        return expr(spec["of"]).label(spec["label"])
    if "next" in spec:
        return sa.Sequence(spec["next"]).next_value()
    if "exists" in spec:
        return sa.exists(select(spec["exists"]))
    if "subquery" in spec:
        return select(spec["subquery"]).scalar_subquery()
    if "array" in spec:
        return postgresql.array([expr(item) for item in spec["array"]])
    return {"true": sa.true, "false": sa.false, "null": sa.null}[spec["const"]]()


def source(spec):
    if "left" in spec:
        join = source(spec["left"]).join(source(spec["right"]), expr(spec["on"]), isouter=spec.get("outer", False))
        return join
    table = lightweight(spec["name"], spec.get("schema"))
    return table.alias(spec["alias"]) if "alias" in spec else table


def select(spec):
    query = sa.select(*[expr(item) for item in spec["columns"]])
    if "from" in spec:
        query = query.select_from(*[source(item) for item in spec["from"]])
    if spec.get("distinct"):
        query = query.distinct()
    if "where" in spec:
        query = query.where(expr(spec["where"]))
    if "group_by" in spec:
        query = query.group_by(*[expr(item) for item in spec["group_by"]])
    if "having" in spec:
        query = query.having(expr(spec["having"]))
    if "order_by" in spec:
        query = query.order_by(*[expr(item) for item in spec["order_by"]])
    if "limit" in spec:
        query = query.limit(spec["limit"])
    if "offset" in spec:
        query = query.offset(spec["offset"])
    return query.with_for_update() if spec.get("for_update") else query


def identity(spec):
    return sa.Identity(**spec)


def computed(spec):
    return sa.Computed(expr(spec["sql"]), persisted=spec.get("persisted"))


def foreign_key(spec):
    kw = {key: given for key, given in spec.items() if key not in ("target", "options")}
    return sa.ForeignKey(spec["target"], **kw, **spec.get("options", {}))


def name_(spec):
    """A constraint's name; {"f": name} is op.f(name)."""
    from alembic.op import f  # noqa: F401  (needs no context)
    from sqlalchemy.sql.elements import conv
    given = spec.get("name")
    return conv(given["f"]) if isinstance(given, dict) else given


def options(spec):
    """Dialect keywords; an expression among them is marked {"expr": …}, a dictionary {"dict": pairs}."""
    def one(given):
        if isinstance(given, dict) and "expr" in given:
            return expr(given["expr"])
        if isinstance(given, dict) and "dict" in given:
            return dict(given["dict"])
        return given
    return {key: one(given) for key, given in spec.get("options", {}).items()}


def column(spec):
    args = [foreign_key(item) for item in spec.get("fks", [])]
    args += [constraint(item) for item in spec.get("checks", [])]
    if "identity" in spec:
        args.append(identity(spec["identity"]))
    if "computed" in spec:
        args.append(computed(spec["computed"]))
    if "sequence" in spec:
        args.append(sa.Sequence(spec["sequence"]))
    kw = options(spec)
    for key in ("nullable", "comment", "unique", "index", "autoincrement", "system"):
        if key in spec:
            kw[key] = spec[key]
    if spec.get("pk"):
        kw["primary_key"] = True
    if spec.get("client_default"):
        kw["default"] = 1
    if "default" in spec:
        kw["server_default"] = expr(spec["default"])
    return sa.Column(spec["name"], type_(spec["type"]), *args, **kw)


def constraint(spec):
    kw = {key: spec[key] for key in ("deferrable", "initially", "comment") if key in spec}
    kw.update(options(spec))
    name = name_(spec)
    kind = spec["kind"]
    if kind == "primary":
        return sa.PrimaryKeyConstraint(*spec["columns"], name=name, **kw)
    if kind == "unique":
        return sa.UniqueConstraint(*spec["columns"], name=name, **kw)
    if kind == "check":
        return sa.CheckConstraint(expr(spec["condition"]), name=name, **kw)
    if kind == "exclude":
        elements = [(expr(item), with_) for item, with_ in spec["elements"]]
        more = {"where": expr(spec["where"])} if "where" in spec else {}
        return postgresql.ExcludeConstraint(*elements, name=name, using=spec.get("using", "gist"), **more, **kw)
    for key in ("ondelete", "onupdate", "match", "use_alter"):
        if key in spec:
            kw[key] = spec[key]
    return sa.ForeignKeyConstraint(spec["columns"], [f"{spec['target']}.{c}" for c in spec["target_columns"]],
                                   name=name, **kw)


def index(spec):
    return sa.Index(name_(spec), *[expr(item) for item in spec["elements"]], unique=spec.get("unique", False),
                    **options(spec))


def table_arguments(spec):
    return [column(item) for item in spec["columns"]] + [constraint(item) for item in spec.get("constraints", [])] + [
        index(item) for item in spec.get("indexes", [])]


def table_keywords(spec):
    kw = options(spec)
    for key in ("schema", "comment", "prefixes"):
        if key in spec:
            kw[key] = spec[key]
    return kw


def insert_table(spec):
    """A lightweight table of the columns that an insert or update names: [name, type] each."""
    table = lightweight(spec["table"], spec.get("schema"))
    for name, kind in spec["columns"]:
        table.append_column(sa.column(name, type_(kind)))
    return table


def statement(spec):
    if "insert" in spec:
        table = insert_table(spec["insert"])
        if "from" in spec["insert"]:
            return table.insert().from_select([name for name, _ in spec["insert"]["columns"]],
                                              select(spec["insert"]["from"]))
        rows = [{key: expr(given) for key, given in row.items()} for row in spec["insert"]["rows"]]
        return table.insert().values(rows if len(rows) > 1 else rows[0])
    if "update" in spec:
        update = insert_table(spec["update"]).update().values(
            {key: expr(given) for key, given in spec["update"]["values"].items()})
        return update.where(expr(spec["update"]["where"])) if "where" in spec["update"] else update
    if "delete" in spec:
        delete = insert_table(spec["delete"]).delete()
        return delete.where(expr(spec["delete"]["where"])) if "where" in spec["delete"] else delete
    if "select" in spec:
        return select(spec["select"])
    return expr(spec)
