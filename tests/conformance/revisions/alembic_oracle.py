#!/usr/bin/env python3
"""What real Alembic makes of random trees of revisions: the truth that tst_alembic_conformance compares with.

    alembic_oracle.py serve                        a JSON question a line on stdin, a JSON answer a line on stdout
    alembic_oracle.py record FIRST COUNT FILE      the answers for COUNT seeds from FIRST on, as a golden file

A question is {"seed": N}: a random tree and random commands, made from the seed alone; or {"tree": [...], "ask": [...]}.
It runs with the Alembic that this Python imports; set PYTHONPATH to use another one. The golden file was made with

    PYTHONPATH=<alembic 1.19.2>:<sqlalchemy 2.0.52>/lib:<typing_extensions>/src \\
        python3 alembic_oracle.py record 1 1000 ../../data/revisions/alembic-1.19.2.json.z

A tree is a list of [id, down, depends_on, branch_labels], in file order. An answer is either "steps", each with the rows
of the version table after it, or "refused" with the kind of exception, or "hangs": Alembic used half a second of
processor time, where it needs some milliseconds.

Alembic before 1.10 or so goes back from a merge to all its parents even where one is an ancestor of another
(RevisionStep._unmerge_to_revisions). A downgrade that comes upon this is left out: the current release is the measure.

In one place Alembic's answers hang on the order of a Python set, which differs from run to run: a revision that depends
on several others visits them in any order (Revision._normalized_resolved_dependencies is a tuple made from a set). Any
order may come; here it is pinned to the one in the script, which is the one that Espalier takes.
"""
import contextlib, json, random, signal, struct, sys, warnings, zlib

import alembic
from alembic.runtime.migration import HeadMaintainer, RevisionStep
from alembic.script import ScriptDirectory
from alembic.script import revision as alembic_revision
from alembic.util import CommandError

warnings.simplefilter("ignore")
LIMIT = 0.5                       # seconds of processor time for one command
COLON_IS_LEGAL = ":" not in alembic_revision._revision_illegal_chars    # up to Alembic 1.17 or so


# ------------------------------------------------------------------------------------------- asking Alembic

class Hangs(BaseException):
    pass


def on_alarm(*_):
    raise Hangs


@contextlib.contextmanager
def limited():
    signal.signal(signal.SIGVTALRM, on_alarm)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


class Revision(alembic_revision.Revision):
    class module:
        upgrade = downgrade = staticmethod(lambda: None)

    doc = ""


class Anything:
    """Stands in for the version table and the connection: only HeadMaintainer.heads counts here."""
    as_sql = True

    def __getattr__(self, name): return self
    def __call__(self, *args, **kwargs): return self
    def __eq__(self, other): return self
    __hash__ = None


def kind_of(error):
    """The kind of refusal, in the words of Espalier's RefusalKind; "crash" where Alembic just falls over."""
    if isinstance(error, CommandError):
        if "Range revision not allowed" in str(error):
            return "invalid-target"
        error = error.__cause__
    text = str(error)
    if isinstance(error, alembic_revision.MultipleHeads):
        return "multiple-heads"
    if isinstance(error, alembic_revision.RangeNotAncestorError):
        return "no-such-path"
    if isinstance(error, alembic_revision.ResolutionError):
        if "Multiple revisions start" in text:
            return "ambiguous"
        return "not-on-branch" if "is not a member of branch" in text else "unknown-revision"
    if isinstance(error, alembic_revision.RevisionError):
        if "overlaps" in text:
            return "overlap"
        if "Ambiguous" in text:
            return "ambiguous"
        if "didn't produce" in text or "Walked too far" in text or "Not a valid downgrade target" in text:
            return "no-such-path"
        return "other: " + text
    return "crash"


def pin_dependencies(scripts):
    for rev in scripts.revision_map._revision_map.values():
        if rev is not None:
            kept = set(rev._normalized_resolved_dependencies)
            rev._normalized_resolved_dependencies = tuple(
                dict.fromkeys(d for d in rev._resolved_dependencies if d in kept))


def load(tree):
    scripts = ScriptDirectory.__new__(ScriptDirectory)
    scripts.revision_map = alembic_revision.RevisionMap(lambda: [
        Revision(id, tuple(down) or None, tuple(depends_on) or None, tuple(labels) or None)
        for id, down, depends_on, labels in tree])
    pin_dependencies(scripts)
    return scripts


