"""The cases by hand: every directive, type and option, as specifications (see spec_objects.py)."""

CONVENTIONS = {
    "full": {
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    },
    "many": {
        "ix": "%(column_0_N_label)s_idx",
        "uq": "%(table_name)s_%(column_0N_name)s_key",
        "fk": "%(table_name)s_%(column_0_N_key)s_%(referred_table_name)s_%(referred_column_0_name)s_fkey",
        "pk": "%(table_name)s_pkey",
    },
}

ID = {"name": "id", "type": {"name": "Integer"}, "pk": True}


def col(name, kind="Integer", **more):
    type_ = kind if isinstance(kind, dict) else {"name": kind}
    return dict({"name": name, "type": type_}, **more)


def table(*columns, name="t", constraints=(), indexes=(), **more):
    spec = dict({"name": name, "columns": list(columns)}, **more)
    if constraints:
        spec["constraints"] = list(constraints)
    if indexes:
        spec["indexes"] = list(indexes)
    return spec


def create(*columns, **more):
    flag = {"if_not_exists": True} if more.pop("if_not_exists", False) else {}
    return dict({"op": "create_table", "table": table(*columns, **more)}, **flag)


def t(name, **more):
    return dict({"name": name}, **more)


GENERIC = ["String", "Unicode", "Text", "UnicodeText", "Integer", "SmallInteger", "BigInteger", "Numeric", "Float",
           "Double", "DateTime", "Date", "Time", "LargeBinary", "Boolean", "Interval", "PickleType", "JSON", "Uuid",
           "UUID", "REAL", "FLOAT", "DOUBLE", "DOUBLE_PRECISION", "NUMERIC", "DECIMAL", "INTEGER", "INT", "SMALLINT",
           "BIGINT", "TIMESTAMP", "DATETIME", "DATE", "TIME", "TEXT", "CLOB", "VARCHAR", "NVARCHAR", "CHAR", "NCHAR",
           "BLOB", "BINARY", "VARBINARY", "BOOLEAN"]
POSTGRESQL = ["ARRAY", "BIGINT", "BIT", "BOOLEAN", "BYTEA", "CHAR", "CIDR", "CITEXT", "DATE", "DATEMULTIRANGE",
              "DATERANGE", "DOUBLE_PRECISION", "FLOAT", "HSTORE", "INET", "INT4MULTIRANGE", "INT4RANGE",
              "INT8MULTIRANGE", "INT8RANGE", "INTEGER", "INTERVAL", "JSON", "JSONB", "JSONPATH", "MACADDR", "MACADDR8",
              "MONEY", "NUMERIC", "NUMMULTIRANGE", "NUMRANGE", "OID", "REAL", "REGCLASS", "REGCONFIG", "SMALLINT",
              "TEXT", "TIME", "TIMESTAMP", "TSMULTIRANGE", "TSQUERY", "TSRANGE", "TSTZMULTIRANGE", "TSTZRANGE",
              "TSVECTOR", "UUID", "VARCHAR"]
MYSQL = ["BIGINT", "BINARY", "BIT", "BLOB", "BOOLEAN", "CHAR", "DATE", "DATETIME", "DECIMAL", "DOUBLE", "FLOAT",
         "INTEGER", "JSON", "LONGBLOB", "LONGTEXT", "MEDIUMBLOB", "MEDIUMINT", "MEDIUMTEXT", "NCHAR", "NUMERIC",
         "NVARCHAR", "REAL", "SMALLINT", "TEXT", "TIME", "TIMESTAMP", "TINYBLOB", "TINYINT", "TINYTEXT", "VARBINARY",
         "VARCHAR", "YEAR"]
SQLITE = ["DATE", "DATETIME", "TIME", "JSON"]


def types():
    for name in GENERIC:
        yield name, t(name)
    for name in POSTGRESQL:
        yield "postgresql." + name, t("postgresql." + name, **({"item": t("Integer")} if name == "ARRAY" else {}))
    for name in MYSQL:
        yield "mysql." + name, t("mysql." + name)
    for name in SQLITE:
        yield "sqlite." + name, t("sqlite." + name)
    for name in ("String", "Unicode", "Text", "VARCHAR", "NVARCHAR", "CHAR", "NCHAR", "BINARY", "VARBINARY",
                 "LargeBinary", "TEXT", "BLOB", "mysql.VARCHAR", "mysql.CHAR", "mysql.NCHAR", "mysql.TEXT", "mysql.BIT",
                 "postgresql.BIT", "mysql.VARBINARY", "CLOB"):
        yield name + " length", t(name, length=20)
    for name in ("String", "Text", "VARCHAR", "CHAR", "UnicodeText", "Unicode"):
        yield name + " collation", t(name, length=20, collation="de_DE")
    for name in ("Numeric", "NUMERIC", "DECIMAL", "mysql.DECIMAL", "mysql.DOUBLE", "mysql.FLOAT", "mysql.REAL",
                 "postgresql.NUMERIC"):
        yield name + " 10", t(name, precision=10) if "DOUBLE" not in name and "REAL" not in name else t(
            name, precision=10, scale=3)
        yield name + " 10,2", t(name, precision=10, scale=2)
        yield name + " 10,0", t(name, precision=10, scale=0)
    for name in ("Float", "FLOAT", "Double", "REAL", "DOUBLE"):
        yield name + " 53", t(name, precision=53)
    for name in ("DateTime", "TIMESTAMP", "Time", "DATETIME", "TIME", "postgresql.TIMESTAMP", "postgresql.TIME"):
        yield name + " with zone", t(name, timezone=True)
    yield "timestamp(3)", t("postgresql.TIMESTAMP", precision=3)
    yield "timestamp(0) tz", t("postgresql.TIMESTAMP", precision=0, timezone=True)
    yield "time(6)", t("postgresql.TIME", precision=6)
    yield "interval fields", t("postgresql.INTERVAL", options={"fields": "DAY TO SECOND"}, precision=3)
    yield "interval precision", t("postgresql.INTERVAL", precision=0)
    yield "Interval seconds", t("Interval", options={"second_precision": 2})
    yield "Interval not native", t("Interval", options={"native": False})
    yield "bit varying", t("postgresql.BIT", options={"varying": True})
    yield "bit varying 5", t("postgresql.BIT", length=5, options={"varying": True})
    yield "Uuid not native", t("Uuid", options={"native_uuid": False})
    yield "uuid as text", t("postgresql.UUID", options={"as_uuid": False})
    for inner in (t("Integer"), t("String", length=5), t("postgresql.UUID"), t("String", collation="C"),
                  t("Enum", enum={"values": ["a"], "name": "in_array"})):
        yield "array " + inner["name"], t("ARRAY", item=inner)
        yield "pg array 2 " + inner["name"], t("postgresql.ARRAY", item=inner, dimensions=2)
    for name in ("INTEGER", "BIGINT", "TINYINT", "SMALLINT", "MEDIUMINT"):
        yield name + " width", t("mysql." + name, options={"display_width": 4})
        yield name + " unsigned", t("mysql." + name, options={"unsigned": True})
        yield name + " zerofill", t("mysql." + name, options={"display_width": 4, "unsigned": True, "zerofill": True})
    yield "decimal unsigned", t("mysql.DECIMAL", precision=5, scale=1, options={"unsigned": True})
    yield "float unsigned", t("mysql.FLOAT", precision=5, options={"unsigned": True, "zerofill": True})
    for name in ("DATETIME", "TIMESTAMP", "TIME"):
        yield name + " fsp", t("mysql." + name, options={"fsp": 6})
    yield "year", t("mysql.YEAR", options={"display_width": 4})
    for more in ({"charset": "utf8mb4"}, {"collation": "utf8mb4_bin"}, {"charset": "latin1", "collation": "latin1_bin"},
                 {"options": {"ascii": True}}, {"options": {"unicode": True}}, {"options": {"binary": True}},
                 {"options": {"national": True}}, {"options": {"national": True}, "collation": "utf8_bin"}):
        yield f"mysql.VARCHAR {more}", t("mysql.VARCHAR", length=10, **more)
        yield f"mysql.TEXT {more}", t("mysql.TEXT", **{k: v for k, v in more.items()
                                                       if k != "options" or "national" in v or "ascii" in v})
        yield f"mysql.LONGTEXT {more}", t("mysql.LONGTEXT", **more)
    yield "nullable type", t("")
    for variant in ("postgresql", "mysql", "sqlite"):
        yield "variant " + variant, t("JSON", variants=[[variant, t("Text")]])
    yield "variants", t("BigInteger", variants=[["sqlite", t("Integer")], ["mysql", t("mysql.BIGINT",
                                                                                         options={"unsigned": True})]])
    yield "jsonb or json", t("postgresql.JSONB", variants=[["sqlite", t("JSON")], ["mysql", t("mysql.JSON")]])


