#!/usr/bin/python3
"""Databases that real migrations of public projects have built, as Espalier reads them, as SQLAlchemy's inspector does,
and as they come out of their own SQL.

    public_introspection.py --cli build/bin/espalier-cli --truth DIR [--servers tests/support/servers.sh]
                            [--kinds postgresql sqlite mariadb] [--only NAME...] [--env NAME=VALUE...] [--show N] [--json FILE]

DIR is the folder of public_schema.py. For each project and each kind of database:

 1. The real Alembic upgrades an empty database as far as it comes, each revision in a transaction of its own
    (real_upgrade.py --each): what a stand-in made is as good here as anything else.
 2. `espalier-cli schema --url --format json` is held against SQLAlchemy's inspector: tables, columns with types, NULL and
    defaults, primary keys, foreign keys with actions, uniques, checks, indexes, fact for fact.
 3. `schema --url --format sql` is run on a second empty database. Read again, it must give the same JSON; and the
    catalogue must be the same in the server's own words (catalogue.sql; sqlite_master's parts by PRAGMA; SHOW CREATE TABLE).
    On PostgreSQL the measure is a copy that pg_dump made: what the server prints of an expression changes once when its
    own text is read again (`varchar[]::text[]`).
 4. `espalier-cli diff PROJECT@REVISIONS URL`, with the revisions that the version table has: a database that the migrations
    have just built must not differ from them. Differences that the answer itself calls doubtful are counted apart.
    Where a revision failed and the database keeps what it had done by then (SQLite, MariaDB), nothing is asked.

Not part of the test run: it needs what is not in this repository. Nothing of a project is kept here.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import warnings

import sqlalchemy as sa

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import public_schema  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
SECONDS = 1800


# ------------------------------------------------------------------------------------------------- kinds of databases

class Place:
    """Where databases of one kind are made."""

    def __init__(self, server, folder):
        self.server, self.folder = server, folder

    def dumped(self, name, copy):
        return name

    def engine(self, name):
        return sa.create_engine(self.url(name), poolclass=sa.pool.NullPool)


class PostgreSql(Place):
    name = "postgresql"

    def url(self, name):
        facts = self.server.facts
        user, password = (urllib.parse.quote(facts[key], safe="") for key in ("ADMIN", "ADMIN_PASSWORD"))
        return f"postgresql://{user}:{password}@/{name}?host={facts['PG_SOCKET_FOLDER']}&port={facts['PG_PORT']}"

    def fresh(self, name):
        self.server.fresh(name)

    def run(self, name, sql):
        return self.server.run_sql(name, sql)

    def catalogue(self, name):
        return public_schema.catalogue(self.server, name)

    def dumped(self, name, copy):
        """The same by pg_dump: the server prints some expressions otherwise once its own text has been read again."""
        facts = self.server.facts
        command = ["pg_dump", "-s", "-O", "-x", "-h", facts["PG_SOCKET_FOLDER"], "-p", facts["PG_PORT"], "-U", facts["ADMIN"], name]
        done = subprocess.run(command, capture_output=True, check=True,
                              env={**os.environ, "PGPASSWORD": facts["ADMIN_PASSWORD"]})
        self.fresh(copy)
        self.run(copy, done.stdout.decode())
        return copy


class MariaDb(Place):
    name = "mariadb"

    def url(self, name):
        facts = self.server.facts
        user, password = (urllib.parse.quote(facts[key], safe="") for key in ("ADMIN", "ADMIN_PASSWORD"))
        return f"mysql+pymysql://{user}:{password}@localhost/{name}?unix_socket={facts['MARIADB_SOCKET']}"

    def fresh(self, name):
        with sa.create_engine(self.url("mysql"), poolclass=sa.pool.NullPool).connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS `{name}`")
            connection.exec_driver_sql(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4")

    def run(self, name, sql):
        facts = self.server.facts
        command = ["mariadb", "--no-defaults", "-S", facts["MARIADB_SOCKET"], "-u", facts["ADMIN"], "--force", "-D", name]
        done = subprocess.run(command, input=sql.encode(), capture_output=True,
                              env={**os.environ, "MYSQL_PWD": facts["ADMIN_PASSWORD"]})
        return [line for line in done.stderr.decode(errors="replace").splitlines() if line.startswith("ERROR")]

    def catalogue(self, name):
        found = {}
        with self.engine(name).connect() as connection:
            for table, kind in connection.exec_driver_sql("SHOW FULL TABLES").fetchall():
                row = connection.exec_driver_sql(f"SHOW CREATE TABLE `{table}`").fetchone()
                text = re.sub(r" AUTO_INCREMENT=\d+", "", row[1]).replace(f"`{name}`.", "")
                for line in text.splitlines():
                    found[kind, f"{table}: {line.strip().rstrip(',')}"] = ""
        return found


class Sqlite(Place):
    name = "sqlite"

    def path(self, name):
        return pathlib.Path(self.folder) / f"{name}.db"

    def url(self, name):
        return f"sqlite:///{self.path(name)}"

    def fresh(self, name):
        self.path(name).unlink(missing_ok=True)
        self.path(name).touch()
        self.path(name).chmod(0o666)

    def run(self, name, sql):
        import sqlite3

        connection, errors, rest = sqlite3.connect(self.path(name)), [], ""
        for line in sql.splitlines(keepends=True):
            rest += line
            if sqlite3.complete_statement(rest):
                try:
                    connection.execute(rest)
                except sqlite3.Error as error:
                    errors.append(f"{error}: {' '.join(rest.split())[:100]}")
                rest = ""
        connection.commit()
        connection.close()
        return errors

    def catalogue(self, name):
        found = {}
        with self.engine(name).connect() as connection:
            ask = lambda sql: [tuple(row) for row in connection.exec_driver_sql(sql).fetchall()]  # noqa: E731
            for kind, table in ask("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"):
                quoted = '"' + table.replace('"', '""') + '"'
                found[kind, table] = ""
                if kind in ("table", "view"):
                    for row in ask(f"PRAGMA table_xinfo({quoted})"):
                        found["column", f"{table}.{row[1]}"] = str(row)
                if kind == "table":
                    for row in ask(f"PRAGMA foreign_key_list({quoted})"):
                        found["reference", f"{table} {row[2:]}"] = ""
                    for row in ask(f"PRAGMA index_list({quoted})"):
                        parts = ask('PRAGMA index_xinfo("' + row[1].replace('"', '""') + '")')
                        named = "" if row[1].startswith("sqlite_autoindex") else row[1]
                        found["index", f"{table} {named} {[(one[2], one[3], one[4]) for one in parts if one[5]]}"] = str(row[2:])
                if kind == "index":
                    text = ask(f"SELECT sql FROM sqlite_master WHERE name = '{table}'")[0][0] or ""
                    where = re.split(r"\bwhere\b", text, flags=re.I)[1:]
                    found["where", table] = " ".join("".join(where).split())
        return found


# --------------------------------------------------------------------------------------------------- what is in them

def upgraded(place, folder, project, name, environment):
    path, python, tool, options = public_schema.how_truth_was_asked(folder)
    if "--timeout" in options:
        at = options.index("--timeout")
        options = options[:at] + options[at + 2:]
    url = sa.engine.make_url(place.url(name))
    command = [*public_schema.SANDBOX, "env", "-i", "PATH=/usr/bin:/bin", "HOME=/nonexistent", "LANG=C.UTF-8",
               "PYTHONHASHSEED=0", f"PGPASSWORD={url.password or ''}", f"PYTHONPATH={path}", python,
               str(HERE / "real_upgrade.py"), "--tool", tool, "--each", "--timeout", "600",
               *public_schema.ini_file(project), *options]
    if environment:
        command += ["--env", *environment]
    command += ["--url", url.set(password="").render_as_string(hide_password=False).replace(":@", "@")]
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, stdin=subprocess.DEVNULL)
    if not done.stdout:
        raise RuntimeError(done.stderr.decode(errors="replace").strip()[-400:] or f"exit status {done.returncode}")
    return json.loads(done.stdout)


def espalier(cli, *arguments):
    done = subprocess.run([cli, *arguments], capture_output=True, timeout=300)
    if done.returncode:
        raise RuntimeError(f"espalier-cli {arguments[0]}: {(done.stdout + done.stderr).decode()[-400:]}")
    return done.stdout.decode()


def squeezed(text):
    """SQL without what means nothing: space, casts of literals, outer brackets."""
    text = " ".join(str(text).split())
    while text.startswith("(") and text.endswith(")") and balanced(text[1:-1]):
        text = text[1:-1].strip()
    return text.replace('"', "").replace("`", "").lower()


def balanced(text):
    depth = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0


def action(text):
    return (text or "NO ACTION").upper().replace("RESTRICT", "NO ACTION" if action.is_same else "RESTRICT")


action.is_same = False


def key_of(schema, name):
    return f"{schema}.{name}" if schema else name


def unheard_of(engine, table):
    """{column: type} of SQLite's columns whose type SQLAlchemy has no class for and guesses one by its affinity."""
    if engine.dialect.name != "sqlite":
        return {}
    with engine.connect() as connection:
        rows = connection.exec_driver_sql('PRAGMA table_info("' + table.replace('"', '""') + '")').fetchall()
    return {row[1]: row[2] for row in rows if re.split(r"[ (]", row[2].upper())[0] not in engine.dialect.ischema_names}


