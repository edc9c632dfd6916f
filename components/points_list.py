"""The points that a figure counts: our summaries, with who, when, where it was said and the page it was read on."""

from collections.abc import Collection
from typing import Any

import streamlit as st

from cards.query import dotted, query
from components import print_view, url_state
from components.downloads import toolbar
from components.entity_page import link
from components.headings import empty_state, heading
from components.links import report_of_point
from components.query_limits import survives_query_limit
from i18n import _, entity_sentences, escaping, labels, languages, list_summaries
from i18n.dates import written
from i18n.headlines import counted
from queries import Filters

PAGE, PRINTED = 5, 20
"""Points on a page of the list under other cards, and on paper."""


@survives_query_limit
def evidence_card(
    selection: Filters, *, title: str, size: int = PAGE, shared: Collection[str] = ()
) -> None:
    """The selected points, newest first, ``size`` a page.

    What all of them share (kind, theme, claim) is said by the page, not by each point.
    """
    key = "evidence"
    total, making = list_summaries.points(selection)
    with st.container(border=True, key=f"card_{key}", height="stretch"):
        submissions = counted(making, "submissions")
        subtitle = _("{points} in {submissions}, newest first").format(
            points=counted(total, "points"), submissions=submissions
        )
        if not total:
            empty_state(key, title, asked=selection)
            return
        heading(title, dotted(subtitle, languages.summaries()), anchor=key)
        place = st.container()
        with st.container(
            horizontal=True, gap="small", vertical_alignment="center", key=f"tools_{key}"
        ):
            listed = PRINTED if print_view.is_print_view() else size
            shown = query("points", selection).page(url_state.page(total, listed))
            toolbar(key, shown)
        with place:
            for row in shown.rows.itertuples():
                point(row, shared)


def point(row: Any, shared: Collection[str] = ()) -> None:
    """One point as a record, without what is ``shared``. ``row`` has the columns of the question ``points``."""
    with st.container(gap="xsmall", key=f"point_{row.point_id}".replace(".", "_")):
        st.markdown(escaping.markdown(row.summary))
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.caption(_about(row, shared), width="content")
            if "theme" not in shared:
                link("theme", row.theme_id, row.theme, icon=":material/sell:")
            if "claim" not in shared and isinstance(row.claim_id, str):
                claim = escaping.one_line(row.claim)
                link("claim", row.claim_id, claim, icon=":material/format_quote:")
        when = written(row.submitted_on)
        st.page_link(
            "submission.py",
            label=escaping.markdown(
                f"{escaping.shorten(row.authors, 60)}, {when}: {escaping.shorten(row.submission, 110)}"
            ),
            icon=":material/description:",
            query_params=url_state.parameters(url_state.filters(), id=row.submission_id),
        )


def _about(row: Any, shared: Collection[str]) -> str:
    """Markdown on a point's kind, what it cites and the page it was read on."""
    about = [] if "kind" in shared else [escaping.markdown(labels.KINDS.get(row.kind, row.kind))]
    if cites := entity_sentences.cited(row):
        about.append(escaping.markdown(_("cites {what}").format(what=cites)))
    if reported := entity_sentences.as_reported(row.reporter):
        about.append(escaping.markdown(reported))
    if source := escaping.safe_url(row.source_url):
        about.append(f"[{escaping.markdown(escaping.host(row.source_url))}]({source})")
    if way := report_of_point(row.point_id, row.submission_id):
        about.append(way)
    return " · ".join(about)
