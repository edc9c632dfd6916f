"""Data that look like markup, and whether a page takes them for it."""

import re
from collections.abc import Iterable
from pathlib import Path

from data import SOURCE
from data.build import build
from tests.pages.visiting import Visit, table

MARKUP = (
    "[label](http://e.example) ![image](//e.example/i.png) :red[colour] :material/home: "
    "$x^2$ <b onclick=x>bold</b> **strong** `code` # head | ~~struck~~ www.e.example a@e.example"
)
FORMS = {
    "link": r"(?<!\\)\[label",
    "image": r"(?<!\\)!\[image|!(?<!\\)\[image",
    "colour": r"(?<!\\):red",
    "icon": r"(?<!\\):material/home",
    "formula": r"(?<!\\)\$x",
    "html": r"(?<!\\)<(b onclick|script|img)",
    "strong": r"(?<!\\)\*\*strong",
    "code": r"(?<!\\)`code",
    "struck": r"(?<!\\)~~struck",
    "heading": r"(?<!\\)# head",
    "address": r"(?i)(https?:|www)\\?[/.]\S*e\\?\.example",
    "mail": r"a\\?@e\\?\.example",
    "direction": "[\u202a-\u202e\u2066-\u2069]",
}
"""How each piece of MARKUP looks where the front end would act on it."""

IN_HTML = ("html", "direction")
"""Those of FORMS that the front end acts on in HTML, which is no Markdown."""


def fits_markdown(page: Visit) -> None:
    """Fail if any piece of MARKUP stands in the page so that the front end would act on it."""
    html = page.html()
    for text in page.markdown():
        is_text(text, IN_HTML if text in html else FORMS)


def is_text(text: str, forms: Iterable[str] = FORMS) -> None:
    """Fail if any piece of MARKUP, in one of ``forms``, stands in ``text`` so that the front end would act on it."""
    for form in forms:
        assert not re.search(FORMS[form], text), f"{form}: {text[:200]}"


def built(folder: Path) -> Path:
    """A database in ``folder`` of the shipped tables with MARKUP at the end of every name, title and summary."""
    texts = {
        "organisations": ["name", "short_name"],
        "submissions": ["title"],
        "themes": ["title"],
        "claims": ["title"],
        "points": ["summary"],
        "stages": ["title", "short_title"],
        "action_lines": ["short_title"],
    }
    for path in [*SOURCE.glob("*.csv"), SOURCE / "settings.toml"]:
        (folder / path.name).write_bytes(path.read_bytes())
    for name, columns in texts.items():
        rows = table(name)
        for column in columns:
            rows[column] = [text and f"{text} {MARKUP}" for text in rows[column]]
        rows.to_csv(folder / f"{name}.csv", index=False)
    build(folder, folder / "hostile.duckdb")
    return folder / "hostile.duckdb"
