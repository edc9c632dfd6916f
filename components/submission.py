"""The parts of the page on one submission."""

from typing import Any

import pandas as pd
import streamlit as st

from components import address, findings, labels, text
from components.card import Answer, heading, tools
from components.dates import partial
from components.words import _, ngettext, number
from queries import Filters, ask
from queries.filters import POINT_FILTERS

PAGE = 40
MAX_NAMED = 5


def chosen() -> Any | None:
    """The submission that the address names; None, with a sentence and a way out drawn, if there is none.

    Of several ids the first that is known is shown, and the others are linked.
    """
    asked = list(dict.fromkeys(i for i in address.query().get("id", []) if i))
    known = [row for i in asked[:MAX_NAMED] if (row := _record(i)) is not None]
    if not known:
        _missing(asked)
        return None
    for other in known[1:]:
        _neighbour(other, _("The address also names"))
    return known[0]


def _record(identity: str) -> Any | None:
    if len(identity) > labels_length():
        return None
    return next(ask("submission", id=identity).itertuples(), None)
