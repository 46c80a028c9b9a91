"""What alembic_utils 0.8 does when a migration runs: its entities, their SQL and its directives. Read, never run."""

import re

from alembic.operations import MigrateOperation, Operations
from sqlalchemy import text
from sqlalchemy import text as sql_text  # scripts import it from here

ANY_CASE = re.IGNORECASE | re.DOTALL


class SQLParseFailure(Exception):
    pass


class BadInputException(Exception):
    pass


def on_one_line(words):
    return " ".join(words.split())


def unquoted(name):
    return name.replace('"', "")


def quoted(name):
    if "." in name:
        schema, _, rest = name.partition(".")
        return quoted(schema) + "." + '"' + bare(rest) + '"'
    return '"' + bare(name) + '"'


def bare(name):
    return name.strip().rstrip('"').strip().lstrip('"').strip()


def without_semicolon(sql):
    return sql.strip().rstrip(";").strip()


def escaped(sql):
    """Colons that are no casts, for text()."""
    return "::".join(part.replace(":", r"\:") for part in sql.split("::"))


def escaped_block(sql):
    """The same where ":=" assigns and some are escaped already."""
    return "::".join(
        ":=".join(r"\:".join(escaped(one) for one in part.split(r"\:")) for part in piece.split(":="))
        for piece in sql.split("::")
    )


def fields(pattern, sql, what):
    found = re.match(pattern, sql, ANY_CASE)
    if found is None:
        raise SQLParseFailure('Failed to parse SQL into %s """%s"""' % (what, sql))
    return found


class ReplaceableEntity:
    def __init__(self, schema, signature, definition):
        self.schema = unquoted(on_one_line(schema))
        self.signature = unquoted(on_one_line(signature))
        self.definition = escaped(without_semicolon(definition))

    @classmethod
    def from_path(cls, path):
        with path.open() as file:
            return cls.from_sql(file.read())

    @property
    def literal_schema(self):
        return quoted(self.schema)

    @property
    def identity(self):
        return self.__class__.__name__ + ": " + self.schema + "." + self.signature


class OnEntityMixin:
    def __init__(self, schema, signature, definition, on_entity):
        super().__init__(schema=schema, signature=signature, definition=definition)
        self.on_entity = unquoted(on_entity if "." in on_entity else "public." + on_entity)


def cascades(cascade):
    return "cascade" if cascade else ""


class PGFunction(ReplaceableEntity):
    type_ = "function"

    def __init__(self, schema, signature, definition):
        super().__init__(schema, signature, definition)
        language = on_one_line(definition).lower().replace("'", "")
        escape = escaped_block if "language plpgsql" in language else escaped
        self.definition = escape(without_semicolon(definition))

    @classmethod
    def from_sql(cls, sql):
        found = fields(
            r"\Acreate(.+?)function\s+(?P<schema>.+?)\.(?P<signature>.+?)\s+returns\s+(?P<definition>.+?)\Z",
            sql.strip(),
            "PGFunction",
        )
        signature = found.group("signature")
        if signature.startswith('"'):
            signature = "".join(signature.split('"', 2))
        return cls(
            schema=found.group("schema"),
            signature=signature,
            definition="returns " + found.group("definition"),
        )

    @property
    def literal_signature(self):
        name, rest = self.signature.split("(", 1)
        return '"' + name.strip() + '"(' + rest

    def to_sql_statement_create(self):
        return text(f"CREATE FUNCTION {self.literal_schema}.{self.literal_signature} {self.definition}")

    def to_sql_statement_drop(self, cascade=False):
        found = re.match(r"\A(?P<name>.+?)\((?P<parameters>.+?)\)\Z", self.signature, ANY_CASE)
        if found is None:
            name = fields(r"\A(?P<name>.+?)\(\)\Z", self.signature, "PGFunction").group("name").strip()
            parameters = ""
        else:
            name = found.group("name").strip()
            parameters = found.group("parameters").strip()
        kept = [one[: len(one.lower().split("default")[0])].strip() for one in parameters.split(",")]
        parameters = ", ".join(kept)
        return text(f'DROP FUNCTION {self.literal_schema}."{name}"({parameters}) {cascades(cascade)}')

    def to_sql_statement_create_or_replace(self):
        return [text(f"CREATE OR REPLACE FUNCTION {self.literal_schema}.{self.literal_signature} {self.definition}")]


class PGView(ReplaceableEntity):
    type_ = "view"

    def __init__(self, schema, signature, definition):
        self.schema = unquoted(on_one_line(schema))
        self.signature = unquoted(on_one_line(signature))
        self.definition = without_semicolon(definition)

    @classmethod
    def from_sql(cls, sql):
        found = fields(
            r"\Acreate(.+?)view\s+(?P<schema>.+?)\.(?P<signature>.+?)\s+as\s+(?P<definition>.+?)\Z", sql, "PGView"
        )
        return cls(
            schema=found.group("schema"),
            signature=found.group("signature").split("(")[0].replace('"', ""),
            definition=without_semicolon(found.group("definition")),
        )

    def to_sql_statement_create(self):
        return text(f'CREATE VIEW {self.literal_schema}."{self.signature}" AS {self.definition};')

    def to_sql_statement_drop(self, cascade=False):
        return text(f'DROP VIEW {self.literal_schema}."{self.signature}" {cascades(cascade)}')

    def to_sql_statement_create_or_replace(self):
        name = f'{self.literal_schema}."{self.signature}"'
        return [
            text(
                f"""
        do $$
            begin
                CREATE OR REPLACE VIEW {name} AS {self.definition};

            exception when others then
                DROP VIEW IF EXISTS {name};

                CREATE VIEW {name} AS {self.definition};
            end;
        $$ language 'plpgsql'
        """
            )
        ]


