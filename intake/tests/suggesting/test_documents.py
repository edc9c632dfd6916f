from pathlib import Path
from typing import Any

import pytest

from intake.suggesting import documents
from intake.suggesting.documents import DocumentRefused, read_document
from intake.tests.suggesting import making


def refusal(path: Path) -> str:
    with pytest.raises(DocumentRefused) as refused:
        read_document(path)
    return str(refused.value)


class TestReading:
    def test_a_pdf_keeps_its_pages_and_the_columns_of_its_tables(self, tmp_path: Path) -> None:
        first, second = read_document(making.letter(tmp_path / "letter.pdf")).pages
        assert (first.number, second.number) == (1, 2)
        assert "Geneva, 5 February 2025" in first.text
        assert "Access Now\tUnited States" in second.layout

    def test_a_word_document_keeps_pages_tables_and_letters_of_all_scripts(
        self, tmp_path: Path
    ) -> None:
        path = making.word(tmp_path / "lettre.docx", making.word_letter)
        first, second = read_document(path).pages
        assert (first.number, second.number) == (1, 2)
        assert "le 3 février 2025" in first.text
        assert "Access Now\tARTICLE 19" in second.layout
        assert "一般社団法人日本ネットワークインフォメーションセンター" in second.layout

    def test_of_a_web_page_only_what_a_reader_sees_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "page.html"
        path.write_text(making.WEB, encoding="utf-8")
        document = read_document(path)
        (page,) = document.pages
        assert page.number is None
        assert (
            "We welcome the multistakeholder model.\nIt has served the Internet well." in page.text
        )
        assert "Access Now\nInternet Society\nشبكة البحيرة الرقمية\n" in page.layout
        assert "stolen" not in page.text
        assert "Home" not in page.text
        assert document.title == "Comments on the zero draft"
        assert (document.language, document.date) == ("en", "2025-10-03")
        assert document.address == "https://example.org/comments"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_text_is_read_in_the_encodings_it_comes_in(self, tmp_path: Path, encoding: str) -> None:
        path = tmp_path / "note.txt"
        path.write_bytes("Déclaration\r\nde l’été".encode(encoding))
        assert read_document(path).pages[0].text == "Déclaration\nde l’été"

    def test_an_ordinary_link_is_no_reason_to_refuse(self, tmp_path: Path) -> None:
        path = making.changed(tmp_path / "linked.pdf", making.linked)
        assert "stay open" in read_document(path).pages[0].text

        def fill(document: Any) -> None:
            document.add_paragraph("The Internet should stay open.")
            document.part.relate_to(
                "https://example.org",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
                is_external=True,
            )

        assert read_document(making.word(tmp_path / "linked.docx", fill)).pages


class TestRefusing:
    @pytest.mark.parametrize(
        ("change", "message"),
        [
            (making.acting("/JavaScript", JS="app.alert(1)"), "JavaScript"),
            (making.acting("/Launch", F="cmd.exe"), "starts a program"),
            (making.acting("/GoToR", F="//server/share"), "opens another file"),
            (making.acting("/SubmitForm", F="https://example.org"), "sends data"),
            (making.acting_on_click, "starts a program"),
            (making.named_script, "JavaScript"),
            (lambda writer: writer.add_attachment("run.exe", b"MZ"), "embedded files"),
            (lambda writer: writer.encrypt("secret", algorithm="RC4-128"), "password"),
            (making.many_pages, "4,096 pages"),
            (making.bomb, "unpacks to far more"),
        ],
    )
    def test_a_pdf_that_could_do_harm_says_what_it_holds(
        self, tmp_path: Path, change: Any, message: str
    ) -> None:
        assert message in refusal(making.changed(tmp_path / "unsafe.pdf", change))

    @pytest.mark.parametrize(
        "parts",
        [
            {"word/vbaProject.bin": b"\xd0\xcf", "word/embeddings/sheet.xlsx": b"PK"},
            {"word/media/blank.xml": b" " * 40_000_000},
            {
                "word/document.xml": lambda part: part.replace(
                    b"<w:document",
                    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document',
                    1,
                ).replace(b"</w:t>", b"&a;</w:t>", 1)
            },
            {
                "word/_rels/document.xml.rels": lambda part: part.replace(
                    b"</Relationships>", making.TEMPLATE.encode() + b"</Relationships>"
                )
            },
            {
                "word/document.xml": lambda part: part.replace(
                    b"<w:sectPr",
                    b"<w:p><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r></w:p><w:sectPr",
                )
            },
        ],
        ids=["macros and files", "blanks", "entities", "a template", "DDE"],
    )
    def test_of_a_word_document_the_text_is_read_and_nothing_else(
        self, tmp_path: Path, parts: dict[str, Any]
    ) -> None:
        safe = making.word(tmp_path / "safe.docx", making.word_letter)
        text = read_document(safe).pages[0].text
        assert text
        assert read_document(making.repacked(safe, parts)).pages[0].text == text

    def test_a_word_document_whose_main_part_has_macros_is_refused(self, tmp_path: Path) -> None:
        path = making.word(tmp_path / "macros.docx", making.word_letter)
        main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        parts = {
            "[Content_Types].xml": lambda part: part.replace(
                main, b"application/vnd.ms-word.document.macroEnabled.main+xml"
            )
        }
        assert "is broken, or no DOCX" in refusal(making.repacked(path, parts))

    def test_a_scanned_document_needs_ocr(self, tmp_path: Path) -> None:
        blank = making.pdf(tmp_path / "scan.pdf", [making.Spacer(1, 100)])
        assert refusal(blank).startswith("no text: needs OCR")

    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("broken.pdf", b"%PDF-1.7 and nothing else", "is broken, or no PDF"),
            ("broken.docx", b"PK\x03\x04 and nothing else", "is broken, or no DOCX"),
            ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as DOCX"),
            ("picture.png", b"\x89PNG", "is of a kind that is not read (.png)"),
            ("binary.txt", b"MZ\0\0\0", "holds no text"),
            ("empty.txt", b"  \n", "is empty"),
        ],
    )
    def test_a_file_that_is_no_document_says_what_would_be(
        self, tmp_path: Path, name: str, content: bytes, message: str
    ) -> None:
        (tmp_path / name).write_bytes(content)
        assert message in refusal(tmp_path / name)

    def test_a_document_that_is_too_large_is_not_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "long.txt"
        path.write_text("word " * 1000, encoding="utf-8")
        monkeypatch.setattr(documents, "MAX_CHARACTERS", 100)
        assert "more than 100 characters" in refusal(path)
        monkeypatch.setattr(documents, "MAX_BYTES", 100)
        assert "MB are read" in refusal(path)