def fault_of(error):
    name = type(error).__name__
    if isinstance(error, KeyError):
        return {"fault": "missing", "name": error.args[0]}
    if name == "RevisionError":
        for text, fault in (("Branch name", "duplicate-label"), ("not allowed", "illegal-id"), ("broken map", "missing")):
            if text in str(error):
                return {"fault": fault}
    names = {"LoopDetected": "self-parent", "DependencyLoopDetected": "self-dependency", "CycleDetected": "cycle",
             "DependencyCycleDetected": "dependency-cycle"}
    return {"fault": names.get(name, "other: " + repr(error))}


def facts(scripts):
    map_ = scripts.revision_map
    answer = {"heads": map_.heads, "bases": map_.bases, "real_heads": map_._real_heads, "real_bases": map_._real_bases}
    revisions = {key: rev for key, rev in map_._revision_map.items() if rev is not None and rev.revision == key}
    answer["labels"] = {id: sorted(rev.branch_labels) for id, rev in revisions.items() if rev.branch_labels}
    answer["branch_points"] = sorted(id for id, rev in revisions.items() if rev.is_branch_point)
    answer["merge_points"] = sorted(id for id, rev in revisions.items() if rev.is_merge_point)
    answer["parents"] = {id: rev._normalized_down_revisions for id, rev in revisions.items()}
    return answer


def steps_of(scripts, command, target, rows):
    if command == "upgrade" or command == "downgrade":
        if ":" in target:
            raise CommandError("Range revision not allowed")
    if command == "upgrade":
        return scripts._upgrade_revs(target, tuple(rows))
    if command == "downgrade":
        return scripts._downgrade_revs(target, tuple(rows))
    return scripts._stamp_revs(tuple(target), tuple(rows))


def names_of(scripts, command, target, rows):
    if command == "resolve":
        found = scripts.get_revisions(target)
    else:
        if ":" not in target:
            raise CommandError("Range revision not allowed")
        base, head = target.strip().split(":")
        if head == "current":
            head = tuple(rows)
        elif base == "current":
            base = tuple(rows)
        found = scripts.walk_revisions(base=base or "base", head=head or "heads")
    return [rev.revision for rev in found if rev is not None and rev != "base"]


class OldAnswer(Exception):
    """The answer that this Alembic would give is not the current release's."""


def refuse_old_answer(scripts, step, heads):
    if not isinstance(step, RevisionStep) or not step.is_downgrade or heads != {step.revision.revision}:
        return
    parents = step.to_revisions
    below = {r.revision for parent in parents for r in scripts.revision_map._get_ancestor_nodes(
        scripts.revision_map.get_revisions(parent), check=False) if r.revision != parent}
    if set(step._unmerge_to_revisions(heads)) != set(parents) - below:
        raise OldAnswer


def ask(scripts, command, target, rows):
    """None where this Alembic is too old."""
    try:
        with limited():
            if command in ("resolve", "history"):
                return {"names": names_of(scripts, command, target, rows)}
            table = HeadMaintainer(Anything(), tuple(rows))
            steps = []
            for step in steps_of(scripts, command, target, rows):
                refuse_old_answer(scripts, step, table.heads)
                table.update_to_step(step)
                steps.append(["" if command == "stamp" else step.revision.revision, sorted(table.heads)])
            return {"steps": steps}
    except Hangs:
        return {"hangs": True}
    except OldAnswer:
        return None
    except Exception as error:
        return {"refused": kind_of(error)}


def answer_case(tree, questions):
    case = {"tree": tree}
    try:
        scripts = load(tree)
    except Exception as error:
        case.update(fault_of(error))
        return case
    case.update(facts(scripts))
    case["ask"] = []
    hanging = 0
    for command, target, rows in questions(scripts):
        answer = ask(scripts, command, target, rows)
        if answer is None:
            continue
        case["ask"].append({"command": command, "target": target, "rows": rows, **answer})
        hanging += "hangs" in answer
        if hanging == 2:
            break
    return case


# ------------------------------------------------------------------------------------------- random trees