def enums():
    facts = {"values": ["new", "it's", "100%", "back\\slash"], "name": "state"}
    yield "enum", t("Enum", enum=facts)
    yield "enum without name", t("Enum", enum={"values": ["a", "bb"]})
    yield "enum not native", t("Enum", enum=dict(facts, native_enum=False))
    yield "enum not native with check", t("Enum", enum=dict(facts, native_enum=False, create_constraint=True))
    yield "enum native with check", t("Enum", enum=dict(facts, create_constraint=True))
    yield "enum not native with length", t("Enum", length=99, enum=dict(facts, native_enum=False))
    yield "enum with length", t("Enum", length=99, enum=facts)
    yield "enum schema", t("Enum", enum=dict(facts, schema="Other"))
    yield "enum inherits", t("Enum", enum=dict(facts, inherit_schema=True))
    yield "pg enum", t("postgresql.ENUM", enum=facts)
    yield "pg enum not created", t("postgresql.ENUM", enum=dict(facts, create_type=False))
    yield "mysql enum", t("mysql.ENUM", enum={"values": ["a", "b'"]})
    yield "mysql enum charset", t("mysql.ENUM", enum={"values": ["a"]}, charset="utf8", collation="utf8_bin")
    yield "mysql set", t("mysql.SET", enum={"values": ["a", "b"]})
    yield "enum as variant", t("String", length=9, variants=[["postgresql", t("Enum", enum=facts)]])
    yield "enum with variant", t("Enum", enum=facts, variants=[["postgresql", t("String", length=9)]])
    yield "empty enum", t("Enum", enum={"values": [], "name": "nothing"})
    yield "boolean with check", t("Boolean", options={"create_constraint": True})
    yield "boolean with named check", t("Boolean", options={"create_constraint": True, "name": "is_it"})


def type_cases():
    for title, type_ in types():
        yield "type " + title, [{"op": "add_column", "table": "t", "column": col("c", type_)}]
    for title, type_ in enums():
        yield "create " + title, [create(col("c", type_), schema="s1")]
        yield "add " + title, [{"op": "add_column", "table": "t", "column": col("c", type_)}]
    state = t("Enum", enum={"values": ["a"], "name": "state"})
    yield "one enum, two tables", [create(col("c", state), name="a"), create(col("c", state), name="b")]
    yield "create enum", [{"op": "enum", "do": "create", "type": t("postgresql.ENUM", enum={"values": ["x'", "y"],
                                                                                         "name": "My Enum"})}]
    yield "drop enum", [{"op": "enum", "do": "drop", "type": t("Enum", enum={"values": ["x"], "name": "e",
                                                                             "schema": "s"})}]


NAMES = ["plain", "Mixed", "order", "select", "user", "with space", "dash-ed", "dollar$", "9lives", "ümlaut",
         'quo"te', "back`tick", "per%cent", "a.b", "key", "index", "rank", "group", "_under", "$lead", "system",
         "cascade", "window"]


def name_cases():
    for name in NAMES:
        yield "name " + name, [create(col(name), name=name, schema=name)]
        yield "added " + name, [{"op": "add_column", "table": name, "schema": name, "column": col(name)}]
        yield "renamed " + name, [{"op": "rename_table", "table": name, "to": name, "schema": name}]
        yield "index " + name, [{"op": "create_index", "table": name, "schema": name,
                                 "index": {"name": name, "elements": [{"col": name}]}}]
    long = "a" * 70
    for dialect_long in ("x" * 63, "x" * 64, "x" * 65, "x" * 256):
        yield f"name of {len(dialect_long)}", [{"op": "create_index", "table": "t", "index": {
            "name": dialect_long, "elements": [{"col": "c"}]}}]
        yield f"op.f of {len(dialect_long)}", [{"op": "create_index", "table": "t", "index": {
            "name": {"f": dialect_long}, "elements": [{"col": "c"}]}}]
        yield f"constraint of {len(dialect_long)}", [{"op": "add_constraint", "table": "t", "constraint": {
            "kind": "unique", "name": {"f": dialect_long}, "columns": ["c"]}}]
    yield "conventional index too long", [create(col(long, index=True), name="b" * 30)]


