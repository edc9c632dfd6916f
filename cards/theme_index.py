"""Every theme by its family, with a link to its page."""

from typing import Any

import pandas as pd

from cards.kit import Link, Record, RecordList
from cards.query import Context, query
from data.rows import each
from i18n import _, ngettext, number
from i18n.escaping import one_line
from queries import ask


def index(page: Context) -> RecordList:
    """The families of themes, each with links to its themes, those that most submissions raise first."""
    counts = query("themes", page.filters.without("theme", "family"), unit=page.unit)
    submissions = dict(zip(counts.rows.theme_id, counts.rows.submissions.tolist(), strict=True))
    themes = ask("codebook_themes")
    families: dict[str, list[Any]] = {}
    for row in sorted(each(themes), key=lambda row: -submissions.get(row.theme_id, 0)):
        families.setdefault(row.family, []).append(row)

    def record(row: Any) -> Record:
        return Record(
            row.family,
            name=one_line(row.family),
            links=[
                Link(
                    "theme",
                    f"{one_line(theme.theme)} ({number(submissions.get(theme.theme_id, 0))})",
                    id=theme.theme_id,
                )
                for theme in families[row.family]
            ],
        )

    return RecordList(
        key="index",
        query=counts,
        title=ngettext(
            "{n} theme, each with a page", "{n} themes, each with a page", len(themes)
        ).format(n=number(len(themes))),
        subtitle=_("Numbers in brackets: submissions that raise it"),
        scope=page.scope(counts.filters),
        record=record,
        size=len(families),
        printed=len(families),
        rows=pd.DataFrame({"family": families.keys(), "themes": map(len, families.values())}),
        files=False,
    )
