"""What a light page has: what the full page says above its cards, and its cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cards import about as declared_about
from cards import facts, quote, switches, topic
from cards.kit import Card, Link, RecordList
from cards.registry import cards_of
from cards.tables import Cell, Row
from cards.titles import heading_of, question_of, title_of
from cards.view import CardView, view_of, way_to
from cards.wider import widest
from i18n import _, error_messages, escaping, labels, languages, number, routes
from i18n.dataset_texts import nothing_yet
from i18n.filter_options import describe
from i18n.labels import tab
from queries import Filters, QueryStopped, ask
from web.light.page_request import View
from web.page_descriptions import find
from web.request_info import root

SHORT, LONG = 12, 60
"""Rows of a card beside others, and of a list that is as long on paper."""
LISTED, TABLED = 20, 50
"""Records of a list and rows of a table that stand alone on their page."""
KEPT = 8
"""Rows that a card keeps however small the page has to be: there are seven stakeholder groups."""


@dataclass(frozen=True)
class Way:
    """A link: its words, its address, and how it is related to the page (prev, next, here)."""

    words: str
    address: str
    kind: str = ""


@dataclass(frozen=True)
class Shown:
    """A card on the page; ``rest`` is the address of all its rows, ``quote`` the sentence to quote it by."""

    view: CardView
    rest: str = ""
    quote: Cell | None = None

    @property
    def wide(self) -> bool:
        """Whether it takes the whole width of the page."""
        return not self.view.bars

    def cut(self, share: float) -> Shown:
        """The card with that share of its rows."""
        return replace(self, view=self.view.cut(max(KEPT, int(len(self.view.rows) * share))))


@dataclass(frozen=True)
class Page:
    """The content of a light page.

    ``quote`` is the sentence to quote it by, ``facts`` are terms and their values, ``full`` is the address of the full
    page, ``narrowed`` the selection of the page, ``last`` is the number of pages of its list, ``switches`` a label and
    its choices, that in force without an address, ``turns`` the links to the page before and after, ``ways`` other
    links on. It is not ``whole`` where the question of a card took too long. The heading has a ``heading_language`` if
    that is not the page's.
    """

    title: str
    heading: str
    description: str
    full: str
    narrowed: Filters = field(default_factory=Filters)
    lede: Sequence[str] = ()
    figures: Sequence[facts.Figure] = ()
    quote: str = ""
    facts: Sequence[facts.Fact] = ()
    cards: Sequence[Shown] = ()
    switches: Sequence[tuple[str, Sequence[Way]]] = ()
    turns: Sequence[Way] = ()
    ways: Sequence[Way] = ()
    status: int = 200
    last: int = 1
    whole: bool = True
    heading_language: str = ""

    def cut(self, share: float) -> Page:
        """The page with that share of every card's rows."""
        return replace(self, cards=[card.cut(share) for card in self.cards])


def page_of(view: View) -> Page:
    """The page that a ``view`` asks for."""
    name, context = view.page.name, view.context
    about = facts.about(name, context)
    entity = find(*view.about) if view.about[0] else None
    title, heading = title_of(name, context), heading_of(name, context)
    page = Page(
        title=tab(title) if view.page.path else title,
        heading=heading,
        description=entity.description if entity else view.page.description,
        full=view.full,
        narrowed=view.links.context.filters,
        lede=about.sentences,
        figures=about.figures,
        quote=_quote_of_request(view) if about.figures else "",
        facts=about.facts,
        ways=[Way(link.label, view.links.to(link)) for link in about.ways],
        heading_language=languages.of_texts() if view.about[0] == "submission" else "",
    )
    if name == routes.HOME:
        archive = f"{root()}{routes.LIGHT}.zip"
        page = replace(page, ways=[*page.ways, Way(_("Take these pages along (ZIP)"), archive)])
    if name == "what_is_new":
        feed = routes.with_query(f"{root()}/feed.atom", context.filters.to_query())
        page = replace(page, ways=[*page.ways, Way(_("Follow in a feed reader"), feed)])
    if name == "about":
        return replace(page, lede=(), cards=_about())
    if not view.about[0] and (notice := nothing_yet()):
        return replace(page, facts=(), cards=[Shown(CardView("nothing", notice))])
    if about.nothing:
        return replace(page, cards=[_nothing(view, about.nothing)])
    cards, stopped_cards = [], []
    for key, declare in cards_of(name, context).items():
        try:
            card = declare() if view.card in ("", key) else None
        except QueryStopped as error:
            stopped_cards.append(Shown(CardView(key, error_messages.why(error))))
        else:
            cards += [card] if card else []
    page = _with_cards(view, page, cards)
    return replace(page, cards=[*page.cards, *stopped_cards], whole=not stopped_cards)


