#!/bin/sh
# Write the locks of what the files requirements*.in name, with the hash of every file for Python 3.11 and newer on any
# system:
#     sh tools/lock.sh [--upgrade]
# What is locked already keeps its version, but with --upgrade, as far as the .in files allow.
set -eu

for layer in -pip "" -intake -build -spark -dev -slow -audit -readers; do
    .venv/bin/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --custom-compile-command "make lock" "$@" --output-file "requirements$layer.txt" "requirements$layer.in"
done
