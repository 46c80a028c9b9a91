#!/usr/bin/python3
"""The models of public projects, as Espalier reads them and as SQLAlchemy has them once the project is imported.

    public_models.py --cli build/bin/espalier-cli --checkouts DIR... [--path DIR...] [--python FILE] [--newer-python FILE]
                     [--only NAME...] [--show N] [--json FILE] [--cache DIR]

Each project of public_models.json is looked for in the folders DIR under its name. `espalier-cli schema --models` reads its
models; real_metadata.py imports them, as a user without rights and without a network, from the PATHs and what is installed.
A project that needs a newer Python
("newer") is imported by that one. What a project needs and is not there becomes a stand-in; what hangs on one is no truth and is not counted.

The two are compared fact for fact: a table; a column of it; the column's type as PostgreSQL's compiler prints it, NULL or
NOT NULL, part of the primary key or not; a foreign key with its columns, target and actions. A type or a column that
Espalier says it does not know is no claim. Precision: of the facts that Espalier claims, how many are true. Recall: of the
true ones, how many it claims. Exit status 1 for a claim that is wrong.

Not part of the test run: it needs what is not in this repository. Nothing of a project is kept here.
"""
import argparse
import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SANDBOX = ["unshare", "--net", "--ipc", "--pid", "--fork", "--kill-child", "setpriv", "--reuid=65534", "--regid=65534",
           "--clear-groups", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs", "--pdeathsig=KILL"]
KINDS = ["table", "column", "type", "null", "key", "reference"]


def espalier(cli, folder, project):
    command = [cli, "schema", str(folder / project["project"]), "--models", "--dialect", "postgresql", "--format", "json"]
    command += ["--name", project["section"]] if project.get("section") else []
    done = subprocess.run(command, capture_output=True, timeout=600)
    document = json.loads(done.stdout or b"{}")
    if done.returncode:
        raise RuntimeError(document.get("error", {}).get("message") or done.stderr.decode()[-300:])
    return document


def really(folder, project, options):
    kept = options.cache / f"{project['name']}.json" if options.cache else None
    if kept and kept.is_file():
        return json.loads(kept.read_text())
    is_newer = project.get("newer")
    path = options.newer_path if is_newer else options.path
    command = [*SANDBOX, "env", "-i", "PATH=/usr/bin:/bin", f"HOME={options.home}", "LANG=C.UTF-8", "PYTHONHASHSEED=0",
               f"PYTHONPATH={os.pathsep.join(path)}", options.newer_python if is_newer else options.python,
               str(HERE / "real_metadata.py"),
               "--root", str(folder), "--import-path", *project["imports"], "--modules", *project["modules"],
               "--metadata", *project["metadata"]]
    for name in ("env", "stand_in"):
        command += [f"--{name.replace('_', '-')}", *project[name]] if project.get(name) else []
    done = subprocess.run(command, capture_output=True, timeout=900, stdin=subprocess.DEVNULL)
    if not done.stdout:
        raise RuntimeError(done.stderr.decode(errors="replace").strip()[-800:])
    answer = json.loads(done.stdout)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(answer))
    return answer


def same_type(text):
    """Words that mean one type."""
    words = {"DOUBLE PRECISION": "FLOAT", "DECIMAL": "NUMERIC", "CHARACTER VARYING": "VARCHAR", "TIMESTAMP": "TIMESTAMP WITHOUT TIME ZONE",
             "TIME": "TIME WITHOUT TIME ZONE"}
    text = " ".join(text.replace('"', "").split())
    return words.get(text, text)


def cut(name):
    """As PostgreSQL keeps it."""
    return name.encode()[:63].decode(errors="ignore")


def table_key(schema, name):
    return f"{schema}.{name}" if schema else name


def reference_fact(key):
    return (tuple(key["columns"]), table_key(key["ref_schema"], key["ref_table"]), tuple(key["ref_columns"]),
            (key["on_delete"] or "NO ACTION").upper(), (key["on_update"] or "NO ACTION").upper())


def facts_of(tables, gaps, is_ours):
    """{(kind, table, what): answer}; without an answer where it is not known."""
    facts = {}
    for table in tables:
        name = table_key(table["schema"], table["name"])
        facts["table", name, ""] = True
        for column in table["columns"]:
            what = cut(column["name"])
            facts["column", name, what] = True
            type_ = column["type"]
            facts["type", name, what] = None if type_ is None or isinstance(type_, dict) else same_type(type_)
            # create_all() makes a column of the primary key NOT NULL whatever was said
            facts["null", name, what] = None if (name, what) in gaps else column["nullable"] and not column["primary_key"]
            facts["key", name, what] = column["primary_key"]
        for key in table["foreign_keys"]:
            facts["reference", name, reference_fact(key)] = True
    return facts


