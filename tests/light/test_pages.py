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
from web import http_cache
from web.light import content, page_request, pages
from web.light.content import Page
from web.reader_language import ReaderLanguage

PAGES = tuple(routes.BY_LIGHT_PATH)
LISTS = tuple(place for place, page in routes.BY_LIGHT_PATH.items() if page.filters)
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


def asked(light: TestClient, place: str, **query: object) -> Read:
    """The page at an address, read."""
    response = light.get(f"/light/{place}", params=query)
    assert response.status_code == 200, place
    return Read.of(response.text)


def figure(cell: str) -> int:
    """The number that a cell begins with: 41 (12%)."""
    return int(re.match(r"[\d,]+", cell)[0].replace(",", ""))


def sound(html: str) -> Read:
    """The page, after seeing that it is sound: one heading, no script, nothing from elsewhere, ids that occur once."""
    assert len(compress(html.encode())) <= pages.LIMIT
    read = Read.of(html)
    ids = []
    for tag, element in read.elements():
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
            assert words(next(read.every("caption", element)))
            assert all(one.get("scope") for one in read.every("th", element))
    assert len(ids) == len(set(ids))
    assert [words(one) for one in read.every("h1")] != [""]
    assert len(list(read.every("h1"))) == 1
    return read


@pytest.mark.long
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
    held = table("points" if kind in ("theme", "claim") else "signatories")
    largest = held[held[column] != ""][column].value_counts().index[:5]
    ids = [*largest, *table(name)[column][::20]]
    with ThreadPoolExecutor(4) as several:
        answers = several.map(lambda one: light.get(f"/light/{kind}/{one}"), ids)
        titles = set()
        for answer in answers:
            assert answer.status_code == 200
            titles.add(words(next(sound(answer.text).every("title"))))
    assert all(title.endswith(" · WSIS+20 submissions") for title in titles)
    assert len(titles) > 0.95 * len(set(ids))


@pytest.mark.wide
@pytest.mark.parametrize("query", SELECTIONS, ids=str)
@pytest.mark.parametrize("place", [*PAGES, *EXAMPLES])
def test_every_page_under_filters_is_sound_and_says_them(
    light: TestClient, place: str, query: dict[str, list[str]]
) -> None:
    response = light.get(f"/light/{place}", params=query)
    assert response.status_code == 200
    read = sound(response.text)
    selection, _dropped = Filters.from_query(query, filter_options.option_labels())
    said = words(next(read.every("main")))
    if place in LISTS and selection.active():
        assert filter_options.describe(selection) in said
    assert current().version in words(next(read.every("footer")))


def test_the_page_of_a_claim_says_its_verdict_how_firmly_and_in_which_paragraphs(
    light: TestClient,
) -> None:
    read = asked(light, "claim/re-make-igf-permanent")
    names = [words(one) for one in read.every("dt")]
    facts = dict(zip(names, map(words, read.every("dd")), strict=True))
    assert "In the adopted text, as a decision, paragraph 99 · " in facts["Verdict"]
    paragraphs, reports = read.said("verdict"), read.said("reports")
    assert "Paragraph 99" in paragraphs
    assert "Decides" in paragraphs
    assert "as reported by" not in facts["Verdict"] + paragraphs
    assert "as reported by" in reports
    main = words(next(read.every("main")))
    assert "48 of 533 submissions (9%) · 32 organisations · 48 points" in main
    assert "2 governments: Norway and Switzerland" in main
    assert "/light/text?id=outcome&paragraph=99" in read.links()
    there = asked(light, "text", id="outcome", paragraph="99")
    assert "Paragraph 99" in there.said("paragraphs")


def test_the_page_of_a_request_begins_with_the_sentence_to_quote_and_four_figures(
    light: TestClient,
) -> None:
    read = asked(light, "claim/re-make-igf-permanent")
    (said,) = read.every("blockquote")
    assert "48 of 533 submissions collected on the WSIS+20 review, by 32" in words(said)
    assert words(said).endswith("/claim?id=re-make-igf-permanent")
    figures = words(next(read.every("dl")))
    for figure_ in ("48 of 533 (9%)", "32 of 282", "Norway (own words)", "■ Decides"):
        assert figure_ in figures


