"""Writes the files that are generated from the code's texts.

That is locales/dashboard.pot, from which translations start, the messages of the catalogues in locales/ (what is
translated stays, what nobody reads any more goes), and the table of pages in README.md.
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from data.settings import read
from i18n import method_note, routes
from queries import ask, questions

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "locales" / "dashboard.pot"
CATALOGUES = sorted(TEMPLATE.parent.glob("*/LC_MESSAGES/dashboard.po"))
"""The words of each language that there are; none is offered to readers yet."""
README = ROOT / "README.md"
ROOMS = (
    *(
        "queries",
        "i18n",
        "finding",
        "cards",
        "markup",
        "pictures",
        "components",
        "pages",
        "web",
        "exports",
    ),
)

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
    catalog.header_comment = "# What readers of the Submissions Dashboard see, for translators."
    for room in ROOMS:
        for file, line, message, comments, context in extract_from_dir(
            ROOT / room, method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS
        ):
            catalog.add(
                message,
                locations=[(f"{room}/{file}", line)],
                auto_comments=comments,
                context=context,
            )
    for file, message in (*_of_settings(), *_of_questions(), *_of_tables()):
        catalog.add(message, locations=[(file, 1)])
    return _written(catalog)


def renewed(catalogue: Path) -> bytes:
    """A catalogue with exactly the messages of the template, each with the translation that it had."""
    template = read_po(BytesIO(TEMPLATE.read_bytes()))
    catalog = read_po(BytesIO(catalogue.read_bytes()))
    catalog.update(template, no_fuzzy_matching=True)
    catalog.revision_date = UNCHANGING
    return _written(catalog)


def _written(catalog: Catalog) -> bytes:
    """The catalogue as a file, in order, without what is obsolete.

    Babel takes "100% for" for a place that is filled in; ours are {n} and, in templates, %(n)s. Editors and msgfmt
    would refuse each translation that has no such place.
    """
    for message in catalog:
        if "%(" not in str(message.id):
            message.flags.discard("python-format")
    out = BytesIO()
    write_po(out, catalog, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def _of_settings() -> Iterator[tuple[str, str]]:
    """The texts of the shipped data set's settings.toml, each with its file."""
    shipped = read(ROOT / "data")
    single = (getattr(shipped, one.name) for one in fields(shipped))
    for words in (
        *(one for one in single if isinstance(one, str) and " " in one),
        *shipped.keywords,
        *(group.title for group in shipped.stage_groups),
        *(words for limit in shipped.limits for words in (limit.title, limit.text)),
    ):
        yield "data/settings.toml", words


def _of_questions() -> Iterator[tuple[str, str]]:
    """The titles, rows, parameters and columns that the headers of question files describe, each with its file."""
    for name, asked in questions().items():
        own = (ROOT / "queries" / f"{name}.sql").read_text(encoding="utf-8")
        described = (*asked.parameters, *asked.columns)
        units = (one.unit for one in asked.columns)
        for words in (asked.title, asked.row, *(one.meaning for one in described), *units):
            if words:
                yield f"queries/{name if words in own else 'shared/header'}.sql", words
        for column in asked.columns:
            if column.name not in ("a", "b"):
                yield "queries/shared/header.sql", method_note.message_of_heading(column.name)


def _of_tables() -> Iterator[tuple[str, str]]:
    """What the tables' columns mean, as the schema and the codebook say it."""
    for words in ask("table_columns").meaning.dropna():
        yield "data/schema.sql", words


def readme() -> str:
    """README.md with an up-to-date table of the menu's pages and their descriptions."""
    before, head, rest = README.read_text(encoding="utf-8").partition(
        "| page | what it holds |\n|---|---|\n"
    )
    lines = [
        f"| {page.title} | {page.description} |" for page in routes.PAGES.values() if page.in_menu
    ]
    return before + head + "\n".join(lines) + "\n\n" + rest.partition("\n\n")[2]


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(collected())
    for path in CATALOGUES:
        path.write_bytes(renewed(path))
    README.write_text(readme(), encoding="utf-8")
    print(f"Wrote {TEMPLATE.relative_to(ROOT)}, the catalogues, and the pages in {README.name}")
