"""The drafts and the adopted text: dates, symbols, descriptions, and the page on which we read about each."""

from typing import Any

from cards.kit import Record, RecordList
from cards.outcome.words import issued, passages
from cards.query import Query
from i18n import _, escaping, messages, ngettext, number
from queries import Filters, ask

SIZE = 20
"""Texts on a page of the list."""


def texts_list(selection: Filters) -> RecordList | None:
    """The texts of the review in time order, if there are any; ``selection`` narrows the passages that are counted."""
    texts = ask("texts", selection)
    if texts.empty:
        return None
    return RecordList(
        query=Query("texts", selection, rows_to_show=texts),
        title=ngettext(
            "The {n} draft or adopted text", "The {n} drafts and adopted texts", len(texts)
        ).format(n=number(len(texts))),
        subtitle=_("Drafts and adopted text, in time order"),
        record=_text,
        rows=texts,
        size=SIZE,
    )


def _text(row: Any) -> Record:
    return Record(
        f"text_{row.text_id}",
        name=escaping.one_line(row.text),
        lines=((escaping.one_line(row.description), None),),
        about=(
            _("adopted text") if row.adopted else "",
            issued(row),
            escaping.one_line(row.document_symbol),
            _reported_on(row),
        ),
        source=row.source_url,
    )


def _reported_on(row: Any) -> str:
    """How many passages are reported from a text, and on how many themes."""
    if not row.passages:
        return passages(0)
    return _("{passages} on {themes}").format(
        passages=passages(int(row.passages)), themes=messages.THINGS("themes", row.themes)
    )
