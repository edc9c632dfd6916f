"""Outcome: whether the adopted text has what was asked for, and how much of it is on each theme."""

from typing import Any

import pandas as pd
import streamlit as st

from cards import asks, outcome, outcome_theme, registry, switches, verdicts
from cards.kit import Link, points_link
from cards.query import MORE, Query, dotted, query
from components import entity_page, links, print_view, url_state, widgets
from components.card import show
from components.downloads import download, toolbar
from components.headings import heading
from components.query_limits import survives_query_limit
from i18n import (
    _,
    escaping,
    filter_options,
    headlines,
    labels,
    ngettext,
    number,
    percent,
    pgettext,
    routes,
    stating,
    units,
)
from queries import Filters, ask

CLAIMS = 5
"""Claims on a page of a list."""
PASSAGES = 8
"""Passages on a theme up to which all are shown at first; of more, those of the adopted text."""

page = url_state.context()
cards = registry.cards_of("what_became_of_it", page)
theme = outcome.opened(page) or None
known = filter_options.option_labels()["theme"]
asked = outcome.counted(page.filters)


def body() -> Any:
    """A place for what the page shows.

    The browser stays as far down as it was where another theme is opened or closed. A change of the key begins an
    animation of frame.css, in whose first frame the place has no height: so the page begins at its top.
    """
    before, turn = st.session_state.get("outcome_opened", (theme, 0))
    if before != theme:
        turn = 1 - turn
    st.session_state["outcome_opened"] = (theme, turn)
    return st.container(key=f"from_top_{turn}")


def back() -> None:
    """A link from the opened theme to all."""
    kept = {name: st.query_params[name] for name in ("sort",) if name in st.query_params}
    view = {**kept, MORE: "yes"}
    links.draw(
        (Link("what_became_of_it", _("All themes"), icon=":material/arrow_back:", view=view),)
    )


def chooser() -> None:
    """A list of all themes to open one from."""
    if print_view.is_print_view():
        return
    key, first = widgets.showing("view_open", theme if theme in known else None)

    def changed(_before: str | None, now: str | None) -> None:
        url_state.set_params(open=now, text=None, asks=None, challenges=None)

    st.selectbox(
        _("Choose a theme to open"),
        list(known),
        index=list(known).index(first) if first else None,
        key=key,
        format_func=lambda one: known.get(one, one),
        placeholder=_("Choose one of {n}").format(n=number(len(known))),
        on_change=widgets.on_change(key, changed),
        width=320,
    )


