#!/usr/bin/python3
"""Records what current SQLAlchemy makes of every case: tests/data/sqlalchemy/cases.json.

    PYTHONPATH=SQLALCHEMY/lib record.py
"""
import json
import os
import sys
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import sqlalchemy as sa
from sqlalchemy import schema
from sqlalchemy.dialects import mysql, postgresql, sqlite

from cases import PREAMBLE, cases

DIALECTS = {"postgresql": postgresql, "sqlite": sqlite, "mysql": mysql}


def shown(sql):
    """As Alembic prints it."""
    return str(sql).replace("\t", "    ").replace("%%", "%").strip()


def compiled(thing, dialect):
    return shown(thing.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def complete(table):
    """Makes the tables that it refers to, which no case has."""
    for key in table.foreign_keys:
        *owner, column = key.target_fullname.split(".")
        if ".".join(owner) not in table.metadata.tables:
            sa.Table(owner[-1], table.metadata, sa.Column(column, sa.Integer, primary_key=True),
                     schema=owner[0] if len(owner) > 1 else None)


def created(table, name):
    complete(table)
    statements = []
    engine = sa.create_mock_engine(name + "://", lambda sql, *_, **__: statements.append(
        shown(sql.compile(dialect=engine.dialect))))
    table.create(engine, checkfirst=False)
    return ";\n".join(statements)


def rendered(kind, result, name):
    dialect = DIALECTS[name].dialect()
    if kind == "type":
        return dialect.type_compiler_instance.process(sa.types.to_instance(result))
    if kind == "table":
        return created(result, name)
    if isinstance(result, schema.ExecutableDDLElement):
        return shown(result.compile(dialect=dialect))
    return compiled(result, dialect)


def golden(case, name):
    names = {}
    try:
        exec(PREAMBLE + case["source"], names)
        return rendered(case["kind"], names["result"], name)
    except Exception as error:
        return "! " + type(error).__name__


def main():
    warnings.simplefilter("ignore")
    recorded = [dict(case, golden={name: golden(case, name) for name in DIALECTS}) for case in cases()]
    data = {"sqlalchemy": sa.__version__, "preamble": PREAMBLE, "cases": recorded}
    folder = os.path.join(HERE, "..", "..", "data", "sqlalchemy")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "cases.json"), "w") as file:
        json.dump(data, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
