"""What SQLAlchemy's inspector says of a database, in lines that tst_introspection.cpp makes of a Schema too."""

import sys
import warnings

import sqlalchemy as sa

warnings.simplefilter("ignore")
engine = sa.create_engine(sys.argv[1])
inspector = sa.inspect(engine)
default = inspector.default_schema_name
is_server = engine.dialect.name == "postgresql"
schemas = [s for s in inspector.get_schema_names() if s != "information_schema"] if is_server else [default]


def say(*parts):
    print("\x1f".join("" if part is None else str(part) for part in parts))


def names(columns):
    return ",".join("?" if column is None else column for column in columns)


def actions(options):
    usual = ("NO ACTION", "RESTRICT") if engine.dialect.name in ("mysql", "mariadb") else ("NO ACTION",)
    return [(options.get(key) or "").upper().replace(usual[0], "") if (options.get(key) or "").upper() in usual
            else (options.get(key) or "").upper() for key in ("ondelete", "onupdate")]


for schema in schemas:
    shown = "" if schema == default else schema
    for table in inspector.get_table_names(schema):
        if table == "sqlite_sequence":
            continue
        say("table", shown, table, inspector.get_table_comment(table, schema)["text"] if is_server else "")
        key = inspector.get_pk_constraint(table, schema)["constrained_columns"]
        for column in inspector.get_columns(table, schema):
            nullable = bool(column["nullable"]) and (is_server or column["name"] not in key)
            say("column", shown, table, column["name"], nullable, column.get("comment"))
            if column.get("computed"):
                say("computed", shown, table, column["name"])
            if column.get("identity"):
                say("identity", shown, table, column["name"], column["identity"]["always"])
            if not isinstance(column["type"], sa.types.NullType):
                say("type", shown, table, column["name"], column["type"].compile(engine.dialect))
        say("key", shown, table, names(key))
        for key in inspector.get_foreign_keys(table, schema):
            target = "" if key["referred_schema"] in (None, default) else key["referred_schema"]
            say("foreign", shown, table, key["name"], names(key["constrained_columns"]), target, key["referred_table"],
                names(key["referred_columns"]), *actions(key["options"]))
        for unique in inspector.get_unique_constraints(table, schema):
            if not unique.get("duplicates_index"):
                say("unique", shown, table, unique["name"], names(unique["column_names"]))
        if engine.dialect.name != "sqlite":  # whose checks it finds line by line
            for check in inspector.get_check_constraints(table, schema):
                say("check", shown, table, check["name"])
        for index in inspector.get_indexes(table, schema):
            if not index.get("duplicates_constraint") and None not in index["column_names"]:
                say("index", shown, table, index["name"], names(index["column_names"]), bool(index["unique"]))
    for view in inspector.get_view_names(schema):
        say("view", shown, view)
if is_server:
    for enum in inspector.get_enums("*"):
        say("enum", "" if enum["schema"] == default else enum["schema"], enum["name"], *enum["labels"])
