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
    selection, chosen = asked_of(page.filters), chosen_in(page.filters)
    listed_coalitions = [
        coalition
        for coalition in coalitions(selection, least)
        if not chosen or not {member.id for member in coalition.members}.isdisjoint(chosen)
    ]
    if not listed_coalitions:
        return None
    return RecordList(
        query=Query("co_signatures", selection),
        title=ngettext(
            "{n} coalition: {largest}",
            "{n} coalitions, the largest: {largest}",
            len(listed_coalitions),
        ).format(n=number(len(listed_coalitions)), largest=named(listed_coalitions[0])),
        subtitle=_(
            "Groups of organisations that sign together more often than with others. We computed them; the "
            "organisations did not declare them"
        ),
        scope=dotted(
            _("coalitions with an organisation you chose") if chosen else "", page.scope(selection)
        ),
        record=lambda row: _record(
            row.coalition, selection, least, headed=len(listed_coalitions) > 1
        ),
        rows=pd.DataFrame({"coalition": listed_coalitions}),
        size=LISTED,
        parameter="coalitions",
        files=False,
    )


def _record(coalition: Coalition, selection: Filters, least: int, *, headed: bool) -> Record:
    ids = tuple(member.id for member in coalition.members)
    text_count = texts_behind(coalition, selection)
    return Record(
        f"coalition_{coalition.first.id}",
        name=named(coalition) if headed else "",
        about=(made_of(coalition, text_count),),
        links=(
            *(
                Link("organisation", escaping.shorten(member.label, 30), id=member.id)
                for member in coalition.members[:NAMED]
            ),
            Link(
                "who_signed_what",
                _("See all {n} in the matrix").format(n=number(len(ids))),
                selection.set(organisation=ids),
                icon=":material/table_view:",
                view={"least": str(least), "texts": "joint"},
            ),
            submissions_link(
                coalition.behind(selection),
                ngettext("The {n} submission", "The {n} submissions", text_count).format(
                    n=number(text_count)
                ),
            ),
        ),
    )
