"""What translators get: every message of the code, in a template that gettext can read."""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from i18n import messages
from tests.docs.rooms import MAY_IMPORT

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "locales" / "dashboard.pot"


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_no_message_stands_inside_an_f_string(room: str) -> None:
    """Before Python 3.12 an f-string is one token: what is in it is not collected."""
    locations = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / room).rglob("*.py"))
        for joined in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "N_", "ngettext"}
    ]
    assert locations == []


def test_the_template_is_valid() -> None:
    """As ``msgfmt -c`` holds it: it can be read, and the plural of a message has the placeholders of its singular."""
    catalog = read_po(BytesIO(TEMPLATE.read_bytes()), abort_invalid=True)
    messages = [message for message in catalog if message.id]
    assert len(messages) > 1_000
    for message in messages:
        texts = message.id if isinstance(message.id, tuple) else (message.id,)
        translated = Message(
            message.id, texts if message.pluralizable else texts[0], flags=message.flags
        )
        assert list(translated.check(catalog)) == [], message.id
    assert b'"Content-Type: text/plain; charset=utf-8\\n"' in TEMPLATE.read_bytes()


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_nothing_is_translated_when_the_code_is_loaded(room: str) -> None:
    """It would be in one language for all readers. Pages are run for each of them."""
    locations = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / room).rglob("*.py"))
        if path.parent != ROOT / "pages"
        for node in _outside_functions(ast.parse(path.read_text(encoding="utf-8")))
        if _translates(node)
    ]
    assert locations == []


def _outside_functions(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions that run when a module is loaded."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.expr):
            yield child
        yield from _outside_functions(child)


def _translates(node: ast.expr) -> bool:
    """Whether an expression translates a text: a call, or words read out of a table of them."""
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        return called in {"_", "ngettext", "pgettext"} or called.startswith("messages.")
    tables = [node.value] if isinstance(node, ast.Subscript) else []
    if isinstance(node, ast.Dict):
        tables = [value for key, value in zip(node.keys, node.values, strict=True) if key is None]
    return any(
        ast.unparse(table).startswith("labels.")
        and not ast.unparse(table).startswith("labels.ORDER")
        for table in tables
    )


def test_each_message_of_the_table_is_said_somewhere() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for room in MAY_IMPORT
        for path in (ROOT / room).rglob("*.py")
    )
    names = [name for name, value in vars(messages).items() if isinstance(value, messages.Message)]
    assert len(names) > 30
    assert [name for name in names if f"messages.{name}" not in code] == []


READ_BY_READERS = ("cards", "components", "pages", "i18n", "finding", "markup", "web/light")


@pytest.mark.parametrize("room", READ_BY_READERS)
def test_no_sign_of_english_stands_between_two_words(room: str) -> None:
    """A colon, a semicolon and quotation marks are the language's own: ``stating``, ``series``, ``quoted``."""
    locations = []
    for path in sorted((ROOT / room).rglob("*.py")):
        for joined in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(joined, ast.JoinedStr):
                continue
            after = [
                str(sign.value)
                for value, sign in pairwise(joined.values)
                if isinstance(value, ast.FormattedValue) and isinstance(sign, ast.Constant)
            ]
            if any(re.match(r": |; (?!\})| ?[“”]", sign) for sign in after):
                locations.append(f"{path.relative_to(ROOT)}:{joined.lineno}")
    templates = [*(ROOT / room).rglob("templates/*.html")]
    locations += [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in templates
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\}\}[:;]", re.sub(r"<style>.*?</style>", "", line))
    ]
    assert locations == []
