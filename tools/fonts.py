"""Writes the files that pages and pictures derive from Streamlit's fonts: `python -m tools.fonts`.

- charts/font_widths.json: how wide each character of Source Sans is, at its usual weight.
- pictures/files: Source Sans for PNG, its parts that SVG files embed, and the font of signs.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from charts.measure import WIDTHS
from pictures import fonts
from tools import sign_font
from web.index_html import STATIC

MEDIA = STATIC / "static" / "media"
WEIGHT = 400

LATIN = (range(0x20, 0x7F), range(0xA0, 0x180), tuple(map(ord, "–—‘’“”…•·−×≥≤→←●○■▲◆▶✓")))
"""The letters of our languages in Latin script, and the signs that pages show."""


def source_sans() -> TTFont:
    """The font of the pages, all weights in one, under the name that pictures use."""
    (path,) = MEDIA.glob("SourceSansVF-Upright.*.woff2")
    font = TTFont(path, recalcTimestamp=False)
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = fonts.FAMILY
    font.flavor = None
    return font


def widths(font: TTFont) -> str:
    """JSON: width in thousandths of the font size -> the characters that have it."""
    glyphs = font.getGlyphSet(location={"wght": WEIGHT})
    thousandths = 1000 / font["head"].unitsPerEm
    by_width: dict[int, str] = {}
    for code, name in sorted(font.getBestCmap().items()):
        width = round(glyphs[name].width * thousandths)
        by_width[width] = by_width.get(width, "") + chr(code)
    lines = [
        f"{json.dumps(str(width))}: {json.dumps(by_width[width])}" for width in sorted(by_width)
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def part(font: bytes, letters: Iterable[range | tuple[int, ...]]) -> bytes:
    """The TrueType ``font`` with these ``letters`` alone, as WOFF2."""
    truetype = TTFont(io.BytesIO(font), recalcTimestamp=False)
    options = Options(hinting=False, layout_features=["kern"], name_IDs=[0, 1, 2, 13])
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=set().union(*letters))
    subsetter.subset(truetype)
    return saved(truetype, "woff2")


def saved(font: TTFont, flavor: str | None = None) -> bytes:
    """The font as a file."""
    font.flavor = flavor
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def write() -> None:
    """Write all files anew."""
    font = source_sans()
    WIDTHS.write_text(widths(font), encoding="utf-8")
    whole = saved(font)
    fonts.WHOLE.write_bytes(whole)
    fonts.LATIN.write_bytes(part(whole, LATIN))
    fonts.SCRIPTS.write_bytes(part(whole, (*LATIN, *fonts.OTHER_SCRIPTS)))
    fonts.SIGNS_FONT.write_bytes(sign_font.font())


if __name__ == "__main__":
    write()
