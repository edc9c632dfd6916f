"""The codebook: themes and claims with definitions and borders, as records or as a table."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from cards.query import Context, Query, dotted
from cards.topic import Topic
from components import print_view, url_state, widgets
from components.downloads import toolbar
from components.grid import rows_table
from components.headings import heading
from components.links import entity as link
from components.query_limits import survives_query_limit
from data.normalise import fold
from data.rows import each
from exports import Provenance
from i18n import (
    N_,
    Words,
    _,
    escaping,
    filter_options,
    headlines,
    labels,
    listed,
    messages,
    ngettext,
    number,
    quoted,
    series,
)
from queries import ask
from queries.filters import MAX_TEXT

LISTED = 8
KINDS = Words({"all": N_("All kinds")}, labels.KINDS_PLURAL)
FORMS = Words({"list": N_("List"), "table": N_("Table")})


@dataclass(frozen=True, eq=False)
class Found(Query):
    """An answer narrowed by the page's own search; its files state the search among the filters."""

    def provenance(self, view: str, rows: str) -> Provenance:
        """What a file of these rows says about them."""
        about = super().provenance(view, rows)
        return replace(about, filters=series([about.filters, self.only])) if self.only else about


@survives_query_limit
def themes_card() -> None:
    """The codebook of themes, and how often each comes up in the selection."""
    selection, words = url_state.filters(), _search_words()
    rows = _matching(ask("codebook_themes", selection), words)
    title = ngettext(
        "{n} theme in the families: {families}", "{n} themes in the families: {families}", len(rows)
    ).format(n=number(len(rows)), families=listed(rows.family.drop_duplicates().tolist()))
    _card(Found("codebook_themes", selection, {}, rows, _search_note(words)), rows, title, _theme)


@survives_query_limit
def claims_card() -> None:
    """The codebook of claims with their borders, and how often each comes up in the selection."""
    selection, words = url_state.filters(), _search_words()
    kind = url_state.param("show", tuple(KINDS))
    rows = ask("codebook_claims", selection)
    titles = dict(zip(rows.claim_id, rows.claim, strict=True))
    ranks = {kind: rank for rank, kind in enumerate(labels.KINDS)}
    worded_rows = rows.assign(excludes=[borders(cell, titles) for cell in rows.excludes])
    worded_rows = worded_rows.sort_values("kind", key=lambda kinds: kinds.map(ranks), kind="stable")
    worded_rows = _matching(
        worded_rows if kind == "all" else worded_rows[worded_rows.kind == kind], words
    )
    title = messages.THINGS("claims", len(worded_rows))
    claim_rows = rows[rows.claim_id.isin(worded_rows.claim_id)]
    answer = Found("codebook_claims", selection, {"kind": kind}, claim_rows, _search_note(words))
    _card(answer, worded_rows, title, _claim)


@survives_query_limit
def index_card(page: Context) -> None:
    """Every theme by its family: a link to its page, with how many submissions raise it."""
    filters = page.filters.without("theme", "family")
    rows = ask("themes", filters)
    counts = dict(zip(rows.theme_id, rows.submissions, strict=True))
    families: dict[str, list[tuple[str, str]]] = {}
    book = ask("codebook_themes")
    book = book.assign(count=[int(counts.get(identifier, 0)) for identifier in book.theme_id])
    for row in each(book.sort_values("count", ascending=False, kind="stable")):
        label = f"{escaping.one_line(row.theme)} ({number(row.count)})"
        families.setdefault(row.family, []).append((row.theme_id, label))
    with st.container(border=True, key="card_index"):
        title = ngettext("{n} theme, each with a page", "{n} themes, each with a page", len(book))
        heading(
            title.format(n=number(len(book))),
            dotted(_("Numbers in brackets: submissions that raise it"), page.scope(filters)),
            anchor="index",
        )
        for family, theme_links in families.items():
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                st.caption(f"**{escaping.markdown(family)}**", width="content")
                for identifier, label in theme_links:
                    link("theme", identifier, label)


@survives_query_limit
def claims_of(topic: Topic) -> None:
    """The claims defined within the theme with their borders, by kind, behind a fold; not on paper."""
    book = ask("codebook_claims", topic.asked)
    title = filter_options.option_labels()["theme"][topic.id]
    rows = book[book.theme == title]
    if rows.empty or print_view.is_print_view():
        return
    label = ngettext("Definition of its {n} claim", "Definitions of its {n} claims", len(rows))
    claims = st.expander(label.format(n=number(len(rows))), key="fold_claims", on_change="rerun")
    if not claims.open:
        return
    titles = dict(zip(book.claim_id, book.claim, strict=True))
    with claims:
        for kind, words in labels.KINDS_PLURAL.items():
            kind_rows = rows[rows.kind == kind]
            if len(kind_rows):
                st.markdown(f"**{words}**")
            for row in each(kind_rows):
                claim(row, borders(row.excludes, titles))


