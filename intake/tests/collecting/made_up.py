"""The made-up letters in the folder letters, as the documents that letters come in, with the signatories they name.

A file is named FORM-LANGUAGE.txt. It has light markup: ``# `` and ``## `` headings, ``- `` items of a list, ``| `` rows
of a table, and names between lines ``:::`` that go on over two columns and several pages. Below ``== named`` stand the
organisations that signed, a line each.
"""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import docx
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
)

FOLDER = Path(__file__).parent / "letters"
SEEN = FOLDER.with_name("letters_seen")
"""Letters that the extraction was widened for."""

KINDS = {
    "list": "html",
    "prose": "html",
    "table": "docx",
    "behalf": "docx",
    "columns": "pdf",
    "mixed": "docx",
    "other": "docx",
}
"""Form -> the kind of document that it is written as."""

COLUMNS = ":::"


@dataclass(frozen=True)
class Letter:
    """A letter: how it names those who signed, its language, its lines, and who signed."""

    form: str
    language: str
    lines: tuple[str, ...]
    named: tuple[str, ...]

    def write(self, folder: Path) -> Path:
        """Write it as a document into a folder."""
        kind = KINDS[self.form]
        path = folder / f"{self.form}-{self.language}.{kind}"
        {"html": _html, "docx": _docx, "pdf": _pdf}[kind](path, self.lines)
        return path


def letters(folder: Path = FOLDER) -> Iterator[Letter]:
    for path in sorted(folder.glob("*.txt")):
        form, _, language = path.stem.partition("-")
        text, _, signatories = path.read_text(encoding="utf-8").partition("== named\n")
        yield Letter(form, language, tuple(text.splitlines()), tuple(signatories.splitlines()))


def _blocks(lines: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Sign -> lines that belong together, without the sign."""
    for sign, block in groupby(lines, lambda line: line.partition(" ")[0]):
        if sign in ("#", "##"):
            yield from ((sign, [line.partition(" ")[2]]) for line in block)
        elif sign in ("-", "|"):
            yield sign, [line.partition(" ")[2] for line in block]
        else:
            yield from (("", [line]) for line in block)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip(" |").split("|")]


def _html(path: Path, lines: tuple[str, ...]) -> None:
    parts = []
    for sign, block in _blocks(lines):
        texts = [html.escape(text) for text in block]
        if sign == "-":
            parts.append("<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>")
        else:
            tag = {"#": "h1", "##": "h3"}.get(sign, "p")
            parts += [f"<{tag}>{text}</{tag}>" for text in texts]
    path.write_text(
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Letters</title></head><body><nav>Home News</nav><main>'
        + "\n".join(parts)
        + "</main><footer>Signed by: the webmaster</footer></body></html>",
        encoding="utf-8",
    )


def _docx(path: Path, lines: tuple[str, ...]) -> None:
    document = docx.Document()
    for sign, block in _blocks(lines):
        if sign == "|":
            rows = [_cells(row) for row in block]
            table = document.add_table(rows=0, cols=len(rows[0]))
            for row in rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
            continue
        for text in block:
            if sign in ("#", "##"):
                document.add_heading(text, len(sign))
            else:
                document.add_paragraph(text)
    document.save(str(path))


def _pdf(path: Path, lines: tuple[str, ...]) -> None:
    """A letter on small pages; what stands in columns fills the left one, then the right one, then the next page."""
    styles = getSampleStyleSheet()
    width, height = A5
    full_page = Frame(40, 40, width - 80, height - 80)
    column_width, column_height = (width - 100) / 2, 150
    column_frames = [
        Frame(
            40 + column * (column_width + 20),
            height - 40 - column_height,
            column_width,
            column_height,
        )
        for column in (0, 1)
    ]
    flowables: list[Flowable] = []
    in_columns = False
    for sign, block in _blocks(lines):
        for text in block:
            if text == COLUMNS:
                if not in_columns:
                    flowables += [NextPageTemplate("columns"), PageBreak()]
                in_columns = not in_columns
                continue
            style = {"#": "Title", "##": "Heading2"}.get(sign, "Normal")
            flowables.append(Paragraph(html.escape(text), styles[style]))
    document = BaseDocTemplate(str(path), pagesize=A5)
    document.addPageTemplates(
        [PageTemplate("whole", [full_page]), PageTemplate("columns", column_frames)],
    )
    document.build(flowables)
