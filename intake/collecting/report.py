"""The report of a run, as Markdown: of each text the signatories stated and named, and the pages that were not read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from intake.collecting.outcomes import KEPT, Dead, Refused, Unread, shown
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
            f"- {one.text.id}: <{page.address}> {_plain(page.why)}"
            for one in read
            for page in one.pages
            if page.outcome == outcome
        ]
        if lines:
            parts.append(f"## {title}\n\n{remark}\n\n" + "\n".join(lines))
    lines = [
        f"- {one.text.id}: <{page.address}> fetched {page.fetched_at}, sha256 {page.sha256}{_moved(page)}"
        for one in read
        for page in one.pages
        if page.sha256
    ]
    if lines:
        parts.append("## Kept\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def counted(read: Sequence[TextRead]) -> str:
    """The pages by outcome, in one line."""
    pages = [page.outcome for one in read for page in one.pages]
    said = [f"{pages.count(KEPT):,} read"]
    said += [f"{pages.count(outcome):,} {outcome}" for outcome, *_rest in _PARTS]
    return f"{len(pages):,} pages of {len(read):,} texts: {', '.join(said)}"


def _summary(read: Sequence[TextRead]) -> str:
    stating = [one for one in read if one.text.stated]
    stated = sum(one.text.stated or 0 for one in stating)
    named = sum(len(one.text.signatories) for one in stating)
    proposed = sum(one.proposed for one in stating)
    return (
        f"{counted(read)}.\n\n"
        f"{len(stating):,} of the texts state {stated:,} signatures; {named:,} of these are named, and "
        f"{proposed:,} more are proposed. A person has yet to review them."
    )


def _signatories(read: Sequence[TextRead]) -> str:
    lines = [
        "| submission | title | stated | named | proposed | still missing | pages read |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in read:
        text = one.text
        done = sum(page.outcome == KEPT for page in one.pages)
        missing = "" if text.stated is None else str(max(text.missing - one.proposed, 0))
        lines.append(
            f"| {text.id} | {_plain(str(text.row['title']))} | {text.stated or ''} | {len(text.signatories)} "
            f"| {one.proposed} | {missing} | {done} of {len(one.pages)} |"
        )
    return "## Signatories, named of stated\n\n" + "\n".join(lines)


def _moved(page: PageRead) -> str:
    """Where a page was in the end; a site may send readers of a page that is gone to its first one."""
    if page.last_address in (None, page.address):
        return ""
    return f", redirected to {_plain(shown(page.last_address or ''))}"


def _plain(text: str) -> str:
    """Text in which Markdown finds no sign of its own."""
    return re.sub(r"([\\`*_|<>\[\]#])", r"\\\1", " ".join(text.split()))
