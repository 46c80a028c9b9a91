"""Espalier's bridge: runs a project's Alembic for Espalier, one step at a time.

It is sent through standard input to the project's own interpreter (`python -c <read a line and exec it>`), so it needs
no file there and works behind any command prefix, e.g. `docker compose exec -T api python`. Python 3.7 or newer,
Alembic 1.0 or newer. One JSON object a line, ASCII only, both ways:

    bridge                                          Espalier
    hello   protocol, python, alembic, sqlalchemy
                                                    run     direction, target, ini, toml, section, script_location,
                                                            x, url, url_variables, identity, lock_sql, session_sql,
                                                            insist_on_tls, cwd, flask, purge
    plan    heads, steps, transaction, recoverable, number
    ready   index                                   go  |  cancel
    step-done      index, rows, committed, ms
    step-failed    index or null, failure, ms
    finished       ok, cancelled, refused

Instead of `run`, Espalier may send

                                                    sql     direction, revisions, dialect, and what `run` has of ini,
                                                            toml, section, script_location, x, url, url_variables, cwd,
                                                            flask
    sql     index, statements, failure
    finished       ok, refused

for what `--sql` writes for each revision alone: the statements of its body, without those of the transaction and of the
version table. No database is connected to.

`ready` comes before every step and waits for its answer, so nothing runs that was not asked for, and a cancel takes
effect between steps. One Alembic command runs all steps: a gate around its list of steps keeps Alembic's own
transaction rules. With one transaction for all steps `committed` is false until the end, and a failure or cancel takes
everything back.

The project's prints and logs go to standard error; the protocol has file descriptors of its own that the project does
not see. Secrets come in through `run` only: never through arguments or the environment that others can list.

When standard input ends, Espalier is gone. Then nothing more is started: the process ends at once, except within a step
that its database would not roll back, which gets GRACE seconds to come to its own end.
"""

import argparse
import functools
import inspect
import json
import os
import queue
import re
import sys
import threading
import time
import traceback

PROTOCOL = 1
GRACE = 60.0
LOCK_PATIENCE = 2.0  # the session of a program that was just killed takes a moment to end
EXIT_ORPHANED = 75
OWN_FILE = "<espalier bridge>"


class Cancelled(BaseException):
    """Espalier said `cancel`. Not an Exception, so that env.py's own handlers let it pass."""


class Refused(BaseException):
    """The bridge will not go on: `kind` is for the program, the text for people."""

    def __init__(self, kind, text, **details):
        super().__init__(text)
        self.kind = kind
        self.details = details


class Channel:
    """The protocol's two ends, away from the descriptors 0 and 1 that the project may use."""

    def __init__(self):
        self._input = os.fdopen(os.dup(0), "rb")
        self._output = os.dup(1)
        self._lock = threading.Lock()
        self._inbox = queue.Queue()
        self.on_end = lambda: os._exit(EXIT_ORPHANED)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.close(null)
        sys.stdout.flush()
        os.dup2(2, 1)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(line_buffering=True, errors="backslashreplace")
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        try:
            for line in self._input:
                self._inbox.put(json.loads(line.decode("utf-8")))
        except ValueError:
            sys.stderr.write("the bridge got a line that is not JSON\n")
        self.on_end()
        self._inbox.put(None)

    def send(self, event, **fields):
        fields["event"] = event
        data = (json.dumps(fields) + "\n").encode("ascii")
        with self._lock:
            try:
                while data:
                    data = data[os.write(self._output, data):]
            except OSError:  # nobody listens any more
                os._exit(EXIT_ORPHANED)

    def receive(self):
        message = self._inbox.get()
        if message is None:
            raise Cancelled()
        return message


def without_parameters(text):
    """SQLAlchemy prints the bound values of a failed statement: they are the user's data, and may be secrets."""
    return re.sub(r"^\[parameters: .*$", "[parameters not shown]", text, flags=re.MULTILINE)


def chain(error):
    seen = []
    while error is not None and error not in seen:
        seen.append(error)
        error = error.__cause__ or error.__context__
    return seen


def location(error, script_file, folder):
    """The innermost line of the step's script, else of any file in the script folder, else of whatever ran."""
    frames = [(f.filename, f.lineno) for f in traceback.extract_tb(error.__traceback__) if f.filename != OWN_FILE]
    for cause in chain(error):
        if isinstance(cause, SyntaxError) and cause.filename:
            frames.append((cause.filename, cause.lineno or 0))
    choices = [[f for f in frames if script_file and os.path.realpath(f[0]) == os.path.realpath(script_file)],
               [f for f in frames if folder and os.path.realpath(f[0]).startswith(os.path.realpath(folder) + os.sep)],
               frames, [("", 0)]]
    return next(found for found in choices if found)[-1]


