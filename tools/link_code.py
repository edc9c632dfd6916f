"""Changes Streamlit's code for page links, so that `files/frame.js` can follow any link to a page as they do.

Without that, the browser loads the application anew at each such link.
"""

import re

_READS = re.compile(
    r"(let\{onPageChange:([\w$]+),currentPageScriptHash:[\w$]+)(\}=(\(0,[\w$]+\.useContext\)\([\w$]+\)))(?=,)"
)
"""The code that reads what the application knows of its pages."""


def followed(code: str) -> str:
    """The ``code`` that shares the pages and the way to them. Code that is built otherwise stays unchanged."""
    return _READS.sub(
        r"\1,appPages:pages\3,shared=globalThis.applicationPages={pages,open:\2}", code
    )
