"""What the head of a page tells search engines and other sites."""

import csv
import re
from dataclasses import replace
from urllib.parse import parse_qsl, quote, quote_plus, urlsplit

import pytest

from cards.registry import main_card
from cards.titles import heading_of
from cards.view import headline
from data import SOURCE
from exports import changes
from i18n import dataset_texts, filter_options, labels, routes
from queries import DatabaseUnavailable, current, engines
from tests.examples import ids
from tests.light.heads import Read, read, requested
from web import index_html, page_descriptions, page_metadata
from web.api.card_pictures import context
from web.settings import settings

HOME = "https://example.org"
HOSTILE = '"></title></script><script>alert(1)</script>&amp;\u2028<!--'

KINDS = tuple(routes.ENTITIES)
MANY = ("claim", "organisation", "submission")
PARTS_OF_MANY = 18
PARTS = [
    pytest.param(kind, part, marks=pytest.mark.rest if part else ())
    for kind in KINDS
    for part in range(PARTS_OF_MANY if kind in MANY else 1)
]
"""Every kind of entity, those of which there are many in parts: `make test` looks at the first of these."""

OURS = (
    "structured data",
    "colours.js",
    "backend.js",
    "first_paint.js",
    "frame.js",
    "chart_clicks.js",
    "typing.js",
    "options.js",
    "words.js",
    "still.js",
    "hover.js",
    "print.js",
    "in_sight.js",
    "rooms.js",
    "Streamlit's module",
)
"""The scripts of every page."""