def table_cases():
    yield "two keys", [create(col("a", pk=True), col("b", pk=True))]
    yield "two keys, one automatic", [create(col("a", pk=True), col("b", pk=True, autoincrement=True))]
    for kind in ("Integer", "SmallInteger", "BigInteger", "BIGINT", "mysql.BIGINT", "Numeric", "String", "Uuid"):
        yield "key " + kind, [create(col("id", t(kind, length=9) if kind == "String" else kind, pk=True))]
    for automatic in (True, False, "auto", "ignore_fk"):
        yield f"autoincrement {automatic}", [create(col("id", pk=True, autoincrement=automatic))]
    yield "text key made automatic", [create(col("id", "Text", pk=True, autoincrement=True))]
    yield "key with default", [create(col("id", pk=True, default="1"))]
    yield "key with client default", [create(col("id", pk=True, client_default=True))]
    yield "key with sequence", [create(col("id", pk=True, sequence="id_seq"))]
    yield "key that refers", [create(col("id", pk=True, fks=[{"target": "o.id"}]))]
    yield "key that refers, automatic", [create(col("id", pk=True, autoincrement="ignore_fk",
                                                    fks=[{"target": "o.id"}]))]
    yield "named key", [create(col("id", nullable=False), constraints=[
        {"kind": "primary", "name": "pk_t", "columns": ["id"]}])]
    yield "nameless key", [create(col("id"), col("b"), constraints=[{"kind": "primary", "columns": ["b", "id"]}])]
    yield "key columns nullable", [create(col("id", nullable=True), constraints=[
        {"kind": "primary", "columns": ["id"]}])]
    yield "identity", [create(col("id", identity={}, pk=True))]
    yield "identity always", [create(col("id", "BigInteger", identity={
        "always": True, "start": 5, "increment": 2, "minvalue": 1, "maxvalue": 99, "cycle": True, "cache": 3}))]
    yield "identity nullable", [create(col("id", identity={"nominvalue": True, "nomaxvalue": True, "cycle": False},
                                           nullable=True))]
    for persisted in (None, True, False):
        yield f"computed {persisted}", [create(col("a"), col("b", computed=dict(
            {"sql": {"text": "a * 2"}}, **({} if persisted is None else {"persisted": persisted}))))]
    yield "comments", [create(col("a", comment="it's 100% \\ fine"), ID, comment="a 'table'", schema="s")]
    yield "prefixes", [create(ID, prefixes=["TEMPORARY"])]
    yield "if not exists", [create(ID, if_not_exists=True)]
    yield "timestamps", [create(col("a", "TIMESTAMP"), col("b", "TIMESTAMP", nullable=False),
                                col("c", "mysql.TIMESTAMP", default={"text": "now()"}))]
    yield "unique and index", [create(ID, col("a", unique=True), col("b", index=True, unique=True))]
    yield "references", [create(ID, col("a", fks=[{"target": "o.id", "ondelete": "CASCADE", "name": "fk_a"}]),
                                col("b", fks=[{"target": "s.o.id", "onupdate": "SET NULL", "deferrable": True,
                                               "initially": "DEFERRED"}]))]
    yield "constraints in order", [create(
        ID, col("a", unique=True), col("b", fks=[{"target": "o.id"}]), constraints=[
            {"kind": "unique", "name": "u1", "columns": ["a", "b"]},
            {"kind": "check", "name": "c1", "condition": {"text": "a > 0"}},
            {"kind": "foreign", "name": "f1", "columns": ["a"], "target": "o", "target_columns": ["x"],
             "ondelete": "SET NULL", "match": None},
            {"kind": "check", "condition": {"bin": "gt", "l": {"col": "a"}, "r": 5}}])]
    yield "match", [create(ID, constraints=[{"kind": "foreign", "columns": ["id"], "target": "o",
                                             "target_columns": ["x"], "match": "FULL"}])]
    yield "bad action", [create(ID, constraints=[{"kind": "foreign", "columns": ["id"], "target": "o",
                                                  "target_columns": ["x"], "ondelete": "EXPLODE"}])]
    yield "set null of columns", [create(ID, constraints=[{"kind": "foreign", "columns": ["id"], "target": "o",
                                                           "target_columns": ["x"], "ondelete": "SET NULL (id)"}])]
    yield "use_alter", [create(ID, constraints=[{"kind": "foreign", "name": "f", "columns": ["id"], "target": "o",
                                                 "target_columns": ["x"], "use_alter": True}])]
    yield "column check", [create(col("a", checks=[{"kind": "check", "name": "ck", "condition": {"text": "a > 1"}}]))]
    for name, more in (("include", {"postgresql_include": ["id"]}), ("nulls", {"postgresql_nulls_not_distinct": True}),
                       ("nulls distinct", {"postgresql_nulls_not_distinct": False}),
                       ("conflict", {"sqlite_on_conflict": "REPLACE"})):
        yield "unique " + name, [create(ID, col("a"), constraints=[
            {"kind": "unique", "name": "u", "columns": ["a"], "deferrable": True, "options": more}])]
    for more in ({"postgresql_partition_by": "RANGE (id)"}, {"postgresql_inherits": ["p", "Q"]},
                 {"postgresql_using": "heap"}, {"postgresql_with_oids": True}, {"postgresql_on_commit": "PRESERVE ROWS"},
                 {"postgresql_tablespace": "Fast"}, {"mysql_engine": "InnoDB"}, {"mysql_charset": "utf8mb4"},
                 {"mysql_default_charset": "utf8"}, {"mysql_collate": "utf8_bin"}, {"mysql_row_format": "DYNAMIC"},
                 {"mysql_partition_by": "HASH(id)", "mysql_partitions": "4"}, {"sqlite_autoincrement": True},
                 {"sqlite_with_rowid": False}, {"sqlite_strict": True, "sqlite_with_rowid": False}):
        yield f"options {sorted(more)}", [create(ID, options=more)]
    yield "conflict clauses", [create(col("a", pk=True, options={"sqlite_on_conflict_primary_key": "FAIL"}),
                                      col("b", nullable=False, unique=True, options={
                                          "sqlite_on_conflict_not_null": "IGNORE",
                                          "sqlite_on_conflict_unique": "ABORT"}))]
    yield "exclusion", [create(ID, col("r", "postgresql.TSRANGE"), constraints=[
        {"kind": "exclude", "name": "no", "elements": [[{"col": "r"}, "&&"]], "using": "gist"}])]
    yield "drop", [{"op": "drop_table", "table": "Order", "schema": "s"},
                   {"op": "drop_table", "table": "t", "if_exists": True}]
    yield "rename", [{"op": "rename_table", "table": "a", "to": "B"}]
    yield "table comments", [{"op": "create_table_comment", "table": "t", "comment": "it's", "schema": "s"},
                             {"op": "drop_table_comment", "table": "t"}]
    yield "not null type", [create(col("a", ""))]


