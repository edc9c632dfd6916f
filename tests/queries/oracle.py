"""The answers once more, computed from the CSV files with pandas and sets: no SQL and no database.

`Oracle(folder)` reads the tables. `Oracle.select(filters)` says what a selection holds, and
`ANSWERS[question](oracle, selection, **parameters)` gives the rows that question must return:
tuples in the order of its columns, missing cells None, shares as exact fractions.
"""

import calendar
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import pandas as pd

from data import SOURCE
from data.countries import countries
from data.normalise import fold
from data.schema import SCHEMA
from i18n import labels
from queries.filters import ALSO_FILTERS, FILTERS, Filters

Row = tuple[object, ...]
Rows = list[Row]

TABLES = [path.stem for path in sorted(SOURCE.glob("*.csv"))]

M49 = {
    "africa": {
        "Northern Africa",
        "Eastern Africa",
        "Middle Africa",
        "Southern Africa",
        "Western Africa",
    },
    "americas": {"Caribbean", "Central America", "Northern America", "South America"},
    "asia": {
        "Central Asia",
        "Eastern Asia",
        "South-eastern Asia",
        "Southern Asia",
        "Western Asia",
    },
    "europe": {"Eastern Europe", "Northern Europe", "Southern Europe", "Western Europe"},
    "oceania": {"Australia and New Zealand", "Melanesia", "Micronesia", "Polynesia"},
}


@dataclass(frozen=True)
class Party:
    """An organisation's part in a submission, with what the filters ask about."""

    submission: str
    organisation: str
    role: str
    group: str
    country: str
    region: str


@dataclass(frozen=True)
class Selection:
    """What a selection holds: submissions, points (submission by point) and parties."""

    filters: Filters
    submissions: frozenset[str]
    points: dict[str, str]
    parties: tuple[Party, ...]

    def behind(self, submissions: Iterable[str]) -> set[str]:
        """The organisations that stand behind some of the submissions."""
        wanted = set(submissions)
        return {party.organisation for party in self.parties if party.submission in wanted}

    def measures(self, points: Iterable[str]) -> dict[str, int]:
        """How many of each unit make some of the points."""
        distinct = set(points)
        submissions = {self.points[point] for point in distinct}
        return {
            "submissions": len(submissions),
            "organisations": len(self.behind(submissions)),
            "points": len(distinct),
        }

    def voices(self, unit: str) -> Iterator[tuple[Party, str, str]]:
        """Each point with each party behind it, and what the two count as: (party, point, unit)."""
        points_of = defaultdict(list)
        for point, submission in self.points.items():
            points_of[submission].append(point)
        for party in self.parties:
            for point in points_of[party.submission]:
                counted = {
                    "submissions": party.submission,
                    "organisations": party.organisation,
                    "points": point,
                }
                yield party, point, counted[unit]


def _span(written: str) -> tuple[date, date] | None:
    """First and last day that a date of one, two or three parts can mean."""
    if not written:
        return None
    year, *parts = (int(part) for part in written.split("-"))
    first_month, last_month = (parts[0], parts[0]) if parts else (1, 12)
    if len(parts) == 2:
        return date(year, parts[0], parts[1]), date(year, parts[0], parts[1])
    last_day = calendar.monthrange(year, last_month)[1]
    return date(year, first_month, 1), date(year, last_month, last_day)


def _allows(options: tuple[str, ...], value: str) -> bool:
    return not options or value in options


def label(organisation: Mapping[str, str]) -> str:
    """What charts call an organisation: its short name, but no acronym that the field does not know."""
    name, short = organisation["name"], organisation["short_name"]
    acronym_known = organisation["stakeholder_group"] in (
        "government",
        "intergovernmental",
        "technical",
    )
    if not short or (not acronym_known and len(short) < 6 and len(name) < 27):
        return name
    return short


def voice(submission: Mapping[str, str]) -> str:
    """Whose words a submission is known in."""
    return "reported" if submission["document_type"] == "news-summary" else "own"


def _none(cell: str) -> str | None:
    return cell or None


