#!/usr/bin/python3
"""Makes scripts at random and says what the Alembic at hand prints of them offline.

    generate.py SEED COUNT

Writes JSON to standard output: [{"text", "postgresql": …, "sqlite": …, "mysql": …}, …] with what record.py's run() gives.
Only of what Alembic 1.8.1 with SQLAlchemy 1.4.46 prints as the current pair does.
"""
import json
import random
import sys
import warnings

import record

PRELUDE = """import datetime
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

NAMES = ("first", "second", "third")


def dialect():
    return op.get_context().dialect.name


def stamps(extra=None):
    columns = [sa.Column("made", sa.DateTime(), nullable=False), sa.Column("changed", sa.DateTime(timezone=True))]
    return columns + [extra] if extra is not None else columns


def upgrade():
"""
WORDS = ("id", "name", "user", "order", "Group", "two words", "x_y", "größe", "a1", "_b", "select", "total", "UPPER", "note")
SCHEMAS = (None, None, None, None, "other", "Odd Schema")


class Script:
    def __init__(self, rng):
        self.rng, self.lines, self.enums = rng, [], 0

    def pick(self, *choices):
        return self.rng.choice(choices)

    def maybe(self, text, share=0.3):
        return text if self.rng.random() < share else ""

    def words(self, least, most):
        return self.rng.sample(WORDS, self.rng.randint(least, most))

    def schema(self):
        name = self.rng.choice(SCHEMAS)
        return f", schema={name!r}" if name else ""

    def type(self, plain=False):
        n = self.rng.randint(1, 200)
        if not plain and self.rng.random() < 0.08:
            self.enums += 1
            values = ", ".join(repr(v) for v in self.rng.sample(("a", "b b", "it's", "C"), self.rng.randint(1, 3)))
            return f"sa.Enum({values}, name='kind{self.enums}'{self.maybe(', native_enum=False', 0.2)})"
        return self.pick("sa.Integer()", "sa.BigInteger()", "sa.SmallInteger()", f"sa.String({n})", f"sa.String(length={n})", "sa.Text()",
                         "sa.Boolean()", "sa.DateTime()", "sa.DateTime(timezone=True)", "sa.Date()", "sa.Time()",
                         f"sa.Numeric({n % 20 + 3}, {n % 3})", "sa.Float()", "sa.LargeBinary()", f"sa.Unicode({n})", f"sa.CHAR({n})",
                         f"sa.VARCHAR({n})", "sa.TIMESTAMP()", "sa.JSON()", "sa.Interval()", "sa.DECIMAL(9, 4)",
                         f"sa.String({n}).with_variant(sa.Text(), 'sqlite')")

    def column(self, name, key=True, index=True):
        parts = [repr(name), self.type()]
        refers = self.rng.random() < 0.15
        if refers:
            parts.append(f"sa.ForeignKey('target.{self.pick('id', 'x')}'{self.maybe(', name=%r' % ('fk_' + name))}"
                         f"{self.maybe(', ondelete=' + repr(self.pick('CASCADE', 'SET NULL')))})")
        if self.rng.random() < 0.6:
            parts.append(f"nullable={self.pick(True, False)}")
        if self.rng.random() < 0.2:
            parts.append("server_default=" + self.pick("'0'", "'it\\'s'", "''", "'(x)'"))
        if key and self.rng.random() < 0.1:
            parts.append("primary_key=True")
        parts.append(self.maybe("unique=True", 0 if refers else 0.1))
        if index:  # SQLAlchemy takes a table's indexes from a set
            parts.append(self.maybe("index=True", 0.3))
        parts.append(self.maybe("comment='about \"it\"'", 0.1))
        return f"sa.Column({', '.join(part for part in parts if part)})"

    def constraint(self, columns):
        some = self.rng.sample(columns, self.rng.randint(1, min(2, len(columns))))
        quoted = ", ".join(map(repr, some))
        name = f"name={'op.f(%r)' % ('c_' + some[0]) if self.rng.random() < 0.4 else repr('c_' + some[0])}"
        return self.pick(f"sa.UniqueConstraint({quoted}{self.maybe(', ' + name, 0.8)})",
                         f"sa.CheckConstraint({some[0] + ' > 5'!r}, {name})",
                         f"sa.ForeignKeyConstraint([{quoted}], [{', '.join(repr('target.t_' + c) for c in some)}], {name}"
                         f"{self.maybe(', onupdate=' + repr('CASCADE'))})",
                         f"sa.PrimaryKeyConstraint({quoted}, {name})")

    def create_table(self):
        columns = self.words(1, 6)
        table = self.pick("t", "Odd Table", "things", "order")
        arguments = [repr(table)] + [self.column(c, index=c == columns[0]) for c in columns]
        keys = sum("primary_key" in argument for argument in arguments)
        for _ in range(self.rng.randint(0, 2)):
            constraint = self.constraint(columns)
            keys += "PrimaryKeyConstraint" in constraint
            if "PrimaryKeyConstraint" not in constraint or keys < 2:
                arguments.append(constraint)
        if self.rng.random() < 0.15:
            arguments.append("*stamps()")
        options = self.schema() + self.maybe(self.pick(", comment='a table'", ", mysql_engine='InnoDB'"), 0.2)
        self.lines.append(f"op.create_table({', '.join(arguments)}{options})")

    def alter(self):
        options = [f"existing_type={self.type(plain=True)}"]
        options.append(self.maybe(f"type_={self.type(plain=True)}", 0.4))
        options.append(self.maybe(f"nullable={self.pick(True, False)}", 0.5))
        options.append(self.maybe(f"server_default={self.pick('None', repr('7'), 'sa.text(%r)' % 'now()')}", 0.3))
        rename = self.maybe(f"new_column_name={self.pick('fresh', 'New Name')!r}", 0.2)
        options.append(rename)
        options.append(self.maybe("existing_nullable=False", 0.3))
        options.append(self.maybe("existing_server_default='3'", 0.1))
        if rename:
            self.lines.append("if dialect() == 'sqlite':\n    return")  # Alembic 1.8 writes RENAME for RENAME COLUMN there
        self.lines.append(f"op.alter_column('t', {self.pick(*WORDS)!r}, {', '.join(o for o in options if o)}{self.schema()})")

    def index(self):
        columns = self.words(1, 3)
        elements = [f"sa.text('lower({c})')" if self.rng.random() < 0.15 else repr(c) for c in columns]
        name = repr("ix_" + columns[0]) if self.rng.random() < 0.6 else f"op.f({'ix_' + columns[0]!r})"
        options = self.maybe(f", unique={self.pick(True, False)}", 0.6) + self.schema()
        options += self.maybe(", postgresql_using='gin'", 0.1) + self.maybe(", postgresql_where=sa.text('x IS NULL')", 0.1)
        self.lines.append(f"op.create_index({name}, {self.pick('t', 'Odd Table')!r}, [{', '.join(elements)}]{options})")

    def constraint_directive(self):
        some = self.words(1, 2)
        on_sqlite = "if dialect() != 'sqlite':\n    "
        self.lines.append(on_sqlite + self.pick(
            f"op.create_unique_constraint({self.pick('uq', None, 'Uq X')!r}, 't', {some!r}{self.schema()})" if self.rng.random() < 0.9 else "pass",
            f"op.create_foreign_key('fk', 't', 'target', {some!r}, {some!r}{self.maybe(', ondelete=%r' % 'CASCADE')})",
            "op.create_check_constraint('ck', 't', sa.column('x') > 3)",
            "op.create_check_constraint('ck', 't', \"x <> 'a%'\")",
            f"op.create_primary_key('pk', 't', {some!r})",
            f"op.drop_constraint('old', 't', type_={self.pick('unique', 'foreignkey', 'primary')!r}{self.schema()})"))

    def rows(self):
        self.lines.append(self.pick(
            "op.execute(\"UPDATE t SET x = 'a:b' WHERE y LIKE '%z'\")",
            f"op.execute(sa.table('t', sa.column('x', sa.Integer), sa.column('y', sa.String)).update().where(sa.column('y') == {self.pick('a', 'it%s' % chr(39))!r}).values(x={self.rng.randint(-9, 99)}))",
            f"op.execute(sa.table('t', sa.column('x', sa.Integer)).delete().where(sa.column('x').in_([{self.rng.randint(0, 9)}, 3])))",
            "op.bulk_insert(sa.table('t', sa.column('x', sa.Integer), sa.column('y', sa.String)), "
            f"[{{'x': {self.rng.randint(0, 99)}, 'y': {self.pick('one', 'it%s' % chr(39), 'a%b')!r}}}])"))

    def control(self):
        self.lines.append(self.pick(
            "for i, name in enumerate(NAMES):\n    op.add_column('t', sa.Column(f'{name}_{i}', sa.String(10 * (i + 1)), nullable=i > 1))",
            "if dialect() == 'postgresql':\n    op.execute('CREATE EXTENSION IF NOT EXISTS citext')\nelse:\n    op.execute('SELECT 1')",
            "columns = {name: sa.Integer() for name in NAMES if name != 'second'}\nop.create_table('made', *[sa.Column(n, t) for n, t in columns.items()])",
            "[op.drop_column('t', n.upper()) for n in NAMES[:2]]",
            "with op.get_context().autocommit_block():\n    op.execute('VACUUM')",
            "try:\n    op.drop_table('gone')\nexcept Exception:\n    op.drop_table('never')"))

    def batch(self):
        steps = []
        for _ in range(self.rng.randint(1, 3)):
            steps.append(self.pick(
                f"b.add_column({self.column('new' + str(len(steps)), key=False, index=not steps)})",
                f"b.alter_column('name', existing_type=sa.String(20), type_=sa.String({self.rng.randint(21, 90)}))",
                f"b.alter_column('size', existing_type=sa.Integer(), nullable={self.pick(True, False)})",
                "b.drop_column('size')", "b.create_index('ix_b', ['name'])",
                "b.create_unique_constraint('uq_b', ['name'])", "b.drop_constraint('uq_old', type_='unique')"))
        if len(set(step.split("'")[1] for step in steps)) < len(steps):
            steps = steps[:1]
        self.lines.append("before = sa.Table('t', sa.MetaData(), sa.Column('id', sa.Integer(), primary_key=True), sa.Column('name', sa.String(20), "
                          "nullable=False), sa.Column('size', sa.Integer()), sa.UniqueConstraint('name', name='uq_old'))\n"
                          "with op.batch_alter_table('t', copy_from=before) as b:\n    " + "\n    ".join(steps))

    def simple(self):
        self.lines.append(self.pick(
            f"op.add_column({self.pick('t', 'Odd Table')!r}, {self.column(self.pick(*WORDS), key=False)}{self.schema()})",
            f"op.drop_column('t', {self.pick(*WORDS)!r}{self.schema()})",
            f"op.drop_table({self.pick('t', 'Odd Table')!r}{self.schema()})",
            f"op.rename_table('t', {self.pick('u', 'New Table')!r})",
            f"op.drop_index({self.pick('ix', 'Ix X')!r}, table_name='t'{self.schema()})",
            "if dialect() != 'sqlite':\n    op.create_table_comment('t', 'what it is')"))

    def text(self):
        for _ in range(self.rng.randint(1, 6)):
            self.pick(self.create_table, self.create_table, self.alter, self.index, self.constraint_directive, self.rows, self.control, self.batch,
                      self.simple, self.simple)()
        body = "\n".join(self.lines)
        return PRELUDE + "".join(f"    {line}\n" for line in body.splitlines())


def main():
    warnings.simplefilter("ignore")
    sys.dont_write_bytecode = True
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    scripts = []
    for number in range(count):
        text = Script(random.Random(f"{seed} {number}")).text()
        scripts.append({"text": text} | {dialect: record.run(lambda: record.module(text), dialect, "upgrade")
                                         for dialect in record.DIALECTS})
    json.dump(scripts, sys.stdout)


if __name__ == "__main__":
    main()
