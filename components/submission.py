"""The parts of the page on one submission."""

from typing import Any

import streamlit as st

from components import address, entities, frame
from components.card import Answer
from components.downloads import toolbar
from components.entities import MAX_NAMED
from components.headings import heading
from components.patience import patient
from queries import Filters, ask
from queries.filters import MAX_TEXT, POINT_FILTERS
from words import _, labels, ngettext, number, options, records, text
from words.consultation import READING
from words.dates import partial

POINTS, PARTIES = 40, 50
"""How many points and organisations stand on one page of a list."""
AUTHORS = 6
"""How many authors are named under the title; all are in the list of who is behind it."""


def chosen() -> Any | None:
    """The submission that the address names; None, after saying where to go, if there is none.

    Of several ids the first that is known is shown, and the others are linked.
    """
    asked = entities.asked()
    known = [row for named in asked[:MAX_NAMED] if (row := _record(named)) is not None]
    if not known:
        entities.missing("submission")
        return None
    for other in known[1:]:
        with st.container(key=f"point_{other.submission_id}"):
            _link(other, ":material/description:", _("This address also names"))
    return known[0]


def _record(identity: str) -> Any | None:
    if len(identity) > MAX_TEXT:
        return None
    return next(ask("submission", id=identity).itertuples(), None)


def head(shown: Any) -> None:
    """Title, who, when, at which stage, what kind of document, and where it can be read."""
    frame.name_tab(text.plain(shown.title))
    entities.title(shown.title)
    _authors(shown)
    lines = [
        [
            (_("Date"), text.markdown(records.date(shown))),
            (_("Stage"), text.markdown(records.stage(shown))),
        ],
        [
            (_("Document"), text.markdown(records.document(shown))),
            (_("Published by"), text.markdown(shown.publisher)),
        ],
        [
            (_("Read at"), _pages(shown.source_url)),
            (_("Document itself"), _pages(shown.document_url)),
            (_("Further pages"), _pages(shown.other_source_urls)),
        ],
    ]
    with st.container(key="facts"):
        st.markdown(
            "  \n".join(
                " · ".join(f"**{name}:** {words}" for name, words in line if words)
                for line in lines
                if any(words for _name, words in line)
            )
        )


def _authors(shown: Any) -> None:
    parties = ask("submission_signatories", id=shown.submission_id)
    authors = parties[parties.role == "author"]
    with st.container(horizontal=True, gap="xsmall", key="authors", vertical_alignment="center"):
        st.markdown(f"**{_('By')}:**", width="content")
        for row in authors.head(AUTHORS).itertuples():
            entities.link("organisation", row.organisation_id, text.plain(row.organisation))
        if (more := len(authors) - AUTHORS) > 0:
            st.caption(
                ngettext("and {n} more", "and {n} more", more).format(n=number(more)),
                width="content",
            )


def _pages(addresses: object) -> str:
    """Markdown: each address in a cell as a link that shows its host."""
    return " · ".join(f"[{text.markdown(name)}]({page})" for name, page in records.pages(addresses))


@patient
def points_card(shown: Any) -> None:
    """Everything coded from it, by kind, each theme and claim leading to all who raise it."""
    rows = ask("submission_points", id=shown.submission_id)
    with st.container(border=True, key="card_submission_points"):
        heading(records.kinds_counted(rows), _all_of_it())
        st.caption(text.markdown(READING))
        place = st.container()
        part = rows.iloc[address.page(len(rows), POINTS, key="points_page")]
        with place:
            for kind in [*labels.KINDS, *(k for k in part.kind.unique() if k not in labels.KINDS)]:
                of_kind = part[part.kind == kind]
                if not of_kind.empty:
                    st.markdown(
                        f"### {labels.KINDS_PLURAL.get(kind, text.markdown(kind))}", anchors=False
                    )
                for row in of_kind.itertuples():
                    point(row, shown)
        with st.container(horizontal=True, gap="small", key="tools_submission_points"):
            toolbar(
                "submission_points",
                Answer("submission_points", Filters(), rows, {"id": shown.submission_id}),
            )


def _all_of_it() -> str:
    said = _("Everything coded from it, in the coders' words")
    return said + ", " + _("whatever the filters") if address.filters().active() else said


