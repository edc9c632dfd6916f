"""Visits every page of the data set that DASHBOARD_DATA names, unfolded, and writes what a reader sees as JSON.

Run as a process of its own, because a process serves one data set: `python -m tests.consultation.visits FILE`; with
`few` after it, of the entities of a kind only the first and the last.
"""

import json
import sys
from pathlib import Path
from typing import Any

from data.build import ensure_database
from i18n import routes
from queries import ask
from tests.examples import ids
from tests.pages.visiting import Visit, seen, visit

WHOLE: tuple[tuple[str, dict[str, Any]], ...] = (
    *((name, {}) for name, page in routes.PAGES.items() if page.path not in routes.ENTITY_BY_PATH),
    ("challenges", {"show": "recommendation", "grain": "families", "count": "organisations"}),
    ("challenges", {"grain": "themes"}),
    ("through_the_review", {"grain": "families", "count": "points"}),
    ("compare", {"by": "group", "id": ["government", "civil-society"]}),
    ("action_lines", {"fields": "on"}),
    *(
        ("data_and_method", {"part": part})
        for part in ("about", "themes", "claims", "reliability", "tables", "everything")
    ),
)
"""Pages of no entity, with the parameters of their addresses."""


def few_addresses() -> list[tuple[str, dict[str, Any]]]:
    """Every page of the data set, those of entities for the first and the last of each kind."""
    visits = list(WHOLE)
    for kind, entity in routes.ENTITIES.items():
        identifiers = ids(kind)
        visits += [
            (entity.page.name, {"id": identifier})
            for identifier in dict.fromkeys((*identifiers[:1], *identifiers[-1:]))
        ]
    visits.append(("compare", {"id": ids("organisation")[:2]}))
    return visits


def addresses() -> list[tuple[str, dict[str, Any]]]:
    """Every page of the data set, those of entities once for each, and some under a filter that selects nothing."""
    visits = list(WHOLE)
    for kind, entity in routes.ENTITIES.items():
        page = entity.page.name
        visits += [(page, {"id": identifier}) for identifier in ids(kind)]
        visits.append((page, {"id": "none-such"}))
    visits.append(("compare", {"id": ids("organisation")[:2]}))
    stages = list(ask("stages").stage_id)
    visits.append(("compare", {"by": "stage", "id": stages[:2]}))
    nothing = {"q": "no such words anywhere"}
    visits += [(page, {**query, **nothing}) for page, query in WHOLE]
    return visits


def read(page: Visit) -> dict[str, Any]:
    """What a visit showed: the text of the page, as it is seen and as it is sent, and each chart with its marks."""
    return {
        "text": [seen(words) for words in page.markdown()],
        "markdown": page.markdown(),
        "html": page.html(),
        "charts": [
            {"alt": chart.alt, "texts": chart.texts(), "marks": _marks(chart.figure)}
            for chart in page.charts()
        ],
        "warnings": page.warnings(),
        "errors": [error.value for error in page.app.error],
    }


def _marks(figure: dict[str, Any]) -> int:
    return sum(len(trace.get("customdata") or trace.get("x") or ()) for trace in figure["data"])


def main(target: Path, few: bool = False) -> None:
    """Write what the pages show, a list of page, parameters and what ``read`` says, or the exception's text."""
    ensure_database()
    seen_pages = []
    for page, query in few_addresses() if few else addresses():
        try:
            content: dict[str, Any] = read(visit(page, **query, more="yes"))
        except AssertionError as error:
            content = {"exception": str(error)}
        seen_pages.append({"page": page, "query": query, **content})
    target.write_text(json.dumps(seen_pages, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), few="few" in sys.argv[2:])
