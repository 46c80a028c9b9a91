"""What alembic-postgresql-enum 1 does when a migration runs: its directive. Read, never run."""

import re

from alembic.operations import MigrateOperation, Operations
from sqlalchemy import text


class Config:
    def __init__(
        self,
        add_type_ignore=False,
        include_name=None,
        drop_unused_enums=True,
        detect_enum_values_changes=True,
        force_dialect_support=False,
        ignore_enum_values_order=False,
    ):
        self.force_dialect_support = force_dialect_support


def set_configuration(config):
    pass


class ColumnType:
    COMMON = "COMMON"
    ARRAY = "ARRAY"


UNSPECIFIED = "?"  # no schema has that name


class TableReference:
    def __init__(
        self,
        table_name,
        column_name,
        table_schema=UNSPECIFIED,
        column_type=ColumnType.COMMON,
        existing_server_default=None,
    ):
        self.table_name = table_name
        self.column_name = column_name
        self.table_schema = table_schema
        self.column_type = column_type
        self.existing_server_default = existing_server_default

    @property
    def table_name_with_schema(self):
        prefix = f'"{self.table_schema}".' if self.table_schema else ""
        return f'{prefix}"{self.table_name}"'

    @property
    def escaped_column_name(self):
        return f'"{self.column_name}"'


def column_default(connection, table_schema, table_name, column_name):
    return connection.execute(
        text(
            f"""
        SELECT column_default
        FROM information_schema.columns
        WHERE 
            table_schema = '{table_schema}' AND 
            table_name = '{table_name}' AND 
            column_name = '{column_name}'
    """
        )
    ).scalar()


def renamed_in_quotes(default, renamed):
    for old, new in renamed:
        default = default.replace(f"'{old}'", f"'{new}'")
        default = default.replace(f'"{old}"', f'"{new}"')
    return default


def renamed_default(schema, default, enum_name, renamed):
    enum = f"{schema}.{enum_name}" if schema else enum_name
    if default.startswith("ARRAY["):
        return re.sub(r"::[.\w]+", f"::{enum}", renamed_in_quotes(default, renamed))
    plain = renamed_in_quotes(default[: default.find("::")], renamed)
    return f"{plain}::{enum}[]" if default.endswith("[]") else f"{plain}::{enum}"


OPERATORS = [("!=", "new_old_not_equals"), ("=", "new_old_equals")]


def create_operators(connection, new_type, old_type, renamed):
    for operator, function in OPERATORS:
        if renamed:
            whens = " ".join(f"WHEN old_enum_val::text = '{old}' THEN '{new}'" for old, new in renamed)
            body = f"""
                SELECT new_enum_val::text {operator} CASE
                    {whens}

                    ELSE old_enum_val::text
                END;"""
        else:
            body = f"""
                SELECT new_enum_val::text {operator} old_enum_val::text;"""
        connection.execute(
            text(
                f"""
            CREATE FUNCTION {function}(
                new_enum_val {new_type}, old_enum_val {old_type}
            )
            RETURNS boolean AS $${body}
            $$ LANGUAGE SQL IMMUTABLE
        """
            )
        )
        connection.execute(
            text(
                f"""
        CREATE OPERATOR {operator} (
            leftarg = {new_type},
            rightarg = {old_type},
            procedure = {function}
        )
    """
            )
        )


def drop_operators(connection, new_type, old_type):
    for _, function in OPERATORS:
        connection.execute(
            text(
                f"""
        DROP FUNCTION {function}(
            new_enum_val {new_type}, old_enum_val {old_type}
        ) CASCADE
    """
            )
        )


def cast_column(connection, reference, enum_type, renamed):
    column = reference.escaped_column_name
    table = reference.table_name_with_schema
    if reference.column_type == ColumnType.ARRAY:
        cast = f"{column}::text[]"
        for old, new in renamed:
            cast = f"array_replace({cast}, '{old}', '{new}')"
        sql = f"""ALTER TABLE {table} 
            ALTER COLUMN {column} TYPE {enum_type}[]
            USING {cast}::{enum_type}[]
            """
    elif renamed:
        whens = " ".join(f"WHEN {column}::text = '{old}' THEN '{new}'::{enum_type}" for old, new in renamed)
        sql = f"""ALTER TABLE {table} 
                ALTER COLUMN {column} TYPE {enum_type} 
                USING CASE 
                {whens}

                ELSE {column}::text::{enum_type}
                END
                """
    else:
        sql = f"""ALTER TABLE {table} 
                ALTER COLUMN {column} TYPE {enum_type} 
                USING {column}::text::{enum_type}
                """
    connection.execute(text(sql))


@Operations.register_operation("sync_enum_values")
class SyncEnumValuesOp(MigrateOperation):
    @classmethod
    def sync_enum_values(
        cls, operations, enum_schema, enum_name, new_values, affected_columns, enum_values_to_rename=()
    ):
        if operations.migration_context.dialect.name != "postgresql":
            return
        renamed = list(enum_values_to_rename)
        connection = operations.get_bind()
        references = []
        for affected in affected_columns:
            if isinstance(affected, tuple):
                reference = TableReference(
                    affected[0],
                    affected[1],
                    table_schema=enum_schema,
                    column_type=affected[2] if len(affected) > 2 else ColumnType.COMMON,
                    existing_server_default=column_default(connection, enum_schema, affected[0], affected[1]),
                )
            elif isinstance(affected, TableReference):
                reference = affected
                if reference.table_schema == UNSPECIFIED:
                    reference = TableReference(
                        affected.table_name,
                        affected.column_name,
                        enum_schema,
                        affected.column_type,
                        affected.existing_server_default,
                    )
            else:
                raise ValueError("Affected columns must contain tuples or TableReferences")
            references.append(reference)

        enum_type = f'"{enum_schema}"."{enum_name}"'
        old_type = f'"{enum_schema}"."{enum_name}_old"'
        connection.execute(text(f"ALTER TYPE {enum_type} RENAME TO {enum_name}_old"))
        values = ", ".join(f"'{value}'" for value in new_values)
        connection.execute(text(f"CREATE TYPE {enum_type} AS ENUM({values})"))
        create_operators(connection, enum_type, old_type, renamed)
        for reference in references:
            default = reference.existing_server_default
            if default is not None:
                connection.execute(
                    text(
                        f"""ALTER TABLE {reference.table_name_with_schema}
             ALTER COLUMN {reference.escaped_column_name} DROP DEFAULT"""
                    )
                )
            cast_column(connection, reference, enum_type, renamed)
            if default is not None:
                default = renamed_default(enum_schema, default, enum_name, renamed)
                connection.execute(
                    text(
                        f"""ALTER TABLE {reference.table_name_with_schema}
            ALTER COLUMN {reference.escaped_column_name} SET DEFAULT {default}"""
                    )
                )
        drop_operators(connection, enum_type, old_type)
        connection.execute(text(f"DROP TYPE {old_type}"))
