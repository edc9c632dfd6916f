"""Sentences about organisations that sign together."""

from collections import defaultdict
from collections.abc import Collection

import pandas as pd

from cards.coalitions.detection import Coalition, Web
from i18n import _, escaping, labels, ngettext, number
from i18n.headlines import FEW, counted


def texts(count: int) -> str:
    """A count of texts: 1 text, 12 texts."""
    return ngettext("{n} text", "{n} texts", count).format(n=number(count))


def sharing(least: int) -> str:
    """'share a text', or '2 or more', to follow the name of several."""
    if least == 1:
        return _("share a text")
    return _("share {least} or more texts").format(least=number(least))


def finding(found: Web, pairs: pd.DataFrame, least: int, chosen: Collection[str]) -> str:
    """Says how many organisations share texts, and which two share most; ``pairs`` are those drawn, sorted.

    With ``chosen`` only their pairs count. The two that share most are named only if they share FEW texts or more and
    no other pair shares as many.
    """
    if not found.members:
        return ""
    here = [member for member in found.members if member.id in chosen]
    if not chosen:
        sentence = _("{n} organisations {share} with another").format(
            n=number(len(found.members)), share=sharing(least)
        )
    elif len(chosen) == 1:
        partners = len(found.members) - 1
        sentence = ngettext(
            "{n} organisation and {name} {share}", "{n} organisations {share} with {name}", partners
        ).format(n=number(partners), share=sharing(least), name=escaping.one_line(here[0].label))
    else:
        sentence = _("{here} of the {all} organisations filtered by {share} with another").format(
            here=number(len(here)), all=number(len(chosen)), share=sharing(least)
        )
    if chosen:
        pairs = pairs[pairs.organisation_id.isin(chosen) | pairs.other_organisation_id.isin(chosen)]
    most = int(pairs.together.iloc[0])
    if most < FEW or (pairs.together == most).sum() > 1:
        return sentence
    return sentence + _("; {one} and {other} most: {texts}").format(
        one=escaping.one_line(pairs.label.iloc[0]),
        other=escaping.one_line(pairs.other_label.iloc[0]),
        texts=texts(most),
    )


def nothing_shared(pairs: int, least: int, chosen: int) -> str:
    """Why there is nothing to draw."""
    if not pairs:
        return _("No two organisations stand behind the same text in this selection")
    if chosen:
        return ngettext(
            "The organisation filtered by shares fewer than {least} with any other here",
            "The organisations filtered by share fewer than {least} with any other here",
            chosen,
        ).format(least=texts(least))
    return _("No two organisations share {least} or more texts in this selection").format(
        least=number(least)
    )


def who_is_shown(found: Web, least: int, chosen: Collection[str]) -> str:
    """Which organisations are drawn, in words."""
    if not chosen:
        return _("drawn are the organisations that {share} with another").format(
            share=sharing(least)
        )
    own = [member.label for member in found.members if member.id in chosen]
    here = len(own)
    if len(chosen) == 1:
        return ngettext(
            "drawn are {name} and the {n} organisation that {share} with it",
            "drawn are {name} and the {n} organisations that {share} with it",
            len(found.members) - here,
        ).format(
            name=escaping.one_line(own[0]),
            n=number(len(found.members) - here),
            share=sharing(least),
        )
    return _(
        "drawn are {here} of {all} organisations filtered by, and {n} more that {share} with one of them"
    ).format(
        here=number(here),
        all=number(len(chosen)),
        n=number(len(found.members) - here),
        share=sharing(least),
    )


def left_out(found: Web) -> list[str]:
    """Says how many organisations are not drawn, and why; empty if all are drawn."""
    if not found.left_out:
        return []
    return [
        ngettext(
            "{n} more that shares fewer texts is in the table only",
            "{n} more that share fewer texts are in the table only",
            found.left_out,
        ).format(n=number(found.left_out))
    ]


def named(coalition: Coalition) -> str:
    """A coalition's heading: how many, and around whom if one shares more than the others."""
    if coalition.leads:
        return _("{n} around {name}").format(
            n=counted(len(coalition.members), "organisations"),
            name=escaping.one_line(coalition.first.label),
        )
    return _("{n}, {name} among them").format(
        n=counted(len(coalition.members), "organisations"),
        name=escaping.one_line(coalition.first.label),
    )


def made_of(coalition: Coalition, behind: int) -> str:
    """What a coalition's members are, and how many texts are ``behind`` its first and them."""
    groups: dict[str, int] = defaultdict(int)
    for member in coalition.members:
        groups[member.group] += 1
    order = list(labels.ORDER["group"])
    ranked = sorted(groups.items(), key=lambda found: (-found[1], order.index(found[0])))
    parts = ", ".join(
        f"{labels.GROUPS.get(group, group).lower()} {number(count)}" for group, count in ranked
    )
    return _("{name} and one or more of the others stand behind {texts} · {groups}").format(
        name=escaping.one_line(coalition.first.label), texts=texts(behind), groups=parts
    )
