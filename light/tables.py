"""The tables and lists that several light pages show, each the answer to a question under the filters in force."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pandas as pd

from light.parts import NAME, TITLE, Cell, Row, Section, figure, lengths, share, source
from light.view import View
from queries import Filters, ask, length, window
from words import _, findings, labels, lists, ngettext, number, records, text
from words.dates import partial
from words.options import in_words

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


def of_whom(row: Any) -> str:
    """An organisation's stakeholder group and country."""
    place = text.shorten(row.country, NAME)
    return " · ".join(part for part in (group(row.stakeholder_group), place) if part)


def of_all(rows: pd.DataFrame, unit: str, kind: str | None = None) -> str:
    """What the shares of a table are of: 'Of 236 submissions that name a challenge'."""
    if rows.empty:
        return ""
    whole = findings.counted(int(rows["total"].iloc[0]), unit)
    return _("Of {whole}").format(whole=f"{whole} {findings.doing(kind, unit)}".strip())


def _counted(
    rows: pd.DataFrame,
    name: Callable[[Any], str],
    *,
    to: Callable[[Any], str] = lambda row: "",
    behind: Callable[[Any], str] = lambda row: "",
    note: Callable[[Any], str] = lambda row: "",
    shown: slice = slice(None),
) -> list[Row]:
    """A line for each row: its name, linked ``to`` its page, with a bar; its count, linked to what is ``behind``; its
    share.
    """
    long = lengths(rows["count"])[shown]
    return [
        Row(
            (
                Cell(name(row), to(row), bar=bar, note=note(row)),
                figure(row.count, behind(row)),
                share(row.count, row.total),
            )
        )
        for row, bar in zip(rows.iloc[shown].itertuples(), long, strict=True)
    ]


def _shares(first: str, unit: str) -> tuple[Cell, ...]:
    """The headings of lines that ``_counted`` makes."""
    return heads(first, labels.UNITS[unit], _("Share"), numbers=2)


def claims(
    view: View, selection: Filters, kind: str | None, *, top: int, first: int = 1, key: str
) -> Section:
    """The claims that come up most, of one kind if ``kind`` is given."""
    unit = view.unit
    asked = selection.set(kind=(kind,)) if kind else selection
    rows = ask("claims", asked, unit=unit)
    named, none = rows[rows.claim_id != "none"], rows[rows.claim_id == "none"]
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
        _counted(
            named,
            lambda row: text.shorten(row.claim, TITLE),
            to=lambda row: view.entity("claim", row.claim_id),
            behind=lambda row: view.to("points", asked.set(claim=(row.claim_id,))),
            note=lambda row: "" if kind else labels.KINDS.get(row.kind, row.kind),
            shown=slice(first - 1, first - 1 + top),
        ),
        len(named),
        _shares(labels.FILTERS["claim"], unit),
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
    return Section(
        "themes",
        findings.most(rows, "theme", unit, kind) or _("Themes"),
        of_all(rows, unit, kind),
        _counted(
            rows,
            lambda row: text.shorten(row.theme, NAME),
            to=lambda row: view.entity("theme", row.theme_id),
            behind=lambda row: view.to("points", selection.set(theme=(row.theme_id,))),
            note=lambda row: text.shorten(row.family, NAME) if wide else "",
            shown=slice(top),
        ),
        len(rows),
        _shares(labels.FILTERS["theme"], unit),
        Cell(_("All themes"), view.to("themes")),
        view.files("themes", selection, unit=unit),
        wide=wide,
    )


def families(view: View) -> Section:
    """The families of themes."""
    unit, selection = view.unit, view.selection
    rows = ask("families", selection, unit=unit)
    kind = selection.kind[0] if len(selection.kind) == 1 else None
    return Section(
        "families",
        findings.most(rows, "family", unit, kind) or _("Families of themes"),
        of_all(rows, unit, kind),
        _counted(
            rows,
            lambda row: text.shorten(row.family, NAME),
            behind=lambda row: view.to("points", selection.set(family=(row.family,))),
        ),
        len(rows),
        _shares(labels.FILTERS["family"], unit),
        files=view.files("families", selection, unit=unit),
    )


