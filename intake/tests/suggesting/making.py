"""Small documents with known text, safe and unsafe, made for the tests of suggesting."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

STYLES = getSampleStyleSheet()

NAMED = (
    ("Japan Network Information Center (JPNIC)", "Japan"),
    ("Association for Progressive Communications", "South Africa"),
    ("Lake Lumen Digital Commons", "Kenya"),
    ("Access Now", "United States"),
)


def pdf(path: Path, flowables: Sequence[Flowable], **about: str) -> Path:
    """A PDF of the parts of reportlab given; ``about`` are its properties."""
    SimpleDocTemplate(str(path), pagesize=A4, **about).build(list(flowables))
    return path


def paragraph(text: str, style: str = "Normal") -> Paragraph:
    return Paragraph(text, STYLES[style])


def letter(path: Path) -> Path:
    """Two pages: a letter with a footnote and a word parted at the end of a line, then a table of signatories."""
    return pdf(
        path,
        [
            paragraph("Open letter on the future of the Internet", "Title"),
            paragraph("Geneva, 5 February 2025"),
            paragraph("To the co-facilitators of the WSIS+20 review"),
            paragraph(
                "We call on Member States to give the IGF stable funding from the regular budget.<super>1</super> "
                "Digital divides persist, and a third of humanity is still offline today. "
                "We urge that broadband and the infra-<br/>structure behind it reach remote areas. "
                "We welcome the role of the technical community."
            ),
            Spacer(1, 380),
            paragraph("1 See the report on the digital divide that came out with the trust fund."),
            PageBreak(),
            paragraph("Signed by", "Heading2"),
            Table([("Organisation", "Country"), *NAMED]),
        ],
    )


def changed(path: Path, change: Callable[[PdfWriter], object]) -> Path:
    """A PDF of one page with text after ``change`` was made to it."""
    page = io.BytesIO()
    canvas = Canvas(page)
    canvas.drawString(72, 700, "The Internet should stay open.")
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(page))
    change(writer)
    writer.write(path)
    return path


def acting(kind: str, **properties: str) -> Callable[[PdfWriter], object]:
    """Lets a PDF do something when it is opened."""
    action = DictionaryObject({NameObject("/S"): NameObject(kind)})
    action |= {NameObject(f"/{key}"): TextStringObject(value) for key, value in properties.items()}

    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)

    return change


def named_script(writer: PdfWriter) -> None:
    """Puts a script among the document's names, where it runs without anything that names it."""
    names = DictionaryObject(
        {NameObject("/JavaScript"): DictionaryObject({NameObject("/Names"): ArrayObject()})}
    )
    writer.root_object[NameObject("/Names")] = writer._add_object(names)


def acting_on_click(writer: PdfWriter) -> None:
    """Puts a place on the page that starts a program once it is clicked."""
    note = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/A"): DictionaryObject({NameObject("/S"): NameObject("/Launch")}),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


def linked(writer: PdfWriter) -> None:
    """Puts an ordinary link on the page."""
    link = DictionaryObject(
        {
            NameObject("/S"): NameObject("/URI"),
            NameObject("/URI"): TextStringObject("https://example.org"),
        }
    )
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): link})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


def many_pages(writer: PdfWriter) -> None:
    """Lets one page stand for thousands."""
    pages = writer.root_object["/Pages"].get_object()
    kids = pages["/Kids"]
    for _ in range(12):
        node = DictionaryObject(
            {NameObject("/Type"): NameObject("/Pages"), NameObject("/Kids"): kids}
        )
        reference = writer._add_object(node)
        kids = ArrayObject([reference, reference])
    pages[NameObject("/Kids")] = kids


def bomb(writer: PdfWriter) -> None:
    """Makes the page's content unpack to 60 MB of blanks."""
    content = StreamObject()
    content.set_data(b" " * 60_000_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content.flate_encode())


def word(path: Path, fill: Callable[[Any], object]) -> Path:
    """A DOCX that ``fill`` wrote into."""
    document = docx.Document()
    fill(document)
    document.save(str(path))
    return path


def word_letter(document: Any) -> None:
    """A letter in French on two pages, with a list of signatories in two columns of a table."""
    document.add_heading("Lettre ouverte sur la gouvernance de l’Internet", 0)
    document.add_paragraph("Paris, le 3 février 2025")
    document.add_paragraph(
        "Nous demandons aux États que le Forum sur la gouvernance de l’Internet soit doté de moyens pour les années "
        "qui viennent, et que les langues et les cultures de tous aient leur place. Le multilinguisme est une "
        "condition de l’accès pour tous, et nous le disons avec les organisations qui ont signé ce texte dans la "
        "région et avec celles qui les soutiennent depuis des années. La cybersecurity est une question de confiance."
    )
    last_paragraph = document.add_paragraph()
    mark = OxmlElement("w:lastRenderedPageBreak")
    last_paragraph.add_run().add_break(WD_BREAK.PAGE)
    last_paragraph.runs[0]._r.append(mark)
    document.add_paragraph("Signataires :")
    table = document.add_table(rows=0, cols=2)
    for row in (
        ("Access Now", "ARTICLE 19"),
        ("Réseau des deux rives", "一般社団法人日本ネットワークインフォメーションセンター"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def repacked(path: Path, parts: Mapping[str, bytes | Callable[[bytes], bytes]]) -> Path:
    """The DOCX with parts added, or changed by a function."""
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        contents[name] = part if isinstance(part, bytes) else part(contents[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


TEMPLATE = (
    '<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    'Target="https://example.org/t.dotm" TargetMode="External"/>'
)


WEB = """<!DOCTYPE html><html lang="en"><head><title>Comments - Site</title>
<link rel="canonical" href="https://example.org/comments">
<meta property="article:published_time" content="2025-10-03T10:00:00Z">
<script>var stolen = "Signed by: Nobody"</script></head>
<body><nav>Home | About | Digital divide everywhere.</nav>
<main><h1>Comments on the zero draft</h1>
<p>We welcome the <b>multistakeholder</b> model.<br>It has served the Internet well.</p>
<h2>Endorsed by:</h2>
<ul><li>Access Now</li><li>Internet Society</li><li>شبكة البحيرة الرقمية</li></ul>
<h2>About us</h2><p>We are a network.</p></main></body></html>
"""