def compared(mine, real):
    gaps = {(one["table"], one["column"]) for one in mine["unknown"]}
    doubtful = {one["table"] for one in mine["unknown"] if one.get("may_not_exist")}
    imported = {table_key(one["schema"], one["table"]) for one in mine["origins"] if one["imported"]}
    ours, theirs = facts_of([one for one in mine["tables"] if table_key(one["schema"], one["name"]) not in doubtful], gaps, True), facts_of(real["tables"], set(), False)
    open_tables = {table_key(one["schema"], one["name"]) for one in real["tables"] if one["open"]}
    hanging = {key[1:] for key, answer in theirs.items() if key[0] == "type" and answer is None}
    right, wrong, missed = collections.Counter(), [], []
    known_tables = {key[1] for key in theirs}
    for key, answer in ours.items():
        kind, table, what = key
        if answer is None:
            continue
        if table not in known_tables:
            # models that env.py does not import are none of its metadata
            if kind == "table" and (table in imported or not any(imported)):
                wrong.append((key, answer, None))
        elif key in theirs and theirs[key] is not None:
            if theirs[key] == answer:
                right[kind] += 1
            else:
                wrong.append((key, answer, theirs[key]))
        elif key not in theirs and table not in open_tables and ("column", table, what) in [*theirs, ("column", table, what)]:
            if kind in ("column", "reference"):
                wrong.append((key, answer, None))
    total = collections.Counter(key[0] for key, answer in theirs.items() if answer is not None)
    for key, answer in theirs.items():
        if answer is not None and ours.get(key) is None:
            missed.append((key, answer))
    return {"right": right, "wrong": wrong, "missed": missed, "total": total, "hanging": len(hanging),
            "open": len(open_tables)}


def percent(part, whole):
    return "" if not whole else "100 %" if part == whole else f"{int(1000 * part / whole) / 10:.1f} %"


def row(project, commit, found):
    right, wrong = found["right"], collections.Counter(key[0] for key, *_ in found["wrong"])
    claimed = sum(right.values()) + sum(wrong.values())
    parts = " | ".join(f"{right[kind]}/{found['total'][kind]}" for kind in KINDS)
    return (f"| [{project['name']}]({project['repository']}) | `{commit[:10]}` | {parts} | "
            f"{percent(sum(right.values()), claimed)} | {percent(sum(right.values()), sum(found['total'].values()))} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", required=True)
    parser.add_argument("--checkouts", required=True, nargs="+", type=pathlib.Path, metavar="DIR")
    parser.add_argument("--path", nargs="+", default=[], metavar="DIR", help="where SQLAlchemy and other packages are")
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--newer-python", default="/usr/bin/python3", metavar="FILE")
    parser.add_argument("--newer-path", nargs="+", default=[], metavar="DIR", help="the same for the newer Python")
    parser.add_argument("--only", nargs="+", metavar="NAME")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N that are wrong, and missed")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write all that was found")
    parser.add_argument("--cache", type=pathlib.Path, metavar="DIR", help="keep what SQLAlchemy said")
    options = parser.parse_args()
    options.home = tempfile.mkdtemp(prefix="espalier-public-models.")
    os.chmod(options.home, 0o777)

    rows, results, sums = [], {}, collections.Counter()
    for project in json.loads((HERE / "public_models.json").read_text()):
        name = project["name"]
        folder = next((base / project.get("checkout", name) for base in options.checkouts
                       if (base / project.get("checkout", name)).is_dir()), None)
        if not folder or (options.only and name not in options.only):
            continue
        try:
            real = really(folder, project, options)
            found = compared(espalier(options.cli, folder, project), real)
        except (RuntimeError, subprocess.TimeoutExpired, json.JSONDecodeError) as error:
            print(f"{name}: {error}", file=sys.stderr, flush=True)
            continue
        print(f"{name}: {sum(found['right'].values())} right, {len(found['wrong'])} wrong, {len(found['missed'])} missed; "
              f"{found['hanging']} types and {found['open']} tables hang on stand-ins; failed {real['failed']}",
              file=sys.stderr, flush=True)
        for key, answer, *truth in [*found["wrong"][:options.show], *found["missed"][:options.show]]:
            print(f"  {'wrong' if truth else 'missed'} {key}: {answer} {truth or ''}", file=sys.stderr)
        commit_file = folder.with_name(folder.name + ".commit")
        rows.append(row(project, commit_file.read_text().strip() if commit_file.is_file() else "", found))
        results[name] = {**found, "failed": real["failed"], "stand_ins": real["stand_ins"], "sqlalchemy": real["sqlalchemy"]}
        sums += collections.Counter(right=sum(found["right"].values()), wrong=len(found["wrong"]),
                                    total=sum(found["total"].values()))
    shutil.rmtree(options.home, ignore_errors=True)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1, default=str))
    print(f"SQLAlchemy {', '.join(sorted({one['sqlalchemy'] for one in results.values()}))}\n")
    print("| project | commit | tables | columns | types | NULL | primary key | foreign keys | precision | recall |\n"
          "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    print("\n".join(rows))
    print(f"\n{len(rows)} projects: precision {percent(sums['right'], sums['right'] + sums['wrong'])}, "
          f"recall {percent(sums['right'], sums['total'])}")
    return 1 if sums["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
