import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from charts import measure
from i18n import escaping
from queries import language
from queries.language import Language

MARKUP = set("\\`*_{}[]()<>#+-.!|~$:&=^@/\"'")
BREAK = "\u200b"

PIECES = [
    "[label](http://e.example)",
    "![image](//e.example/i.png)",
    ":red[colour]",
    ":material/home:",
    ":streamlit:",
    "$x^2$",
    "$$x$$",
    "<b onclick=x>bold</b>",
    "<script>alert(1)</script>",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "| a | b |",
    "**strong**",
    "`code`",
    "~~struck~~",
    "&lt;",
    "\\",
    "\n\n",
    "    indented",
    "===",
    "www.e.example",
    "HTTPS://e.example/?q=1",
    "a.b@e.example",
    "\u202etrap\u202c",
    "\u2066x\u2069",
    "\x00",
    "日本語",
    "Côte d’Ivoire",
]
HOSTILE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=8).map("".join)

AUTOLINKS = [
    # The patterns with which the front end's Markdown (GitHub's flavour) makes links of plain text.
    re.compile(r"(?i)(https?://|www(?=\.))([-.\w]+)([^ \t\r\n]*)"),
    re.compile(r"([-.\w+]+)@([-\w]+(?:\.[-\w]+)+)"),
]


def plain_text(markdown: str) -> str:
    """Escaped Markdown as it is shown."""
    return re.sub(r"\\(.)", r"\1", markdown)


@given(HOSTILE)
@example("".join(PIECES))
def test_no_character_of_a_cell_is_left_to_act_as_markup(value: str) -> None:
    unescaped = re.sub(r"\\.", "", escaping.markdown(value))
    assert not set(unescaped) & MARKUP
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", unescaped)


@pytest.mark.parametrize(
    ("words", "text", "made"),
    [
        ("A text (1)", "", ':color[A text \\(1\\)]{lang="en"}'),
        ("2024 : A text · 3", "A text", '2024 \\: :color[A text]{lang="en"} · 3'),
        ("A tex…", "A text", ':color[A tex…]{lang="en"}'),
        ("", "A text", ""),
    ],
)
def test_a_text_that_is_not_translated_says_in_what_language_it_is(
    words: str, text: str, made: str
) -> None:
    assert escaping.in_its_language(words, text) == escaping.markdown(words)
    with language.using(Language("fr", in_address=True)):
        assert escaping.in_its_language(words, text) == made


@given(HOSTILE)
@example("".join(PIECES))
@example("a] b")
def test_no_character_of_a_cell_ends_the_text_that_says_its_language(value: str) -> None:
    with language.using(Language("fr", in_address=True)):
        text = escaping.in_its_language(f"x {value} y", value)
    unescaped = re.sub(r"\\.", "", text)
    assert (
        unescaped.count("[")
        == unescaped.count("]")
        == unescaped.count("{")
        == unescaped.count("}")
        == 1
    )


@given(HOSTILE)
@example("see https://e.example and www.e.example or mail a@e.example")
@example("wwww.e.example http:http://e.example a@@e.example")
def test_no_address_in_a_cell_becomes_a_link(value: str) -> None:
    for pattern in AUTOLINKS:
        assert not pattern.search(plain_text(escaping.markdown(value)))


@given(HOSTILE)
def test_a_cell_is_shown_as_it_is_written(value: str) -> None:
    assert plain_text(escaping.markdown(value)).replace(BREAK, "") == escaping.one_line(
        value
    ).replace(BREAK, "")


@given(HOSTILE)
@example("".join(PIECES))
@example("**Includes:** `data/`")
def test_what_markdown_says_is_the_cell_without_the_marks_around_it(value: str) -> None:
    cell = escaping.one_line(value).replace(BREAK, "")
    assert escaping.plain(escaping.markdown(value)) == cell
    assert escaping.plain(f"**Of** `{escaping.markdown(value)}`") == f"Of {cell}"


@given(HOSTILE)
def test_plain_text_is_one_line_without_controls_and_stays_so(value: str) -> None:
    line = escaping.one_line(value)
    assert line == re.sub("[^\\S\u00a0\u202f]+", " ", line).strip()
    assert escaping.one_line(line) == line
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", line)


@pytest.mark.parametrize("words", ["94,5\u202f%", "Filtres\u00a0:"])
def test_spaces_at_which_no_line_ends_stay(words: str) -> None:
    assert escaping.one_line(words) == words
    assert escaping.shorten(words, 100) == words
    assert measure.wrapped(f"A {words}", measure.width(words, 10) + 1, 10)[-1] == words


@pytest.mark.parametrize("missing", [None, float("nan"), "", " \n "])
def test_a_missing_cell_is_empty(missing: object) -> None:
    for escape in (escaping.one_line, escaping.markdown, escaping.plot, escaping.safe_url):
        assert escape(missing) == ""


def test_letters_of_every_script_are_kept() -> None:
    for words in ("日本語", "Côte d’Ivoire", "Lillestrøm", "العربية", "עברית", "中文"):
        assert escaping.one_line(words) == words
        assert escaping.markdown(words) == words


@given(HOSTILE)
def test_a_charts_text_has_no_tag_and_keeps_every_character(value: str) -> None:
    text = escaping.plot(value)
    assert "<" not in text
    assert ">" not in text
    assert text.replace("&lt;", "<").replace("&gt;", ">").replace(
        "&amp;", "&"
    ) == escaping.one_line(value)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//e.example/x",
        "/relative",
        "http://",
        "https:e.example",
        "ftp://e.example",
        "http://e.example/a b",
        "java\nscript:alert(1)",
        "www.e.example",
        "http://[",
        "",
    ],
)
def test_only_web_addresses_become_links(address: str) -> None:
    assert escaping.safe_url(address) == ""


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://e.example/a?b=c&d=e#f", "https://e.example/a?b=c&d=e#f"),
        ("https://e.example/a_(b)", "https://e.example/a_%28b%29"),
        ('https://e.example/"><script>', "https://e.example/%22%3E%3Cscript%3E"),
        ("https://e.example/日本", "https://e.example/%E6%97%A5%E6%9C%AC"),
        ("https://e.example/100%25", "https://e.example/100%25"),
    ],
)
def test_an_address_leads_where_it_says(address: str, target: str) -> None:
    assert escaping.safe_url(address) == target


@given(HOSTILE)
def test_a_link_cannot_end_before_its_address_does(value: str) -> None:
    target = escaping.safe_url("https://e.example/" + value)
    assert not set(target) & set(" ()<>\"'\\`\n")


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.itu.int/a", "itu.int"),
        ("http://e.example:80/x", "e.example:80"),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_a_link_shows_its_host(address: str, host: str) -> None:
    assert escaping.host(address) == host


@given(HOSTILE, st.integers(5, 60))
def test_shortened_text_fits_and_begins_as_the_whole(value: str, length: int) -> None:
    short, whole = escaping.shorten(value, length), escaping.one_line(value)
    assert len(short) <= length
    if len(whole) <= length:
        assert short == whole
    else:
        assert short.endswith("…")
        assert whole.startswith(short.removesuffix("…"))


def test_text_is_cut_between_words() -> None:
    assert escaping.shorten("Digital divides persist everywhere", 20) == "Digital divides…"
    assert escaping.shorten("Donaudampfschifffahrtsgesellschaft", 10) == "Donaudamp…"
