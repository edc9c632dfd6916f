#!/bin/sh
# Put the packages of a requirements file into .venv, made first where it is not there or does not work:
#     sh tools/environment.sh requirements.txt
# What the machine lacks for that is said in one line, with the remedy.
set -eu

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    without_venv=
    for candidate in python3.11 python3.12 python3.13 python3; do
        if command -v "$candidate" >/dev/null && new_enough "$candidate"; then
            if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
                echo "$candidate"
                return
            fi
            without_venv=$candidate
        fi
    done
    if [ -n "$without_venv" ]; then
        echo "python3-venv is missing: apt-get install python3-venv" >&2
    else
        echo "Python 3.11 or newer is missing: apt-get install python3 python3-venv" >&2
    fi
    return 1
}

if ! { new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; }; then
    python=$(find_python)
    echo "Setting up Python packages in .venv; this takes a minute or two."
    "$python" -m venv --clear .venv
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$1"
