#!/usr/bin/env bash
# Makes the README's pictures again, with the program itself, on a fresh demo. Needs no display.
#   packaging/screenshots.sh [FOLDER OF THE PROGRAMS]
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
bin=$(readlink -f "${1:-build/bin}")
work=$(mktemp -d "${TMPDIR:-/tmp}/espalier-XXXXXX")
trap 'rm -rf "$work"' EXIT

# Nothing of the user's own settings, journal or backups is to be seen.
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_CACHE_HOME=$work/cache
unset DATABASE_URL
"$bin/espalier-cli" demo "$work/library" > /dev/null
url=sqlite:///$work/library/library.db
"$bin/espalier-cli" backup create --url "$url" > /dev/null

shoot() { # NAME PAGE THEME [OPTIONS]
    local name=$1 page=$2 theme=$3
    shift 3
    "$bin/espalier" "$work/library" --url "$url" --page "$page" --theme "$theme" --size 1280x800 \
        --screenshot "packaging/screenshots/$name.png" "$@"
}
mkdir -p packaging/screenshots
shoot migrations migrations light --select e16d3a8b470c
shoot plan plan light --target heads
shoot tables schema light --tab tables --table loans
shoot diagram schema dark --tab diagram --table loans
"$bin/espalier-cli" backup verify latest > /dev/null
"$bin/espalier-cli" upgrade "$work/library" heads --url "$url" --backup --trust --yes > /dev/null
"$bin/espalier-cli" backup create --url "$url" > /dev/null
shoot backups backups dark
ls -l packaging/screenshots
