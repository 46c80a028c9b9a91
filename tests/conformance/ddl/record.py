#!/usr/bin/python3
"""Records what current Alembic and SQLAlchemy write for every case: tests/data/ddl/*.json.z.

    PYTHONPATH=ALEMBIC:SQLALCHEMY/lib record.py

Cases whose output depends on Python's hashes (it iterates over sets in places) have no one truth: the recording is made
in several processes, and such a case is an error in cases.py, and left out of random_cases.py's.
"""
import argparse
import json
import os
import subprocess
import sys
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "..", "data", "ddl")


def record(name):
    sys.path.insert(0, HERE)
    import alembic
    import sqlalchemy
    import cases
    import operations
    import random_cases
    listed = cases.cases() if name == "cases" else random_cases.cases()
    recorded = [dict(case, golden={dialect: operations.run(case, dialect, cases.CONVENTIONS)
                                   for dialect in operations.DIALECTS}) for case in listed]
    return {"alembic": alembic.__version__, "sqlalchemy": sqlalchemy.__version__, "conventions": cases.CONVENTIONS,
            "cases": recorded}


def in_process(name, seed):
    return json.loads(subprocess.run([sys.executable, os.path.abspath(__file__), "--one", name],
                                     env=dict(os.environ, PYTHONHASHSEED=str(seed)), check=True,
                                     stdout=subprocess.PIPE).stdout)


def stable(name):
    runs = [in_process(name, seed) for seed in (0, 1)]
    kept = []
    for alternatives in zip(*[run["cases"] for run in runs]):
        if all(one == alternatives[0] for one in alternatives):
            kept.append(alternatives[0])
        elif name == "cases":
            sys.exit(f"no one truth: {json.dumps(alternatives[0])}")
    return dict(runs[0], cases=kept)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--only", nargs="*", help="cases, random")
    arguments = parser.parse_args()
    if arguments.one:
        json.dump(record(arguments.one), sys.stdout)
        return
    for name in (arguments.only or ("cases", "random")):
        data = stable(name)
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        with open(os.path.join(DATA, name + ".json.z"), "wb") as file:  # as qCompress() writes
            file.write(len(text).to_bytes(4, "big") + zlib.compress(text, 9))
        print(f"{name}: {len(data['cases'])} cases, {len(text)} bytes, Alembic {data['alembic']},"
              f" SQLAlchemy {data['sqlalchemy']}")


if __name__ == "__main__":
    main()