DEFAULTS = {
    "text": "x", "quoted": "it's \\ 100%", "number": "0", "sql": {"text": "now()"}, "zero": {"text": "0"},
    "quoted sql": {"text": "'a'"}, "bracket": {"text": "(1 + 2)"}, "cast": {"text": "'{}'::jsonb"},
    "now": {"fn": "now"}, "stamp": {"fn": "current_timestamp"}, "uuid": {"fn": "gen_random_uuid"},
    "true": {"const": "true"}, "false": {"const": "false"}, "null": {"const": "null"},
    "on update": {"text": "CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"}, "call": {"fn": "left", "args": ["abc", 2]},
    "next": {"next": "seq"}, "literal": {"literal": 5}, "casted": {"cast": "x", "type": t("String", length=3)},
    "array": {"text": "ARRAY[]::text[]"}, "escaped": {"text": "'a\\:b'"}, "literal column": {"litcol": "1+1"},
}


def column_cases():
    for title, default in DEFAULTS.items():
        yield "default " + title, [{"op": "add_column", "table": "t", "column": col("c", "Text", default=default)}]
        yield "created default " + title, [create(col("c", "DateTime", default=default, nullable=False))]
        yield "set default " + title, [{"op": "alter_column", "table": "t", "column": "c",
                                        "server_default": {"expr": default}, "existing_type": t("Text")}]
    yield "add with all", [{"op": "add_column", "table": "t", "schema": "s", "column": col(
        "c", nullable=False, comment="note", fks=[{"target": "o.id", "name": "f", "ondelete": "CASCADE"}])}]
    yield "add unique", [{"op": "add_column", "table": "t", "column": col("c", unique=True)}]
    yield "add indexed", [{"op": "add_column", "table": "t", "schema": "s", "column": col("c", index=True)}]
    yield "add if not exists", [{"op": "add_column", "table": "t", "if_not_exists": True, "column": col("c")}]
    yield "add key", [{"op": "add_column", "table": "t", "column": col("c", pk=True)}]
    yield "add inline key", [{"op": "add_column", "table": "t", "inline_primary_key": True,
                              "column": col("c", pk=True)}]
    yield "add inline reference", [{"op": "add_column", "table": "t", "inline_references": True, "column": col(
        "c", fks=[{"target": "s.o.id", "ondelete": "CASCADE", "deferrable": True}])}]
    yield "add identity", [{"op": "add_column", "table": "t", "column": col("c", identity={"always": True})}]
    yield "add computed", [{"op": "add_column", "table": "t", "column": col(
        "c", computed={"sql": {"text": "a || 'x'"}, "persisted": True})}]
    yield "add checked", [{"op": "add_column", "table": "t", "column": col(
        "c", checks=[{"kind": "check", "name": "k", "condition": {"text": "c <> ''"}}])}]
    yield "add boolean check", [{"op": "add_column", "table": "t", "column": col(
        "c", t("Boolean", options={"create_constraint": True, "name": "ck_c"}))}]
    yield "drop", [{"op": "drop_column", "table": "t", "column": "Select", "schema": "s"},
                   {"op": "drop_column", "table": "t", "column": "c", "if_exists": True}]


def alter_cases():
    def alter(**more):
        return [dict({"op": "alter_column", "table": "t", "column": "c"}, **more)]
    changes = {"nullable": {"nullable": True}, "not null": {"nullable": False}, "name": {"new_column_name": "New"},
               "type": {"type_": t("String", length=50)}, "default": {"server_default": {"expr": "x"}},
               "no default": {"server_default": {"none": 1}}, "comment": {"comment": "it's"},
               "no comment": {"comment": None}, "auto": {"autoincrement": True}, "moment": {"type_": t("DateTime")}}
    existing = {"": {}, "typed": {"existing_type": t("Integer")}, "moment": {"existing_type": t("DateTime")},
                "full": {"existing_type": t("String", length=9), "existing_nullable": False,
                         "existing_server_default": {"expr": {"text": "'d'"}}, "existing_comment": "old"},
                "auto": {"existing_type": t("Integer"), "existing_autoincrement": True, "existing_nullable": False}}
    for one, first in changes.items():
        for known, facts in existing.items():
            yield f"alter {one} {known}", alter(**first, **facts)
        for two, second in changes.items():
            if one < two and not set(first) & set(second):
                yield f"alter {one} and {two}", alter(**first, **second, existing_type=t("Integer"))
    yield "alter schema", alter(schema="My.Schema", nullable=False, new_column_name="b", existing_type=t("Integer"))
    yield "using", alter(type_=t("Integer"), postgresql_using="c::integer", existing_type=t("Text"))
    yield "using without type", alter(postgresql_using="c::integer", nullable=True)
    yield "to enum", alter(type_=t("Enum", enum={"values": ["a"], "name": "e"}), existing_type=t("Text"))
    yield "from checked boolean", alter(type_=t("Integer"), existing_type=t(
        "Boolean", options={"create_constraint": True, "name": "ck"}))
    yield "to checked boolean", alter(type_=t("Boolean", options={"create_constraint": True, "name": "ck"}),
                                      existing_type=t("Integer"))
    yield "to checked enum", alter(existing_type=t("Text"), type_=t("Enum", enum={
        "values": ["a", "b"], "name": "ck", "native_enum": False, "create_constraint": True}))
    identity = {"identity": {"always": True, "start": 3}}
    yield "add identity", alter(server_default=identity, existing_server_default={"none": 1})
    yield "add identity, unsaid", alter(server_default=identity)
    yield "drop identity", alter(server_default={"none": 1}, existing_server_default=identity)
    yield "change identity", alter(server_default={"identity": {"always": False, "start": 9, "increment": 2,
                                                                "cycle": True}},
                                   existing_server_default=identity)
    yield "computed", alter(server_default={"computed": {"sql": {"text": "1"}}}, existing_type=t("Integer"))
    yield "was computed", alter(server_default={"none": 1}, existing_type=t("Integer"),
                                existing_server_default={"computed": {"sql": {"text": "1"}}})


