"""Light pages: their numbers, what they hold whatever is in data and address, and that they are small and sound."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from gzip import compress
from io import BytesIO
from urllib.parse import quote, urlencode, urlsplit

import pandas as pd
import pytest
from starlette.testclient import TestClient

from cards import data_and_method
from cards.query import Context
from cards.registry import PAGES as PAGES_WITH_CARDS
from cards.registry import cards_of
from data import SOURCE
from data.settings import served
from i18n import filter_options, languages, routes
from queries import DatabaseUnavailable, Filters, QueryTooLarge, QueryTooSlow, ask, current
from tests.examples import example
from tests.examples import query as examples_query
from tests.light.reading import Read, client, words
from tests.pages.hostile import MARKUP
from web import response_headers
from web.light import content, page_request, pages
from web.light.content import Page
from web.request_info import ReaderLanguage

PAGES = tuple(routes.BY_LIGHT_PATH)
LISTS = tuple(path for path, page in routes.BY_LIGHT_PATH.items() if page.filters)
KINDS = tuple(routes.ENTITIES)
EXAMPLES = tuple(f"{kind}/{example(kind)}" for kind in KINDS)
SELECTIONS: tuple[dict[str, list[str]], ...] = (
    {},
    {"group": ["technical"], "kind": ["challenge", "position"]},
    {"organisation": ["jpnic"]},
    {"also_theme": ["human-rights"], "role": ["signatory"]},
    {"q": ["internet"], "stage": ["zero-draft", "rev1"], "count": ["organisations"]},
)


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(SOURCE / f"{name}.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def light() -> TestClient:
    return client()


def page_at(light: TestClient, path: str, **query: object) -> Read:
    """The page at an address, read."""
    response = light.get(f"/light/{path}", params=query)
    assert response.status_code == 200, path
    return Read.of(response.text)


def figure(cell: str) -> int:
    """The number that a cell begins with: 41 (12%)."""
    return int(re.match(r"[\d,]+", cell)[0].replace(",", ""))


def sound(html: str) -> Read:
    """The page, after seeing that it is sound: one heading, no script, nothing from elsewhere, ids that occur once."""
    assert len(compress(html.encode())) <= pages.LIMIT
    page = Read.strictly(html)
    ids = []
    for tag, element in page.elements():
        ids += [element.get("id")] if element.get("id") else []
        assert not [name for name in element.keys() if name.startswith("on")]  # noqa: SIM118
        if tag == "script":
            assert element.get("type") == "application/ld+json"
        assert tag not in ("iframe", "object", "embed", "img", "video", "base")
        assert not urlsplit(element.get("src") or "").netloc
        address = element.get("href", "")
        if tag == "a" and urlsplit(address).scheme:
            assert urlsplit(address).scheme in ("http", "https")
            assert set(element.get("rel", "").split()) >= {"nofollow", "noopener"}
        if tag == "link" and element.get("rel") not in ("canonical", "alternate"):
            assert not urlsplit(address).netloc
        if tag == "table":
            assert words(next(page.every("caption", element)))
            assert all(cell.get("scope") for cell in page.every("th", element))
    assert len(ids) == len(set(ids))
    assert [words(heading) for heading in page.every("h1")] != [""]
    assert len(list(page.every("h1"))) == 1
    return page


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "name", "column"),
    [
        ("organisation", "organisations", "organisation_id"),
        ("theme", "themes", "theme_id"),
        ("claim", "claims", "claim_id"),
        ("submission", "submissions", "submission_id"),
    ],
)
def test_the_largest_and_some_of_all_entities_have_a_page_that_is_small_and_sound(
    light: TestClient, kind: str, name: str, column: str
) -> None:
    rows = table("points" if kind in ("theme", "claim") else "signatories")
    largest = rows[rows[column] != ""][column].value_counts().index[:5]
    ids = [*largest, *table(name)[column][::20]]
    with ThreadPoolExecutor(4) as threads:
        responses = threads.map(lambda identifier: light.get(f"/light/{kind}/{identifier}"), ids)
        titles = set()
        for response in responses:
            assert response.status_code == 200
            titles.add(words(next(sound(response.text).every("title"))))
    assert all(title.endswith(" · WSIS+20 submissions") for title in titles)
    assert len(titles) > 0.95 * len(set(ids))


@pytest.mark.wide
@pytest.mark.parametrize("query", SELECTIONS, ids=str)
@pytest.mark.parametrize("path", [*PAGES, *EXAMPLES])
def test_every_page_under_filters_is_sound_and_says_them(
    light: TestClient, path: str, query: dict[str, list[str]]
) -> None:
    response = light.get(f"/light/{path}", params=query)
    assert response.status_code == 200
    page = sound(response.text)
    selection, _dropped = Filters.from_query(query, filter_options.option_labels())
    text = words(next(page.every("main")))
    if path in LISTS and selection.active():
        assert filter_options.describe(selection) in text
    assert current().version in words(next(page.every("footer")))


def test_the_page_of_a_claim_says_its_verdict_how_firmly_and_in_which_paragraphs(
    light: TestClient,
) -> None:
    page = page_at(light, "claim/re-make-igf-permanent")
    names = [words(term) for term in page.every("dt")]
    facts = dict(zip(names, map(words, page.every("dd")), strict=True))
    assert "In the adopted text, as a decision, paragraph 99 · " in facts["Verdict"]
    paragraphs, reports = page.section_text("verdict"), page.section_text("reports")
    assert "Paragraph 99" in paragraphs
    assert "Decides" in paragraphs
    assert "as reported by" not in facts["Verdict"] + paragraphs
    assert "as reported by" in reports
    main = words(next(page.every("main")))
    assert "48 of 533 submissions (9%) · 32 organisations · 48 points" in main
    assert "2 governments: Norway and Switzerland" in main
    assert "/light/text?id=outcome&paragraph=99" in page.links()
    text_page = page_at(light, "text", id="outcome", paragraph="99")
    assert "Paragraph 99" in text_page.section_text("paragraphs")


def test_the_page_of_a_request_begins_with_the_sentence_to_quote_and_four_figures(
    light: TestClient,
) -> None:
    page = page_at(light, "claim/re-make-igf-permanent")
    (quotation,) = page.every("blockquote")
    assert "48 of 533 submissions collected on the WSIS+20 review, by 32" in words(quotation)
    assert words(quotation).endswith("/claim?id=re-make-igf-permanent")
    figures = words(next(page.every("dl")))
    for figure_ in ("48 of 533 (9%)", "32 of 282", "Norway (own words)", "■ Decides"):
        assert figure_ in figures


def test_the_link_to_what_the_texts_say_on_a_theme_leads_to_the_passages(
    light: TestClient,
) -> None:
    addresses = [
        address for address in page_at(light, "theme/igf-mandate").links() if "open=" in address
    ]
    text_page = sound(light.get(addresses[0]).text)
    of_theme = table("text_passages").query("theme_id == 'igf-mandate'")
    assert len(text_page.entries("passages")) == len(of_theme)
    assert of_theme.says.iloc[0].removesuffix(".") in text_page.section_text("passages")
    assert next(section.get("id") for section in text_page.every("section")) == "passages"


def test_the_page_of_a_claim_made_to_two_texts_says_the_verdict_on_each(light: TestClient) -> None:
    page = page_at(light, "claim/re-anchor-human-rights")
    names = [words(term) for term in page.every("dt")]
    facts = dict(zip(names, map(words, page.every("dd")), strict=True))
    outcomes = table("claim_outcomes").set_index(["claim_id", "text_id"])
    for text, name in (("outcome", "WSIS+20 outcome"), ("compact", "Global Digital Compact")):
        assert outcomes.note["re-anchor-human-rights", text] in facts[name]
        assert "paragraph" in facts[name]


def test_lists_of_requests_say_how_firmly_and_lead_to_paragraphs(light: TestClient) -> None:
    for path in ("asks", "organisation/jpnic"):
        text = page_at(light, path).section_text("asks")
        assert "Make the IGF permanent ■ In the adopted text, as a decision" in text.replace(
            "permanent■", "permanent ■"
        )
        assert "Paragraph 99" in text


def test_a_text_is_a_table_and_a_list_of_its_paragraphs(light: TestClient) -> None:
    paragraphs = table("text_paragraphs").query("text_id == 'outcome'")
    page = page_at(light, "text")
    assert f"1 to {content.SHORT} of {len(paragraphs)}" in page.section_text("strip")
    assert [row[0] for row in page.table("strip")] == list(paragraphs.paragraph[: content.SHORT])
    assert page.entries("paragraphs")[0] == "Preamble, clause 1"


def test_the_page_of_an_international_organisation_says_its_seat(light: TestClient) -> None:
    facts = words(next(page_at(light, "organisation/itu").every("dl")))
    assert "International organisation; based in Switzerland" in facts


def test_a_date_without_a_day_is_marked_in_a_list_and_explained_on_its_page(
    light: TestClient,
) -> None:
    page = page_at(light, "submissions", stage="elements", page="2")
    assert "2025 (day not known)" in words(page.root)
    facts = words(next(page_at(light, "submission/access-now-elements").every("dl")))
    assert "2025 (day and month not known; the stage ran 20 Jun 2025 to 25 Jul 2025)" in facts


def test_the_page_of_a_submission_has_all_its_points_and_parties(light: TestClient) -> None:
    page = page_at(light, "submission/tccm-cwg-call")
    points, parties = table("points"), table("signatories")
    own_points = points[points.submission_id == "tccm-cwg-call"]
    assert sorted(page.entries("submission_points")) == sorted(own_points.summary)
    own_parties = parties[parties.submission_id == "tccm-cwg-call"]
    names = table("organisations").set_index("organisation_id").name
    assert sorted(page.entries("parties")) == sorted(
        names[identifier] for identifier in own_parties.organisation_id
    )
    assert "5 Feb 2025" in words(next(page.every("dl")))


@pytest.mark.parametrize("query", SELECTIONS, ids=str)
def test_a_table_is_the_answer_to_its_question(
    light: TestClient, query: dict[str, list[str]]
) -> None:
    selection, _dropped = Filters.from_query(query, filter_options.option_labels())
    unit = query.get("count", ["submissions"])[0]
    page = page_at(light, "claims", grain="themes", card="most", **query)
    kind = (query.get("kind") or ["challenge"])[0]
    expected = ask("themes", selection.set(kind=(kind,)), unit=unit)
    assert [figure(row[1]) for row in page.table("most")] == list(expected["count"])
    page = page_at(light, "organisations", card="groups", **query)
    rows = ask("groups", selection, unit=unit)
    assert [figure(row[1]) for row in page.table("groups")] == list(rows["count"])


@pytest.mark.long
@pytest.mark.parametrize("query", SELECTIONS[:4], ids=str)
@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("", ("top_challenges",)),
        ("who-signed-what", ("signers",)),
        ("claims", ("most",)),
        ("theme/igf-mandate", ("claims", "when")),
        ("claim/ch-igf-funding-unstable", ("who", "when")),
        ("organisation/tccm", ("themes",)),
    ],
)
def test_a_figure_leads_to_exactly_what_it_counts(
    light: TestClient, path: str, keys: tuple[str, ...], query: dict[str, list[str]]
) -> None:
    page = page_at(light, path, **query)
    section_ids = {section.get("id") for section in page.every("section")}
    followed = 0
    for key in section_ids.intersection(keys):
        if not list(page.every("tbody", page.section(key))):
            continue
        figures = page.figures(key)
        for text, address in [*figures[:2], *figures[-1:]]:
            count = int(re.match(r"[\d,]+", text)[0].replace(",", ""))
            evidence_page = Read.of(light.get(address).text)
            submissions = re.search(
                r"([\d,]+) submission",
                evidence_page.section_text("submissions" if key == "signers" else "evidence"),
            )
            assert int(submissions[1].replace(",", "")) == count, address
            followed += 1
    assert followed or "nothing" in section_ids or query


def test_pages_of_a_list_hold_every_row_once(light: TestClient) -> None:
    for path, key, count in (
        ("submissions", "submissions", len(table("submissions"))),
        ("organisations", "organisations", len(table("organisations"))),
    ):
        ids, address = [], f"/light/{path}?card={key}&group=technical&group=government"
        expected = ask(path, Filters(group=("government", "technical"))).iloc[:, 0]
        while address:
            page = Read.of(light.get(address).text)
            kind = path.removesuffix("s")
            ids += [
                unquoted(link.get("href", ""))
                for link in page.every("a", page.section(key))
                if link.get("href", "").startswith(f"/light/{kind}/")
            ]
            address = next(
                (link.get("href") for link in page.every("a") if link.get("rel") == "next"), ""
            )
        assert sorted(ids) == sorted(expected)
        assert len(ids) < count


def test_filters_that_go_along_with_every_link_leave_a_page_all_its_rows(
    light: TestClient,
) -> None:
    stages: list[str] = []
    for stage in filter_options.option_labels()["stage"]:
        if len(urlencode({"stage": [*stages, stage]}, doseq=True)) <= page_request.CARRIED:
            stages.append(stage)
    assert len(urlencode({"stage": stages}, doseq=True)) > page_request.CARRIED - 15
    for path, key, entity, size in (
        ("claims", "most", "claim", content.TABLED),
        ("organisations", "organisations", "organisation", content.LISTED),
        ("submissions", "submissions", "submission", content.LISTED),
        ("points", "evidence", "submission", content.LISTED),
    ):
        page = page_at(light, path, stage=stages, card=key)
        body = next(page.every("tbody", page.section(key)), None)
        assert len(page.entries(key) if body is None else list(page.every("tr", body))) == size
        addresses = [address for address in page.links() if f"/light/{entity}/" in address]
        assert len(addresses) >= size
        assert all(address.count("stage=") == len(stages) for address in addresses)


def unquoted(address: str) -> str:
    return urlsplit(address).path.rpartition("/")[2]


def test_files_hold_the_rows_that_a_page_shows(light: TestClient) -> None:
    query = {"group": "technical", "kind": "challenge"}
    for path, key, count in (
        ("claims", "most", lambda rows: len(rows) - (rows.claim_id == "none").sum()),
        ("themes", "by_kind", len),
        ("organisations", "organisations", len),
        ("submissions", "submissions", len),
        ("organisation/jpnic", "list", len),
        ("theme/igf-funding", "when", len),
        ("submission/tccm-rev2", "parties", len),
    ):
        page = page_at(light, path, **query)
        files = page.files(key)
        response = light.get(files["CSV"])
        assert response.status_code == 200, files["CSV"]
        rows = pd.read_csv(BytesIO(response.content))
        body = next(page.every("tbody", page.section(key)), None)
        row_count = (
            len(list(page.every("tr", body))) if body is not None else len(page.entries(key))
        )
        stated = re.search(r"1 to \d+ of (\d+)", page.section_text(key))
        assert count(rows) == (int(stated[1]) if stated else row_count), path
        assert light.get(files["JSON"]).status_code == 200


@pytest.mark.slow
def test_links_lead_somewhere(light: TestClient) -> None:
    waiting, visited = ["/light/", "/light/?group=academia&count=points"], set()
    while waiting and len(visited) < 60:
        address = waiting.pop(0)
        if address in visited:
            continue
        visited.add(address)
        response = light.get(address)
        assert response.status_code == 200, address
        links = [link for link in Read.of(response.text).links() if link.startswith("/light/")]
        # Some of every page, not all of the first.
        waiting = [*waiting[:40], *links[:: max(1, len(links) // 12)], *waiting[40:]]


def test_the_search_finds_names_that_old_addresses_look_for(light: TestClient) -> None:
    redirect = light.get("/light/organisations", params={"find": "japan network"})
    assert redirect.status_code == 308
    page = Read.of(light.get(redirect.headers["location"]).text)
    assert "JPNIC" in page.section_text("organisation")


def test_the_form_holds_what_is_in_force(light: TestClient) -> None:
    query = {"theme": ["ai", "gender"], "country": ["JPN"], "q": "a", "count": "points"}
    page = page_at(light, "submissions", **query)
    _box, form = page.every("form")
    fields: list[tuple[str, str]] = []
    for field in page.every("input", form):
        fields.append((field.get("name"), field.get("value")))
    for field in page.every("select", form):
        chosen = [
            option.get("value")
            for option in page.every("option", field)
            if option.get("selected") is not None
        ]
        fields += [(field.get("name"), value) for value in chosen]
    query_again: dict[str, list[str]] = {}
    for name, value in fields:
        query_again.setdefault(name, []).append(value)
    before, after = (
        Filters.from_query(parameters, filter_options.option_labels())[0]
        for parameters in (query, query_again)
    )
    assert after == before
    assert query_again["count"] == ["points"]


def test_a_form_left_empty_filters_nothing(light: TestClient) -> None:
    empty = dict.fromkeys(("q", "theme", "stage", "group", "kind"), "")
    empty_, none = (page_at(light, "", **query).table("top_outcome") for query in (empty, {}))
    assert empty_ == none


def test_what_an_address_cannot_mean_is_named(light: TestClient) -> None:
    page = page_at(light, "", theme=["igf-funding", "no-such"], since="yesterday")
    text = words(next(page.every("main")))
    assert "Theme “no-such”: not in this data set" in text
    assert "Since “yesterday”: not a date" in text
    assert "Filters Theme: IGF funding" in text


def test_nothing_selected_is_a_sentence_and_a_way_out(light: TestClient) -> None:
    whatever = ("compare", "text", "submission/tccm-rev2", "sdg/9")
    for path in (path for path in (*LISTS, *EXAMPLES) if path not in whatever):
        response = light.get(f"/light/{path}", params={"q": "xyzzy", "group": "academia"})
        assert response.status_code == 200
        page = sound(response.text)
        links = [link.get("href") for link in page.every("a", page.section("nothing"))]
        assert links == [f"/light/{path}?group=academia", f"/light/{path}"]
        assert "Without Words: “xyzzy” there are " in words(page.section("nothing"))


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("organisation/jpnc", "/light/organisation/jpnic"),
        ("organisation/Japan Network", "/light/organisation/jpnic"),
        ("theme/igf-fundin", "/light/theme/igf-funding"),
        ("claim/ch-igf-funding-unstabl", "/light/claim/ch-igf-funding-unstable"),
        ("submission/tccm-rev22", "/light/submission/tccm-rev2"),
    ],
)
def test_an_id_that_is_not_there_leads_back_and_to_those_like_it(
    light: TestClient, path: str, near: str
) -> None:
    response = light.get(f"/light/{path}")
    assert response.status_code == 404
    links = sound(response.text).links()
    assert near in links
    assert f"/light/{path.partition('/')[0]}s" in links


HOSTILE = (
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "' OR 1=1 --",
    "../../etc/passwd",
    "{{ 7*7 }}{% raw %}",
    "\x00\x1b[31m\u202e\u2028",
    "x" * 3000,
    "igf\r\nSet-Cookie: a=b",
    "%s%n %(version)s",
    "none",
    "",
)


@pytest.mark.wide(3)
@pytest.mark.long
@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda value: repr(value[:20]))
def test_a_hostile_address_is_only_text(light: TestClient, hostile: str) -> None:
    for kind in KINDS:
        response = light.get(f"/light/{kind}/{quote(hostile, safe='')}")
        assert response.status_code == 404
        if (
            "\n" not in hostile
        ):  # no address of a page has one: the server's own answer, not the light pages'
            sound(response.text)
    names = ("q", "theme", "since", "count", "page", "find", "id", "kind", hostile[:40])
    for path in (*LISTS, *EXAMPLES):
        response = light.get(f"/light/{path}", params=[(name, hostile) for name in names] * 2)
        if path == "organisations" and hostile.strip():
            assert response.status_code == 308
            assert response.headers["location"].startswith("/light/search?q=")
            response = light.get(response.headers["location"])
        assert response.status_code == 200, path
        sound(response.text)


@pytest.mark.parametrize("number", ["0", "-1", "999999999", "²", "1e3", "x"])
def test_a_page_that_is_not_there_is_the_nearest_one(light: TestClient, number: str) -> None:
    page = page_at(light, "submissions", page=number)
    assert page.entries("submissions")


@pytest.mark.slow
def test_more_filters_than_a_light_page_holds(light: TestClient) -> None:
    options = filter_options.option_labels()
    many = {name: list(options[name]) for name in ("organisation", "claim", "theme", "country")}
    for path in (*LISTS, *EXAMPLES):
        response = light.get(f"/light/{path}", params=many)
        assert response.status_code in (200, 414)
        sound(response.text)
    query = {"organisation": list(options["organisation"])[:12]}
    page = page_at(light, "", **query)
    assert "lead to unfiltered pages" in words(next(page.every("main")))
    assert all(len(urlsplit(link).query) < 1000 for link in page.links())


@pytest.mark.parametrize("limit", [12_500, 11_000])
def test_a_page_that_would_be_too_large_is_cut_and_says_where_the_rest_is(
    light: TestClient, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    whole = page_at(light, "organisation/itu")
    monkeypatch.setattr(pages, "LIMIT", limit)
    response = light.get("/light/organisation/itu")
    assert len(compress(response.content)) <= limit
    page = Read.strictly(response.text)
    assert content.KEPT <= len(page.entries("list")) < len(whole.entries("list"))
    links = [link.get("href") for link in page.every("a", page.section("list"))]
    assert "/light/organisation/itu?card=list" in links
    assert page.files("list")


@pytest.mark.parametrize("path", ["", "claims", "organisation/jpnic", "theme/igf-funding"])
def test_a_page_has_the_same_rows_in_every_language(path: str) -> None:
    app = TestClient(ReaderLanguage(client().app))
    rows = set()
    for code in languages.offered():
        text = app.get(f"/{code}/light/{path}").text
        assert f'lang="{languages.tag(code)}"' in text
        rows.add((text.count("<tr>"), text.count("<li>")))
    assert len(rows) == 1


@pytest.mark.parametrize("name", PAGES_WITH_CARDS)
def test_every_card_of_a_page_is_on_its_light_page(light: TestClient, name: str) -> None:
    page = routes.PAGES[name]
    query = {
        name: [value] if isinstance(value, str) else value
        for name, value in examples_query(page).items()
    }
    kind = routes.ENTITY_BY_PATH.get(page.path)
    path = f"{kind.kind}/{query['id'][0]}" if kind else page.light
    light_page = page_at(light, path, **({} if kind else query))
    cards = [card() for card in cards_of(name, Context.on(page, Filters(), query)).values()]
    sections = {section.get("id") for section in light_page.every("section")}
    assert cards
    assert [card.key for card in cards if card and card.key not in sections] == []


@pytest.mark.parametrize("host", ["wsis.example", "mirror.example"])
def test_the_line_to_cite_has_the_address_of_the_version_on_the_readers_site(
    light: TestClient, host: str
) -> None:
    page = Read.of(light.get("/light/data-and-method", headers={"host": host}).text)
    address = f"http://{host}{routes.release(current().version)}"
    assert page.entries("cite")[0].endswith(f"{current().version}. {address}")


@pytest.mark.parametrize("part", data_and_method.PARTS)
def test_a_part_of_data_and_method_has_its_cards_and_the_files_that_there_are(
    light: TestClient, part: str
) -> None:
    response = light.get("/light/data-and-method", params={"part": part, "table": "claims"})
    page = sound(response.text)
    view = {"part": [part], "table": ["claims"]}
    cards = [
        card for build in data_and_method.cards(Context(view=view)).values() if (card := build())
    ]
    assert cards
    for card in cards:
        most = max(content.SHORT, card.printed) if len(cards) > 1 else content.LISTED
        assert len(page.entries(card.key)) == min(len(card.rows), most)
        has_files = card.query.endings or card.key == "each"
        assert set(page.files(card.key)) == ({"CSV", "JSON"} if has_files else set())
        assert "**" not in words(page.section(card.key))


def test_an_opened_table_is_read_to_its_last_shown_row(light: TestClient) -> None:
    ids = []
    for number in range(1, 11):
        page = page_at(
            light, "data-and-method", part="tables", table="points", card="table", page=number
        )
        ids += page.entries("table")
    assert ids == list(table("points").point_id[:200])


@pytest.mark.usefixtures("hostile_data")
def test_no_cell_of_the_data_becomes_markup(light: TestClient) -> None:
    others = [path for path in EXAMPLES if not path.startswith("organisation/")]
    for path in (*LISTS, "organisation/jprs", *others):
        response = light.get(f"/light/{path}")
        page = sound(response.text)
        tags = {tag for tag, _element in page.elements()}
        assert not tags & {"b:x", "i", "em", "strong", "code", "del"}
        text = words(page.root)
        assert " ".join(MARKUP.split())[:20] in text, path


def test_what_may_be_kept_is_kept(light: TestClient) -> None:
    first = light.get("/light/theme/ai")
    assert "default-src 'none'" in first.headers["content-security-policy"]
    assert "script-src" not in first.headers["content-security-policy"]
    headers = {"If-None-Match": first.headers["etag"]}
    again = light.get("/light/theme/ai", headers=headers)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    assert light.get("/light/theme/ai?count=points", headers=headers).status_code == 200
    assert light.get("/light/theme/no-such", headers=headers).status_code == 404
    etag, other_etag = (
        light.get("/light/", params=[("count", a), ("count", b)]).headers["etag"]
        for a, b in (("points", "organisations"), ("organisations", "points"))
    )
    assert etag != other_etag
    head_ = light.head("/light/theme/ai")
    assert (head_.status_code, head_.content) == (200, b"")
    assert head_.headers["etag"] == first.headers["etag"]


def test_a_corrected_introduction_reaches_who_has_the_page(
    light: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"If-None-Match": light.get("/light/").headers["etag"]}
    corrected = replace(served(), introduction="Corrected.")
    monkeypatch.setattr(response_headers, "served", lambda: corrected)
    assert light.get("/light/", headers=headers).status_code == 200


def test_other_ways_to_ask(light: TestClient) -> None:
    assert light.get("/light?theme=ai").headers["location"] == "/light/?theme=ai"
    assert light.post("/light/").status_code == 405
    missing = light.get("/light/nothing-here")
    assert missing.status_code == 404
    assert "/light/" in sound(missing.text).links()


def test_a_card_whose_question_takes_too_long_says_so_among_the_others(
    light: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped() -> None:
        raise QueryTooSlow("slow")

    original = cards_of
    monkeypatch.setattr(
        content, "cards_of", lambda name, context: {**original(name, context), "by_pair": stopped}
    )
    response = light.get("/light/themes?group=academia")
    page = Read.strictly(response.text)
    assert "took too long" in page.heading("by_pair")
    assert page.table("by_kind")
    assert response.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (QueryTooSlow("slow"), 503, "took too long"),
        (QueryTooLarge(), 503, "more memory"),
        (DatabaseUnavailable("gone /secret"), 503, "cannot read the data"),
        (RuntimeError("secret"), 500, "reference"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_page_that_fails_says_so_and_nothing_of_the_inside(
    monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, message: str
) -> None:
    def failing(view: page_request.View) -> Page:
        raise error

    monkeypatch.setattr(content, "page_of", failing)
    quiet = TestClient(client().app, raise_server_exceptions=False)
    response = quiet.get("/light/themes")
    assert response.status_code == status
    page = Read.strictly(response.text)
    assert message in words(next(page.every("main")))
    assert "secret" not in response.text
    assert response.headers["cache-control"] == "no-store"


def test_the_tags_of_the_head_are_those_of_the_entity(light: TestClient) -> None:
    text = light.get("/light/organisation/jpnic?stage=rev2").text
    assert '<link rel="canonical" href="http://testserver/light/organisation/jpnic">' in text


def test_an_option_of_the_form_says_how_many_submissions_it_selects(light: TestClient) -> None:
    page = page_at(light, "claims", group="technical", region="asia", theme="igf-funding")
    filters = Filters(group=("technical",), region=("asia",), theme=("igf-funding",))
    for name in ("theme", "group", "region", "stage", "kind"):
        select = next(field for field in page.every("select") if field.get("name") == name)
        counts = ask("option_counts", filters).query("filter == @name").set_index("id").submissions
        options = {option.get("value"): option for option in page.every("option", select)}
        assert options.pop("").text == "All"
        assert set(counts.index) <= set(options)
        for identifier, option in options.items():
            label = filter_options.option_labels()[name][identifier]
            assert words(option) == f"{label} ({counts.get(identifier, 0)})"
            assert (option.get("class") == "none") == (identifier not in counts.index)
            assert (option.get("selected") is not None) == (identifier in getattr(filters, name))


def test_the_form_takes_days_and_shows_those_in_force(light: TestClient) -> None:
    page = page_at(light, "claims", since="2025-01-01", group="technical")
    fields = {field.get("name"): field for field in page.every("input")}
    assert fields["since"].get("type") == fields["until"].get("type") == "date"
    assert fields["since"].get("value") == "2025-01-01"
    assert fields["until"].get("value") == ""
    empty = light.get("/light/claims", params={"since": "", "until": "2025-01-01"})
    assert "could not use" not in empty.text