def inspected(engine):
    """{(kind, table, name): answer} by SQLAlchemy."""
    inspector, facts = sa.inspect(engine), {}
    default, dialect = inspector.default_schema_name, engine.dialect.name
    schemas = [one for one in inspector.get_schema_names() if one != "information_schema"] if dialect == "postgresql" else [None]
    for schema in schemas:
        shown = None if schema == default else schema
        for table in inspector.get_table_names(schema):
            name = key_of(shown, table)
            facts["table", name, ""] = True
            key = inspector.get_pk_constraint(table, schema)
            facts["key", name, ""] = tuple(key["constrained_columns"])
            guessed = unheard_of(engine, table)
            for column in inspector.get_columns(table, schema):
                what = column["name"]
                if not isinstance(column["type"], sa.types.NullType):
                    facts["type", name, what] = squeezed(guessed.get(what) or column["type"].compile(engine.dialect))
                facts["null", name, what] = bool(column["nullable"]) and what not in key["constrained_columns"]
                default_text = column.get("default")
                is_own = column.get("identity") or column.get("computed") or str(default_text).startswith("nextval(")
                facts["default", name, what] = None if default_text is None or is_own else squeezed(default_text)
            for one in inspector.get_foreign_keys(table, schema):
                target = None if one["referred_schema"] == default else one["referred_schema"]
                options = one["options"]
                what = (tuple(one["constrained_columns"]), key_of(target, one["referred_table"]),
                        tuple(one["referred_columns"]))
                facts["reference", name, what] = (action(options.get("ondelete")), action(options.get("onupdate")))
            for one in inspector.get_unique_constraints(table, schema):
                facts["unique", name, tuple(one["column_names"])] = True
            if dialect != "sqlite":
                for one in inspector.get_check_constraints(table, schema):
                    facts["check", name, one["name"]] = True
            for one in inspector.get_indexes(table, schema):
                if not one.get("duplicates_constraint") and None not in one["column_names"]:
                    facts["index", name, one["name"]] = (tuple(one["column_names"]), bool(one["unique"]))
    return facts


