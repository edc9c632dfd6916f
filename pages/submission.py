"""One submission: what it is, what it says, who wrote and signed it, what its authors sent before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from cards import lineage, registry, submission
from cards.facts import submission_facts
from cards.kit import Card, Link, points_link, row_of, submissions_link
from cards.lineage import GRAINS, KINDS, STEPS, Lineage, authors_of_several, where
from cards.query import dotted
from cards.rankings import DIMENSIONS, grains
from components import address, entity_page, links, page_layout, url_state
from components.card import draw, show
from components.query_limits import survives_query_limit
from data.rows import each
from i18n import _, enumerated, escaping, labels, number, pgettext, stating, written_date
from queries import Filters, ask
from queries.tables import merged_submissions


def follow_merged() -> None:
    """Replace the id of a merged submission in the address by that of the submission it was merged into."""
    merged, parameters = merged_submissions(), url_state.query()
    identifiers = parameters.get("id", [])
    if not merged.keys().isdisjoint(identifiers):
        ids = [merged.get(identifier, identifier) for identifier in identifiers]
        address.put({**parameters, "id": ids})


FEW = 3
"""The most points that take less room than the cards that would stand beside them."""

follow_merged()
page = url_state.context()
cards = registry.cards_of("submission", page)


def chosen() -> Any | None:
    """The submission that the address names; None, after a message on where to go, if there is none.

    Of several ids in the data set, the page shows the first and links the others.
    """
    submissions = submission.submission_rows(page)
    if not submissions:
        entity_page.not_found("submission")
        return None
    for other in submissions[1:]:
        with st.container(key=f"point_{other.submission_id}"):
            link(other, ":material/description:", _("This web address also includes"))
    return submissions[0]


def link(row: Any, icon: str, words: str) -> None:
    """A link to another submission, with ``words`` on what it is."""
    when = written_date(row.submitted_on)
    title = escaping.shorten(row.title, 110)
    label = stating(enumerated([words, when]), title)
    links.draw((Link("submission", label, id=row.submission_id, icon=icon, title=title),))


def head(page_submission: Any) -> None:
    """The title of the submission, its authors, date, stage and kind of document, and where to read it."""
    page_layout.set_tab_title(escaping.one_line(page_submission.title))
    entity_page.title(page_submission.title, translated=False)
    authors(page_submission)
    facts = [
        (term, links.markdown_line(cells)) for term, cells in submission_facts(page_submission)
    ]
    lines = [facts[:2], facts[2:4], facts[4:]]
    with st.container(key="facts"):
        st.markdown(
            "  \n".join(
                dotted(*(stating(f"**{term}**", words) for term, words in line if words))
                for line in lines
                if any(words for _term, words in line)
            )
        )


def authors(page_submission: Any) -> None:
    """The first authors, each a link."""
    parties = ask("submission_signatories", id=page_submission.submission_id)
    author_rows = parties[parties.role == "author"]
    with st.container(horizontal=True, gap="xsmall", key="authors", vertical_alignment="center"):
        by = pgettext("before the authors", "By")
        st.markdown(stating(f"**{by}**", ""), width="content")
        links.draw(
            [
                Link("organisation", escaping.one_line(row.organisation), id=row.organisation_id)
                for row in each(author_rows.head(submission.AUTHORS))
            ]
        )
        if (more := len(author_rows) - submission.AUTHORS) > 0:
            label = _("and {n} more").format(n=number(more))
            st.caption(label, width="content")


@survives_query_limit
def family(page_submission: Any, author_labels: Mapping[str, str]) -> None:
    """What one of its authors sent through the review; ``author_labels`` (id -> label) are those with several."""

    def switches() -> None:
        with st.container(horizontal=True, gap="small", key="family_switches"):
            if len(author_labels) > 1:
                url_state.selected(
                    "author", _("Author"), author_labels, default=next(iter(author_labels))
                )
            url_state.segmented_param("grain", _("Show as"), grains(GRAINS), bare=True)
            url_state.segmented_param("show", _("Kind of point"), KINDS, bare=True)

    texts, card = lineage.family(page, page_submission.submission_id), cards["family"]()
    if texts and isinstance(card, Card):
        draw(
            replace(card, drill_down=lambda ids: mark(texts, ids)),
            above=switches,
            below=lambda: what_became(texts),
        )


def mark(texts: Lineage, ids: Sequence[str]) -> None:
    """What a mark stands for: our summaries of that submission, those of the one before, and links."""
    identity, submission_id = ids
    order = texts.author_texts.submission_id.tolist()
    if submission_id not in order:
        return
    index = order.index(submission_id)
    row = texts.author_texts.iloc[index]
    topic_row = row_of(texts.mentions, said_id=identity, submission_id=submission_id)
    page_links = [text_link(row)]
    if topic_row is not None:
        title = escaping.one_line(topic_row.said)
        st.markdown(
            f"**{escaping.markdown(title)}** · {escaping.markdown(STEPS[str(topic_row.step)])}"
        )
        points_in(texts, row, identity)
        if topic_row.step in ("kept", "dropped"):
            points_in(texts, texts.author_texts.iloc[index - 1], identity)
        filter_name = DIMENSIONS[texts.grain].filter
        filters = Filters(
            organisation=(row.organisation_id,),
            role=("author",),
            kind=() if texts.kind == "all" else (texts.kind,),
        ).set(**{filter_name: (identity,)})
        label = (
            _("All points of {name} on this claim")
            if filter_name == "claim"
            else _("All points of {name} on this theme")
        ).format(name=escaping.one_line(row.organisation))
        page_links += [
            Link(filter_name, title, id=identity, icon=":material/sell:"),
            points_link(filters, label),
        ]
    links.row(page_links)


def points_in(texts: Lineage, row: Any, identity: str) -> None:
    """The points of one submission on a theme or claim, in our summary."""
    points = texts.points(row, identity)
    st.caption(escaping.markdown(where(row)))
    lines = [
        f"- {stating(escaping.markdown(labels.KINDS.of(kind)), escaping.in_its_language(summary))}"
        for kind, summary in zip(points.kind, points.summary, strict=True)
    ]
    none = escaping.markdown(_("We found none here. The submission may still mention it."))
    st.markdown("\n".join(lines) or none)


def text_link(row: Any, label: str = "") -> Link:
    """A link to another text of the family, seen in the same way."""
    parameters = {name: page.view.get(name, [""])[-1] for name in ("grain", "show")}
    view = {name: value for name, value in parameters.items() if value in (*GRAINS, *KINDS)}
    title = escaping.shorten(row.submission, 90)
    return Link(
        "submission",
        label or title,
        id=row.submission_id,
        icon="" if label else ":material/description:",
        help=escaping.in_its_language(row.submission),
        view={"author": row.organisation_id, **view},
        title="" if label else title,
    )


def what_became(texts: Lineage) -> None:
    """What the shown text keeps, adds and drops, each leading to its page; and the texts themselves."""
    here = texts.mentions[texts.mentions.submission_id == texts.submission_id]
    for step in ("kept", "added", "dropped"):
        of_step = here[here.step == step]
        if len(of_step):
            with line(f"family_{step}"):
                st.markdown(f"**{STEPS[step]}**", width="content")
                name = DIMENSIONS[texts.grain].filter
                links.row(
                    [
                        Link(name, escaping.one_line(title), id=identifier)
                        for identifier, title in zip(of_step.said_id, of_step.said, strict=True)
                    ]
                )
    with line("family_texts"):
        st.markdown(
            "**" + _("Submissions by the same author, in time order") + "**", width="content"
        )
        for row in each(texts.near):
            if row.submission_id == texts.submission_id:
                st.markdown(f"**{escaping.markdown(where(row))}**", width="content")
            else:
                links.draw((text_link(row, where(row)),))
        if len(texts.near) < len(texts.author_texts):
            filters = Filters(organisation=(texts.author,), role=("author",))
            label = _("All {n} of this author").format(n=number(len(texts.author_texts)))
            links.draw((submissions_link(filters, label),))


def body(page_submission: Any) -> None:
    """What it says, beside who wrote it; few points stand above, as they take less room than the other cards."""
    if len(ask("submission_points", id=page_submission.submission_id)) > FEW:
        points_column, parties_column = st.columns(2)
    else:
        points_column = parties_column = st.container()
    with points_column:
        show(cards["submission_points"])
    with parties_column:
        show(cards["parties"])
        show(cards["neighbours"])


def line(key: str) -> Any:
    """A container whose content stands on one line."""
    return st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=key)


if page_submission := chosen():
    head(page_submission)
    body(page_submission)
    several = authors_of_several(ask("submission_family", id=page_submission.submission_id))
    if several and url_state.show_more(_("More: what the same author changed between submissions")):
        family(page_submission, several)
