"""Runs an operation specification through the real Alembic in offline mode and gives the statements, or the refusal."""
import io
import re
import warnings

import sqlalchemy as sa
import sqlalchemy.schema
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy.dialects import postgresql

import spec_objects as build

warnings.simplefilter("ignore")
DIALECTS = ("postgresql", "mysql", "sqlite")


def default(spec):
    """alter_column()'s server defaults: {"none": 1}, {"identity": …}, {"computed": …} or an expression."""
    if "none" in spec:
        return None
    if "identity" in spec:
        return build.identity(spec["identity"])
    if "computed" in spec:
        return build.computed(spec["computed"])
    return build.expr(spec["expr"])


def alter_keywords(spec):
    kw = {}
    for key in ("nullable", "new_column_name", "existing_nullable", "autoincrement", "existing_autoincrement",
                "existing_comment", "postgresql_using", "comment"):
        if key in spec:
            kw[key] = spec[key]
    for key in ("type_", "existing_type"):
        if key in spec:
            kw[key] = build.type_(spec[key])
    for key in ("server_default", "existing_server_default"):
        if key in spec:
            kw[key] = default(spec[key])
    return kw


def add_constraint(op, table, schema, spec):
    kw = {key: spec[key] for key in ("deferrable", "initially", "ondelete", "onupdate", "match") if key in spec}
    kw.update(build.options(spec))
    name = build.name_(spec)
    if spec["kind"] == "foreign":
        target_schema, _, target = spec["target"].rpartition(".")
        op.create_foreign_key(name, table, target, spec["columns"], spec["target_columns"], source_schema=schema,
                              referent_schema=target_schema or None, **kw)
    elif spec["kind"] == "unique":
        op.create_unique_constraint(name, table, spec["columns"], schema=schema, **kw)
    elif spec["kind"] == "primary":
        op.create_primary_key(name, table, spec["columns"], schema=schema, **kw)
    elif spec["kind"] == "check":
        op.create_check_constraint(name, table, build.expr(spec["condition"]), schema=schema, **kw)
    else:
        more = {"where": build.expr(spec["where"])} if "where" in spec else {}
        elements = [(build.expr(item), with_) for item, with_ in spec["elements"]]
        op.create_exclude_constraint(name, table, *elements, schema=schema, using=spec.get("using", "gist"), **more,
                                     **kw)


def create_index(op, table, schema, spec):
    more = {"if_not_exists": True} if spec.get("if_not_exists") else {}
    elements = [item["col"] if isinstance(item, dict) and "col" in item else build.expr(item)
                for item in spec["elements"]]
    op.create_index(build.name_(spec), table, elements, schema=schema, unique=spec.get("unique", False),
                    **more, **build.options(spec))


def batch_step(batch, spec):
    kind = spec["op"]
    if kind == "add_column":
        place = {key: spec[key] for key in ("insert_before", "insert_after") if key in spec}
        batch.add_column(build.column(spec["column"]), **place)
    elif kind == "drop_column":
        batch.drop_column(spec["column"])
    elif kind == "alter_column":
        batch.alter_column(spec["column"], **alter_keywords(spec))
    elif kind == "drop_constraint":
        batch.drop_constraint(spec["name"], type_=spec.get("kind"))
    elif kind == "create_index":
        batch.create_index(spec["name"], spec["columns"], unique=spec.get("unique", False))
    elif kind == "drop_index":
        batch.drop_index(spec["name"])
    elif kind == "unique":
        batch.create_unique_constraint(spec["name"], spec["columns"])
    elif kind == "foreign":
        batch.create_foreign_key(spec["name"], spec["target"], spec["columns"], spec["target_columns"])
    elif kind == "check":
        batch.create_check_constraint(spec["name"], build.expr(spec["condition"]))
    elif kind == "primary":
        batch.create_primary_key(spec["name"], spec["columns"])


def batch(op, spec):
    table = sa.Table(spec["table"]["name"], sa.MetaData(), *build.table_arguments(spec["table"]),
                     **build.table_keywords(spec["table"]))
    more = {"partial_reordering": [tuple(group) for group in spec["reordering"]]} if "reordering" in spec else {}
    with op.batch_alter_table(spec["table"]["name"], schema=spec["table"].get("schema"), copy_from=table,
                              recreate="always", **more) as batch_op:
        for step in spec["steps"]:
            batch_step(batch_op, step)


def create_table(op, spec):
    more = {"if_not_exists": True} if spec.get("if_not_exists") else {}
    table = spec["table"]
    op.create_table(table["name"], *build.table_arguments(table), **build.table_keywords(table), **more)


def add_column(op, spec):
    more = {key: spec[key] for key in ("schema", "if_not_exists", "inline_references", "inline_primary_key")
            if key in spec}
    op.add_column(spec["table"], build.column(spec["column"]), **more)