def constraint_cases():
    def add(**constraint):
        schema = constraint.pop("schema", None)
        spec = {"op": "add_constraint", "table": "t", "constraint": constraint}
        return [dict(spec, schema=schema) if schema else spec]
    yield "add unique", add(kind="unique", name="u", columns=["a", "B"], schema="s")
    yield "add unique deferrable", add(kind="unique", name="u", columns=["a"], deferrable=True, initially="DEFERRED")
    yield "add unique not deferrable", add(kind="unique", name="u", columns=["a"], deferrable=False)
    yield "add unique nulls", add(kind="unique", name="u", columns=["a"],
                                  options={"postgresql_nulls_not_distinct": True})
    yield "add unique without name", add(kind="unique", columns=["a"])
    yield "add key", add(kind="primary", name="pk", columns=["a", "b"])
    yield "add check text", add(kind="check", name="c", condition={"text": "a > 0 AND b LIKE '%x'"}, schema="s")
    yield "add check", add(kind="check", name="c", condition={"and": [
        {"bin": "gt", "l": {"col": "a", "table": "t"}, "r": 0}, {"un": "not", "of": {"col": "b", "type": t("Boolean")}}]})
    yield "add check not valid", add(kind="check", name="c", condition={"text": "a > 0"},
                                     options={"postgresql_not_valid": True})
    yield "add reference", add(kind="foreign", name="f", columns=["a", "b"], target="o", target_columns=["x", "Y"])
    yield "add reference to self", add(kind="foreign", name="f", columns=["a"], target="t", target_columns=["id"])
    yield "add reference with all", add(kind="foreign", name="f", columns=["a"], target="other.o",
                                        target_columns=["x"], schema="s", ondelete="SET NULL", onupdate="CASCADE",
                                        deferrable=True, initially="IMMEDIATE")
    yield "add reference match", add(kind="foreign", name="f", columns=["a"], target="o", target_columns=["x"],
                                     match="SIMPLE")
    yield "add reference not valid", add(kind="foreign", name="f", columns=["a"], target="o", target_columns=["x"],
                                         options={"postgresql_not_valid": True})
    yield "add reference without name", add(kind="foreign", columns=["a"], target="o", target_columns=["x"])
    yield "add exclusion", add(kind="exclude", name="x", elements=[["period", "&&"], ["room", "="]],
                               using="gist", where={"text": "room > 0"})
    for kind in ("foreignkey", "primary", "unique", "check", None):
        more = {"kind": kind} if kind else {}
        yield f"drop {kind}", [dict({"op": "drop_constraint", "table": "t", "name": "Con", "schema": "s"}, **more)]
        yield f"drop {kind} if exists", [dict({"op": "drop_constraint", "table": "t", "name": "c", "if_exists": True},
                                              **more)]


def index_cases():
    def make(**index):
        schema = index.pop("schema", None)
        spec = {"op": "create_index", "table": "t", "index": dict({"name": "ix"}, **index)}
        return [dict(spec, schema=schema) if schema else spec]
    a, b = {"col": "a"}, {"col": "B"}
    yield "index", make(elements=[a, b], schema="s")
    yield "unique index", make(elements=[a], unique=True)
    yield "index if not exists", make(elements=[a], if_not_exists=True)
    yield "index text", make(elements=[{"text": "lower(a)"}, b])
    yield "index text desc", make(elements=[{"text": "a DESC NULLS LAST"}])
    yield "index function", make(elements=[{"fn": "lower", "args": [a]}])
    yield "index desc", make(elements=[{"un": "desc", "of": a}])
    yield "index desc nulls", make(elements=[{"un": "nulls_last", "of": {"un": "desc", "of": a}}])
    yield "index operator", make(elements=[{"op": "->>", "l": a, "r": {"literal": "key"}}])
    for options in ({"postgresql_using": "gin"}, {"postgresql_using": "GIST", "postgresql_concurrently": True},
                    {"postgresql_where": {"expr": {"text": "a > 0"}}, "sqlite_where": {"expr": {"text": "a > 1"}}},
                    {"postgresql_where": {"expr": {"bin": "eq", "l": a, "r": "x"}}},
                    {"postgresql_include": ["c", "D"]}, {"postgresql_ops": {"dict": [["a", "text_pattern_ops"]]}},
                    {"postgresql_with": {"dict": [["fillfactor", 50], ["deduplicate_items", "off"]]}},
                    {"postgresql_tablespace": "Fast"}, {"postgresql_nulls_not_distinct": True}, {"mysql_length": 10},
                    {"mysql_length": {"dict": [["a", 5]]}}, {"mysql_prefix": "FULLTEXT"}, {"mysql_using": "hash"},
                    {"mysql_with_parser": "ngram"}, {"postgresql_using": "no good"}):
        yield f"index with {sorted(options)}", make(elements=[a, b], options=options)
    drop = {"op": "drop_index", "name": "Ix"}
    yield "drop index", [dict(drop, table="t", schema="s"), drop]
    yield "drop index if exists", [dict(drop, table="t", if_exists=True)]
    yield "drop index concurrently", [dict(drop, table="t", options={"postgresql_concurrently": True})]


