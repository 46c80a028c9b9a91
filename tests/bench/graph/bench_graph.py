"""`espalier-cli graph` against `alembic history` on the same folders, whole processes from start to end.

    python3 bench_graph.py --cli build/bin/espalier-cli [--sizes 1000,10000,50000] [--runs 5] [--bar 15]

Cold: Alembic finds no bytecode of the scripts and writes none; Espalier has no cache (it keeps none at all). Warm:
Alembic has the scripts' bytecode of a run before; Espalier runs as before. Alembic's own bytecode and the system's
cache of files are warm in both. The two take turns, so that a machine whose speed drifts drifts for both.

The ratio is that of the elapsed times pair by pair (median), which is what somebody waits; the bar is held against the
better of that and the ratio of processor time, because on a busy machine the elapsed time of the shorter process is
mostly waiting for its turn. `alembic history` is quadratic on branchy trees: on more than 10,000 revisions it gets
a time limit. Growth: a revision more may cost half as much again at 50,000 as at 10,000, in processor time.
Ends with 1 where a bar is missed or the two see different trees.
"""
import argparse, json, os, shutil, subprocess, sys, tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import tree_generator
from processes import PYTHON, environment, first_in_line, median, remove_bytecode, run

def espalier(options):
    return [options.cli, "graph", "."]


ALEMBIC = [PYTHON, "-m", "alembic", "history"]


def same_trees(options, folder, count):
    document = json.loads(subprocess.run([options.cli, "graph", "--format", "json", folder], check=True,
                                         stdout=subprocess.PIPE).stdout)
    heads = subprocess.run([PYTHON, "-m", "alembic", "heads"], cwd=folder, env=environment(False), check=True,
                           stdout=subprocess.PIPE, text=True).stdout
    theirs = [line.split()[0] for line in heads.splitlines()]
    return len(document["revisions"]) == count and sorted(document["heads"]) == sorted(theirs)


def compare(options, folder, count, warm):
    """Median ratios of elapsed and processor time, or None where Alembic did not come to an end."""
    limit = options.limit if count > 10000 else None
    remove_bytecode(folder)
    if warm and run(ALEMBIC, folder, environment(True), limit) is None:
        return None
    mine, theirs = [], []
    for _ in range(options.runs):
        mine.append(run(espalier(options), folder, environment(warm)))
        other = run(ALEMBIC, folder, environment(warm), limit)
        if other is None:
            return None
        theirs.append(other)
    if any(r.code != 0 for r in mine + theirs):
        sys.exit(f"a run failed on {count} revisions")
    elapsed = median([b.elapsed / a.elapsed for a, b in zip(mine, theirs)])
    processor = median([b.processor / a.processor for a, b in zip(mine, theirs)])
    for name, runs in (("espalier-cli graph", mine), ("alembic history", theirs)):
        print(f"  {'warm' if warm else 'cold'}  {name:20} {median([r.elapsed for r in runs]):8.3f} s elapsed "
              f"{median([r.processor for r in runs]):8.3f} s processor {max(r.megabytes for r in runs):7.0f} MB")
    print(f"  {'warm' if warm else 'cold'}  ratio                {elapsed:8.1f} ×         {processor:8.1f} ×", flush=True)
    return elapsed, processor


def measure(options, folder, count):
    """Espalier's least processor time, and whether the bar is met."""
    print(f"{count} revisions, {tree_generator.write_project(folder, count) / count:.0f} bytes on average", flush=True)
    fine = True
    if count <= 10000 and not same_trees(options, folder, count):
        print("  the two see different trees")
        fine = False
    for warm in (False, True):
        if count > 10000 and warm:
            continue
        ratios = compare(options, folder, count, warm)
        if ratios is None:
            print(f"  {'warm' if warm else 'cold'}  alembic history took more than {options.limit:.0f} s and was ended",
                  flush=True)
        elif max(ratios) < options.bar:
            print(f"  missed: the bar is {options.bar:g} ×")
            fine = False
    alone = [run(espalier(options), folder, environment(False)) for _ in range(max(3, options.runs))]
    least = min(r.processor for r in alone)
    print(f"  espalier-cli graph alone: {min(r.elapsed for r in alone):.3f} s elapsed, {least:.3f} s processor, "
          f"{max(r.megabytes for r in alone):.0f} MB", flush=True)
    return least, fine


def is_linear(times):
    """What one revision more costs, between neighbouring sizes: never more than half as much again as before."""
    sizes = sorted(times)
    steps = [(times[b] - times[a]) / (b - a) for a, b in zip(sizes, sizes[1:])]
    for (a, b), step in zip(zip(sizes, sizes[1:]), steps):
        print(f"growth from {a} to {b}: {step * 1e6:.1f} µs of the processor for each revision more")
    return all(b <= 1.5 * a for a, b in zip(steps, steps[1:]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", required=True)
    parser.add_argument("--sizes", default="1000,10000,50000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--bar", type=float, default=15)
    parser.add_argument("--limit", type=float, default=120, help="seconds that a run of Alembic on more than 10,000 revisions may take")
    options = parser.parse_args()
    options.cli = os.path.abspath(options.cli)
    first_in_line()
    times, fine = {}, True
    with tempfile.TemporaryDirectory(prefix="espalier-bench-") as folder:
        for count in [int(size) for size in options.sizes.split(",")]:
            times[count], is_fine = measure(options, os.path.join(folder, str(count)), count)
            fine = fine and is_fine
            shutil.rmtree(os.path.join(folder, str(count)))
    if len(times) > 2 and not is_linear(times):
        print("missed: growth is not linear")
        fine = False
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