def read(document, dialect):
    """The same of Espalier's JSON. What MariaDB makes of JSON has its name there, where its check stands too."""
    facts = {}
    names = {"json": "longtext character set utf8mb4 collate utf8mb4_bin"} if dialect == "mariadb" else {}
    for table in document["tables"]:
        name = key_of(table["schema"], table["name"])
        facts["table", name, ""] = True
        key = (table["primary_key"] or {}).get("columns", [])
        facts["key", name, ""] = tuple(key)
        for column in table["columns"]:
            what, default = column["name"], column["default"]
            kind = squeezed(column["type"])
            facts["type", name, what] = names.get(kind, kind)
            facts["null", name, what] = column["nullable"] and what not in key
            is_own = column.get("identity") or column.get("computed") or str(default).startswith("nextval(")
            facts["default", name, what] = None if default is None or is_own else squeezed(default)
        for one in table["foreign_keys"]:
            what = (tuple(one["columns"]), key_of(one["ref_schema"], one["ref_table"]), tuple(one["ref_columns"]))
            facts["reference", name, what] = (action(one["on_delete"]), action(one["on_update"]))
        for one in table["uniques"]:
            facts["unique", name, tuple(one["columns"])] = True
            if dialect != "sqlite":
                facts["index", name, one["name"]] = (tuple(one["columns"]), True)
        for one in table["checks"] if dialect != "sqlite" else []:
            facts["check", name, one["name"]] = True
        for one in table["indexes"]:
            facts["index", name, one["name"]] = (tuple(one["columns"]), one["unique"])
    return facts