def expression_specs():
    a, s = {"col": "a", "table": "t", "type": t("Integer")}, {"col": "s", "table": "t", "type": t("String")}
    b, d = {"col": "b", "table": "t", "type": t("Boolean")}, {"col": "d", "table": "t", "type": t("DateTime")}
    def eq(left, right):
        return {"bin": "eq", "l": left, "r": right}
    yield "none", eq(a, None)
    yield "not none", {"bin": "ne", "l": a, "r": None}
    yield "is none", {"bin": "is", "l": a, "r": None}
    yield "is true", {"bin": "is", "l": b, "r": True}
    yield "equals true", eq(b, True)
    yield "differs from false", {"bin": "ne", "l": b, "r": False}
    yield "boolean", b
    yield "not boolean", {"un": "not", "of": b}
    yield "boolean and", {"and": [b, eq(a, 1)]}
    yield "not boolean and", {"and": [{"un": "not", "of": b}, eq(a, 1)]}
    yield "or in and", {"and": [eq(a, 1), {"or": [eq(s, "x"), eq(a, 2)]}]}
    yield "and in or", {"or": [{"and": [eq(a, 1), eq(s, "x")]}, eq(a, 2)]}
    yield "and in and", {"and": [{"and": [eq(a, 1), eq(s, "x")]}, eq(a, 2)]}
    yield "not and", {"un": "not", "of": {"and": [eq(a, 1), eq(s, "x")]}}
    for op in ("eq", "ne", "lt", "le", "gt", "ge"):
        yield "not " + op, {"un": "not", "of": {"bin": op, "l": a, "r": 5}}
    yield "not like", {"un": "not", "of": {"bin": "like", "l": s, "r": "a%"}}
    for op in ("like", "not_like", "ilike", "not_ilike", "regexp_match"):
        yield op, {"bin": op, "l": s, "r": "a%_\\"}
    for op in ("is_distinct_from", "is_not_distinct_from"):  # a value beside it stays a parameter on two dialects
        yield op, {"bin": op, "l": s, "r": a}
    yield "in", {"in": a, "list": [1, 2, None]}
    yield "in text", {"in": s, "list": ["a", "it's"]}
    yield "not in", {"in": a, "list": [1], "not": True}
    yield "in none", {"in": a, "list": []}
    yield "not in none", {"in": s, "list": [], "not": True}
    yield "not not in", {"un": "not", "of": {"in": a, "list": [1], "not": True}}
    yield "in select", {"in": a, "select": {"columns": [{"col": "x", "table": "o"}], "where": eq(
        {"col": "y", "table": "o"}, 1)}}
    yield "between", {"between": a, "range": [1, 5]}
    yield "not between", {"un": "not", "of": {"between": a, "range": [1, 5]}}
    yield "arithmetic", eq({"bin": "mul", "l": {"bin": "add", "l": a, "r": 1}, "r": 2}, 4)
    yield "arithmetic chain", eq({"bin": "sub", "l": {"bin": "sub", "l": a, "r": 1}, "r": {"bin": "sub", "l": a, "r": 2}},
                                 4)
    yield "modulo", eq({"bin": "mod", "l": a, "r": 2}, 0)
    yield "division", {"bin": "gt", "l": {"bin": "truediv", "l": a, "r": 2}, "r": 1}
    yield "concat", eq({"bin": "concat", "l": {"bin": "concat", "l": s, "r": "-"}, "r": s}, "a-a")
    yield "negative", eq({"un": "neg", "of": a}, -1)
    for op in ("bitwise_and", "bitwise_or", "bitwise_xor"):
        yield op, eq({"bin": op, "l": a, "r": 3}, 1)
    yield "custom", eq({"op": "->>", "l": s, "r": {"literal": "k"}}, {"literal": "v"})
    yield "custom nested", {"op": "@>", "l": {"op": "||", "l": s, "r": {"literal": "x"}}, "r": {"literal": "y"}}
    yield "cast", eq({"cast": a, "type": t("String", length=5)}, "5")
    yield "cast integer", eq({"cast": s, "type": t("Integer")}, 5)
    yield "cast text", eq({"cast": s, "type": t("Text")}, "5")
    yield "cast float", eq({"cast": s, "type": t("Float")}, 5.5)
    yield "cast literal", eq(a, {"cast": "x", "type": t("postgresql.JSONB")})
    yield "case", eq({"case": [[eq(a, 1), "one"], [{"bin": "gt", "l": a, "r": 1}, "more"]], "else": "none"}, s)
    yield "case without else", eq({"case": [[b, a]]}, 5)
    yield "coalesce", eq({"fn": "coalesce", "args": [s, ""]}, "x")
    yield "lower", eq({"fn": "lower", "args": [s]}, "x")
    yield "char_length", {"bin": "gt", "l": {"fn": "char_length", "args": [s]}, "r": 3}
    yield "now", {"bin": "lt", "l": d, "r": {"fn": "now"}}
    yield "package", eq({"fn": "pg_catalog.lower", "args": [s]}, "x")
    yield "collate", eq({"collate": s, "to": "de_DE"}, "x")
    yield "extract", eq({"extract": "year", "of": d}, 2020)
    yield "text", {"text": "a = 1 OR b"}
    yield "text and", {"and": [{"text": "a = 1"}, eq(a, 2)]}
    yield "bound text", {"text": "a = :x AND s = :y AND c = ':z' AND d::text = '\\:no'", "binds": {"x": 5, "y": "it's"}}
    yield "moment", eq(d, {"lit": {"datetime": "2020-01-02T03:04:05.000600"}})
    yield "whole moment", eq(d, {"lit": {"datetime": "2020-01-02T03:04:05"}})
    yield "zoned moment", eq(d, {"lit": {"datetime": "2020-01-02T03:04:05+02:00"}})
    yield "true", {"const": "true"}
    yield "false in and", {"and": [eq(a, 1), {"const": "false"}]}
    yield "true in and", {"and": [eq(a, 1), {"const": "true"}]}
    yield "exists", {"exists": {"columns": [{"litcol": "1"}], "from": [{"name": "o"}]}}
    yield "not exists", {"un": "not", "of": {"exists": {"columns": [{"litcol": "1"}], "from": [{"name": "o"}]}}}
    yield "subquery", eq(a, {"subquery": {"columns": [{"fn": "max", "args": [{"col": "x", "table": "o"}]}]}})
    yield "correlated", {"exists": {"columns": [{"litcol": "1"}], "from": [{"name": "o", "columns": ["x"]}],
                                    "where": eq({"col": "x", "table": "o"}, 3)}}


COLUMNS = [["a", t("Integer")], ["s", t("String")], ["b", t("Boolean")], ["d", t("DateTime")], ["f", t("Float")],
           ["n", t("Numeric")], ["y", t("Date")], ["z", t("Time")], ["u", t("Uuid")], ["l", t("LargeBinary")],
           ["j", t("JSON")], ["r", t("ARRAY", item=t("Integer"))], ["i", t("Interval")], ["e", t(
               "Enum", enum={"values": ["x", "y"], "name": "e"})], ["untyped", t("")]]
