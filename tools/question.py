"""Writes the files of a new question: its SQL file, a second computation of its answer without SQL, and its card.

    python -m tools.question NAME PAGE

The files count submissions by stage, so that all works at once; the author replaces that by the actual question.
"""

from __future__ import annotations

import keyword
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

SQL = """-- title: {title}
-- row: one stage of the review with selected submissions, in time order
-- column stage_id: text · id of the stage
-- column stage: text · title of the stage
-- column submissions: integer, submissions · number of selected submissions at the stage
WITH {{% include "shared/selection.sql" %}}
SELECT g.stage_id, g.title AS stage, count(*) AS submissions
FROM selected_submissions
JOIN stages g USING (stage_id)
GROUP BY ALL
ORDER BY min(g.position)
"""

ORACLE = '''"""What the question {name} must return."""

from collections import Counter

from tests.queries.oracle import Oracle, Rows, Selection


def {name}(oracle: Oracle, selection: Selection) -> Rows:
    """Submissions by stage, in time order."""
    counts = Counter(oracle.submissions[one]["stage_id"] for one in selection.submissions)
    stages = sorted(oracle.stages.values(), key=lambda stage: int(stage["position"]))
    return [
        (stage["stage_id"], stage["title"], counts[stage["stage_id"]])
        for stage in stages
        if counts[stage["stage_id"]]
    ]


ANSWERS = {{"{name}": {name}}}
'''

CARD = '''"""The card that asks the question {name}."""

from typing import Any

from cards.kit import Record, RecordList
from cards.query import Context, query
from i18n import _
from i18n.units import counted


def card(page: Context) -> RecordList:
    """Submissions by stage, in time order."""
    return RecordList(
        query=query("{name}", page.filters),
        title=_("{title}"),
        scope=page.scope(page.filters),
        record=_record,
        size=50,
        empty=_("No submissions match these filters"),
    )


def _record(row: Any) -> Record:
    return Record(row.stage_id, name=row.stage, about=[counted(row.submissions, "submissions")])
'''


_CARDS = re.compile(
    r"^def cards\(page: Context\) -> Cards:\n(?:    .*\n|\n)*?    return (for_page\(|\{)\n(?:        .*\n)+",
    re.MULTILINE,
)
"""The function with the cards of a page up to its last card, if one more line can add a card."""

_IMPORT = re.compile(r"^from (\S+) import (?:\([^)]*\)|.*)\n", re.MULTILINE)


class NotWritten(ValueError):
    """Nothing was written. The message says why, and which names are possible."""


def files(name: str, root: Path = ROOT) -> dict[Path, str]:
    """The new files of the question ``name``: path -> content. Raises NotWritten for an invalid name."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{2,39}", name) or keyword.iskeyword(name):
        raise NotWritten(
            f"{name!r} cannot be the name of a question: 3 to 40 small letters, digits and _, a letter first, "
            "such as points_by_language."
        )
    title = name.replace("_", " ").capitalize()
    contents = {
        root / "queries" / f"{name}.sql": SQL.format(title=title),
        root / "tests" / "queries" / "answers" / f"{name}.py": ORACLE.format(name=name),
        root / "cards" / f"{name}.py": CARD.format(name=name, title=title),
    }
    for path in (*contents, root / "cards" / name):
        if path.exists():
            raise NotWritten(f"{path.relative_to(root)} is there already: choose another name.")
    return contents


def lines(name: str, page: str, root: Path = ROOT) -> dict[Path, str]:
    """The files that name the cards of a page, with a line for the new card. Raises NotWritten without such a page."""
    matches = {}
    for page_file in sorted((root / "pages").glob("*.py")):
        for module in (page_file.name, f"{page_file.stem}/__init__.py"):
            path = root / "cards" / module
            match = _CARDS.search(path.read_text(encoding="utf-8")) if path.is_file() else None
            if match and "\ncards = registry" in page_file.read_text(encoding="utf-8"):
                matches[page_file.stem] = page_file, path, match
    if page not in matches:
        raise NotWritten(f"{page!r} is no page that can be given: {', '.join(matches)}.")
    page_file, path, match = matches[page]
    end = match.end()
    card = f"{name}={name}_card"
    line = card if match[1] == "for_page(" else f"**for_page(page, {card})"
    code = f"{match.string[:end]}        {line},\n{match.string[end:]}"
    imports = [*_IMPORT.finditer(code, code.index("\nfrom cards") + 1)]
    later = (statement.start() for statement in imports if statement[1] > f"cards.{name}")
    start = next(later, imports[-1].end())
    return {
        path: f"{code[:start]}from cards.{name} import card as {name}_card\n{code[start:]}",
        page_file: page_file.read_text(encoding="utf-8") + f'show(cards["{name}"])\n',
    }


def main(name: str, page: str, root: Path = ROOT) -> int:
    """Write the files and lines, and print the next steps; return the exit code, 1 if nothing was written."""
    try:
        contents = {**files(name, root), **lines(name, page, root)}
    except NotWritten as error:
        print(error, file=sys.stderr)
        return 1
    for path, content in contents.items():
        path.write_text(content, encoding="utf-8")
        print(f"Wrote {path.relative_to(root)}.")
    print("Next: write what is asked into these files, then make words, make golden and make test.")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3 or not all(sys.argv[1:]):
        sys.exit(
            "Name the question, and a page for its card: make question NAME=points_by_language PAGE=themes"
        )
    sys.exit(main(*sys.argv[1:]))
