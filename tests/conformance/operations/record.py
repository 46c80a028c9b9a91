#!/usr/bin/python3
"""Records what current Alembic and SQLAlchemy print offline for every script in tests/data/operations.

    PYTHONPATH=ALEMBIC:SQLALCHEMY/lib:ALEMBIC_UTILS/src record.py

ALEMBIC_UTILS is https://github.com/olirice/alembic_utils, for the cases that are about its entities; it needs `parse` and
`flupy` beside it.

Writes tests/data/operations/golden.json: {"alembic", "sqlalchemy", "scripts": {NAME: {DIALECT: {"up": …, "down": …}}}},
each a list of statements, or {"refused": TEXT} where Alembic raises; "cases": {NAME: {DIALECT: …}} of cases.txt, there
{"sql": [STATEMENT, …], "refused": TEXT} where it raises on the way.
"""
import importlib.util
import json
import pathlib
import re
import sys
import textwrap
import types

import alembic
import sqlalchemy
from alembic.operations import Operations
from alembic.runtime.environment import EnvironmentContext
from alembic.config import Config

DATA = pathlib.Path(__file__).resolve().parents[2] / "data" / "operations"
DIALECTS = ("postgresql", "sqlite", "mysql")


def module(text):
    made = types.ModuleType("script_py")
    exec(compile(text, "script.py", "exec"), made.__dict__)
    return made


class Statements(list):
    def write(self, text):
        statement = text.rstrip("\n")
        self.append(statement[:-1] if statement.endswith(";") else statement)

    def flush(self):
        pass


def cases():
    """The texts of cases.txt as scripts, by name."""
    parts = ("\n" + (DATA / "cases.txt").read_text()).split("\n== ")[1:]
    bodies = dict(part.split("\n", 1) for part in parts)
    prelude = bodies.pop("prelude")
    return {name: f"{prelude}\n\ndef upgrade():\n" + textwrap.indent(body, "    ", lambda line: True)
            for name, body in bodies.items()}


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem + "_py", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(script, dialect, function):
    statements = Statements()
    try:
        with EnvironmentContext(Config(), None, as_sql=True) as environment:
            environment.configure(dialect_name=dialect, literal_binds=True, dialect_opts={"paramstyle": "named"},
                                  output_buffer=statements)
            with Operations.context(environment.get_context()):
                getattr(script(), function)()
    except Exception as error:
        refused = re.sub(r" object at 0x\w+", "", f"{type(error).__name__}: {error}")
        return {"sql": list(statements), "refused": refused}
    return list(statements)


def main():
    sys.dont_write_bytecode = True
    scripts = {path.stem: {dialect: {way: run(lambda: load(path), dialect, f"{way}grade") for way in ("up", "down")}
                           for dialect in DIALECTS} for path in sorted(DATA.glob("*.py"))}
    texts = {name: {dialect: run(lambda: module(text), dialect, "upgrade") for dialect in DIALECTS}
             for name, text in cases().items()}
    golden = {"alembic": alembic.__version__, "sqlalchemy": sqlalchemy.__version__, "scripts": scripts, "cases": texts}
    (DATA / "golden.json").write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
