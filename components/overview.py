"""The parts of the overview page."""

from typing import Any

import pandas as pd
import streamlit as st

from cards.kit import Link
from cards.rankings import DIMENSIONS, most
from charts import ACCENT, GROUP_COLOURS, KIND_COLOURS, bar_list
from charts.stages import change_bars
from components import address, entities, outcome, through_the_review
from components.card import Answer, chart_card, show
from components.downloads import toolbar
from components.filter_bar import scope
from components.patience import patient
from data.text import fold
from queries import Filters, ask, length, window
from words import _, findings, labels, lists, ngettext, number, options, text
from words.consultation import EXAMPLE
from words.dates import partial

BOX = "who"
MAX_NAME = 100
CANDIDATES = 12
ANSWERED, EITHER_WAY = 3, 2
"""Rows of each answer on the overview; the page behind its door has all."""


def organisation_box() -> None:
    """The one box: type an organisation's name. What is typed goes into the address as ``who``."""
    asked = st.query_params.get(BOX, "")[:MAX_NAME] or None
    names = options.offered("organisation", [asked] if asked else [])
    st.session_state["view_who"] = asked

    def changed() -> None:
        typed = (st.session_state["view_who"] or "")[:MAX_NAME]
        meant = organisations_named(typed)
        address.show(**{BOX: meant[0] if len(meant) == 1 else typed or None})

    st.selectbox(
        _("Did an organisation sign or say it? Type its name"),
        list(names),
        index=None,
        key="view_who",
        format_func=lambda identity: text.plain(names.get(identity, identity)),
        placeholder=_("for example {name}").format(name=EXAMPLE) if EXAMPLE else None,
        accept_new_options=True,
        icon=":material/search:",
        on_change=changed,
    )


def organisations_named(typed: str) -> list[str]:
    """Ids of the organisations that ``typed`` can mean.

    By id, by short or full name, else all whose names have each of its words.
    """
    rows = ask("organisations")
    if typed in set(rows.organisation_id):
        return [typed]
    wanted = fold(typed)
    names = [
        (i, fold(label), fold(name))
        for i, label, name in zip(rows.organisation_id, rows.label, rows.organisation, strict=True)
    ]
    same = [i for i, label, name in names if wanted in (label, name)]
    return same or [
        i
        for i, label, name in names
        if wanted and all(word in f"{label} · {name}" for word in wanted.split())
    ]


@patient
def organisation_answer() -> None:
    """What the organisation in the box wrote and signed, newest first, whatever the filters are."""
    typed = text.plain(st.query_params.get(BOX, ""))[:MAX_NAME]
    if not typed:
        return
    meant = organisations_named(typed)
    with st.container(border=True, key="card_answer"):
        if len(meant) > 1:
            _choice_of(typed, meant)
            return
        if not meant:
            st.markdown(
                "## "
                + text.markdown(
                    _("“{name}” is not among the organisations collected").format(name=typed)
                ),
                anchors=False,
            )
            st.caption(
                _(
                    "That is not proof that it did not sign or say anything: this is a collection, and "
                    "signatory lists are often incomplete. Try another spelling or the short name."
                )
            )
            st.button(
                _("Clear"),
                key="clear_answer",
                on_click=address.show,
                kwargs={BOX: None},
                icon=":material/close:",
            )
            return
        selection = Filters(organisation=(meant[0],))
        total, (signed, wrote) = length("signatures", selection), lists.signatures(selection)
        rows = window("signatures", selection, rows=slice(0, 12))
        parts = []
        if signed:
            parts.append(
                ngettext("signed {n} text of others", "signed {n} texts of others", signed).format(
                    n=signed
                )
            )
        if wrote:
            parts.append(
                ngettext("wrote {n} submission", "wrote {n} submissions", wrote).format(n=wrote)
            )
        name = text.plain(rows.organisation.iloc[0])
        st.markdown(
            "## " + text.markdown(_("{name} {did}").format(name=name, did=_(" and ").join(parts))),
            anchors=False,
        )
        st.caption(
            text.markdown(
                _(
                    "All submissions collected, whatever the filters, newest first. They make {points}. What "
                    "is not listed here was not collected, which is not proof of silence."
                ).format(points=findings.counted(length("points", selection), "points"))
            )
        )
        for row in rows.itertuples():
            submission_line(row)
        if total > 12:
            st.caption(
                _("and {count} more: follow “All of them” below, or download the list").format(
                    count=number(total - 12)
                )
            )
        with st.container(horizontal=True, vertical_alignment="center", key="tools_answer"):
            entities.link("organisation", meant[0], _("Its page"), icon=":material/arrow_forward:")
            st.page_link(
                "who_signed_what.py",
                label=_("All of them"),
                icon=":material/table_view:",
                query_params=address.parameters(selection),
            )
            st.page_link(
                "challenges.py",
                label=_("What it raises"),
                icon=":material/format_quote:",
                query_params=address.parameters(selection),
            )
            toolbar("answer", Answer("signatures", selection, rows, of=total))
            st.button(
                _("Close"),
                key="clear_answer",
                on_click=address.show,
                kwargs={BOX: None},
                icon=":material/close:",
                type="tertiary",
            )


