"""Sentences about organisations that sign together."""

from collections import defaultdict
from collections.abc import Collection

import pandas as pd

from cards.coalitions.detection import Coalition, Web
from i18n import _, escaping, labels, listed, ngettext, number
from i18n.headlines import FEW


def in_common(count: int) -> str:
    """A count of submissions in common: 1 submission in common."""
    return ngettext("{n} shared submission", "{n} shared submissions", count).format(
        n=number(count)
    )


def finding(network: Web, least: int, chosen: Collection[str]) -> str:
    """Says how many organisations share submissions with another, or with the ``chosen``; empty for none."""
    if not network.members:
        return ""
    count = len(network.members)
    if not chosen:
        if least == 1:
            sentence = ngettext(
                "{n} organisation shares a submission with another",
                "{n} organisations share a submission with another",
                count,
            )
        else:
            sentence = ngettext(
                "{n} organisation shares {least} or more submissions with another",
                "{n} organisations share {least} or more submissions with another",
                count,
            )
        return sentence.format(n=number(count), least=number(least))
    chosen_members = [member for member in network.members if member.id in chosen]
    if len(chosen) > 1:
        if least == 1:
            sentence = ngettext(
                "{here} of the {all} organisation you filtered by shares a submission",
                "{here} of the {all} organisations you filtered by share a submission",
                len(chosen),
            )
        else:
            sentence = ngettext(
                "{here} of the {all} organisation you filtered by shares {least} or more submissions",
                "{here} of the {all} organisations you filtered by share {least} or more submissions",
                len(chosen),
            )
        return sentence.format(
            here=number(len(chosen_members)), all=number(len(chosen)), least=number(least)
        )
    if least == 1:
        sentence = ngettext(
            "{n} organisation shares a submission with {name}",
            "{n} organisations share a submission with {name}",
            count - 1,
        )
    else:
        sentence = ngettext(
            "{n} organisation shares {least} or more submissions with {name}",
            "{n} organisations share {least} or more submissions with {name}",
            count - 1,
        )
    name = escaping.one_line(chosen_members[0].label)
    return sentence.format(n=number(count - 1), least=number(least), name=name)


def closest(pairs: pd.DataFrame, chosen: Collection[str]) -> str:
    """Names the two that share most; ``pairs`` are those drawn, sorted. With ``chosen`` only their pairs count.

    Empty if they share fewer than FEW submissions, or if another pair shares as many.
    """
    if chosen:
        pairs = pairs[pairs.organisation_id.isin(chosen) | pairs.other_organisation_id.isin(chosen)]
    if pairs.empty:
        return ""
    most = int(pairs.together.iloc[0])
    if most < FEW or (pairs.together == most).sum() > 1:
        return ""
    return ngettext(
        "{one} and {other} share most: {n} submission",
        "{one} and {other} share most: {n} submissions",
        most,
    ).format(
        one=escaping.one_line(pairs.label.iloc[0]),
        other=escaping.one_line(pairs.other_label.iloc[0]),
        n=number(most),
    )


def nothing_shared(pairs: int, least: int, chosen: int) -> str:
    """Why there is nothing to draw."""
    if not pairs:
        return _(
            "No two organisations that match these filters wrote or signed the same submission"
        )
    if chosen:
        return ngettext(
            "No organisation here shares {n} submission with the organisations you filtered by",
            "No organisation here shares {n} submissions with the organisations you filtered by",
            least,
        ).format(n=number(least))
    return ngettext(
        "No two organisations that match these filters share {n} submission",
        "No two organisations that match these filters share {n} submissions",
        least,
    ).format(n=number(least))


def who_is_shown(network: Web, chosen: Collection[str]) -> str:
    """Which organisations are drawn where some are ``chosen``; empty where all are."""
    chosen_labels = [member.label for member in network.members if member.id in chosen]
    others = len(network.members) - len(chosen_labels)
    if not chosen:
        return ""
    if len(chosen) == 1:
        return ngettext(
            "Showing {name} and {n} organisation that signs with it",
            "Showing {name} and {n} organisations that sign with it",
            others,
        ).format(name=escaping.one_line(chosen_labels[0]), n=number(others))
    return ngettext(
        "Showing {here} of the {all} organisations you filtered by, and {n} that signs with them",
        "Showing {here} of the {all} organisations you filtered by, and {n} that sign with them",
        others,
    ).format(here=number(len(chosen_labels)), all=number(len(chosen)), n=number(others))


def left_out(network: Web) -> list[str]:
    """Says how many organisations are not drawn, and why; empty if all are drawn."""
    if not network.left_out:
        return []
    return [
        ngettext(
            "{n} more that shares fewer submissions is only in the table",
            "{n} more that share fewer submissions are only in the table",
            network.left_out,
        ).format(n=number(network.left_out))
    ]


def named(coalition: Coalition) -> str:
    """A coalition's heading: how many, and around whom if one shares more than the others."""
    count = len(coalition.members)
    if coalition.leads:
        sentence = ngettext(
            "{n} organisation around {name}", "{n} organisations around {name}", count
        )
    else:
        sentence = ngettext(
            "{n} organisation, among them {name}", "{n} organisations, among them {name}", count
        )
    return sentence.format(n=number(count), name=escaping.one_line(coalition.first.label))


def made_of(coalition: Coalition, behind: int) -> str:
    """What a coalition's members are, and how many submissions its first member shares with them."""
    groups: dict[str, int] = defaultdict(int)
    for member in coalition.members:
        groups[member.group] += 1
    order = list(labels.ORDER["group"])
    ranked = sorted(groups.items(), key=lambda item: (-item[1], order.index(item[0])))
    shared = ngettext(
        "{name} shares {n} submission with one or more of the others",
        "{name} shares {n} submissions with one or more of the others",
        behind,
    ).format(name=escaping.one_line(coalition.first.label), n=number(behind))
    parts = [
        _("{group} ({n})").format(group=labels.GROUPS.of(group), n=number(count))
        for group, count in ranked
    ]
    return f"{shared} · {listed(parts)}"
