from pathlib import Path

import pandas as pd
import pytest

from data import SOURCE
from data.lexicon import TermList, TermsRefused, read_terms
from data.term_lists import KINDS, Lists, read_lists

THEMES = pd.read_csv(SOURCE / "themes.csv", dtype="str").theme_id.tolist()
LINES = pd.read_csv(SOURCE / "action_lines.csv", dtype="str").action_line_id.tolist()


def made(tmp_path: Path, *lines: str, header: str = "theme_id,term,weight") -> TermList:
    path = tmp_path / "themes.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return read_terms(path, ["igf", "ai", "money", "culture"])


@pytest.mark.parametrize(
    ("term", "sentence", "is_match"),
    [
        ("digital divide", "Bridge the Digital  Divide!", True),
        ("digital divide", "The divide is digital.", False),
        ("digital divide", "Digital divides persist.", False),
        ("digital divide*", "Digital divides persist.", True),
        ("ai", "AI must be safe", True),
        ("ai", "He said so again", False),
        ("igf + fund*", "Funding for the IGF is short.", True),
        ("igf + fund*", "The IGF is permanent.", False),
        ("multi-stakeholder*", "a multi‑stakeholder model", True),
        ("économie", "L'ECONOMIE numérique", True),
        ("wsis+20 review", "The WSIS+20 review begins", True),
        ("start-up*", "Startups and start-ups", True),
        ("start-up*", "Start now, up to you", False),
        ("言語", "言語", True),
    ],
)
def test_a_term_is_found_as_whole_words_whatever_case_accents_and_dashes(
    tmp_path: Path, term: str, sentence: str, is_match: bool
) -> None:
    assert bool(made(tmp_path, f"igf,{term},2").scores(sentence)) == is_match


def test_weights_add_up_and_each_term_counts_once(tmp_path: Path) -> None:
    terms = made(tmp_path, "ai,ai,1", "ai,algorithm*,2", "igf,igf,2", "money,money,9")
    first, second = terms.scores("AI, AI and algorithms at the IGF")
    assert (first.id, first.score, first.terms) == ("ai", 3, ("ai", "algorithm*"))
    assert (second.id, second.score) == ("igf", 2)
    assert [match.id for match in terms.enough("AI at the IGF")] == ["igf"]
    assert terms.best("AI alone is too little") is None


def test_equal_scores_keep_the_order_of_the_list(tmp_path: Path) -> None:
    terms = made(tmp_path, "money,fund*,2", "igf,igf,2")
    best = terms.best("The IGF needs funds")
    assert best is not None
    assert best.id == "money"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("weather,rain,2", "line 2, column theme_id: 'weather' is not known"),
        ("igf,igf,0", "line 2, column weight: '0' must be a whole number from 1 to 99"),
        ("igf,igf,high", "line 2, column weight: 'high' must be"),
        ("igf,...,2", "line 2, column term: '...' must have words in every part"),
        ("igf,igf + ,2", "must have words in every part"),
        ("igf,ig*,2", "must have 3 letters or more before a *"),
        ("igf,igf", "line 2: must have 3 cells, but has 2"),
        ("igf,igf,2\nigf,igf,3", "line 3, column term: 'igf' stands there twice for igf"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(TermsRefused) as refused:
        made(tmp_path, line)
    assert message in str(refused.value)
    assert str(refused.value).startswith("themes.csv, line ")


def test_a_list_with_another_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TermsRefused, match="line 1: the header must be"):
        made(tmp_path, header="theme_id,term")


def test_the_lists_have_terms_for_each_theme_but_other_each_action_line_and_each_kind() -> None:
    lists = read_lists(SOURCE, THEMES, LINES)
    assert lists.themes is not None
    assert lists.action_lines is not None
    assert lists.kinds is not None
    assert list(lists.themes.ids) == [theme for theme in THEMES if theme != "other"]
    assert list(lists.action_lines.ids) == LINES
    assert lists.kinds.ids == KINDS


def test_a_data_set_without_lists_has_none(tmp_path: Path) -> None:
    assert read_lists(tmp_path, THEMES, LINES) == Lists(None, None, None)
