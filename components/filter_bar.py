"""The filters of every page, in the sidebar, and the chips that show which are set."""

from datetime import date

import streamlit as st

from components import searchable_options, url_state
from i18n import _, escaping, filter_options, labels, ngettext, number
from i18n.dates import day
from queries import Filters, ask
from queries.filter import FRONT
from queries.filters import MAX_TEXT, TABLE, Dropped

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
_BAR = tuple(one.name for one in sorted(TABLE, key=lambda one: one.bar) if one.bar)
_FRONT, _MORE = _BAR[:FRONT], _BAR[FRONT:]


def filter_bar(selection: Filters) -> None:
    """Draw every filter, showing what ``selection`` has; a change goes into the address."""
    known = filter_options.option_labels()
    st.markdown("**" + _("Filter") + "**")
    _text(selection)
    for name in _FRONT:
        _ids(name, selection, known)
    _more(selection, known)
    if selection.active():
        reset("reset_in_bar")
    counts = ask("totals", selection).set_index("measure")
    st.caption(
        _("{selected} of {whole} submissions").format(
            selected=number(counts.selected["submissions"]),
            whole=number(counts.whole["submissions"]),
        )
    )


def _more(selection: Filters, known: dict[str, dict[str, str]]) -> None:
    """The less used filters; sent to the browser only when opened, and open if one of them is set."""
    set_now = any(getattr(selection, name) for name in (*_MORE, "since", "until"))
    if set_now and not st.session_state.get("more_set"):
        st.session_state["more_filters"] = True
    st.session_state["more_set"] = set_now
    more = st.expander(_("More filters"), key="more_filters", on_change="rerun")
    if more.open:
        with more:
            for name in _MORE:
                _ids(name, selection, known)
            _dates(selection)


def _key(name: str) -> str:
    return f"filter_{name}"


def _ids(name: str, selection: Filters, known: dict[str, dict[str, str]]) -> None:
    """A filter that holds ids: a few of a fixed order side by side, others as a list."""
    if name in labels.ORDER:
        _pills(name, selection, known)
    else:
        _list(name, selection)


def _list(name: str, selection: Filters) -> None:
    """A filter with a list of options, unless the data have none."""
    if not filter_options.option_labels()[name]:
        return
    chosen = getattr(selection, name)
    choices = searchable_options.options_for(name, chosen, key=_key(name))
    url_state.sync_widget(_key(name), chosen)

    def changed() -> None:
        url_state.navigate(
            url_state.filters().set(**{name: tuple(st.session_state[_key(name)])}), page=None
        )

    st.multiselect(
        labels.FILTERS[name],
        list(choices),
        key=_key(name),
        format_func=lambda identifier: choices.get(identifier, identifier),
        placeholder=_("All {count}").format(count=number(len(filter_options.descriptions(name)))),
        select_all=False,
        on_change=changed,
    )


def _pills(name: str, selection: Filters, known: dict[str, dict[str, str]]) -> None:
    choices = known[name]
    url_state.sync_widget(_key(name), getattr(selection, name))

    def changed() -> None:
        url_state.navigate(
            url_state.filters().set(**{name: tuple(st.session_state[_key(name)])}), page=None
        )

    ordered = [identifier for identifier in labels.ORDER[name] if identifier in choices]
    ordered += [identifier for identifier in choices if identifier not in ordered]
    st.pills(
        labels.FILTERS[name],
        ordered,
        selection_mode="multi",
        key=_key(name),
        format_func=lambda identifier: choices.get(identifier, identifier),
        on_change=changed,
    )


def _text(selection: Filters) -> None:
    st.session_state[_key("q")] = selection.q

    def changed() -> None:
        url_state.navigate(
            url_state.filters().set(q=st.session_state[_key("q")][:MAX_TEXT]), page=None
        )

    st.text_input(
        labels.FILTERS["q"],
        key=_key("q"),
        max_chars=MAX_TEXT,
        icon=":material/search:",
        placeholder=_("in titles, points, names"),
        on_change=changed,
        help=_(
            "Finds submissions in which every word occurs: in the title, in a point, or in the name "
            "of an author or signatory."
        ),
    )


def _dates(selection: Filters) -> None:
    for name in ("since", "until"):
        st.session_state[_key(name)] = getattr(selection, name)

        def changed(name: str = name) -> None:
            picked = st.session_state[_key(name)]
            current = url_state.filters()
            other = current.until if name == "since" else current.since
            crossed = picked and other and (picked > other if name == "since" else picked < other)
            cleared = {"until" if name == "since" else "since": None} if crossed else {}
            url_state.navigate(current.set(**cleared, **{name: picked}), page=None)

        st.date_input(
            labels.FILTERS[name],
            value=None,
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            key=_key(name),
            format="YYYY-MM-DD",
            on_change=changed,
            help=_(
                "A date known only by month or year counts as every day of it. Undated submissions are left out."
            ),
        )


def chips(selection: Filters) -> None:
    """A row with one button per active filter value, which removes it, and one that resets all.

    The row is there without filters too, so that a first click does not move the charts under the pointer.
    """
    known = filter_options.option_labels()
    with st.container(horizontal=True, gap="xsmall", key="chips", vertical_alignment="center"):
        if not selection.active():
            st.caption(_("No filter set. Click a mark in a chart, or use the filters at the side."))
            return
        reset("reset")
        shown = 0
        for name in selection.active():
            value = getattr(selection, name)
            if not isinstance(value, tuple):
                words = (
                    day(value) if isinstance(value, date) else f"“{escaping.shorten(value, 40)}”"
                )
                _chip(name, None, words, selection.without(name))
                shown += 1
                continue
            for identifier in value:
                if shown < 12:
                    words = escaping.shorten(known[name].get(identifier, identifier), 40)
                    _chip(name, identifier, words, selection.toggle(name, identifier))
                shown += 1
        if shown > 12:
            more = shown - 12
            st.caption(ngettext("and {count} more", "and {count} more", more).format(count=more))


def reset(key: str) -> None:
    """A button that clears every filter."""
    st.button(
        _("Reset"),
        key=key,
        icon=":material/restart_alt:",
        type="tertiary",
        on_click=url_state.navigate,
        args=(Filters(),),
        kwargs={"page": None},
    )


def _chip(name: str, identifier: str | None, words: str, without: Filters) -> None:
    st.button(
        f"{escaping.markdown(labels.FILTERS[name])}: {escaping.markdown(words)}",
        key=f"chip_{name}_{identifier}",
        icon=":material/close:",
        help=_("Remove this filter"),
        on_click=url_state.navigate,
        args=(without,),
        kwargs={"page": None},
    )


def dropped_values(dropped: tuple[Dropped, ...]) -> None:
    """Tell the reader which parts of the address could not be used, and why."""
    if not dropped:
        return
    lines = [f"- {escaping.markdown(line)}" for line in filter_options.left_out(dropped)]
    st.warning(
        _("Part of this address could not be used and was left out:") + "\n" + "\n".join(lines),
        icon=":material/link_off:",
    )
