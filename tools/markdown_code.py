"""Changes Streamlit's code for Markdown, so that it marks the language of a text.

``:color[Text]{lang="en"}`` becomes ``<bdi lang="en">Text</bdi>``: a screen reader reads it with the voice of that
language, and the text beside it keeps its position. Streamlit's own code makes a ``span`` without the language.
"""

import re

_COLOURED = re.compile(
    r"(?<====`color`&&)(([\w$]+)\.attributes\)\{.{1,200}?)"
    r"(([\w$]+)\.hName=`span`,\4\.hProperties\?\?=\{\})(?=,[\w$]+\|\|[\w$]+\))"
)
"""The code that turns a coloured text into an element, from its attributes on."""


def with_languages(code: str) -> str:
    """The ``code`` that adopts the language of a text. Code that is built otherwise stays unchanged."""
    return _COLOURED.sub(
        r"\1\3,\2.attributes.lang&&(\4.hName=`bdi`,\4.hProperties.lang=\2.attributes.lang)", code
    )
