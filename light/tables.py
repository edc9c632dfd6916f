"""The tables and lists that several light pages show, each the answer to a question under the filters in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from light.parts import NAME, TITLE, Cell, Row, Section, figure, lengths, share, source
from light.view import View
from queries import Filters, ask
from words import _, findings, labels, ngettext, number, records, text
from words.dates import partial

_ORGANISATIONS = labels.UNITS["organisations"]


def heads(first: str, *others: str, numbers: int = 0) -> tuple[Cell, ...]:
    """Headings of columns, the last ``numbers`` of them of figures."""
    every = (first, *others)
    return tuple(
        Cell(words, kind="number" if place >= len(every) - numbers else "")
        for place, words in enumerate(every)
    )


def group(code: object) -> str:
    """The name of a stakeholder group."""
    return labels.GROUPS.get(str(code), str(code))


def of_all(rows: pd.DataFrame, unit: str, kind: str | None = None) -> str:
    """What the shares of a table are of: 'Of 236 submissions that name a challenge'."""
    if rows.empty:
        return ""
    whole = findings.counted(int(rows["total"].iloc[0]), unit)
    return _("Of {whole}").format(whole=f"{whole} {findings.doing(kind, unit)}".strip())


def claims(
    view: View, selection: Filters, kind: str | None, *, top: int, first: int = 1, key: str
) -> Section:
    """The claims that come up most, of one kind if ``kind`` is given."""
    unit = view.unit
    asked = selection.set(kind=(kind,)) if kind else selection
    rows = ask("claims", asked, unit=unit)
    named, none = rows[rows.claim_id != "none"], rows[rows.claim_id == "none"]
    long = lengths(named["count"])
    shown = named.iloc[first - 1 : first - 1 + top]
    notes: tuple[Cell, ...] = ()
    if not none.empty:
        points = int(none.points.iloc[0])
        said = ngettext("{n} point fits no claim", "{n} points fit no claim", points)
        address = view.to("points", asked.set(claim=("none",)))
        notes = (Cell(said.format(n=number(points)), address),)
    return Section(
        key,
        findings.most(named, "claim", unit, kind, quoted=True)
        or (labels.KINDS_PLURAL[kind] if kind else _("Claims")),
        of_all(rows, unit, kind),
        [
            Row(
                (
                    Cell(
                        text.shorten(row.claim, TITLE),
                        view.entity("claim", row.claim_id),
                        bar=long[place],
                    ),
                    *(() if kind else (Cell(labels.KINDS.get(row.kind, row.kind)),)),
                    figure(row.count, view.to("points", asked.set(claim=(row.claim_id,)))),
                    share(row.count, row.total),
                )
            )
            for place, row in enumerate(shown.itertuples(), first - 1)
        ],
        len(named),
        heads(
            labels.FILTERS["claim"],
            *(() if kind else (labels.FILTERS["kind"],)),
            labels.UNITS[unit],
            _("Share"),
            numbers=2,
        ),
        Cell(_("All claims"), view.to("claims", asked)),
        view.files("claims", asked, unit=unit),
        notes,
        first,
        kind or "",
    )


def themes(view: View, *, top: int, wide: bool = False) -> Section:
    """The themes that come up most."""
    unit, selection = view.unit, view.selection
    rows = ask("themes", selection, unit=unit)
    kind = selection.kind[0] if len(selection.kind) == 1 else None
    long = lengths(rows["count"])
    return Section(
        "themes",
        findings.most(rows, "theme", unit, kind) or _("Themes"),
        of_all(rows, unit, kind),
        [
            Row(
                (
                    Cell(
                        text.shorten(row.theme, NAME),
                        view.entity("theme", row.theme_id),
                        bar=long[place],
                    ),
                    *((Cell(text.shorten(row.family, NAME)),) if wide else ()),
                    figure(row.count, view.to("points", selection.set(theme=(row.theme_id,)))),
                    share(row.count, row.total),
                )
            )
            for place, row in enumerate(rows.head(top).itertuples())
        ],
        len(rows),
        heads(
            labels.FILTERS["theme"],
            *((labels.FILTERS["family"],) if wide else ()),
            labels.UNITS[unit],
            _("Share"),
            numbers=2,
        ),
        Cell(_("All themes"), view.to("themes")),
        view.files("themes", selection, unit=unit),
        wide=wide,
    )


def families(view: View) -> Section:
    """The families of themes."""
    unit, selection = view.unit, view.selection
    rows = ask("families", selection, unit=unit)
    kind = selection.kind[0] if len(selection.kind) == 1 else None
    long = lengths(rows["count"])
    return Section(
        "families",
        findings.most(rows, "family", unit, kind) or _("Families of themes"),
        of_all(rows, unit, kind),
        [
            Row(
                (
                    Cell(text.shorten(row.family, NAME), bar=long[place]),
                    figure(row.count, view.to("points", selection.set(family=(row.family,)))),
                    share(row.count, row.total),
                )
            )
            for place, row in enumerate(rows.itertuples())
        ],
        len(rows),
        heads(labels.FILTERS["family"], labels.UNITS[unit], _("Share"), numbers=2),
        files=view.files("families", selection, unit=unit),
    )


def stages(view: View) -> Section:
    """How contributions spread over the review, in time order."""
    unit, selection = view.unit, view.selection
    rows = ask("stages", selection, unit=unit)
    every = rows.drop_duplicates("stage_id")
    whole = int(ask("totals", selection).set_index("measure").selected[unit])
    long = lengths(every.total)
    return Section(
        "stages",
        findings.largest_stage(rows, unit) or _("Stages of the review"),
        _("In time order, of {whole}").format(whole=findings.counted(whole, unit)),
        [
            Row(
                (
                    Cell(
                        text.shorten(row.stage, NAME),
                        view.to("submissions", selection.set(stage=(row.stage_id,))),
                        bar=long[place],
                    ),
                    figure(row.total),
                    share(row.total, whole),
                )
            )
            for place, row in enumerate(every.itertuples())
        ],
        len(every),
        heads(labels.FILTERS["stage"], labels.UNITS[unit], _("Share"), numbers=2),
        files=view.files("stages", selection, unit=unit),
    )


def groups(view: View) -> Section:
    """Which stakeholder groups speak."""
    unit, selection = view.unit, view.selection
    rows = ask("groups", selection, unit=unit)
    long = lengths(rows["count"])
    said = of_all(rows, unit)
    if unit != "organisations":
        said += "; " + _("a joint text counts in each of its groups")
    return Section(
        "groups",
        findings.who_speaks(rows, group, "stakeholder_group", unit) or _("Stakeholder groups"),
        said,
        [
            Row(
                (
                    Cell(
                        group(row.stakeholder_group),
                        view.to("organisations", selection.set(group=(row.stakeholder_group,))),
                        bar=long[place],
                    ),
                    figure(row.count),
                    share(row.count, row.total),
                )
            )
            for place, row in enumerate(rows.itertuples())
        ],
        len(rows),
        heads(labels.FILTERS["group"], labels.UNITS[unit], _("Share"), numbers=2),
        files=view.files("groups", selection, unit=unit),
    )


def signers(view: View, *, top: int) -> Section:
    """Which organisations signed most texts of others."""
    rows = ask("organisations", view.selection)
    signed = rows[rows.signed > 0]
    long = lengths(signed.signed)
    return Section(
        "signers",
        findings.busiest_signatory(rows) or _ORGANISATIONS,
        _("Texts of others that an organisation signed, and submissions it wrote"),
        [
            Row(
                (
                    Cell(
                        text.shorten(row.label, NAME),
                        view.entity("organisation", row.organisation_id),
                        bar=long[place],
                    ),
                    figure(row.signed),
                    figure(row.authored),
                )
            )
            for place, row in enumerate(signed.head(top).itertuples())
        ],
        len(signed),
        heads(labels.FILTERS["organisation"], _("Signed"), _("Wrote"), numbers=2),
        Cell(_("All organisations"), view.to("organisations")),
        view.files("organisations", view.selection),
    )


def parts(
    view: View,
    key: str,
    name: str,
    identifier: str,
    asked: Filters,
    column: str,
    address: Callable[[str], str],
) -> Section:
    """Of each stage's or group's units, how many raise a theme or make a claim.

    ``name`` is the question without its subject (stages, groups), ``column`` the filter whose page the rows lead to.
    """
    unit = view.unit
    rows = ask(f"{key}_{name}", asked, unit=unit, **{key: identifier})
    if "kind" in rows:
        rows = rows[rows.kind == "any"]
    ids = "stage_id" if column == "stage" else "stakeholder_group"
    rows = rows.assign(
        named=rows.stage if column == "stage" else [group(code) for code in rows[ids]]
    )
    if column == "group":
        rows = rows.sort_values("share", ascending=False, kind="stable")
    said = records.most_often(rows, "named", unit)
    title = {
        "stage": _("Of stages with {n} or more submissions, most often at {said}"),
        "group": _("Of groups with {n} or more submissions, most often from {said}"),
    }[column]
    long = [float(value) for value in rows.share.fillna(0)]
    subtitle = {
        "stage": _("In time order, share of each stage's {unit}"),
        "group": _("Share of each group's {unit}"),
    }[column].format(unit=labels.UNITS[unit].lower())
    if (rows.submissions < findings.FEW).any():
        subtitle += " · " + _("* under {few} submissions").format(few=findings.FEW)
    return Section(
        name,
        title.format(n=findings.COMPARABLE, said=said)
        if said
        else {"stage": _("Stages of the review"), "group": _("Stakeholder groups")}[column],
        subtitle,
        [
            Row(
                (
                    Cell(text.shorten(row.named, NAME), address(getattr(row, ids)), bar=value),
                    Cell(
                        records.part_of(int(row.raised), int(row.total), int(row.submissions)),
                        kind="number",
                    ),
                )
            )
            for value, row in zip(long, rows.itertuples(), strict=True)
        ],
        len(rows),
        heads(labels.FILTERS[column], labels.UNITS[unit], numbers=1),
        files=view.files(f"{key}_{name}", asked, unit=unit, **{key: identifier}),
    )


def raisers(view: View, key: str, identifier: str, asked: Filters, *, top: int) -> Section:
    """Which organisations raise a theme or make a claim most."""
    rows = ask(f"{key}_organisations", asked, **{key: identifier})
    own = asked.set(**{key: (identifier,)})
    long = lengths(rows["count"])
    return Section(
        "organisations",
        ngettext(
            "{n} organisation stands behind it", "{n} organisations stand behind it", len(rows)
        ).format(n=number(len(rows))),
        _("Submissions they wrote or signed that say so, of all theirs in the selection"),
        [
            Row(
                (
                    Cell(
                        text.shorten(row.label, NAME),
                        view.entity("organisation", row.organisation_id),
                        bar=long[place],
                    ),
                    Cell(group(row.stakeholder_group)),
                    Cell(
                        _("{count} of {total}").format(
                            count=number(row.count), total=number(row.total)
                        ),
                        view.to("points", own.set(organisation=(row.organisation_id,))),
                        "behind",
                    ),
                )
            )
            for place, row in enumerate(rows.head(top).itertuples())
        ],
        len(rows),
        heads(
            labels.FILTERS["organisation"],
            labels.FILTERS["group"],
            labels.UNITS["submissions"],
            numbers=1,
        ),
        Cell(_("All organisations"), view.to("organisations", own)),
        view.files(f"{key}_organisations", asked, **{key: identifier}),
    )


def points(
    view: View, selection: Filters, *, top: int, first: int = 1, title: str = "", rest: bool = True
) -> Section:
    """Points in the coders' words, newest first, each with who said it where, and the page it was read on."""
    rows = ask("points", selection)
    shown = rows.iloc[first - 1 : first - 1 + top]
    counted = _("{points} in {submissions}, newest first").format(
        points=findings.counted(len(rows), "points"),
        submissions=findings.counted(rows.submission_id.nunique(), "submissions"),
    )
    return Section(
        "points",
        title or _("In which words"),
        counted,
        [Row((Cell(text.plain(row.summary)), *_about(view, row))) for row in shown.itertuples()],
        len(rows),
        rest=Cell(_("All points"), view.to("points", selection)) if rest else None,
        files=view.files("points", selection),
        first=first,
        wide=True,
    )


