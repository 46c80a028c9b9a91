#!/usr/bin/python3
"""Compares Espalier's reading of public Alembic projects with the real Alembic's, and prints a table in Markdown.

    public_projects.py --cli build/bin/espalier-cli CHECKOUT...

CHECKOUT is a checkout, anywhere, of a repository that public_projects.json lists; the folder's name says which one. Each
of its projects is read by `espalier-cli graph` and by Alembic (alembic_graph.py), and both must agree on the revisions with
their parents, dependencies and labels, on heads, bases, branch points and merge points, on the order of `alembic upgrade heads`, and on
the steps, or the kind of refusal, of the upgrades and downgrades that alembic_graph.py asks for (`espalier-cli plan`).
Exit status 1 where they don't. Times are processor time of the whole process, until the tree is read and ordered. To
compare with another Alembic than Debian's, set PYTHONPATH to its sources.

Not part of the test run: it needs what is not in this repository. Nothing of a project is kept here.
"""
import argparse
import glob
import json
import os
import pathlib
import resource
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SECONDS = 300


def alembics_answer(entry, checkout, tree_only):
    command = ["/usr/bin/python3", str(HERE / "alembic_graph.py")] + ["--tree-only"] * tree_only
    for option in ("config", "folder", "script"):
        if option in entry:
            command += [f"--{option}", str(checkout / entry[option])]
    if "section" in entry:
        command += ["--name", entry["section"]]
    for pattern in entry.get("versions", []):
        for folder in sorted(glob.glob(str(checkout / pattern))):
            command += ["--versions", folder]
    for folder in entry.get("import", []):
        command += ["--import-path", str(checkout / folder)]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return {"error": f"no answer within {SECONDS} s"}
    return json.loads(done.stdout)


def espaliers_answer(cli, entry, checkout):
    command = [cli, "graph", str(checkout / entry["project"]), "--format", "json"]
    if "section" in entry:
        command += ["--name", entry["section"]]
    start = used_by_children()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS)
    answer = json.loads(done.stdout)
    answer["cpu_seconds"] = used_by_children() - start
    return answer


def plan(cli, entry, checkout, command, target, rows):
    arguments = [cli, "plan", str(checkout / entry["project"]), "--format", "json"]
    if "section" in entry:
        arguments += ["--name", entry["section"]]
    if rows:
        arguments += ["--from", ",".join(rows)]
    if command == "downgrade":
        arguments += ["--down"]
    done = subprocess.run(arguments + ["--", target], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS)
    return json.loads(done.stdout)


def plan_differences(cli, entry, checkout, theirs):
    found = []
    for asked in theirs:
        ours = plan(cli, entry, checkout, asked["command"], asked["target"], asked["rows"])
        what = f"{asked['command']} {asked['target']} from {','.join(asked['rows']) or 'base'}"
        refused = ours.get("refused") or ours.get("error")
        if "hangs" in asked:
            if not any("never" in note for note in map(str, ours.get("notes", []))):
                found.append(f"{what}: Alembic hangs, Espalier does not say so")
        elif "refused" in asked:
            kind = refused.get("kind", refused.get("code")) if refused else "steps"
            if kind != asked["refused"] and not (asked["refused"] == "crash" and refused):
                found.append(f"{what}: {kind}, Alembic {asked['refused']}")
        elif refused:
            found.append(f"{what}: refused ({refused['message']}), Alembic has {len(asked['steps'])} steps")
        else:
            steps = [[step["revision"], sorted(step["to"])] for step in ours["steps"]]
            if steps != asked["steps"]:
                found.append(f"{what}: the steps differ")
    return found


def refusal_differences(ours, error):
    """Alembic gives up on the whole tree: Espalier must name the same thing as an error."""
    named = error.split(":", 1)[1].strip(" '\"")
    for problem in ours["problems"]:
        if problem["severity"] == "error" and (named in problem["message"] or named in problem["revisions"]):
            return []
    return [f"Alembic refuses ({error}), Espalier has no such fault"]


