#!/usr/bin/env bash
# Brings espalier_<language>.ts up to date with the sources: update.sh LUPDATE [FOLDER-FOR-THE-RESULT]
# lupdate 6.4 takes the ' in 10'000 for a character literal and never ends, so it gets a copy without them.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
lupdate=$1
out=${2-$here}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cd "$here/.."
find app ui \( -name '*.cpp' -o -name '*.h' \) -print0 | while IFS= read -r -d '' file; do
    mkdir -p "$copy/$(dirname "$file")"
    sed -E "s/([0-9])'([0-9])/\1\2/g; s/([0-9])'([0-9])/\1\2/g" "$file" > "$copy/$file"
done
cd "$copy"
for language in de en; do
    plural=()
    [ "$language" != en ] || plural=(-pluralonly)
    "$lupdate" -silent -locations none -no-obsolete "${plural[@]}" -source-language en_US \
        -target-language "$language" app ui -ts "$out/espalier_$language.ts"
done
