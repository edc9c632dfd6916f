"""Writes the files that are generated from the code's texts.

These are locales/dashboard.pot, from which translations start, the messages of the catalogues in locales/ (it keeps
translations and removes obsolete messages), the table of pages in docs/README.md, and the amount of text to translate
in docs/translating.md. It prints which messages are new since the last release.
"""

import csv
import re
import subprocess
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from data.settings import read
from data.translations import KEYS, cells_of
from i18n import labels, routes
from queries import ask, questions

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "locales" / "dashboard.pot"
CATALOGUES = sorted(TEMPLATE.parent.glob("*/LC_MESSAGES/dashboard.po"))
"""The catalogue of each language; the dashboard offers none to readers yet."""
GUIDES = ROOT / "docs" / "README.md"
ROOMS = (
    *("queries", "i18n", "finding", "cards", "markup", "pictures", "components", "pages"),
    *("web", "exports"),
)

MESSAGES = "i18n/messages.py"
"""The file whose headings (``# Shown at PAGE``) name the pages that show what stands under them."""
TRANSLATING = ROOT / "docs" / "translating.md"

SHOWN_AT = {
    "cards/asks": "what_became_of_it",
    "cards/coalitions": "who_signed_what",
    "cards/lineage": "submission",
    "cards/outcome": "what_became_of_it",
    "cards/outcome_theme": "what_became_of_it",
    "cards/rankings": "challenges",
    "cards/signature_matrix": "who_signed_what",
    "cards/theme_pairs": "themes",
    "cards/topic": "theme",
    "cards/verdicts": "what_became_of_it",
    "components/search_box": "search",
    "finding": "search",
}
"""Module or package whose texts are on one page -> the page, if their names differ."""

DATA_API = ("data/schema", "exports/", "queries/", "web/api/", "web/light/templates/api")
"""The beginnings of the files whose texts the documentation of the data API and the files themselves show."""

UNCHANGING = datetime(2025, 1, 1, tzinfo=UTC)
"""The date in the template's header, the same in every copy, so that the template changes with the texts only."""

KEYWORDS = {**DEFAULT_KEYWORDS, "Nn_": (1, 2)}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
OPTIONS = {"**/templates/**.html": {"newstyle_gettext": "true", "silent": "false"}}


def collected() -> bytes:
    """The gettext template: every message of ROOMS and settings.toml with its files, in order."""
    catalog = Catalog(
        project="Submissions Dashboard", charset="utf-8", creation_date=UNCHANGING, fuzzy=False
    )
    catalog.revision_date = UNCHANGING
    catalog.header_comment = (
        "# What readers of the Submissions Dashboard see, for translators: page by page."
    )
    messages = [
        (shown_at(f"{room}/{file}", line), f"{room}/{file}", message, context)
        for room in ROOMS
        for file, line, message, _comments, context in extract_from_dir(
            ROOT / room, method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS
        )
    ]
    messages += [
        (shown_at(file), file, message, None)
        for file, message in (*_of_settings(), *_of_questions(), *_of_tables())
    ]
    addresses = [*_addresses()]

    def sort_key(entry: tuple[str, str, str | tuple[str, ...], str | None]) -> tuple[Any, ...]:
        address, file, message, context = entry
        return addresses.index(address), file, str(message), context or ""

    for address, file, message, context in sorted(messages, key=sort_key):
        is_known = catalog.get(message, context) is not None
        catalog.add(
            message,
            locations=[(file, 1)],
            auto_comments=[] if is_known else [f"Shown at {address}"],
            context=context,
        )
    return _written(catalog)


def shown_at(file: str, line: int = 0) -> str:
    """The address of the page that shows the texts of a file; for texts on every page, that of the first page."""
    if file.startswith(DATA_API):
        return _address("api/v1/docs")
    if file == MESSAGES:
        above = (ROOT / file).read_text(encoding="utf-8").splitlines()[:line]
        return _address(routes.PAGES[re.findall("# Shown at (.+)", "\n".join(above))[-1]].path)
    module = file.partition(".")[0]
    names = module.split("/")
    names += [page for begin, page in SHOWN_AT.items() if f"{module}/".startswith(f"{begin}/")]
    page = next((routes.PAGES[name] for name in names if name in routes.PAGES), None)
    if page is None or not file.startswith(("cards/", "components/", "finding/", "pages/", "web/")):
        return _address("")
    return _address(page.path)


def _addresses() -> Iterator[str]:
    """The addresses of ``shown_at`` in the order of the menu."""
    yield from (_address(page.path) for page in routes.PAGES.values())
    yield _address("api/v1/docs")


def _address(path: str) -> str:
    return f"http://localhost:8501/LANGUAGE/{path}"


def since_release(before: Catalog, now: Catalog) -> tuple[list[str], list[str]]:
    """The new messages of a template and those that it no longer has, each by its English text."""
    earlier, current = (
        {
            (message.context, message.id if isinstance(message.id, str) else message.id[0])
            for message in catalog
            if message.id
        }
        for catalog in (before, now)
    )
    new, gone = current - earlier, earlier - current
    return sorted(text for _context, text in new), sorted(text for _context, text in gone)