def differences(ours, theirs):
    """One sentence each."""
    if ours.get("error"):
        return [f"Espalier: {ours['error']['message']}"]
    if theirs["error"]:
        return refusal_differences(ours, theirs["error"])
    found = []
    mine = {revision["id"]: revision for revision in ours["revisions"]}
    for name in sorted(mine.keys() ^ theirs["revisions"].keys()):
        found.append(f"{name} is only {'in Espalier' if name in mine else 'in Alembic'}")
    for name in sorted(mine.keys() & theirs["revisions"].keys()):
        for key in ("down", "depends_on"):
            if sorted(mine[name][key]) != sorted(theirs["revisions"][name][key]):
                found.append(f"{key} of {name}: {mine[name][key]}, Alembic {theirs['revisions'][name][key]}")
        if sorted(mine[name]["branch_labels"]) != theirs["revisions"][name]["branch_labels"]:
            found.append(
                f"labels of {name}: {mine[name]['branch_labels']}, Alembic {theirs['revisions'][name]['branch_labels']}"
            )
    for key in ("heads", "bases", "branch_points", "merge_points"):
        if sorted(ours[key]) != sorted(theirs[key]):
            found.append(f"{key}: {ours[key]}, Alembic {theirs[key]}")
        elif key in ("heads", "bases") and ours[key] != theirs[key]:
            found.append(f"order of {key}: {ours[key]}, Alembic {theirs[key]}")
    upgrade = [step["revision"] for step in ours["plan"].get("steps", [])]
    for what, order in (("upgrade", upgrade), ("graph", [revision["id"] for revision in ours["revisions"]])):
        if order != theirs["upgrade"]:
            place = next((i for i, (a, b) in enumerate(zip(order, theirs["upgrade"])) if a != b), -1)
            found.append(f"order of {what} differs from place {place + 1} on")
    return found


def verdict(theirs):
    return f"refused there (`{theirs['error']}`), the same fault named" if theirs["error"] else "the same"


def used_by_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def milliseconds(answer):
    return f"{answer['cpu_seconds'] * 1000:.0f} ms" if "cpu_seconds" in answer else ""


def row(entry, commit, ours, theirs, found):
    cells = [
        f"[{entry['name']}](https://github.com/{entry['repository']})",
        f"`{commit[:10]}`",
        str(len(ours.get("revisions", []))),
        str(len(ours.get("heads", []))),
        str(len(ours.get("bases", []))),
        str(len(ours.get("branch_points", []))),
        str(len(ours.get("merge_points", []))),
        str(len(theirs.get("plans", []))),
        milliseconds(theirs),
        milliseconds(ours),
        verdict(theirs) if not found else "; ".join(found[:3]) + ("; …" if len(found) > 3 else ""),
    ]
    return "| " + " | ".join(cells) + " |"


def commit_of(checkout):
    note = checkout.with_name(checkout.name + ".commit")
    if note.exists():
        return note.read_text().strip()
    done = subprocess.run(["git", "-C", str(checkout), "rev-parse", "HEAD"], stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", required=True)
    parser.add_argument("--tree-only", action="store_true", help="compare no plans: some minutes instead of an hour")
    parser.add_argument("checkouts", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    entries = json.loads((HERE / "public_projects.json").read_text())

    versions, failed, rows = "", [], []
    for checkout in sorted(path.resolve() for path in options.checkouts):
        for entry in entries:
            if entry.get("checkout", entry["name"]) != checkout.name:
                continue
            theirs = alembics_answer(entry, checkout, options.tree_only)
            ours = espaliers_answer(options.cli, entry, checkout)
            if not ours.get("error"):
                ours["plan"] = plan(options.cli, entry, checkout, "upgrade", "heads", [])
            versions = f"Alembic {theirs.get('alembic')} with SQLAlchemy {theirs.get('sqlalchemy')}"
            found = differences(ours, theirs)
            found += plan_differences(options.cli, entry, checkout, theirs.get("plans", []))
            rows.append((len(ours.get("revisions", [])), row(entry, commit_of(checkout), ours, theirs, found)))
            for sentence in found:
                failed.append(f"{entry['name']}: {sentence}")
    print(f"Truth: {versions}. {len(rows)} projects, {sum(count for count, _ in rows)} revisions.\n")
    print("| project | commit | revisions | heads | bases | branch points | merges | plans | Alembic | Espalier | against Alembic |")
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---|")
    for _, line in sorted(rows, key=lambda pair: -pair[0]):
        print(line)
    for sentence in failed:
        print(sentence, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
