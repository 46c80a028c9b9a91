#!/usr/bin/python3
"""What Espalier predicts of `alembic upgrade heads` from nothing for public projects, and what PostgreSQL makes of it.

    public_schema.py --cli build/bin/espalier-cli --truth DIR --servers tests/support/servers.sh
                     [--env NAME=VALUE...] [--only NAME...] [--show N] [--json FILE] [--cache DIR] [--trips N]

DIR is the folder of public_sql.py, with one file more for each project:

    NAME/command.txt          how the truth was asked, on its first line: PYTHONPATH=… PYTHON TOOL sql … [--down] OPTION…;
                              real_upgrade.py loads the project's scripts with that TOOL and these OPTIONs

For each project:

 1. `espalier-cli schema --at heads --ignore-env --dialect postgresql` is asked first: does an upgrade of an empty
    database succeed ("from_nothing"), and what schema is there in the end?
 2. The real Alembic upgrades an empty database of a throwaway PostgreSQL, with its stock env.py, as a user without rights
    and without network (real_upgrade.py); the first revision that fails is noted.
 3. Where all succeeded, the schema as SQL (`schema --format sql`) is run on a second empty database, and the catalogues of
    both are compared: tables, columns with types, NULL, defaults, identity, their order and comments; constraints and
    indexes by their definitions; enums, sequences, views, functions, triggers, extensions, domains, schemas.

 4. With --trips N: each of the last N revisions is upgraded and then downgraded (real_upgrade.py --trips), and what the
    catalogue has then that it had not before, and the other way, is held against "downgrade_forgets" of
    `espalier-cli ops`: of which tables, enums and so on there is something, the order of columns apart.

With --cache, what the real Alembic did is kept in DIR and taken from there the next time.

Prediction and reality agree where both say "succeeds", or both "fails" at the same revision; a prediction that says from
which revision on it does not know agrees with everything that happens from there on ("open"). "not here": the real upgrade
stops at, or goes through, a revision that hangs on a stand-in for what is not installed, or needs an extension that the
server does not have; nothing can be said then but for the revisions before that. Exit status 1 for a wrong prediction,
and for a schema that differs though Espalier knows all of it.

Not part of the test run: it needs what is not in this repository. Nothing of a project is kept here.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import psycopg2
import psycopg2.extensions

SECONDS = 1800
HERE = pathlib.Path(__file__).resolve().parent
SANDBOX = ["unshare", "--net", "--ipc", "--pid", "--fork", "--kill-child", "setpriv", "--reuid=65534", "--regid=65534",
           "--clear-groups", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs", "--pdeathsig=KILL"]
NOT_HERE = re.compile(r"extension \"[^\"]*\" is not available|could not open extension control file|"
                      r"out of shared memory|could not access file|package is required")


class Server:
    """A throwaway PostgreSQL."""

    def __init__(self, script):
        self.script, self.folder = script, tempfile.mkdtemp(prefix="espalier-public-schema.")

    def __enter__(self):
        subprocess.run(["bash", self.script, "start", self.folder, "with-parent"], check=True)
        lines = (pathlib.Path(self.folder) / "servers.env").read_text().splitlines()
        self.facts = dict(line.split("=", 1) for line in lines)
        self.host, self.port = self.facts["PG_SOCKET_FOLDER"], self.facts["PG_PORT"]
        self.user, self.password = self.facts["ADMIN"], self.facts["ADMIN_PASSWORD"]
        return self

    def __exit__(self, *_):
        subprocess.run(["bash", self.script, "stop", self.folder], check=False)

    def connect(self, database):
        connection = psycopg2.connect(host=self.host, port=self.port, user=self.user, password=self.password,
                                      dbname=database)
        connection.set_isolation_level(psycopg2.extensions.ISOLATION_LEVEL_AUTOCOMMIT)
        return connection

    def fresh(self, name):
        with self.connect("postgres").cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return name

    def drop(self, *names):
        with self.connect("postgres").cursor() as cursor:
            for name in names:
                cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def run_sql(self, database, text):
        """Runs all statements, those after a failing one too; the errors."""
        command = ["psql", "-Xq", "-h", self.host, "-p", self.port, "-U", self.user, "-d", database, "-f", "-"]
        done = subprocess.run(command, input=text.encode(), capture_output=True,
                              env={**os.environ, "PGPASSWORD": self.password, "PGOPTIONS": "-c client_min_messages=error"})
        return [line.split("ERROR:", 1)[1].strip() for line in done.stderr.decode(errors="replace").splitlines()
                if "ERROR:" in line]


# ------------------------------------------------------------------------------------------------- the catalogue

CATALOGUE = (HERE / "catalogue.sql").read_text()


def catalogue(server, database):
    """{(kind, name): definition}"""
    with server.connect(database).cursor() as cursor:
        cursor.execute("SET search_path TO public")
        cursor.execute(CATALOGUE)
        return {(kind, name): definition for kind, name, definition in cursor.fetchall()}


def catalogue_differences(theirs, mine):
    found = []
    for key in sorted({*theirs, *mine}):
        if theirs.get(key) != mine.get(key):
            found.append({"kind": key[0], "name": key[1], "alembic": theirs.get(key), "espalier": mine.get(key)})
    return found


# ------------------------------------------------------------------------------------------- Espalier and Alembic

def espalier(cli, project, output, verb=("schema", "--at", "heads")):
    command = [cli, verb[0], str(pathlib.Path(project["checkout"]) / project["project"]), *verb[1:], "--ignore-env",
               "--dialect", "postgresql", "--format", output]
    if project.get("section"):
        command += ["--name", project["section"]]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS)
    if done.returncode:
        raise RuntimeError(f"espalier-cli: exit status {done.returncode}: {(done.stdout + done.stderr).decode()[-500:]}")
    return done.stdout.decode()


def how_truth_was_asked(folder):
    """PYTHONPATH, interpreter, tool and options of NAME/command.txt."""
    words = (folder / "command.txt").read_text().splitlines()[0].split()
    path = words[0].removeprefix("PYTHONPATH=")
    return path, words[1], words[2], words[words.index("[--down]") + 1:]


def ini_file(project):
    """The project's settings file, where it has one."""
    place = pathlib.Path(project["checkout"]) / project["project"]
    found = place if place.suffix == ".ini" else place / "alembic.ini"
    return ["--config", str(found)] if found.is_file() else []