class Oracle:
    """The tables of a folder of CSV files, indexed."""

    def __init__(self, folder: Path) -> None:
        frames = {
            table: pd.read_csv(folder / f"{table}.csv", dtype=str, keep_default_na=False)
            for table in TABLES
        }
        self.rows = {table: frame.to_dict("records") for table, frame in frames.items()}
        self.headers = {table: list(frame.columns) for table, frame in frames.items()}
        self.hashes = {
            table: hashlib.sha256((folder / f"{table}.csv").read_bytes()).hexdigest()
            for table in TABLES
        }
        self.organisations = self._by_key("organisations", "organisation_id")
        self.stages = self._by_key("stages", "stage_id")
        self.submissions = self._by_key("submissions", "submission_id")
        self.themes = self._by_key("themes", "theme_id")
        self.claims = self._by_key("claims", "claim_id")
        self.points = self._by_key("points", "point_id")
        self.points_of = defaultdict(list)
        for point in self.points.values():
            self.points_of[point["submission_id"]].append(point)
        self.parents = {
            row["action_line_id"]: row["parent_id"] for row in self.rows["action_lines"]
        }
        self._add_countries()
        self.parties = [
            Party(
                row["submission_id"],
                row["organisation_id"],
                row["role"],
                self.organisations[row["organisation_id"]]["stakeholder_group"],
                self.organisations[row["organisation_id"]]["counted_for"],
                self.organisations[row["organisation_id"]]["region"],
            )
            for row in self.rows["signatories"]
        ]
        self.parties_of = defaultdict(list)
        for party in self.parties:
            self.parties_of[party.submission].append(party)
        self.spans = {key: self._possible_days(row) for key, row in self.submissions.items()}
        self.texts = self._texts()
        self.cited_lines = defaultdict(list)
        for row in self.rows["point_action_lines"]:
            self.cited_lines[row["point_id"]].append(row["action_line_id"])
        self.cited_goals = defaultdict(list)
        for row in self.rows["point_sdgs"]:
            self.cited_goals[row["point_id"]].append(row["sdg"])
        self.filter_ids = self._filter_ids()
        # Answers ask again for selections that others have asked for.
        self.select = lru_cache(100)(self._select)

    def _possible_days(self, submission: dict[str, str]) -> tuple[date, date] | None:
        """First and last day of its date; of a month or year those in the time of its stage, if any are."""
        span = _span(submission["submitted_on"])
        if not span or submission["date_precision"] == "day":
            return span
        stage = self.stages[submission["stage_id"]]
        opens, closes = (
            date.fromisoformat(stage[name]) if stage[name] else span[end]
            for end, name in enumerate(("opens_on", "closes_on"))
        )
        within = max(span[0], opens), min(span[1], closes)
        return within if within[0] <= within[1] else span

    def _by_key(self, table: str, key: str) -> dict[str, dict[str, str]]:
        return {row[key]: row for row in self.rows[table]}

    def _add_countries(self) -> None:
        """Label, seat and region of each organisation, and the country that it counts for."""
        country_by_code = {country.code: country for country in countries()}
        region_of = {part: region for region, parts in M49.items() for part in parts}
        for row in self.organisations.values():
            country = country_by_code.get(row["country_code"])
            row["label"] = label(row)
            national, elsewhere = row["scope"] == "national", row["scope"] != "international"
            row["seat"] = country.name if country else ""
            row["country"] = row["seat"] if national else ""
            row["counted_for"] = row["country_code"] if national else ""
            row["region"] = region_of[country.subregion] if elsewhere else "international"

    def _texts(self) -> dict[str, list[str]]:
        """Per submission what the text search looks through: title, summaries and names."""
        texts = {key: [row["title"]] for key, row in self.submissions.items()}
        for row in self.points.values():
            texts[row["submission_id"]].append(row["summary"])
        for party in self.parties:
            organisation = self.organisations[party.organisation]
            texts[party.submission] += [organisation["name"], organisation["short_name"]]
        return {key: [fold(text) for text in lines] for key, lines in texts.items()}

    def _filter_ids(self) -> dict[str, list[str]]:
        def values(table: str, column: str) -> list[str]:
            return list(dict.fromkeys(row[column] for row in self.rows[table] if row[column]))

        return {
            "organisation": list(self.organisations),
            "role": values("signatories", "role"),
            "group": values("organisations", "stakeholder_group"),
            "country": values("organisations", "counted_for"),
            "region": values("organisations", "region"),
            "process": values("stages", "process"),
            "stage": list(self.stages),
            "voice": sorted({voice(row) for row in self.submissions.values()}),
            "type": values("submissions", "document_type"),
            "language": values("submissions", "language"),
            "also_organisation": list(self.organisations),
            "also_theme": list(self.themes),
            "also_claim": list(self.claims),
            "claim": [*self.claims, "none"],
            "theme": list(self.themes),
            "family": values("themes", "family"),
            "kind": values("points", "kind"),
            "action_line": values("action_lines", "action_line_id"),
            "sdg": values("sdgs", "sdg"),
        }

    def family(self, point: dict[str, str]) -> str:
        return self.themes[point["theme_id"]]["family"]

    def covering_lines(self, point_id: str) -> set[str]:
        """The action lines a point cites and those they are fields of."""
        cited = set(self.cited_lines.get(point_id, ()))
        return cited | {self.parents[line] for line in cited if self.parents[line]}

    def _select(self, filters: Filters) -> Selection:
        """What the filters select."""
        parties = [
            party
            for party in self.parties
            if _allows(filters.role, party.role)
            and _allows(filters.group, party.group)
            and _allows(filters.country, party.country)
            and _allows(filters.region, party.region)
        ]
        points = [row for row in self.points.values() if self._point_passes(filters, row)]
        chosen = {
            key for key, row in self.submissions.items() if self._submission_passes(filters, row)
        }
        if (
            filters.organisation
            or filters.role
            or filters.group
            or filters.country
            or filters.region
        ):
            chosen &= {
                party.submission
                for party in parties
                if _allows(filters.organisation, party.organisation)
            }
        if (
            filters.claim
            or filters.theme
            or filters.family
            or filters.kind
            or filters.action_line
            or filters.sdg
        ):
            chosen &= {row["submission_id"] for row in points}
        return Selection(
            filters,
            frozenset(chosen),
            {
                row["point_id"]: row["submission_id"]
                for row in points
                if row["submission_id"] in chosen
            },
            tuple(party for party in parties if party.submission in chosen),
        )

    def _point_passes(self, filters: Filters, point: dict[str, str]) -> bool:
        return (
            _allows(filters.claim, point["claim_id"] or "none")
            and _allows(filters.theme, point["theme_id"])
            and _allows(filters.family, self.family(point))
            and _allows(filters.kind, point["kind"])
            and (
                not filters.action_line
                or not self.covering_lines(point["point_id"]).isdisjoint(filters.action_line)
            )
            and (
                not filters.sdg
                or not set(filters.sdg).isdisjoint(self.cited_goals.get(point["point_id"], ()))
            )
        )

    def _submission_passes(self, filters: Filters, row: dict[str, str]) -> bool:
        span = self.spans[row["submission_id"]]
        if (filters.since or filters.until) and span is None:
            return False
        if (filters.since and span[1] < filters.since) or (
            filters.until and span[0] > filters.until
        ):
            return False
        lines = self.texts[row["submission_id"]]
        points = self.points_of[row["submission_id"]]
        of_kind = {point["theme_id"] for point in points if _allows(filters.kind, point["kind"])}
        behind = {party.organisation for party in self.parties_of[row["submission_id"]]}
        if filters.also_organisation and behind.isdisjoint(filters.also_organisation):
            return False
        if filters.also_theme and of_kind.isdisjoint(filters.also_theme):
            return False
        if filters.also_claim and {point["claim_id"] for point in points}.isdisjoint(
            filters.also_claim
        ):
            return False
        return (
            _allows(filters.process, self.stages[row["stage_id"]]["process"])
            and _allows(filters.stage, row["stage_id"])
            and _allows(filters.voice, voice(row))
            and _allows(filters.type, row["document_type"])
            and _allows(filters.language, row["language"])
            and all(any(word in line for line in lines) for word in fold(filters.q).split())
        )

    def latest_first(self, submissions: Iterable[str]) -> list[str]:
        """By the first day their date can mean, latest first, undated last; then by the last day and id."""

        def order(key: str) -> tuple[int, int, int, str]:
            first, last = self.spans[key] or (date.min, date.min)
            return self.spans[key] is None, -first.toordinal(), last.toordinal(), key

        return sorted(submissions, key=order)

    def time(self, submission: str) -> tuple[date, int, int, str]:
        """The place of a submission among others, oldest first: by the last day its date can mean, undated last.

        Of equal last days the later first day comes first; then by stage and id.
        """
        first, last = self.spans[submission] or (date.max, date.max)
        return last, -first.toordinal(), int(self.stage_of(submission)["position"]), submission

    def authors(self, submission: str) -> str | None:
        labels = [
            self.organisations[party.organisation]["label"]
            for party in self.parties_of[submission]
            if party.role == "author"
        ]
        return "; ".join(sorted(labels)) or None

    def is_joint(self, submission: str) -> bool:
        """Whether two or more organisations wrote or signed it that are not parts of one whole."""
        wholes = {
            row["organisation_id"]: row["parent_id"] for row in self.rows["organisation_parents"]
        }
        parties = {party.organisation for party in self.parties_of[submission]}
        return len({wholes.get(organisation, organisation) for organisation in parties}) > 1

    def reporter(self, submission: str) -> str | None:
        """Who reports a submission that is not known in its own words."""
        row = self.submissions[submission]
        return row["publisher"] if voice(row) == "reported" else None

    def stage_of(self, submission: str) -> dict[str, str]:
        return self.stages[self.submissions[submission]["stage_id"]]

    def dated(self, submission: str) -> tuple[str | None, str | None]:
        row = self.submissions[submission]
        return _none(row["submitted_on"]), _none(row["date_precision"])

    def lines_and_goals(self, point_id: str) -> tuple[str | None, str | None]:
        lines = sorted(self.cited_lines.get(point_id, ()), key=lambda line: (len(line), line))
        goals = sorted(self.cited_goals.get(point_id, ()), key=int)
        return _none("; ".join(lines)), _none("; ".join(goals))

    def claim_title(self, claim_id: str) -> str | None:
        return self.claims[claim_id]["title"] if claim_id in self.claims else None