def test_the_link_to_what_the_texts_say_on_a_theme_leads_to_the_passages(
    light: TestClient,
) -> None:
    ways = [one for one in asked(light, "theme/igf-mandate").links() if "open=" in one]
    there = sound(light.get(ways[0]).text)
    of_theme = table("text_passages").query("theme_id == 'igf-mandate'")
    assert len(there.entries("passages")) == len(of_theme)
    assert of_theme.says.iloc[0].removesuffix(".") in there.said("passages")
    assert next(one.get("id") for one in there.every("section")) == "passages"


def test_the_page_of_a_claim_made_to_two_texts_says_the_verdict_on_each(light: TestClient) -> None:
    read = asked(light, "claim/re-anchor-human-rights")
    names = [words(one) for one in read.every("dt")]
    facts = dict(zip(names, map(words, read.every("dd")), strict=True))
    outcomes = table("claim_outcomes").set_index(["claim_id", "text_id"])
    for text, name in (("outcome", "WSIS+20 outcome"), ("compact", "Global Digital Compact")):
        assert outcomes.note["re-anchor-human-rights", text] in facts[name]
        assert "paragraph" in facts[name]


def test_lists_of_requests_say_how_firmly_and_lead_to_paragraphs(light: TestClient) -> None:
    for place in ("asks", "organisation/jpnic"):
        said = asked(light, place).said("asks")
        assert "Make the IGF permanent ■ In the adopted text, as a decision" in said.replace(
            "permanent■", "permanent ■"
        )
        assert "Paragraph 99" in said


def test_a_text_is_a_table_and_a_list_of_its_paragraphs(light: TestClient) -> None:
    held = table("text_paragraphs").query("text_id == 'outcome'")
    read = asked(light, "text")
    assert f"1 to {content.SHORT} of {len(held)}" in read.said("strip")
    assert [row[0] for row in read.table("strip")] == list(held.paragraph[: content.SHORT])
    assert read.entries("paragraphs")[0] == "Preamble, clause 1"


def test_the_page_of_an_international_organisation_says_its_seat(light: TestClient) -> None:
    facts = words(next(asked(light, "organisation/itu").every("dl")))
    assert "International organisation; based in Switzerland" in facts


def test_a_date_without_a_day_is_marked_in_a_list_and_explained_on_its_page(
    light: TestClient,
) -> None:
    listed = asked(light, "submissions", stage="elements", page="2")
    assert "2025 (day not known)" in words(listed.root)
    facts = words(next(asked(light, "submission/access-now-elements").every("dl")))
    assert "2025 (day and month not known; the stage ran 20 Jun 2025 to 25 Jul 2025)" in facts


def test_the_page_of_a_submission_has_all_its_points_and_parties(light: TestClient) -> None:
    read = asked(light, "submission/tccm-cwg-call")
    points, parties = table("points"), table("signatories")
    mine = points[points.submission_id == "tccm-cwg-call"]
    assert sorted(read.entries("submission_points")) == sorted(mine.summary)
    both = parties[parties.submission_id == "tccm-cwg-call"]
    names = table("organisations").set_index("organisation_id").name
    assert sorted(read.entries("parties")) == sorted(names[one] for one in both.organisation_id)
    assert "5 Feb 2025" in words(next(read.every("dl")))


@pytest.mark.parametrize("query", SELECTIONS, ids=str)
def test_a_table_is_the_answer_to_its_question(
    light: TestClient, query: dict[str, list[str]]
) -> None:
    selection, _dropped = Filters.from_query(query, filter_options.option_labels())
    unit = query.get("count", ["submissions"])[0]
    read = asked(light, "claims", grain="themes", card="most", **query)
    kind = (query.get("kind") or ["challenge"])[0]
    expected = ask("themes", selection.set(kind=(kind,)), unit=unit)
    assert [figure(row[1]) for row in read.table("most")] == list(expected["count"])
    read = asked(light, "organisations", card="groups", **query)
    rows = ask("groups", selection, unit=unit)
    assert [figure(row[1]) for row in read.table("groups")] == list(rows["count"])