def database_facts(error):
    """SQLSTATE or error number, statement and whether the connection broke, as far as any error of the chain says."""
    facts = {"sqlstate": "", "statement": "", "connection_lost": False}
    for cause in chain(error):
        facts["connection_lost"] = facts["connection_lost"] or bool(getattr(cause, "connection_invalidated", False))
        facts["statement"] = facts["statement"] or str(getattr(cause, "statement", None) or "")
        driver = getattr(cause, "orig", None)
        if driver is None or facts["sqlstate"]:
            continue
        state = getattr(driver, "sqlstate", None) or getattr(driver, "pgcode", None)
        if not state and driver.args and isinstance(driver.args[0], int):
            state = driver.args[0]
        facts["sqlstate"] = str(state or getattr(driver, "sqlite_errorname", None) or "")
    return facts


def failure(error, script_file=None, folder=None):
    lines = traceback.format_exception(type(error), error, error.__traceback__)
    text = "".join(line for line in lines if not line.startswith('  File "%s"' % OWN_FILE))
    message = str(error)
    if isinstance(error, SystemExit):
        message = "sys.exit(%r)" % (error.code,)
    file, line = location(error, script_file, folder)
    result = database_facts(error)
    result.update(type=type(error).__name__, message=without_parameters(message),
                  traceback=without_parameters(text), file=file, line=line)
    return result


def revision_of(step):
    if hasattr(step, "revision"):
        return step.revision.revision
    return (step.to_ or step.from_)[0]  # a stamp's


class Work:
    """What an Alembic command does, step by step, as Espalier allows it."""

    def __init__(self, channel, order, script):
        self.channel = channel
        self.order = order
        self.script = script
        self.passes = 0
        self.current = None  # index of the step that was started and has not ended
        self.script_file = None
        self.started = 0.0
        self.rows = []
        self.recoverable = True  # the database undoes the current step when the client vanishes
        self.error = None  # what a step raised, even where env.py swallows it
        self.orphaned = False
        self.finished = False
        channel.on_end = self.on_end

    def on_end(self):
        self.orphaned = True
        if self.current is not None and not self.recoverable:
            threading.Timer(GRACE, os._exit, (EXIT_ORPHANED,)).start()
        elif self.finished:
            timer = threading.Timer(5.0, os._exit, (0,))
            timer.daemon = True
            timer.start()
        else:
            os._exit(EXIT_ORPHANED)

    def milliseconds(self):
        return int((time.monotonic() - self.started) * 1000)

    def on_configured(self, context):
        """env.py has opened its connection: nothing was written yet."""
        if context.connection is None:
            raise Refused("no-connection", "env.py gave Alembic no database connection")
        check_identity(context.connection, self.order.get("identity"))
        take_lock(context.connection, self.order.get("lock_sql"))
        self.recoverable = bool(context.impl.transactional_ddl)
        context.on_version_apply_callbacks = tuple(context.on_version_apply_callbacks) + (self.on_applied,)

    def on_applied(self, heads=(), **_):
        self.rows = sorted(heads)

    def transaction(self, context):
        external = getattr(context, "_in_external_transaction", False)
        per_step = getattr(context, "_transaction_per_migration", False) or not context.impl.transactional_ddl
        return "one" if external or not per_step else "per-step"

    def alembic_steps(self, heads):
        direction, target = self.order["direction"], self.order["target"]
        if direction == "upgrade":
            return list(self.script._upgrade_revs(target, heads))
        if direction == "downgrade":
            return list(self.script._downgrade_revs(target, heads))
        return list(self.script._stamp_revs((target,), heads))

    def steps(self, heads, context):
        """What Alembic calls to learn its steps: a generator, resumed when a step and its commit are over."""
        self.passes += 1
        self.rows = sorted(heads)
        heads = () if self.order.get("purge") else heads
        steps = self.alembic_steps(heads)
        self.channel.send("plan", heads=self.rows, transaction=self.transaction(context), number=self.passes,
                          recoverable=self.recoverable, steps=[revision_of(step) for step in steps])
        for index, step in enumerate(steps):
            self.gate(index)
            self.current = index
            self.script_file = getattr(getattr(step, "revision", None), "path", None)
            self.started = time.monotonic()
            self.watch(step)
            yield step
            self.end(index, context)

    def gate(self, index):
        if self.orphaned:
            os._exit(EXIT_ORPHANED)
        self.channel.send("ready", index=index)
        answer = self.channel.receive()
        if answer.get("cmd") != "go":
            raise Cancelled()

    def watch(self, step):
        run = step.migration_fn

        @functools.wraps(run)
        def watched(**kw):
            try:
                return run(**kw)
            except BaseException as error:
                self.error = error
                raise

        step.migration_fn = watched

    def end(self, index, context):
        self.current = None
        self.channel.send("step-done", index=index, rows=self.rows, ms=self.milliseconds(),
                          committed=not context.connection.in_transaction())
        if self.orphaned:
            os._exit(EXIT_ORPHANED)

    def report_failure(self, error):
        self.channel.send("step-failed", index=self.current, failure=failure(error, self.script_file, self.script.dir),
                          ms=self.milliseconds() if self.current is not None else 0)