def _ranking(
    oracle: Oracle, selection: Selection, unit: str, key: Callable[[dict[str, str]], str]
) -> dict[str, Row]:
    """Per value of `key`: count, total, share, submissions, organisations, points."""
    raised = defaultdict(set)
    for point_id in selection.points:
        raised[key(oracle.points[point_id])].add(point_id)

    total = selection.measures(selection.points)[unit]
    ranked = {}
    for value, points in raised.items():
        measures = selection.measures(points)
        share = Fraction(100 * measures[unit], total)
        ranked[value] = (measures[unit], total, share, *measures.values())
    return ranked


def claims(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    ranked = _ranking(oracle, selection, unit, lambda point: point["claim_id"] or "none")
    none = ranked.pop("none", None)
    rows = []
    for claim_id, numbers in ranked.items():
        claim = oracle.claims[claim_id]
        theme = oracle.themes[claim["theme_id"]]["title"]
        words = (claim_id, claim["title"], claim["kind"], claim["theme_id"], theme)
        rows.append(words + numbers)
    rows.sort(key=lambda row: (-row[5], -row[10], row[1]))
    return rows + ([("none", None, None, None, None, *none)] if none else [])


def themes(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    ranked = _ranking(oracle, selection, unit, lambda point: point["theme_id"])
    rows = [
        (theme_id, oracle.themes[theme_id]["title"], oracle.themes[theme_id]["family"], *numbers)
        for theme_id, numbers in ranked.items()
    ]
    return sorted(rows, key=lambda row: (-row[3], -row[8], row[1]))


def families(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    ranked = _ranking(oracle, selection, unit, oracle.family)
    rows = [(family, family, *numbers) for family, numbers in ranked.items()]
    return sorted(rows, key=lambda row: (-row[2], -row[7], row[0]))


def _by_group(
    oracle: Oracle, selection: Selection, unit: str, key: Callable[[dict[str, str]], str]
) -> dict[tuple[str, str], Row]:
    """Per value of `key` and stakeholder group: count, total within the group, share."""
    whole, part, texts = defaultdict(set), defaultdict(set), defaultdict(set)
    for party, point_id, counted in selection.voices(unit):
        whole[party.group].add(counted)
        texts[party.group].add(party.submission)
        part[key(oracle.points[point_id]), party.group].add(counted)
    return {
        (value, group): (
            len(counted),
            len(whole[group]),
            Fraction(100 * len(counted), len(whole[group])),
            len(texts[group]),
        )
        for (value, group), counted in sorted(part.items())
    }


def claims_by_group(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    parts = _by_group(oracle, selection, unit, lambda point: point["claim_id"] or "none")
    return [
        (claim_id, oracle.claim_title(claim_id), group, *numbers)
        for (claim_id, group), numbers in parts.items()
    ]


def themes_by_group(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    parts = _by_group(oracle, selection, unit, lambda point: point["theme_id"])
    return [
        (theme_id, oracle.themes[theme_id]["title"], group, *numbers)
        for (theme_id, group), numbers in parts.items()
    ]


def families_by_group(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    parts = _by_group(oracle, selection, unit, oracle.family)
    return [(family, family, group, *numbers) for (family, group), numbers in parts.items()]


def _who_speaks(selection: Selection, unit: str, attribute: str) -> Rows:
    submissions, organisations = defaultdict(set), defaultdict(set)
    for party in selection.parties:
        value = getattr(party, attribute)
        submissions[value].add(party.submission)
        organisations[value].add(party.organisation)
    if unit == "organisations":
        counts = {value: len(members) for value, members in organisations.items()}
        total = len(selection.behind(selection.submissions))
    elif unit == "submissions":
        counts = {value: len(members) for value, members in submissions.items()}
        total = len(selection.submissions)
    else:
        said_in = list(selection.points.values())
        counts = {
            value: sum(submission in members for submission in said_in)
            for value, members in submissions.items()
        }
        total = len(said_in)
    rows = [
        (value, count, total, Fraction(100 * count, total))
        for value, count in counts.items()
        if count
    ]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def groups(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    return _who_speaks(selection, unit, "group")


def regions(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    return _who_speaks(selection, unit, "region")


def stages(oracle: Oracle, selection: Selection, unit: str) -> Rows:
    def authors_group(submission: str) -> str:
        author_groups = {
            party.group for party in oracle.parties_of[submission] if party.role == "author"
        }
        return author_groups.pop() if len(author_groups) == 1 else "several"

    counted = defaultdict(set)
    if unit == "organisations":
        for party in selection.parties:
            stage_id = oracle.submissions[party.submission]["stage_id"]
            counted[stage_id, party.group].add(party.organisation)
    else:
        units = (
            selection.points
            if unit == "points"
            else {submission: submission for submission in selection.submissions}
        )
        for identifier, submission in units.items():
            stage_id = oracle.submissions[submission]["stage_id"]
            counted[stage_id, authors_group(submission)].add(identifier)
    totals = defaultdict(int)
    for (stage_id, _), members in counted.items():
        totals[stage_id] += len(members)
    rows = []
    for (stage_id, group), members in counted.items():
        stage = oracle.stages[stage_id]
        words = (stage_id, stage["title"], stage["short_title"], int(stage["position"]), group)
        rows.append((*words, len(members), totals[stage_id]))
    return sorted(rows, key=lambda row: (row[3], row[4]))


def totals(oracle: Oracle, selection: Selection) -> Rows:
    def parts(role: str, parties: Iterable[Party]) -> int:
        return sum(party.role == role for party in parties)

    parties = [
        party
        for party in selection.parties
        if _allows(selection.filters.organisation, party.organisation)
    ]
    stages_selected = {
        oracle.submissions[submission]["stage_id"] for submission in selection.submissions
    }
    return [
        ("submissions", len(selection.submissions), len(oracle.submissions)),
        ("organisations", len(selection.behind(selection.submissions)), len(oracle.organisations)),
        ("authorships", parts("author", parties), parts("author", oracle.parties)),
        ("signatures", parts("signatory", parties), parts("signatory", oracle.parties)),
        ("points", len(selection.points), len(oracle.points)),
        ("stages", len(stages_selected), len(oracle.stages)),
    ]


def lengths(oracle: Oracle, selection: Selection) -> Rows:
    dated = [
        submission
        for submission in selection.submissions
        if oracle.submissions[submission]["submitted_on"]
    ]
    return [
        ("points", len(selection.points)),
        ("making_points", len(set(selection.points.values()))),
        ("submissions", len(selection.submissions)),
        ("dated", len(dated)),
    ]


def organisations(oracle: Oracle, selection: Selection, whose: str) -> Rows:
    point_counts = Counter(selection.points.values())
    parts, points = defaultdict(list), Counter()
    for party in selection.parties:
        if whose == "all" or _allows(selection.filters.organisation, party.organisation):
            parts[party.organisation].append(party.role)
            points[party.organisation] += point_counts[party.submission]
    rows = []
    for organisation_id, roles in parts.items():
        organisation = oracle.organisations[organisation_id]
        words = (
            organisation_id,
            organisation["name"],
            organisation["label"],
            organisation["stakeholder_group"],
        )
        places = (organisation["scope"], _none(organisation["country"]), organisation["region"])
        numbers = (roles.count("signatory"), roles.count("author"), len(roles))
        rows.append((*words, *places, *numbers, points[organisation_id]))
    return sorted(rows, key=lambda row: (-row[7], -row[8], row[1]))


def signatures(oracle: Oracle, selection: Selection) -> Rows:
    sources = {
        (row["submission_id"], row["organisation_id"]): row["source_url"]
        for row in oracle.rows["signatories"]
    }
    by_submission = defaultdict(list)
    for party in selection.parties:
        if not _allows(selection.filters.organisation, party.organisation):
            continue
        organisation, submission = (
            oracle.organisations[party.organisation],
            oracle.submissions[party.submission],
        )
        by_submission[party.submission].append(
            (
                party.organisation,
                organisation["name"],
                organisation["label"],
                organisation["stakeholder_group"],
                _none(organisation["country"]),
                party.role,
                party.submission,
                submission["title"],
                submission["stage_id"],
                oracle.stages[submission["stage_id"]]["title"],
                *oracle.dated(party.submission),
                int(submission["stated_signatory_count"])
                if submission["stated_signatory_count"]
                else None,
                sum(party.role == "signatory" for party in oracle.parties_of[party.submission]),
                sources[party.submission, party.organisation],
            )
        )
    return [
        row
        for submission in oracle.latest_first(by_submission)
        for row in sorted(by_submission[submission], key=lambda row: (row[5], row[1]))
    ]


def _matrix(
    oracle: Oracle, selection: Selection, texts: str, order: str
) -> dict[str, list[tuple[int, Party]]]:
    """Organisation -> its marks in time order, the organisations in order."""
    listed = [
        submission
        for submission in selection.submissions
        if texts == "all" or oracle.is_joint(submission)
    ]
    signatures = [party for party in selection.parties if party.role == "signatory"]
    if texts == "signed":
        listed = [
            submission
            for submission in listed
            if any(party.submission == submission for party in signatures)
        ]
    positions = {
        submission: number for number, submission in enumerate(sorted(listed, key=oracle.time), 1)
    }
    marks = defaultdict(list)
    for party in selection.parties:
        if party.submission in positions:
            marks[party.organisation].append((positions[party.submission], party))
    chosen = selection.filters.organisation
    if texts == "signed":
        signed_any = {party.organisation for party in signatures if party.submission in positions}
        marks = {
            organisation: organisation_marks
            for organisation, organisation_marks in marks.items()
            if organisation in {*signed_any, *chosen}
        }

    def rank(organisation: str) -> tuple[object, ...]:
        organisation_marks, row = marks[organisation], oracle.organisations[organisation]
        groups = list(labels.ORDER["group"])
        first = {
            "most": 0,
            "name": row["label"].lower(),
            "group": groups.index(row["stakeholder_group"]),
        }
        signed = sum(party.role == "signatory" for _position, party in organisation_marks)
        most = signed if texts == "signed" else len(organisation_marks)
        return (
            organisation not in chosen,
            first[order],
            -most,
            -len(organisation_marks),
            -signed,
            row["label"],
            organisation,
        )

    return {
        organisation: sorted(marks[organisation], key=lambda mark: mark[0])
        for organisation in sorted(marks, key=rank)
    }


def signature_matrix(oracle: Oracle, selection: Selection, texts: str, order: str) -> Rows:
    rows = []
    for organisation, marks in _matrix(oracle, selection, texts, order).items():
        row = oracle.organisations[organisation]
        for position, party in marks:
            submission = oracle.submissions[party.submission]
            stage = oracle.stages[submission["stage_id"]]
            rows.append(
                (
                    organisation,
                    row["name"],
                    row["label"],
                    row["stakeholder_group"],
                    party.role,
                    len(marks),
                    sum(other.role == "signatory" for _position, other in marks),
                    party.submission,
                    submission["title"],
                    oracle.authors(party.submission),
                    stage["short_title"],
                    stage["title"],
                    *oracle.dated(party.submission),
                    position,
                    sum(other.role == "signatory" for other in oracle.parties_of[party.submission]),
                    int(submission["stated_signatory_count"])
                    if submission["stated_signatory_count"]
                    else None,
                )
            )
    return rows


def matrix_organisations(oracle: Oracle, selection: Selection, texts: str, order: str) -> Rows:
    matrix = _matrix(oracle, selection, texts, order)
    submissions = {position for marks in matrix.values() for position, _party in marks}
    rows, before = [], 0
    for organisation, marks in matrix.items():
        row = oracle.organisations[organisation]
        signed = sum(party.role == "signatory" for _position, party in marks)
        words = (organisation, row["name"], row["label"], row["stakeholder_group"])
        rows.append((*words, len(marks), signed, before, len(submissions)))
        before += len(marks)
    return rows


def points(oracle: Oracle, selection: Selection) -> Rows:
    by_submission = defaultdict(list)
    for point_id, submission in selection.points.items():
        by_submission[submission].append(point_id)
    rows = []
    for submission in oracle.latest_first(by_submission):
        row = oracle.submissions[submission]
        stage = oracle.stages[row["stage_id"]]["title"]
        for point_id in sorted(by_submission[submission], key=lambda point: (len(point), point)):
            point = oracle.points[point_id]
            rows.append(
                (
                    point_id,
                    submission,
                    point["summary"],
                    point["kind"],
                    point["theme_id"],
                    oracle.themes[point["theme_id"]]["title"],
                    _none(point["claim_id"]),
                    oracle.claim_title(point["claim_id"]),
                    *oracle.lines_and_goals(point_id),
                    row["title"],
                    oracle.authors(submission),
                    row["stage_id"],
                    stage,
                    *oracle.dated(submission),
                    oracle.reporter(submission),
                    point["source_url"],
                )
            )
    return rows


def submissions(oracle: Oracle, selection: Selection) -> Rows:
    point_counts = defaultdict(int)
    for submission in selection.points.values():
        point_counts[submission] += 1
    rows = []
    for submission in oracle.latest_first(selection.submissions):
        row, stage = oracle.submissions[submission], oracle.stage_of(submission)
        named_count = sum(party.role == "signatory" for party in oracle.parties_of[submission])
        stated = int(row["stated_signatory_count"]) if row["stated_signatory_count"] else None
        words = (submission, row["title"], oracle.authors(submission), *oracle.dated(submission))
        classification = (
            row["stage_id"],
            stage["title"],
            stage["process"],
            row["document_type"],
            row["language"],
        )
        numbers = (point_counts[submission], named_count, stated)
        rows.append(
            (*words, *classification, *numbers, oracle.reporter(submission), row["source_url"])
        )
    return rows


def stated_signatories(oracle: Oracle, selection: Selection) -> Rows:
    rows = []
    for submission in selection.submissions:
        row = oracle.submissions[submission]
        if not row["stated_signatory_count"]:
            continue
        roles = [party.role for party in oracle.parties_of[submission]]
        stated = int(row["stated_signatory_count"])
        words = (submission, row["title"], oracle.stage_of(submission)["short_title"])
        numbers = (stated, roles.count("signatory"), roles.count("author"))
        rows.append((*words, *oracle.dated(submission), *numbers, row["source_url"]))
    return sorted(rows, key=lambda row: (-row[5], row[0]))


def codebook_claims(oracle: Oracle, selection: Selection, kind: str) -> Rows:
    submissions_by_claim = defaultdict(list)
    for point_id, submission in selection.points.items():
        submissions_by_claim[oracle.points[point_id]["claim_id"]].append(submission)
    rows = []
    for claim_id, claim in oracle.claims.items():
        words = (claim_id, claim["title"], claim["kind"], oracle.themes[claim["theme_id"]]["title"])
        borders = (claim["definition"], claim["includes"], claim["excludes"])
        if kind in ("all", claim["kind"]):
            rows.append(
                (
                    *words,
                    *borders,
                    len(submissions_by_claim[claim_id]),
                    len(set(submissions_by_claim[claim_id])),
                )
            )
    return sorted(rows, key=lambda row: (row[2], row[3], row[1]))


def codebook_themes(oracle: Oracle, selection: Selection) -> Rows:
    submissions_by_theme = defaultdict(list)
    for point_id, submission in selection.points.items():
        submissions_by_theme[oracle.points[point_id]["theme_id"]].append(submission)
    rows = []
    for theme_id, theme in oracle.themes.items():
        defined = sum(claim["theme_id"] == theme_id for claim in oracle.claims.values())
        words = (theme_id, theme["family"], theme["title"], theme["definition"])
        rows.append(
            (
                *words,
                defined,
                len(submissions_by_theme[theme_id]),
                len(set(submissions_by_theme[theme_id])),
            )
        )
    return sorted(rows, key=lambda row: (row[1], row[2]))


def options(oracle: Oracle, selection: Selection) -> Rows:
    """Collects what each submission has of every filter, then lists the options in order."""
    having = defaultdict(set)

    def has(name: str, option: str, submission: str) -> None:
        having[name, option].add(submission)

    for party in selection.parties:
        has("organisation", party.organisation, party.submission)
        for name in ("role", "group", "country", "region"):
            has(name, getattr(party, name), party.submission)
    for submission in selection.submissions:
        row = oracle.submissions[submission]
        has("process", oracle.stages[row["stage_id"]]["process"], submission)
        has("stage", row["stage_id"], submission)
        has("voice", voice(row), submission)
        has("type", row["document_type"], submission)
        has("language", row["language"], submission)
    for point_id, submission in selection.points.items():
        point = oracle.points[point_id]
        has("claim", point["claim_id"] or "none", submission)
        has("theme", point["theme_id"], submission)
        has("family", oracle.family(point), submission)
        has("kind", point["kind"], submission)
        for line in oracle.covering_lines(point_id):
            has("action_line", line, submission)
        for goal in oracle.cited_goals.get(point_id, ()):
            has("sdg", goal, submission)
    described = _described(oracle)
    rows = []
    for name in sorted({*FILTERS} - {*ALSO_FILTERS}):
        listed = [
            (order, option, label, note) for option, (order, label, note) in described[name].items()
        ]
        for position, (_, option, label, note) in enumerate(
            sorted(listed, key=lambda entry: entry[:2]), 1
        ):
            rows.append((name, option, label, note, len(having[name, option]), position))
    return rows


def _described(oracle: Oracle) -> dict[str, dict[str, tuple[object, str | None, str | None]]]:
    """Per filter and option: what it is sorted by, its label and its note."""
    countries = {
        organisation["counted_for"]: organisation["country"]
        for organisation in oracle.organisations.values()
    }
    processes: dict[str, int] = {}
    for stage in sorted(oracle.stages.values(), key=lambda stage: int(stage["position"])):
        processes.setdefault(stage["process"], int(stage["position"]))
    described = {
        "organisation": {
            key: (organisation["label"].lower(), organisation["label"], organisation["name"])
            for key, organisation in oracle.organisations.items()
        },
        "country": {code: (name, name, None) for code, name in countries.items() if code},
        "process": {name: (position, name, None) for name, position in processes.items()},
        "stage": {
            key: (int(stage["position"]), stage["title"], stage["short_title"])
            for key, stage in oracle.stages.items()
        },
        "claim": {
            key: (claim["title"].lower(), claim["title"], claim["kind"])
            for key, claim in oracle.claims.items()
        }
        | {"none": ("~", None, None)},
        "theme": {
            key: (theme["title"].lower(), theme["title"], theme["family"])
            for key, theme in oracle.themes.items()
        },
        "family": {name: (name, name, None) for name in oracle.filter_ids["family"]},
        "action_line": {
            line["action_line_id"]: (
                len(line["action_line_id"]),
                line["short_title"],
                line["title"],
            )
            for line in oracle.rows["action_lines"]
        },
        "sdg": {
            goal["sdg"]: (int(goal["sdg"]), goal["title"], None) for goal in oracle.rows["sdgs"]
        },
    }
    for name in ("role", "group", "region", "voice", "type", "language", "kind"):
        described[name] = {value: (value, None, None) for value in oracle.filter_ids[name]}
    return described


def submission(oracle: Oracle, selection: Selection, id: str) -> Rows:
    if id not in oracle.submissions:
        return []
    row, stage = oracle.submissions[id], oracle.stage_of(id)
    stated = int(row["stated_signatory_count"]) if row["stated_signatory_count"] else None
    return [
        (
            id,
            row["title"],
            *oracle.dated(id),
            row["stage_id"],
            stage["title"],
            *(
                pd.Timestamp(day) if day else None
                for day in (stage["opens_on"], stage["closes_on"])
            ),
            stage["process"],
            _none(stage["convenor"]),
            row["document_type"],
            row["language"],
            row["publisher"],
            stated,
            row["source_url"],
            _none(row["document_url"]),
            _none(row["other_source_urls"]),
        )
    ]


def submission_neighbours(oracle: Oracle, selection: Selection, id: str) -> Rows:
    """Steps through the dated submissions in time order, away from the one asked about.

    Passes over those whose days overlap with its own.
    """
    dated = [key for key, span in oracle.spans.items() if span]
    dated.sort(key=lambda key: (oracle.spans[key][1], key))
    if id not in dated:
        return []

    def authors(submission: str) -> set[str]:
        return {
            party.organisation for party in oracle.parties_of[submission] if party.role == "author"
        }

    def related(relation: str, other: str) -> bool:
        if relation == "author":
            return not authors(id).isdisjoint(authors(other))
        return oracle.stage_of(id) is oracle.stage_of(other)

    index = dated.index(id)
    neighbours = {"previous": dated[:index][::-1], "next": dated[index + 1 :]}
    rows = []
    for relation in ("author", "stage"):
        for direction, others in neighbours.items():
            for other in others:
                first, last = oracle.spans[other]
                apart = last < oracle.spans[id][0] or first > oracle.spans[id][1]
                if apart and related(relation, other):
                    title = oracle.submissions[other]["title"]
                    details = (*oracle.dated(other), oracle.reporter(other))
                    rows.append((relation, direction, other, title, *details))
                    break
    return rows


def submission_points(oracle: Oracle, selection: Selection, id: str) -> Rows:
    kinds = ["challenge", "recommendation", "position", "achievement"]
    points = [point for point in oracle.points.values() if point["submission_id"] == id]
    points.sort(
        key=lambda point: (kinds.index(point["kind"]), int(point["point_id"].rsplit(".", 1)[1]))
    )
    return [
        (
            point["point_id"],
            point["summary"],
            point["kind"],
            point["theme_id"],
            oracle.themes[point["theme_id"]]["title"],
            _none(point["claim_id"]),
            oracle.claim_title(point["claim_id"]),
            *oracle.lines_and_goals(point["point_id"]),
            point["source_url"],
        )
        for point in points
    ]


def submission_signatories(oracle: Oracle, selection: Selection, id: str) -> Rows:
    rows = []
    for signature in oracle.rows["signatories"]:
        if signature["submission_id"] == id:
            organisation = oracle.organisations[signature["organisation_id"]]
            words = (
                signature["organisation_id"],
                organisation["name"],
                organisation["label"],
                signature["role"],
                organisation["stakeholder_group"],
            )
            rows.append(
                (
                    *words,
                    _none(organisation["country"]),
                    _none(signature["signed_on"]),
                    signature["source_url"],
                )
            )
    return sorted(rows, key=lambda row: (row[3], row[1]))


def claim_coding(oracle: Oracle, selection: Selection) -> Rows:
    return sorted(
        (
            (row["point_id"], row["coder_a"], row["coder_b"], _none(row["adjudicated"]))
            for row in oracle.rows["claim_coding"]
        ),
        key=lambda row: row[0],
    )


def double_coding(oracle: Oracle, selection: Selection) -> Rows:
    columns = ("submission_id", "coder", "kind", "theme_id")
    return sorted(tuple(row[column] for column in columns) for row in oracle.rows["double_coding"])


def table_columns(oracle: Oracle, selection: Selection) -> Rows:
    """In the order of the CSV files; types, obligations and comments as schema.sql writes them."""
    schema = SCHEMA.read_text(encoding="utf-8")
    comments = dict(re.findall(r"^COMMENT ON COLUMN ([\w.]+) IS '(.*)';$", schema, re.MULTILINE))
    rows = []
    for table in TABLES:
        body = schema.split(f"CREATE TABLE {table} (")[1].split(");\n")[0]
        for column in oracle.headers[table]:
            written = re.search(rf"^    {column} (VARCHAR|INTEGER|DATE)\b(.*)$", body, re.MULTILINE)
            required = "NOT NULL" in written[2] or "PRIMARY KEY" in written[2]
            meaning = comments.get(f"{table}.{column}")
            meaning = meaning.replace("''", "'") if meaning else None
            rows.append((table, column, written[1].lower(), required, meaning))
    return rows


def tables(oracle: Oracle, selection: Selection) -> Rows:
    return [(table, len(oracle.rows[table]), oracle.hashes[table]) for table in sorted(TABLES)]


ANSWERS: dict[str, Callable[..., Rows]] = {
    answer.__name__: answer
    for answer in (
        claim_coding,
        claims,
        claims_by_group,
        codebook_claims,
        codebook_themes,
        double_coding,
        families,
        families_by_group,
        groups,
        options,
        organisations,
        points,
        regions,
        signature_matrix,
        signatures,
        stages,
        stated_signatories,
        submission,
        submission_neighbours,
        submission_points,
        submission_signatories,
        submissions,
        table_columns,
        tables,
        themes,
        themes_by_group,
        totals,
        lengths,
        matrix_organisations,
    )
}
