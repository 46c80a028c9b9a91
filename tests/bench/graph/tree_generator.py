"""Makes Alembic projects of any number of revisions: 2 KB a script on average, a two-way branch and merge every ten."""
import hashlib, os, random

HEADER = '''"""{message}

Revision ID: {id}
Revises: {revises}
Create Date: 2024-{month:02d}-{day:02d} 10:{minute:02d}:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = {id!r}
down_revision = {down!r}
branch_labels = None
depends_on = None


def upgrade():
'''
TABLE = '''    op.create_table(
        "{table}",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False, server_default="(not 'known')"),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["parent.id"], name=op.f("fk_{table}_parent"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_{table}")),
    )
    op.create_index(op.f("ix_{table}_name"), "{table}", ["name"], unique=False)
'''
COLUMN = '''    op.add_column("{table}", sa.Column("column_{n}", sa.Text(), nullable=True))  # added for the import job
'''


def revision_id(number):
    return hashlib.sha1(str(number).encode()).hexdigest()[:12]


def parents_of(number):
    """Rows of ten: 0 … 7 a chain whose last one branches into 8 and 9, which the next row's first merges."""
    row, place = divmod(number, 10)
    if number == 0:
        return []
    if place == 0:
        return [number - 2, number - 1]
    if place == 9:
        return [number - 2]
    return [number - 1]


def script(number, size, rng):
    parents = [revision_id(parent) for parent in parents_of(number)]
    down = None if not parents else parents[0] if len(parents) == 1 else tuple(parents)
    text = HEADER.format(message=f"change number {number}", id=revision_id(number), revises=", ".join(parents), down=down,
                         month=1 + number % 12, day=1 + number % 28, minute=number % 60)
    table = f"table_{number}"
    back = f'\n\ndef downgrade():\n    op.drop_index(op.f("ix_{table}_name"), table_name="{table}")\n    op.drop_table("{table}")\n'
    wanted = int(size * rng.uniform(0.6, 1.4))
    text += TABLE.format(table=table)
    column = 0
    while len(text) + len(back) < wanted:
        text += COLUMN.format(table=table, n=column)
        column += 1
    return text + back


OFFLINE = """from alembic import context
context.configure(url="postgresql://", literal_binds=True, dialect_opts={"paramstyle": "named"})
with context.begin_transaction():
    context.run_migrations()
"""


def write_project(folder, count, size=2048, env="target_metadata = None\n"):
    rng = random.Random(count)
    versions = os.path.join(folder, "migrations", "versions")
    os.makedirs(versions)
    with open(os.path.join(folder, "alembic.ini"), "w") as file:
        file.write("[alembic]\nscript_location = %(here)s/migrations\nsqlalchemy.url = sqlite:///x.db\n")
    with open(os.path.join(folder, "migrations", "env.py"), "w") as file:
        file.write(env)
    with open(os.path.join(folder, "migrations", "script.py.mako"), "w") as file:
        file.write("")
    total = 0
    for number in range(count):
        text = script(number, size, rng)
        total += len(text)
        with open(os.path.join(versions, f"{revision_id(number)}_change_number_{number}.py"), "w") as file:
            file.write(text)
    return total