def _choice_of(typed: str, meant: list[str]) -> None:
    st.markdown(
        "## "
        + text.markdown(
            _("“{name}” can be one of {n} organisations").format(name=typed, n=len(meant))
        ),
        anchors=False,
    )
    names = options.known()["organisation"]
    with st.container(horizontal=True, gap="xsmall"):
        for identity in meant[:CANDIDATES]:
            st.button(
                text.markdown(names[identity]),
                key=f"answer_{identity}",
                on_click=address.show,
                kwargs={BOX: identity},
            )
    if len(meant) > CANDIDATES:
        st.caption(
            ngettext("and {count} more", "and {count} more", len(meant) - CANDIDATES).format(
                count=len(meant) - CANDIDATES
            )
        )
    st.button(
        _("Clear"),
        key="clear_answer",
        on_click=address.show,
        kwargs={BOX: None},
        icon=":material/close:",
    )


def submission_line(row: Any) -> None:
    """One submission of an organisation: role, date, stage, title as a link, source."""
    when = partial(row.submitted_on, row.date_precision) or _("undated")
    source = text.link(row.source_url)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.page_link(
            "submission.py",
            label=text.markdown(
                f"{labels.ROLES.get(row.role, row.role)}, {when}: {text.shorten(row.submission, 110)}"
            ),
            query_params=address.parameters(address.filters(), id=row.submission_id),
        )
        st.caption(
            text.markdown(row.stage)
            + (f" · [{text.markdown(text.host(row.source_url))}]({source})" if source else "")
        )


def key_figures() -> None:
    """Submissions, organisations, signatures and points of the selection against the whole."""
    totals = ask("totals", address.filters()).set_index("measure")
    selected = {measure: int(value) for measure, value in totals.selected.items()}
    whole = {measure: int(value) for measure, value in totals.whole.items()}
    names = {
        "submissions": _("submissions"),
        "organisations": _("organisations"),
        "signatures": _("signatures"),
        "points": _("coded points"),
    }
    with st.container(horizontal=True, key="figures", gap="medium", width="content"):
        for measure, name in names.items():
            _figure(selected[measure], whole[measure], name)


def _figure(selected: int, whole: int, name: str) -> None:
    said = f"**{name}**"
    if selected != whole:
        said = _("of {whole} {name}").format(whole=number(whole), name=said)
    with st.container(
        horizontal=True, width="content", gap="xsmall", vertical_alignment="center", wrap=False
    ):
        st.markdown(number(selected), width="content")
        st.caption(said, width="content")


def door(page: str, label: str, **view: str) -> None:
    """A link to the page that has the whole of an answer."""
    st.page_link(
        page,
        label=label,
        icon=":material/arrow_forward:",
        query_params=address.parameters(address.filters(), **view),
    )


def claims_answer(kind: str) -> None:
    """Which claims of one kind come up most."""
    key, words = {
        "challenge": ("top_challenges", _("All challenges")),
        "recommendation": ("top_asks", _("All asks")),
    }[kind]
    show(
        most,
        address.context(),
        key,
        by=DIMENSIONS["claims"],
        kind=kind,
        top=ANSWERED,
        toolbar=(Link("challenges", words, icon=":material/arrow_forward:", view={"show": kind}),),
        compact=True,
    )


