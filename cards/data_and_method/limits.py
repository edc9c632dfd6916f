"""What the data are, what they are not, how to cite them, and how we count, in sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.data_and_method import reliability
from cards.data_and_method.tables import computed_list
from cards.kit import Record, RecordList
from cards.query import Context
from exports.provenance import citation
from i18n import (
    _,
    dataset_texts,
    escaping,
    headlines,
    imprint,
    labels,
    messages,
    ngettext,
    number,
    percent,
)
from i18n.dataset_texts import nothing_yet
from queries import ask, current


def limits(_page: Context) -> RecordList:
    """What we collected and how, and what that means for readers."""
    title, subtitle = _("What this can and cannot show"), _("Figures for the whole data set")
    return _sentences("about", title, subtitle, _limits())


def cite(page: Context) -> RecordList:
    """Release and version of the data, and a line to cite them by."""
    data = current()
    version = _(
        "A version is the release plus the first digits of the content hash. It changes whenever a table "
        "changes, and it is shown on every page and in every file. To quote one card, use its “Quote” button."
    )
    content_hash = _("Content hash (SHA-256)")
    return computed_list(
        "cite",
        _("How to cite"),
        _("Release {release}, version {version}").format(
            release=data.release, version=data.version
        ),
        [
            Record("citation", text=citation(page.site), copied=True),
            Record("version", text=version),
            Record("hash", text=data.content_hash, copied=True, about=[content_hash]),
            Record("licence", text=imprint.data_terms(), source=imprint.licence_address()),
        ],
    )


def counting(_page: Context) -> RecordList:
    """How we count."""
    subtitle = _("What we count applies to all pages: set it once")
    return _sentences("counting", _("How we count"), subtitle, _counting_rules())


def _sentences(key: str, title: str, subtitle: str, lines: Sequence[str]) -> RecordList:
    """A list of sentences in Markdown."""
    records = [Record(key, markdown=[line]) for line in lines]
    return computed_list(key, title, subtitle, records, sentences=True)


def _limits() -> list[str]:
    """The limits of the data as Markdown lines; their figures are computed from the data where possible."""
    stated_limits = [_stated(limit.title, limit.text) for limit in dataset_texts.texts().limits]
    if nothing_yet():
        return [escaping.markdown(dataset_texts.texts().collection), *stated_limits]
    counts = ask("how_known").iloc[0]
    agreement = reliability.measured()
    submissions, second_hand, vague = (
        int(counts.submissions),
        int(counts.second_hand),
        int(counts.vaguely_dated),
    )
    lines = [_collected(submissions), *stated_limits]
    if second_hand:
        lines.append(
            _(
                "**Many submissions are known only second-hand.** For {n} of {every} submissions ({share}) we know "
                "only what someone else reports. To leave them out, use the filter {filter}: they are “{kind}”."
            ).format(
                filter=labels.FILTERS["voice"],
                n=number(second_hand),
                every=number(submissions),
                share=percent(second_hand, submissions),
                kind=labels.VOICES["reported"],
            )
        )
    if counts.stating:
        lines.append(
            ngettext(
                "**Lists of signatories are incomplete.** {texts} source says how many signed: {stated} in all. We "
                "know {named} of them by name. If a name is missing, the organisation may still have signed.",
                "**Lists of signatories are incomplete.** {texts} sources say how many signed: {stated} in all. We "
                "know {named} of them by name. If a name is missing, the organisation may still have signed.",
                counts.stating,
            ).format(
                texts=number(counts.stating),
                stated=number(counts.stated),
                named=number(counts.named),
            )
        )
    if vague:
        lines.append(
            _(
                "**Dates are only as exact as our sources.** {vague} of {every} submissions give only a month or a "
                "year, or no date. If the stage was open during that month or year, we use the days it was open. "
                "“Newest first” sorts by the first of these days."
            ).format(vague=number(vague), every=number(submissions))
        )
    lines.append(
        _(
            "**Languages.** {foreign} of {every} submissions are in a language other than English."
        ).format(foreign=number(counts.other_languages), every=number(submissions))
    )
    if agreement.submissions:
        lines.append(
            _(
                "**Two automated coders read {n} submissions independently.** Their agreement (Krippendorff's "
                "alpha; 1 is full agreement) is {themes} for themes and {pairs} for kind and theme together. See "
                "“{part}”."
            ).format(
                n=number(agreement.submissions),
                themes=reliability.decimals(agreement.themes.alpha),
                pairs=reliability.decimals(agreement.pairs.alpha),
                part=_("Reliability"),
            )
        )
    if len(ask("texts")):
        lines.append(
            _(
                "**We did not read the drafts ourselves.** We rely on public articles about them, so anything that "
                "no article reported is missing. Nothing here shows that a submission caused a change."
            )
        )
    return lines


def _collected(submissions: int) -> str:
    totals = ask("totals").set_index("measure")["whole"]
    return _(
        "**What is here.** {submissions} submissions, written or signed by {organisations} organisations, with "
        "{points} points."
    ).format(
        submissions=number(submissions),
        organisations=number(totals["organisations"]),
        points=number(totals["points"]),
    )


def _stated(title: str, words: str) -> str:
    """A limit that the settings of the data set state, as a Markdown line."""
    return f"**{escaping.markdown(title)}** {escaping.markdown(words)}"


def _counting_rules() -> list[str]:
    """How we count, as Markdown lines."""
    units = (
        re.split("(?<=[:：])", messages.UNIT_MEANING(unit), maxsplit=1) for unit in labels.UNITS
    )
    return [
        *(f"**{name}**{meaning}" for name, meaning in units),
        _(
            "A joint letter is one submission. The organisations that signed it are counted only under “{unit}”."
        ).format(unit=labels.UNITS["organisations"]),
        _(
            "Every figure is shown with its total. Shares are out of all submissions, organisations or points that "
            "match the filters or, where a page compares groups, out of each group's own. A star marks a group "
            "with fewer than {few}."
        ).format(few=number(headlines.FEW)),
        _(
            "Choosing more options in one filter widens the results; using more filters narrows them. A submission "
            "must match all filters. Filters on points must all match the same point. Organisation, role, group, "
            "country and region must all match the same author or signatory."
        ),
        _(
            "A chart ignores the filter that you set by clicking on it, so you can compare what you picked with "
            "the rest."
        ),
        _(
            "A submission by several organisations is counted under the group and region of each. Only national "
            "organisations are counted under a country, the one where they are based; regional ones only under "
            "their region."
        ),
    ]
