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
    report_path = out.with_suffix(".md")
    refuse_present(out, report_path)
    texts = _chosen_texts(options)
    web = _web(options)
    now = datetime.now(UTC)
    page_store = Kept(options.kept)
    with page_store.locked():
        since = now if options.again else now - timedelta(hours=HOURS)
        records = _records(page_store, web, texts, since)
        organisations = Organisations(table_rows(options.source, "organisations"))
        additions, texts_read = _additions(
            page_store, texts, records, Additions(organisations, now.date())
        )
    print(f"{counted(texts_read)}.")
    if not web.answered and any(
        page.outcome == Unread.outcome for text_read in texts_read for page in text_read.pages
    ):
        print("No site answered: look whether this machine has the internet.")
    if any(additions.rows.values()):
        write_workbook(out, additions.rows, REVIEW, source=options.source)
    with written_whole(report_path) as unfinished:
        unfinished.write_text(report(texts_read, f"{now:%Y-%m-%d %H:%M} UTC"), encoding="utf-8")
    _tell(out, report_path, additions, options.source)
    return (
        0
        if all(page.outcome == KEPT for text_read in texts_read for page in text_read.pages)
        else 1
    )


def _chosen_texts(options: SimpleNamespace) -> list[Text]:
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


def _records(
    page_store: Kept, web: Web, texts: Sequence[Text], since: datetime
) -> dict[str, Record]:
    """The record of each address of the texts. Where no server has answered, no page counts as dead or is kept as dead.

    Raises Offline if there is no page of an earlier run either.
    """
    addresses = list(dict.fromkeys(address for text in texts for address in text.addresses))
    records = {}
    for address in tqdm(addresses, desc="Fetching", unit="page", disable=None, leave=False):
        records[address] = fetch_into(page_store, web, address, datetime.now(UTC), since)
    failed = [record for record in records.values() if page_store.record(record.address) != record]
    for record in failed:
        if web.answered or record.outcome == Refused.outcome:
            page_store.keep(record)
        elif any(page_store.file(other_record) for other_record in records.values()):
            records[record.address] = replace(record, outcome=Unread.outcome)
        else:
            raise Offline(
                f"No site answered: all is unread, and nothing was kept or written. Look whether this machine has the "
                f"internet. The first page: {record.address} {record.why}."
            )
    return records


def _additions(
    page_store: Kept, texts: Sequence[Text], records: dict[str, Record], additions: Additions
) -> tuple[Additions, list[TextRead]]:
    """The additions with what the fetched pages add, and what came of each text."""
    texts_read = []
    for text in tqdm(texts, desc="Reading", unit="text", disable=None, leave=False):
        pages = []
        for address in text.addresses:
            record = records[address]
            outcome, why = record.outcome, record.why
            if outcome == Dead.outcome:
                additions.dead(text, address, why)
            if path := page_store.file(record):
                try:
                    additions = made_of_document(partial(additions.including, text, address), path)
                except DocumentRefused as error:
                    outcome, why = Unread.outcome, str(error)
            if outcome != KEPT:
                tqdm.write(f"{text.id}: {address} {why}.", file=sys.stderr)
            provenance = (record.fetched_at, record.sha256, record.last_address)
            pages.append(PageRead(address, outcome, why, *provenance))
        additions.settle(text)
        texts_read.append(TextRead(text, pages, additions.proposed(text)))
    return additions, texts_read


def _tell(out: Path, report_path: Path, additions: Additions, source: Path) -> None:
    if not any(additions.rows.values()):
        print(f"Nothing is proposed, so there is no workbook. Wrote the report {report_path}.")
        return
    counts = ", ".join(f"{len(rows):,} {table}" for table, rows in additions.rows.items() if rows)
    print(f"Wrote {out}: {counts}. Wrote the report {report_path}.")
    print(what_next(out, source))


if __name__ == "__main__":
    sys.exit(main())