def _about(view: View, row: Any) -> tuple[Cell, ...]:
    when = partial(row.submitted_on, row.date_precision) or _("undated")
    said = f"{text.shorten(row.authors, 60)}, {when}: {text.shorten(row.submission, TITLE)}"
    return (
        Cell(labels.KINDS.get(row.kind, row.kind)),
        Cell(text.shorten(row.theme, NAME), view.entity("theme", row.theme_id)),
        *claim(view, row),
        Cell(said, view.entity("submission", row.submission_id)),
        *source(row.source_url),
    )


def claim(view: View, row: Any) -> tuple[Cell, ...]:
    """The claim that a point makes, if one fits."""
    if not isinstance(row.claim_id, str):
        return ()
    return (Cell(f"“{text.shorten(row.claim, TITLE)}”", view.entity("claim", row.claim_id)),)


def submissions(view: View, rows: pd.DataFrame, *, top: int, first: int) -> Section:
    """Submissions, newest first. ``rows`` is the answer to ``submissions`` under the filters in force."""
    shown = rows.iloc[first - 1 : first - 1 + top]
    return Section(
        "list",
        records.listed(rows),
        _("Newest first, a date known by month or year at its end"),
        [submission(view, row) for row in shown.itertuples()],
        len(rows),
        files=view.files("submissions", view.selection),
        first=first,
        wide=True,
    )


def submission(view: View, row: Any) -> Row:
    """One submission: title, then when, who, where, what, how much. ``row`` is of ``submissions``."""
    about = (
        partial(row.submitted_on, row.date_precision) or _("undated"),
        text.shorten(row.authors, 120),
        text.shorten(row.stage, NAME),
        labels.DOCUMENT_TYPES.get(row.document_type, row.document_type),
        findings.counted(int(row.points), "points"),
        records.signatories(row.named_signatories, row.stated_signatories),
    )
    title = Cell(text.shorten(row.title, TITLE), view.entity("submission", row.submission_id))
    return Row((title, *(Cell(part) for part in about if part), *source(row.source_url)))


def near(view: View, name: str, found: Mapping[str, str]) -> Section:
    """Entities that may be meant: id -> label."""
    return Section(
        "near",
        _("Perhaps one of these"),
        "",
        [
            Row((Cell(text.shorten(label, TITLE), view.entity(name, identifier)),))
            for identifier, label in found.items()
        ],
        len(found),
        wide=True,
    )
