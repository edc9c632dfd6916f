"""Writes charts/font_widths.json: how wide each character of the charts' font is.

The font is the Source Sans that Streamlit ships, at its usual weight.
"""

import json
from pathlib import Path

import streamlit
from fontTools.ttLib import TTFont

from charts.measure import WIDTHS

FONTS = Path(streamlit.__file__).parent / "static" / "static" / "media"
WEIGHT = 400


def collected() -> str:
    """JSON: width in thousandths of the font size -> the characters that have it."""
    font = TTFont(next(FONTS.glob("SourceSansVF-Upright.*.woff2")))
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


if __name__ == "__main__":
    WIDTHS.write_text(collected(), encoding="utf-8")
