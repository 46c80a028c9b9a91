"""known values flow through Python"""
from __future__ import annotations

import enum
import textwrap
from alembic import context, op
import sqlalchemy as sa

revision = "control_flow"
down_revision = None

TABLES = ["red", "green", "blue"]
INDEXES = {name: f"ix_{name}_value" for name in TABLES if name != "green"}


class Level(enum.Enum):
    LOW = "low"
    HIGH = "high"


class Plain(str, enum.Enum):
    A = "a"


def columns(extra=None, *, length: int = 20):
    made = [sa.Column("id", sa.Integer, primary_key=True), sa.Column("value", sa.String(length))]
    if extra:
        made.append(sa.Column(extra, sa.Integer))
    return made


def names():
    yield "first"
    for name in reversed(TABLES):
        yield name.upper()


def upgrade():
    for position, name in enumerate(TABLES, start=1):
        op.create_table(name, *columns("extra" if position % 2 else None, length=10 * position))
    for table, index in INDEXES.items():
        op.create_index(index, table, ["value"])
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        op.execute("CREATE SEQUENCE counting")
    elif bind.dialect.name in ("sqlite",):
        op.execute("PRAGMA user_version = 3")
    else:
        op.execute("SET @x = 1")
    if context.is_offline_mode():
        op.execute("-- offline")
    op.execute("INSERT INTO red (value) VALUES ('%s')" % "-".join(names()))
    op.execute("INSERT INTO red (value) VALUES ('{0}{name:>4}')".format(Level.HIGH.value, name=Plain.A.value))
    op.execute(
        textwrap.dedent(
            """
            INSERT INTO blue (value)
              VALUES (%r)
            """
        )
        % (sorted({3, 1, 2})[-1],)
    )
    try:
        wanted = {"a": 1}["b"]
    except KeyError:
        wanted = len(TABLES)
    finally:
        op.execute(f"UPDATE green SET value = '{wanted:03d}'")
    total = 0
    while True:
        total += 1
        if total > 2:
            break
    (first, *rest), last = (TABLES, total)
    op.execute(f"UPDATE {first} SET value = '{'/'.join(rest)}={last!r}'")
    with op.get_context().autocommit_block():
        op.execute("VACUUM")
    conn = bind
    conn.execute(sa.text("DELETE FROM red WHERE value = :v").bindparams(v="x"))
    squares = [n * n for n in range(4) if n not in (2,)]
    op.execute(f"UPDATE red SET id = {max(squares)} -- {squares}")
    [op.execute(f"DELETE FROM red WHERE id = {n}") for n in [1, 2]]
    {n: op.execute(f"DELETE FROM blue WHERE id = {n}") for n in squares if n > 3}
    list(map(op.execute, ["SELECT 1", "SELECT 2"]))
    sorted([2, 1], key=lambda n: op.execute(f"SELECT {n}") or n)
    any(op.execute(text) for text in ["SELECT 3", "SELECT 4"])


def downgrade():
    for name in TABLES[::-1]:
        op.drop_table(name)
