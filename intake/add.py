"""Add a batch of rows to the tables: a workbook, CSV files or whatever else intake.batches reads.

It shows what would change, asks, and changes all of it or nothing. It leaves alone what is there already, so adding
the same batch twice does no harm. If something is wrong with the batch, it writes a copy in which that is marked: to
new-batch.marked.xlsx beside new-batch.xlsx, or where --marked says.
"""

from __future__ import annotations

import errno
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import duckdb

from data.atomic_replace import DECIDED, FolderBusy, queued
from data.commands import PROGRAM, declared, path_argument
from data.settings import FILE, comes_with_the_dashboard, data_set, database_of
from data.version import installed
from intake.batches.batch import BatchRefused
from intake.batches.commands import batch_options, laid_over, mark, of_another, read, undecided
from intake.batches.merging import Changes, TablesChanged
from intake.batches.report import near, nothing_new, problems_told, told

ADDED, PROBLEMS, UNUSABLE, STOPPED, BUSY = range(5)

OWN_TABLES = (
    f"Name the folder of your own tables: {PROGRAM} add BATCH --source FOLDER. The tables that come with the package "
    "are replaced by its next version, and what you add to them would be lost. "
    f"To go on from them: {PROGRAM} copy FOLDER"
)


def add(
    path: Path,
    source: Path,
    another: Sequence[str],
    marked: Path | None,
    *,
    ask: bool,
    patient: bool,
) -> int:
    """Read the batch, show what it changes, ask and write; return the exit code."""
    batch = read(path)
    wait = _say_that_it_waits if patient else None
    if not source.is_dir():
        raise FileNotFoundError(f"There is no folder {source}.")
    with queued(source, wait), laid_over(batch, source) as changes:
        open_questions = undecided(changes, another)
        if changes.problems or open_questions:
            from intake.batches.error_workbook import marked_path

            print(f"{problems_told(changes, open_questions)}\n", file=sys.stderr)
            print(told(changes, refused=True), flush=True)
            target = marked or marked_path(path)
            print(f"\nNothing was added. {mark(changes, open_questions, target)}", file=sys.stderr)
            return PROBLEMS
        if not changes.any:
            print(f"Nothing to add: {nothing_new(changes)}")
            return ADDED
        print(told(changes, refused=False), flush=True)
        if warning := of_another(batch, source):
            print(f"\n{warning}", file=sys.stderr)
        question = "Add it to these all the same?" if warning else "Add this?"
        if ask and not _agreed(question):
            print("Nothing was added.")
            return ADDED
        changes.write()
        _say_unless_closed(_summary(changes))
        return ADDED


def _say_unless_closed(text: str) -> None:
    """Print what was done. It is no error if nobody reads the output any more: the rows are added all the same."""
    try:
        print(text, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say_that_it_waits() -> None:
    print("Someone else is adding to the same folder: waiting until that is done.", file=sys.stderr)


def _agreed(question: str) -> bool:
    try:
        return input(f"\n{question} [y/N] ").strip().lower() in ("y", "yes")
    except (EOFError, KeyboardInterrupt):
        print()
        return False


def _summary(changes: Changes) -> str:
    counts = [
        f"{number:,} {state} in {count.table}"
        for count in changes.counts
        for number, state in ((count.new, "new"), (count.changed, "changed"))
        if number
    ]
    counts += [f"{number:,} taken out of {table}" for table, number in changes.taken_out.items()]
    lines = [f"\nAdded to {near(changes.source)}: {', '.join(counts)}.", "Next:"]
    if not (changes.source / FILE).is_file():
        lines.append(f"  write {changes.source / FILE}    # docs/own-consultation.md says how")
    lines.append(f"  {_build_command(changes.source)}    # {_build_effect(changes.source)}")
    if git_command := _git_command(changes.source):
        lines.append(f"  {git_command}    # shows what changed in the files")
    return "\n".join(lines)


def _build_command(source: Path) -> str:
    if source.resolve() != data_set().source.resolve():
        return f"{PROGRAM} build --source {shlex.quote(str(source))}"
    names = [name for name in ("DASHBOARD_DATA", "DASHBOARD_DATABASE") if os.environ.get(name)]
    return " ".join(
        [*(f"{name}={shlex.quote(os.environ[name])}" for name in names), f"{PROGRAM} build"]
    )


def _build_effect(source: Path) -> str:
    if source.resolve() == data_set().source.resolve():
        return "shows it on the dashboard"
    return f"builds {near(database_of(source))}, which a dashboard of this folder shows"


def _git_command(source: Path) -> str | None:
    """The command that shows how the tables changed, None where git does not track them."""
    try:
        tracked_files = subprocess.run(  # noqa: S603 - a fixed command on a folder, without a shell
            ["git", "-C", str(source), "ls-files", "--", "*.csv"],  # noqa: S607 - whichever git its user runs
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return (
        shlex.join(["git", "-C", str(near(source)), "diff", "--", "."]) if tracked_files else None
    )


@declared(
    "add",
    example="new-batch.xlsx",
    exit_codes={
        ADDED: "added, nothing to add, or not added, as that was the answer",
        PROBLEMS: "the batch has problems, or rows that look like others",
        UNUSABLE: "wrong usage, a batch that cannot be read, or a folder that cannot be written to",
        STOPPED: "stopped by Ctrl-C",
        BUSY: "someone else is adding to the folder (with --no-wait)",
    },
)
@path_argument("batch", "FILE_OR_FOLDER")
@click.option("--yes", is_flag=True, help="Add without asking, as scripts need it.")
@click.option("--no-wait", is_flag=True, help="Do not wait while someone else adds to the folder.")
@batch_options
def command(
    batch: Path,
    yes: bool,
    no_wait: bool,
    source: Path,
    another: tuple[str, ...],
    marked: Path | None,
) -> int:
    """Add a batch of new rows to your tables, after asking you.

    It shows what would change, asks, and changes all of it or nothing.
    """
    if installed() and comes_with_the_dashboard(source):
        print(OWN_TABLES, file=sys.stderr)
        return UNUSABLE
    if not yes and not sys.stdin.isatty():
        raise click.UsageError(
            f"there is no terminal to ask on: add --yes, or look at it with {PROGRAM} check first"
        )
    try:
        return add(batch, source, another, marked, ask=not yes, patient=not no_wait)
    except FolderBusy as error:
        print(f"{error} Nothing was added.", file=sys.stderr)
        return BUSY
    except OSError as error:
        disk_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = "The disk is full: make room and run it again." if disk_full else str(error)
        outcome = (
            "Not all files are in their places yet: run it again, and what was decided is finished."
            if (source / DECIDED).is_dir()
            else "Nothing was added."
        )
        print(f"{reason} {outcome}", file=sys.stderr)
        return UNUSABLE
    except (BatchRefused, TablesChanged, duckdb.Error) as error:
        print(f"{error}\nNothing was added.", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        print(
            f"\nStopped: all was added or nothing, and {PROGRAM} check tells which.",
            file=sys.stderr,
        )
        return STOPPED


main = command.run


if __name__ == "__main__":
    sys.exit(main())
