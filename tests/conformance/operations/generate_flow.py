#!/usr/bin/python3
"""Scripts of random control flow over values that nobody knows, with what they do for each of several values.

    generate_flow.py SEED COUNT
    generate_flow.py cases          # the scripts of flow_cases.txt

prints JSON: [{"text": SCRIPT, "runs": [{"done": [STATEMENT…], "raised": CLASS or null}…]}…]. A script asks a database for
two numbers and a list (`n`, `m`, `rows`) and then executes statements, each with a number of its own, behind branches,
loops, functions, handlers, comprehensions and containers. Every run gives other answers. Scripts that do not end are
left out.
"""
import json
import pathlib
import random
import resource
import sys
import textwrap
import types

STEPS = 400
MEMORY = 1 << 30 # bytes
ANSWERS = [(n, m, rows) for n in (0, 1, 4) for m in (0, 2) for rows in ([], [1], [3, 1])]


class TooLong(BaseException):
    pass


class Script:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.emitted = 0
        self.functions = []
        self.generators = []
        self.nested = False
        self.yields = False

    def text(self):
        self.add(0, "from alembic import op")
        self.add(0, "import sqlalchemy as sa")
        self.add(0, "")
        self.add(0, "def upgrade():")
        self.add(1, 'n = op.get_bind().execute(sa.text("SELECT count(*) FROM t")).scalar()')
        self.add(1, 'm = op.get_bind().execute(sa.text("SELECT count(*) FROM u")).scalar()')
        self.add(1, 'rows = op.get_bind().execute(sa.text("SELECT id FROM t")).scalars().all()')
        self.add(1, 'op.execute("CREATE TABLE e (id INTEGER)")')
        self.add(1, "a, b, xs, lst, seen, d, marks = 0, 1, [1, 2], [], set(), {}, [0]")
        self.add(1, "class Thing:")
        self.add(2, "kept = 0")
        self.add(2, "def __init__(self): self.x = 0")
        self.add(2, f"def __enter__(self): {self.emit()}")
        self.add(2, f"def __exit__(self, *e): {self.emit()}")
        self.add(2, "def see(self, value): self.x = value; Thing.kept += 1; return self.x")
        self.add(1, "thing = Thing()")
        self.add(1, "other, rest, spare = Thing(), [], [3]")
        for i in range(self.random.randint(0, 2)):
            self.add(1, f"def f{i}(x=0, y=1):")
            self.add(2, "nonlocal a")
            self.add(2, "b = 0")
            self.nested = True
            self.block(2, in_function=True, in_loop=False)
            self.nested = False
            self.add(2, f"return {self.number(local=True)}")
            self.functions.append(f"f{i}")
        for i in range(self.random.randint(0, 2)):
            self.add(1, f"def g{i}(x=0):")
            self.add(2, "nonlocal a")
            self.add(2, "b = 0")
            self.nested = self.yields = True
            for _ in range(self.random.randint(1, 2)):
                self.block(2, in_function=True, in_loop=False)
                self.add(2, f"yield {self.number(local=True)}")
            self.nested = self.yields = False
            self.generators.append(f"g{i}")
            self.add(1, f"it{i} = g{i}()")
        for _ in range(self.random.randint(2, 5)):
            self.statement(1, in_function=True, in_loop=False)
        self.add(1, self.emit())
        return "\n".join(self.lines) + "\n"

    def add(self, depth, line):
        self.lines.append("    " * depth + line)

    def chance(self, share):
        return self.random.random() < share

    def emit(self):
        self.emitted += 1
        return f'op.execute("DELETE FROM e WHERE id = {self.emitted}")'

    def number(self, local=False):
        choices = ["0", "1", "n", "len(lst)", "len(rows)", "marks[0]", "m"]
        return self.random.choice(choices + ([] if local else ["a", "a + 1", "b"]))

    def condition(self):
        plain = ["thing.x", "Thing.kept > 1", "a", "a > 1", "thing.see(m)", "n", "n > 1", "rows", "not rows", "lst", "len(lst) > 1", "1 in lst", "seen", "2 in seen", "d.get('k')",
                 "'k' in d", "m == n", "m and n", "n or m", "marks[0]", "marks[0] == 1", "True", "False", "len(d) == 1",
                 "[x for x in rows if x > 1]", "any(x > 2 for x in rows)", "sum(rows) > 1", "max(lst, default=0) > 0",
                 "rest", "len(rest) > 1", "other.x", "d.get('l')", "0 < n < 3", "0 <= m <= len(lst)",
                 "any(x == n for x in xs)", "all(x > m for x in rest)", "1 in (rest if n else lst)",
                 "next((x for x in rows if x > 1), 0)", "hasattr(thing, 'x')", "spare[0]", "sorted({1, 2})[0] == n"]
        return self.random.choice(plain)

    def iterable(self):
        if self.generators and self.chance(0.3):
            name = self.random.choice(self.generators)
            return self.random.choice(["{0}()", "{0}(n)", "it{1}", "list({0}())", "enumerate({0}())", "zip(xs, {0}())",
                                       "(x for x in {0}() if x)"]).format(name, name[1:])
        return self.random.choice(["xs", "rows", "list(lst)", "range(2)", "sorted(rows)", "list(seen)", "[str(v) for v in d.values() if v]", "iter(lst)", "rest", "(x for x in rest)", "zip(xs, rows)", "reversed(rest)",
                                   "enumerate(lst)", "map(int, rest)", "list(d.values())", "[*rest, n]",
                                   "(1,)",
                                   "[x for x in rows if x != m]", "xs + rows", "range(n)"])

    def block(self, depth, in_function, in_loop):
        for _ in range(self.random.randint(1, 3)):
            self.statement(depth, in_function, in_loop)

    def statement(self, depth, in_function, in_loop):
        simple = depth > 4 or self.chance(0.55)
        (self.simple if simple else self.compound)(depth, in_function, in_loop)

    def simple(self, depth, in_function, in_loop):
        kinds = ["emit"] * 5 + ["change"] * 6 + ["comprehension", "call", "call", "operator"]
        if in_function:
            kinds += ["return", "raise"]
        if self.yields:
            kinds += ["yield"] * 4
        if in_loop:
            kinds += ["break", "continue"] * 2
        kind = self.random.choice(kinds)
        if kind == "emit":
            self.add(depth, self.emit())
        elif kind == "change":
            changes = ["lst.append(1)", "lst.append(m)", "lst.extend(rows)", "seen.add(2)", "seen.add(n)", "d['k'] = 1",
                       "d['k'] = d.get('k', 0) + 1", "d[n] = 1", "marks[0] += 1", "marks[0] = n", "lst.clear()",
                       "d.pop('k', None)", "a += 1", "thing.x = 1",
                       "(lst if n else rest).append(m)", "(lst, rest)[n > 1].append(1)", "(thing if m else other).x = n",
                       "d.setdefault('l', []).append(n)", "d.setdefault(n, []); d[n] = [m]", "spare[0] = len(rest)",
                       "[lst, rest][marks[0] == 1].extend(xs)", "(rest or lst).append(2)",
                       "next(iter(rows), None) and rest.append(1)", "rest[:] = [x for x in xs if x > n]", "thing.x = n",
                       "thing.see(len(lst))", "a = m", "b = 1", "b = n", "lst[:] = rows", "d.clear()", "seen.discard(2)"]
            own = ["xs = xs[:1]", "rest += lst[:1]", "seen -= {2}", "lst += xs", "seen |= {1}", "lst = list(rows)", "d = {}", "thing = Thing()"]
            self.add(depth, self.random.choice(changes + ([] if self.nested else own)))
        elif kind == "comprehension":
            made = self.random.choice([
                "[{0} for x in {1}]", "[{0} for x in {1} if {2}]", "list(map(lambda x: {0}, {1}))",
                "sorted({1}, key=lambda x: {0} or x)", "{{x: {0} for x in {1}}}", "[{0} for x in (1, 2) for y in {1}]",
                "list(filter(lambda x: {0}, {1}))", "any([{0} for x in {1}])", "[lst.append(x) for x in {1}]"])
            self.add(depth, made.format(self.emit(), self.iterable(), self.condition()))
        elif kind == "call" and self.functions:
            self.add(depth, f"b = {self.random.choice(self.functions)}({self.number(local=True)})")
        elif kind == "operator":
            self.add(depth, self.random.choice(["{1} and {0}", "{1} or {0}", "b = 1 if {1} else {0}", "not {1} or {0}"])
                     .format(self.emit(), self.condition()) + ("" if self.chance(0.5) else "; b = 0"))
            self.add(depth, "b = 1")
        elif kind == "yield":
            self.add(depth, self.random.choice(["yield {0}", "if {1}: yield {0}", "yield from {2}"]).format(
                self.number(local=True), self.condition(), self.iterable()))
        elif kind == "call" and self.generators:
            name = self.random.choice(self.generators)
            self.add(depth, self.random.choice([
                "b = next(it{1}, 0)", "b = sum(1 for x in {0}())", "lst.extend(1 for x in {0}())", "any({0}())",
                "b = len([x for x in it{1} if x])", "rest[:] = {0}()"]).format(name, name[1:]))
        elif kind == "return":
            self.add(depth, f"if {self.condition()}: return {self.number(local=True)}")
        elif kind == "raise":
            self.add(depth, f"if {self.condition()}: raise {self.random.choice(['ValueError', 'KeyError'])}")
        elif kind in ("break", "continue"):
            self.add(depth, f"if {self.condition()}: {kind}" if self.chance(0.7) else kind)
        else:
            self.add(depth, self.emit())

    def compound(self, depth, in_function, in_loop):
        kind = self.random.choice(["if", "if", "for", "for", "while", "try", "with", "match", "forever"])
        inside = dict(in_function=in_function, in_loop=in_loop)
        if kind == "if":
            self.add(depth, f"if {self.condition()}:")
            self.block(depth + 1, **inside)
            if self.chance(0.3):
                self.add(depth, f"elif {self.condition()}:")
                self.block(depth + 1, **inside)
            if self.chance(0.4):
                self.add(depth, "else:")
                self.block(depth + 1, **inside)
        elif kind == "for":
            self.add(depth, f"for z{depth} in {self.iterable()}:")
            self.block(depth + 1, in_function, True)
            self.otherwise(depth, **inside)
        elif kind == "with":
            self.add(depth, "with thing:")
            self.block(depth + 1, **inside)
        elif kind == "match":
            self.add(depth, f"match {self.number(local=True)}:")
            for case in self.random.sample(["0", "1", "1 | 2", "4"], self.random.randint(1, 3)) + ["_"]:
                self.add(depth + 1, f"case {case}:")
                self.block(depth + 2, **inside)
        elif kind == "forever":
            self.add(depth, f"v{depth} = 0")
            self.add(depth, "while True:")
            self.add(depth + 1, f"v{depth} += 1")
            self.add(depth + 1, f"if v{depth} > 2 or {self.condition()}: break")
            self.block(depth + 1, in_function, True)
        elif kind == "while":
            self.add(depth, f"w{depth} = {self.random.choice(['0', 'n', 'len(rows)'])}")
            self.add(depth, f"while w{depth} < {self.random.choice(['2', '3', 'm'])}:")
            self.add(depth + 1, f"w{depth} += 1")
            self.block(depth + 1, in_function, True)
            self.otherwise(depth, **inside)
        else:
            self.add(depth, "try:")
            self.block(depth + 1, **inside)
            self.add(depth, f"except {self.random.choice(['ValueError', 'KeyError', '(ValueError, KeyError)'])}:")
            self.block(depth + 1, **inside)
            self.otherwise(depth, **inside)
            if self.chance(0.3):
                self.add(depth, "finally:")
                self.add(depth + 1, self.emit())

    def otherwise(self, depth, in_function, in_loop):
        if self.chance(0.3):
            self.add(depth, "else:")
            self.block(depth + 1, in_function, in_loop)


