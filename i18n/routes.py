"""The pages of the dashboard, the kinds of entities that have a page, and the paths of all of them.

``PAGES`` and ``ENTITIES`` are the only lists of pages and of kinds of entities. Menu, links, light pages, sitemap,
metadata for search engines and tests use them. Titles, descriptions and sentences stand in the tables as message ids of
gettext; the properties translate them each time they are read.

A path begins with a slash and leaves out the address of the site.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from i18n import N_
from i18n.page import HOME, VIEW_OF_EVERY_PAGE, Entity, Page
from i18n.paths import API, answer, picture, release, table, wide, with_query

LIGHT = "/light"
SEARCH = "search"
"""The name and the path of the page of search results. There ``q`` are the words of the search; elsewhere, a filter."""

PAGES = {
    page.name: page
    for page in (
        Page(
            HOME,
            N_("Overview"),
            N_("Challenges, requests and signatories, with their sources."),
            group="overview",
            found_by_msgid=N_("start, home, key figures"),
            light="",
            view=("all",),
        ),
        Page(
            "challenges",
            N_("Challenges and requests"),
            N_(
                "The most frequent challenges, recommendations, positions and achievements in submissions, "
                "and who raises them."
            ),
            group="said",
            found_by_msgid=N_(
                "problems, requests, asks, recommendations, positions, achievements, claims"
            ),
            light="claims",
            own_filters=("kind",),
            view=("all", "grain", "page", "show"),
        ),
        Page(
            "themes",
            N_("Themes"),
            N_("The themes of submissions, who raises them, and which go together."),
            group="said",
            heading_msgid=N_("Which themes do submissions raise most often?"),
            found_by_msgid=N_("topics, issues, subjects"),
            light="themes",
            view=("all", "more", "order", "rank"),
        ),
        Page(
            "action_lines",
            N_("Action lines"),
            N_("The action lines and Sustainable Development Goals that submissions cite."),
            group="said",
            heading_msgid=N_("Which action lines do submissions cite most often?"),
            found_by_msgid=N_("WSIS action lines, SDG, goals, matrix"),
            needs="action_lines",
            light="action-lines",
            view=("all", "fields", "lines_page", "more"),
        ),
        Page(
            "through_the_review",
            N_("Stage by stage"),
            N_("The themes at each stage, and what changed between two stages."),
            group="said",
            heading_msgid=N_("What changed from stage to stage?"),
            found_by_msgid=N_("timeline, time, stages, change, drafts"),
            light="through-the-review",
            own_filters=("kind",),
            view=("about", "all", "from", "grain", "more", "show", "stages", "to"),
        ),
        Page(
            "organisations",
            N_("Organisations"),
            N_("The organisations that take part, by stakeholder group, country and region."),
            group="who",
            heading_msgid=N_("Who takes part, and from where?"),
            found_by_msgid=N_("map, countries, regions, stakeholders, who took part"),
            light="organisations",
            view=("all", "map", "more", "page", "sort"),
        ),
        Page(
            "who_signed_what",
            N_("Who signed what"),
            N_("The organisations that signed joint submissions, and with whom."),
            group="who",
            heading_msgid=N_("Which organisations signed what?"),
            found_by_msgid=N_("signatures, signatories, coalitions, joint statements, network"),
            light="who-signed-what",
            view=(
                *("all", "coalitions", "drawing", "joint", "least"),
                *("more", "order", "page", "sheet", "texts"),
            ),
        ),
        Page(
            "compare",
            N_("Compare"),
            N_(
                "Two to four organisations, groups or stages side by side, with what each says and what "
                "they all say."
            ),
            group="who",
            found_by_msgid=N_("comparison, difference, side by side, versus"),
            light="compare",
            own_filters=("kind",),
            view=("by", "grain", "id", "more", "opposites", "page", "part", "show", "texts"),
        ),
        Page(
            "what_became_of_it",
            N_("Outcome"),
            N_("What submissions asked for, and whether it is in the adopted text."),
            group="outcome",
            found_by_msgid=N_("outcome, result, resolution, adopted text, verdicts, impact"),
            needs="texts",
            light="asks",
            view=(
                *("all", "asks", "challenges", "more", "open", "page", "parties"),
                *("passages_page", "sort", "text", "verdict", "first", "made_to", "strength"),
            ),
        ),
        Page(
            "text",
            N_("The adopted text"),
            N_("The adopted text, paragraph by paragraph, and the requests it meets."),
            group="outcome",
            in_menu=False,
            light="text",
            own_filters=("kind",),
            view=(
                "drafts_page",
                "id",
                "list_page",
                "page",
                "paragraph",
                "reports_page",
                "section",
            ),
        ),
        Page(
            "submissions",
            N_("Submissions"),
            N_("All submissions, with title, authors, date, stage and source."),
            group="sources",
            heading_msgid=N_("What was submitted to the review?"),
            found_by_msgid=N_("documents, texts, statements, letters, contributions, inputs"),
            light="submissions",
            words_at_list=True,
            view=("page", "view"),
        ),
        Page(
            "what_is_new",
            N_("What is new"),
            N_("The submissions that were added last, and what changed in the data."),
            group="sources",
            found_by_msgid=N_("news, changes, newest, updates, releases, feed"),
            light="what-is-new",
            view=("added_since", "changes_page", "page"),
        ),
        Page(
            "data_and_method",
            N_("Data and method"),
            N_("Where the data come from, how they were coded, and what they cannot show."),
            group="sources",
            found_by_msgid=N_(
                "method, codebook, sources, limits, licence, download, API, citation, reliability"
            ),
            light="data-and-method",
            filters=False,
            view=("find", "more", "page", "part", "show", "table", "view"),
        ),
        Page(
            "about",
            N_("About this site and privacy"),
            N_(
                "Who runs this dashboard, what it stores about its visitors, how to have data corrected, "
                "and licences."
            ),
            group="sources",
            heading_msgid=N_("About this site and privacy"),
            found_by_msgid=N_(
                "privacy, contact, imprint, publisher, cookies, errors, corrections, version"
            ),
            light="about",
            filters=False,
        ),
        Page(
            "submission",
            N_("Submission"),
            N_("One submission, what it says, who wrote it and who signed it."),
            group="sources",
            in_menu=False,
            filters=False,
            view=("author", "grain", "id", "more", "names_page", "points_page", "show"),
        ),
        Page(
            "organisation",
            N_("Organisation"),
            N_("One organisation, what it wrote and signed, and who with."),
            group="who",
            in_menu=False,
            own_filters=("organisation",),
            view=(
                *("all", "common", "elsewhere_page", "first", "id"),
                *("list_page", "more", "page", "points_page", "strength", "verdict"),
            ),
        ),
        Page(
            "theme",
            N_("Theme"),
            N_("One theme, who raises it, and at which stage."),
            group="said",
            in_menu=False,
            own_filters=("theme",),
            view=("all", "id", "more", "names_page", "page"),
        ),
        Page(
            "claim",
            N_("Claim"),
            N_("One claim, who makes it, and at which stage."),
            group="said",
            in_menu=False,
            own_filters=("claim",),
            view=(
                "all",
                "drafts_page",
                "id",
                "made_to",
                "more",
                "names_page",
                "opposed_page",
                "opposites_page",
                "page",
                "paragraphs_page",
                "part",
                "reports_page",
                "with",
            ),
        ),
        Page(
            "action_line",
            N_("Action line"),
            N_("One action line, and the submissions that cite it."),
            group="said",
            in_menu=False,
            own_filters=("action_line",),
            view=("id", "more", "names_page", "page"),
        ),
        Page(
            "goal",
            N_("Development goal"),
            N_("One Sustainable Development Goal, and the submissions that cite it."),
            group="said",
            in_menu=False,
            own_filters=("sdg",),
            view=("id", "lines_page", "page", "submissions_page"),
        ),
        Page(
            "points",
            N_("Points"),
            N_("The points of submissions, as we summarise them, with their sources."),
            group="said",
            heading_msgid=N_("All points, with their sources"),
            in_menu=False,
            light="points",
            view=("page",),
        ),
        Page(
            SEARCH,
            N_("Search"),
            N_(
                "Search organisations, themes, claims, submissions and everything else in the data."
            ),
            group="",
            in_menu=False,
            light=SEARCH,
            filters=False,
            view=("page", "show"),
        ),
    )
}
"""Name of a page -> the page. Those of the menu stand in its order."""

ENTITIES = {
    entity.kind: entity
    for entity in (
        Entity(
            "submission",
            page=PAGES["submission"],
            listed_on=PAGES["submissions"],
            question="submissions",
            id_column="submission_id",
            title_msgid=N_("One submission"),
            every_msgid=N_("All submissions"),
            unknown_msgid=N_("No submission has the id “{name}”"),
            unchosen_msgid=N_("No submission is chosen"),
        ),
        Entity(
            "organisation",
            page=PAGES["organisation"],
            listed_on=PAGES["organisations"],
            question="organisations",
            id_column="organisation_id",
            title_msgid=N_("One organisation"),
            every_msgid=N_("All organisations"),
            unknown_msgid=N_("No organisation has the id “{name}”"),
            unchosen_msgid=N_("No organisation is chosen"),
        ),
        Entity(
            "theme",
            page=PAGES["theme"],
            listed_on=PAGES["themes"],
            question="codebook_themes",
            id_column="theme_id",
            title_msgid=N_("One theme"),
            every_msgid=N_("All themes"),
            unknown_msgid=N_("No theme has the id “{name}”"),
            unchosen_msgid=N_("No theme is chosen"),
        ),
        Entity(
            "claim",
            page=PAGES["claim"],
            listed_on=PAGES["challenges"],
            question="codebook_claims",
            id_column="claim_id",
            title_msgid=N_("One claim"),
            every_msgid=N_("All claims"),
            unknown_msgid=N_("No claim has the id “{name}”"),
            unchosen_msgid=N_("No claim is chosen"),
        ),
        Entity(
            "action_line",
            page=PAGES["action_line"],
            listed_on=PAGES["action_lines"],
            question="action_lines",
            id_column="action_line_id",
            title_msgid=N_("One action line"),
            every_msgid=N_("All action lines"),
            unknown_msgid=N_("No action line has the id “{name}”"),
            unchosen_msgid=N_("No action line is chosen"),
        ),
        Entity(
            "sdg",
            page=PAGES["goal"],
            listed_on=PAGES["action_lines"],
            question="goals",
            id_column="sdg",
            title_msgid=N_("One development goal"),
            every_msgid=N_("All action lines and goals"),
            unknown_msgid=N_("No development goal has the id “{name}”"),
            unchosen_msgid=N_("No development goal is chosen"),
        ),
    )
}
"""Kind of an entity -> the kind."""

BY_PATH = {page.path: page for page in PAGES.values()}
"""Path of a page, without the slash -> the page."""

BY_LIGHT_PATH = {page.light: page for page in PAGES.values() if page.light is not None}
"""Path of a list's light page, after /light/ -> the full page."""

ENTITY_BY_PATH = {entity.page.path: entity for entity in ENTITIES.values()}
"""Path of the page of an entity, without the slash -> the kind of the entity."""


def filters_of(path: str, query: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The parameters of a page's query string, but for ``q`` where that is no filter; ``path`` has no slash before it.

    It may be the path of the full or of the light page.
    """
    is_search = path.removeprefix(LIGHT.removeprefix("/") + "/") == SEARCH
    return {name: values for name, values in query.items() if not (is_search and name == "q")}


def entity(kind: str, identifier: str) -> str:
    """The path and query of the full page of an entity of one of ENTITIES."""
    return with_query(f"/{ENTITIES[kind].page.path}", {"id": [identifier]})


def light_entity(kind: str, identifier: str) -> str:
    """The path of the light page of an entity."""
    return f"{LIGHT}/{kind}/{quote(identifier, safe='')}"