def real_upgrade(server, project, folder, database, environment, trips=0):
    path, python, tool, options = how_truth_was_asked(folder)
    if "--timeout" in options:  # per revision; ours is on a busy machine
        at = options.index("--timeout")
        options = options[:at] + options[at + 2:]
    command = [*SANDBOX, "env", "-i", "PATH=/usr/bin:/bin", "HOME=/nonexistent", "LANG=C.UTF-8", "PYTHONHASHSEED=0",
               f"PGPASSWORD={server.password}", f"PYTHONPATH={path}", python, str(HERE / "real_upgrade.py"),
               "--tool", tool, "--host", server.host, "--port", server.port, "--user", server.user,
               "--database", database, "--timeout", "600", *ini_file(project), *options]
    command += ["--env", *environment] if environment else []
    command += ["--trips", str(trips)] if trips else []
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, stdin=subprocess.DEVNULL)
    if not done.stdout:
        return {"error": done.stderr.decode(errors="replace").strip()[-500:] or f"exit status {done.returncode}"}
    return json.loads(done.stdout)


# -------------------------------------------------------------------------------------------------- what is said

def reality(real):
    """(outcome, revision, why): "succeeds", "fails", or "not here"."""
    if real.get("error"):
        return "not here", None, real["error"]
    if real["tree_error"] and not real["done"] and not real["failed"]:
        return "fails", None, f"{real['tree_error']['class']}: {real['tree_error']['message']}"
    failed, hanging = real["failed"], set(real["stubs"])
    for revision in real["done"]:
        if revision in hanging:
            return "not here", revision, real["stubs"][revision][0]
    if not failed:
        return "succeeds", None, ""
    why = f"{failed['class']}: {failed['message'].splitlines()[0] if failed['message'] else ''}"
    if failed["class"] == "Timeout" or NOT_HERE.search(failed["message"]):
        return "not here", failed["revision"], why
    if failed["stubs"]:
        return "not here", failed["revision"], f"{why} ({failed['stubs'][0]})"
    return "fails", failed["revision"], why


