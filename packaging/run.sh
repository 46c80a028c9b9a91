#!/usr/bin/env bash
# From a fresh clone to a window on a sample project: installs the Debian packages that are missing (asking sudo where
# you are not root), builds, writes the demo project with its SQLite database and opens it. Without a display it
# renders the pages to PNG files instead and says where. Safe to run again: nothing is done twice.
#   packaging/run.sh [--render]     --render: PNG files even where there is a display
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
. packaging/setup.sh

render=
case "${1-}" in
'') ;;
--render) render=yes ;;
*)
    sed -n '2,5s/^# \{0,1\}//p' "$0"
    exit 2
    ;;
esac

install_packages build run
build_with program

demo=$PWD/build/demo
if [ -e "$demo/alembic.ini" ]; then
    say "The demo project is there already: $demo (delete it to get a fresh one)"
else
    say "Writing the demo project to $demo"
    build/bin/espalier-cli demo "$demo"
fi

if [ -z "$render" ] && [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
    say "Opening the window"
    exec build/bin/espalier "$demo"
fi
pages=$PWD/build/pages
say "Rendering the pages"
mkdir -p "$pages"
render() { # PAGE THEME [OPTIONS]
    build/bin/espalier "$demo" --page "$1" --theme "$2" --size 1280x800 --screenshot "$pages/$1-$2.png" "${@:3}"
}
for theme in light dark; do
    render migrations "$theme" --select e16d3a8b470c
    render plan "$theme" --target heads
    render backups "$theme"
    render settings "$theme"
done
say "The pages are in $pages:"
ls -1 "$pages"
