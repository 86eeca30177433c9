#!/bin/sh
# Makes the virtual environment and installs one lock file into it. Does nothing if that is done.
# usage: tools/venv.sh LOCK      (VENV: the folder, .venv; PYTHON: the Python to make it with)
set -eu
trap 'exit 130' INT
trap 'exit 143' TERM

lock=$1
venv=${VENV:-.venv}
# There only while the environment is being made or changed: whatever interrupts that leaves it.
unfinished=$venv/.unfinished
# A copy of the lock file, once everything in it is installed.
installed=$venv/.installed-${lock##*/}

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "error: $*"
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# False if it was interrupted, or if its Python was removed or upgraded since.
is_usable() {
    [ ! -e "$unfinished" ] && is_new_enough "$venv/bin/python" &&
        "$venv/bin/python" -c 'import pip' 2>/dev/null
}

# Prints the Python to use: the one asked for, else the first that is new enough.
find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if is_new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    asked=${PYTHON:-python3}
    if command -v "$asked" >/dev/null 2>&1; then
        stop "Python 3.11 or later is needed; $asked is $("$asked" --version 2>&1)." \
            "Install a newer one, or name it: make PYTHON=/path/to/python3.11"
    fi
    stop "Python 3.11 or later is needed; there is no $asked here." \
        "Install one, or name it: make PYTHON=/path/to/python3.11"
}

# Runs a command as root. Fails if that needs a password.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        return 1
    fi
}

# Debian and Ubuntu ship Python without the part that makes virtual environments.
add_venv_module() {
    python=$1
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if command -v apt-get >/dev/null 2>&1; then
        { as_root true && say "installing $package" &&
            as_root apt-get update -qq && as_root apt-get install -qq -y --no-install-recommends \
            "$package"; } >/dev/null ||
            stop "this Python cannot make a virtual environment: apt-get install $package"
    else
        stop "this Python cannot make a virtual environment: it has no ensurepip." \
            "Install your system's package for it (often python3-venv)."
    fi
}

# Makes the environment from nothing, in place of an old one.
make_venv() {
    python=$1
    "$python" -c 'import ensurepip, venv' 2>/dev/null || add_venv_module "$python"
    if [ -n "$(ls -A "$venv" 2>/dev/null)" ] && [ ! -e "$venv/pyvenv.cfg" ] &&
        [ ! -e "$unfinished" ]; then
        stop "$venv has files in it and is no virtual environment: remove it first"
    fi
    mkdir -p "$venv"
    : >"$unfinished"
    find "$venv/" -mindepth 1 -maxdepth 1 ! -name "${unfinished##*/}" -exec rm -rf {} +
    "$python" -m venv "$(cd "$venv" && pwd -P)" # which takes no link
}

if ! is_usable; then
    python=$(find_python)
    say "making $venv with $("$python" --version)"
    make_venv "$python"
fi

if ! cmp -s "$lock" "$installed"; then
    say "installing $lock"
    : >"$unfinished"
    # Python compiles what is used when it is first used: most of it never is.
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --no-compile --require-hashes --requirement "$lock" || {
        rm -f "$unfinished" # pip downloads everything first: what was there still works
        stop "not everything in $lock could be installed; see the lines above (is there a network?)"
    }
    cp "$lock" "$installed"
fi
rm -f "$unfinished"
