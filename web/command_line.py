"""The command `wsis20` of the installed package: one word for all that is typed to keep a dashboard.

    wsis20 COMMAND [...]

In the folder of the project `python -m web.command_line COMMAND [...]` does the same. Exit codes are those of the
commands; each tells its own by `--help`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from platformdirs import user_data_path

ROOT = Path(__file__).parents[1]

if str(ROOT) not in sys.path:  # Installed, the rooms of the house stand in the package wsis20.
    sys.path.insert(0, str(ROOT))

from data.settings import served  # noqa: E402
from data.typed_command import PROGRAM  # noqa: E402
from data.version import code_version, installed  # noqa: E402

RUN = "run"

COMMANDS = {
    RUN: ("web.serve", "show the dashboard in your browser, on this computer"),
    "check": ("intake.check", "say all that is wrong with the tables, or with a batch of new rows"),
    "add": ("intake.add", "add a batch of new rows to your tables, after asking you"),
    "build": ("data.build", "build the database from the tables"),
    "template": ("intake.template", "write the spreadsheet in which new rows are filled in"),
    "copy": ("data.copy", "copy the tables, with all that belongs to them, into a folder"),
    "new": ("intake.new", "make the folder of a consultation of your own, with empty tables"),
    "suggest": ("intake.suggest", "propose rows from letters and other documents, for your review"),
    "collect": (
        "intake.collect",
        "propose rows from the web pages of submissions, for your review",
    ),
    "package": ("exports.package", "write the whole data set with its description into a folder"),
}
"""Command -> the module whose ``main`` does it, and what it does."""

OWN_TABLES = (
    f"Name the folder of your own tables: {PROGRAM} add BATCH --source FOLDER. The tables that come with the package "
    "are replaced by its next version, and what you add to them would be lost. "
    f"To go on from them: {PROGRAM} copy FOLDER"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    parser = _parser()
    options = parser.parse_args(given)
    if options.command is None:
        parser.print_help()
        return 2
    # The commands call themselves by what was typed.
    sys.argv = [PROGRAM, options.command, *options.rest]
    if options.command == RUN:
        return run(options.rest)
    if options.command == "add" and installed() and _adds_to_package(options.rest):
        print(OWN_TABLES, file=sys.stderr)
        return 2
    _keep_database_at_home()
    module, _what = COMMANDS[options.command]
    return int(import_module(module).main(options.rest))


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        usage=f"{PROGRAM} COMMAND [...]",
        description="A dashboard of who told a consultation what.\n"
        "The data of the WSIS+20 review come with it.",
        epilog="commands:\n"
        + "".join(f"  {name:<{width}}  {what}\n" for name, (_module, what) in COMMANDS.items())
        + f"\nBegin with: {PROGRAM} {RUN}\n"
        f"How a command is used, and its exit codes: {PROGRAM} COMMAND --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {code_version()}")
    parser.add_argument("command", nargs="?", choices=COMMANDS, help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Serve the dashboard until Ctrl-C or SIGTERM; the address is printed once readers can open it."""
    parser = argparse.ArgumentParser(
        prog=f"{PROGRAM} {RUN}",
        description="Show the dashboard. Its address is printed as soon as it can be opened, after some ten seconds; "
        "the first time takes longer. Ctrl-C ends it.",
        epilog="Options of `streamlit run`, such as --server.baseUrlPath=/wsis, are taken too. "
        "Exit codes: 0 ended, 1 it could not start, 2 wrong usage.",
    )
    parser.add_argument(
        "--port", type=int, default=None, metavar="NUMBER", help="the port (default: 8501)"
    )
    parser.add_argument(
        "--host",
        default=None,
        metavar="ADDRESS",
        help="0.0.0.0 lets other computers open it (default: only this one can)",
    )
    parser.add_argument(
        "--data",
        type=Path,
        metavar="FOLDER",
        help="the folder of your own tables (default: the data set that comes with the dashboard)",
    )
    options, rest = parser.parse_known_args(arguments)
    if options.data is not None:
        os.environ["DASHBOARD_DATA"] = str(options.data)
    if options.port is not None:
        rest.append(f"--server.port={options.port}")
    if options.host is not None:
        rest.append(f"--server.address={options.host}")
    _keep_database_at_home()
    served()
    from web import serve  # Streamlit is slow to import, and the other commands do without it.

    print("The dashboard starts; its address follows.", flush=True)
    serve.main(rest, prog_name=f"{PROGRAM} {RUN}", standalone_mode=True)
    return 0


def _adds_to_package(arguments: Sequence[str]) -> bool:
    return not os.environ.get("DASHBOARD_DATA") and not any(
        one.startswith("--so") or one in {"-h", "--help"} for one in arguments
    )


def _keep_database_at_home() -> None:
    """Let the database of the package's own data set be built where this user may write."""
    if installed() and not (
        os.environ.get("DASHBOARD_DATABASE") or os.environ.get("DASHBOARD_DATA")
    ):
        try:
            folder = user_data_path(PROGRAM, appauthor=False, ensure_exists=True)
        except OSError as error:
            sys.exit(f"{error}. Name a file that you may write in DASHBOARD_DATABASE.")
        os.environ["DASHBOARD_DATABASE"] = str(folder / "dashboard.duckdb")


if __name__ == "__main__":
    sys.exit(main())
