"""The font of icons has every icon that is named, the font of texts every letter of the pages, and both few others."""

import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from data import SOURCE
from i18n import LOCALES
from tests.server.running import Server
from tools.front_end import named_icons
from web import faults, index_html
from web.index_html import OTHER_LETTERS, STATIC, changed, font_file

ICONS, LETTERS = sorted(address for address in changed() if address.endswith(".woff2"))


def test_icons_are_found_in_scripts_and_in_code(tmp_path: Path) -> None:
    script, code = tmp_path / "a.js", tmp_path / "b.py"
    script.write_text("t(`menu`);i={icon:`:material/close:`,n:'no icon'}", encoding="utf-8")
    code.write_text("show(icon=':material/flag:', key='menu')", encoding="utf-8")
    assert named_icons([script, code]) == {"close", "flag"}


def test_the_font_is_small_and_has_the_icons_that_are_named() -> None:
    """`python -m tools.front_end` writes it anew where an icon is missing."""
    root = Path(__file__).parents[2]
    folders = (root / folder for folder in ("cards", "components", "pages"))
    icon_names = named_icons(path for folder in folders for path in folder.rglob("*.py"))
    whole = TTFont(STATIC / ICONS.removeprefix("/"))
    cut = TTFont(io.BytesIO(font_file(ICONS)))
    assert len(icon_names) > 20
    assert icon_names <= set(whole.getGlyphOrder())
    scripts = named_icons((STATIC / "static").rglob("*.js"))
    icon_names |= (
        scripts & set(whole.getGlyphOrder()) & {"".join(name) for name in ligatures(whole)}
    )
    assert len(font_file(ICONS)) < 25_000
    assert set(ligatures(cut)) >= {tuple(name) for name in icon_names}
    assert len(set(ligatures(whole))) > 3000


def test_another_font_of_icons_is_served_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_html, "CHANGED", tmp_path)
    monkeypatch.setattr(faults, "missing", {})
    assert font_file.__wrapped__(ICONS) == (STATIC / ICONS.removeprefix("/")).read_bytes()
    assert faults.missing.keys() == {"the font of icons is whole"}


def ligatures(font: TTFont) -> list[tuple[str, ...]]:
    """The characters of each name that the font shows as an icon."""
    signs = {glyph: chr(sign) for sign, glyph in font.getBestCmap().items()}
    names = []
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            for first, others in table.ligatures.items():
                names += [
                    tuple(signs[glyph] for glyph in (first, *ligature.Component))
                    for ligature in others
                ]
    return names


def test_the_font_is_asked_for_again_each_time(server: Server) -> None:
    answer = server.get(ICONS)
    assert (answer.status, answer.body) == (200, font_file(ICONS))
    assert answer.headers["content-type"] == "font/woff2"
    assert answer.headers["cache-control"] == "no-cache"
    again = server.get(ICONS, if_none_match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def characters(font: bytes) -> set[int]:
    return set(TTFont(io.BytesIO(font)).getBestCmap())


def test_the_fonts_of_texts_have_the_letters_of_all_languages_that_one_had_in_half_its_size(
    server: Server,
) -> None:
    whole = characters((STATIC / LETTERS.removeprefix("/")).read_bytes())
    latin, others = server.get(LETTERS), server.get(f"/{OTHER_LETTERS.name}")
    texts = LOCALES.rglob("*.po"), SOURCE.rglob("*.csv")
    letters = {
        ord(letter)
        for files in texts
        for path in files
        for letter in path.read_text(encoding="utf-8")
    }
    assert len(letters) > 1000
    assert letters & whole <= characters(latin.body) | characters(others.body)
    assert len(latin.body) < 35_000
    assert len(others.body) < 60_000
    assert others.headers["content-type"] == latin.headers["content-type"] == "font/woff2"
    assert "max-age" in latin.headers["cache-control"]


@pytest.mark.parametrize("path", ["/frame.css", "/"])
def test_the_second_font_of_texts_is_asked_for_only_the_letters_that_the_first_lacks(
    server: Server, path: str
) -> None:
    ranges = re.search(
        r"letters\.woff2[^}]*unicode-range: ([^;]*);", server.get(path).body.decode()
    )
    assert ranges
    asked_for = set()
    for first, last in re.findall(r"U\+(\w+)-(\w+)", ranges[1]):
        asked_for |= set(range(int(first, 16), int(last, 16) + 1))
    assert not asked_for & characters(font_file(LETTERS))
    assert characters(OTHER_LETTERS.read_bytes()) <= asked_for
