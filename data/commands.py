"""What all commands of `wsis20` share: their declaration, their run, and their name in advice on what to type next."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from data.settings import comes_with_the_dashboard, data_set

PROGRAM = "wsis20"
"""The name of the program, in the installed package and in the project's folder (tools/wsis20.sh)."""


class Command(click.Command):
    """A command of `wsis20`, whose help ends with an ``example`` and its ``exit_codes``, number -> what it means."""

    def __init__(self, *, example: str, exit_codes: Mapping[int, str], **given: Any) -> None:
        super().__init__(**given)
        self.example = f"{PROGRAM} {self.name} {example}".rstrip()
        self.exit_codes = exit_codes

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write example and exit codes below the options."""
        with formatter.section("Example"):
            formatter.write(f"{'':{formatter.current_indent}}{self.example}\n")
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), what) for code, what in self.exit_codes.items()])

    def run(self, arguments: Sequence[str] | None = None) -> int:
        """Run with ``arguments`` (None: those typed); return the exit code. Wrong usage ends the process with 2."""
        return ended(
            self, sys.argv[1:] if arguments is None else arguments, f"{PROGRAM} {self.name}"
        )


def ended(command: click.Command, arguments: Sequence[str], name: str) -> int:
    """Run a command that calls itself ``name``; return its exit code. Wrong usage ends the process with 2."""
    try:
        return int(command.main(list(arguments), prog_name=name, standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        return 130


def declared(
    name: str, *, example: str, exit_codes: Mapping[int, str], **given: Any
) -> Callable[[Callable[..., int]], Command]:
    """Make a command of the function below, which returns the exit code; its docstring is the help."""
    return click.command(name, cls=Command, example=example, exit_codes=exit_codes, **given)


def path_option(*names: str, metavar: str, help: str, **given: Any) -> Callable[[Any], Any]:
    """An option whose value is a path."""
    return click.option(
        *names, type=click.Path(path_type=Path), metavar=metavar, help=help, **given
    )


def path_argument(name: str, metavar: str, **given: Any) -> Callable[[Any], Any]:
    """An argument that is a path."""
    return click.argument(name, type=click.Path(path_type=Path), metavar=metavar, **given)


def source_option(what: str) -> Callable[[Any], Any]:
    """The option --source: ``what`` is in the folder."""
    return path_option(
        "--source",
        metavar="FOLDER",
        help=what,
        default=lambda: data_set().source,
        show_default="the one that is served",
    )


def for_tables_in(source: Path) -> str:
    """The option that makes a command work in the folder ``source``; empty for the dashboard's own tables."""
    if comes_with_the_dashboard(source):
        return ""
    return f" --source {shlex.quote(str(source))}"