class PGMaterializedView(ReplaceableEntity):
    type_ = "materialized_view"

    def __init__(self, schema, signature, definition, with_data=True):
        self.schema = unquoted(on_one_line(schema))
        self.signature = unquoted(on_one_line(signature))
        self.definition = without_semicolon(definition)
        self.with_data = with_data

    @classmethod
    def from_sql(cls, sql):
        sql = without_semicolon(sql)
        head = r"\Acreate(.+?)materialized(.+?)view\s+(?P<schema>.+?)\.(?P<signature>.+?)\s+as\s+(?P<definition>.+?)"
        with_data = True
        found = re.match(head + r"\s+with\s+data\Z", sql, ANY_CASE)
        if found is None:
            found = re.match(head + r"(.+?)with\s+(.+?)\s+data\Z", sql, ANY_CASE)
            with_data = found is None
        if found is None:
            found = fields(head + r"\Z", sql, "PGView")
        return cls(
            schema=found.group("schema"),
            signature=found.group("signature").split("(")[0].replace('"', ""),
            definition=found.group("definition"),
            with_data=with_data,
        )

    def _created(self):
        definition = self.definition.rstrip().rstrip(";")
        data = "" if self.with_data else "NO"
        return f'CREATE MATERIALIZED VIEW {self.literal_schema}."{self.signature}" AS {definition} WITH {data} DATA'

    def to_sql_statement_create(self):
        return text(self._created() + ";")

    def to_sql_statement_drop(self, cascade=False):
        return text(f'DROP MATERIALIZED VIEW {self.literal_schema}."{self.signature}" {cascades(cascade)}')

    def to_sql_statement_create_or_replace(self):
        return [
            text(f'DROP MATERIALIZED VIEW IF EXISTS {self.literal_schema}."{self.signature}"; '),
            text(self._created()),
        ]


class PGTrigger(OnEntityMixin, ReplaceableEntity):
    type_ = "trigger"

    def __init__(self, schema, signature, definition, on_entity, is_constraint=False):
        super().__init__(schema=schema, signature=signature, definition=definition, on_entity=on_entity)
        self.is_constraint = is_constraint

    @classmethod
    def from_sql(cls, sql):
        tail = r"\s+trigger\s+(?P<signature>.+?)\s+(?P<event>.+?)\s+ON\s+(?P<on_entity>.+?)\s+(?P<action>.+?)\Z"
        is_constraint = True
        found = re.match(r"\Acreate\s+constraint" + tail, sql, ANY_CASE)
        if found is None:
            is_constraint = False
            found = fields(r"\Acreate" + tail, sql, "PGTrigger")
        on_entity = found.group("on_entity")
        if "." not in on_entity:
            on_entity = "public." + on_entity
        return cls(
            schema=on_entity.split(".")[0],
            signature=found.group("signature"),
            on_entity=on_entity,
            definition=f" {found.group('event')} ON {on_entity} {found.group('action')}",
            is_constraint=is_constraint,
        )

    def to_sql_statement_create(self):
        found = fields(
            r"\A(?P<event>.+?)\s+ON\s+(?P<on_entity>.+?)\s+(?P<action>.+?)\Z", self.definition, "PGTrigger.definition"
        )
        on_entity = found.group("on_entity")
        if "." in on_entity:
            on_entity = on_entity.partition(".")[2]
        constraint = " CONSTRAINT " if self.is_constraint else " "
        return text(
            f'CREATE{constraint}TRIGGER "{self.signature}" {found.group("event")} ON {self.schema}.{on_entity} '
            + found.group("action")
        )

    def to_sql_statement_drop(self, cascade=False):
        return text(f'DROP TRIGGER "{self.signature}" ON {self.on_entity} {cascades(cascade)}')

    def to_sql_statement_create_or_replace(self):
        return [
            text(f'DROP TRIGGER IF EXISTS "{self.signature}" ON {self.on_entity};'),
            self.to_sql_statement_create(),
        ]


class PGExtension(ReplaceableEntity):
    type_ = "extension"

    def __init__(self, schema, signature):
        self.schema = unquoted(on_one_line(schema))
        self.signature = unquoted(on_one_line(signature))
        self.definition = self.__class__.__name__ + ": " + self.schema + " " + self.signature

    def to_sql_statement_create(self):
        return text(f'CREATE EXTENSION "{self.signature}" WITH SCHEMA {self.literal_schema};')

    def to_sql_statement_drop(self, cascade=False):
        return text(f'DROP EXTENSION "{self.signature}" {cascades(cascade).upper()}')

    def to_sql_statement_create_or_replace(self):
        raise NotImplementedError()


