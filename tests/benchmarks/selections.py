"""What is asked: selections under no filter, one and two, and ids for questions that need one, all from the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from queries import Filters, Question

LEADING = (
    "themes",
    "families",
    "claims",
    "themes_by_group",
    "themes_by_stage",
    "stage_change",
    "action_lines",
    "organisations",
    "signatures",
    "co_signers",
    "totals",
)
"""Questions that are asked under every selection; and of pandas, too, under those of every question."""

OF_EVERY_QUESTION = ("no filter", "theme", "group and theme")

MOST = {
    "submission": "SELECT submission_id FROM points GROUP BY ALL ORDER BY count(*) DESC, 1",
    "organisation": "SELECT organisation_id FROM signatories GROUP BY ALL ORDER BY count(*) DESC, 1",
    "group": "SELECT stakeholder_group FROM signatories JOIN organisations USING (organisation_id) "
    "GROUP BY ALL ORDER BY count(*) DESC, 1",
    "country": "SELECT country_code FROM signatories JOIN organisations USING (organisation_id) "
    "WHERE country_code IS NOT NULL GROUP BY ALL ORDER BY count(*) DESC, 1",
    "stage": "SELECT stage_id FROM submissions JOIN points USING (submission_id) "
    "GROUP BY ALL ORDER BY count(*) DESC, 1",
    "theme": "SELECT theme_id FROM points GROUP BY ALL ORDER BY count(*) DESC, 1",
    "family": "SELECT family FROM points JOIN themes USING (theme_id) GROUP BY ALL ORDER BY count(*) DESC, 1",
    "kind": "SELECT kind FROM points GROUP BY ALL ORDER BY count(*) DESC, 1",
    "claim": "SELECT claim_id FROM points WHERE claim_id IS NOT NULL GROUP BY ALL ORDER BY count(*) DESC, 1",
    "action_line": "SELECT action_line_id FROM point_action_lines GROUP BY ALL ORDER BY count(*) DESC, 1",
    "sdg": "SELECT sdg::VARCHAR FROM point_sdgs GROUP BY ALL ORDER BY count(*) DESC, 1",
    "word": "SELECT word FROM (SELECT unnest(regexp_extract_all(search_text, '[a-z]{7,}')) AS word "
    "FROM submission_search WHERE rowid < 500) GROUP BY ALL ORDER BY count(*) DESC, 1",
}
"""What there is most of: two ids, or one where there is one."""


@dataclass(frozen=True)
class Asked:
    """What is asked of one data set: selections by their names, and a value for every parameter that takes ids."""

    selections: Mapping[str, Filters]
    given: Mapping[str, str]

    def parameters(self, question: Question) -> dict[str, str]:
        """A value for each parameter of a question."""
        return {
            one.name: one.choices[0] if one.choices else self.given[one.name]
            for one in question.parameters
        }

    def of(self, question: str) -> dict[str, Filters]:
        """The selections that a question is asked under."""
        if question in LEADING:
            return dict(self.selections)
        return {name: self.selections[name] for name in OF_EVERY_QUESTION}


def asked(connection: duckdb.DuckDBPyConnection) -> Asked:
    """Choose from the database what there is most of, so that selections hold much."""
    found = {
        name: [str(one) for (one,) in connection.execute(f"{sql} LIMIT 2").fetchall()]
        for name, sql in MOST.items()
    }
    first = {name: ids[0] for name, ids in found.items() if ids}
    organisation, group, country = first["organisation"], first["group"], first["country"]
    theme, kind, stage, family, word = (
        first[name] for name in ("theme", "kind", "stage", "family", "word")
    )
    sides = [*found["organisation"], *found["group"], *found["stage"]]
    return Asked(
        {
            "no filter": Filters(),
            "theme": Filters(theme=(theme,)),
            "group": Filters(group=(group,)),
            "words": Filters(q=word),
            "group and theme": Filters(group=(group,), theme=(theme,)),
            "organisation and kind": Filters(organisation=(organisation,), kind=(kind,)),
            "stage and theme": Filters(stage=(stage,), theme=(theme,)),
            "country and family": Filters(country=(country,), family=(family,)),
            "group and stage": Filters(group=(group,), stage=(stage,)),
            "words and kind": Filters(q=word, kind=(kind,)),
        },
        {
            "id": first["submission"],
            "organisation": organisation,
            "theme": theme,
            "claim": first["claim"],
            "stage": stage,
            "from_stage": stage,
            "to_stage": found["stage"][-1],
            "action_line": first["action_line"],
            "sdg": first["sdg"],
            "ids": ",".join(sides),
        },
    )
