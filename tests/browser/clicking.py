"""A hand that clicks filters in quick succession, and the selection that its clicks ask for.

What counts as clicked is what the browser saw: the page may move between a look and a click, and then something else,
or nothing, is hit.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from playwright.sync_api import Error, expect

from cards.challenges import GRAIN_NAMES
from data.settings import served
from i18n import filter_options, labels
from queries import Filters
from tests.browser.reading import Reader

Click = Callable[[Filters, Sequence[str]], Filters]

QUICK = 2_000
"""Milliseconds that one movement of the hand may wait for what it wants to click."""

_HITS = """() => {
    const hits = window.hits = [];
    const key = node => [...(node.closest('[class*="st-key-"]')?.classList ?? [])]
        .find(name => name.startsWith('st-key-'))?.slice(7);
    addEventListener('click', event => {
        const option = event.target.closest('[role=option]');
        if (option) hits.push(['option', option.closest('[role=listbox]').ariaLabel, option.innerText.trim()]);
        // The hand means no link: one that came to where it had meant a mark is not followed.
        if (event.target.closest('a')) { event.preventDefault(); event.stopPropagation(); }
        const button = event.target.closest('button');
        if (button && key(button)) {
            const pressed = [button.ariaPressed, button.ariaChecked, button.ariaSelected].includes('true');
            hits.push(['button', key(button), button.innerText.trim(), pressed]);
        }
    }, true);
    addEventListener('keydown', event => {
        if (event.key === 'Enter' && event.target.matches('[data-testid="stTextInput"] input'))
            hits.push(['typed', event.target.ariaLabel]);
    }, true);
}"""

MARKS_OF_CARD = """card => {
    const plot = [...document.querySelectorAll(`.st-key-card_${card} .js-plotly-plot`)].at(-1);
    return [...plot?.querySelectorAll('g.point') ?? []].flatMap(bar => {
        const datum = bar.__data__, trace = bar.closest('g.trace').__data__?.[0]?.trace;
        const marks = trace?.customdata, box = bar.getBoundingClientRect();
        return marks && trace.type === 'bar' && box.width ? [[Array.from(marks[datum.i]), box]] : [];
    });
}"""
"""The marks of the chart of a card: ids, and its box on the screen."""

_WATCH = """() => addEventListener('mousedown', ({ target }) => {
    const plot = target.closest('.js-plotly-plot');
    if (!plot?._ev || plot._ev.watched) return;
    plot._ev.watched = true;
    const names = [...plot.closest('[class*="st-key-card_"]').classList];
    const card = names.find(name => name.startsWith('st-key-card_')).slice(12);
    plot.on('plotly_click', ({ points }) => {
        if (points[0]?.customdata) window.hits.push(['mark', card, Array.from(points[0].customdata)]);
    });
}, { capture: true })"""
"""Note which mark Plotly says is clicked."""


@dataclass
class Hand:
    """A hand of a reader on the page ``page``; ``chance`` decides what it clicks, and when."""

    reader: Reader
    chance: random.Random
    marks: Mapping[str, Click]
    """Cards whose marks it clicks, and what a click on one makes of a selection."""
    selection: Filters = field(default_factory=Filters)
    count: str = "submissions"
    grain: str = "claims"
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reader.page.evaluate(_HITS)
        self.reader.page.evaluate(_WATCH)

    def rest(self) -> None:
        """Wait as long as a hand does between two clicks."""
        self.reader.page.wait_for_timeout(self.chance.uniform(20, 1_500))

    def act(self) -> None:
        """Do one thing, and take what was hit into the selection that is asked for."""
        acts: list[Callable[[], None]] = [
            *([self.pill] * 4),
            *([self.mark] * 3 if self.marks else []),
            *([self.chip] * 2),
            self.listed,
            self.day,
            self.words,
            self.switch,
            self.stages,
            self.reset,
        ]
        self._try(self.chance.choice(acts))

    def back(self) -> None:
        """When all is quiet, do one thing more and go back from it; what follows is done at once."""
        self.ends_right()
        before = self.selection, self.count, self.grain
        selection, url = self.selection, self.reader.page.url
        self._try(self.pill)
        if self.selection == selection:
            return
        self.ends_right()
        self.reader.page.go_back(wait_until="commit")
        self.selection, self.count, self.grain = before
        self.done.append("back")
        self.reader.page.wait_for_url(url, wait_until="commit")

    def _try(self, act: Callable[[], None]) -> None:
        """Do this unless what it clicks moves for too long, and take what was hit."""
        try:
            act()
        except Error as error:
            if "Timeout" not in str(error):
                raise
        self.take()

    def pill(self) -> None:
        name = self.chance.choice(("group", "kind", "region"))
        buttons = self.reader.key(f"filter_{name}").get_by_role("button")
        if (number := buttons.count()) > 1:
            buttons.nth(self.chance.randrange(number - 1) + 1).click(timeout=QUICK)

    def stages(self) -> None:
        buttons = self.reader.key("filter_stage_group").locator("button")
        if number := buttons.count():
            buttons.nth(self.chance.randrange(number)).click(timeout=QUICK)

    def chip(self) -> None:
        chips = self.reader.page.locator('.st-key-chips [class*="st-key-chip_"] button:visible')
        if number := chips.count():
            chips.nth(self.chance.randrange(number)).click(timeout=QUICK)

    def reset(self) -> None:
        if self.chance.random() < 0.5 and (button := self.reader.key("reset")).count():
            button.locator("button").click(timeout=QUICK)

    def switch(self) -> None:
        buttons = self.reader.key("view_count").locator("button")
        buttons.nth(self.chance.randrange(buttons.count())).click(timeout=QUICK)

    def listed(self) -> None:
        page = self.reader.page
        name, option = self.chance.choice(
            (("theme", "Gender"), ("theme", "IGF funding"), ("organisation", "JPNIC"))
        )
        field_ = self.reader.key(f"filter_{name}").locator("input").last
        field_.click(timeout=QUICK)
        field_.fill(option, timeout=QUICK)
        options = page.locator('[role=option]:not([id$="__creatable__"])')
        options.filter(has_text=option).first.click(timeout=QUICK)
        page.keyboard.press("Escape")

    def day(self) -> None:
        self._type("since", self.chance.choice(("2024", "2025-02", "2025-06-01", "")))

    def words(self) -> None:
        self._type("q", self.chance.choice(("internet", "rights", "")))

    def _type(self, name: str, words: str) -> None:
        field_ = self.reader.key(f"filter_{name}").locator("input").last
        field_.click(timeout=QUICK)
        field_.fill(words, timeout=QUICK)
        self.reader.page.wait_for_timeout(self.chance.uniform(0, 300))
        self.reader.page.evaluate(
            "said => window.typing = said", [labels.FILTERS[name], name, words]
        )
        self.reader.page.keyboard.press("Enter")

    def mark(self) -> None:
        page = self.reader.page
        card = self.chance.choice(list(self.marks))
        height = page.viewport_size["height"]
        centres = [
            (box["left"] + box["width"] / 2, box["top"] + box["height"] / 2)
            for _ids, box in page.evaluate(MARKS_OF_CARD, card)
        ]
        if visible := [centre for centre in centres if 80 < centre[1] < height - 30]:
            page.mouse.click(*self.chance.choice(visible))

    def take(self) -> None:
        """Take what was hit into the selection."""
        page = self.reader.page
        hits = page.evaluate("() => [window.hits.splice(0), window.typing]")
        for kind, *details in hits[0]:
            self.done.append(f"{kind} {' '.join(map(str, details))}".replace("\n", " "))
            if kind == "mark":
                card, ids = details
                click = self.marks.get(card)
                self.selection = click(self.selection, ids) if click else self.selection
            elif kind == "option":
                self._option(*details)
            elif kind == "typed" and hits[1] and details[0] == hits[1][0]:
                self._typed(hits[1][1], hits[1][2])
            elif kind == "button":
                self._button(*details)

    def _option(self, label: str, words: str) -> None:
        name = next(name for name, filter_label in labels.FILTERS.items() if filter_label == label)
        descriptions = filter_options.descriptions(name)
        identifier = next(
            (
                identifier
                for identifier, description in descriptions.items()
                if words.startswith(description)
            ),
            None,
        )
        if identifier is None:  # the words as they were typed, which are no name
            return
        if identifier not in getattr(self.selection, name):
            self.selection = self.selection.toggle(name, identifier)

    def _typed(self, name: str, words: str) -> None:
        if name == "q":
            self.selection = self.selection.set(q=words)
        else:
            whole = f"{words}-01-01"[:10] if words else ""
            self.selection = self.selection.set(since=date.fromisoformat(whole) if whole else None)

    def _button(self, key: str, words: str, pressed: bool) -> None:
        key = key.split("__")[0]
        chosen = words.split("\n")[0].strip()
        if key == "reset":
            self.selection = Filters()
        elif key == "view_count":
            self.count = next(unit for unit, label in labels.UNITS.items() if label == chosen)
        elif key == "view_grain":  # where a bar was, which the hand had meant
            self.grain = next(grain for grain, label in GRAIN_NAMES.items() if label == chosen)
        elif key == "filter_stage_group":
            stages = _stages()[chosen]
            self.selection = self.selection.set(stage=() if pressed else stages)
        elif key.startswith("filter_"):
            self._pressed(key.removeprefix("filter_"), chosen, pressed)
        elif key.startswith("chip_"):
            name, _, identifier = key.removeprefix("chip_").partition("_")
            if identifier == "None":
                self.selection = self.selection.without(name)
            elif identifier in getattr(self.selection, name):
                self.selection = self.selection.toggle(name, identifier)

    def _pressed(self, name: str, words: str, pressed: bool) -> None:
        option_labels = filter_options.option_labels()[name]
        identifier = next(
            (identifier for identifier, label in option_labels.items() if label == words), None
        )
        if identifier and pressed == (identifier in getattr(self.selection, name)):
            self.selection = self.selection.toggle(name, identifier)

    def ends_right(self) -> None:
        """Fail unless the page comes to show what was clicked: in the address, in the chips and in the pills.

        On a busy machine a click hits after the hand has given it up: then the page shows that one, too.
        """
        self.take()
        count_before = len(self.done)
        try:
            self._shows_selection()
        except AssertionError:
            self.take()
            if len(self.done) == count_before:
                raise
            self._shows_selection()

    def _shows_selection(self) -> None:
        view = {
            **({} if self.count == "submissions" else {"count": [self.count]}),
            **({} if self.grain == "claims" else {"grain": [self.grain]}),
        }
        try:
            self.reader.at(**self.selection.to_query(), **view)
        except Error as error:
            expected = {**self.selection.to_query(), **view}
            raise AssertionError(f"{expected} != {self.reader.query} after {self.done}") from error
        chips = self.reader.page.locator('.st-key-chips [class*="st-key-chip_"]')
        expect(chips).to_have_count(_chips(self.selection))
        for name in ("group", "kind", "region"):
            pressed = self.reader.key(f"filter_{name}").locator('button[aria-pressed="true"]')
            if self.reader.key(f"filter_{name}").count():
                expect(pressed).to_have_count(len(getattr(self.selection, name)))


def _chips(selection: Filters) -> int:
    """How many chips a selection has: at most 12 in all for options, and one for each filter of words or days."""
    count = 0
    for name in selection.active():
        value = getattr(selection, name)
        count = max(count, min(12, count + len(value))) if isinstance(value, tuple) else count + 1
    return count


def _stages() -> dict[str, tuple[str, ...]]:
    stage_labels = filter_options.option_labels()["stage"]
    return {
        group.title: tuple(sorted(stage for stage in group.stages if stage in stage_labels))
        for group in served().stage_groups
    }