def stages(view: View) -> Section:
    """How contributions spread over the review, in time order."""
    unit, selection = view.unit, view.selection
    rows = ask("stages", selection, unit=unit)
    every = rows.drop_duplicates("stage_id")
    whole = int(ask("totals", selection).set_index("measure").selected[unit])
    return Section(
        "stages",
        findings.largest_stage(rows, unit) or _("Stages of the review"),
        _("In time order, of {whole}").format(whole=findings.counted(whole, unit)),
        _counted(
            every.assign(count=every.total, total=whole),
            lambda row: text.shorten(row.stage, NAME),
            to=lambda row: view.to("submissions", selection.set(stage=(row.stage_id,))),
        ),
        len(every),
        _shares(labels.FILTERS["stage"], unit),
        files=view.files("stages", selection, unit=unit),
    )


def groups(view: View) -> Section:
    """Which stakeholder groups speak."""
    unit, selection = view.unit, view.selection
    rows = ask("groups", selection, unit=unit)
    said = of_all(rows, unit)

    def address(code: str) -> str:
        # Organisation and group must hold for one and the same party, which is another selection.
        asked = selection.set(group=(code,))
        return "" if selection.organisation else view.to("organisations", asked)

    if unit != "organisations":
        said += "; " + _("a joint text counts in each of its groups")
    return Section(
        "groups",
        findings.who_speaks(rows, group, "stakeholder_group", unit) or _("Stakeholder groups"),
        said,
        _counted(
            rows,
            lambda row: group(row.stakeholder_group),
            to=lambda row: address(row.stakeholder_group),
        ),
        len(rows),
        _shares(labels.FILTERS["group"], unit),
        files=view.files("groups", selection, unit=unit),
    )


def signers(view: View, *, top: int) -> Section:
    """Which organisations signed most texts of others."""
    rows = ask("organisations", view.selection)
    signed = rows[rows.signed > 0]
    long = lengths(signed.signed)

    def behind(row: Any, count: int, role: str) -> str:
        its = view.selection.set(organisation=(row.organisation_id,), role=(role,))
        return view.to("submissions", its) if count else ""

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
                    figure(row.signed, behind(row, row.signed, "signatory")),
                    figure(row.authored, behind(row, row.authored, "author")),
                )
            )
            for place, row in enumerate(signed.head(top).itertuples())
        ],
        len(signed),
        heads(labels.FILTERS["organisation"], _("Signed"), _("Wrote"), numbers=2),
        Cell(_("All organisations"), view.to("organisations")),
        view.files("organisations", view.selection),
    )


def parts(view: View, key: str, identifier: str, selection: Filters, column: str) -> Section:
    """Of each stage's or group's units (``column``), how many raise a theme or make a claim (``key``)."""
    unit, name = view.unit, f"{column}s"
    ids, own, title, alone, subtitle = {
        "stage": (
            "stage_id",
            (),
            _("Of stages with {n} or more submissions, most often at {said}"),
            _("Stages of the review"),
            _("In time order, share of each stage's {unit}"),
        ),
        "group": (
            "stakeholder_group",
            ("organisation",),
            _("Of groups with {n} or more submissions, most often from {said}"),
            _("Stakeholder groups"),
            _("Share of each group's {unit}"),
        ),
    }[column]
    asked = selection.without(*own)
    rows = ask(f"{key}_{name}", asked, unit=unit, **{key: identifier})
    if "kind" in rows:
        rows = rows[rows.kind == "any"]
    rows = rows.assign(
        named=rows.stage if column == "stage" else [group(code) for code in rows[ids]]
    )
    if column == "group":
        rows = rows.sort_values("share", ascending=False, kind="stable")
    most = records.most_often(rows, "named", unit)
    said = [subtitle.format(unit=labels.UNITS[unit].lower()), *left_aside(selection, asked)]
    if (rows.submissions < findings.FEW).any():
        said.append(_("* under {few} submissions").format(few=findings.FEW))

    def counted(row: Any) -> Cell:
        words = records.part_of(int(row.raised), int(row.total), int(row.submissions))
        if not row.raised:
            return Cell(words, kind="number")
        behind = asked.set(**{key: (identifier,), column: (getattr(row, ids),)})
        return Cell(words, view.to("points", behind), "behind")

    return Section(
        name,
        title.format(n=findings.COMPARABLE, said=most) if most else alone,
        " · ".join(said),
        [
            Row((Cell(text.shorten(row.named, NAME), bar=float(row.share)), counted(row)))
            for row in rows.itertuples()
        ],
        len(rows),
        heads(labels.FILTERS[column], labels.UNITS[unit], numbers=1),
        files=view.files(f"{key}_{name}", asked, unit=unit, **{key: identifier}),
    )