def point(row: Any, shown: Any) -> None:
    """One point of the submission ``shown``: ``row`` is of the question ``submission_points``."""
    with st.container(gap="xxsmall", key=f"point_{row.point_id}".replace(".", "_")):
        st.markdown(text.markdown(row.summary))
        with st.container(horizontal=True, gap="xsmall"):
            _raise_it(row.theme, row.kind, "themes", theme=(row.theme_id,))
            if isinstance(row.claim_id, str):
                _raise_it(f"“{text.plain(row.claim)}”", row.kind, "claims", claim=(row.claim_id,))
            for name, ids in (("action_line", row.action_lines), ("sdg", row.sdgs)):
                _cited(name, ids)
        if row.source_url != shown.source_url and (page := _pages(row.source_url)):
            st.caption(_("read at {page}").format(page=page))


def _raise_it(label: str, kind: str, grain: str, **chosen: tuple[str, ...]) -> None:
    selection = address.filters().without(*POINT_FILTERS).set(**chosen)
    st.page_link(
        "challenges.py",
        label=text.markdown(label),
        icon=":material/sell:" if grain == "themes" else ":material/format_quote:",
        query_params=address.parameters(selection, show=kind, grain=grain),
    )


def _cited(name: str, ids: object) -> None:
    for identity in filter(None, text.plain(ids).split("; ")):
        what = options.known()[name].get(identity, identity)
        words = _("Cites {what}").format(what=text.plain(what))
        entities.link(name, identity, words, icon=":material/flag:")


@patient
def parties_card(shown: Any) -> None:
    """Who wrote and who signed it, each leading to its page."""
    rows = ask("submission_signatories", id=shown.submission_id)
    with st.container(border=True, key="card_parties"):
        heading(records.behind(rows), _("Authors first, then signatories, by name"))
        if said := records.stated(rows, shown.stated_signatories):
            st.caption(said)
        place = st.container()
        part = rows.iloc[address.page(len(rows), PARTIES, key="names_page")]
        with place:
            for row in part.itertuples():
                party(row, shown)
        with st.container(horizontal=True, gap="small", key="tools_parties"):
            toolbar(
                "parties",
                Answer("submission_signatories", Filters(), rows, {"id": shown.submission_id}),
            )


def party(row: Any, shown: Any) -> None:
    """One organisation: name, role, group, country, the day it signed and the page that says so."""
    with st.container(gap="xxsmall", key=f"point_{row.organisation_id}"):
        entities.link("organisation", row.organisation_id, text.plain(row.organisation))
        parts = [
            labels.ROLES.get(row.role, row.role),
            labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group),
            text.plain(row.country),
        ]
        parts.append(records.signed_on(row.signed_on))
        said = text.markdown(" · ".join(text.plain(part) for part in parts if part))
        if row.source_url != shown.source_url and (page := _pages(row.source_url)):
            said += " · " + page
        st.caption(said)


@patient
def neighbours_card(shown: Any) -> None:
    """The submissions before and after it, by the same author and at the same stage."""
    rows = ask("submission_neighbours", id=shown.submission_id)
    if rows.empty:
        return
    names = {
        ("author", "previous"): _("Before, by the same author"),
        ("author", "next"): _("After, by the same author"),
        ("stage", "previous"): _("Before, at the same stage"),
        ("stage", "next"): _("After, at the same stage"),
    }
    icons = {"previous": ":material/arrow_back:", "next": ":material/arrow_forward:"}
    with st.container(border=True, key="card_neighbours"):
        heading(_("Before and after it"), _("Among the submissions collected whose date is known"))
        for row in rows.itertuples():
            relation, direction = str(row.relation), str(row.direction)
            with st.container(key=f"point_{relation}_{direction}"):
                _link(row, icons[direction], names[relation, direction])


def _link(row: Any, icon: str, words: str) -> None:
    when = partial(row.submitted_on, row.date_precision) or _("undated")
    st.page_link(
        "submission.py",
        label=text.markdown(f"{words}, {when}: {text.shorten(row.title, 110)}"),
        icon=icon,
        query_params=address.parameters(address.filters(), id=row.submission_id),
    )
