"""The window's start with 10,000 revisions: from the start of the process to the first paint of the window and of the
tree, and the most memory that was used until nothing was left to do (the whole syntax checked in the background too).

    python3 bench_window.py --window build/bin/espalier [--revisions 10000] [--runs 5] [--platform offscreen]

Cold: a settings file of its own, no cache of any kind (Espalier keeps none); the programs' and scripts' files are in
the system's cache. With --platform xcb it wants a display, such as that of `xvfb-run -a`. Bars: the window in 400 ms,
the tree in 1,000 ms, 250 MB; medians are held against them. Ends with 1 where one is missed.
"""
import argparse, json, os, statistics, subprocess, sys, tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "graph"))
import tree_generator


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--window", required=True)
    parser.add_argument("--revisions", type=int, default=10000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--platform", default="offscreen")
    parser.add_argument("--slack", type=float, default=1, help="times the bars, for busy machines")
    options = parser.parse_args()
    try:
        os.nice(-10)  # where one may
    except OSError:
        pass
    runs = []
    with tempfile.TemporaryDirectory(prefix="espalier-bench-") as folder:
        tree_generator.write_project(os.path.join(folder, "project"), options.revisions)
        environment = dict(os.environ, ESPALIER_START_REPORT="1", QT_QPA_PLATFORM=options.platform, HOME=folder,
                           XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder, XDG_CACHE_HOME=folder)
        for number in range(options.runs):
            command = [os.path.abspath(options.window), "--settings", os.path.join(folder, f"{number}.ini"), "--size",
                       "1280x800", os.path.join(folder, "project")]
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                  timeout=120, check=True)
            runs.append(json.loads(done.stdout.decode().strip().split("\n")[-1]))
    fine = True
    for key, text, bar in (("window_ms", "window painted", 400), ("tree_ms", "tree painted", 1000),
                           ("peak_mb", "memory", 250)):
        values = sorted(run[key] for run in runs)
        middle = statistics.median(values)
        is_met = middle <= bar * options.slack
        fine = fine and is_met
        print(f"{options.revisions} revisions, {options.platform}: {text:15} median {middle:5.0f}  least {values[0]:5}  "
              f"most {values[-1]:5}  bar {bar} {'MB' if key == 'peak_mb' else 'ms'}{'' if is_met else '  MISSED'}")
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
