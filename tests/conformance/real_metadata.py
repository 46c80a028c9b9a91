#!/usr/bin/python3
"""The real metadata of a public project, imported, as JSON on standard output. For public_models.py, which starts it as a
user without rights and without a network.

    real_metadata.py --root DIR --import-path DIR... --modules MODULE... --metadata EXPRESSION... [--env NAME=VALUE...]

The MODULEs are imported, in their order ("package.*" means all modules below it), with the environment variables of --env, in which {root} stands for DIR; an EXPRESSION ("package.db:Base.metadata")
then gives a MetaData. What the project imports and is not installed becomes a stand-in: a name that can be called, derived
from and used as a column's type. What hangs on one is said and no truth: a type, a class with such a base. The answer:

    {"sqlalchemy", "failed": {module: why it could not be imported}, "stand_ins": [modules],
     "tables": [{"schema", "name", "open": why it may have other columns, or null,
                 "columns": [{"name", "type": text or null where it hangs on a stand-in, "nullable", "primary_key"}],
                 "foreign_keys": [{"columns", "ref_schema", "ref_table", "ref_columns", "on_delete", "on_update"}]}]}
"""
import argparse
import collections
import importlib
import importlib.machinery
import json
import os
import pathlib
import pkgutil
import sys
import types

sys.dont_write_bytecode = True
answer_to = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # whatever the project prints
sys.path.pop(0)

STAND_INS = {}


class Derived:
    """The base of what derives from a stand-in."""

    _sqla_type = True
    cache_ok = True

    def __init__(self, *args, **kwargs):
        pass

    def __init_subclass__(cls, **kwargs):
        pass

    def __getattr__(self, name):
        if name.startswith("_") or name == "dialect_impl":
            raise AttributeError(name)
        return StandIn(f"{type(self).__name__}.{name}")


class StandIn:
    """What is not installed."""

    _sqla_type = True
    _isnull = should_evaluate_none = False
    _variant_mapping = {}

    def __init__(self, name):
        self.__dict__["_name"] = name

    def __getattr__(self, name):
        if name.startswith("_") or name == "dialect_impl":
            raise AttributeError(name)
        return StandIn(f"{self._name}.{name}")

    def __call__(self, *args, **kwargs):
        if len(args) == 1 and not kwargs and isinstance(args[0], (types.FunctionType, type)):
            return args[0]  # a decorator
        return StandIn(f"{self._name}()")

    def __mro_entries__(self, bases):
        first = next(base for base in bases if isinstance(base, StandIn))
        return (Derived,) if first is self else ()

    def __str__(self):
        return f"<{self._name}>"

    __repr__ = __str__

    def __hash__(self):
        return hash(self._name)

    def __eq__(self, other):
        return isinstance(other, StandIn) and other._name == self._name

    def __iter__(self):
        return iter(())

    def __getitem__(self, key):
        return StandIn(f"{self._name}[]")

    def __setattr__(self, name, value):
        pass

    def __setitem__(self, key, value):
        pass

    def __contains__(self, item):
        return False

    def __len__(self):
        return 1

    def __int__(self):
        return 1

    def __float__(self):
        return 1.0

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return False

    def __lt__(self, other):
        return False

    def _same(self, *_):
        return self

    __index__ = __int__
    __le__ = __gt__ = __ge__ = __lt__
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __truediv__ = __rtruediv__ = _same
    __or__ = __ror__ = __and__ = __rand__ = __neg__ = _same


class StandInModule(types.ModuleType):
    def __getattr__(self, name):
        if name == "__all__":
            return []
        if name in ("__version__", "__build_date__", "__git_commit__", "__dirty__"):
            return "1.0"
        if name.startswith("__"):
            raise AttributeError(name)
        full = f"{self.__name__}.{name}"
        return sys.modules[full] if full in sys.modules else StandIn(full)


class StandInLoader:
    @staticmethod
    def create_module(spec):
        STAND_INS[spec.name] = True
        return StandInModule(spec.name)

    @staticmethod
    def exec_module(module):
        pass


class MissingFinder:
    """Last on sys.meta_path: what the project's own files import and is not there."""

    def __init__(self, folder, names):
        self.folder, self.names = str(folder) + os.sep, names

    def find_spec(self, name, path=None, target=None):
        top = name.split(".")[0]
        if top in sys.stdlib_module_names:
            return None
        is_within = isinstance(sys.modules.get(name.rpartition(".")[0]), StandInModule)
        if not is_within and name not in self.names:
            frame = sys._getframe(1)
            while frame and (frame.f_code.co_filename == __file__ or "importlib" in frame.f_code.co_filename):
                frame = frame.f_back
            if not frame or not os.path.realpath(frame.f_code.co_filename).startswith(self.folder):
                return None
            if sys.modules.get(top) is not None and not isinstance(sys.modules[top], StandInModule):
                if not os.path.realpath(getattr(sys.modules[top], "__file__", "") or "/").startswith(self.folder):
                    return None  # a part that an installed package does not have
                # a part of the project that is made where it is built
        return importlib.machinery.ModuleSpec(name, StandInLoader(), is_package=True)


