"""What translators get: every message of the code, in a template that gettext can read."""

import ast
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.docs.rooms import MAY_IMPORT

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "locales" / "dashboard.pot"


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_no_message_stands_inside_an_f_string(room: str) -> None:
    """Before Python 3.12 an f-string is one token: what is in it is not collected."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / room).rglob("*.py"))
        for joined in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "N_", "ngettext"}
    ]
    assert found == []


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
