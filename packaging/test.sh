#!/usr/bin/env bash
# Builds with warnings as errors and runs every test, those against real PostgreSQL and MariaDB servers and the slow
# ones included. Installs the Debian packages it lacks. A skipped or disabled test counts as a failure.
# Arguments are handed to ctest, e.g. `packaging/test.sh -L unit`.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. packaging/setup.sh

install_packages build run test
build_with ci

log=build-ci/ctest.log
say "Running the tests"
status=0
ctest --test-dir build-ci --parallel "$(nproc)" --output-on-failure --no-tests=error "$@" 2>&1 | tee "$log" || status=$?
if grep -qE '^[ 0-9/]+Test +#[0-9]+: .*\*\*\*(Skipped|Not Run)' "$log"; then
    echo "A test was skipped or disabled; that is a failure too. See $PWD/$log." >&2
    status=1
fi
exit "$status"