def same_file(one, other):
    try:
        return os.path.samefile(one, other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)


def ask(connection, query):
    """One row of text, on env.py's own connection and without leaving a transaction open that was not there before."""
    from sqlalchemy import text

    before = connection.in_transaction()
    row = connection.execute(text(query)).fetchone()
    if not before:
        getattr(connection, "rollback", connection.connection.rollback)()
    return ["" if value is None else str(value) for value in row]


def check_identity(connection, identity):
    """Whether env.py connected to the database that Espalier looks at: it may take its URL from anywhere."""
    if not identity:
        return
    found = ask(connection, identity["query"])
    if identity.get("file"):
        equal = bool(found) and same_file(found[-1], identity["file"])
    else:
        equal = found == identity["values"]
    if not equal:
        url = connection.engine.url
        shown = url.render_as_string() if hasattr(url, "render_as_string") else repr(url)
        raise Refused("other-database", "env.py connects to another database", shown=shown)


def take_lock(connection, query):
    """Keeps other runs off this database until the session ends. Systems that only speak like it may not know the lock."""
    if not query:
        return
    within = connection.in_transaction()
    patience = time.monotonic() + LOCK_PATIENCE
    while True:
        try:
            taken = ask(connection, query) == ["1"]
        except Exception as error:
            if within:
                raise
            getattr(connection, "rollback", connection.connection.rollback)()
            sys.stderr.write("the database has no lock for runs: %s\n" % error)
            return
        if taken:
            return
        if time.monotonic() > patience:
            raise Refused("busy", "another run is in progress on this database")
        time.sleep(0.1)


def listen(statements):
    """Runs the statements on every new connection of the project's engines."""
    if not statements:
        return
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    def on_connect(connection, _record):
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        cursor.close()
        connection.commit()

    event.listen(Engine, "connect", on_connect)


def insist_on_tls():
    """PyMySQL logs in without TLS where the server, or somebody between, says that it has none. Not here."""
    try:
        from pymysql import err
        from pymysql.connections import Connection
        from pymysql.constants import CLIENT
    except ImportError:  # another driver, which insists by itself
        return
    log_in = Connection._request_authentication

    @functools.wraps(log_in)
    def guarded(self):
        if not (self.ssl and self.server_capabilities & CLIENT.SSL):
            raise err.OperationalError(2026, "TLS is required, and there is none on this connection")
        return log_in(self)

    Connection._request_authentication = guarded


def make_config(order):
    from alembic import command
    from alembic.config import Config

    direction = order["direction"]
    positional = ["revisions"] if direction == "stamp" else ["revision"]
    options = argparse.Namespace(
        config=order.get("ini"), name=order["section"], x=order.get("x") or None, raiseerr=True, quiet=False,
        verbose=False, sql=order["cmd"] == "sql", tag=None, purge=False, revision=order["target"],
        revisions=[order["target"]],
        cmd=(getattr(command, direction), positional, ["sql", "tag"]))
    arguments = dict(ini_section=order["section"], cmd_opts=options, stdout=sys.stderr)
    if order.get("toml"):
        if "toml_file" not in inspect.signature(Config.__init__).parameters:
            raise Refused("too-old", "this Alembic does not read pyproject.toml")
        arguments["toml_file"] = order["toml"]
    config = flask_config(order, options) or Config(order.get("ini") or None, **arguments)
    if order.get("script_location"):
        config.set_main_option("script_location", order["script_location"].replace("%", "%%"))
    if order.get("url"):
        config.set_main_option("sqlalchemy.url", order["url"].replace("%", "%%"))
    return config


def flask_config(order, options):
    """Flask-Migrate: env.py wants the application; it is found as the `flask` command finds it."""
    if not order.get("flask"):
        return None
    from flask.cli import ScriptInfo

    app = ScriptInfo().load_app()
    app.app_context().push()
    config = app.extensions["migrate"].migrate.get_config(order["flask"], x_arg=options.x)
    config.cmd_opts = options
    return config


def prepare(order):
    if order.get("cwd"):
        os.chdir(order["cwd"])
    sys.path.append(os.getcwd())  # after everything else, so that no folder of the project hides a library
    for name in order.get("url_variables") or ():
        os.environ[name] = order["url"]


