"""Streamlit's code for lists of options, which asks `files/options.js` what fits the words that a reader types.

Its own search takes letters that stand apart for a match (Mozilla finds CoNGO), and prefers a long name that begins so
to a short one. Without that file, it searches as before.
"""

import re

_SEARCHES = re.compile(
    r"(function [\w$]+\(([\w$]+),([\w$]+),([\w$]+)\)\{)(?=if\(!\3\|\|\4===[\w$.]+\.FILTER_MODE_NONE\)return \2;)"
)
"""The beginning of the function that is given the options, the words and how to search."""


def ranked(code: str) -> str:
    """The ``code`` that shows what fits as ours ranks it. Code that searches otherwise is returned unchanged."""
    return _SEARCHES.sub(
        r"\1const fitting=\3&&globalThis.fittingOptions?.(\2,\3);if(fitting)return fitting;", code
    )