VALUES = {"a": [1, -5, 2**40, "7", True, "x", None], "s": ["it's", "", "back\\slash 100%", 5, None, ":x"],
          "b": [True, False, 1, "x", None], "d": [{"datetime": "2021-02-03T04:05:06"}, {"date": "2021-02-03"}, "now"],
          "f": [1.5, 1e-7, 1e20, 3, "2.5", "x"], "n": [{"decimal": "1.50"}, 2, 0.1], "y": [{"date": "2021-02-03"},
          {"datetime": "2021-02-03T04:05:06"}], "z": [{"time": "04:05:06"}], "u": [
              {"uuid": "12345678-1234-5678-1234-567812345678"}], "l": [{"bytes": "a'b"}], "j": [
                  {"dict": [["k", 1]]}, None], "r": [[1, 2]], "i": [{"seconds": 90061.5}], "e": ["x", "q"],
          "untyped": ["x", None]}


def data_cases():
    for name, values in VALUES.items():
        for value in values:
            if value != {"dict": [["k", 1]]}:
                yield f"insert {name} {value!r}", [{"op": "bulk_insert", "table": "t", "columns": COLUMNS,
                                                    "rows": [{name: value}]}]
    yield "rows", [{"op": "bulk_insert", "table": "t", "schema": "s", "columns": COLUMNS, "multiinsert": False,
                    "rows": [{"s": "x", "a": 1}, {"b": True, "a": 2}]}]
    yield "no rows", [{"op": "bulk_insert", "table": "t", "columns": COLUMNS, "rows": []}]
    for title, spec in expression_specs():
        yield "where " + title, [{"op": "execute", "statement": {"delete": {"table": "t", "columns": COLUMNS,
                                                                            "where": spec}}}]
        if "exists" not in title and "correlated" not in title:
            yield "check " + title, [{"op": "execute", "statement": {"select": {
                "columns": [{"col": "a", "table": "t"}], "where": spec}}}]
    yield "update", [{"op": "execute", "statement": {"update": {
        "table": "t", "columns": COLUMNS, "values": {"a": 5, "s": None, "b": False},
        "where": {"bin": "eq", "l": {"col": "a", "table": "t", "type": t("Integer")}, "r": 3}}}}]
    yield "update with expression", [{"op": "execute", "statement": {"update": {
        "table": "t", "schema": "s", "columns": COLUMNS, "values": {
            "a": {"bin": "add", "l": {"col": "a", "type": t("Integer")}, "r": 1},
            "s": {"fn": "upper", "args": [{"col": "s"}]}, "d": {"fn": "now"}}}}}]
    yield "update with case", [{"op": "execute", "statement": {"update": {
        "table": "t", "columns": COLUMNS, "values": {"s": {"case": [[{"bin": "eq", "l": {
            "col": "s", "table": "t", "type": t("String")}, "r": "x"}, "y"]], "else": "z"}}}}}]
    yield "delete all", [{"op": "execute", "statement": {"delete": {"table": "Table", "columns": COLUMNS}}}]
    yield "insert", [{"op": "execute", "statement": {"insert": {"table": "t", "columns": COLUMNS, "rows": [
        {"a": 1, "s": {"fn": "lower", "args": ["X"]}}]}}}]
    yield "insert many", [{"op": "execute", "statement": {"insert": {"table": "t", "columns": COLUMNS, "rows": [
        {"a": 1, "s": "x"}, {"a": 2, "s": "y"}]}}}]
    o = {"col": "x", "table": "o"}
    yield "insert from select", [{"op": "execute", "statement": {"insert": {
        "table": "t", "columns": [["a", t("Integer")]], "from": {"columns": [o], "where": {
            "bin": "gt", "l": {"col": "x", "table": "o", "type": t("Integer")}, "r": 5}}}}}]
    yield "select", [{"op": "execute", "statement": {"select": {
        "columns": [o, {"label": "N", "of": {"fn": "count"}}, {"fn": "max", "args": [o]}, {"literal": "x"}],
        "distinct": True, "group_by": [o], "having": {"bin": "gt", "l": {"fn": "count"}, "r": 1},
        "order_by": [{"un": "desc", "of": o}, {"col": "y", "table": "o"}], "limit": 5, "offset": 10}}}]
    for more in ({"limit": 3}, {"for_update": True}, {"where": {"text": "1 = 1"}}):
        yield f"select {more}", [{"op": "execute", "statement": {"select": dict({"columns": [o]}, **more)}}]
    yield "select join", [{"op": "execute", "statement": {"select": {"columns": [o], "from": [
        {"left": {"name": "o", "columns": ["x"]}, "right": {"name": "p", "columns": ["y"], "schema": "s"}, "on": {
            "bin": "eq", "l": o, "r": {"col": "y", "table": "s.p"}}, "outer": True}]}}}]
    for sql in ("UPDATE t SET a = 1", "  SELECT 1;  ", "SELECT ':x', a::text, :bound, '\\:kept' FROM t",
                "INSERT INTO t VALUES ('100%', '\t tab', E'\\\\x')", "CREATE FUNCTION f() AS $$ BEGIN x := 1; END $$",
                "SELECT '12:30:00', ARRAY[1:2], j->>'a:b'", "", "-- only a comment"):
        yield f"sql {sql!r}", [{"op": "execute", "sql": sql}]


def object_cases():
    for options in ({}, {"start": 5, "increment": -1}, {"minvalue": 1, "maxvalue": 9, "cycle": True, "cache": 2},
                    {"nominvalue": True, "nomaxvalue": True, "cycle": False}):
        yield f"sequence {options}", [{"op": "create_sequence", "name": "Seq", "schema": "s", "options": options}]
    yield "sequence type", [{"op": "create_sequence", "name": "q", "data_type": t("BigInteger"), "if_not_exists": True}]
    yield "drop sequence", [{"op": "drop_sequence", "name": "q"},
                            {"op": "drop_sequence", "name": "q", "schema": "s", "if_exists": True}]
    yield "schema", [{"op": "create_schema", "name": "My"}, {"op": "create_schema", "name": "m", "if_not_exists": True}]
    yield "drop schema", [{"op": "drop_schema", "name": "m", "cascade": True, "if_exists": True}]
    yield "version table", [{"op": "version", "do": "create"}, {"op": "version", "do": "insert", "to": "a1"},
                            {"op": "version", "do": "update", "from": "a1", "to": "b2"},
                            {"op": "version", "do": "delete", "from": "b2"}, {"op": "version", "do": "drop"}]


