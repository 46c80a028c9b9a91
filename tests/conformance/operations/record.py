#!/usr/bin/python3
"""Records what current Alembic and SQLAlchemy print offline for every script in tests/data/operations.

    PYTHONPATH=ALEMBIC:SQLALCHEMY/lib record.py

Writes tests/data/operations/golden.json: {"alembic", "sqlalchemy", "scripts": {NAME: {DIALECT: {"up": …, "down": …}}}},
each a list of statements, or {"refused": TEXT} where Alembic raises.
"""
import importlib.util
import json
import pathlib
import sys

import alembic
import sqlalchemy
from alembic.operations import Operations
from alembic.runtime.environment import EnvironmentContext
from alembic.config import Config

DATA = pathlib.Path(__file__).resolve().parents[2] / "data" / "operations"
DIALECTS = ("postgresql", "sqlite", "mysql")


class Statements(list):
    def write(self, text):
        statement = text.rstrip("\n")
        self.append(statement[:-1] if statement.endswith(";") else statement)

    def flush(self):
        pass


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem + "_py", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(path, dialect, function):
    statements = Statements()
    try:
        with EnvironmentContext(Config(), None, as_sql=True) as environment:
            environment.configure(dialect_name=dialect, literal_binds=True, dialect_opts={"paramstyle": "named"},
                                  output_buffer=statements)
            with Operations.context(environment.get_context()):
                getattr(load(path), function)()
    except Exception as error:
        return {"refused": f"{type(error).__name__}: {error}"}
    return list(statements)


def main():
    sys.dont_write_bytecode = True
    scripts = {path.stem: {dialect: {"up": run(path, dialect, "upgrade"), "down": run(path, dialect, "downgrade")}
                           for dialect in DIALECTS} for path in sorted(DATA.glob("*.py"))}
    golden = {"alembic": alembic.__version__, "sqlalchemy": sqlalchemy.__version__, "scripts": scripts}
    (DATA / "golden.json").write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
