#!/usr/bin/env python3
"""Writes reflected_types.json: what SQLAlchemy's inspector says of the type of a column that was made with each of TYPES.

    record_reflection.py [--postgresql URL] [--mysql URL]

SQLite is always asked, in memory; of a database that no URL is given for, what was recorded before is kept. Recorded with
SQLAlchemy 2.0.52 (PYTHONPATH), PostgreSQL 15 and MariaDB 10.11.
"""

import argparse
import json
import pathlib

import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql, sqlite  # noqa: F401 (names of TYPES)

FILE = pathlib.Path(__file__).parents[2] / "data/operations/reflected_types.json"
TYPES = """sa.Integer() sa.BigInteger() sa.SmallInteger() sa.String(20) sa.String() sa.Text() sa.Unicode(5) sa.UnicodeText()
sa.CHAR(3) sa.CHAR() sa.VARCHAR(7) sa.NCHAR(4) sa.Boolean() sa.Numeric(10,2) sa.Numeric(10) sa.Numeric() sa.DECIMAL(5,1) sa.Float()
sa.Float(24) sa.Float(53) sa.Double() sa.REAL() sa.Date() sa.DateTime() sa.DateTime(timezone=True) sa.Time() sa.Time(timezone=True)
sa.TIMESTAMP() sa.TIMESTAMP(timezone=True) sa.LargeBinary() sa.JSON() sa.Uuid() sa.UUID() sa.Interval() sa.Enum('a','bb',name='e')
sa.PickleType() postgresql.JSONB() postgresql.INET() postgresql.CIDR() postgresql.TSVECTOR() postgresql.ARRAY(sa.Integer())
postgresql.BYTEA() postgresql.TIMESTAMP(precision=3) postgresql.INTERVAL() postgresql.UUID() postgresql.DOUBLE_PRECISION()
mysql.TINYINT() mysql.TINYINT(1) mysql.MEDIUMINT() mysql.INTEGER(unsigned=True) mysql.INTEGER(5) mysql.LONGTEXT() mysql.MEDIUMTEXT()
mysql.DOUBLE() mysql.DATETIME(fsp=6) mysql.ENUM('a','b') mysql.VARCHAR(9) mysql.CHAR(2) mysql.FLOAT() mysql.DECIMAL(8,3) mysql.TIME()
sqlite.DATETIME() sqlite.DATE() sqlite.TIME() sqlite.JSON()""".split()
BASES = "String Text Integer BigInteger SmallInteger Numeric Float Boolean DateTime Date Time LargeBinary Enum JSON Uuid Interval".split()


def told(engine, expression):
    """str(), class and bases of the type, or None where the database has no such type."""
    metadata = sa.MetaData()
    try:
        table = sa.Table("reflected", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("c", eval(expression)))
        with engine.begin() as connection:
            metadata.create_all(connection)
            try:
                kind = sa.inspect(connection).get_columns(table.name)[1]["type"]
                text = str(kind)
                return [text, type(kind).__name__, [name for name in BASES if isinstance(kind, getattr(sa, name))]]
            finally:
                metadata.drop_all(connection)
    except (sa.exc.CompileError, sa.exc.DBAPIError, AttributeError):
        return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--postgresql")
    parser.add_argument("--mysql")
    given = parser.parse_args()
    recorded = json.loads(FILE.read_text()) if FILE.exists() else {}
    for dialect, url in {"sqlite": "sqlite://", "postgresql": given.postgresql, "mysql": given.mysql}.items():
        if url:
            engine = sa.create_engine(url)
            answers = {expression: told(engine, expression) for expression in TYPES}
            recorded[dialect] = {expression: answer for expression, answer in answers.items() if answer}
    FILE.write_text("{\n" + ",\n".join(
        f' "{dialect}": {{\n' + ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in types.items()) + "\n }"
        for dialect, types in recorded.items()) + "\n}\n")


main()
