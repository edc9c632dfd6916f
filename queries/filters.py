"""Filters: the reader's selection.

One frozen value that is at once the address, the filter widgets' state and the query's parameters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from data.normalise import fold
from queries.filter import N_, Filter, values_of
from queries.filter import Dropped as Dropped

MAX_TEXT = 200
MAX_VALUES = 400


_VOICE = "CASE document_type WHEN 'news-summary' THEN 'reported' ELSE 'own' END"
"""Whether a submission is known in the words of its authors, or from a report by others."""


def _filter(on: str, *, default: object = (), **row: Any) -> Any:
    """A field of Filters that is also a row of TABLE, with the attributes of `Filter`."""
    return field(default=default, metadata={"on": on, **row})


@dataclass(frozen=True)
class Filters:
    """One selection. Lists are sorted and free of repeats, so equal selections are equal values.

    Raises ValueError, naming the parameter, for text over 200 characters, more than 400 values in a list,
    a value that is not text or date, or ``since`` after ``until``.
    """

    organisation: tuple[str, ...] = _filter(
        "signatory",
        label=N_("Organisation"),
        meaning=N_("Submissions with this author or signatory"),
        column="organisation_id",
        bar=2,
        options="SELECT organisation_id AS id, label, name AS note, lower(label) AS sort FROM organisations",
        keeps_others=True,
    )
    role: tuple[str, ...] = _filter(
        "signatory",
        label=N_("Role"),
        meaning=N_("The organisation's part in the submission: author or signatory"),
        column="role",
        bar=9,
        options=values_of("role", "signatories"),
        of_part=True,
        searchable=False,
    )
    group: tuple[str, ...] = _filter(
        "signatory",
        label=N_("Stakeholder group"),
        meaning=N_("Stakeholder group of an author or signatory"),
        column="stakeholder_group",
        sql="organisation_key IN (SELECT organisation_key FROM organisations WHERE stakeholder_group IN $filter_group)",
        source="{rows} JOIN organisations USING (organisation_key)",
        bar=4,
        options=values_of("stakeholder_group", "organisations"),
    )
    country: tuple[str, ...] = _filter(
        "signatory",
        label=N_("Country"),
        meaning=N_("Country of a national author or signatory, ISO 3166-1 alpha-3"),
        column="CASE WHEN scope = 'national' THEN country_code END",
        sql="organisation_key IN (SELECT organisation_key FROM organisations "
        "WHERE scope = 'national' AND country_code IN $filter_country)",
        source="{rows} JOIN organisations USING (organisation_key)",
        bar=6,
        options="SELECT DISTINCT country_code AS id, country AS label, NULL AS note, country AS sort "
        "FROM organisations WHERE scope = 'national'",
    )
    region: tuple[str, ...] = _filter(
        "signatory",
        label=N_("World region"),
        meaning=N_("World region of an author or signatory, or international"),
        column="region",
        sql="organisation_key IN (SELECT organisation_key FROM organisations WHERE region IN $filter_region)",
        source="{rows} JOIN organisations USING (organisation_key)",
        bar=5,
        options=values_of("region", "organisations"),
    )
    process: tuple[str, ...] = _filter(
        "submission",
        label=N_("Process"),
        meaning=N_("The process that the submission answers to"),
        column="process",
        sql="stage_id IN (SELECT stage_id FROM stages WHERE process IN $filter_process)",
        source="{rows} JOIN stages USING (stage_id)",
        bar=14,
        options="SELECT process AS id, process AS label, NULL AS note, lpad(min(position)::VARCHAR, 6, '0') AS sort "
        "FROM stages GROUP BY process",
        searchable=False,
    )
    stage: tuple[str, ...] = _filter(
        "submission",
        label=N_("Stage of the review"),
        meaning=N_("The stage of the review that the submission answers to"),
        column="stage_id",
        bar=7,
        options="SELECT stage_id AS id, title AS label, short_title AS note, lpad(position::VARCHAR, 6, '0') AS sort "
        "FROM stages",
    )
    voice: tuple[str, ...] = _filter(
        "submission",
        label=N_("Whose words"),
        meaning=N_("Submissions in the organisations' own words, or as others report them"),
        column=_VOICE,
        bar=1,
        options=values_of(_VOICE, "submissions"),
    )
    type: tuple[str, ...] = _filter(
        "submission",
        label=N_("Kind of document"),
        meaning=N_("Kind of document"),
        column="document_type",
        bar=15,
        options=values_of("document_type", "submissions"),
    )
    language: tuple[str, ...] = _filter(
        "submission",
        label=N_("Language"),
        meaning=N_("Language of the submission, ISO 639-1"),
        column="language",
        bar=16,
        options=values_of("language", "submissions"),
    )
    also_organisation: tuple[str, ...] = _filter(
        "submission",
        label=N_("Also signed or written by"),
        meaning=N_("Submissions that this organisation also wrote or signed"),
        column="organisation_id",
        sql="submission_key IN (SELECT submission_key FROM signatories "
        "WHERE organisation_id IN $filter_also_organisation)",
        source="{rows} JOIN signatories USING (submission_key)",
        bar=17,
    )
    also_theme: tuple[str, ...] = _filter(
        "submission",
        label=N_("Also about the theme"),
        meaning=N_(
            "Submissions that also raise this theme, in a point of the kind filtered by, if any"
        ),
        sql="submission_key IN (SELECT submission_key FROM points_of_kind WHERE theme_id IN $filter_also_theme)",
        column="theme_id",
        source="{rows} JOIN points_of_kind USING (submission_key)",
        bar=18,
    )
    also_claim: tuple[str, ...] = _filter(
        "submission",
        label=N_("Also says that"),
        meaning=N_("Submissions that also make this claim"),
        sql="submission_key IN (SELECT submission_key FROM points WHERE claim_id IN $filter_also_claim)",
        column="claim_id",
        source="{rows} JOIN points USING (submission_key)",
        bar=19,
    )
    claim: tuple[str, ...] = _filter(
        "point",
        label=N_("Claim"),
        meaning=N_("Points that make this claim; none selects points that match no claim"),
        column="coalesce(claim_id, 'none')",
        bar=10,
        options="SELECT claim_id AS id, title AS label, kind AS note, lower(title) AS sort FROM claims "
        "UNION ALL SELECT 'none', NULL, NULL, '~'",
    )
    theme: tuple[str, ...] = _filter(
        "point",
        label=N_("Theme"),
        meaning=N_("Points on this theme"),
        column="theme_id",
        bar=3,
        options="SELECT theme_id AS id, title AS label, family AS note, lower(title) AS sort FROM themes",
    )
    family: tuple[str, ...] = _filter(
        "point",
        label=N_("Family of themes"),
        meaning=N_("Points on a theme of this family"),
        column="family",
        sql="theme_id IN (SELECT theme_id FROM themes WHERE family IN $filter_family)",
        source="{rows} JOIN themes USING (theme_id)",
        bar=11,
        options=values_of("family", "themes", label="family"),
    )
    kind: tuple[str, ...] = _filter(
        "point",
        label=N_("Kind of point"),
        meaning=N_("Points of this kind"),
        column="kind",
        bar=8,
        options=values_of("kind", "points"),
    )
    action_line: tuple[str, ...] = _filter(
        "point",
        label=N_("Action line"),
        meaning=N_("Points that cite this action line or a field of it"),
        column="l.action_line_id",
        sql="point_key IN (SELECT point_key FROM point_action_lines JOIN action_lines USING (action_line_id) "
        "WHERE action_line_id IN $filter_action_line OR parent_id IN $filter_action_line)",
        bar=12,
        options="SELECT action_line_id AS id, short_title AS label, title AS note, "
        "lpad(length(action_line_id)::VARCHAR, 2, '0') || action_line_id AS sort FROM action_lines",
        source="{rows} JOIN point_action_lines c USING (point_key) JOIN action_lines a USING (action_line_id) "
        "JOIN action_lines l ON l.action_line_id IN (c.action_line_id, a.parent_id)",
    )
    sdg: tuple[str, ...] = _filter(
        "point",
        label=N_("Development goal"),
        meaning=N_("Points that cite this development goal, by its number"),
        column="sdg::VARCHAR",
        sql="point_key IN (SELECT point_key FROM point_sdgs WHERE sdg::VARCHAR IN $filter_sdg)",
        bar=13,
        options="SELECT sdg::VARCHAR AS id, title AS label, NULL AS note, lpad(sdg::VARCHAR, 2, '0') AS sort FROM sdgs",
        source="{rows} JOIN point_sdgs USING (point_key)",
    )
    q: str = _filter(
        "submission",
        default="",
        label=N_("Words"),
        meaning=N_(
            "Words that all occur in a submission: in its title, our summaries, or its organisations' names"
        ),
        sql="submission_key IN (SELECT submission_key FROM submission_search WHERE "
        "list_bool_and(list_transform(string_split($filter_q, ' '), lambda word: contains(search_text, word))))",
    )
    since: date | None = _filter(  # noqa: RUF009
        "submission",
        default=None,
        label=N_("Since"),
        meaning=N_(
            "Submissions of this day or later, written YYYY-MM-DD; those without a date are left out"
        ),
        sql="date_to >= $filter_since",
    )
    until: date | None = _filter(  # noqa: RUF009
        "submission",
        default=None,
        label=N_("Until"),
        meaning=N_(
            "Submissions of this day or earlier, written YYYY-MM-DD; those without a date are left out"
        ),
        sql="date_from <= $filter_until",
    )

    def __post_init__(self) -> None:
        if not isinstance(self.q, str):
            raise ValueError("parameter q: takes text")
        q = " ".join(self.q.encode("utf-8", "ignore").decode().split())
        if q and not fold(q):
            q = ""  # it has nothing to search for
        if len(q) > MAX_TEXT:
            raise ValueError(f"parameter q: longer than {MAX_TEXT} characters")
        object.__setattr__(self, "q", q)
        for name in FILTERS:
            values = getattr(self, name)
            if values == ():
                continue
            if isinstance(values, str) or not all(isinstance(value, str) for value in values):
                raise ValueError(f"parameter {name}: takes a list of ids")
            values = tuple(sorted(set(values)))
            if len(values) > MAX_VALUES:
                raise ValueError(f"parameter {name}: more than {MAX_VALUES} values")
            object.__setattr__(self, name, values)
        for name in ("since", "until"):
            if not isinstance(getattr(self, name), date | None):
                raise ValueError(f"parameter {name}: takes a date")
        if self.since and self.until and self.since > self.until:
            raise ValueError("parameter since: is after until")

    @classmethod
    def from_query(
        cls, query: Mapping[str, Iterable[str]], options: Mapping[str, Collection[str]]
    ) -> tuple[Filters, tuple[Dropped, ...]]:
        """Read a query string's parameters (name -> values), keeping what ``options`` (filter -> ids) has.

        Never raises: it returns unusable values as Dropped, for a message to the reader.
        It ignores parameters that are no filters.
        """
        values: dict[str, Any] = {}
        dropped: list[Dropped] = []

        def drop(parameter: str, value: str, reason: str) -> None:
            dropped.append(Dropped(parameter, value[:60], reason))

        for name in FILTERS:
            accepted = []
            for value in query.get(name, ()):
                if value in options.get(name, ()):
                    accepted.append(value)
                elif value:
                    drop(name, value, "unknown")
            accepted = list(dict.fromkeys(accepted))
            for value in accepted[MAX_VALUES:]:
                drop(name, value, "too many")
            values[name] = tuple(accepted[:MAX_VALUES])
        text = " ".join(" ".join(query.get("q", ())).split())
        if len(text) > MAX_TEXT:
            drop("q", text[MAX_TEXT:], "too long")
        if text and not fold(text):
            drop("q", text, "no words")
        values["q"] = text[:MAX_TEXT].strip()
        for name in ("since", "until"):
            for value in query.get(name, ()):
                try:
                    values[name] = date.fromisoformat(value)
                except ValueError:
                    if value:
                        drop(name, value, "no date")
        if values.get("since") and values.get("until") and values["since"] > values["until"]:
            drop("until", values.pop("until").isoformat(), "before since")
        return cls(**values), tuple(dropped)

    def to_query(self) -> dict[str, list[str]]:
        """The query string's parameters, name -> values, of the filters that are set."""
        query = {name: list(getattr(self, name)) for name in FILTERS if getattr(self, name)}
        if self.q:
            query["q"] = [self.q]
        for name in ("since", "until"):
            if (day := getattr(self, name)) is not None:
                query[name] = [day.isoformat()]
        return query

    def bound(self) -> dict[str, Any]:
        """The values of the filters that are set, by their names in conditions."""
        values = {f"filter_{name}": getattr(self, name) for name in self.active()}
        if self.q:
            values["filter_q"] = fold(self.q)
        return values

    def set(self, **values: Any) -> Filters:
        """The same selection with these filters replaced."""
        return replace(self, **values)

    def without(self, *names: str) -> Filters:
        """The same selection with these filters cleared, for charts that set them."""
        cleared = {name: _UNSET[name] for name in names if getattr(self, name) != _UNSET[name]}
        return replace(self, **cleared) if cleared else self

    def toggle(self, name: str, value: str) -> Filters:
        """The same selection with ``value`` added to the filter ``name``, or taken out if it is in."""
        values = getattr(self, name)
        others = tuple(other for other in values if other != value)
        return self.set(**{name: others if value in values else (*values, value)})

    def active(self) -> tuple[str, ...]:
        """Names of the filters that are set: words first, then in the order of an address."""
        return tuple(name for name in ("q", *FILTERS, "since", "until") if getattr(self, name))


_UNSET: dict[str, Any] = {row.name: row.default for row in fields(Filters)}
"""Filter -> its value where it is not set."""

TABLE = tuple(Filter(row.name, **row.metadata) for row in fields(Filters))
"""The filters, in the order of an address. Every list of filters comes from this table."""

ALL_FILTERS = tuple(row.name for row in TABLE)
FILTERS = tuple(row.name for row in TABLE if row.bar)
"""The filters that hold a list of ids."""
PARTY_FILTERS = tuple(row.name for row in TABLE if row.on == "signatory")
CHOOSING = tuple(row.name for row in TABLE if row.on == "signatory" and not row.of_part)
"""The filters that choose organisations. On the page of an organisation they have no effect, as its cards say."""
POINT_FILTERS = tuple(row.name for row in TABLE if row.on == "point")
ALSO_FILTERS = tuple(name for name in FILTERS if name.startswith("also_"))
"""Filters on what a submission must also have; each takes the ids of the filter named after ``also_``."""
