"""`espalier-cli sql` against `alembic upgrade --sql` on the same folder, whole processes from start to end.

    python3 bench_sql.py --cli build/bin/espalier-cli [--revisions 1001] [--runs 5] [--bar 8]

All revisions from base, for PostgreSQL. Warm: Alembic has the scripts' bytecode of a run before, Espalier the syntax
trees that it keeps (app/python/syntax_cache.h). Cold: neither has; the bar is held against the warm ratio, that of
elapsed times or of processor time, whichever is better (see bench_graph.py). Both texts have to be the same.
Ends with 1 where the bar is missed or the texts differ.
"""
import argparse, os, subprocess, sys, tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "graph"))
import tree_generator
from processes import PYTHON, environment, first_in_line, median, remove_bytecode, run

ALEMBIC = [PYTHON, "-m", "alembic", "upgrade", "head", "--sql"]


def text(command, folder, values):
    return subprocess.run(command, cwd=folder, env=values, check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout


def compare(espalier, folder, cache, options, warm):
    mine, theirs = [], []
    for _ in range(options.runs):
        values = environment(warm) | {"XDG_CACHE_HOME": cache}
        if not warm:
            remove_bytecode(folder)
            subprocess.run(["rm", "-rf", cache], check=True)
        mine.append(run(espalier, folder, values))
        theirs.append(run(ALEMBIC, folder, values))
    if any(r.code != 0 for r in mine + theirs):
        sys.exit("a run failed")
    elapsed = median([b.elapsed / a.elapsed for a, b in zip(mine, theirs)])
    processor = median([b.processor / a.processor for a, b in zip(mine, theirs)])
    label = "warm" if warm else "cold"
    for name, runs in (("espalier-cli sql", mine), ("alembic --sql", theirs)):
        print(f"  {label}  {name:20} {median([r.elapsed for r in runs]):8.3f} s elapsed "
              f"{median([r.processor for r in runs]):8.3f} s processor {max(r.megabytes for r in runs):7.0f} MB")
    print(f"  {label}  ratio                {elapsed:8.1f} ×         {processor:8.1f} ×", flush=True)
    return max(elapsed, processor)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", required=True)
    parser.add_argument("--revisions", type=int, default=1001, help="ends with a merge where its last digit is 1")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--bar", type=float, default=8)
    options = parser.parse_args()
    first_in_line()
    espalier = [os.path.abspath(options.cli), "sql", ".", "head", "--dialect", "postgresql"]
    with tempfile.TemporaryDirectory(prefix="espalier-bench-") as top:
        folder, cache = os.path.join(top, "project"), os.path.join(top, "cache")
        size = tree_generator.write_project(folder, options.revisions, env=tree_generator.OFFLINE)
        print(f"{options.revisions} revisions, {size / options.revisions:.0f} bytes on average", flush=True)
        compare(espalier, folder, cache, options, warm=False)
        values = environment(True) | {"XDG_CACHE_HOME": cache}
        texts = [text(command, folder, values) for command in (espalier, ALEMBIC)]
        print(f"  {len(texts[0].splitlines())} lines, {'the same' if texts[0] == texts[1] else 'not the same'}")
        ratio = compare(espalier, folder, cache, options, warm=True)
    if ratio < options.bar:
        print(f"  missed: the bar is {options.bar:g} ×")
    sys.exit(0 if ratio >= options.bar and texts[0] == texts[1] else 1)


if __name__ == "__main__":
    main()
