"""A page of the dashboard, and a kind of entity with a page for each: what the tables of i18n/routes.py hold."""

from __future__ import annotations

from dataclasses import dataclass

from i18n import _, dataset_texts, escaping, stating
from queries.tables import has_rows

HOME = "overview"
"""The name of the page at the site's root."""
VIEW_OF_EVERY_PAGE = ("count",)
"""Parameters of the address of every page that say what is shown on it."""
_NAME = 60
"""The most characters of an unknown id that a message repeats."""


@dataclass(frozen=True)
class Page:
    """A full page. ``name`` is its module in pages/, ``group`` its group of MENU, if it has one.

    ``light`` is what stands after /light/ in the path of the light page that shows the same; None: there is none.
    ``needs`` is the table without whose rows the page has nothing to show. ``filters`` says whether readers can choose
    filters on it, ``words_at_list`` that they type the filter's words at the head of its list. ``own_filters`` do not
    act on it, because the page or one of its switches decides about them. ``view`` are the other parameters of its
    address, which say how it shows something, besides VIEW_OF_EVERY_PAGE. ``heading_msgid`` is the heading at its top,
    where that is not its title and no address changes it; ``found_by_msgid`` are the words, separated by commas, by
    which the search box finds it.
    """

    name: str
    title_msgid: str
    description_msgid: str
    group: str
    heading_msgid: str = ""
    found_by_msgid: str = ""
    in_menu: bool = True
    needs: str = ""
    light: str | None = None
    filters: bool = True
    words_at_list: bool = False
    own_filters: tuple[str, ...] = ()
    view: tuple[str, ...] = ()

    @property
    def listed(self) -> bool:
        """Whether menu, sitemap and search name it: a page of the menu that these data have something for."""
        return self.in_menu and (not self.needs or has_rows(self.needs))

    @property
    def file(self) -> str:
        """The file of the page, as Streamlit's links name it."""
        return f"{self.name}.py"

    @property
    def path(self) -> str:
        """The path after the slash; empty for the page at HOME."""
        return "" if self.name == HOME else self.name.replace("_", "-")

    @property
    def title(self) -> str:
        """The title in the menu and, with the dashboard's name, in the browser's tab."""
        return _(self.title_msgid)

    @property
    def heading(self) -> str:
        """The heading at its top, where no address changes it."""
        return _(self.heading_msgid or self.title_msgid)

    @property
    def holds(self) -> str:
        """What it holds, in a sentence."""
        return _(self.description_msgid)

    @property
    def description(self) -> str:
        """The description for search engines: the name of the data set, and what the page holds."""
        texts = dataset_texts.texts()
        return stating(texts.title if self.name == HOME else texts.short, self.holds)


@dataclass(frozen=True)
class Entity:
    """A kind of entity with a page for each. ``kind`` is the name of its filter, or submission.

    ``page`` shows one of them and ``listed_on`` all. The question ``question`` lists all, too, with their ids in the
    column ``id_column`` and, of what is no submission itself, the number of its ``submissions``. Each has a light page,
    too, at /light/KIND/ID.
    """

    kind: str
    page: Page
    listed_on: Page
    question: str
    id_column: str
    title_msgid: str
    every_msgid: str
    unknown_msgid: str
    unchosen_msgid: str

    @property
    def title(self) -> str:
        """The title of the page without an entity."""
        return _(self.title_msgid)

    @property
    def every(self) -> str:
        """The label of the link to the list of all."""
        return _(self.every_msgid)

    def missing(self, identifier: str = "") -> tuple[str, str]:
        """A heading and a sentence for a page that has no entity to show.

        They say that the id ``identifier`` is unknown or, where it is empty, that none is chosen.
        """
        if not identifier:
            return _(self.unchosen_msgid), _("Choose one from the list.")
        return (
            _(self.unknown_msgid).format(name=escaping.shorten(identifier, _NAME)),
            _("The web address may be mistyped, or come from another release of the data."),
        )
