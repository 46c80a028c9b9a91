#!/usr/bin/env bash
# All benchmarks with their real bars, one after the other: takes about half an hour, most of it Alembic's. Wants a
# release build (`cmake --preset release && cmake --build build`), the packages of packaging/packages.txt, and a machine
# with nothing else to do. What was measured stands in README.md.
#   tests/bench/run.sh [BUILD]
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
build=$(readlink -f "${1:-build}")
missed=

bench() {
    echo "== $*"
    "$@" || missed="$missed $(basename "${*: -1}")"
    echo
}

bench /usr/bin/python3 tests/bench/graph/bench_graph.py --cli "$build/bin/espalier-cli"
bench /usr/bin/python3 tests/bench/sql/bench_sql.py --cli "$build/bin/espalier-cli"
bench /usr/bin/python3 tests/bench/window/bench_window.py --window "$build/bin/espalier"
bench xvfb-run -a -s "-screen 0 1600x1000x24" /usr/bin/python3 tests/bench/window/bench_window.py \
    --platform xcb --window "$build/bin/espalier"
for size in 1280x800 2560x1440; do
    for scale in 1 2; do
        bench "$build/tests/bench_graphview" --scale "$scale" --size "$size"
    done
done
for size in 1280x800 2560x1440; do
    bench "$build/tests/bench_diagram" --size "$size"
done
bench "$build/tests/bench_revision_graph"
bench "$build/tests/bench_schema"
servers=$(mktemp -d)
trap 'tests/support/servers.sh stop "$servers"; rm -rf "$servers"' EXIT
tests/support/servers.sh start "$servers"
ESPALIER_TEST_SERVERS=$servers bench "$build/tests/bench_introspection"
ESPALIER_TEST_SERVERS=$servers bench "$build/tests/bench_backup"

if [ -n "$missed" ]; then
    echo "missed:$missed"
    exit 1
fi
