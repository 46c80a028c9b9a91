#!/usr/bin/python3
"""Compares the SQL that Espalier reads out of public Alembic projects with what the real Alembic writes for them.

    public_sql.py --cli build/bin/espalier-cli --truth DIR [--only NAME...] [--dialect D...] [--direction up|down]
                  [--env NAME=VALUE]... [--show N] [--reasons N] [--json FILE]

DIR holds a folder for each project, with project.json and Alembic's answers for the dialects, up and down:

    NAME/project.json         {"name", "checkout", "project", "section", "commit"}: the checkout's folder, the argument of
                              espalier-cli in it, the section of its ini file or null, the commit
    NAME/DIALECT.up.json      {"alembic", "sqlalchemy", "revisions": [{"id", "file", "statements": ["CREATE …;"], "usable",
    NAME/DIALECT.down.json    "error", "volatile"}]} in the order of the steps: the body of upgrade() or downgrade() alone,
                              rendered offline as with Alembic's stock env.py

Alembic "renders" a revision where there is no "error" and the answer is "usable": it hangs on nothing that stood in for
a missing import. It "refuses" one with a usable error. The others ("volatile" too: other SQL in every run) are "unknown".
Each revision gets one of these, as `espalier-cli sql --ignore-env` gives it where Alembic renders it, else, as the project is
used, with its env.py:

    same, differs   understood; Alembic renders it, and the statements are the same, or are not
    understood      Alembic does not render it, Espalier does
    refused         Espalier says that Alembic refuses it
    opaque          not understood, and a reason is named
    silent          not understood, no reason named; or the step is missing

White space counts, but for that at the ends of lines. So does order, but where it is chance, that of a set or of Python's
hashes: the indexes right after a CREATE TABLE, which op.create_table() takes out of a set; several table options of MySQL;
and, in a script that makes a set, INSERTs into one table that follow each other. Exit status 1 where a revision differs,
is silent, out of order, or refused though Alembic renders it, and where espalier-cli fails.

Not part of the test run: it needs what is not in this repository. Nothing of a project is kept here.
"""
import argparse
import collections
import difflib
import json
import pathlib
import re
import subprocess
import sys
import time

SECONDS = 600
DIALECTS = ("postgresql", "sqlite", "mysql")
DIRECTIONS = ("up", "down")
VERDICTS = {"renders": ("same", "differs", "opaque", "refused", "silent"),
            "not": ("understood", "refused", "opaque", "silent")}


OPTION = re.compile(r"((?:DEFAULT )?[A-Z_]+(?: DIRECTORY)?)=('(?:[^']|'')*'|\S+)\s*")
MAKES_SET = re.compile(r"\bset\(|\{\s*[^\s{}:]+\s*[,}]|\{[^{}:]* for ")


def normalised(statement):
    lines = [line.rstrip() for line in statement.rstrip().split("\n")]
    if statement.startswith("CREATE TABLE") and lines[-1].startswith(")"):
        options = [match.group(0).strip() for match in OPTION.finditer(lines[-1][1:])]
        if " ".join(options) == lines[-1][1:].strip():
            lines[-1] = ")" + " ".join(sorted(options))
    return "\n".join(lines)


def indexes_sorted(statements):
    """The indexes right after a CREATE TABLE by name: Alembic takes them out of a set."""
    found, indexes = [], None
    for statement in statements:
        if indexes is not None and statement.startswith(("CREATE INDEX", "CREATE UNIQUE INDEX")):
            indexes.append(statement)
            continue
        found += sorted(indexes or []) + [statement]
        indexes = [] if statement.startswith("CREATE TABLE") else None
    return found + sorted(indexes or [])


def inserts_sorted(statements):
    """INSERTs into one table that follow each other by their text."""
    found, run, table = [], [], None
    for statement in statements + [""]:
        into = re.match(r"INSERT INTO (\S+)", statement)
        if into and into.group(1) == table:
            run.append(statement)
            continue
        found += sorted(run)
        run, table = ([statement], into.group(1)) if into else ([], None)
        if not into and statement:
            found.append(statement)
    return found


def makes_set(project, revision):
    """Whether the script has a set, whose order is another one in every run."""
    try:
        return bool(MAKES_SET.search((pathlib.Path(project["checkout"]) / revision["file"]).read_text()))
    except (OSError, ValueError):
        return False


def alembics_statements(revision):
    """As Espalier has them: without the semicolon that Alembic closes each with."""
    return indexes_sorted([normalised(text.rstrip().removesuffix(";")) for text in revision["statements"]])


def espaliers_statements(step):
    return indexes_sorted([normalised(text) for text in step["statements"]])


