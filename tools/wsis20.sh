#!/bin/sh
# The command wsis20 of this folder; tools/environment.sh puts it into .venv/bin.
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/python" -P -c '
import sys

sys.path.insert(0, sys.argv.pop(1))
sys.argv[0] = "wsis20"
from web.command_line import main

sys.exit(main())
' "${here%/*/*}" "$@"