def differing(mine, theirs):
    found = []
    for key in sorted({*mine, *theirs}, key=str):
        if key[0] == "index" and (key not in theirs or key not in mine):
            one = mine.get(key) or theirs.get(key)
            if ("unique", key[1], one[0]) in theirs or ("unique", key[1], one[0]) in mine or None in one[0]:
                continue  # the index of a constraint; of expressions, which the inspector leaves out
        if key[0] == "unique" and any(one[0] == "index" and one[1] == key[1] and answer == (key[2], True)
                                      for one, answer in {**mine, **theirs}.items()):
            continue
        if key[0] == "type" and key not in theirs:
            continue
        if mine.get(key) != theirs.get(key):
            found.append((key, mine.get(key), theirs.get(key)))
    return found


def without_order(value):
    if isinstance(value, dict):
        return {key: without_order(one) for key, one in value.items()}
    if isinstance(value, list):
        return sorted((without_order(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value


def json_differences(one, two, path=""):
    if isinstance(one, dict) and isinstance(two, dict):
        return [found for key in sorted({*one, *two}) for found in json_differences(one.get(key), two.get(key), f"{path}.{key}")]
    if isinstance(one, list) and isinstance(two, list):
        if len(one) == len(two) and all(isinstance(item, dict) and "name" in item for item in [*one, *two]):
            return [found for a, b in zip(one, two) for found in json_differences(a, b, f"{path}.{a['name']}")]
    return [] if without_order(one) == without_order(two) else [(path, one, two)]


def shape(text, dialect):
    document = json.loads(text)
    for key in ("database", "url", "server", "server_version", "facts", "read_at"):
        document.pop(key, None)
    if dialect == "mariadb":  # where the database is the schema
        document.pop("default_schema", None)
    for table in document.get("tables", []):
        for key in ("rows", "bytes", "owner", "oid", "facts", "size"):
            table.pop(key, None)
    return document


def examined(cli, place, folder, options):
    project = json.loads((folder / "project.json").read_text())
    place.fresh("real")
    real = upgraded(place, folder, project, "real", options.env)
    first = espalier(cli, "schema", "--url", place.url("real"), "--format", "json")
    document = shape(first, place.name)
    mine, theirs = read(document, place.name), inspected(place.engine("real"))
    result = {"name": project["name"], "kind": place.name, "revisions": real["revisions"], "done": len(real["done"]),
              "failed": real["failed"] and f"{real['failed']['class']}: {real['failed']['message'].splitlines()[0][:80]}",
              "tables": sum(table["name"] != "alembic_version" for table in document["tables"]), "facts": len(theirs), "differences": differing(mine, theirs)}
    is_torn = real["failed"] and place.name != "postgresql"
    result["drift"], result["doubtful"] = (None, 0) if is_torn else drift(cli, place, project)
    place.fresh("copy")
    result["sql_errors"] = place.run("copy", espalier(cli, "schema", "--url", place.url("real"), "--format", "sql"))
    again = shape(espalier(cli, "schema", "--url", place.url("copy"), "--format", "json"), place.name)
    reference = place.dumped("real", "dumped")
    if reference != "real":
        document = shape(espalier(cli, "schema", "--url", place.url(reference), "--format", "json"), place.name)
    result["json"] = json_differences(document, again)
    before, after = place.catalogue(reference), place.catalogue("copy")
    result["objects"] = len(before)
    result["catalogue"] = [(key, before.get(key), after.get(key)) for key in sorted({*before, *after}, key=str)
                           if before.get(key) != after.get(key) and "alembic_version" not in str(key)]
    return result


def drift(cli, place, project):
    """Of the migrations and the database that they built: (differences that are said to be certain, how many are not)."""
    with place.engine("real").connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return [], 0  # the first revision failed
        rows = connection.exec_driver_sql("SELECT version_num FROM alembic_version").fetchall()
    at = ",".join(sorted(row[0] for row in rows)) or "base"
    where = pathlib.Path(project["checkout"]) / project["project"]
    command = [cli, "diff", f"{where}@{at}", place.url("real"), "--ignore-env", "--format", "json"]
    command += ["--name", project["section"]] if project.get("section") else []
    done = subprocess.run(command, capture_output=True, timeout=300)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"espalier-cli diff: {(done.stdout + done.stderr).decode()[-400:]}")
    changes = json.loads(done.stdout)["changes"]
    certain = [one for one in changes if one.get("certain", True)]
    return certain, len(changes) - len(certain)


def words(found, number, of):
    return f"equal ({number} {of})" if not found else f"{len(found)} of {number} {of} differ"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", required=True)
    parser.add_argument("--truth", required=True, type=pathlib.Path, metavar="DIR")
    parser.add_argument("--servers", default=str(HERE.parent / "support" / "servers.sh"), metavar="FILE")
    parser.add_argument("--kinds", nargs="+", default=["postgresql", "sqlite", "mariadb"])
    parser.add_argument("--env", nargs="+", default=[], metavar="NAME=VALUE", help="environment of the real upgrade")
    parser.add_argument("--only", nargs="+", metavar="NAME")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N differences of each")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write all that was found")
    options = parser.parse_args()
    warnings.simplefilter("ignore")

    results, folder_of_files = [], tempfile.mkdtemp(prefix="espalier-public-introspection.")
    os.chmod(folder_of_files, 0o777)
    with public_schema.Server(options.servers) as server:
        for kind in (PostgreSql, Sqlite, MariaDb):
            if kind.name not in options.kinds:
                continue
            place = kind(server, folder_of_files)
            action.is_same = kind.name == "mariadb"
            for folder in sorted(path.parent for path in options.truth.glob("*/project.json")):
                if options.only and folder.name not in options.only:
                    continue
                try:
                    one = examined(options.cli, place, folder, options)
                except (RuntimeError, subprocess.TimeoutExpired, sa.exc.SQLAlchemyError, ValueError) as error:
                    print(f"{kind.name} {folder.name}: {str(error)[:500]}", file=sys.stderr, flush=True)
                    continue
                if not one["tables"]:
                    print(f"{kind.name} {one['name']}: nothing; {one['failed']}", file=sys.stderr, flush=True)
                    continue
                results.append(one)
                print(f"{kind.name} {one['name']}: {one['done']}/{one['revisions']} revisions, {one['tables']} tables; "
                      f"{words(one['differences'], one['facts'], 'facts')}; {len(one['sql_errors'])} errors; "
                      f"JSON {len(one['json'])}; catalogue {len(one['catalogue'])} of {one['objects']}; "
                      f"drift {'not asked' if one['drift'] is None else len(one['drift'])}, doubtful {one['doubtful']}",
                      file=sys.stderr, flush=True)
                for part in ("differences", "sql_errors", "json", "catalogue", "drift"):
                    for found in (one[part] or [])[:options.show]:
                        print(f"   {part}: {str(found)[:400]}", file=sys.stderr, flush=True)
    shutil.rmtree(folder_of_files, ignore_errors=True)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1, default=str))
    print("| database | project | revisions run | tables | against the inspector | made again from its SQL | catalogue | drift |\n"
          "|---|---|---:|---:|---|---|---|---|")
    for one in results:
        made = "not at all" if one["sql_errors"] else "reads the same" if not one["json"] else f"{len(one['json'])} differ"
        print(f"| {one['kind']} | {one['name']} | {one['done']} of {one['revisions']} | {one['tables']} | "
              f"{words(one['differences'], one['facts'], 'facts')} | {made} | {words(one['catalogue'], one['objects'], 'objects')} | "
              f"{'' if one['drift'] is None else len(one['drift']) or 'none'}{', ' + str(one['doubtful']) + ' doubtful' if one['doubtful'] else ''} |")
    counts = collections.Counter(one["kind"] for one in results
                                 if not (one["differences"] or one["json"] or one["sql_errors"] or one["catalogue"] or one["drift"]))
    print(f"\n{len(results)} databases; equal in all: {dict(counts)}")
    return 0 if sum(counts.values()) == len(results) else 1


if __name__ == "__main__":
    sys.exit(main())