@patient
def signers_answer() -> None:
    """Which organisations signed most."""
    selection = address.filters()
    asked = selection.without("organisation")
    rows = ask("organisations", asked)
    signed = rows[rows.signed > 0].assign(count=lambda frame: frame.signed)
    top = signed.head(ANSWERED)
    chart_card(
        "top_signers",
        Answer("organisations", asked, rows),
        title=findings.busiest_signatory(rows),
        subtitle=_("Texts of others that an organisation signed") + " · " + scope(asked),
        figure=lambda: bar_list(
            top,
            identifier="organisation_id",
            label="label",
            colour={
                row.organisation_id: GROUP_COLOURS.get(row.stakeholder_group, ACCENT)
                for row in top.itertuples()
            },
            chosen=selection.organisation,
            value_text=lambda row: _("{signed} signed").format(signed=number(row.signed)),
            hover=lambda row: (
                f"{text.plot(row.organisation)}<br>"
                f"{labels.GROUPS.get(row.stakeholder_group, row.stakeholder_group)}"
            ),
        ),
        sets="organisation",
        chosen=selection.organisation,
        foot=lambda: door("who_signed_what.py", _("Who signed what")),
        brief=True,
    )


@patient
def changed_answer() -> None:
    """Which themes rose and which fell most between the stages that are compared at first."""
    unit = address.unit()
    asked = address.filters().without("theme", "stage")
    stages = ask("themes_by_stage", asked, unit=unit)
    columns = through_the_review.stages_of(stages, unit)
    texts = stages.groupby("stage_id").submissions.first().astype(int).to_dict()
    two = through_the_review.compared(columns, texts) or ("", "")
    titles = {column.stage_id: column.heading for column in columns}
    rows = ask("stage_change", asked, unit=unit, from_stage=two[0], to_stage=two[1])
    telling = through_the_review.telling(rows)
    rose, fell = telling[telling.change > 0], telling[telling.change < 0]
    shown = pd.concat([rose.head(EITHER_WAY), fell.tail(EITHER_WAY)])
    chart_card(
        "top_changes",
        Answer(
            "stage_change", asked, rows, {"unit": unit, "from_stage": two[0], "to_stage": two[1]}
        ),
        title=through_the_review.rose_and_fell(rows, unit),
        subtitle=(
            _("Change in the share of {unit}, {first} to {second}, percentage points").format(
                unit=labels.UNITS[unit].lower(), first=titles[two[0]], second=titles[two[1]]
            )
            if two[0]
            else _("Change in the share of {unit}").format(unit=labels.UNITS[unit].lower())
        )
        + " · "
        + scope(asked),
        figure=lambda: change_bars(
            shown,
            value_text=lambda row: through_the_review.points(row.change),
            hover=lambda row: text.plot(
                f"{text.plain(row.theme)}: {findings.of(row.from_count, row.from_total, unit)} → "
                f"{findings.of(row.to_count, row.to_total, unit)}"
            ),
        ),
        sets="theme",
        chosen=address.filters().theme,
        empty=_("No two stages to compare in this selection"),
        foot=lambda: door("through_the_review.py", _("Through the review")),
        brief=True,
    )


@patient
def became_answer() -> None:
    """What is much asked for and little reported from the adopted text."""
    unit = address.unit()
    asked = outcome.counted(address.filters()).without("theme", "family")
    rows = ask("outcome_themes", asked, unit=unit)
    last = outcome.final(ask("texts", Filters()))
    if last is None:
        return
    adopted = outcome.called(last)
    compared = rows[rows.apart.notna()]
    less, _more, _quarter = outcome.far_apart(compared)
    standing_out = not less.empty and len(compared) >= findings.FEW
    most = rows[rows.asks > 0].sort_values(
        ["asks", "theme"], ascending=[False, True], kind="stable"
    )
    shown = (less if standing_out else most).head(ANSWERED).assign(count=lambda frame: frame.asks)
    chart_card(
        "top_outcome",
        Answer("outcome_themes", asked, rows, {"unit": unit}),
        title=(
            outcome.furthest(less, less.head(0), len(compared))
            if standing_out
            else outcome.most_asked(rows, unit, adopted)
        ),
        subtitle=_(
            "{unit} that ask for it, and passages pages report from {adopted}; a count of reports, not of merit"
        ).format(unit=labels.UNITS[unit], adopted=adopted)
        + " · "
        + scope(asked, "recommendation"),
        figure=lambda: bar_list(
            shown,
            identifier="theme_id",
            label="theme",
            colour=KIND_COLOURS["recommendation"],
            chosen=address.filters().theme,
            value_text=lambda row: _("{asks} ask · {passages}").format(
                asks=number(row.asks), passages=outcome.passages(int(row.adopted))
            ),
            hover=lambda row: text.plot(
                f"{findings.of(row.asks, row.asks_total, unit)}, "
                f"{outcome.passages(int(row.adopted))}"
            ),
        ),
        sets="theme",
        chosen=address.filters().theme,
        foot=lambda: door("what_became_of_it.py", _("What became of it")),
        brief=True,
    )