def espaliers_answer(cli, project, dialect, direction, variables, with_env=False):
    """The JSON of `espalier-cli sql`, or {"error": sentence}."""
    command = [cli, "sql", str(pathlib.Path(project["checkout"]) / project["project"])]
    command += ["heads:base", "--down"] if direction == "down" else ["heads"]
    command += [f"--env={variable}" for variable in variables]
    command += ["--dialect", dialect, "--clean-env", "--format", "json"] + ([] if with_env else ["--ignore-env"])
    if project.get("section"):
        command += ["--name", project["section"]]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS)
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"error": f"no answer within {SECONDS} s"}
    except ValueError:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        return {"error": f"exit status {done.returncode}, no JSON: {' '.join(last)}"}
    if answer.get("error"):
        return {"error": f"{answer['error']['code']}: {answer['error']['message']}"}
    return answer


def what_alembic_does(revision):
    if not revision["usable"] or revision.get("volatile"):
        return "unknown"
    return "refuses" if "error" in revision else "renders"


def reasons_of(step):
    return [reason["reason"] for reason in step.get("reasons", []) if reason.get("reason")]


def verdict(project, alembic, revision, step):
    if step is None:
        return "silent"
    if step.get("refused") and (alembic == "renders" or not step.get("online")):
        return "refused"
    if not step["understood"]:
        return "opaque" if reasons_of(step) else "silent"
    if alembic != "renders":
        return "understood"
    ours, theirs = espaliers_statements(step), alembics_statements(revision)
    if ours != theirs and makes_set(project, revision):
        ours, theirs = inserts_sorted(ours), inserts_sorted(theirs)
    return "same" if ours == theirs else "differs"


def compared(project, revision, step):
    alembic = what_alembic_does(revision)
    entry = {"id": revision["id"], "file": revision["file"], "alembic": alembic,
             "espalier": verdict(project, alembic, revision, step)}
    if alembic == "refuses":
        entry["error"] = f"{revision['error']['class']}: {revision['error']['message']}"
    if step is not None and step.get("refused"):
        entry["refused"] = step["refused"]
    if step is not None and reasons_of(step):
        entry["reasons"] = step["reasons"]
    if entry["espalier"] == "differs":
        entry["diff"] = difference(revision, step)
    return entry


def difference(revision, step):
    def lines(statements):
        return ";\n\n".join(statements + [""]).splitlines()

    return list(difflib.unified_diff(lines(alembics_statements(revision)), lines(espaliers_statements(step)),
                                     f"alembic {revision['file']}", f"espalier {revision['file']}", lineterm=""))


def comparison(cli, folder, dialect, direction, variables):
    """One project in one dialect and direction."""
    project = json.loads((folder / "project.json").read_text())
    theirs = json.loads((folder / f"{dialect}.{direction}.json").read_text())
    start = time.monotonic()
    ours = espaliers_answer(cli, project, dialect, direction, variables)
    result = {"name": project["name"], "commit": project["commit"], "dialect": dialect, "direction": direction,
              "alembic": theirs["alembic"], "sqlalchemy": theirs["sqlalchemy"],
              "seconds": round(time.monotonic() - start, 3), "failed": ours.get("error"), "order": "same"}
    steps = {step["revision"]: step for step in ours.get("steps", [])}
    whole = espaliers_answer(cli, project, dialect, direction, variables, with_env=True)
    used = {step["revision"]: step for step in whole.get("steps", [])} or steps
    result["revisions"] = [
        compared(project, revision, (steps if what_alembic_does(revision) == "renders" else used).get(revision["id"]))
        for revision in theirs["revisions"]]
    result["counts"] = counts(result["revisions"])
    known = [revision["id"] for revision in theirs["revisions"]]
    result["only_in_espalier"] = [name for name in steps if name not in set(known)]
    if not result["failed"] and [name for name in steps if name in set(known)] != [name for name in known if name in steps]:
        result["order"] = "differs"
    return result


def counts(revisions):
    found = collections.Counter(
        ("renders" if entry["alembic"] == "renders" else "not", entry["espalier"]) for entry in revisions)
    refused_by_both = sum(entry["alembic"] == "refuses" and entry["espalier"] == "refused" for entry in revisions)
    return {**{side: {name: found[side, name] for name in names} for side, names in VERDICTS.items()},
            "refused_by_both": refused_by_both}


def added(results):
    total = counts([])
    for result in results:
        for side, names in VERDICTS.items():
            for name in names:
                total[side][name] += result["counts"][side][name]
        total["refused_by_both"] += result["counts"]["refused_by_both"]
    return total


