"""What ``make words`` writes for translators: messages page by page, how many there are, and what is new."""

from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from i18n import routes
from tools.words import MESSAGES, ROOT, TEMPLATE, TRANSLATING, shown_at, since_release, translating


def test_each_message_has_the_address_of_a_page_that_shows_it_and_pages_stand_together() -> None:
    template = read_po(BytesIO(TEMPLATE.read_bytes()))
    comment_lists = [message.auto_comments for message in template if message.id]
    assert all(len(comments) == 1 for comments in comment_lists)
    addresses = [comments[0].removeprefix("Shown at ") for comments in comment_lists]
    together = list(dict.fromkeys(addresses))
    assert addresses == sorted(addresses, key=together.index)
    paths = {page.path for page in routes.PAGES.values()} | {"api/v1/docs"}
    template_paths = {address.partition("/LANGUAGE/")[2] for address in together}
    assert template_paths <= paths
    assert len(template_paths) > 10


def test_a_module_is_shown_at_its_page() -> None:
    assert shown_at("cards/challenges.py").endswith("/challenges")
    assert shown_at("cards/outcome/words.py").endswith(routes.PAGES["what_became_of_it"].path)
    assert shown_at("cards/data_and_method/tables.py").endswith(
        routes.PAGES["data_and_method"].path
    )
    assert shown_at("queries/themes.sql").endswith("/api/v1/docs")
    assert shown_at("i18n/labels.py").endswith("/LANGUAGE/")


def test_a_message_of_the_table_is_shown_at_the_page_of_its_heading() -> None:
    lines = (ROOT / MESSAGES).read_text(encoding="utf-8").splitlines()
    cited_by = 1 + lines.index("CITED_BY = Message(")
    assert shown_at(MESSAGES, cited_by).endswith(routes.PAGES["action_lines"].path)
    assert shown_at(MESSAGES, len(lines)).endswith(routes.PAGES["organisation"].path)


def test_what_is_new_since_a_release_is_told_from_what_is_gone() -> None:
    before, now = Catalog(), Catalog()
    for text in ("kept", "gone"):
        before.add(text)
    now.add("kept")
    now.add(("{n} row", "{n} rows"))
    assert since_release(before, now) == (["{n} row"], ["gone"])


def test_the_guide_says_how_much_there_is_to_translate() -> None:
    assert translating() == TRANSLATING.read_text(encoding="utf-8"), "run `make words`"