def verdict(prediction, outcome, revision, order):
    """"agree", "open", "wrong", or "not here"."""
    position = {name: at for at, name in enumerate(order)}
    at = position.get(revision, len(order))
    if prediction["outcome"] == "unknown":
        sure_until = position.get(prediction["unknown_from"], len(order))
        return "open" if at >= sure_until or outcome == "not here" else "wrong"
    if outcome == "not here":
        early = prediction["outcome"] == "fails" and position.get(prediction["revision"], len(order)) < at
        return "wrong" if early else "not here"
    if prediction["outcome"] != outcome:
        return "wrong"
    if outcome == "succeeds" or prediction["revision"] == revision:
        return "agree"
    start = position.get(prediction.get("unknown_from"), len(order))
    return "agree" if start <= at < position.get(prediction["revision"], -1) else "wrong"


def really(server, project, folder, options):
    """What the real Alembic did, and the catalogue behind it where it came through."""
    kept = options.cache / f"{folder.name}-{project['commit'][:12]}.json" if options.cache else None
    if kept and kept.is_file():
        answer = json.loads(kept.read_text())
    else:
        database = server.fresh("real")
        answer = {"real": real_upgrade(server, project, folder, database, options.env), "catalogue": None, "trips": None}
        if answer["real"].get("failed") is None and answer["real"].get("done"):
            answer["catalogue"] = [[*key, text] for key, text in catalogue(server, database).items()]
    if options.trips and answer["catalogue"] is not None and answer["trips"] is None:
        tripped = real_upgrade(server, project, folder, server.fresh("real"), options.env, options.trips)
        answer["trips"] = tripped.get("trips", {})
        if tripped.get("failed") or tripped.get("error"):
            print(f"{folder.name}: trips: {tripped.get('failed') or tripped['error']}", file=sys.stderr)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(answer))
    server.drop("real")
    return answer


def forgotten(cli, project, revision):
    """Names of what the downgrade is said to forget; None where that is not known."""
    document = json.loads(espalier(cli, project, "json", ["ops", revision]))
    if document.get("downgrade_forgets") is None:
        return None
    return {one.get("table") or one["name"] for one in document["downgrade_forgets"]}


def really_forgotten(entries):
    """The same names of what the server shows."""
    names = set()
    for kind, name, _, _ in entries:
        if kind != "order of columns":
            parts = name.removeprefix("public.").split(".")
            names.add(parts[0] if kind in ("column", "constraint", "index", "trigger") else ".".join(parts).split("(")[0])
    return names


def compared_trips(cli, project, trips):
    """{revision: [verdict, mine, theirs]}"""
    found = {}
    for revision, theirs in trips.items():
        mine = forgotten(cli, project, revision)
        if isinstance(theirs, dict):
            # an autocommit block asserts that it may commit, which a transaction that is rolled back cannot
            is_tried = not theirs["error"].startswith("AssertionError")
            found[revision] = ["wrong" if is_tried and mine is not None else "not here", sorted(mine or []), theirs["error"]]
            continue
        names = really_forgotten(theirs)
        verdict_ = "open" if mine is None else "agree" if {one.split(".")[-1] for one in mine} == {
            one.split(".")[-1] for one in names} else "wrong"
        found[revision] = [verdict_, sorted(mine or []), theirs]
    return found


def examined(cli, server, folder, options):
    project = json.loads((folder / "project.json").read_text())
    result = {"name": project["name"], "commit": project["commit"], "differences": None, "sql_errors": []}
    start = time.monotonic()
    document = json.loads(espalier(cli, project, "json"))
    result["prediction"] = document["from_nothing"]
    result["predicted_in"] = round(time.monotonic() - start, 2)
    result["unknown"] = document["unknown"]
    answer = really(server, project, folder, options)
    real = answer["real"]
    result.update({key: real.get(key) for key in ("alembic", "sqlalchemy", "revisions", "failed", "stubs")})
    result["outcome"], result["revision"], result["why"] = reality(real)
    result["verdict"] = verdict(result["prediction"], result["outcome"], result["revision"], real.get("order") or [])
    if answer["trips"] and options.trips:
        result["trips"] = compared_trips(cli, project, answer["trips"])
    if answer["catalogue"] is not None:
        copy = server.fresh("predicted")
        result["sql_errors"] = server.run_sql(copy, espalier(cli, project, "sql"))
        theirs, mine = {(kind, name): text for kind, name, text in answer["catalogue"]}, catalogue(server, copy)
        result["objects"] = len(theirs)
        result["differences"] = catalogue_differences(theirs, mine)
    server.drop("predicted")
    return result