def share(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else ""


def cells(total):
    renders, rest = total["renders"], total["not"]
    rendered, others = sum(renders.values()), sum(rest.values())
    known = rest["understood"] + total["refused_by_both"]
    named = known + rest["opaque"] + rest["refused"] - total["refused_by_both"]
    return [rendered + others, rendered, *renders.values(), share(renders["same"], rendered),
            others, *rest.values(), share(known, others), share(named, others)]


HEAD = ["project", "dialect", "", "revisions", "Alembic renders", "same", "differs", "opaque", "refused", "silent",
        "same of these", "does not", "understood", "refused", "opaque", "silent", "understood or refused alike of these",
        "with these or a reason"]


def print_row(values):
    print("| " + " | ".join(map(str, values)) + " |")


def print_table(results):
    print_row(HEAD)
    print("|---|---|---|" + "---:|" * (len(HEAD) - 3))
    for result in results:
        print_row([result["name"], result["dialect"], result["direction"], *cells(result["counts"])])
    for dialect in DIALECTS:
        for direction in DIRECTIONS:
            some = [result for result in results if (result["dialect"], result["direction"]) == (dialect, direction)]
            if some:
                print_row([f"**{len(some)} projects**", dialect, direction, *cells(added(some))])
    print_row(["**all**", "", "", *cells(added(results))])


def print_faults(results):
    """What the table does not show; whether all is well."""
    good = True
    for result in results:
        where, wrong = f"{result['name']}, {result['dialect']} {result['direction']}", result["counts"]["renders"]
        if result["failed"]:
            print(f"{where}: {result['failed']}", file=sys.stderr)
        if result["order"] != "same":
            print(f"{where}: the steps are in another order than Alembic's", file=sys.stderr)
        if result["only_in_espalier"]:
            print(f"{where}: only in Espalier: {' '.join(result['only_in_espalier'])}", file=sys.stderr)
        good = good and not (result["failed"] or result["order"] != "same" or wrong["differs"] or wrong["refused"]
                             or wrong["silent"] or result["counts"]["not"]["silent"])
    return good


def print_differences(results, limit):
    differing = [(result, entry) for result in results for entry in result["revisions"] if "diff" in entry]
    for result, entry in differing[:limit]:
        print(f"\n{result['name']}, {result['dialect']} {result['direction']}, {entry['id']}")
        print("\n".join(entry["diff"]))
    if limit and len(differing) > limit:
        print(f"\n{len(differing) - limit} more revisions differ")


def print_reasons(results, limit):
    """The reasons of the revisions that Alembic renders and Espalier does not understand, the most frequent first."""
    found, example = collections.Counter(), {}
    for result in results:
        for entry in result["revisions"]:
            if entry["alembic"] == "renders" and entry["espalier"] in ("opaque", "refused"):
                first = entry.get("refused") or entry["reasons"][0]["reason"]
                found[first] += 1
                example.setdefault(first, f"{result['name']} {entry['file']}")
    for reason, count in found.most_common(limit):
        print(f"{count:6} {reason} (as in {example[reason]})")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", required=True)
    parser.add_argument("--truth", required=True, type=pathlib.Path, metavar="DIR")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these projects")
    parser.add_argument("--dialect", nargs="+", choices=DIALECTS, default=DIALECTS)
    parser.add_argument("--direction", nargs="+", choices=DIRECTIONS, default=DIRECTIONS)
    parser.add_argument("--env", action="append", default=[], metavar="NAME=VALUE",
                        help="an environment variable of the migrations; no others are set")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N differences")
    parser.add_argument("--reasons", type=int, default=0, metavar="N",
                        help="print the N most frequent reasons for what Alembic renders and Espalier does not")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write all that was found")
    options = parser.parse_args()

    folders = sorted(path.parent for path in options.truth.glob("*/project.json"))
    unknown = set(options.only or []) - {folder.name for folder in folders}
    if unknown or not folders:
        parser.error(f"no truth for {', '.join(sorted(unknown)) or 'any project'} in {options.truth}")
    results = [comparison(options.cli, folder, dialect, direction, options.env)
               for folder in folders if not options.only or folder.name in options.only
               for dialect in options.dialect for direction in options.direction
               if (folder / f"{dialect}.{direction}.json").exists()]

    versions = sorted({f"Alembic {result['alembic']} with SQLAlchemy {result['sqlalchemy']}" for result in results})
    print(f"Truth: {', '.join(versions)}.\n")
    print_table(results)
    good = print_faults(results)
    print_differences(results, options.show)
    print_reasons(results, options.reasons)
    if options.json:
        options.json.write_text(json.dumps({"truth": versions, "projects": results, "total": added(results)}, indent=1))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
