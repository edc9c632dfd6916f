"""The command `wsis20`, whose subcommands run and maintain a dashboard.

The installed package has it, and so has the folder of the project, where `make run` puts it into .venv/bin
(tools/wsis20.sh). Each command prints its exit codes with `--help`.
"""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click
from click.shell_completion import CompletionItem
from platformdirs import user_data_path

ROOT = Path(__file__).parents[1]

if str(ROOT) not in sys.path:  # In an installation, all packages are inside the package wsis20.
    sys.path.insert(0, str(ROOT))

from data.commands import PROGRAM, declared, ended, path_option  # noqa: E402
from data.settings import served  # noqa: E402
from data.version import code_version, installed  # noqa: E402

RUN = "run"

COMMANDS = {
    RUN: ("web.command_line", "show the dashboard in your browser"),
    "check": ("intake.check", "say all that is wrong with the tables, or with a batch of new rows"),
    "add": ("intake.add", "add a batch of new rows to your tables, after asking you"),
    "build": ("data.build", "build the database from the tables"),
    "template": ("intake.template", "write the spreadsheet in which new rows are filled in"),
    "copy": ("data.copy", "copy the tables, and all that belongs to them, into a folder"),
    "new": ("intake.new", "make the folder of a consultation of your own"),
    "suggest": ("intake.suggest", "propose rows from letters and other documents"),
    "collect": ("intake.collect", "propose rows from the web pages of submissions"),
    "measure-terms": ("data.measure_terms", "measure the terms by which points are proposed"),
    "export": ("web.export", "write the answer to a question, or a table, into a file"),
    "package": ("exports.package", "write the whole data set with its description into a folder"),
    "keep": ("exports.releases", "keep the package of this release, before there is a new one"),
    "backup": ("deploy.backup", "put the tables into one archive"),
    "health": ("deploy.health", "say whether a running dashboard is well"),
}
"""Command -> the module whose ``command`` does it, and what it does."""


class Commands(click.Group):
    """The commands in COMMANDS. It imports only the one that the user types."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, None if there is none."""
        if cmd_name == RUN:
            return run
        if cmd_name not in COMMANDS:
            return None
        module, _purpose = COMMANDS[cmd_name]
        command: click.Command = import_module(module).command
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write name and purpose of each command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, purpose) for name, (_module, purpose) in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands and options that begin with what was typed, for the shell."""
        return [
            *(
                CompletionItem(name, help=purpose)
                for name, (_module, purpose) in COMMANDS.items()
                if name.startswith(incomplete)
            ),
            *click.Command.shell_complete(self, ctx, incomplete),
        ]


@click.group(
    PROGRAM,
    cls=Commands,
    subcommand_metavar="COMMAND [...]",
    options_metavar="",
    epilog=f"Begin with: {PROGRAM} {RUN}\n\n"
    f"How a command is used, an example and its exit codes: {PROGRAM} COMMAND --help",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda context, _option, value: _say_version(context) if value else None,
    help="Say which version this is.",
)
@click.pass_context
def program(context: click.Context) -> None:
    """A dashboard of who told a consultation what.

    The data of the WSIS+20 review come with it.
    """
    if context.invoked_subcommand != RUN:
        _keep_database_at_home()


def _say_version(context: click.Context) -> None:
    click.echo(f"{PROGRAM} {code_version()}")
    context.exit()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    return ended(program, sys.argv[1:] if arguments is None else arguments, PROGRAM)


@declared(
    RUN,
    example="--port 8600",
    exit_codes={0: "ended", 1: "it could not start", 2: "wrong usage"},
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)
@click.option("--port", type=int, metavar="NUMBER", help="The port.  [default: 8501]")
@click.option(
    "--host",
    metavar="ADDRESS",
    help="0.0.0.0 lets other computers open it.  [default: only this one can]",
)
@path_option(
    "--data",
    metavar="FOLDER",
    help="The folder of your own tables.  [default: the data set that comes with the dashboard]",
)
@click.option("--no-browser", is_flag=True, help="Do not open it in the browser.")
@click.pass_context
def run(
    context: click.Context, port: int | None, host: str | None, data: Path | None, no_browser: bool
) -> int:
    """Show the dashboard in your browser, on this computer, until Ctrl-C.

    It is opened, and its address printed, as soon as that can be read, after some ten seconds; the first time takes
    longer. Options of `streamlit run`, such as --server.baseUrlPath=/data, are taken too.
    """
    options: list[str] = list(context.args)
    if data is not None:
        os.environ["DASHBOARD_DATA"] = str(data)
    if port is not None:
        options.append(f"--server.port={port}")
    if host is not None:
        options.append(f"--server.address={host}")
    _keep_database_at_home()
    served()
    # Streamlit is slow to import, and the other commands do without it.
    from web import lifespan, serve

    if not no_browser and _has_screen():
        lifespan.when_open.append(webbrowser.open)
    print("The dashboard starts; its address follows.", flush=True)
    serve.main(options, prog_name=f"{PROGRAM} {RUN}", standalone_mode=True)
    return 0


def _has_screen() -> bool:
    """Whether there is a screen for a browser: without one, a text browser would take over the terminal."""
    return sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def _keep_database_at_home() -> None:
    """Have the database of the package's own data set built in a folder that this user may write to."""
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