def short(text, length=90):
    text = " ".join(text.replace("|", "\\|").split())
    return text if len(text) <= length else text[:length - 1] + "…"


def prediction_words(prediction):
    if prediction["outcome"] == "succeeds":
        return "succeeds"
    if prediction["outcome"] == "fails":
        before = f" (not known from `{prediction['unknown_from']}` on)" if prediction.get("unknown_from") else ""
        return f"fails at `{prediction['revision']}`{before}: {short(prediction['reason'])}"
    return f"not known from `{prediction['unknown_from']}` on: {short(prediction['reason'])}"


def reality_words(result):
    if result["outcome"] == "succeeds":
        return "succeeds"
    at = f" at `{result['revision']}`" if result["revision"] else ""
    return f"{'fails' if result['outcome'] == 'fails' else 'cannot be run here'}{at}: {short(result['why'])}"


def schema_words(result):
    if result["differences"] is None:
        return ""
    if not result["differences"]:
        return f"equal ({result['objects']} objects)"
    kinds = collections.Counter(one["kind"] for one in result["differences"])
    return f"{len(result['differences'])} of {result['objects']} differ: " + ", ".join(
        f"{count} {kind}" for kind, count in kinds.most_common())


def trip_words(result):
    counts = collections.Counter(one[0] for one in result.get("trips", {}).values())
    return ", ".join(f"{count} {name}" for name, count in counts.most_common())


def print_table(results):
    print("| project | commit | revisions | prediction | reality | verdict | schema | there and back |\n"
          "|---|---|---:|---|---|---|---|---|")
    for one in results:
        print(f"| {one['name']} | `{one['commit'][:10]}` | {one['revisions'] or ''} | {prediction_words(one['prediction'])} "
              f"| {reality_words(one)} | {one['verdict']} | {schema_words(one)} | {trip_words(one)} |")
    counts = collections.Counter(one["verdict"] for one in results)
    print(f"\n{len(results)} projects: " + ", ".join(f"{count} {name}" for name, count in counts.most_common()))


def print_differences(results, limit):
    for one in results:
        for error in one["sql_errors"][:limit]:
            print(f"{one['name']}: the predicted schema's SQL: {error}")
        for revision, trip in one.get("trips", {}).items():
            if trip[0] == "wrong" and limit:
                print(f"{one['name']}: there and back {revision}: espalier {trip[1]}, real {trip[2]}")
        for difference in (one["differences"] or [])[:limit]:
            print(f"{one['name']}: {difference['kind']} {difference['name']}\n    alembic:  {difference['alembic']}\n"
                  f"    espalier: {difference['espalier']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", required=True)
    parser.add_argument("--truth", required=True, type=pathlib.Path, metavar="DIR")
    parser.add_argument("--servers", default=str(HERE.parent / "support" / "servers.sh"), metavar="FILE")
    parser.add_argument("--env", nargs="+", default=[], metavar="NAME=VALUE", help="environment of the real upgrade")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these projects")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N differences of each project")
    parser.add_argument("--cache", type=pathlib.Path, metavar="DIR", help="keep what the real Alembic did")
    parser.add_argument("--trips", type=int, default=0, metavar="N", help="there and back, of the last N revisions")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write all that was found")
    options = parser.parse_args()

    folders = sorted(path.parent for path in options.truth.glob("*/project.json"))
    results = []
    with Server(options.servers) as server:
        for folder in folders:
            if options.only and folder.name not in options.only:
                continue
            try:
                results.append(examined(options.cli, server, folder, options))
                print(f"{folder.name}: {results[-1]['verdict']}", file=sys.stderr, flush=True)
            except (RuntimeError, subprocess.TimeoutExpired, psycopg2.Error) as error:
                print(f"{folder.name}: {error}", file=sys.stderr, flush=True)
            if options.json:
                options.json.write_text(json.dumps(results, indent=1))
    versions = sorted({f"Alembic {one['alembic']} with SQLAlchemy {one['sqlalchemy']}" for one in results if one["alembic"]})
    print(f"Reality: {', '.join(versions)}.\n")
    print_table(results)
    print_differences(results, options.show)
    bad = any(one["verdict"] == "wrong" or "wrong" in [trip[0] for trip in one.get("trips", {}).values()] or (one["differences"] and not one["unknown"]) for one in results)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
