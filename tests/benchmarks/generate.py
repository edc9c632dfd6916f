"""A fictional consultation of any size, with the shape of the shipped one.

    python -m tests.benchmarks.generate --submissions N --to FOLDER [--seed N] [--points-per-submission N]

Every fictional submission takes its stage, kind, language, date and number of points from a shipped one, every point
its kind, theme, claim, action lines and goals from a shipped point of that stage, every organisation its group and seat
from a shipped organisation; what they are called and what they say is made of invented places and of words drawn one by
one. The codebook's tables are copied. The same seed gives the same bytes. Rows are written some thousands at a time, so
memory does not grow with the number of submissions.

Exit codes: 0 written, 2 wrong usage, or a folder that is not empty or cannot be written to.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.csv import CSVWriter, WriteOptions

from data import SOURCE

SUBMISSIONS_AT_A_TIME = 20_000

ORGANISATIONS_GROW = 0.7
"""Of random parts of the shipped submissions, the organisations behind them grow with this power of their number."""

MORE_ACTIVE = 0.6
"""The organisation that came n-th stands behind submissions in proportion to n to the minus this."""

SIGNATORIES_TAIL, MOST_SIGNATORIES = 2.0, 3_000
"""Shipped submissions with at least n organisations behind them: about one in n to the power of the tail."""

MADE = (
    "organisations",
    "submissions",
    "signatories",
    "points",
    "point_action_lines",
    "point_sdgs",
    "claim_coding",
    "double_coding",
)
"""Tables that are made; the others are copied."""

Numbers = npt.NDArray[np.int64]

_PLAIN = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
_ACCENTED = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "áèíöû"]
_SYLLABLES = 4
_PLACES = len(_PLAIN) ** _SYLLABLES
_STRIDE = (
    14_348_907  # has no factor in common with _PLACES, so that every number has a place of its own
)

_KINDS_OF_BODY = [
    "",
    " Net",
    " Union",
    " Society",
    " Registry",
    " Institute",
    " Foundation",
    " Observatory",
    " Open Network",
    " Library Union",
    " Digital Forum",
    " Rights Alliance",
    " Ministry of Tides",
    " Institute of Bridges",
    " Association of Readers",
    " Council for Open Harbours",
    " Foundation for Distant Lamps",
    " Coalition for Shared Lighthouses",
    " Institute for the Study of Slow Rivers",
    " Ministry of Canals, Kites and Public Clocks",
    " Federation of Village Libraries and Listeners",
    " Association of Engineers of Bells, Buoys and Beacons",
    " Network of Women in Cartography, Weather and Signal Fires",
    " Permanent Secretariat of the League of Islands with Two Moons",
    " International Union for Postal Pigeons, Semaphores and Other Networks",
    " Standing Conference of Mayors, Millers and Makers of Very Small Telescopes",
    " Research Centre for the History, Economy and Everyday Use of Invented Alphabets",
    " Multistakeholder Platform for Lanterns, Ladders, Libraries and the Lower Valley Lands",
]
"""By length; what follows the place in an organisation's name."""


@dataclass(frozen=True)
class Shape:
    """What is drawn from: the tables of the shipped data set, in the numbering of their rows."""

    organisations: pd.DataFrame
    submissions: pd.DataFrame
    points: pd.DataFrame
    coding: pd.DataFrame
    double_coding: pd.DataFrame
    action_lines: pd.DataFrame
    sdgs: pd.DataFrame
    points_per_submission: Numbers
    point_of_stage: Numbers
    first_of_stage: Numbers
    points_of_stage: Numbers
    summary_words: pa.Array
    summary_lengths: Numbers
    title_words: pa.Array
    title_lengths: Numbers


