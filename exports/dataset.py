"""The name and descriptions of the whole data set, for files, package, data API and pages."""

from dataclasses import dataclass

from data.settings import data_set
from i18n import N_, Words, _, dataset_texts

TABLES = Words(
    {
        "organisations": N_("an organisation; a state counts as one"),
        "organisation_parents": N_("a body that is part of another, such as an agency of a state"),
        "stages": N_("a step of the review that submissions answer to"),
        "milestones": N_("a dated event inside a stage"),
        "submissions": N_("a written input, statement, letter, position or announcement"),
        "merged_submissions": N_(
            "a record that repeated another submission, with the submission that its address leads to now"
        ),
        "signatories": N_("an organisation's part in a submission: author or signatory"),
        "themes": N_("a theme of the codebook, in one of its families"),
        "claims": N_("a claim: the same statement, of one kind, in several submissions on a theme"),
        "claim_opposites": N_("two claims that oppose each other, as we read their definitions"),
        "claim_equivalents": N_("a position, with the recommendation that asks for the same"),
        "points": N_("a point: one statement of a submission, of one kind and on one theme"),
        "action_lines": N_("an action line, or a field of one"),
        "point_action_lines": N_("an action line that a point cites"),
        "sdgs": N_("a Sustainable Development Goal"),
        "point_sdgs": N_("a goal that a point cites"),
        "action_line_sdgs": N_("a link between an action line and a goal, from a published matrix"),
        "texts": N_("a draft of the review, or its adopted text"),
        "text_paragraphs": N_("a paragraph of a text that was read whole, in our words"),
        "text_paragraph_themes": N_("a theme of a paragraph"),
        "text_passages": N_("a passage of a text on a theme, as a public page reports it"),
        "claim_outcomes": N_("a verdict: whether a text has what was asked for, and how firmly"),
        "claim_outcome_paragraphs": N_("a paragraph that a verdict rests on"),
        "claim_outcome_passages": N_("a passage on a claim, as a public page reports it"),
        "claim_coding": N_(
            "a point, with the claims of two automated coders, and of an adjudicator if they differed"
        ),
        "double_coding": N_(
            "a kind and theme that one of two automated coders gave a submission; both read it"
        ),
        "synonyms": N_("a word that readers may search for, with what it means"),
    }
)
"""Table -> what one of its rows is."""


@dataclass(frozen=True)
class Fixed:
    """A fixed address of the data API: its name, title and media type."""

    name: str
    title_msgid: str
    media_type: str

    @property
    def title(self) -> str:
        """What is there."""
        return _(self.title_msgid)


def downloads() -> list[Fixed]:
    """The downloads of the whole data set. With Spark there is no DuckDB file."""
    files = [
        Fixed(
            "package.zip",
            _(
                "The whole data set with all that describes it: CSV files, Frictionless Data Package, CSVW, codebook"
            ),
            "application/zip",
        ),
        Fixed("parquet.zip", _("Every table as a Parquet file"), "application/zip"),
    ]
    if not data_set().spark:
        files.append(
            Fixed(
                dataset_texts.database_file(),
                _("The whole data set as a DuckDB database"),
                "application/vnd.duckdb",
            )
        )
    return files


CELLS_AS_THEY_ARE = N_(
    "The CSV files of the package have every cell exactly as the tables have it. A spreadsheet may run text that "
    "begins with =, +, - or @ as a formula. For a spreadsheet, download single tables or answers as CSV or Excel: "
    "there, such text starts with an apostrophe."
)
"""The package's note on cells that look like formulas."""