def random_ids(rng, count):
    style = rng.choice(["hex", "hex", "short", "prefixes", "numbers", "words"])
    ids = set()
    while len(ids) < count:
        if style == "hex":
            ids.add("%012x" % rng.getrandbits(48))
        elif style == "short":
            ids.add(rng.choice("abcdefgh") + str(rng.randrange(count * 3)))
        elif style == "prefixes":      # ids that begin like others, of three, four and more characters
            ids.add("".join(rng.choice("ab") for _ in range(rng.randint(1, 9))))
        elif style == "numbers":
            ids.add(str(rng.randrange(count * 30)).zfill(rng.randint(1, 5)))
        else:
            ids.add("_".join(rng.choice(["add", "drop", "merge", "ünïcode", "x"]) for _ in range(rng.randint(1, 7))))
    ids = sorted(ids)
    rng.shuffle(ids)
    return ids


def random_tree(rng):
    count = rng.choice([1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45])
    bases = rng.choice([0.02, 0.1, 0.3, 0.6])
    merges = rng.choice([0, 0.1, 0.3, 0.6])
    depends = rng.choice([0, 0, 0.1, 0.3, 0.6])
    reach = rng.choice([1, 2, 4, 10, 100])
    labels = rng.choice([0, 0.05, 0.2, 0.5])
    ids = random_ids(rng, count)
    names = ["lab", "label", "main-line", "x@y", "a b", "2", "aaaa", "abab", "branch_é", "zz"]
    rng.shuffle(names)
    tree = []
    for i in range(count):
        down, depends_on, own = [], [], []
        if i and rng.random() > bases:
            near = ids[max(0, i - reach):i]
            down = rng.sample(near, min(len(near), 1 + sum(rng.random() < merges for _ in range(3))))
        if i and rng.random() < depends:
            depends_on = rng.sample(ids[:i], min(i, rng.choice([1, 1, 2, 3])))
            if rng.random() < 0.2:
                held = [(label, r[0]) for r in tree for label in r[3]]
                if held:
                    depends_on[0] = rng.choice(held)[0]
        if names and rng.random() < labels:
            own = [names.pop() for _ in range(min(len(names), rng.choice([1, 1, 1, 2])))]
        tree.append([ids[i], down, depends_on, own])
    order = rng.choice(["made", "sorted", "reversed", "shuffled"])
    if order == "sorted":
        tree.sort(key=lambda r: r[0])
    elif order == "reversed":
        tree.reverse()
    elif order == "shuffled":
        rng.shuffle(tree)
    return tree


def random_fault(rng, tree):
    one, other = rng.choice(tree), rng.choice(tree)
    fault = "twice" if rng.random() < 0.06 else rng.choice([
                        "missing", "missing-dependency", "up", "up", "up", "up", "depends-up", "depends-up",
                        "depends-up", "self", "self-dependency", "own-label", "label", "id-as-label", "illegal",
                        "partial", "down-label", "same-parent-twice"])
    ids = [r[0] for r in tree]
    if fault == "missing":
        one[1].append("not_there")
    elif fault == "missing-dependency":
        one[2].append("not_there")
    elif fault == "twice" and not one[3]:
        # (A label only in the one that does not count would make labels hang on the order of sets.)
        below = [r[0] for r in tree[:tree.index(one)]]
        copy = [one[0], one[1] if rng.random() < 0.5 else rng.sample(below, min(1, len(below))), [], []]
        tree.insert(rng.randint(0, len(tree)), copy)
    elif fault == "up":
        if other[0] not in one[1] and other is not one:
            one[1].append(other[0])
    elif fault == "depends-up":
        if other is not one:
            one[2].append(other[0])
    elif fault == "self":
        one[1].append(one[0])
    elif fault == "self-dependency":
        one[2].append(one[0])
    elif fault == "own-label":
        one[3].append("mine")
        one[2].append("mine")
    elif fault == "label":
        one[3].append("double")
        other[3].append("double")
    elif fault == "id-as-label":
        one[3].append(other[0])
    elif fault == "illegal" and not COLON_IS_LEGAL:
        one[0] += rng.choice([":x", "-", "+1", "@"])
    elif fault == "illegal":
        one[0] += rng.choice(["-", "+1", "@"])
    elif fault == "partial":
        one[1].append(rng.choice(ids)[:4])
    elif fault == "down-label":
        one[1].append(rng.choice([label for r in tree for label in r[3]] or ["lab"]))
    elif fault == "same-parent-twice" and one[1]:
        one[1].append(one[1][0])