def rows(table: str) -> list[dict[str, str]]:
    with (SOURCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(kind: str) -> dict[str, str]:
    """The id of each entity of a kind, and its name."""
    if kind == "submission":
        return {row["submission_id"]: row["title"] for row in rows("submissions")}
    options = filter_options.option_labels()[kind]
    return {identifier: options[identifier] for identifier in ids(kind)}


def test_every_page_is_told_of_under_its_own_title() -> None:
    for page in routes.PAGES.values():
        head = read(f"/{page.path}")
        assert head.title == (
            f"{heading_of(page.name, context(page.name, {}))} · WSIS+20 submissions"
            if page.path
            else dataset_texts.texts().site
        )
        assert head.meta["description"] == page.description
        assert head.language == "en"
    assert len({page.description for page in routes.PAGES.values()}) == len(routes.PAGES)


def test_the_title_of_a_page_and_of_its_preview_names_the_filters_that_act_on_it() -> None:
    head = read("/challenges", "group=technical&region=europe")
    title = "Which challenges do submissions raise most often? · Technical community, Europe"
    assert head.meta["og:title"] == title
    assert head.title == f"{title} · WSIS+20 submissions"
    of_entity = read("/organisation", "id=jpnic&theme=igf-funding&organisation=itu")
    assert of_entity.meta["og:title"] == "JPNIC · IGF funding"
    assert read("/data-and-method", "group=technical").meta["og:title"] == "Data and method"


@pytest.mark.long
@pytest.mark.parametrize(("kind", "part"), PARTS)
def test_each_entity_has_its_own_title_description_card_and_canonical_address(
    kind: str, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # It is no part of the head.
    monkeypatch.setattr("web.first_paint.of_page", lambda *_arguments: "")
    page, descriptions = routes.ENTITIES[kind].page.path, set()
    entities = list(names(kind).items())
    selected = entities[part::PARTS_OF_MANY] if kind in MANY else entities
    for identifier, name in selected:
        head = read(f"/{page}", f"id={quote(identifier)}")
        assert name in head.title, identifier
        assert head.title.endswith(" · WSIS+20 submissions")
        address = f"{HOME}/{page}?id={quote_plus(identifier)}"
        assert head.links["canonical", ""] == head.meta["og:url"] == address
        assert head.title.startswith(head.meta["og:title"])
        assert head.meta["twitter:title"] == head.meta["og:title"]
        assert 30 < len(head.meta["description"]) <= page_descriptions.DESCRIPTION
        assert head.meta["og:description"] == head.meta["description"]
        assert head.meta["og:type"] == "website"
        assert head.meta["og:site_name"] == dataset_texts.texts().site
        assert head.meta["og:image"].startswith(f"{HOME}/api/v1/card/{page}/")
        assert head.meta["twitter:card"] == "summary_large_image"
        assert "robots" not in head.meta
        graph = head.graph
        assert graph["WebPage"]["url"] == address
        assert graph["WebPage"]["about"]["name"]
        steps = graph["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == [1, 2, 3]
        assert steps[0]["item"] == f"{HOME}/"
        assert steps[2] == {**steps[2], "item": address, "name": head.meta["og:title"]}
        descriptions.add(head.meta["description"])
    assert len(descriptions) > 0.7 * len(selected)


def test_a_kind_without_words_of_its_own_is_told_of_by_name_and_number() -> None:
    row = page_descriptions.entities()["theme"]["igf-funding"]
    about = page_descriptions._cited("theme", "igf-funding", row)
    assert about.title == "IGF funding"
    assert about.description.startswith(f"IGF funding: cited in {row.submissions} submissions (")
    assert about.data["inDefinedTermSet"] == "Themes"


def test_a_submission_is_told_of_with_its_authors_date_and_source() -> None:
    graph = read("/submission", "id=tccm-cwg-call").graph
    (row,) = [row for row in rows("submissions") if row["submission_id"] == "tccm-cwg-call"]
    about = graph["WebPage"]["about"]
    assert about["name"] == row["title"]
    assert about["datePublished"] == row["submitted_on"]
    assert about["url"] == row["source_url"]
    assert about["inLanguage"] == row["language"]
    assert len(about["author"]) == 1


@pytest.mark.parametrize("path", ["/", "/data-and-method", "/light/"])
def test_the_data_set_is_described_as_search_engines_for_data_sets_want_it(path: str) -> None:
    page = Read(str(page_metadata.tags(requested(path), "", "")))
    data = page.graph["Dataset"]
    assert data["name"]
    assert 50 <= len(data["description"]) <= 5000
    for table in ("submissions", "organisations", "points", "claims", "themes"):
        assert f"{len(rows(table)):,} " in data["description"]
    assert "not a census" in data["description"]
    assert data["identifier"] == data["version"] == current().version
    added = max(row["added_on"] for row in rows("submissions"))
    assert data["dateModified"] == max(added, changes.released(SOURCE)[1])
    assert data["url"] == f"{HOME}/"
    assert data["isAccessibleForFree"] is True
    assert re.fullmatch(r"\d{4}/\d{4}", data["temporalCoverage"])
    assert labels.FILTERS["theme"] in data["variableMeasured"]
    # The same words as in the package, whose descriptor and citation file say them too.
    assert set(dataset_texts.texts().keywords) <= set(data["keywords"])
    assert data["description"].startswith(dataset_texts.texts().abstract)
    assert data["name"] == dataset_texts.texts().title
    assert not {"license", "creator"} & data.keys(), "nobody has said who or under which terms"
    files = {file["contentUrl"]: file["encodingFormat"] for file in data["distribution"]}
    assert all(file["@type"] == "DataDownload" and file["name"] for file in data["distribution"])
    assert files[f"{HOME}/api/v1/package.zip"] == "application/zip"
    assert files[f"{HOME}/api/v1/wsis20.duckdb"] == "application/vnd.duckdb"
    tables = {address for address, kind in files.items() if kind == "text/csv"}
    assert tables == {f"{HOME}/api/v1/tables/{path.stem}.csv" for path in SOURCE.glob("*.csv")}


def test_the_data_set_is_described_where_it_is_and_elsewhere_only_referred_to() -> None:
    assert "Dataset" not in read("/challenges").graph
    whole = read("/").graph["Dataset"]["@id"]
    assert read("/challenges").graph["WebPage"]["isBasedOn"] == {"@id": whole}


@pytest.mark.parametrize("page", [entity.page for entity in routes.ENTITIES.values()])
@pytest.mark.parametrize("identifier", [HOSTILE, "none", "", "../jpnic", "x" * 5000, "\x00\uffff"])
def test_an_id_the_data_do_not_have_falls_back_to_the_page_and_is_not_to_be_listed(
    page: routes.Page, identifier: str
) -> None:
    head = read(f"/{page.path}", f"id={quote(identifier)}")
    assert head.title == labels.tab(page.title)
    assert head.meta["description"] == page.description
    assert head.meta["robots"] == "noindex"
    assert head.links["canonical", ""] == f"{HOME}/{page.path}"
    assert len(head.scripts) == len(OURS)
    assert "alert(1)</script>" not in head.html


def test_of_several_ids_the_first_that_is_known_is_told_of() -> None:
    assert read("/organisation", "id=no-such-one&id=jpnic&id=itu").meta["og:title"] == "JPNIC"


def test_cells_and_filters_that_look_like_markup_stay_text(monkeypatch: pytest.MonkeyPatch) -> None:
    row = page_descriptions.entities()["theme"]["igf-funding"]._replace(
        theme=HOSTILE, definition=HOSTILE
    )
    monkeypatch.setattr(page_descriptions, "entities", lambda: {"theme": {"hostile": row}})
    head = read("/theme", f"id=hostile&q={quote(HOSTILE)}")
    assert len(head.scripts) == len(OURS)
    assert "<script>alert" not in head.html
    plain = HOSTILE.replace("\u2028", " ")
    assert head.meta["og:title"].replace("\u2028", " ").startswith(f"{plain} · “")
    about = head.graph["WebPage"]["about"]
    assert about["name"].replace("\u2028", " ") == plain
    assert HOSTILE[:20] in head.meta["og:description"]


def test_a_view_that_is_shared_keeps_its_filters_but_is_listed_without() -> None:
    head = read("/challenges", "theme=igf-funding&count=points&embed=true&print=1")
    assert head.links["canonical", ""] == f"{HOME}/challenges"
    assert head.meta["og:url"] == f"{HOME}/challenges?theme=igf-funding&count=points"
    assert head.meta["og:description"].startswith("Theme: IGF funding. ")
    assert head.meta["description"] == routes.PAGES["challenges"].description
    jpnic = read("/organisation", "id=jpnic&theme=igf-funding").meta
    assert jpnic["og:description"] == f"Theme: IGF funding. Unfiltered: {jpnic['description']}"
    assert head.meta["robots"] == "noindex"
    assert "robots" not in read("/challenges", "theme=igf-funding").meta


@pytest.mark.parametrize("path", ["/search", "/light/search"])
def test_what_is_found_is_not_listed_and_its_words_are_no_filter(path: str) -> None:
    head = read(path, "q=open+letter&theme=gender")
    assert head.meta["robots"] == "noindex"
    assert head.links["canonical", ""] == f"{HOME}{path}"
    assert head.meta["og:url"] == f"{HOME}{path}?q=open+letter&theme=gender"
    assert head.meta["og:description"].startswith("Theme: Gender equality. ")
    assert "letter" not in head.links["alternate", "application/atom+xml"]
    assert read(path).meta["robots"] == "noindex"
    if path == "/search":
        assert (
            "./light/search?theme=gender&amp;q=open+letter"
            in page_metadata.of_page(requested(path, "q=open+letter&theme=gender")).no_script
        )


@pytest.mark.parametrize(
    ("path", "query", "picture"),
    [
        ("/", "", "/overview/top_challenges.png?size=preview"),
        (
            "/challenges",
            "theme=igf-funding&count=points&embed=true&utm=x&group=nobody",
            "/challenges/most.png?theme=igf-funding&count=points&size=preview",
        ),
        ("/theme", "id=nothing&id=gender", "/theme/by_group.png?id=gender&size=preview"),
        ("/goal", "id=9", "/goal/lines.png?id=9&size=preview"),
        ("/what-became-of-it", "open=ai", "/what-became-of-it/groups.png?open=ai&size=preview"),
        ("/light/claims", "kind=position", "/challenges/most.png?kind=position&size=preview"),
    ],
)
def test_a_shared_address_is_shown_by_the_picture_of_its_main_card(
    path: str, query: str, picture: str
) -> None:
    meta = read(path, query).meta
    assert meta["og:image"] == meta["twitter:image"] == f"{HOME}/api/v1/card{picture}"
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "675")
    name = routes.BY_PATH[picture.split("/")[1].replace("overview", "")].name
    parameters = {parameter: [value] for parameter, value in parse_qsl(urlsplit(picture).query)}
    card = main_card(name, context(name, parameters))
    assert card is not None
    assert meta["og:image:alt"] == meta["twitter:image:alt"] == headline(card)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/about", ""),
        ("/compare", "id=itu"),
        ("/theme", "id=no-such"),
        ("/organisations", "&".join(["sort=" + "x" * 60] * 40)),
    ],
    ids=["no card", "nothing to compare", "unknown", "very long"],
)
def test_without_a_picture_of_its_own_an_address_is_shown_by_the_one_of_all(
    path: str, query: str
) -> None:
    meta = read(path, query).meta
    assert meta["og:image"] == f"{HOME}/share.png"
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")


