#!/bin/sh
# Makes the virtual environment where there is none and installs one lock file into it.
# usage: tools/venv.sh LOCK      (VENV: the folder, .venv; PYTHON: the Python to build it with)
set -eu

lock=$1
venv=${VENV:-.venv}
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "error: $*"
    exit 1
}

# Prints the Python to use: the one asked for, else the first that is new enough.
find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$candidate" -c "$new_enough" 2>/dev/null; then
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

# Runs a command as root, without ever asking for a password; false where that cannot be.
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
make_venv() {
    python=$1
    "$python" -c 'import ensurepip, venv' 2>/dev/null || {
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
    "$python" -m venv --clear "$venv"
}

# A folder whose Python is gone or too old is made anew.
if ! "$venv/bin/python" -c "$new_enough" 2>/dev/null; then
    python=$(find_python)
    say "making $venv with $("$python" --version)"
    make_venv "$python"
fi

say "installing $lock"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes --requirement "$lock" ||
    stop "not everything in $lock could be installed; see the lines above (is there a network?)"