def version(context, spec):
    from alembic.runtime.migration import HeadMaintainer
    heads = HeadMaintainer(context, ())
    if spec["do"] == "create":
        context._version.create(context.connection)
    elif spec["do"] == "drop":
        context._version.drop(context.connection)
    elif spec["do"] == "insert":
        heads._insert_version(spec["to"])
    elif spec["do"] == "delete":
        heads.heads = {spec["from"]}
        heads._delete_version(spec["from"])
    else:
        heads.heads = {spec["from"]}
        heads._update_version(spec["from"], spec["to"])


def enum(op, spec):
    type_ = build.type_(spec["type"])
    getattr(type_, spec["do"])(op.get_bind(), checkfirst=False)


def sequence(spec):
    more = {"data_type": build.type_(spec["data_type"])} if "data_type" in spec else {}
    return sa.Sequence(spec["name"], schema=spec.get("schema"), **spec.get("options", {}), **more)


OPERATIONS = {
    "create_table": create_table,
    "add_column": add_column,
    "drop_table": lambda op, s: op.drop_table(s["table"], schema=s.get("schema"),
                                              **({"if_exists": True} if s.get("if_exists") else {})),
    "drop_column": lambda op, s: op.drop_column(s["table"], s["column"], schema=s.get("schema"),
                                                if_exists=s.get("if_exists")),
    "alter_column": lambda op, s: op.alter_column(s["table"], s["column"], schema=s.get("schema"),
                                                  **alter_keywords(s)),
    "rename_table": lambda op, s: op.rename_table(s["table"], s["to"], schema=s.get("schema")),
    "add_constraint": lambda op, s: add_constraint(op, s["table"], s.get("schema"), s["constraint"]),
    "drop_constraint": lambda op, s: op.drop_constraint(
        build.name_(s), s["table"], type_=s.get("kind"), schema=s.get("schema"),
        **({"if_exists": True} if s.get("if_exists") else {})),
    "create_index": lambda op, s: create_index(op, s["table"], s.get("schema"), s["index"]),
    "drop_index": lambda op, s: op.drop_index(build.name_(s), s.get("table"), schema=s.get("schema"),
                                              **({"if_exists": True} if s.get("if_exists") else {}),
                                              **build.options(s)),
    "create_table_comment": lambda op, s: op.create_table_comment(s["table"], s["comment"], schema=s.get("schema")),
    "drop_table_comment": lambda op, s: op.drop_table_comment(s["table"], schema=s.get("schema")),
    "bulk_insert": lambda op, s: op.bulk_insert(
        build.insert_table(s), [{key: build.value(given) for key, given in row.items()} for row in s["rows"]],
        multiinsert=s.get("multiinsert", True)),
    "execute": lambda op, s: op.execute(s["sql"] if "sql" in s else build.statement(s["statement"])),
    "create_sequence": lambda op, s: op.execute(sa.schema.CreateSequence(
        sequence(s), if_not_exists=s.get("if_not_exists", False))),
    "drop_sequence": lambda op, s: op.execute(sa.schema.DropSequence(
        sequence(s), if_exists=s.get("if_exists", False))),
    "create_schema": lambda op, s: op.execute(sa.schema.CreateSchema(
        s["name"], if_not_exists=s.get("if_not_exists", False))),
    "drop_schema": lambda op, s: op.execute(sa.schema.DropSchema(
        s["name"], cascade=s.get("cascade", False), if_exists=s.get("if_exists", False))),
    "enum": enum,
    "batch": batch,
}


def words(error):
    text = re.sub(r"\s*\(Background on this error at: [^)]*\)", "", str(error))
    return re.sub(r" at 0x[0-9a-f]+", "", text).strip()


def run(spec, dialect, conventions):
    """The statements of one or more operations in one run, or {"error": words} where one of them is refused."""
    statements = []
    opts = {"as_sql": True, "output_buffer": io.StringIO(), "literal_binds": True, "target_metadata": None}
    if "convention" in spec:
        opts["target_metadata"] = sa.MetaData(naming_convention=conventions[spec["convention"]])
    context = MigrationContext.configure(dialect_name=dialect, opts=opts, dialect_opts={"paramstyle": "named"})
    context.impl.static_output = lambda text: statements.append(text[:-1] if text.endswith(";") else text)
    operations = Operations(context)
    try:
        for one in spec["ops"]:
            build.TABLES.clear()
            if one["op"] == "version":
                version(context, one)
            else:
                OPERATIONS[one["op"]](operations, one)
    except Exception as error:  # whatever it raises is its refusal
        return {"error": words(error) or type(error).__name__}
    return statements