class Result:
    def __init__(self, value):
        self.value = value

    def scalar(self):
        return self.value

    def scalars(self):
        return self

    def all(self):
        return list(self.value)


def run(text, answers):
    answers = {"SELECT count(*) FROM t": answers[0], "SELECT count(*) FROM u": answers[1],
               "SELECT id FROM t": answers[2]}
    done = []
    bind = types.SimpleNamespace(execute=lambda query: Result(answers[query]))
    op = types.SimpleNamespace(get_bind=lambda: bind, execute=done.append)
    sys.modules["alembic"] = types.SimpleNamespace(op=op)
    sys.modules["sqlalchemy"] = types.SimpleNamespace(text=lambda query: query)
    steps = 0

    def count(frame, event, argument):
        nonlocal steps
        steps += 1
        if steps > STEPS:
            raise TooLong
        return count

    names = {}
    exec(compile(text, "script", "exec"), names)
    raised = None
    sys.settrace(count)
    try:
        names["upgrade"]()
    except MemoryError: # a loop within C that no line counts
        raise TooLong from None
    except Exception as exception:
        raised = type(exception).__name__
    finally:
        sys.settrace(None)
    return {"done": done, "raised": raised}


HEAD = """from alembic import op
import sqlalchemy as sa

def do(value):
    op.execute(f"DELETE FROM e WHERE id = {value}")

"""
READ = """bind = op.get_bind()
n = bind.execute(sa.text("SELECT count(*) FROM t")).scalar()
m = bind.execute(sa.text("SELECT count(*) FROM u")).scalar()
rows = bind.execute(sa.text("SELECT id FROM t")).scalars().all()
"""


def cases():
    file = pathlib.Path(__file__).with_name("flow_cases.txt")
    for case in file.read_text().split("\n===\n")[1:]:
        if "def upgrade():" in case:
            yield HEAD + case.replace("    PRE\n", textwrap.indent(READ, "    ")) + "\n"
        else:
            yield HEAD + "def upgrade():\n" + textwrap.indent(READ + case, "    ") + "\n"


def listed():
    made = []
    for text in cases():
        runs = []
        for answers in ANSWERS:
            try:
                runs.append(run(text, answers))
            except TooLong: # some do not end
                pass
        made.append({"text": text, "runs": runs})
    json.dump(made, sys.stdout)


def main():
    if sys.argv[1] == "cases":
        return listed()
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    made = []
    number = 0
    while len(made) < count:
        number += 1
        text = Script(f"{seed} {number}").text()
        try:
            runs = [run(text, answers) for answers in ANSWERS]
        except TooLong:
            continue
        others = [one for one in runs if one["raised"] != "TypeError"]
        made.append({"text": text, "runs": others or runs}) # errors of types that depend on a value are left out
    json.dump(made, sys.stdout)


main()
