"""The report of a run, as Markdown: of each text the signatories stated and named, and the pages that were not read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from intake.collecting.outcomes import KEPT, Dead, Refused, Unread, printable_text
from intake.collecting.texts import Text

_PARTS = (
    (Dead.outcome, "Dead links", "The address is proposed for correction in the workbook."),
    (
        Refused.outcome,
        "Refused",
        "Asking again gives the same, unless the site or the options change.",
    ),
    (Unread.outcome, "Unread", "The same command asks for them again."),
)


@dataclass(frozen=True)
class PageRead:
    """What came of one page of a text: an outcome, why (empty where it was read), and when and as what it was kept."""

    address: str
    outcome: str
    why: str = ""
    fetched_at: str | None = None
    sha256: str | None = None
    last_address: str | None = None


@dataclass(frozen=True)
class TextRead:
    """What came of a text: its pages, and how many signatories its pages add."""

    text: Text
    pages: Sequence[PageRead]
    proposed: int


def report(read: Sequence[TextRead], when: str) -> str:
    """The whole report; `when` says when it was made."""
    parts = [f"# Pages fetched, {when}", _summary(read), _signatories(read)]
    for outcome, title, remark in _PARTS:
        lines = [
            f"- {text_read.text.id}: <{page.address}> {_plain(page.why)}"
            for text_read in read
            for page in text_read.pages
            if page.outcome == outcome
        ]
        if lines:
            parts.append(f"## {title}\n\n{remark}\n\n" + "\n".join(lines))
    lines = [
        f"- {text_read.text.id}: <{page.address}> fetched {page.fetched_at}, sha256 {page.sha256}{_redirect(page)}"
        for text_read in read
        for page in text_read.pages
        if page.sha256
    ]
    if lines:
        parts.append("## Kept\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def counted(read: Sequence[TextRead]) -> str:
    """The pages by outcome, in one line."""
    outcomes = [page.outcome for text_read in read for page in text_read.pages]
    counts = [f"{outcomes.count(KEPT):,} read"]
    counts += [f"{outcomes.count(outcome):,} {outcome}" for outcome, *_ in _PARTS]
    return f"{len(outcomes):,} pages of {len(read):,} texts: {', '.join(counts)}"


def _summary(read: Sequence[TextRead]) -> str:
    stating = [text_read for text_read in read if text_read.text.stated]
    stated_count = sum(text_read.text.stated or 0 for text_read in stating)
    named_count = sum(len(text_read.text.signatories) for text_read in stating)
    proposed_count = sum(text_read.proposed for text_read in stating)
    return (
        f"{counted(read)}.\n\n"
        f"{len(stating):,} of the texts state {stated_count:,} signatures; {named_count:,} of these are named, and "
        f"{proposed_count:,} more are proposed. A person has yet to review them."
    )


def _signatories(read: Sequence[TextRead]) -> str:
    lines = [
        "| submission | title | stated | named | proposed | still missing | pages read |",
        "|---|---|---|---|---|---|---|",
    ]
    for text_read in read:
        text = text_read.text
        pages_read = sum(page.outcome == KEPT for page in text_read.pages)
        missing_count = (
            "" if text.stated is None else str(max(text.missing - text_read.proposed, 0))
        )
        lines.append(
            f"| {text.id} | {_plain(str(text.row['title']))} | {text.stated or ''} | {len(text.signatories)} "
            f"| {text_read.proposed} | {missing_count} | {pages_read} of {len(text_read.pages)} |"
        )
    return "## Signatories, named of stated\n\n" + "\n".join(lines)


def _redirect(page: PageRead) -> str:
    """The last address of a page that was redirected; a site may send readers of a page that is gone to its first."""
    if page.last_address in (None, page.address):
        return ""
    return f", redirected to {_plain(printable_text(page.last_address or ''))}"


def _plain(text: str) -> str:
    """Text with the characters escaped that have a meaning in Markdown."""
    return re.sub(r"([\\`*_|<>\[\]#])", r"\\\1", " ".join(text.split()))