def random_symbol(rng, ids, labels):
    id = rng.choice(ids)
    return rng.choice([id, id, id, "head", "heads", "base", id[:rng.randint(1, max(1, len(id)))],
                       rng.choice(labels) if labels else id, "nonsense", "", "h", "-1", "-2", "1"])


def random_target(rng, ids, labels):
    symbol = random_symbol(rng, ids, labels)
    branch = rng.choice(labels) if labels and rng.random() < 0.7 else random_symbol(rng, ids, labels)
    steps = rng.choice(["+1", "+1", "-1", "-1", "+2", "-2", "+3", "-3", "+0", "-0", "+7", "-9", "+99"])
    return rng.choice([
        symbol, symbol, symbol, "heads", "head", "base", steps, steps, symbol + steps, branch + "@head",
        branch + "@heads", branch + "@base", branch + "@" + symbol, branch + "@" + steps, branch + "@" + symbol + steps,
        symbol + ":" + symbol, "@" + symbol, symbol + "@"])


def random_rows(rng, scripts, ids, labels):
    """Rows as Alembic itself leaves them, mostly; else anything."""
    how = rng.random()
    if how < 0.2:
        return []
    if how < 0.75:
        rows = []
        for _ in range(rng.choice([1, 1, 2])):
            target = rng.choice(["heads", rng.choice(ids), rng.choice(ids)])
            answer = ask(scripts, "upgrade", target, rows)
            if answer.get("steps"):
                rows = answer["steps"][rng.randrange(len(answer["steps"]))][1]
        rng.shuffle(rows)
        return rows
    if how < 0.95:
        return rng.sample(ids, min(len(ids), rng.choice([1, 1, 2, 3])))
    return [rng.choice(["gone", rng.choice(ids)[:4], rng.choice(labels) if labels else "gone", "base"])
            for _ in range(rng.choice([1, 2]))]


def random_questions(rng, tree):
    ids = [r[0] for r in tree]
    labels = [label for r in tree for label in r[3]]

    def questions(scripts):
        yield "upgrade", "heads", []
        yield "history", ":", []
        yield "downgrade", "base", list(scripts.revision_map._real_heads)
        for _ in range(rng.choice([4, 8, 16])):
            rows = random_rows(rng, scripts, ids, labels)
            target = random_target(rng, ids, labels)
            command = rng.choice(["upgrade", "upgrade", "upgrade", "downgrade", "downgrade", "downgrade", "stamp",
                                  "stamp", "resolve", "history"])
            if command == "stamp":
                target = [target] + [random_target(rng, ids, labels) for _ in range(rng.choice([0, 0, 0, 1, 2]))]
            if command == "history":
                target = rng.choice([target, "current", ""]) + ":" + rng.choice(
                    [random_target(rng, ids, labels), "current", ""])
                if target.count(":") != 1:
                    continue
            yield command, target, rows

    return questions


def random_case(seed):
    rng = random.Random("espalier %d" % seed)
    tree = random_tree(rng)
    if rng.random() < 0.25:
        for _ in range(rng.choice([1, 1, 2])):
            if len({r[0] for r in tree}) == len(tree):
                random_fault(rng, tree)
    return answer_case(tree, random_questions(rng, tree))


def main():
    if sys.argv[1:2] == ["record"]:
        first, count = int(sys.argv[2]), int(sys.argv[3])
        cases = [dict(seed=seed, **random_case(seed)) for seed in range(first, first + count)]
        text = json.dumps({"alembic": alembic.__version__, "cases": cases}, separators=(",", ":")).encode()
        with open(sys.argv[4], "wb") as file:     # as qUncompress() reads it
            file.write(struct.pack(">I", len(text)) + zlib.compress(text, 9))
        return
    if sys.argv[1:] != ["serve"]:
        sys.exit(__doc__)
    print(json.dumps({"alembic": alembic.__version__}), flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        if "seed" in question:
            answer = random_case(question["seed"])
        else:
            answer = answer_case(question["tree"], lambda scripts: question["ask"])
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
