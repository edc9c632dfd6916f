"""Writes Streamlit's files as we serve them: `python -m tools.front_end`.

The name of each in web/changed is the SHA-256 of its original: we serve other versions of the original unchanged.
Scripts are gzipped. The font keeps only the icons that scripts or code name: 0.05 of 0.37 MB.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from tools.fonts import saved
from tools.link_code import followed
from tools.list_code import ranked
from tools.markdown_code import with_languages
from tools.plotly_code import in_sight_first, marks_kept, without_unused
from web import index_html

ROOT = Path(__file__).parents[1]

_IN_CODE = re.compile(r":material/(\w+):")
_IN_SCRIPTS = re.compile(r"""[`"'](?::material/)?([a-z0-9_]+):?[`"']""")
"""Any word in quotes, since the front end names its own icons in quotes. Words that are no icons do no harm."""


def charts(code: str) -> str:
    """The code for charts with KINDS alone; it draws those in sight first and forgets no selected mark."""
    return marks_kept(in_sight_first(without_unused(code)))


CHANGES: dict[str, Callable[[str], str]] = {
    "PlotlyChart": charts,
    "useSyncComboBoxEnterTargetFocus": ranked,
    "StreamlitMarkdown": with_languages,
    "PageLink": followed,
}
"""Streamlit's scripts -> the change."""


def named_icons(scripts: Iterable[Path], code: Iterable[Path]) -> set[str]:
    """The names of icons in the front end's ``scripts``, with other words, and in Python ``code``."""
    return {
        name
        for pattern, paths in ((_IN_SCRIPTS, scripts), (_IN_CODE, code))
        for path in paths
        for name in pattern.findall(path.read_text(encoding="utf-8"))
    }


def with_icons(font: Path, names: set[str]) -> bytes:
    """The icon ``font`` (WOFF2) with only the icons in ``names``."""
    truetype = TTFont(font, recalcTimestamp=False)
    # An icon is a ligature of the letters of its name: closing over the letters would bring all of them back.
    options = Options(flavor="woff2", layout_closure=False, layout_features=["*"], hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(
        glyphs=names & set(truetype.getGlyphOrder()),
        unicodes=[sign for sign in truetype.getBestCmap() if sign < 128],
    )
    subsetter.subset(truetype)
    return saved(truetype, "woff2")


def write() -> None:
    """Write all files anew."""
    for old in index_html.CHANGED.iterdir():
        old.unlink()
    for address, name in index_html.changed().items():
        file = index_html.STATIC / address.removeprefix("/")
        if file.suffix == ".woff2":
            code = (
                path
                for room in ("cards", "components", "pages")
                for path in (ROOT / room).rglob("*.py")
            )
            content = with_icons(file, named_icons(index_html.STATIC.rglob("*.js"), code))
        else:
            content = CHANGES[name](file.read_text(encoding="utf-8")).encode()
            content = gzip.compress(content, mtime=0)
        (index_html.CHANGED / hashlib.sha256(file.read_bytes()).hexdigest()).write_bytes(content)


if __name__ == "__main__":
    write()
