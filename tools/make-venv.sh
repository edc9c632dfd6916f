#!/bin/sh
# Make the virtual environment in .venv with the first Python that is new enough and can make one.
set -eu

found=
lacking=
for candidate in python3.11 python3.12 python3.13 python3; do
    command -v "$candidate" >/dev/null || continue
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
        found=$candidate
        break
    fi
    lacking=$candidate
done

if [ -z "$found" ]; then
    if [ -n "$lacking" ]; then
        echo "python3-venv is missing: apt-get install python3-venv" >&2
    else
        echo "Python 3.11 or newer is missing: apt-get install python3 python3-venv" >&2
    fi
    exit 1
fi
"$found" -m venv .venv