def left_aside(selection: Filters, asked: Filters) -> list[str]:
    """What a table says that leaves filters aside: nothing if it asks for the whole selection."""
    names = [
        labels.FILTERS[name]
        for name in selection.active()
        if getattr(asked, name) != getattr(selection, name)
    ]
    return [_("not narrowed by the filter {names}").format(names=", ".join(names))] if names else []


def raisers(view: View, key: str, identifier: str, selection: Filters, *, top: int) -> Section:
    """Which organisations raise a theme or make a claim most."""
    asked = selection.without("organisation")
    rows = ask(f"{key}_organisations", asked, **{key: identifier})
    own = asked.set(**{key: (identifier,)})
    long = lengths(rows["count"])
    return Section(
        "organisations",
        ngettext(
            "{n} organisation stands behind it", "{n} organisations stand behind it", len(rows)
        ).format(n=number(len(rows))),
        " · ".join(
            (
                _("Submissions they wrote or signed that say so, of all theirs in the selection"),
                *left_aside(selection, asked),
            )
        ),
        [
            Row(
                (
                    Cell(
                        text.shorten(row.label, NAME),
                        view.entity("organisation", row.organisation_id),
                        bar=long[place],
                        note=group(row.stakeholder_group),
                    ),
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
            labels.UNITS["submissions"],
            numbers=1,
        ),
        Cell(_("All organisations"), view.to("organisations", own)),
        view.files(f"{key}_organisations", asked, **{key: identifier}),
    )


def points(
    view: View,
    selection: Filters,
    *,
    top: int,
    first: int = 1,
    title: str = "",
    rest: bool = True,
    known: Collection[str] = (),
) -> Section:
    """Points in the coders' words, newest first, each with who said it where, and the page it was read on.

    What the page is on need not be said of each: ``known`` has kind, theme or claim.
    """
    total, making = lists.points(selection)
    shown = window("points", selection, rows=slice(first - 1, first - 1 + top))
    counted = _("{points} in {submissions}, newest first").format(
        points=findings.counted(total, "points"),
        submissions=findings.counted(making, "submissions"),
    )
    return Section(
        "points",
        title or _("In which words"),
        counted,
        [
            Row((Cell(text.plain(row.summary)), *_about(view, row, known)))
            for row in shown.itertuples()
        ],
        total,
        rest=Cell(_("All points"), view.to("points", selection)) if rest else None,
        files=view.files("points", selection),
        first=first,
        wide=True,
    )


def _about(view: View, row: Any, known: Collection[str]) -> tuple[Cell, ...]:
    when = partial(row.submitted_on, row.date_precision) or _("undated")
    said = f"{text.shorten(row.authors, 60)}, {when}: {text.shorten(row.submission, TITLE)}"
    kind = Cell(labels.KINDS.get(row.kind, row.kind))
    theme = Cell(text.shorten(row.theme, NAME), view.entity("theme", row.theme_id))
    return (
        *(() if "kind" in known else (kind,)),
        *(() if "theme" in known else (theme,)),
        *(() if "claim" in known else claim(view, row)),
        Cell(said, view.entity("submission", row.submission_id)),
        *source(row.source_url),
    )


def claim(view: View, row: Any) -> tuple[Cell, ...]:
    """The claim that a point makes, if one fits."""
    if not isinstance(row.claim_id, str):
        return ()
    return (Cell(f"“{text.shorten(row.claim, TITLE)}”", view.entity("claim", row.claim_id)),)


def submissions(view: View, *, top: int, first: int) -> Section:
    """The submissions under the filters in force, newest first."""
    shown = window("submissions", view.selection, rows=slice(first - 1, first - 1 + top))
    return Section(
        "list",
        lists.submissions(view.selection),
        _("Newest first, a date known by month or year at its end"),
        [submission(view, row) for row in shown.itertuples()],
        length("submissions", view.selection),
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


def nothing(view: View, asked: Filters, said: str) -> Section:
    """What stands where the filters ``asked`` leave nothing: a sentence and the way out."""
    out = Cell(_("Without filters"), view.to(view.place, Filters()))
    return Section("nothing", said, in_words(asked), notes=(out,), wide=True)


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
