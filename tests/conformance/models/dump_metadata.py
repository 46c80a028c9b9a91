"""What the real metadata of a project says, a line each, sorted: `dump_metadata.py FOLDER MODULE NAME`. The project is
imported, so this is for projects of our own.

    table|NAME    counts|TABLE|COLUMN (by itself)    column|TABLE|NAME|TYPE|null or not null|key or no key    default|TABLE|COLUMN
    reference|TABLE|COLUMNS|TABLE|COLUMNS|ON DELETE    unique|TABLE|NAME|COLUMNS    index|TABLE|NAME|COLUMNS|unique or not
    check|TABLE|NAME

NAME is * where the database gives it.
"""
import importlib
import sys

sys.dont_write_bytecode = True


def main(folder, module, name):
    sys.path.insert(0, folder)
    import sqlalchemy as sa
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.sql.elements import conv

    importlib.import_module(module.rpartition(".")[0] or module)  # the package registers its models
    base = getattr(importlib.import_module(module), name)
    dialect = postgresql.dialect()
    preparer = dialect.identifier_preparer
    lines = []
    for key, table in base.metadata.tables.items():
        lines.append(f"table|{key}")
        if table._autoincrement_column is not None and table._autoincrement_column.identity is None:
            lines.append(f"counts|{key}|{table._autoincrement_column.name}")
        for column in table.columns:
            lines.append(
                f"column|{key}|{column.name}|{column.type.compile(dialect=dialect)}|"
                f"{'null' if column.nullable else 'not null'}|{'key' if column.primary_key else 'no key'}"
            )
            if column.server_default is not None and not isinstance(column.server_default, sa.Identity):
                lines.append(f"default|{key}|{column.name}")
        for constraint in table.constraints:
            columns = ",".join(column.name for column in constraint.columns)
            named = (constraint.name and preparer.format_constraint(constraint)) or "*"
            if isinstance(constraint, sa.ForeignKeyConstraint):
                target = constraint.elements[0].column.table
                there = ",".join(element.column.name for element in constraint.elements)
                lines.append(f"reference|{key}|{columns}|{target.key}|{there}|{constraint.ondelete or ''}")
            elif isinstance(constraint, sa.UniqueConstraint):
                lines.append(f"unique|{key}|{named}|{columns}")
            elif isinstance(constraint, sa.CheckConstraint):
                lines.append(f"check|{key}|{named}")
        for index in table.indexes:
            columns = ",".join(column.name for column in index.columns)
            lines.append(f"index|{key}|{index.name}|{columns}|{'unique' if index.unique else 'not unique'}")
    print("\n".join(sorted(lines)))


if __name__ == "__main__":
    main(*sys.argv[1:])
