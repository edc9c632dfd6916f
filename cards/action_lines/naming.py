"""Names, filters and coverage of action lines and goals."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from cards.kit import Link
from cards.query import Context
from i18n import (
    N_,
    Words,
    _,
    dataset_texts,
    escaping,
    filter_options,
    headlines,
    listed,
    ngettext,
    sentences,
)
from queries import Filters, ask
from queries.filters import POINT_FILTERS

NOT_CITED = N_("not cited")
FEW_CODES = 3
FIELDS = Words({"off": N_("As one line"), "on": N_("Show separately")})


def parents_of_fields() -> str:
    """The codes of the action lines that have fields, 'action lines' where they are many; empty if there are none."""
    codes = list(dict.fromkeys(ask("action_lines").parent_id.dropna()))
    return listed(codes) if len(codes) <= FEW_CODES else _("action lines")


def named_matrix() -> str:
    """The name of the matrix with a capital letter."""
    name = dataset_texts.texts().matrix
    return name[:1].upper() + name[1:]


def lines_to_show(page: Context, rows: pd.DataFrame) -> pd.DataFrame:
    """The action lines to show, with fields if the page's switch is on; ``rows`` has ``parent_id``."""
    return rows if page.value("fields", tuple(FIELDS)) == "on" else lines_only(rows)


def lines_only(rows: pd.DataFrame) -> pd.DataFrame:
    """The action lines without fields; ``rows`` has ``parent_id``."""
    return rows[rows.parent_id.isna()]


def label(action_line: str) -> str:
    """Code and short title: C2 Infrastructure."""
    return filter_options.option_labels()["action_line"].get(action_line, action_line)


def code(line: Any) -> str:
    """The code of an action line; for a field whose id begins with that of its line, the line's: C7 for C7-egov."""
    identifier, parent = str(line.action_line_id), line.parent_id
    return parent if isinstance(parent, str) and identifier.startswith(f"{parent}-") else identifier


def field(action_line: str) -> str:
    """A field's short title, without its code: E-health."""
    return label(action_line).partition(" ")[2]


def goal_label(sdg: str) -> str:
    """Number and title: SDG 9: Industry, Innovation and Infrastructure."""
    return filter_options.option_labels()["sdg"].get(sdg, sdg)


def without_lines(page: Context) -> Filters:
    """The filters without the one on action lines, since the page's cards show all action lines."""
    return page.filters.without("action_line")


def citing(selection: Filters) -> pd.DataFrame:
    """Counts what cites an action line or a goal; one row per measure."""
    return ask("citations", selection).set_index("measure")


def coverage_of(selection: Filters) -> str:
    """Says how many submissions name an action line, and what that does not mean."""
    counts = citing(selection).loc["submissions"]
    return coverage(
        int(counts.action_lines),
        int(counts.selected),
        narrowed=any(getattr(selection, name) for name in POINT_FILTERS),
    )


def themes_link(selection: Filters) -> Link:
    """A link to the themes of a selection, which count whether or not a submission names an action line."""
    label = _("Themes of these submissions")
    return Link("themes", label, selection, icon=":material/sell:")


def coverage(count: int, total: int, *, narrowed: bool) -> str:
    """Says how many of ``total`` submissions cite an action line, and what not citing one does not mean.

    ``narrowed`` means that only some of their points count.
    """
    if not total:
        return ""
    sentence = (
        ngettext(
            "{share} cites an action line in the points that match these filters.",
            "{share} cite an action line in the points that match these filters.",
            count,
        )
        if narrowed
        else ngettext("{share} cites an action line.", "{share} cite an action line.", count)
    ).format(share=headlines.of(count, total, "submissions"))
    if count == total:
        return sentence
    caution = _("Not citing an action line does not mean ignoring its subject.")
    return sentences(sentence, caution)


def source(addresses: Iterable[str]) -> tuple[str, str]:
    """The words before the web pages that the matrix was read from, and these pages, each once; empty without any."""
    pages = [page for page in dict.fromkeys(addresses) if escaping.safe_url(page)]
    words = _("Source of the matrix: {pages}").format(pages="").strip() if pages else ""
    return words, " ".join(pages)
