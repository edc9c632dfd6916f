import pytest

from intake.collecting.robots import LONGEST_DELAY, read_robots

RULES = """
User-agent: *
Disallow: /private/
Allow: /private/letters/
Disallow: /*.pdf$
Disallow: /a*b*c
Disallow: /search?
Crawl-delay: 2.5

User-Agent: other
user-agent: Lumen-Collect  # by its name
Disallow: /
Allow: /open$
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private/x", False),
        ("/private/letters/x", True),
        ("/x/letter.pdf", False),
        ("/x/letter.pdf?page=1", True),
        ("/letter.pdfs", True),
        ("/a1b2c3", False),
        ("/a1c2b3", True),
        ("/search?q=1", False),
        ("/search", True),
        ("/priv%61te/x", False),
    ],
)
def test_the_longest_rule_that_fits_decides(path: str, allowed: bool) -> None:
    assert read_robots(RULES, "someone").allow(path) is allowed


def test_a_program_that_is_named_has_rules_of_its_own_whatever_its_case() -> None:
    robots = read_robots(RULES, "LUMEN-collect")
    assert (robots.allow("/"), robots.allow("/open"), robots.allow("/open/x")) == (
        False,
        True,
        False,
    )
    assert (robots.delay, read_robots(RULES, "someone").delay) == (0, 2.5)


def test_rules_of_one_program_in_several_places_count_together() -> None:
    robots = read_robots("user-agent: *\ndisallow: /a\n\nuser-agent: *\ndisallow: /b\n", "x")
    assert [robots.allow(path) for path in ("/a", "/b", "/c")] == [False, False, True]


def test_of_two_rules_as_long_the_one_that_allows_counts() -> None:
    assert read_robots("user-agent: *\ndisallow: /ab\nallow: /ab\n", "x").allow("/ab")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html><body>Not found: /</body></html>",
        "\x00\x01\x02",
        "Disallow: /",
        "user-agent: *\ndisallow:",
        "user-agent *\ndisallow /",
        "user-agent: *\ncrawl-delay: soon\nsitemap: /s",
    ],
)
def test_what_cannot_be_read_forbids_nothing(text: str) -> None:
    robots = read_robots(text, "x")
    assert robots.allow("/page")
    assert robots.delay == 0


def test_a_byte_order_mark_and_other_line_ends_do_no_harm() -> None:
    assert not read_robots("\ufeffUser-agent: *\r\nDisallow: /a\r\n", "x").allow("/a")


def test_a_site_cannot_ask_for_any_delay() -> None:
    assert read_robots("user-agent: *\ncrawl-delay: 99999", "x").delay == LONGEST_DELAY


def test_a_rule_with_many_stars_is_read_at_once() -> None:
    rules = f"user-agent: *\ndisallow: /{'a*' * 2_000}b$\n"
    assert read_robots(rules, "x").allow("/" + "a" * 4_000)
    assert not read_robots(rules, "x").allow("/" + "a" * 4_000 + "b")