@pytest.mark.parametrize(
    ("path", "query", "address"),
    [
        ("/", "", "/feed.atom"),
        ("/challenges", "stage=rev1&count=points", "/feed.atom?stage=rev1"),
        ("/organisation", "id=jpnic", "/feed.atom?organisation=jpnic"),
        ("/theme", "id=privacy&stage=rev1", "/feed.atom?stage=rev1&theme=privacy"),
        ("/submission", "id=tccm-cwg-call", "/feed.atom"),
    ],
)
def test_feed_readers_find_the_feed_of_what_the_page_shows(
    path: str, query: str, address: str
) -> None:
    assert read(path, query).links["alternate", "application/atom+xml"] == f"{HOME}{address}"


@pytest.mark.parametrize(
    ("path", "query", "address"),
    [
        ("/", "", "./light/"),
        ("/", "theme=privacy", "./light/?theme=privacy"),
        ("/organisation", "id=jpnic", "./light/organisation/jpnic"),
        (
            "/organisation",
            "id=jpnic&organisation=itu&theme=privacy&count=points",
            "./light/organisation/jpnic?theme=privacy&amp;count=points",
        ),
        ("/submission", "id=tccm-cwg-call", "./light/submission/tccm-cwg-call"),
        ("/claim", "id=no-such-claim&stage=rev1", "./light/?stage=rev1"),
        ("/action-line", "id=C7", "./light/action_line/C7"),
        ("/data-and-method", "theme=privacy", "./light/data-and-method?theme=privacy"),
        ("/organisations", "region=asia", "./light/organisations?region=asia"),
        ("/who-signed-what", "group=technical", "./light/who-signed-what?group=technical"),
    ],
)
def test_without_javascript_there_is_a_link_to_the_light_page_of_what_was_asked_for(
    path: str, query: str, address: str
) -> None:
    html = index_html.html(page_metadata.of_page(requested(path, query)))
    (notice,) = re.findall(r"<noscript>(.*?)</noscript>", html, re.DOTALL)
    assert re.findall(r'href="([^"]*)"', notice) == [address]


