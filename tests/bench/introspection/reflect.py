"""reflect.py URL N: the seconds that SQLAlchemy takes to reflect N tables of bench_introspection."""

import sys
import time

import sqlalchemy as sa

engine = sa.create_engine(sys.argv[1])
names = [f"table_{i}" for i in range(int(sys.argv[2]))]
with engine.connect() as connection:
    start = time.perf_counter()
    metadata = sa.MetaData()
    metadata.reflect(connection, only=names)
    seconds = time.perf_counter() - start
assert len(metadata.tables) == len(names), len(metadata.tables)
assert len(metadata.tables["table_1"].columns) == 8
print(seconds)
