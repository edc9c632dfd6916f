"""The answer whether an organisation signed or said it, at addresses such as /?who=jpnic."""

from typing import Any

import streamlit as st

from cards.kit import Link
from cards.query import query
from components import links, stage_strip, url_state
from components.downloads import toolbar
from components.headings import heading
from components.query_limits import survives_query_limit
from data.normalise import fold
from i18n import (
    _,
    entity_sentences,
    escaping,
    filter_options,
    headlines,
    labels,
    list_summaries,
    ngettext,
)
from i18n.dates import written
from queries import Filters, ask, count_rows

BOX = "who"
"""The parameter of the address that names the organisation."""
MAX_NAME = 100
CANDIDATES, LISTED = 12, 12


def organisations_named(typed: str) -> list[str]:
    """Ids of the organisations that ``typed`` can mean.

    By id, by short or full name, else all whose names have each of its words.
    """
    rows = ask("organisations")
    if typed in set(rows.organisation_id):
        return [typed]
    wanted = fold(typed)
    names = [
        (i, fold(label), fold(name))
        for i, label, name in zip(rows.organisation_id, rows.label, rows.organisation, strict=True)
    ]
    same = [i for i, label, name in names if wanted in (label, name)]
    return same or [
        i
        for i, label, name in names
        if wanted and all(word in f"{label} · {name}" for word in wanted.split())
    ]


@survives_query_limit
def answer() -> None:
    """What the organisation in the box wrote and signed, newest first, whatever the filters are."""
    typed = escaping.one_line(st.query_params.get(BOX, ""))[:MAX_NAME]
    if not typed:
        return
    meant = organisations_named(typed)
    with st.container(border=True, key="card_answer"):
        if len(meant) == 1:
            _found(meant[0])
        elif meant:
            _choice_of(typed, meant)
        else:
            heading(
                _("We collected nothing from “{name}”").format(name=typed),
                _(
                    "It may still have signed or said something: we did not collect everything, and lists of "
                    "signatories are often incomplete. Try another spelling or the short name."
                ),
            )
            _clear(_("Clear"))


def _found(identity: str) -> None:
    selection = Filters(organisation=(identity,))
    signed, wrote = list_summaries.signatures(selection)
    signatures = query("signatures", selection).page(slice(0, LISTED))
    name = escaping.one_line(signatures.rows.organisation.iloc[0])
    heading(
        entity_sentences.wrote_and_signed(name, wrote, signed),
        _(
            "All submissions that we collected, newest first; filters do not apply. They make {points}. If a "
            "submission is not listed, we did not collect it: the organisation may still have spoken."
        ).format(points=headlines.counted(count_rows("points", selection), "points")),
    )
    stage_strip.draw(identity)
    for row in signatures.rows.itertuples():
        _signature(row)
    if signatures.total > LISTED:
        more = _("and {count} more: select “See all” below, or download the list")
        st.caption(more.format(count=signatures.total - LISTED))
    ways = (
        Link("organisation", _("Go to its page"), id=identity, icon=":material/arrow_forward:"),
        Link("who_signed_what", _("See all"), selection, icon=":material/table_view:"),
        Link("challenges", _("What it raises"), selection, icon=":material/format_quote:"),
    )
    with st.container(horizontal=True, vertical_alignment="center", key="tools_answer"):
        links.draw(ways)
        toolbar("answer", signatures)
        _clear(_("Close"), "tertiary")


def _choice_of(typed: str, meant: list[str]) -> None:
    sentence = _("“{name}” matches {n} organisations").format(name=typed, n=len(meant))
    st.markdown(f"## {escaping.markdown(sentence)}", anchors=False)
    names = filter_options.option_labels()["organisation"]
    with st.container(horizontal=True, gap="xsmall"):
        for identity in meant[:CANDIDATES]:
            st.button(
                escaping.markdown(names[identity]),
                key=f"answer_{identity}",
                on_click=url_state.set_params,
                kwargs={BOX: identity},
            )
    if (more := len(meant) - CANDIDATES) > 0:
        st.caption(ngettext("and {count} more", "and {count} more", more).format(count=more))
    _clear(_("Clear"))


def _clear(label: str, kind: Any = "secondary") -> None:
    st.button(
        label,
        key="clear_answer",
        on_click=url_state.set_params,
        kwargs={BOX: None},
        icon=":material/close:",
        type=kind,
    )


def _signature(row: Any) -> None:
    """One submission of an organisation: role, date, stage, title as a link, source."""
    when = written(row.submitted_on)
    source = escaping.safe_url(row.source_url)
    role = labels.ROLES.get(row.role, row.role)
    label = f"{role}, {when}: {escaping.shorten(row.submission, 110)}"
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        links.draw((Link("submission", label, id=row.submission_id),))
        where = (
            f" · [{escaping.markdown(escaping.host(row.source_url))}]({source})" if source else ""
        )
        st.caption(escaping.markdown(row.stage) + where)
