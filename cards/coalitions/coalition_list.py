"""The list of coalitions."""

import pandas as pd

from cards.coalitions.detection import Coalition, asked_of, chosen_in, coalitions, texts_behind
from cards.coalitions.sentences import made_of, named
from cards.kit import Link, Record, RecordList, submissions_link
from cards.query import Context, Query, dotted
from i18n import _, escaping, ngettext, number
from queries import Filters

LISTED = 3
NAMED = 5


def listed(page: Context, least: int) -> RecordList | None:
    """The list card of coalitions, with links to members and texts; None without coalitions."""
    asked, chosen = asked_of(page.filters), chosen_in(page.filters)
    found = [
        coalition
        for coalition in coalitions(asked, least)
        if not chosen or not {member.id for member in coalition.members}.isdisjoint(chosen)
    ]
    if not found:
        return None
    return RecordList(
        key="coalition_list",
        query=Query("co_signatures", asked),
        title=ngettext(
            "{n} coalition: {largest}", "{n} coalitions, the largest: {largest}", len(found)
        ).format(n=number(len(found)), largest=named(found[0])),
        subtitle=_(
            "Groups of organisations that sign together more often than with others. We computed them; the "
            "organisations did not declare them"
        ),
        scope=dotted(
            _("coalitions with an organisation you chose") if chosen else "", page.scope(asked)
        ),
        record=lambda row: _record(row.coalition, asked, least, headed=len(found) > 1),
        rows=pd.DataFrame({"coalition": found}),
        size=LISTED,
        parameter="coalitions",
        files=False,
    )


def _record(coalition: Coalition, asked: Filters, least: int, *, headed: bool) -> Record:
    ids = tuple(member.id for member in coalition.members)
    behind = texts_behind(coalition, asked)
    return Record(
        f"coalition_{coalition.first.id}",
        name=named(coalition) if headed else "",
        about=(made_of(coalition, behind),),
        links=(
            *(
                Link("organisation", escaping.shorten(member.label, 30), id=member.id)
                for member in coalition.members[:NAMED]
            ),
            Link(
                "who_signed_what",
                _("See all {n} in the matrix").format(n=number(len(ids))),
                asked.set(organisation=ids),
                icon=":material/table_view:",
                view={"least": str(least), "texts": "joint"},
            ),
            submissions_link(
                coalition.behind(asked),
                ngettext("The {n} submission", "The {n} submissions", behind).format(
                    n=number(behind)
                ),
            ),
        ),
    )
