"""The form of a light page: its filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from i18n import _, escaping, filter_options, labels, routes, stating
from web.light.page_request import View
from web.request_info import root

SELECTS = ("theme", "group", "region", "stage", "kind")
OFFERED, CHECKED = 60, 20
"""The most options of a list and the most checkboxes in the form."""
FOUND = 80
"""The most characters of an option."""


@dataclass(frozen=True)
class Select:
    """A select field: its options (id, label, number of submissions) and the chosen one."""

    name: str
    label: str
    options: list[tuple[str, str, int]]
    chosen: str


@dataclass(frozen=True)
class Form:
    """The filter form: ``others`` are (parameter, value, label) of current filters without a field of their own.

    ``days`` are (parameter, label, value) of the fields for dates, ``kept`` (parameter, value) of what is no filter.
    """

    action: str
    name: str
    q: str
    selects: list[Select]
    days: list[tuple[str, str, str]]
    others: list[tuple[str, str, str]]
    kept: list[tuple[str, str]]


def form_of(view: View) -> Form | None:
    """The filter form of a list; None if there are more filters than it can hold."""
    selection, option_labels = view.selection, filter_options.option_labels()
    others: list[tuple[str, str, str]] = []
    for name in selection.active():
        value = getattr(selection, name)
        if isinstance(value, tuple):
            for identifier in value[name in SELECTS :]:
                label = escaping.shorten(option_labels[name].get(identifier, identifier), FOUND)
                others.append((name, identifier, stating(labels.FILTERS[name], label)))
    if len(others) > CHECKED:
        return None
    counts = filter_options.counts(selection, "front")
    return Form(
        action=f"{root()}{routes.LIGHT}/{view.path}",
        name=_("Search and filter"),
        q=escaping.one_line(selection.q),
        selects=[
            Select(
                name,
                labels.FILTERS[name],
                _offered(name, option_labels[name], getattr(selection, name), counts.get(name, {})),
                next(iter(getattr(selection, name)), ""),
            )
            for name in SELECTS
            if filter_options.tells_apart(name) or getattr(selection, name)
        ],
        days=[
            (name, labels.FILTERS[name], value.isoformat() if value else "")
            for name, value in (("since", selection.since), ("until", selection.until))
        ],
        others=others,
        kept=[
            (name, escaping.one_line(value))
            for name, values in view.view.items()
            for value in values
        ],
    )


def _offered(
    name: str, labels_by_id: dict[str, str], chosen: tuple[str, ...], counts: Mapping[str, int]
) -> list[tuple[str, str, int]]:
    order = [identifier for identifier in labels.ORDER.get(name, ()) if identifier in labels_by_id]
    ids = list(dict.fromkeys([*order, *labels_by_id]))
    offered_ids = list(dict.fromkeys([*ids[:OFFERED], *chosen[:1]]))
    return [
        (identifier, escaping.shorten(labels_by_id[identifier], FOUND), counts.get(identifier, 0))
        for identifier in offered_ids
    ]
