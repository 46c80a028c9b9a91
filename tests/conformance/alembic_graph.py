#!/usr/bin/python3
"""What the real Alembic says about the scripts of a project, as JSON: the truth that public_projects.py compares with.

    alembic_graph.py --config FILE [--name SECTION] [--folder DIR]        as `alembic -c FILE` run in DIR
    alembic_graph.py --config FILE --script DIR                           as Flask-Migrate, which sets the location itself
    alembic_graph.py --script DIR [--versions DIR ...]                    without a settings file
    ... [--import-path DIR]                                               where modules of the project are importable

The scripts are loaded and run by the Alembic that this Python imports (set PYTHONPATH for another one). The application
need not be installed: an import that fails gives a module whose every name is a stand-in. Where a script fails all the
same, its literal revision, down_revision, branch_labels and depends_on are taken; it is listed. env.py is not run.
Besides the tree, "plans" holds the steps, with the version table's rows after each, of commands with all kinds of
targets (or the kind of refusal), and "cpu_seconds" the processor time until the tree was loaded and ordered.

Scripts are foreign code: run by root, this becomes a user without rights, without network and with limits first.
"""
import argparse
import ast
import ctypes
import importlib.abc
import importlib.machinery
import json
import logging
import os
import resource
import sys
import time
import types
import warnings

sys.dont_write_bytecode = True
# Imported before anything is stood in for. mako and editor code come along lazily otherwise.
import alembic  # noqa: E402
import alembic.command  # noqa: E402
import alembic.script  # noqa: E402
import alembic.util  # noqa: E402
import sqlalchemy  # noqa: E402
import sqlalchemy.dialects.mysql  # noqa: E402
import sqlalchemy.dialects.postgresql  # noqa: E402
import sqlalchemy.dialects.sqlite  # noqa: E402
import sqlalchemy.ext.asyncio  # noqa: E402
import sqlalchemy.ext.compiler  # noqa: E402
import sqlalchemy.orm  # noqa: E402
from alembic.config import Config  # noqa: E402
from alembic.script import ScriptDirectory  # noqa: E402


sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "revisions"))
import alembic_oracle  # noqa: E402

alembic_oracle.LIMIT = 20


class StandIn(sqlalchemy.types.UserDefinedType):
    """A value nobody knows: can be read, called, indexed, computed with, subclassed, and be the type of a column."""

    cache_ok = True

    def __init__(self, name="stand_in"):
        self.__name__ = name

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return StandIn(name)

    def __call__(self, *args, **kwargs):
        if len(args) == 1 and not kwargs and isinstance(args[0], (type, types.FunctionType)):
            return args[0]  # used as a decorator
        return StandIn(self.__name__)

    def __mro_entries__(self, bases):
        return ()

    def __iter__(self):
        return iter(())

    def __getitem__(self, key):
        return StandIn(self.__name__)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return False

    def __str__(self):
        return f"<stand-in {self.__name__}>"

    def __bool__(self):
        return True

    def __len__(self):
        return 0

    def __lt__(self, other):
        return False

    def _same(self, *others):
        return self

    __gt__ = __le__ = __ge__ = __lt__
    __add__ = __sub__ = __mul__ = __truediv__ = __mod__ = __or__ = __and__ = __lshift__ = __rshift__ = _same
    __radd__ = __rsub__ = __rmul__ = __rtruediv__ = __rmod__ = __ror__ = __rand__ = __neg__ = __invert__ = _same

    def __int__(self):
        return 1

    __index__ = __int__


class StandInModule(types.ModuleType):
    __all__ = []
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        stand_in = StandIn(name)
        setattr(self, name, stand_in)
        return stand_in


class StandInFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Last in line: what nobody else finds. Submodules of modules that were found are not made up."""

    def __init__(self):
        self.made = set()

    def find_spec(self, name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        self.made.add(spec.name)
        return StandInModule(spec.name)

    def exec_module(self, module):
        pass


class TolerantLoader(importlib.abc.Loader):
    """Loads a module of the project as it is; one that fails becomes a stand-in."""

    def __init__(self, inner, finder):
        self.inner, self.finder = inner, finder

    def create_module(self, spec):
        return self.inner.create_module(spec)

    def exec_module(self, module):
        try:
            self.inner.exec_module(module)
        except Exception:  # whatever the application's code may raise without its environment
            self.finder.made.add(module.__name__)
            module.__class__ = StandInModule


class ProjectFinder(importlib.abc.MetaPathFinder):
    def __init__(self, paths, finder):
        self.paths, self.finder = paths, finder

    def find_spec(self, name, path=None, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path if path else self.paths)
        if spec and spec.loader and spec.origin and any(spec.origin.startswith(p + os.sep) for p in self.paths):
            spec.loader = TolerantLoader(spec.loader, self.finder)
            return spec
        return None


FAILED = {}  # file -> why its code could not be run
HEADER = ("revision", "down_revision", "branch_labels", "depends_on")


def literal_module(path):
    module = types.ModuleType("script")
    with open(path, "rb") as file:
        tree = ast.parse(file.read())
    module.__doc__ = ast.get_docstring(tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            setattr(module, node.name, node.name)
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name) and target.id in HEADER:
                setattr(module, target.id, ast.literal_eval(node.value))
    return module


def tolerate_failing_scripts():
    load = alembic.util.load_python_file

    def tolerant(folder, filename):
        path = os.path.join(folder, filename)
        try:
            return load(folder, filename)
        except Exception as error:  # the environment is missing; a header that is no literal fails again below
            FAILED[path] = f"{type(error).__name__}: {error}"
            return literal_module(path)

    alembic.util.load_python_file = tolerant


def give_up_rights():
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 20, 64 << 20))
    if os.geteuid() == 0:
        if ctypes.CDLL(None, use_errno=True).unshare(0x40000000) != 0:  # CLONE_NEWNET
            sys.exit("no network namespace: run it as an ordinary user instead")
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    for name in list(os.environ):
        if name not in ("PATH", "LANG", "HOME"):
            del os.environ[name]


def script_directory(options):
    if options.config:
        config = Config(options.config, ini_section=options.name)
        os.chdir(options.folder or os.path.dirname(os.path.abspath(options.config)))
        # Locations only: prepend_sys_path would shadow the stand-ins with the project's own modules.
        config.remove_main_option("prepend_sys_path")
        if options.script:
            config.set_main_option("script_location", options.script.replace("%", "%%"))
        return ScriptDirectory.from_config(config)
    return ScriptDirectory(options.script, version_locations=options.versions or None)


def as_list(value):
    values = [] if value is None else [value] if isinstance(value, (str, StandIn)) else list(value)
    return [str(value) for value in values]


def describe(scripts):
    revisions = {}
    for script in scripts.walk_revisions():
        revisions[script.revision] = {
            "down": as_list(script.down_revision),
            "depends_on": as_list(script.dependencies),
            "branch_labels": sorted(as_list(getattr(script.module, "branch_labels", None))),
            "file": os.path.realpath(script.path),
        }
    return {
        "revisions": revisions,
        "heads": list(scripts.get_heads()),
        "bases": list(scripts.get_bases()),
        "branch_points": [s.revision for s in scripts.walk_revisions() if s.is_branch_point],
        "merge_points": [s.revision for s in scripts.walk_revisions() if s.is_merge_point],
        "upgrade": [step.revision.revision for step in scripts._upgrade_revs("heads", ())],
    }


def questions(scripts):
    """Commands that ask for every kind of target, on revisions all over the tree: (command, target, rows)."""
    found = list(scripts.walk_revisions())
    ids = sorted(script.revision for script in found)
    heads = sorted(scripts.get_heads())
    some = sorted({ids[len(ids) // 4], ids[len(ids) // 2], ids[len(ids) * 3 // 4]})
    asked = [("upgrade", "head", []), ("upgrade", "+1", []), ("upgrade", "+3", []), ("upgrade", "nonsense", [])]
    asked += [("downgrade", target, heads) for target in ("base", "-1", "-3", "+1")]
    merges = sorted(script.revision for script in found if script.is_merge_point)
    branches = sorted(script.revision for script in found if script.is_branch_point)
    for revision in dict.fromkeys(some + merges[:1] + branches[-1:]):
        asked += [("upgrade", target, []) for target in (revision, revision[:6], revision + "+1", revision + "-1")]
        asked += [("upgrade", target, [revision]) for target in ("heads", "+2")]
        asked += [("downgrade", target, heads) for target in (revision, revision + "-1")]
        asked += [("downgrade", target, [revision]) for target in ("base", "-1")]
    for label in sorted({str(label) for script in found for label in script.branch_labels})[:4]:
        asked += [("upgrade", target, []) for target in (label + "@head", label + "@+1", label)]
        asked += [("downgrade", target, heads) for target in (label + "@base", label + "@-1")]
    return asked


def plans(scripts):
    alembic_oracle.pin_dependencies(scripts)
    answers = []
    for command, target, rows in questions(scripts):
        answer = alembic_oracle.ask(scripts, command, target, rows)
        if answer is not None:
            answers.append({"command": command, "target": target, "rows": rows, **answer})
    return answers


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config")
    parser.add_argument("--name", default="alembic")
    parser.add_argument("--folder")
    parser.add_argument("--script")
    parser.add_argument("--versions", action="append")
    parser.add_argument("--import-path", action="append", default=[])
    parser.add_argument("--tree-only", action="store_true", help="no plans")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    out, sys.stdout = sys.stdout, sys.stderr  # scripts may print

    finder = StandInFinder()
    give_up_rights()
    if options.import_path:
        sys.meta_path.append(ProjectFinder([os.path.abspath(path) for path in options.import_path], finder))
    sys.meta_path.append(finder)
    tolerate_failing_scripts()
    answer = {"alembic": alembic.__version__, "sqlalchemy": sqlalchemy.__version__, "error": None}
    try:
        scripts = script_directory(options)
        answer.update(describe(scripts))
        answer["cpu_seconds"] = time.process_time()
        answer["plans"] = [] if options.tree_only else plans(scripts)
    except Exception as error:  # Alembic's refusal, or the script's own failure: both are an answer
        answer["error"] = f"{type(error).__name__}: {error}"
    answer["stand_ins"] = sorted(finder.made)
    answer["failed_scripts"] = FAILED
    json.dump(answer, out, indent=1)


if __name__ == "__main__":
    main()