def _search_words() -> str:
    """The words of the search in the codebook, which the address has as ``find``."""
    return escaping.one_line(url_state.last_value("find"))[:MAX_TEXT]


def _search_note(words: str) -> str:
    """The note on which rows a search for ``words`` selects; empty without a search."""
    return _("rows with “{words}”").format(words=words) if words else ""


def _search() -> None:
    key, first = widgets.showing("view_find", _search_words())

    def changed(_before: str, now: str) -> None:
        url_state.set_params(find=escaping.one_line(now)[:MAX_TEXT] or None, page=None)

    st.text_input(
        _("Search the codebook"),
        value=first,
        key=key,
        max_chars=MAX_TEXT,
        icon=":material/search:",
        placeholder=_("in titles and definitions"),
        on_change=widgets.on_change(key, changed),
        width=280,
    )


def _matching(rows: pd.DataFrame, words: str) -> pd.DataFrame:
    """The rows in whose text every word occurs, whatever case and accents."""
    wanted_words = fold(words).split()
    if not wanted_words:
        return rows
    cells = rows.select_dtypes(exclude="number")
    lines = [fold(" ".join(escaping.one_line(cell) for cell in line)) for line in cells.to_numpy()]
    return rows[[all(word in line for word in wanted_words) for line in lines]]


def borders(cell: object, titles: Mapping[str, str]) -> str:
    """What a claim excludes, with the titles of the claims it points to in place of their ids."""
    return re.sub(
        r"(?<![a-z0-9-])[a-z]{2}-[a-z0-9-]+",
        lambda match: quoted(titles[match[0]]) if match[0] in titles else match[0],
        escaping.one_line(cell),
    )


def _card(answer: Query, rows: pd.DataFrame, title: str, record: Callable[[Any], None]) -> None:
    """A part of the codebook; ``rows`` are those of the answer in the wording and order of the list."""
    name = answer.name
    with st.container(border=True, key=f"card_{name}"):
        subtitle = dotted(
            _("Counts match the current filters"), url_state.context().narrowed(answer.filters)
        )
        heading(title if len(rows) else _("No theme or claim matches"), subtitle)
        with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
            if name == "codebook_claims":
                url_state.segmented_param("show", labels.FILTERS["kind"], KINDS)
            form = url_state.segmented_param("view", _("Show as"), FORMS)
            _search()
        if rows.empty:
            st.button(
                _("Clear the search"),
                key="clear_find",
                icon=":material/close:",
                on_click=url_state.set_params,
                kwargs={"find": None, "page": None},
            )
            return
        if form == "table":
            rows_table(answer, key=f"table_{name}", alt=title, height=560)
        else:
            container = st.container()
            part = rows.iloc[url_state.page(len(rows), LISTED)]
            with container:
                for row in each(part):
                    record(row)
        with st.container(horizontal=True, gap="small", key=f"tools_{name}"):
            toolbar(name, answer)


def _counts(row: Any) -> str:
    return _("{points} in {submissions}").format(
        points=headlines.counted(int(row.points), "points"),
        submissions=headlines.counted(int(row.submissions), "submissions"),
    )


def _theme(row: Any) -> None:
    claims = messages.THINGS("claims", int(row.claims))
    about = [escaping.one_line(row.family), _counts(row), *([claims] if row.claims else [])]
    with st.container(gap="xxsmall", key=f"point_{row.theme_id}"):
        link("theme", row.theme_id, row.theme)
        st.markdown(escaping.markdown(row.definition))
        st.caption(escaping.markdown(" · ".join(about)))


def _claim(row: Any) -> None:
    kind = labels.KINDS.get(row.kind, escaping.one_line(row.kind))
    claim(row, row.excludes, about=f"{kind} · {escaping.one_line(row.theme)} · ")


def claim(row: Any, excludes: str, about: str = "") -> None:
    """One claim with its borders and counts. ``row`` is of the question ``codebook_claims``; ``excludes`` names the
    claims that it points to by their titles."""
    with st.container(gap="xxsmall", key=f"point_{row.claim_id}"):
        link("claim", row.claim_id, escaping.one_line(row.claim))
        st.markdown(
            "  \n".join(
                [
                    escaping.markdown(row.definition),
                    _("**Includes:** {what}").format(what=escaping.markdown(row.includes)),
                    _("**Not included, see instead:** {what}").format(
                        what=escaping.markdown(excludes)
                    ),
                ]
            )
        )
        st.caption(escaping.markdown(about + _counts(row)))
