"""Streamlit's code for Markdown, which says of a text in what language it is.

``:color[Text]{lang="en"}`` becomes ``<bdi lang="en">Text</bdi>``: a screen reader reads it with the voice of that
language, and what stands beside it keeps its place. Streamlit's own code makes a ``span`` of it that says nothing.
"""

import re

_COLOURED = re.compile(
    r"(?<====`color`&&)(([\w$]+)\.attributes\)\{.{1,200}?)"
    r"(([\w$]+)\.hName=`span`,\4\.hProperties\?\?=\{\})(?=,[\w$]+\|\|[\w$]+\))"
)
"""What makes an element of a coloured text, from its attributes on."""


def with_languages(code: str) -> str:
    """The ``code`` that takes over the language of a text. Code that is built otherwise is returned unchanged."""
    return _COLOURED.sub(
        r"\1\3,\2.attributes.lang&&(\4.hName=`bdi`,\4.hProperties.lang=\2.attributes.lang)", code
    )