def _with_cards(view: View, page: Page, declared_cards: list[Card | RecordList]) -> Page:
    """The page with its cards: the first rows of each or, of one that stands alone, a page of its rows."""
    context = view.context
    turns: tuple[Way, ...] = ()
    if len(declared_cards) == 1:
        size = LISTED if isinstance(declared_cards[0], RecordList) else TABLED
        total = view_of(context, declared_cards[0], slice(0, 0)).total
        last = max(1, -(-total // size))
        page_number = min(view.number, last)
        card_view = view_of(
            context, declared_cards[0], slice((page_number - 1) * size, page_number * size)
        )
        cards = [Shown(card_view, quote=_quote(view, card_view))]
        turns = turns_of(view, page_number, last)
        page = replace(numbered(page, page_number, last), last=last)
    else:
        card_views = [view_of(context, card, slice(0, _size(card))) for card in declared_cards]
        cards = [
            Shown(card_view, view.here({"card": card_view.key}), _quote(view, card_view))
            for card_view in card_views
        ]
    if cards and not cards[0].view.total:
        # Other cards without rows would repeat the same.
        other_cards = [card for card in cards if card.view.total]
        cards = [_nothing(view, cards[0].view.title), *other_cards]
    switch_choices = [*switches.of_page(view.page.name, context)]
    switch_choices += [switch for card in declared_cards for switch in switches.of_card(card)]
    return replace(
        page,
        cards=cards,
        turns=turns,
        figures=_figures(view.selection) if view.page.name == routes.HOME else page.figures,
        switches=[
            (label, _choices(view, name, choices)) for name, label, choices in switch_choices
        ],
    )


def _address(view: View) -> str:
    """The address of the full page, with the site."""
    return f"{view.requested.site}{view.full.removeprefix(root())}"


def _quote_of_request(view: View) -> str:
    claim = topic.claim_of(view.context)
    return quote.of_page(view.context, claim, _address(view)) if claim else ""


def _quote(view: View, card: CardView) -> Cell | None:
    """The sentence to quote a card by, with the address of the full page."""
    if not card.total:
        return None
    sentence = quote.of_view(view.page.name, view.context, card, _address(view))
    if view.about[0] != "submission":
        return Cell(sentence)
    return Cell(sentence, lang=languages.of_texts(), title=heading_of("submission", view.context))


def _size(card: Card | RecordList) -> int:
    """How many rows a card has beside others: a list as many as on paper, within bounds."""
    return min(max(card.printed, SHORT), LONG) if isinstance(card, RecordList) else SHORT


def _choices(view: View, name: str, choices: Mapping[str, str]) -> list[Way]:
    values = list(choices)
    current = view.context.value(name, values)
    return [
        Way(
            words,
            "" if value == current else view.here({name: "" if value == values[0] else value}),
        )
        for value, words in choices.items()
    ]


def numbered(page: Page, page_number: int, last: int) -> Page:
    """The page with its number in its title; the first has none."""
    if page_number == 1:
        return page
    position = _("page {n} of {last}").format(n=number(page_number), last=number(last))
    return replace(page, title=tab(f"{page.heading}, {position}"), facts=(), figures=(), quote="")


def turns_of(view: View, page: int, last: int) -> tuple[Way, ...]:
    """Links to the page before and the page after."""
    turns = []
    if page > 1:
        previous_address = view.here({"page": "" if page == 2 else str(page - 1)})
        turns.append(
            Way(_("Page {n} (previous)").format(n=number(page - 1)), previous_address, "prev")
        )
    if page < last:
        next_address = view.here({"page": str(page + 1)})
        turns.append(Way(_("Page {n} (next)").format(n=number(page + 1)), next_address, "next"))
    return tuple(turns)


def _nothing(view: View, title: str) -> Shown:
    """The card of an empty selection: its title, the filters, and links without one or two of them, or any."""
    filters = view.links.context.filters
    wider = widest(filters, filters.active())
    links = [Link("", _("Clear filters"), Filters())]
    if wider:
        sentence = wider.sentence(filters, lambda label: escaping.shorten(label, 90))
        links.insert(0, Link("", sentence, filters.without(*wider.names)))
    return Shown(CardView("nothing", title, describe(filters), links=list(map(way_to, links))))


def _figures(selection: Filters) -> list[facts.Figure]:
    """The selection's key figures: name, figure, denominator where filters narrow it."""
    totals = ask("totals", selection).set_index("measure")
    figures = []
    for measure, name in labels.MEASURES.items():
        selected, total = int(totals.selected[measure]), int(totals.whole[measure])
        denominator = _("of {whole}").format(whole=number(total)) if selected != total else ""
        figures.append((name, number(selected), denominator))
    return figures


def _about() -> list[Shown]:
    """Who runs the dashboard, what it keeps of readers, corrections, licences and versions."""
    notice = nothing_yet()
    parts = [
        CardView(
            part.key,
            part.title,
            part.subtitle,
            rows=[Row([Cell(line.words, source=line.address)]) for line in part.lines],
            total=len(part.lines),
            links=[way_to(Link(part.page, question_of(part.page)))] if part.page else [],
        )
        for part in declared_about.parts()
    ]
    return [
        Shown(card_view)
        for card_view in [*([CardView("nothing", notice)] if notice else []), *parts]
    ]
