#!/usr/bin/python3
"""Makes the demo's database with the real Alembic, as SQL.

    make_state.py > ../state.sql          the SQLite database that `espalier-cli demo` ships
    make_state.py --check FILE            whether the SQLite database FILE is what Alembic makes today; says what differs
    make_state.py --url URL               the same revisions and rows in the empty database behind a SQLAlchemy URL

Runs a temporary copy of ../project: up to the loans, rows, up to the applied revisions, more rows. Needs Debian's
python3-alembic.
"""
import argparse
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import sqlalchemy as sa

import seed

PROJECT = pathlib.Path(__file__).resolve().parent.parent / "project"
BEFORE_ROWS = "c93b82e71d05"
APPLIED = ["e16d3a8b470c", "6d0b8c42fe95", "pay002", "38d9e2b74af0"]


def alembic(folder, url, *arguments):
    subprocess.run(
        [sys.executable, "-B", "-m", "alembic", *arguments],
        cwd=folder,
        env={**os.environ, "DATABASE_URL": url},
        check=True,
        stdout=sys.stderr,
    )


def fill(url):
    with tempfile.TemporaryDirectory() as copy:
        folder = shutil.copytree(PROJECT, pathlib.Path(copy, "demo"))
        engine = sa.create_engine(url)
        alembic(folder, url, "upgrade", BEFORE_ROWS)
        with engine.begin() as connection:
            seed.seed_library(connection)
        for target in APPLIED:
            alembic(folder, url, "upgrade", target)
        with engine.begin() as connection:
            seed.seed_subjects(connection)
            seed.seed_payments(connection)
        engine.dispose()


def dump(file):
    """The whole database as statements; the indexes by name, since batch mode makes them in no fixed order."""
    connection = sqlite3.connect(file)
    statements = list(connection.iterdump())
    connection.close()
    indexes = sorted((s for s in statements if " INDEX " in s.split("(")[0]), key=lambda s: s.split("INDEX")[1])
    rest = [statement for statement in statements if statement not in indexes]
    return [*rest[:-1], *indexes, rest[-1]]


def comparable(statements):
    """Without the order of constraints: batch mode takes them out of a set when it rebuilds a table."""
    return ["\n".join(sorted(line.rstrip(", ") for line in statement.split("\n"))) for statement in statements]


def fresh_dump():
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "library.db")
        fill(f"sqlite:///{file}")
        return dump(file)


def check(file):
    ours, theirs = comparable(dump(file)), comparable(fresh_dump())
    for statement in ours:
        if statement not in theirs:
            print(f"only in {file}: {statement}")
    for statement in theirs:
        if statement not in ours:
            print(f"only made by Alembic: {statement}")
    return 0 if ours == theirs else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", metavar="FILE")
    parser.add_argument("--url")
    options = parser.parse_args()
    if options.check:
        return check(options.check)
    if options.url:
        fill(options.url)
    else:
        print("\n".join(fresh_dump()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
