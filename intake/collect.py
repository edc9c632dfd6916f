"""Fetch the pages of submissions, and propose what the tables lack, as a workbook for a person to review.

Fetches the addresses in source_url and document_url into a folder, and proposes signatories, stated counts, dates and
dead links. The data set is not changed: whoever reviews the workbook mends and deletes rows, then runs
`wsis20 check` and `wsis20 add` on it. An interrupted run goes on where it was.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
from tqdm import tqdm

from data.commands import declared, path_option
from data.setting_values import is_contact
from data.settings import read
from data.validation_errors import DataProblems
from intake.batches.workbooks import write_workbook
from intake.collecting.fetching import fetch_into
from intake.collecting.kept import Kept, Record
from intake.collecting.outcomes import KEPT, Dead, Refused, Unread
from intake.collecting.proposing import Additions
from intake.collecting.report import PageRead, TextRead, counted, report
from intake.collecting.texts import Text, UnknownId, chosen, read_texts
from intake.collecting.web import Web
from intake.needed import needed
from intake.review_workbook import exit_codes, refuse_present, review_options, what_next
from intake.suggesting.documents import DocumentRefused
from intake.suggesting.organisations import Organisations
from intake.suggesting.review_rows import REVIEW, table_rows
from intake.suggesting.sandbox import made_of_document
from intake.whole_file import written_whole

HOURS = 24
"""A page that was fetched in the last hours is not asked for again."""


class WrongUsage(ValueError):
    """The options do not say what is needed. The message says what to do."""


class Offline(OSError):
    """No server has answered, and there is no page of an earlier run. The message says what to look at."""


@declared(
    "collect",
    example="--missing-signatories",
    exit_codes=exit_codes("the pages that are dead, refused or unread"),
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "all_", is_flag=True, help="All submissions.")
@click.option(
    "--stage",
    "stages",
    multiple=True,
    metavar="STAGE",
    help="Those of a stage; may be given several times.",
)
@click.option(
    "--missing-signatories",
    "missing",
    is_flag=True,
    help="Those that state more signatories than are named.",
)
@click.option(
    "--contact",
    metavar="ADDRESS",
    help="E-mail or web address that sites are told.  [default: contact in settings.toml]",
)
@path_option(
    "--kept",
    metavar="FOLDER",
    default=Path("collected"),
    show_default=True,
    help="Where fetched pages are kept.",
)
@click.option(
    "--again",
    is_flag=True,
    help=f"Ask for all pages again, also for those fetched in the last {HOURS} hours.",
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="HOST",
    help="A host of your own network that may be asked; may be given several times.",
)
@review_options("collected.xlsx", "The workbook to write; the report gets the same name with .md.")
def command(**typed: Any) -> int:
    """Propose rows from the web pages of submissions, for your review.

    Fetches the pages of the submissions with these ids, or of those that an option names, and proposes signatories,
    stated counts, dates and dead links. Writes a workbook, never the data set.
    """
    options = SimpleNamespace(**typed)
    try:
        return _collect(options)
    except (OSError, UnknownId, WrongUsage, DataProblems) as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print(
            f"Interrupted: nothing is written. What was fetched is kept in {options.kept}; the same command goes on.",
            file=sys.stderr,
        )
    return 2


main = command.run


def _collect(options: SimpleNamespace) -> int:
    needed()
    out: Path = options.out
    told = out.with_suffix(".md")
    refuse_present(out, told)
    texts = _chosen(options)
    web = _web(options)
    now = datetime.now(UTC)
    kept = Kept(options.kept)
    with kept.locked():
        since = now if options.again else now - timedelta(hours=HOURS)
        records = _fetched(kept, web, texts, since)
        known = Organisations(table_rows(options.source, "organisations"))
        additions, found = _read(kept, texts, records, Additions(known, now.date()))
    print(f"{counted(found)}.")
    if not web.answered and any(
        page.outcome == Unread.outcome for one in found for page in one.pages
    ):
        print("No site answered: look whether this machine has the internet.")
    if any(additions.rows.values()):
        write_workbook(out, additions.rows, REVIEW, source=options.source)
    with written_whole(told) as unfinished:
        unfinished.write_text(report(found, f"{now:%Y-%m-%d %H:%M} UTC"), encoding="utf-8")
    _tell(out, told, additions, options.source)
    return 0 if all(page.outcome == KEPT for one in found for page in one.pages) else 1


def _chosen(options: SimpleNamespace) -> list[Text]:
    if not (options.ids or options.all_ or options.stages or options.missing):
        raise WrongUsage(
            "Say which submissions: their ids, --stage, --missing-signatories, or --all. --help says more."
        )
    texts = chosen(
        read_texts(options.source),
        options.ids,
        options.stages,
        missing=options.missing,
    )
    if not texts:
        raise WrongUsage("No submission is of this kind: nothing is fetched.")
    return texts


def _web(options: SimpleNamespace) -> Web:
    settings = read(options.source)
    contact = options.contact or settings.contact
    if not contact:
        raise WrongUsage(
            "Sites must be able to write to whoever fetches their pages: write a line such as "
            f'contact = "you@example.org" into {options.source / "settings.toml"}, or give --contact.'
        )
    if not is_contact(contact):
        raise WrongUsage(
            f"--contact is {contact[:60]!r}, but must be an e-mail address, or one that begins with http:// or https://."
        )
    return Web(f"{settings.files}-collect", contact, allowed=options.hosts)


def _fetched(kept: Kept, web: Web, texts: Sequence[Text], since: datetime) -> dict[str, Record]:
    """What came of each address of the texts. Where no server has answered, no page is found dead or so kept.

    Raises Offline if there is no page of an earlier run either.
    """
    addresses = list(dict.fromkeys(address for text in texts for address in text.addresses))
    records = {}
    for address in tqdm(addresses, desc="Fetching", unit="page", disable=None, leave=False):
        records[address] = fetch_into(kept, web, address, datetime.now(UTC), since)
    failed = [one for one in records.values() if kept.record(one.address) != one]
    for one in failed:
        if web.answered or one.outcome == Refused.outcome:
            kept.keep(one)
        elif any(kept.file(other) for other in records.values()):
            records[one.address] = replace(one, outcome=Unread.outcome)
        else:
            raise Offline(
                f"No site answered: all is unread, and nothing was kept or written. Look whether this machine has the "
                f"internet. The first page: {one.address} {one.why}."
            )
    return records


def _read(
    kept: Kept, texts: Sequence[Text], records: dict[str, Record], additions: Additions
) -> tuple[Additions, list[TextRead]]:
    """The additions with what the fetched pages add, and what came of each text."""
    found = []
    for text in tqdm(texts, desc="Reading", unit="text", disable=None, leave=False):
        pages = []
        for address in text.addresses:
            record = records[address]
            outcome, why = record.outcome, record.why
            if outcome == Dead.outcome:
                additions.dead(text, address, why)
            if path := kept.file(record):
                try:
                    additions = made_of_document(partial(additions.including, text, address), path)
                except DocumentRefused as refused:
                    outcome, why = Unread.outcome, str(refused)
            if outcome != KEPT:
                tqdm.write(f"{text.id}: {address} {why}.", file=sys.stderr)
            kept_as = (record.fetched_at, record.sha256, record.last_address)
            pages.append(PageRead(address, outcome, why, *kept_as))
        additions.settle(text)
        found.append(TextRead(text, pages, additions.proposed(text)))
    return additions, found


def _tell(out: Path, told: Path, additions: Additions, source: Path) -> None:
    if not any(additions.rows.values()):
        print(f"Nothing is proposed, so there is no workbook. Wrote the report {told}.")
        return
    counts = ", ".join(f"{len(rows):,} {table}" for table, rows in additions.rows.items() if rows)
    print(f"Wrote {out}: {counts}. Wrote the report {told}.")
    print(what_next(out, source))


if __name__ == "__main__":
    sys.exit(main())
