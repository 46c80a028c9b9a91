# Sourced by run.sh and test.sh: installs what packages.txt names and this machine lacks, configures and builds.
# Callers have `set -euo pipefail` and stand in the repository's top folder.

say() { printf '\n== %s\n' "$*"; }

# packages_of GROUP: the group's package names, one a line.
packages_of() {
    sed 's/#.*//' packaging/packages.txt | awk -v group="[$1]" '/^\[/ { current = $1; next } NF && current == group { print $1 }'
}

missing_packages() {
    local package
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
    done
}

# The rest of the script's commands that need root go through sudo where the caller is somebody else.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo -- "$@"
    fi
}

# install_packages GROUP...: asks apt only for what is missing, so that a second run needs neither network nor root.
install_packages() {
    local group wanted=() missing
    for group in "$@"; do
        mapfile -t -O "${#wanted[@]}" wanted < <(packages_of "$group")
    done
    if ! command -v npm >/dev/null; then
        mapfile -t -O "${#wanted[@]}" wanted < <(packages_of npm)
    fi
    if ! command -v dpkg-query >/dev/null; then
        say "Not a Debian system: these packages, or what is the same here, are taken to be installed: ${wanted[*]}"
        return
    fi
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    if [ "${#missing[@]}" -eq 0 ]; then
        say "All ${#wanted[@]} Debian packages are installed"
        return
    fi
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        say "Missing packages, and neither root nor sudo to install them. As root: apt-get install ${missing[*]}"
        return 1
    fi
    say "Installing ${#missing[@]} of ${#wanted[@]} Debian packages: ${missing[*]}"
    as_root apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# build_with PRESET: configures and builds everything with as many jobs as there are processors.
build_with() {
    say "Configuring (preset $1)"
    cmake --preset "$1"
    say "Building with $(nproc) jobs"
    cmake --build --preset "$1" --parallel "$(nproc)"
}
