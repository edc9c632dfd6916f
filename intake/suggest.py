"""Propose rows for a new batch from documents, as a workbook for a person to review.

Reads the PDF, DOCX, HTML and text files in FOLDER and the folders within it. The data set is not
changed: whoever reviews the workbook mends and deletes rows, then runs `wsis20 check` and `wsis20 add`
on it.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from tqdm import tqdm

from data.commands import declared, path_argument
from data.lexicon import TermsRefused
from intake.batches.workbooks import write_workbook
from intake.needed import needed
from intake.review_workbook import exit_codes, refuse_present, review_options, what_next
from intake.suggesting.documents import DocumentRefused
from intake.suggesting.proposing import DataSet, Proposals
from intake.suggesting.review_rows import REVIEW
from intake.suggesting.sandbox import with_document


@declared("suggest", example="letters", exit_codes=exit_codes("the documents that were refused"))
@path_argument("folder", "FOLDER")
@review_options("review.xlsx")
def command(folder: Path, out: Path, source: Path) -> int:
    """Propose rows from letters and other documents, for your review.

    Reads the PDF, DOCX, HTML and text files in FOLDER, or one document. Writes a workbook, never the data set.
    """
    try:
        return _suggest(folder, out, source)
    except (OSError, TermsRefused) as error:
        print(error, file=sys.stderr)
        return 2


main = command.run


def _suggest(folder: Path, out: Path, source: Path) -> int:
    needed()
    refuse_present(out)
    paths = documents_in(folder)
    if not paths:
        raise FileNotFoundError(f"There is no document in {folder}.")
    proposals = Proposals(DataSet(source), datetime.now(UTC).date())
    if not proposals.data.lists.themes:
        print(
            f"{source / 'terms'} has no term list for themes: only titles, dates, organisations and signatories "
            "are proposed, and no points."
        )
    refused = 0
    for path in tqdm(paths, desc="Reading", unit="document", disable=None, leave=False):
        name = path.relative_to(folder) if path != folder else path.name
        try:
            proposals = with_document(proposals, path)
        except DocumentRefused as error:
            refused += 1
            tqdm.write(f"{name}: {error}.", file=sys.stderr)
    if refused == len(paths):
        raise FileNotFoundError("No document could be read: nothing is written.")
    write_workbook(out, proposals.rows, REVIEW, source=source)
    counts = ", ".join(f"{len(rows):,} {table}" for table, rows in proposals.rows.items() if rows)
    print(f"Wrote {out} of {len(paths) - refused:,} of {len(paths):,} documents: {counts}.")
    print(what_next(out, source))
    return 1 if refused else 0


def documents_in(folder: Path) -> list[Path]:
    """The files in a folder and in the folders within it, sorted by name, without hidden files and links.

    Of a single file, returns that file. Raises FileNotFoundError if there is nothing of that name.
    """
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise FileNotFoundError(f"There is no folder {folder}.")
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    )


if __name__ == "__main__":
    sys.exit(main())
