"""About this site and privacy says who runs the dashboard and on what terms, or that this is not settled."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from data.settings import served
from i18n import dataset_texts, imprint
from tests.light.reading import Read, client, words
from tests.pages.hostile import MARKUP, fits_markdown
from tests.pages.visiting import Visit, seen, visit

CARDS = ("operator", "kept", "made", "corrections", "terms")
SETTLED = {
    "publisher": "Lumen desk",
    "contact": "desk@lumen.example",
    "licence": "CC BY 4.0",
    "code_licence": "https://licences.example/code",
    "imprint": f"Lumen desk {MARKUP}\n1 Pier Road",
    "privacy": "https://lumen.example/privacy",
}

Setting = Callable[[dict[str, str]], None]


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> Setting:
    """Serve the data set with other settings."""
    served_settings = served()

    def serve(settings: dict[str, str]) -> None:
        changed = replace(served_settings, **settings)
        monkeypatch.setattr(dataset_texts, "served", lambda: changed)

    return serve


def lines(page: Visit, card: str) -> list[str]:
    """The lines of a card as a reader sees them."""
    texts = [element.value for element in page.within(f"card_{card}", "markdown")]
    items = re.findall(r"^- (.+)", "\n".join(texts), re.MULTILINE)
    return [seen(re.sub(r"^\[(.*)\]\([^)]*\)$", r"\1", line)) for line in items]


def test_what_is_not_settled_is_said(setting: Setting) -> None:
    setting(dict.fromkeys(SETTLED, ""))
    page = visit("about")
    assert lines(page, "operator") == [
        "No publisher is named yet.",
        "No contact is named yet.",
        "No imprint is given yet.",
    ]
    assert lines(page, "terms")[:2] == [imprint.data_terms(), imprint.code_terms()]
    assert "No contact is named yet." in lines(page, "corrections")[0]
    assert "not yet said anything more" in lines(page, "kept")[-1]


def test_what_is_settled_is_said_as_text_and_its_addresses_are_links(setting: Setting) -> None:
    setting(SETTLED)
    page = visit("about")
    fits_markdown(page)
    text = "\n".join(page.markdown())
    for link in (
        "](mailto:desk@lumen.example)",
        "](https://licences.example/code)",
        "](https://lumen.example/privacy)",
    ):
        assert link in text
    card_lines = lines(page, "operator")
    assert card_lines[0] == "Publisher: Lumen desk"
    assert card_lines[-1] == "1 Pier Road"
    assert "Licence of the data: CC BY 4.0" in lines(page, "terms")
    assert "yet" not in " ".join(lines(page, "operator") + lines(page, "kept"))
    assert "“Report an error”" in lines(page, "corrections")[0]


def test_the_light_page_says_the_same(setting: Setting) -> None:
    setting(SETTLED)
    page, light = visit("about"), Read.of(client().get("/light/about").text)
    for card in CARDS:
        items = light.every("li", light.section(card))
        assert [words(item) for item in items] == [
            " ".join(line.split()) for line in lines(page, card)
        ]
    addresses = {link.get("href") for link in light.every("a", light.section("operator"))}
    assert "mailto:desk@lumen.example" in addresses
