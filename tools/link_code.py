"""Changes Streamlit's main script so that `files/frame.js` can follow any link to a page as Streamlit's own are.

Without that, the browser loads the application anew at each such link.
"""

import re

_OFFERS = re.compile(
    r"\(\)=>\((\{pageLinkBaseUrl:[\w$]+,currentPageScriptHash:[\w$]+,onPageChange:([\w$]+),"
    r"navSections:[\w$]+,appPages:([\w$]+)\})\)"
)
"""The code that makes what the application offers its parts: its pages, and the way to them."""


def followed(code: str) -> str:
    """The ``code`` that shares the pages and the way to them. Code that is built otherwise stays unchanged."""
    return _OFFERS.sub(r"()=>(globalThis.applicationPages={pages:\3,open:\2},\1)", code)