@pytest.mark.long
@pytest.mark.parametrize("query", SELECTIONS[:4], ids=str)
@pytest.mark.parametrize(
    ("place", "keys"),
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
    light: TestClient, place: str, keys: tuple[str, ...], query: dict[str, list[str]]
) -> None:
    read = asked(light, place, **query)
    shown = {one.get("id") for one in read.every("section")}
    followed = 0
    for key in shown.intersection(keys):
        if not list(read.every("tbody", read.section(key))):
            continue
        figures = read.figures(key)
        for said, address in [*figures[:2], *figures[-1:]]:
            count = int(re.match(r"[\d,]+", said)[0].replace(",", ""))
            behind = Read.of(light.get(address).text)
            submissions = re.search(
                r"([\d,]+) submission",
                behind.said("submissions" if key == "signers" else "evidence"),
            )
            assert int(submissions[1].replace(",", "")) == count, address
            followed += 1
    assert followed or "nothing" in shown or query


def test_pages_of_a_list_hold_every_row_once(light: TestClient) -> None:
    for place, key, count in (
        ("submissions", "submissions", len(table("submissions"))),
        ("organisations", "organisations", len(table("organisations"))),
    ):
        seen, address = [], f"/light/{place}?card={key}&group=technical&group=government"
        expected = ask(place, Filters(group=("government", "technical"))).iloc[:, 0]
        while address:
            read = Read.of(light.get(address).text)
            kind = place.removesuffix("s")
            seen += [
                unquoted(link.get("href", ""))
                for link in read.every("a", read.section(key))
                if link.get("href", "").startswith(f"/light/{kind}/")
            ]
            address = next(
                (one.get("href") for one in read.every("a") if one.get("rel") == "next"), ""
            )
        assert sorted(seen) == sorted(expected)
        assert len(seen) < count


def test_filters_that_go_along_with_every_link_leave_a_page_all_its_rows(
    light: TestClient,
) -> None:
    stages: list[str] = []
    for stage in filter_options.option_labels()["stage"]:
        if len(urlencode({"stage": [*stages, stage]}, doseq=True)) <= page_request.CARRIED:
            stages.append(stage)
    assert len(urlencode({"stage": stages}, doseq=True)) > page_request.CARRIED - 15
    for place, key, entity, size in (
        ("claims", "most", "claim", content.TABLED),
        ("organisations", "organisations", "organisation", content.LISTED),
        ("submissions", "submissions", "submission", content.LISTED),
        ("points", "evidence", "submission", content.LISTED),
    ):
        read = asked(light, place, stage=stages, card=key)
        body = next(read.every("tbody", read.section(key)), None)
        assert len(read.entries(key) if body is None else list(read.every("tr", body))) == size
        along = [one for one in read.links() if f"/light/{entity}/" in one]
        assert len(along) >= size
        assert all(one.count("stage=") == len(stages) for one in along)


def unquoted(address: str) -> str:
    return urlsplit(address).path.rpartition("/")[2]


def test_files_hold_the_rows_that_a_page_shows(light: TestClient) -> None:
    query = {"group": "technical", "kind": "challenge"}
    for place, key, count in (
        ("claims", "most", lambda rows: len(rows) - (rows.claim_id == "none").sum()),
        ("themes", "by_kind", len),
        ("organisations", "organisations", len),
        ("submissions", "submissions", len),
        ("organisation/jpnic", "list", len),
        ("theme/igf-funding", "when", len),
        ("submission/tccm-rev2", "parties", len),
    ):
        read = asked(light, place, **query)
        files = read.files(key)
        response = light.get(files["CSV"])
        assert response.status_code == 200, files["CSV"]
        rows = pd.read_csv(BytesIO(response.content))
        body = next(read.every("tbody", read.section(key)), None)
        shown = len(list(read.every("tr", body))) if body is not None else len(read.entries(key))
        stated = re.search(r"1 to \d+ of (\d+)", read.said(key))
        assert count(rows) == (int(stated[1]) if stated else shown), place
        assert light.get(files["JSON"]).status_code == 200


