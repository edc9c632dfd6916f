#!/bin/sh
# Put the packages of a requirements file into .venv, made first where it is not there or does not work:
#     sh tools/environment.sh requirements.txt
# What the machine lacks for that is said in one line, with the remedy. pip takes only files whose hashes stand in the
# requirements file. Where `make wheels` has filled the folder build/wheels, they are taken from there, without a network.
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

pip_install() { .venv/bin/python -m pip install --no-compile --quiet --disable-pip-version-check --require-hashes "$@" 2>&1; }

install() {
    if [ -d build/wheels ] && pip_install --no-index --find-links build/wheels -r "$1" >/dev/null; then
        return
    fi
    if said=$(pip_install -r "$1"); then
        return
    fi
    case $said in
        *"from versions: none"*)
            said="There is no network to fetch packages by: run make wheels on a machine with a network, of the same system and Python, and copy its folder build/wheels to here" ;;
    esac
    echo "$said" >&2
    return 1
}

if ! { new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; }; then
    python=$(find_python)
    echo "Setting up Python packages in .venv; this takes a minute or two."
    "$python" -m venv --clear .venv
fi
install requirements-pip.txt
install "$1"
.venv/bin/python -c 'import shutil, sys; shutil.copy(sys.argv[1], ".venv/bin/wsis20")' "${0%/*}/wsis20.sh"
# What only notebooks, compilers and the packages' own tests read: 67 MB.
.venv/bin/python -c '
import shutil
from pathlib import Path

for name in ("tests", "plotly/labextension", "pyarrow/include", "pydeck/nbextension"):
    for folder in list(Path(".venv/lib").rglob(name)):
        shutil.rmtree(folder, ignore_errors=True)
'
.venv/bin/python -m compileall -qq -j 0 .venv/lib || true
# Python 3.11 puts an old setuptools into every environment.
if .venv/bin/python -c '
import re
import sys
from importlib.metadata import distributions

found = {one.name: one.requires or [] for one in distributions()}
needed = [line for lines in found.values() for line in lines if re.match(r"setuptools\b(?!.*extra ==)", line)]
sys.exit("setuptools" not in found or bool(needed))
'; then
    .venv/bin/python -m pip uninstall --quiet --yes setuptools
fi
