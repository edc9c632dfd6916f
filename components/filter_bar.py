"""The filters of a page, in the sidebar. Every option says how many submissions it would select."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import NamedTuple

import streamlit as st

from components import (
    counted_options,
    date_fields,
    searchable_options,
    undo,
    url_state,
    widgets,
)
from components.ahead import ahead
from i18n import _, dataset_texts, escaping, filter_options, labels, ngettext, number
from i18n.glossary import of_filter
from i18n.routes import Page
from queries import Filters, count_rows
from queries.filters import MAX_TEXT, TABLE

_IN_ORDER = sorted((row for row in TABLE if row.bar), key=lambda row: row.bar)
FRONT = tuple(row.name for row in _IN_ORDER if row.front)
MORE = tuple(row.name for row in _IN_ORDER if not row.front)

_ORDER = {**labels.ORDER, "region": tuple(labels.REGIONS)}
"""Filters with a few options, which stand side by side in this order."""

_REGION = "region:"
"""What the ids of regions begin with in the list of countries."""

Counts = Mapping[str, Mapping[str, int]]


class _Answers(NamedTuple):
    """What the bar counts: submissions by filter and option, those that are selected, and all that there are."""

    counts: Counts
    selected: int
    whole: int


def filter_bar(selection: Filters, page: Page) -> Callable[[], None]:
    """Draw the beginning of the filter bar of a ``page`` and return a function that draws the rest.

    The bar has every filter but the page's own and shows what ``selection`` has; a change goes into the address. Where
    the page has ``words_at_list``, the field for words stands at the head of its list instead. Another thread counts
    meanwhile, so that the page need not wait for it.
    """
    own_filters = page.own_filters
    answers = ahead(partial(_ask, selection.without(*own_filters)))
    if not page.words_at_list:
        words(selection)

    def draw_choices() -> None:
        with st.sidebar:
            _choices(selection, own_filters, answers())

    return draw_choices


def _ask(selection: Filters) -> _Answers:
    counts = filter_options.counts(selection, "front")
    selected, whole = (count_rows("submissions", filters) for filters in (selection, Filters()))
    return _Answers(counts, selected, whole)


def _choices(selection: Filters, own_filters: tuple[str, ...], answers: _Answers) -> None:
    counted_options.begin()
    for name in FRONT:
        if name not in own_filters:
            _options(name, selection, answers.counts)
        if name == "stage":
            date_fields.date_fields(selection)
    _more(selection, own_filters)
    if selection.without(*own_filters).active():
        reset("reset_in_bar")
    _foot(answers)


def _foot(answers: _Answers) -> None:
    """How many submissions are selected, and the numbers of the options.

    Where the filters lie over the page, a button that closes them (frame.js) says so, beside one that takes the last
    change back.
    """
    selected, whole = number(answers.selected), number(answers.whole)
    words = escape(_("{selected} of {whole} submissions").format(selected=selected, whole=whole))
    sentence = ngettext("Show {count} submission", "Show {count} submissions", answers.selected)
    label = escape(sentence.format(count=selected))
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="filters_foot"):
        st.html(
            f'<p class="selected">{words}</p>'
            f'<button type="button" class="show-selection">{label}</button>{counted_options.style()}'
        )
        if undo.possible():
            st.button(
                _("Undo"),
                key="undo_filter",
                icon=":material/undo:",
                type="tertiary",
                help=_("Take back the last change of the filters"),
                on_click=undo.undo,
            )


def _more(selection: Filters, own_filters: tuple[str, ...]) -> None:
    """The less used filters; sent to the browser only when opened, and open if one of them is set."""
    names = [name for name in MORE if name not in own_filters]
    set_now = any(getattr(selection, name) for name in names)
    if set_now and not st.session_state.get("more_set"):
        st.session_state["more_filters"] = True
    st.session_state["more_set"] = set_now
    more = st.expander(_("More filters"), key="more_filters", on_change="rerun")
    if more.open:
        counts = filter_options.counts(selection.without(*own_filters), "more")
        with more:
            for name in names:
                _options(name, selection, counts)


def _key(name: str) -> str:
    return f"filter_{name}"


def _options(name: str, selection: Filters, counts: Counts) -> None:
    """A filter with options: a few side by side, many as a list; none if it is not set and does not tell data apart."""
    if not (filter_options.tells_apart(name) or getattr(selection, name)):
        return
    if name in _ORDER:
        _pills(name, selection, counts.get(name, {}))
    elif name == "country":
        _countries(selection, counts)
    else:
        options = searchable_options.options_for(name, getattr(selection, name), key=_key(name))
        _list(name, selection, options, counts.get(name, {}))
        if name == "stage":
            _stage_groups(selection, counts.get(name, {}))


def _countries(selection: Filters, counts: Counts) -> None:
    """The list of countries. It has the regions, too: choosing one sets the filter of regions in place of countries."""
    regions = {
        f"{_REGION}{identifier}": _("{region}, the whole region").format(region=words)
        for identifier, words in filter_options.option_labels()["region"].items()
        if identifier != "international"
    }
    countries = filter_options.descriptions("country")
    region_counts = {
        f"{_REGION}{identifier}": count for identifier, count in counts.get("region", {}).items()
    }
    _list(
        "country",
        selection,
        {**regions, **countries},
        {**region_counts, **counts.get("country", {})},
    )


def _list(
    name: str, selection: Filters, options: Mapping[str, str], counts: Mapping[str, int]
) -> None:
    key, first = widgets.showing(_key(name), getattr(selection, name))
    counted_options.in_list(
        labels.FILTERS[name], [counts.get(identifier, 0) for identifier in options]
    )
    st.multiselect(
        labels.FILTERS[name],
        list(options),
        default=[identifier for identifier in first if identifier in options],
        key=key,
        format_func=lambda identifier: options.get(identifier, identifier),
        placeholder=_("All {count}").format(count=number(len(filter_options.descriptions(name)))),
        select_all=False,
        accept_new_options=len(options) >= searchable_options.FEWEST,
        on_change=widgets.on_change(key, partial(_navigate, name)),
        help=of_filter(name),
    )
    searchable_options.said_of_typed(name, _key(name), partial(_add, name))


def _add(name: str, option: str) -> None:
    newest = url_state.filters()
    options = dict.fromkeys((*getattr(newest, name), option))
    url_state.navigate(newest.set(**{name: tuple(options)}), page=None)


def _navigate(name: str, before: Sequence[str], now: Sequence[str]) -> None:
    """Put what a reader has changed in the options of the filter ``name`` into the address."""
    newest = url_state.filters()
    region_ids = [identifier for identifier in now if identifier.startswith(_REGION)]
    chosen_ids = searchable_options.chosen(name, _key(name), now, region_ids)
    options = url_state.changed_options(name, before, chosen_ids)
    if options == getattr(newest, name):
        return
    regions = [
        identifier.removeprefix(_REGION) for identifier in options if identifier.startswith(_REGION)
    ]
    if name == "country" and regions:
        all_regions = dict.fromkeys((*newest.region, *regions))
        url_state.navigate(newest.set(country=(), region=tuple(all_regions)), page=None)
    else:
        url_state.navigate(newest.set(**{name: options}), page=None)


def _pills(name: str, selection: Filters, counts: Mapping[str, int]) -> None:
    choices = filter_options.option_labels()[name]
    options = {
        identifier: choices[identifier] for identifier in _ORDER[name] if identifier in choices
    } | choices
    key, first = widgets.showing(_key(name), getattr(selection, name))
    counted_options.in_pills(key, [counts.get(identifier, 0) for identifier in options])
    st.pills(
        labels.FILTERS[name],
        list(options),
        selection_mode="multi",
        default=[identifier for identifier in first if identifier in options],
        key=key,
        format_func=lambda identifier: escaping.markdown(options.get(identifier, identifier)),
        on_change=widgets.on_change(key, partial(_navigate, name)),
        help=of_filter(name),
    )


def _stage_groups(selection: Filters, counts: Mapping[str, int]) -> None:
    """The data set's groups of stages: a click sets all stages of one, another takes them out."""
    stages = filter_options.option_labels()["stage"]
    groups = {
        group.title: tuple(sorted(stage for stage in group.stages if stage in stages))
        for group in dataset_texts.texts().stage_groups
    }
    if not groups:
        return
    group_title = next(
        (title for title, group_stages in groups.items() if group_stages == selection.stage), None
    )
    key, first = widgets.showing(_key("stage_group"), group_title)
    counted_options.in_pills(
        key,
        [sum(counts.get(stage, 0) for stage in group_stages) for group_stages in groups.values()],
    )

    def changed(_before: str | None, now: str | None) -> None:
        stage = groups[now] if now else ()
        url_state.navigate(url_state.filters().set(stage=stage), page=None)

    st.pills(
        _("Periods of the review"),
        list(groups),
        default=first,
        key=key,
        format_func=escaping.markdown,
        on_change=widgets.on_change(key, changed),
        label_visibility="collapsed",
    )


def words(selection: Filters) -> None:
    """The field for words that a submission must contain."""
    key, first = widgets.showing(_key("q"), selection.q)

    def changed(_before: str, now: str) -> None:
        url_state.navigate(url_state.filters().set(q=now[:MAX_TEXT]), page=None)

    st.text_input(
        labels.FILTERS["q"],
        value=first,
        key=key,
        max_chars=MAX_TEXT,
        icon=":material/search:",
        placeholder=_("in titles, points, names"),
        on_change=widgets.on_change(key, changed),
        help=_(
            "Shows submissions that contain every word: in the title, in a point, or in the name of an author or "
            "signatory."
        ),
    )


def reset(key: str) -> None:
    """A button that clears every filter."""
    st.button(
        _("Reset"),
        key=key,
        icon=":material/restart_alt:",
        type="tertiary",
        on_click=clear,
    )


def clear() -> None:
    """Clear every filter, and the typed texts that are no dates."""
    date_fields.forget()
    url_state.navigate(Filters(), page=None)