@pytest.mark.long
def test_links_lead_somewhere(light: TestClient) -> None:
    waiting, seen = ["/light/", "/light/?group=academia&count=points"], set()
    while waiting and len(seen) < 60:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        response = light.get(address)
        assert response.status_code == 200, address
        links = [one for one in Read.of(response.text).links() if one.startswith("/light/")]
        # Some of every page, not all of the first.
        waiting = [*waiting[:40], *links[:: max(1, len(links) // 12)], *waiting[40:]]


def test_the_search_finds_names_that_old_addresses_look_for(light: TestClient) -> None:
    moved = light.get("/light/organisations", params={"find": "japan network"})
    assert moved.status_code == 308
    read = Read.of(light.get(moved.headers["location"]).text)
    assert "JPNIC" in read.said("organisation")


def test_the_form_holds_what_is_in_force(light: TestClient) -> None:
    query = {"theme": ["ai", "gender"], "country": ["JPN"], "q": "a", "count": "points"}
    read = asked(light, "submissions", **query)
    _box, form = read.every("form")
    sent: list[tuple[str, str]] = []
    for field in read.every("input", form):
        sent.append((field.get("name"), field.get("value")))
    for field in read.every("select", form):
        chosen = [
            one.get("value")
            for one in read.every("option", field)
            if one.get("selected") is not None
        ]
        sent += [(field.get("name"), value) for value in chosen]
    again: dict[str, list[str]] = {}
    for name, value in sent:
        again.setdefault(name, []).append(value)
    before, after = (
        Filters.from_query(one, filter_options.option_labels())[0] for one in (query, again)
    )
    assert after == before
    assert again["count"] == ["points"]


def test_a_form_left_empty_filters_nothing(light: TestClient) -> None:
    empty = dict.fromkeys(("q", "theme", "stage", "group", "kind"), "")
    empty_, none = (asked(light, "", **query).table("top_outcome") for query in (empty, {}))
    assert empty_ == none


def test_what_an_address_cannot_mean_is_named(light: TestClient) -> None:
    read = asked(light, "", theme=["igf-funding", "no-such"], since="yesterday")
    said = words(next(read.every("main")))
    assert "Theme “no-such”: not in this data set" in said
    assert "Since “yesterday”: not a date" in said
    assert "Filters Theme: IGF funding" in said


def test_nothing_selected_is_a_sentence_and_a_way_out(light: TestClient) -> None:
    whatever = ("compare", "text", "submission/tccm-rev2", "sdg/9")
    for place in (one for one in (*LISTS, *EXAMPLES) if one not in whatever):
        response = light.get(f"/light/{place}", params={"q": "xyzzy", "group": "academia"})
        assert response.status_code == 200
        read = sound(response.text)
        out = [link.get("href") for link in read.every("a", read.section("nothing"))]
        assert out == [f"/light/{place}?group=academia", f"/light/{place}"]
        assert "Without Words: “xyzzy” there are " in words(read.section("nothing"))


@pytest.mark.parametrize(
    ("place", "near"),
    [
        ("organisation/jpnc", "/light/organisation/jpnic"),
        ("organisation/Japan Network", "/light/organisation/jpnic"),
        ("theme/igf-fundin", "/light/theme/igf-funding"),
        ("claim/ch-igf-funding-unstabl", "/light/claim/ch-igf-funding-unstable"),
        ("submission/tccm-rev22", "/light/submission/tccm-rev2"),
    ],
)
def test_an_id_that_is_not_there_leads_back_and_to_those_like_it(
    light: TestClient, place: str, near: str
) -> None:
    response = light.get(f"/light/{place}")
    assert response.status_code == 404
    links = sound(response.text).links()
    assert near in links
    assert f"/light/{place.partition('/')[0]}s" in links


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
    for place in (*LISTS, *EXAMPLES):
        response = light.get(f"/light/{place}", params=[(name, hostile) for name in names] * 2)
        if place == "organisations" and hostile.strip():
            assert response.status_code == 308
            assert response.headers["location"].startswith("/light/search?q=")
            response = light.get(response.headers["location"])
        assert response.status_code == 200, place
        sound(response.text)


@pytest.mark.parametrize("number", ["0", "-1", "999999999", "²", "1e3", "x"])
def test_a_page_that_is_not_there_is_the_nearest_one(light: TestClient, number: str) -> None:
    read = asked(light, "submissions", page=number)
    assert read.entries("submissions")


def test_more_filters_than_a_light_page_holds(light: TestClient) -> None:
    known = filter_options.option_labels()
    many = {name: list(known[name]) for name in ("organisation", "claim", "theme", "country")}
    for place in (*LISTS, *EXAMPLES):
        response = light.get(f"/light/{place}", params=many)
        assert response.status_code in (200, 414)
        sound(response.text)
    some = {"organisation": list(known["organisation"])[:12]}
    read = asked(light, "", **some)
    assert "lead to unfiltered pages" in words(next(read.every("main")))
    assert all(len(urlsplit(link).query) < 1000 for link in read.links())


@pytest.mark.parametrize("limit", [12_500, 11_000])
def test_a_page_that_would_be_too_large_is_cut_and_says_where_the_rest_is(
    light: TestClient, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    whole = asked(light, "organisation/itu")
    monkeypatch.setattr(pages, "LIMIT", limit)
    response = light.get("/light/organisation/itu")
    assert len(compress(response.content)) <= limit
    read = Read.of(response.text)
    assert content.KEPT <= len(read.entries("list")) < len(whole.entries("list"))
    links = [link.get("href") for link in read.every("a", read.section("list"))]
    assert "/light/organisation/itu?card=list" in links
    assert read.files("list")


@pytest.mark.parametrize("place", ["", "claims", "organisation/jpnic", "theme/igf-funding"])
def test_a_page_has_the_same_rows_in_every_language(place: str) -> None:
    app = TestClient(ReaderLanguage(client().app))
    rows = set()
    for code in languages.offered():
        text = app.get(f"/{code}/light/{place}").text
        assert f'lang="{languages.tag(code)}"' in text
        rows.add((text.count("<tr>"), text.count("<li>")))
    assert len(rows) == 1


@pytest.mark.parametrize("name", PAGES_WITH_CARDS)
def test_every_card_of_a_page_is_on_its_light_page(light: TestClient, name: str) -> None:
    page = routes.PAGES[name]
    query = {
        name: [one] if isinstance(one, str) else one for name, one in examples_query(page).items()
    }
    kind = routes.ENTITY_BY_PATH.get(page.path)
    place = f"{kind.kind}/{query['id'][0]}" if kind else page.light
    read = asked(light, place, **({} if kind else query))
    made = [card() for card in cards_of(name, Context.on(page, Filters(), query)).values()]
    sections = {one.get("id") for one in read.every("section")}
    assert made
    assert [card.key for card in made if card and card.key not in sections] == []


@pytest.mark.usefixtures("hostile_data")
def test_no_cell_of_the_data_becomes_markup(light: TestClient) -> None:
    others = [one for one in EXAMPLES if not one.startswith("organisation/")]
    for place in (*LISTS, "organisation/jprs", *others):
        response = light.get(f"/light/{place}")
        read = sound(response.text)
        tags = {tag for tag, _element in read.elements()}
        assert not tags & {"b:x", "i", "em", "strong", "code", "del"}
        said = words(read.root)
        assert " ".join(MARKUP.split())[:20] in said, place


def test_what_may_be_kept_is_kept(light: TestClient) -> None:
    first = light.get("/light/theme/ai")
    assert "default-src 'none'" in first.headers["content-security-policy"]
    assert "script-src" not in first.headers["content-security-policy"]
    held = {"If-None-Match": first.headers["etag"]}
    again = light.get("/light/theme/ai", headers=held)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    assert light.get("/light/theme/ai?count=points", headers=held).status_code == 200
    assert light.get("/light/theme/no-such", headers=held).status_code == 404
    one, other = (
        light.get("/light/", params=[("count", a), ("count", b)]).headers["etag"]
        for a, b in (("points", "organisations"), ("organisations", "points"))
    )
    assert one != other
    head_ = light.head("/light/theme/ai")
    assert (head_.status_code, head_.content) == (200, b"")
    assert head_.headers["etag"] == first.headers["etag"]


def test_a_corrected_introduction_reaches_who_has_the_page(
    light: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = {"If-None-Match": light.get("/light/").headers["etag"]}
    corrected = replace(served(), introduction="Corrected.")
    monkeypatch.setattr(http_cache, "served", lambda: corrected)
    assert light.get("/light/", headers=held).status_code == 200


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

    given = cards_of
    monkeypatch.setattr(
        content, "cards_of", lambda name, page: {**given(name, page), "by_pair": stopped}
    )
    response = light.get("/light/themes?group=academia")
    read = Read.of(response.text)
    assert "took too long" in read.heading("by_pair")
    assert read.table("by_kind")
    assert response.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (QueryTooSlow("slow"), 503, "took too long"),
        (QueryTooLarge(), 503, "more memory"),
        (DatabaseUnavailable("gone /secret"), 503, "cannot read the data"),
        (RuntimeError("secret"), 500, "reference"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_page_that_fails_says_so_and_nothing_of_the_inside(
    monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, said: str
) -> None:
    def failing(view: page_request.View) -> Page:
        raise error

    monkeypatch.setattr(content, "page_of", failing)
    quiet = TestClient(client().app, raise_server_exceptions=False)
    response = quiet.get("/light/themes")
    assert response.status_code == status
    read = Read.of(response.text)
    assert said in words(next(read.every("main")))
    assert "secret" not in response.text
    assert response.headers["cache-control"] == "no-store"


def test_the_tags_of_the_head_are_those_of_the_entity(light: TestClient) -> None:
    text = light.get("/light/organisation/jpnic?stage=rev2").text
    assert '<link rel="canonical" href="http://testserver/light/organisation/jpnic">' in text


def test_an_option_of_the_form_says_how_many_submissions_it_selects(light: TestClient) -> None:
    read = asked(light, "claims", group="technical", region="asia", theme="igf-funding")
    filters = Filters(group=("technical",), region=("asia",), theme=("igf-funding",))
    for name in ("theme", "group", "region", "stage", "kind"):
        select = next(one for one in read.every("select") if one.get("name") == name)
        counts = ask("option_counts", filters).query("filter == @name").set_index("id").submissions
        options = {one.get("value"): one for one in read.every("option", select)}
        assert options.pop("").text == "All"
        assert set(counts.index) <= set(options)
        for one, option in options.items():
            label = filter_options.option_labels()[name][one]
            assert words(option) == f"{label} ({counts.get(one, 0)})"
            assert (option.get("class") == "none") == (one not in counts.index)
            assert (option.get("selected") is not None) == (one in getattr(filters, name))


def test_the_form_takes_days_and_shows_those_in_force(light: TestClient) -> None:
    read = asked(light, "claims", since="2025-01-01", group="technical")
    fields = {one.get("name"): one for one in read.every("input")}
    assert fields["since"].get("type") == fields["until"].get("type") == "date"
    assert fields["since"].get("value") == "2025-01-01"
    assert fields["until"].get("value") == ""
    empty = light.get("/light/claims", params={"since": "", "until": "2025-01-01"})
    assert "could not use" not in empty.text