def generate(
    folder: Path,
    submissions: int,
    *,
    seed: int = 0,
    points_per_submission: float | None = None,
    source: Path = SOURCE,
) -> None:
    """Write a consultation of so many `submissions`, shaped like that in `source`, into `folder`.

    `points_per_submission` is their mean, that of the source unless given. Raises FileExistsError if the folder has
    something in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} has something in it: name a new or an empty folder.")
    shape = _read_shape(source)
    for path in source.glob("*.csv"):
        if path.stem not in MADE:
            shutil.copy(path, folder)
    settings = (source / "settings.toml").read_text(encoding="utf-8")
    named = re.sub(
        r"^(site|title) = .*$", r'\1 = "A fictional consultation"', settings, flags=re.MULTILINE
    )
    (folder / "settings.toml").write_text(named, encoding="utf-8")
    many = points_per_submission or float(shape.points_per_submission.mean())
    with ExitStack() as stack:
        writers: dict[str, CSVWriter] = {}
        for first in range(0, submissions, SUBMISSIONS_AT_A_TIME):
            last = min(first + SUBMISSIONS_AT_A_TIME, submissions)
            random = np.random.default_rng([seed, first])
            for table, rows in _part(shape, first, last, many, random).items():
                if table not in writers:
                    path = folder / f"{table}.csv"
                    options = WriteOptions(quoting_style="needed")
                    writers[table] = stack.enter_context(
                        CSVWriter(path, rows.schema, write_options=options)
                    )
                writers[table].write(rows)


def _part(
    shape: Shape, first: int, last: int, many: float, random: np.random.Generator
) -> dict[str, pa.Table]:
    """The rows that submissions number `first` up to `last` bring, by table."""
    size = last - first
    new = _new_organisations(shape, first, last)
    submission, organisation = _signatures(size, new, random)
    starts = np.flatnonzero(np.r_[True, submission[1:] != submission[:-1]])
    author = organisation[starts]
    signatories = np.diff(np.r_[starts, len(submission)])
    ids = _joined(_places(author), "-", _text(np.arange(first + 1, last + 1)))
    address = _joined("https://consultation.example/", ids)
    template = random.integers(len(shape.submissions), size=size)
    like = shape.submissions.take(template).reset_index(drop=True)
    titles = _sentences(shape.title_words, shape.title_lengths, size, random)
    submissions = pa.table(
        {
            "submission_id": ids,
            "title": titles,
            "stage_id": like["stage_id"],
            "submitted_on": _near(like["submitted_on"], random),
            "date_precision": like["date_precision"],
            "language": like["language"],
            "document_type": like["document_type"],
            "publisher": _joined("The Fictional Herald ", _text(1 + like["publisher"].to_numpy())),
            "source_url": address,
            "document_url": _where(
                like["document_url"].notna().to_numpy(), _joined(address, "/document")
            ),
            "stated_signatory_count": _stated(like["stated_signatory_count"], signatories),
            "other_source_urls": _where(
                like["other_source_urls"].notna().to_numpy(),
                _joined("https://elsewhere.example/", ids),
            ),
            "added_on": like["added_on"],
        }
    )
    signed = pa.table(
        {
            "submission_id": ids.take(submission),
            "organisation_id": _places(organisation),
            "role": np.where(_is_author(submission, starts, random), "author", "signatory"),
            "signed_on": pa.nulls(len(submission), pa.string()),
            "source_url": address.take(submission),
        }
    )
    made = {
        "organisations": _organisations(shape, new, random),
        "submissions": submissions,
        "signatories": signed,
    }
    return made | _said(shape, ids, address, template, many, random)


def _new_organisations(shape: Shape, first: int, last: int) -> Numbers:
    """Numbers of the organisations that come with these submissions, from 0."""
    known = len(shape.organisations), len(shape.submissions)
    before, after = (
        int(np.ceil(known[0] * (number / known[1]) ** ORGANISATIONS_GROW))
        for number in (first, last)
    )
    return np.arange(before, min(after, before + last - first), dtype=np.int64)


def _organisations(shape: Shape, numbers: Numbers, random: np.random.Generator) -> pa.Table:
    template = random.integers(len(shape.organisations), size=len(numbers))
    like = shape.organisations.take(template).reset_index(drop=True)
    accented = ~like["name"].map(str.isascii).to_numpy(dtype=bool)
    places = pc.if_else(pa.array(accented), _places(numbers, _ACCENTED), _places(numbers, _PLAIN))
    lengths = [len(name) for name in _KINDS_OF_BODY]
    wanted = like["name"].str.len().to_numpy() - 2 * _SYLLABLES
    nearest = np.clip(np.searchsorted(lengths, wanted), 0, len(lengths) - 1)
    capital = pc.utf8_capitalize(places)
    length = like["short_name"].str.len().fillna(0).to_numpy(dtype=int)
    short = [
        name[:letters].upper() if letters else None
        for name, letters in zip(places.to_pylist(), length, strict=True)
    ]
    return pa.table(
        {
            "organisation_id": _places(numbers),
            "name": _joined(capital, pa.array(_KINDS_OF_BODY).take(nearest)),
            "short_name": pa.array(short, pa.string()),
            "stakeholder_group": like["stakeholder_group"],
            "country_code": like["country_code"],
            "website": _where(
                like["website"].notna().to_numpy(),
                _joined("https://", _places(numbers), ".example"),
            ),
        }
    )


def _signatures(size: int, new: Numbers, random: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Submission (from 0) and organisation of each signature: submissions in order, no pair twice.

    Each new organisation signs at least once; the other signatures fall to all that have come so far.
    """
    known = int(new[-1]) + 1 if len(new) else 1
    tail = random.random(size) ** (-1 / SIGNATORIES_TAIL)
    signatories = np.minimum(tail, min(MOST_SIGNATORIES, max(1, known // 4))).astype(np.int64)
    submission = np.repeat(np.arange(size), signatories)
    power = 1 - MORE_ACTIVE
    drawn = (random.random(len(submission)) * known**power) ** (1 / power)
    organisation = np.minimum(drawn.astype(np.int64), known - 1)
    organisation[random.permutation(len(submission))[: len(new)]] = new
    once = np.sort(np.unique(submission * known + organisation, return_index=True)[1])
    return submission[once], organisation[once]


def _is_author(
    submission: Numbers, starts: Numbers, random: np.random.Generator
) -> npt.NDArray[np.bool_]:
    """The first organisation of each submission is its author; of joint texts, in half of them all are."""
    author = (random.random(len(starts)) < 0.5)[submission]
    author[starts] = True
    return author


def _said(
    shape: Shape,
    ids: pa.Array,
    address: pa.Array,
    template: Numbers,
    many: float,
    random: np.random.Generator,
) -> dict[str, pa.Table]:
    """The points of the submissions, and what is said of points and of their coding."""
    wanted = shape.points_per_submission[template] * (many / shape.points_per_submission.mean())
    count = np.maximum(1, np.floor(wanted + random.random(len(ids)))).astype(np.int64)
    submission = np.repeat(np.arange(len(ids)), count)
    number = np.arange(len(submission)) - np.repeat(np.cumsum(count) - count, count) + 1
    stage = shape.submissions["stage"].to_numpy()[template][submission]
    among = (random.random(len(submission)) * shape.points_of_stage[stage]).astype(np.int64)
    point = shape.point_of_stage[shape.first_of_stage[stage] + among]
    like = shape.points.take(point)
    coding = shape.coding.take(point)
    point_ids = _joined(ids.take(submission), ".", _text(number))
    points = pa.table(
        {
            "point_id": point_ids,
            "submission_id": ids.take(submission),
            "kind": like["kind"],
            "theme_id": like["theme_id"],
            "claim_id": like["claim_id"],
            "summary": _joined(
                _sentences(shape.summary_words, shape.summary_lengths, len(submission), random), "."
            ),
            "source_url": address.take(submission),
        }
    )
    coded = pa.table({"point_id": point_ids} | {name: coding[name] for name in coding})
    lines, their_lines = _brought(shape.action_lines, point, "point")
    goals, their_goals = _brought(shape.sdgs, point, "point")
    twice, codes = _brought(shape.double_coding, template, "submission")
    return {
        "points": points,
        "point_action_lines": pa.table(
            {"point_id": point_ids.take(lines), "action_line_id": their_lines["action_line_id"]}
        ),
        "point_sdgs": pa.table({"point_id": point_ids.take(goals), "sdg": their_goals["sdg"]}),
        "claim_coding": coded,
        "double_coding": pa.table(
            {"submission_id": ids.take(twice)}
            | {name: codes[name] for name in ("coder", "kind", "theme_id")}
        ),
    }


def _brought(rows: pd.DataFrame, shaped: Numbers, by: str) -> tuple[Numbers, pd.DataFrame]:
    """The rows that those shaped like shipped ones have: number of whose, and the row."""
    owner = pd.DataFrame({by: shaped, "whose": np.arange(len(shaped))})
    found = owner[owner[by].isin(rows[by])].merge(rows, on=by, how="inner")
    found = found.sort_values("whose", kind="stable")
    return found["whose"].to_numpy(), found


def _near(days: pd.Series[Any], random: np.random.Generator) -> pa.Array:
    """Dates up to three days from these, where a day is given."""
    moved = pd.to_datetime(days.where(days.str.len() == 10)) + pd.to_timedelta(
        random.integers(-3, 4, size=len(days)), unit="D"
    )
    return pa.array(moved.dt.strftime("%Y-%m-%d").fillna(days), pa.string())


def _stated(shipped: pd.Series[Any], signatories: Numbers) -> pa.Array:
    stated = np.maximum(shipped.fillna("1").astype("int64").to_numpy(), signatories)
    return pa.array(stated, mask=shipped.isna().to_numpy())


def _sentences(
    words: pa.Array, lengths: Numbers, size: int, random: np.random.Generator
) -> pa.Array:
    """Words drawn one by one, as many as shipped texts have, the first with a capital."""
    length = lengths[random.integers(len(lengths), size=size)]
    drawn = words.take(random.integers(len(words), size=int(length.sum())))
    ends = np.r_[0, np.cumsum(length)].astype(np.int32)
    texts = pc.binary_join(pa.ListArray.from_arrays(ends, drawn), " ")
    first = pc.utf8_upper(pc.utf8_slice_codeunits(texts, 0, 1))
    return _joined(first, pc.utf8_slice_codeunits(texts, 1))


def _places(numbers: Numbers, syllables: Sequence[str] = tuple(_PLAIN)) -> pa.Array:
    """An invented place for each number, small letters; no two numbers have the same."""
    mixed = numbers * _STRIDE % _PLACES
    known = pa.array(syllables)
    parts = [
        known.take(mixed // len(syllables) ** place % len(syllables)) for place in range(_SYLLABLES)
    ]
    return _joined(*parts)


def _joined(*parts: pa.Array | str) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "")


def _text(numbers: Numbers) -> pa.Array:
    return pc.cast(pa.array(numbers), pa.string())


def _where(given: npt.NDArray[np.bool_], texts: pa.Array) -> pa.Array:
    return pc.if_else(pa.array(given), texts, pa.scalar(None, pa.string()))


def _read_shape(source: Path) -> Shape:
    tables = {
        table: pd.read_csv(
            source / f"{table}.csv", dtype="str", keep_default_na=False, na_values=[""]
        )
        for table in MADE
    }
    submissions, points = tables["submissions"], tables["points"]
    stages = sorted(submissions["stage_id"].unique())
    submissions["stage"] = submissions["stage_id"].map(stages.index)
    submissions["publisher"] = pd.factorize(submissions["publisher"])[0]
    row_of_submission = pd.Series(submissions.index, submissions["submission_id"])
    row_of_point = pd.Series(points.index, points["point_id"])
    stage = submissions["stage"].to_numpy()[row_of_submission[points["submission_id"]].to_numpy()]
    of_stage = np.bincount(stage, minlength=len(stages))
    coding = tables["claim_coding"].set_index("point_id").reindex(points["point_id"])
    summary_words, summary_lengths = _vocabulary(points["summary"])
    title_words, title_lengths = _vocabulary(submissions["title"])
    return Shape(
        organisations=tables["organisations"],
        submissions=submissions,
        points=points,
        coding=coding,
        double_coding=tables["double_coding"].assign(
            submission=row_of_submission[tables["double_coding"]["submission_id"]].to_numpy()
        ),
        action_lines=tables["point_action_lines"].assign(
            point=row_of_point[tables["point_action_lines"]["point_id"]].to_numpy()
        ),
        sdgs=tables["point_sdgs"].assign(
            point=row_of_point[tables["point_sdgs"]["point_id"]].to_numpy()
        ),
        points_per_submission=np.bincount(row_of_submission[points["submission_id"]].to_numpy()),
        point_of_stage=np.argsort(stage, kind="stable"),
        first_of_stage=np.cumsum(of_stage) - of_stage,
        points_of_stage=of_stage,
        summary_words=summary_words,
        summary_lengths=summary_lengths,
        title_words=title_words,
        title_lengths=title_lengths,
    )


def _vocabulary(texts: pd.Series[Any]) -> tuple[pa.Array, Numbers]:
    """The words as often as they occur, but for names and what holds signs, and how many words texts have."""
    words = texts.str.rstrip(".").str.split(" ")
    plain = [word for word in words.explode() if word.isalpha() and word.islower()]
    return pa.array(plain), words.str.len().to_numpy()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.generate",
        description="Write a fictional consultation of any size, shaped like the shipped one.",
    )
    parser.add_argument("--submissions", type=int, required=True, metavar="N")
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="new or empty")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument(
        "--points-per-submission", type=float, metavar="N", help="mean (default: as shipped)"
    )
    options = parser.parse_args(arguments)
    if options.submissions < 1:
        parser.error("--submissions must be 1 or more")
    try:
        generate(
            options.to,
            options.submissions,
            seed=options.seed,
            points_per_submission=options.points_per_submission,
        )
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Wrote {options.submissions} submissions to {options.to}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