def convention_cases():
    for convention in CONVENTIONS:
        def case(title, *ops):
            return {"name": f"{convention}: {title}", "ops": list(ops), "convention": convention}
        if convention != "many":  # that one asks for the column of a table that is not there
            yield case("table", create(ID, col("a", unique=True), col("b", fks=[{"target": "s.o.id"}]), schema="sch"))
            yield case("add column", {"op": "add_column", "table": "t", "column": col("c", fks=[{"target": "o.id"}])})
        yield case("index", create(ID, col("a", index=True), schema="sch"))
        yield case("named", create(ID, constraints=[{"kind": "unique", "name": "mine", "columns": ["id"]}]))
        yield case("check", create(ID, constraints=[{"kind": "check", "name": "positive",
                                                     "condition": {"text": "id > 0"}}]))
        yield case("check op.f", create(ID, constraints=[{"kind": "check", "name": {"f": "positive"},
                                                          "condition": {"text": "id > 0"}}]))
        yield case("unique", {"op": "add_constraint", "table": "t", "constraint": {"kind": "unique",
                                                                                   "columns": ["a", "b"]}})
        yield case("reference", {"op": "add_constraint", "table": "t", "constraint": {
            "kind": "foreign", "columns": ["a", "b"], "target": "s.o", "target_columns": ["x", "y"]}})
        yield case("key", {"op": "add_constraint", "table": "t", "constraint": {"kind": "primary", "columns": ["a"]}})
        yield case("index", {"op": "create_index", "table": "t", "schema": "s", "index": {
            "name": None, "elements": [{"col": "a"}, {"col": "b"}]}})


def batch_cases():
    old = table(ID, col("a", t("String", length=5), nullable=False, default="x"), col("b", "Integer"), name="old",
                constraints=[{"kind": "unique", "name": "uq", "columns": ["b"]}])
    def batch(*steps, spec=old, **more):
        return [dict({"op": "batch", "table": spec, "steps": list(steps)}, **more)]
    yield "batch nothing", batch()
    yield "batch add", batch({"op": "add_column", "column": col("c", default={"text": "0"})})
    yield "batch add two", batch({"op": "add_column", "column": col("c")}, {"op": "add_column", "column": col("d")})
    yield "batch add before", batch({"op": "add_column", "column": col("c"), "insert_before": "a"})
    yield "batch add after", batch({"op": "add_column", "column": col("c"), "insert_after": "a"},
                                   {"op": "add_column", "column": col("d"), "insert_after": "c"})
    yield "batch drop", batch({"op": "drop_column", "column": "a"})
    yield "batch drop constrained", batch({"op": "drop_column", "column": "b"})
    yield "batch drop key", batch({"op": "drop_column", "column": "id"})
    yield "batch drop unknown", batch({"op": "drop_column", "column": "nope"})
    yield "batch type", batch({"op": "alter_column", "column": "b", "type_": t("String", length=9)})
    yield "batch same type", batch({"op": "alter_column", "column": "a", "type_": t("Text")})
    yield "batch json", batch({"op": "alter_column", "column": "a", "type_": t("JSON")})
    yield "batch rename", batch({"op": "alter_column", "column": "b", "new_column_name": "New"})
    yield "batch nullable", batch({"op": "alter_column", "column": "a", "nullable": True,
                                   "server_default": {"none": 1}})
    yield "batch default", batch({"op": "alter_column", "column": "b", "server_default": {"expr": {"text": "5"}},
                                  "comment": "note"})
    yield "batch drop constraint", batch({"op": "drop_constraint", "name": "uq", "kind": "unique"})
    yield "batch drop no constraint", batch({"op": "drop_constraint", "name": "nope", "kind": "unique"})
    yield "batch unique", batch({"op": "drop_constraint", "name": "uq", "kind": "unique"},
                                {"op": "unique", "name": "u2", "columns": ["a", "b"]})
    yield "batch reference", batch({"op": "drop_constraint", "name": "uq", "kind": "unique"}, {
        "op": "foreign", "name": "fk", "target": "o", "columns": ["b"], "target_columns": ["id"]})
    yield "batch nameless reference", batch({"op": "foreign", "name": None, "target": "o", "columns": ["b"],
                                             "target_columns": ["id"]})
    yield "batch check", batch({"op": "drop_constraint", "name": "uq", "kind": "unique"},
                               {"op": "check", "name": "ck", "condition": {"text": "b > 0"}})
    yield "batch index", batch({"op": "create_index", "name": "ix", "columns": ["a"]})
    yield "batch drop no index", batch({"op": "drop_index", "name": "ix"})
    indexed = table(ID, col("a"), name="old", indexes=[{"name": "ix", "elements": [{"text": "a"}]}])
    yield "batch keeps nothing of an index", batch({"op": "drop_index", "name": "ix"}, spec=indexed)
    yield "batch reorders", batch(reordering=[["b", "a", "id"]])
    many = table(col("x"), col("y", fks=[{"target": "o.id", "name": "fk"}]),
                 name="a_table_with_a_very_long_name_that_is_cut_off", options={"sqlite_autoincrement": True})
    yield "batch long name", batch({"op": "drop_column", "column": "x"}, spec=many)
    yield "batch enum", batch({"op": "add_column", "column": col("e", t("Enum", enum={"values": ["a"], "name": "e"}))})
    yield "batch checked boolean", batch({"op": "alter_column", "column": "b", "type_": t(
        "Boolean", options={"create_constraint": True, "name": "ck_b"})})
    keyed = table(col("id"), col("a"), name="old", constraints=[{"kind": "primary", "name": "pk", "columns": ["id"]}])
    yield "batch drop primary", batch({"op": "drop_constraint", "name": "pk", "kind": "primary"}, spec=keyed)
    yield "batch other primary", batch({"op": "drop_constraint", "name": "pk", "kind": "primary"},
                                       {"op": "primary", "name": "pk2", "columns": ["a"]}, spec=keyed)


def cases():
    seen = []
    for made in (type_cases, name_cases, table_cases, column_cases, alter_cases, constraint_cases, index_cases,
                 data_cases, object_cases, batch_cases):
        seen += [{"name": title, "ops": ops} for title, ops in made()]
    return seen + list(convention_cases())
