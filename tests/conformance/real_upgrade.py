#!/usr/bin/python3
"""`alembic upgrade heads` of a public project on an empty PostgreSQL, by the real Alembic, as JSON on standard output.

    real_upgrade.py --tool FILE (--host FOLDER --port N --user U --database D | --url URL) [--config INI] [--trips N] [--each]
                    OPTION...

For public_schema.py, which starts it as a user without rights and without a network (the server is reached by its
socket), with the password in PGPASSWORD. FILE is the tool that recorded the truth, and the OPTIONs are those that it
was asked with: how it loads a project's scripts, with stand-ins for what is not installed, is used here too.

All is as with Alembic's stock env.py (no naming convention), with one transaction for all revisions, or one for each
where the project's env.py says so. The answer:

    {"alembic", "sqlalchemy", "order": all ids in upgrade order, "tree_error": why Alembic refuses the tree, or null,
     "done": [ids in their order], "failed": null | {"revision", "class", "message", "line", "stubs": [...]},
     "stubs": {id: what of it hangs on a stand-in}, "trips": {id: [[kind, name, before, after], …] | {"error"}}}

With --each every revision has a transaction of its own whatever env.py says: what was made before one that fails is kept.
With --url another database is upgraded, SQLite's or MariaDB's. With --trips, each of the last N revisions is upgraded in a transaction of its own, and then its downgrade() is run in one
that is rolled back: "trips" says what the catalogue (catalogue.sql) has then that it had not before, or the other way.
"""
import argparse
import importlib.util
import inspect
import json
import logging
import os
import pathlib
import resource
import sys
import warnings

sys.dont_write_bytecode = True


