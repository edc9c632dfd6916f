from pathlib import Path

from intake.suggesting.documents import Page, read_document
from intake.suggesting.sentences import Sentence, sentences
from intake.tests.suggesting import making


def sentences_of(*pages: str) -> list[Sentence]:
    return sentences(Page(number, text, text) for number, text in enumerate(pages, 1))


def test_words_parted_at_the_end_of_a_line_are_whole_and_footnotes_are_left_aside(
    tmp_path: Path,
) -> None:
    sentence_list = sentences(read_document(making.letter(tmp_path / "letter.pdf")).pages)
    texts = [sentence.text for sentence in sentence_list]
    assert "We urge that broadband and the infrastructure behind it reach remote areas." in texts
    assert texts[3].endswith("funding from the regular budget.")
    assert not [text for text in texts if "trust fund" in text]


def test_a_sentence_that_runs_on_to_the_next_page_is_one_and_begins_on_the_first() -> None:
    assert sentences_of(
        "Short one here now. The network should\n12", "stay open for all. It is ours to keep."
    ) == [
        Sentence("Short one here now.", 1),
        Sentence("The network should stay open for all.", 1),
        Sentence("It is ours to keep.", 2),
    ]


def test_abbreviations_and_numbers_do_not_end_a_sentence() -> None:
    assert [
        sentence.text
        for sentence in sentences_of(
            "See para. 4 and No. 5 of Mr. Doe in the text. It costs 2.5 million a year."
        )
    ] == [
        "See para. 4 and No. 5 of Mr. Doe in the text.",
        "It costs 2.5 million a year.",
    ]


def test_items_of_a_list_are_sentences_of_their_own() -> None:
    sentence_list = sentences_of(
        "We ask states to\n• keep the IGF and fund it well;\n• close the digital divide at last."
    )
    assert [sentence.text for sentence in sentence_list][1:] == [
        "keep the IGF and fund it well;",
        "close the digital divide at last.",
    ]