def report() -> str:
    """The work for translators since the last release, which is the last change of data/releases."""
    git = ("git", "-C", str(ROOT))
    log_command = (*git, "log", "-1", "--format=%H", "--", "data/releases")
    log = subprocess.run(log_command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed
    released = log.stdout.strip() or "HEAD"
    show_command = (*git, "show", f"{released}:locales/dashboard.pot")
    output = subprocess.run(show_command, capture_output=True, check=False)  # noqa: S603 - a commit's id
    if output.returncode:
        return "What changed since the last release cannot be told: its template is not in git."
    before = read_po(BytesIO(output.stdout))
    new, gone = since_release(before, read_po(BytesIO(TEMPLATE.read_bytes())))
    lines = [f"  {' '.join(text.split())[:110]}" for text in new]
    head = f"Since the last release {len(new)} messages are new and {len(gone)} are gone."
    return "\n".join([head, *(["New:", *lines] if lines else [])])


def how_much() -> str:
    """The sentence in docs/translating.md on the amount of text to translate, in round figures."""
    messages = [message.id for message in read_po(BytesIO(TEMPLATE.read_bytes())) if message.id]
    words = sum(
        len(" ".join(message if isinstance(message, tuple) else (message,)).split())
        for message in messages
    )
    english = {name: cells_of(ROOT / "data", name) for name in KEYS}
    with (ROOT / "data" / "translations" / "ja.csv").open(encoding="utf-8", newline="") as file:
        cells = [english[row["table"]][row["id"], row["column"]] for row in csv.DictReader(file)]
    cell_words = sum(len(cell.split()) for cell in cells)
    return (
        f"A language has about {_round(len(messages))} messages of {_round(words)} words, and "
        f"{_round(len(cells))} texts of {_round(cell_words)} words in the data."
    )


def translating() -> str:
    """docs/translating.md with up-to-date figures."""
    before = TRANSLATING.read_text(encoding="utf-8")
    return re.sub(r"A language has about [^.]*\.", how_much(), before)


def _round(number: int) -> str:
    return f"{round(number, -2):,}"


def renewed(catalogue: Path) -> bytes:
    """A catalogue with exactly the messages of the template, each with its present translation."""
    template = read_po(BytesIO(TEMPLATE.read_bytes()))
    catalog = read_po(BytesIO(catalogue.read_bytes()))
    catalog.update(template, no_fuzzy_matching=True)
    catalog.revision_date = UNCHANGING
    return _written(catalog)


def _written(catalog: Catalog) -> bytes:
    """The catalogue as a file, in order, without obsolete messages.

    Babel takes "100% for" for a placeholder; ours are {n} and, in templates, %(n)s. Editors and msgfmt
    would refuse each translation without such a placeholder.
    """
    for message in catalog:
        if "%(" not in str(message.id):
            message.flags.discard("python-format")
    out = BytesIO()
    write_po(out, catalog, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def _of_settings() -> Iterator[tuple[str, str]]:
    """The texts of the shipped data set's settings.toml, each with its file."""
    settings = read(ROOT / "data")
    values = (getattr(settings, field.name) for field in fields(settings))
    for words in (
        *(value for value in values if isinstance(value, str) and " " in value),
        *settings.keywords,
        *(value for value in settings.examples if " " in value),
        *(group.title for group in settings.stage_groups),
        *(words for limit in settings.limits for words in (limit.title, limit.text)),
    ):
        yield "data/settings.toml", words


def _of_questions() -> Iterator[tuple[str, str]]:
    """The titles, rows, parameters and columns that the headers of question files describe, each with its file."""
    for name, question in questions().items():
        source = (ROOT / "queries" / f"{name}.sql").read_text(encoding="utf-8")
        parts = (*question.parameters, *question.columns)
        units = (column.unit for column in question.columns)
        for words in (question.title, question.row, *(part.meaning for part in parts), *units):
            if words:
                yield f"queries/{name if words in source else 'shared/header'}.sql", words
        for column in question.columns:
            if column.name not in ("a", "b"):
                yield "queries/shared/header.sql", labels.message_of_heading(column.name)


def _of_tables() -> Iterator[tuple[str, str]]:
    """What the tables' columns mean, as the schema and the codebook say it."""
    for words in ask("table_columns").meaning.dropna():
        yield "data/schema.sql", words


def guides() -> str:
    """docs/README.md with an up-to-date table of the menu's pages and their descriptions."""
    before, head, tail = GUIDES.read_text(encoding="utf-8").partition(
        "| page | what it holds |\n|---|---|\n"
    )
    lines = [f"| {page.title} | {page.holds} |" for page in routes.PAGES.values() if page.in_menu]
    return before + head + "\n".join(lines) + "\n\n" + tail.partition("\n\n")[2]


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(collected())
    for path in CATALOGUES:
        path.write_bytes(renewed(path))
    GUIDES.write_text(guides(), encoding="utf-8")
    TRANSLATING.write_text(translating(), encoding="utf-8")
    print(report())
    print(
        f"Wrote {TEMPLATE.relative_to(ROOT)}, the catalogues, and the pages in {GUIDES.relative_to(ROOT)}"
    )