def loaded_tool(path):
    spec = importlib.util.spec_from_file_location("alembic_truth", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["alembic_truth"] = module
    spec.loader.exec_module(module)
    return module


def parsed_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--tool", "--root", "--script"):
        parser.add_argument(name, required=True)
    for name in ("--host", "--port", "--user", "--database", "--url"):
        parser.add_argument(name)
    parser.add_argument("--each", action="store_true")
    for name in ("--versions", "--import-path", "--own", "--real", "--env"):
        parser.add_argument(name, action="extend", nargs="+", default=[])
    parser.add_argument("--config", help="the project's ini file")
    parser.add_argument("--recursive", action="store_true")
    parser.add_argument("--timeout", type=float, default=600)
    parser.add_argument("--trips", type=int, default=0, metavar="N")
    return parser.parse_args()


CATALOGUE = (pathlib.Path(__file__).resolve().parent / "catalogue.sql").read_text()


def catalogue(where):
    """{(kind, name): definition} of an engine's database, or as a connection sees it."""
    if not hasattr(where, "exec_driver_sql"):
        with where.connect() as connection:
            return catalogue(connection)
    with where.connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path TO public")
        cursor.execute(CATALOGUE)
        return {(kind, name): text for kind, name, text in cursor.fetchall()}


class Upgrade:
    """One upgrade, and how far it got."""

    def __init__(self, tool, tree, ini, url, is_each=False):
        self.tool, self.tree, self.ini, self.url, self.is_each = tool, tree, ini, url, is_each
        self.done, self.stubs, self.current, self.use = [], {}, None, None
        self.trips = {}

    def steps(self, heads, context):
        for step in self.tree.script._upgrade_revs("heads", heads):
            step.migration_fn = self.watched(step.revision, step.migration_fn)
            yield step

    def run_trips(self, engine, number):
        """One revision after the other; behind each of the last ones the way back, which is then undone."""
        from alembic.runtime.environment import EnvironmentContext

        order, before = [script.revision for script in self.tree.order], None
        for place, revision in enumerate(order):
            is_asked = place >= len(order) - number

            def one(heads, context, revision=revision):
                for step in self.tree.script._upgrade_revs(revision, heads):
                    step.migration_fn = self.watched(step.revision, step.migration_fn)
                    yield step

            try:
                if is_asked:
                    before = catalogue(engine)
                with engine.connect() as connection:
                    with EnvironmentContext(self.config(), self.tree.script, fn=one) as environment:
                        environment.configure(connection=connection)
                        with environment.begin_transaction():
                            environment.run_migrations()
            except (Exception, SystemExit, self.tool.Timeout) as error:
                return self.failure(error)
            if is_asked:
                self.trips[revision] = self.way_back(engine, revision, before)
        self.done = order
        return None

    def way_back(self, engine, revision, before):
        from alembic.operations import Operations
        from alembic.runtime.migration import MigrationContext

        module = self.tree.script.get_revision(revision).module
        with engine.connect() as connection:
            transaction = connection.begin()
            try:
                with self.tool.watched(self.tree.seconds):
                    with Operations.context(MigrationContext.configure(connection)):
                        if len(inspect.signature(module.downgrade).parameters) > 0:
                            return {"error": "downgrade() has parameters"}
                        module.downgrade()
                after = catalogue(connection)
            except (Exception, SystemExit, self.tool.Timeout) as error:
                reason = getattr(error, "orig", None) or error
                return {"error": f"{type(reason).__name__}: {reason}".splitlines()[0]}
            finally:
                transaction.rollback()
        return [[*key, before.get(key), after.get(key)] for key in sorted({*before, *after})
                if before.get(key) != after.get(key)]

    def watched(self, revision, body):
        def run(*arguments, **keywords):
            if self.current:
                self.done.append(self.current.revision)
            self.current, self.use = revision, None
            with self.tool.watched(self.tree.seconds) as self.use:
                body(*arguments, **keywords)
            self.note()

        return run

    def note(self, error=None):
        """What of the current revision hangs on a stand-in: its way, or, where it failed, perhaps its failure.

        A stand-in that was called or decorated something gives a value, which shows in the schema if it got there.
        """
        load = self.tree.uses.get(os.path.realpath(self.current.path))
        uses = [use for use in (load, self.use) if use is not None]
        found = {note for use in uses for note in use.decided if not note.endswith((" called", " as a decorator"))}
        if hasattr(self.current.module, "load_failed"):
            found.add(f"the file fails to load: {self.current.module.load_failed['message']}")
        if error is not None and self.use is not None:
            found |= {*self.use.touched, *self.use.decided}
        if error is not None and ("<stub " in str(error) or "'Stub" in str(error) or self.came_through_tool(error)):
            found |= {name for use in uses for name in use.touched}
        if found:
            self.stubs[self.current.revision] = sorted(found)

    def came_through_tool(self, error):
        trace = error.__traceback__
        while trace.tb_next:
            trace = trace.tb_next
        return trace.tb_frame.f_code.co_filename == self.tool.__file__

    def run(self, connection):
        from alembic.runtime.environment import EnvironmentContext

        try:
            with EnvironmentContext(self.config(), self.tree.script, fn=self.steps) as environment:
                environment.configure(connection=connection, transaction_per_migration=self.is_each or self.is_per_migration())
                with environment.begin_transaction():
                    environment.run_migrations()
        except (Exception, SystemExit, self.tool.Timeout) as error:
            return self.failure(error)
        if self.current:
            self.done.append(self.current.revision)
        return None

    def config(self):
        """The project's settings, with the URL of this database."""
        from alembic.config import Config

        config = Config(self.ini)
        config.set_main_option("sqlalchemy.url", self.url.replace("%", "%%"))
        return config

    def is_per_migration(self):
        """Whether the project's env.py asks for a transaction for each revision: what is committed hangs on that."""
        try:
            with open(os.path.join(self.tree.script_dir, "env.py"), encoding="utf-8") as file:
                return "transaction_per_migration=True" in file.read().replace(" ", "")
        except OSError:
            return False

    def failure(self, error):
        if not self.current:
            return {"revision": None, "class": type(error).__name__, "message": str(error), "line": None, "stubs": []}
        self.note(error)
        told = self.tool.describe(error, self.current.path)
        reason = getattr(error, "orig", None) or error
        return {"revision": self.current.revision, "class": type(reason).__name__, "message": str(reason).strip(),
                "line": told.get("line"), "stubs": self.stubs.get(self.current.revision, [])}


def main():
    options = parsed_options()
    answer_to = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    if not (options.url or "").startswith("sqlite"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    os.environ.update(pair.partition("=")[::2] for pair in options.env)
    password = os.environ.pop("PGPASSWORD", "")

    import psycopg2.extras  # noqa: F401: before anything is stood in for
    tool = loaded_tool(options.tool)
    import sqlalchemy
    url = sqlalchemy.URL.create("postgresql+psycopg2", options.user, password, database=options.database,
                                query={"host": options.host, "port": options.port}) if not options.url else \
        sqlalchemy.make_url(options.url).set(password=password or None)
    engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.pool.NullPool)
    tree = tool.Tree(options)
    try:
        os.chdir(tree.root)
    except OSError:
        pass
    answer = {"alembic": tool.alembic.__version__, "sqlalchemy": sqlalchemy.__version__,
              "revisions": len(tree.order), "tree_error": tree.error, "done": [], "failed": None, "stubs": {},
              "order": [one.revision for one in tree.order], "trips": {}}
    if tree.built:
        upgrade = Upgrade(tool, tree, options.config, url.render_as_string(hide_password=False),
                          options.each)
        if options.trips:
            answer["failed"] = upgrade.run_trips(engine, options.trips)
        else:
            with engine.connect() as connection:
                answer["failed"] = upgrade.run(connection)
        answer.update(done=upgrade.done, stubs=upgrade.stubs, trips=upgrade.trips)
    answer_to.write(json.dumps(answer, indent=1, default=str) + "\n")
    answer_to.flush()
    os._exit(0)  # whatever threads the scripts have left behind


if __name__ == "__main__":
    main()