class RefusedFinder:
    """First: modules that are to be stand-ins though they are there."""

    def __init__(self, names):
        self.names = names

    def find_spec(self, name, path=None, target=None):
        if any(f"{name}.".startswith(f"{one}.") for one in self.names):
            return importlib.machinery.ModuleSpec(name, StandInLoader(), is_package=True)
        return None


def imported(name, failed):
    try:
        return importlib.import_module(name)
    except (Exception, SystemExit) as error:
        trace = error.__traceback__
        while trace.tb_next:
            trace = trace.tb_next
        failed[name] = f"{type(error).__name__}: {error}"[:300] + f" ({trace.tb_frame.f_code.co_filename}:{trace.tb_lineno})"
        return None


def import_all(name, failed):
    package = imported(name, failed)
    for module in pkgutil.walk_packages(getattr(package, "__path__", []), f"{name}.", onerror=lambda _: None):
        if ".test" not in module.name:
            imported(module.name, failed)


def type_text(column, dialect):
    from sqlalchemy.types import Enum, NullType, TypeEngine

    if isinstance(column.type, Enum) and not all(isinstance(one, str) for one in column.type.enums):
        return None  # of a stand-in
    if not isinstance(column.type, TypeEngine):
        return None
    if isinstance(column.type, NullType):
        return "NULL" if not column.foreign_keys else None
    try:
        text = column.type.compile(dialect=dialect)
    except Exception:
        return None
    return None if not isinstance(text, str) or "<" in text else text


def mapped_classes(tables):
    """{table: its classes}"""
    import gc

    from sqlalchemy.orm import Mapper

    found = {}
    for mapper in [one for one in gc.get_objects() if isinstance(one, Mapper)]:
        found.setdefault(mapper.local_table, []).append(mapper.class_)
    return found


def reference(constraint):
    target = constraint.elements[0].target_fullname.split(".")
    return {"columns": [column.name for column in constraint.columns], "ref_schema": ".".join(target[:-2]) or None,
            "ref_table": target[-2], "ref_columns": [one.target_fullname.split(".")[-1] for one in constraint.elements],
            "on_delete": constraint.ondelete, "on_update": constraint.onupdate}


def described(table, classes, dialect):
    import sqlalchemy as sa

    derived = [one for cls in classes for one in cls.__mro__ if one is Derived]
    columns, keys, why = [], [], "a base class is not installed" if derived else None
    for column in table.columns:
        columns.append({"name": str(column.name), "type": type_text(column, dialect),
                        "nullable": bool(column.nullable), "primary_key": bool(column.primary_key)})
    for constraint in table.constraints:
        if isinstance(constraint, sa.ForeignKeyConstraint):
            keys.append(reference(constraint))
    return {"schema": table.schema, "name": str(table.name), "open": why, "columns": columns, "foreign_keys": keys}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", required=True, type=pathlib.Path)
    for name in ("--import-path", "--modules", "--metadata", "--env", "--stand-in"):
        parser.add_argument(name, action="extend", nargs="+", default=[])
    options = parser.parse_args()
    root = options.root.resolve()
    os.environ.update(one.replace("{root}", str(root)).split("=", 1) for one in options.env)
    sys.path[:0] = [str(root / path) for path in options.import_path]
    sys.meta_path.insert(0, RefusedFinder(options.stand_in))
    sys.meta_path.append(MissingFinder(root, options.stand_in))

    import importlib.metadata

    really = importlib.metadata.Distribution.from_name

    def from_name(name):  # of what is not installed: the project itself
        try:
            return really(name)
        except importlib.metadata.PackageNotFoundError:
            facts = collections.defaultdict(str, {"name": name, "version": "1.0"})
            return types.SimpleNamespace(version="1.0", metadata=facts, entry_points=[], requires=[], files=[])

    importlib.metadata.Distribution.from_name = staticmethod(from_name)
    import sqlalchemy
    import sqlalchemy.orm
    from sqlalchemy.dialects import postgresql

    failed, tables = {}, {}
    for name in options.modules:
        if name.endswith(".*"):
            import_all(name[:-2], failed)
        else:
            imported(name, failed)
    classes = mapped_classes(tables)
    dialect, answer = postgresql.dialect(), []
    for expression in options.metadata:
        module, _, path = expression.partition(":")
        try:
            value = importlib.import_module(module)
            value = eval(path, vars(value))
            for table in value.tables.values():
                tables[table.key] = described(table, classes.get(table, []), dialect)
        except Exception as error:
            failed[expression] = f"{type(error).__name__}: {error}"[:300]
    answer_to.write(json.dumps({"sqlalchemy": sqlalchemy.__version__, "failed": failed, "stand_ins": sorted(STAND_INS),
                                "tables": list(tables.values())}, indent=1))
    answer_to.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