def test_a_light_page_has_its_own_canonical_address_and_finds_the_icon() -> None:
    head = Read(
        str(page_metadata.tags(requested("/light/organisation/jpnic"), "organisation", "jpnic"))
    )
    assert head.links["canonical", ""] == f"{HOME}/light/organisation/jpnic"
    assert head.links["icon", "image/svg+xml"] == "../../favicon.svg"
    assert head.meta["og:title"] == "JPNIC"
    full = read("/organisation", "id=jpnic")
    assert full.links["alternate", "text/html"] == f"{HOME}/light/organisation/jpnic"
    assert full.links["icon", "image/svg+xml"] == "./favicon.svg"


def test_the_public_address_stands_in_the_place_of_the_one_that_was_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    public = replace(settings(), address="https://wsis.example/base")
    monkeypatch.setattr("web.request_info.settings", lambda: public)
    head = read("/theme", "id=privacy")
    assert head.links["canonical", ""] == "https://wsis.example/base/theme?id=privacy"
    assert head.meta["og:image"].startswith("https://wsis.example/base/api/v1/card/theme/")
    assert head.links["icon", "image/png"] == "./favicon.png"


def test_an_address_of_any_length_makes_a_short_head() -> None:
    query = "&".join(
        f"organisation={identifier}" for identifier in page_descriptions.entities()["organisation"]
    )
    head = read("/challenges", f"{query}&{'x' * 50_000}=1")
    assert head.meta["og:url"] == f"{HOME}/challenges"
    assert head.links["alternate", "application/atom+xml"] == f"{HOME}/feed.atom"
    tags = page_metadata.tags(requested("/challenges", f"{query}&{'x' * 50_000}=1"), "", "")
    assert len(tags) < 6000


def test_without_data_the_page_is_served_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def unavailable() -> None:
        raise DatabaseUnavailable("secret")

    monkeypatch.setattr(engines, "current", unavailable)
    head = read("/organisation", "id=jpnic")
    assert head.title == dataset_texts.texts().site
    assert '<div id="root">' in head.html
    assert "secret" not in head.html