class Rendered(BaseException):
    """All was written. Not an Exception, so that env.py's own handlers let it pass."""


class Sheet:
    """What revisions write with --sql, each as if it were run alone."""

    def __init__(self, channel, order, script):
        self.channel = channel
        self.order = order
        self.script = script
        self.keywords = {}  # what env.py hands to every upgrade()
        self.statements = []

    def on_configured(self, context):
        found = {"mariadb": "mysql"}.get(context.dialect.name, context.dialect.name)
        if found != self.order["dialect"]:
            raise Refused("other-dialect", "env.py chooses another dialect", shown=context.dialect.name)
        if not context.as_sql:
            raise Refused("no-offline-mode", "env.py does not run offline")
        context.impl.static_output = self.statements.append

    def steps(self, heads, context):
        """Called by Alembic with the operations' context set up; the version table is left alone."""
        for index, revision in enumerate(self.order["revisions"]):
            self.channel.send("sql", index=index, **self.write(self.script.get_revision(revision), context))
        raise Rendered()

    def write(self, revision, context):
        memo = getattr(context.impl, "memo", None)
        if memo:
            memo.clear()  # which enums an earlier one created
        del self.statements[:]
        error = None
        try:
            getattr(revision.module, self.order["direction"])(**self.keywords)
        except (Exception, SystemExit) as raised:
            error = failure(raised, revision.path, self.script.dir)
        end = context.impl.command_terminator
        return {"failure": error,
                "statements": [text[:-len(end)] if end and text.endswith(end) else text for text in self.statements]}


def render(channel, order):
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    prepare(order)
    order["target"] = order["revisions"][-1]
    config = make_config(order)
    script = ScriptDirectory.from_config(config)
    sheet = Sheet(channel, order, script)
    environment = EnvironmentContext(config, script, fn=sheet.steps, as_sql=True, starting_rev=None,
                                     destination_rev=order["target"], tag=None)
    configure, run_migrations = environment.configure, environment.run_migrations

    def configured(*args, **kw):
        configure(*args, **kw)
        sheet.on_configured(environment.get_context())

    def run_with(**kw):
        sheet.keywords = kw
        run_migrations(**kw)

    environment.configure, environment.run_migrations = configured, run_with
    try:
        with environment:
            script.run_env()
    except Rendered:
        return True
    raise Refused("no-migrations", "env.py ended without running any migration")


def run(channel, order):
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    prepare(order)
    listen(order.get("session_sql"))
    if order.get("insist_on_tls"):
        insist_on_tls()
    config = make_config(order)
    script = ScriptDirectory.from_config(config)
    work = Work(channel, order, script)

    target = (order["target"],) if order["direction"] == "stamp" else order["target"]
    extra = {"purge": True} if order.get("purge") else {}
    environment = EnvironmentContext(config, script, fn=work.steps, as_sql=False, starting_rev=None,
                                     destination_rev=target, tag=None, **extra)
    configure = environment.configure

    def configured(*args, **kw):
        configure(*args, **kw)
        work.on_configured(environment.get_context())

    environment.configure = configured  # not a subclass: alembic.context is made from the class itself
    try:
        with environment:
            script.run_env()
        conclude(work)
    except (Cancelled, Refused):
        raise
    except BaseException as error:
        work.report_failure(error)
        return False
    finally:
        work.finished = True
    return True


def conclude(work):
    """env.py came to its end; that alone does not mean that the steps did."""
    if work.current is not None:
        raise work.error or RuntimeError("env.py ended in the middle of a step")
    if work.error is not None:
        raise work.error
    if work.passes == 0:
        raise RuntimeError("env.py ended without running any migration")


def main():
    sys.path[:] = [entry for entry in sys.path if entry]
    channel = Channel()
    try:
        import alembic
        import sqlalchemy
    except ImportError as error:
        channel.send("hello", protocol=PROTOCOL, python=sys.version.split()[0], missing=str(error))
        return
    channel.send("hello", protocol=PROTOCOL, python=sys.version.split()[0], alembic=alembic.__version__,
                 sqlalchemy=sqlalchemy.__version__, pid=os.getpid())
    try:
        order = channel.receive()
        channel.send("finished", ok=render(channel, order) if order["cmd"] == "sql" else run(channel, order))
    except Cancelled:
        channel.send("finished", ok=False, cancelled=True)
    except Refused as refusal:
        channel.send("finished", ok=False, refused=refusal.kind, text=str(refusal), details=refusal.details)
    except BaseException as error:
        channel.send("step-failed", index=None, failure=failure(error), ms=0)
        channel.send("finished", ok=False)


main()