def switches_and_text() -> None:
    """What is counted and, where requests have verdicts, made to which text, with a link to that text; in one line."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        url_state.unit_switch()
        if asks.has_verdicts():
            for _name, label, choices in switches.compared_with():
                url_state.switch("made_to", label, choices, bare=True)
            text = _("Read the text paragraph by paragraph")
            links.draw((Link("text", text, icon=":material/article:"),))


def whose() -> None:
    """Whose requests are in the text."""
    show(
        cards["verdicts"],
        above=lambda: url_state.switch("parties", _("Whose requests"), verdicts.BY, bare=True),
    )


def every_theme() -> None:
    """All themes: the finding, the table, those far apart, the texts."""
    counts = query("outcome_themes", asked, unit=page.unit)
    passages = outcome.only_passages(asked)
    texts = ask("texts", passages)
    if outcome.final(texts) is None:
        with st.container(border=True, key="card_finding"):
            heading(
                _("This data set contains no draft or adopted text"),
                _("There is therefore nothing to compare with what submissions ask for."),
            )
        return
    with st.container(border=True, key="card_finding"):
        heading(
            outcome.standing(counts.rows, outcome.read_whole())
            or _("Nothing to compare with these filters"),
            dotted(
                labels.UNITS[page.unit],
                outcome.with_paragraphs(page, asked),
                page.left_out(asked),
            ),
        )
        cautions = outcome.caution(outcome.when_empty(counts.rows), stated=asks.has_verdicts())
        st.markdown(escaping.markdown(cautions))
        chooser()
    show(
        cards["by_text"],
        above=lambda: url_state.switch("sort", _("Order"), outcome.SORTS),
    )
    if outcome.read_whole():
        show(cards["apart"])
    texts_card(texts, passages)


def one_theme(theme: str) -> None:
    """One theme: who asked for what, and what each text is reported to say, with the pages that report it."""
    whole = asked.without("theme", "family")
    texts = ask("texts", Filters(theme=(theme,)))
    rows = ask("outcome_themes", whole, unit=page.unit)
    row = next(rows[rows.theme_id == theme].itertuples())
    claims = ask("outcome_claims", whole, theme=theme, unit=page.unit)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        chooser()
        url_state.unit_switch()
    with st.container(border=True, key="card_finding"):
        heading(
            outcome_theme.in_numbers(row, outcome.read_whole(), page.unit),
            dotted(labels.UNITS[page.unit], outcome.with_paragraphs(page, whole)),
        )
        st.markdown(escaping.markdown(outcome.caution(outcome.when_empty(rows))))
        with st.container(horizontal=True, gap="small"):
            st.markdown("[" + _("What the drafts say") + "](#passages)")
            entity_page.link("theme", theme, _("More about this theme"), icon=":material/sell:")
    wanted = "text" in page.view  # whoever comes for the passages finds them first
    if wanted:
        passages_card(theme, texts)
    left, right = st.columns([6, 7])
    with left:
        if asks.has_verdicts():
            show(cards["asks"])
        else:
            claims_card("asks", "recommendation", theme, claims, whole)
    with right:
        show(cards["groups"])
    if not wanted:
        passages_card(theme, texts)
    if url_state.show_more(_("More: challenges, positions, and the drafts themselves")):
        left, right = st.columns(2)
        with left:
            claims_card("challenges", "challenge", theme, claims, whole)
        with right:
            others_card(theme, claims, whole)
        texts_card(texts, Filters(theme=(theme,)))


NONE_SAID = {
    "recommendation": _("No requests on this theme match these filters"),
    "challenge": _("No challenges on this theme match these filters"),
}


@survives_query_limit
def claims_card(key: str, kind: str, theme: str, claims: pd.DataFrame, whole: Filters) -> None:
    """The claims of one kind within the theme, most frequent first, with the groups that make them and their points."""
    rows = claims[claims.kind == kind]
    scope = outcome.in_force(page, whole)
    with st.container(border=True, key=f"card_{key}"):
        if rows.empty:
            heading(NONE_SAID[kind], scope)
            return
        named = rows[rows.claim_id != "none"]
        most = headlines.most(named, "claim", page.unit, kind)
        about = (_(outcome_theme.BY_CLAIM[kind]), units.unit_name(page.unit, kind))
        heading(most or labels.KINDS_PLURAL[kind], dotted(*about, scope))
        place = st.container(gap="small")
        shown = rows.iloc[url_state.page(len(rows), CLAIMS, key=key)]
        with place:
            for row in shown.itertuples():
                claim(row, theme, whole)
        with st.container(horizontal=True, gap="small", key=f"tools_{key}"):
            parameters = {"theme": theme, "unit": page.unit}
            toolbar(key, Query("outcome_claims", whole.set(kind=(kind,)), parameters, rows))


def claim(row: Any, theme: str, whole: Filters) -> None:
    """One claim: its name, its share, its points, and the points of each group."""
    own = outcome.points_of(whole, theme, row.kind, claim=(row.claim_id,))
    with st.container(gap="xxsmall", key=f"point_{row.kind}_{row.claim_id}"):
        if row.claim_id == "none":
            st.markdown(_(labels.NO_CLAIM))
        else:
            entity_page.link("claim", row.claim_id, escaping.one_line(row.claim))
        share = headlines.of(int(row.count), int(row.total), page.unit)
        st.caption(escaping.markdown(f"{share} ({percent(row.count, row.total)})"))
        with st.container(horizontal=True, gap="xsmall"):
            links.draw((points_link(own, headlines.counted(int(row.points), "points")),))
            for group, count in outcome_theme.groups_of(row.groups):
                label = f"{labels.GROUPS.get(group, group)} {number(count)}"
                narrowed = outcome.of_group(own, group)
                links.draw(
                    (points_link(narrowed, label, ":material/group:") if narrowed else label,)
                )


@survives_query_limit
def others_card(theme: str, claims: pd.DataFrame, whole: Filters) -> None:
    """Positions and achievements on the theme, briefly."""
    kinds = [kind for kind in ("position", "achievement") if (claims.kind == kind).any()]
    if not kinds:
        return
    with st.container(border=True, key="card_others"):
        scope = outcome.in_force(page, whole)
        heading(_("Positions and achievements on the theme"), scope)
        for kind in kinds:
            rows = claims[claims.kind == kind]
            label = _("{kinds}: {points} ({count})").format(
                kinds=labels.KINDS_PLURAL[kind],
                points=headlines.counted(int(rows.points.sum()), "points"),
                count=headlines.counted(int(rows.total.iloc[0]), page.unit),
            )
            named = rows[rows.claim_id != "none"].head(outcome.NAMED)
            with st.container(gap="xxsmall", key=f"point_{kind}"):
                links.draw((points_link(outcome.points_of(whole, theme, kind), label),))
                for row in named.itertuples():
                    label = stating(escaping.one_line(row.claim), number(row.count))
                    entity_page.link("claim", row.claim_id, label)


@survives_query_limit
def passages_card(theme: str, texts: pd.DataFrame) -> None:
    """What each text is reported to say on the theme, in time order; or one text, if the address names it."""
    passages = query("text_passages", Filters(theme=(theme,)))
    rows = passages.rows
    with st.container(border=True, key="card_passages"):
        heading(
            outcome_theme.reported_in(texts),
            _(
                "Passages of the drafts and of the adopted text, in time order; filters do not apply"
            ),
            anchor="passages",
        )
        choices = {
            outcome.ALL: pgettext("all texts", "All"),
            **{row.text_id: escaping.markdown(outcome.head(row)) for row in texts.itertuples()},
        }
        chosen = outcome.ALL
        if not print_view.is_print_view():
            usual = shown_at_first(texts, len(rows))
            chosen = url_state.segmented_param(
                "text", _("Draft"), choices, default=usual, bare=True
            )
        for row in texts.itertuples():
            if chosen in (outcome.ALL, row.text_id):
                passages_of(row, rows[rows.text_id == row.text_id])
        with st.container(horizontal=True, gap="small", key="tools_passages"):
            toolbar("passages", passages)


def shown_at_first(texts: pd.DataFrame, passages: int) -> str:
    """The choice of texts where the address makes none: all, or of many passages the adopted text, if it has some."""
    adopted = texts.text_id[texts.adopted & (texts.passages > 0)]
    return str(adopted.iloc[0]) if passages > PASSAGES and len(adopted) else outcome.ALL


def passages_of(row: Any, rows: pd.DataFrame) -> None:
    """What one text is reported to say on the theme."""
    with st.container(gap="xsmall", key=f"text_{row.text_id}"):
        text_name(row)
        about = [outcome.issued(row), *filter(None, [escaping.one_line(row.document_symbol)])]
        about.append(outcome.passages(len(rows)) if len(rows) else outcome.nothing_reported())
        st.caption(escaping.markdown(" · ".join(about)))
        for passage in rows.itertuples():
            with st.container(gap="xxsmall", key=f"point_{passage.passage_id}".replace(".", "_")):
                st.markdown(escaping.markdown(passage.says))
                st.caption(outcome.about_passage(passage))


def text_name(row: Any) -> None:
    """The name of a text of the review, and whether it was adopted."""
    mark = " · " + _("adopted text") if row.adopted else ""
    st.markdown(f"**{escaping.markdown(row.text)}**{mark}")


@survives_query_limit
def texts_card(texts: pd.DataFrame, selection: Filters) -> None:
    """The texts of the review: when, under which symbol, what, and the page it was read about on.

    ``selection`` narrows the passages that are counted.
    """
    with st.container(border=True, key="card_texts"):
        said = ngettext(
            "The {n} draft or adopted text", "The {n} drafts and adopted texts", len(texts)
        ).format(n=number(len(texts)))
        heading(said, _("Drafts and adopted text, in time order"))
        for row in texts.itertuples():
            with st.container(gap="xxsmall", key=f"point_text_{row.text_id}"):
                text_name(row)
                st.markdown(escaping.markdown(row.description))
                about = [
                    outcome.issued(row),
                    escaping.one_line(row.document_symbol),
                    reported_on(row),
                ]
                source = escaping.safe_url(row.source_url)
                where = f" · [{escaping.markdown(escaping.host(row.source_url))}]({source})"
                said = escaping.markdown(" · ".join(part for part in about if part))
                st.caption(said + (where if source else ""))
        with st.container(horizontal=True, gap="small", key="tools_texts"):
            toolbar("texts", Query("texts", selection, shown=texts))
            if not print_view.is_print_view():
                passages = query("text_passages", selection)
                download("every_passage", passages, _("Download the passages"))


def reported_on(row: Any) -> str:
    """How many passages are reported from a text, and on how many themes."""
    if not row.passages:
        return outcome.passages(0)
    return _("{passages} on {themes}").format(
        passages=outcome.passages(int(row.passages)),
        themes=outcome.themes_counted(int(row.themes)),
    )


with body():
    if theme:
        back()
    st.title(escaping.markdown(outcome.title(theme)), anchor=False)
    if theme is None:
        switches_and_text()
        if not asks.has_verdicts():
            every_theme()
        else:
            show(cards["standing"])
            show(cards["asks"])
            if url_state.show_more(_("More: each theme, and the drafts")):
                whose()
                st.header(_("Each theme: requests and paragraphs"), anchor="themes")
                every_theme()
    elif theme in known:
        one_theme(theme)
    else:
        with st.container(border=True, key="card_missing"):
            heading(*routes.ENTITIES["theme"].missing(theme))
            back()
