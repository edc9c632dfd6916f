"""Collects the words that readers see into locales/dashboard.pot, from which translations start."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "locales" / "dashboard.pot"
ROOMS = ("words", "components", "pages", "server", "exports", "api", "light")

METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
OPTIONS = {"**/templates/**.html": {"newstyle_gettext": "true", "silent": "false"}}


def collected() -> bytes:
    """The template as it should be: every message of ROOMS with the files it stands in, in a stable order."""
    catalog = Catalog(project="WSIS+20 Submissions Dashboard", charset="utf-8")
    for room in ROOMS:
        for file, line, message, comments, context in extract_from_dir(
            ROOT / room, method_map=METHODS, options_map=OPTIONS
        ):
            catalog.add(
                message,
                locations=[(f"{room}/{file}", line)],
                auto_comments=comments,
                context=context,
            )
    out = BytesIO()
    write_po(out, catalog, sort_output=True, include_lineno=False, omit_header=True)
    return out.getvalue()


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(collected())
    print(f"Wrote {TEMPLATE.relative_to(ROOT)}")