class PGPolicy(OnEntityMixin, ReplaceableEntity):
    type_ = "policy"

    @classmethod
    def from_sql(cls, sql):
        found = fields(
            r"\Acreate\ policy\s+(?P<signature>.+?)\s+on\s+(?P<on_entity>.+?)\s+(?P<definition>.+?)\Z",
            sql.strip(),
            "PGPolicy",
        )
        on_entity = found.group("on_entity")
        if "." not in on_entity:
            on_entity = "public." + on_entity
        return cls(
            schema=on_entity.partition(".")[0],
            signature=found.group("signature"),
            definition=found.group("definition"),
            on_entity=on_entity,
        )

    def to_sql_statement_create(self):
        return text(f"CREATE POLICY {self.signature} on {self.on_entity} {self.definition}")

    def to_sql_statement_drop(self, cascade=False):
        return text(f"DROP POLICY {self.signature} on {self.on_entity} {cascades(cascade)}")

    def to_sql_statement_create_or_replace(self):
        return [
            text(f"DROP POLICY IF EXISTS {self.signature} on {self.on_entity};"),
            text(f"CREATE POLICY {self.signature} on {self.on_entity} {self.definition};"),
        ]


class PGGrantTableChoice:
    SELECT = "SELECT"
    INSERT = "INSERT"
    UPDATE = "UPDATE"
    REFERENCES = "REFERENCES"
    DELETE = "DELETE"
    TRUNCATE = "TRUNCATE"
    TRIGGER = "TRIGGER"


class PGGrantTable(ReplaceableEntity):
    type_ = "grant_table"

    def __init__(self, schema, table, role, grant, columns=None, with_grant_option=False):
        if grant not in ("SELECT", "INSERT", "UPDATE", "REFERENCES", "DELETE", "TRUNCATE", "TRIGGER"):
            raise ValueError(f"{grant!r} is not a valid PGGrantTableChoice")
        self.schema = unquoted(schema)
        self.table = unquoted(table)
        self.columns = sorted(columns) if columns else []
        self.role = unquoted(role)
        self.grant = grant
        self.with_grant_option = with_grant_option
        is_of_columns = grant in ("SELECT", "INSERT", "UPDATE", "REFERENCES")
        if is_of_columns and not self.columns:
            raise BadInputException(f"When grant type is {grant} a value must be provided for columns")
        if self.columns and not is_of_columns:
            raise BadInputException(f"When grant type is {grant} a value must not be provided for columns")
        self.signature = f"{self.__class__.__name__}: {self.schema}.{self.table}.{self.role}.{grant}"

    def to_sql_statement_create(self):
        option = " WITH GRANT OPTION" if self.with_grant_option else ""
        columns = f'( {", ".join(self.columns)} )' if self.columns else ""
        return text(
            f"GRANT {self.grant} {columns} ON {self.literal_schema}.{quoted(self.table)} TO {quoted(self.role)} {option}"
        )

    def to_sql_statement_drop(self, cascade=False):
        return text(
            f"REVOKE {self.grant} ON {self.literal_schema}.{quoted(self.table)} FROM {quoted(self.role)}"
        )

    def to_sql_statement_create_or_replace(self):
        return [self.to_sql_statement_drop(), self.to_sql_statement_create()]


def register_entities(entities, schemas=None, exclude_schemas=None, entity_types=None):
    pass


class ReversibleOp(MigrateOperation):
    def __init__(self, target):
        self.target = target

    @classmethod
    def invoke_for_target(cls, operations, target):
        return operations.invoke(cls(target))


@Operations.register_operation("create_entity", "invoke_for_target")
class CreateOp(ReversibleOp):
    def reverse(self):
        return DropOp(self.target)


@Operations.register_operation("drop_entity", "invoke_for_target_optional_cascade")
class DropOp(ReversibleOp):
    def __init__(self, target, cascade=False):
        self.target = target
        self.cascade = cascade

    @classmethod
    def invoke_for_target_optional_cascade(cls, operations, target, cascade=False):
        return operations.invoke(cls(target, cascade=cascade))

    def reverse(self):
        return CreateOp(self.target)


@Operations.register_operation("replace_entity", "invoke_for_target")
class ReplaceOp(ReversibleOp):
    def reverse(self):
        return RevertOp(self.target)


class RevertOp(ReversibleOp):
    pass


@Operations.implementation_for(CreateOp)
def create_entity(operations, operation):
    operations.execute(operation.target.to_sql_statement_create())


@Operations.implementation_for(DropOp)
def drop_entity(operations, operation):
    operations.execute(operation.target.to_sql_statement_drop(cascade=operation.cascade))


@Operations.implementation_for(ReplaceOp)
@Operations.implementation_for(RevertOp)
def replace_or_revert_entity(operations, operation):
    for statement in operation.target.to_sql_statement_create_or_replace():
        operations.execute(statement)
