"""Streamlit's code for charts without the kinds of charts that the dashboard does not draw: 2.0 in place of 4.7 MB.

The code is a bundle of Plotly's modules, each a function that runs when another module calls it:

    xu=_({"src/traces/bar/index.js"(e,t){...}}),

The last one registers all kinds of charts. This module makes it register KINDS alone, and removes the modules that
nothing calls any more.

The changed code also asks `files/rooms.js` for the layout of a chart that has room and whether that is drawn already,
and `files/in_sight.js` when to draw it: it draws charts in sight before the others. Without these files, it draws all
at once, each several times, as on a phone. It asks `files/chart_clicks.js` before it notes that a mark is selected: it
sends a note a moment later, and Streamlit forgets the note if a page run that has replaced the chart ends meanwhile.
"""

from __future__ import annotations

import re
from itertools import pairwise

KINDS = frozenset(("bar", "choropleth", "scattergeo"))
"""The kinds of charts that are drawn, besides scatter, which the core of Plotly has."""

_BEGINS = re.compile(r'([\w$]+)=[\w$]+\(\{["`]([^"`\s]+)["`]\([\w,$]*\)\{')
"""The beginning of a module: its name and its path."""

_ENDS = ("}}),", "}});")
"""The end of a module that another one follows. A module with another end stays as it is."""

_CALLS = re.compile(r"(?<![\w$.])([\w$]+)\(\)")

_REGISTERS = re.compile(r"(?<=\.register\(\[)(?:[\w$]+\(\),?){20,}(?=\])")
"""The list of all kinds of charts."""

_DRAWS = re.compile(
    r"return (\w+)\.react\((\w+)\.current,(\{data:\w+,layout:\w+,config:\w+,frames:\w+\})\)"
)
"""How Streamlit has Plotly draw a chart; an element that has disappeared meanwhile is null."""

_NOTES = re.compile(r"(?<=[,;&])(\w+)(?=\.setStringValue\()")
"""The object that Streamlit notifies of selected marks: the store of the state of all widgets."""


def without_unused(code: str) -> str:
    """The ``code`` with KINDS alone. Code that is not built as described above stays unchanged."""
    registers = _REGISTERS.search(code)
    begins = list(_BEGINS.finditer(code))
    kinds = {begin[2]: begin[1] for begin in begins if begin[2].startswith("lib/")}
    names = [kinds.get(f"lib/{kind}.js") for kind in sorted(KINDS)]
    if registers is None or None in names or begins[-1].start() > registers.start():
        return code
    end = code.rindex(_ENDS[1], begins[-1].start(), registers.start()) + len(_ENDS[1])
    bounds = (*(begin.start() for begin in begins), end)
    parts = (code[start:stop] for start, stop in pairwise(bounds))
    modules = {begin[1]: part for begin, part in zip(begins, parts, strict=True)}
    head = code[: begins[0].start()]
    tail = code[end:].replace(registers[0], ",".join(f"{name}()" for name in names))
    used = _reached(modules, head + tail)
    used_modules = (
        module if name in used or not module.endswith(_ENDS) else f"{name}=null{module[-1]}"
        for name, module in modules.items()
    )
    return "".join((head, *used_modules, tail))


def in_sight_first(code: str) -> str:
    """The ``code`` that draws charts in sight first, each once, in the layout that has room. Code that draws them
    otherwise stays unchanged.
    """
    return _DRAWS.sub(
        r"let drawn=\3;drawn=globalThis.laidOut?.(\2.current,drawn)??drawn;"
        r"return Promise.resolve(globalThis.whenInSight?.(\2.current)).then("
        r"()=>\2.current&&(globalThis.isDrawn?.(\2.current,drawn)||\1.react(\2.current,drawn)))",
        code,
    )


def marks_kept(code: str) -> str:
    """The ``code`` that keeps selected marks until it has sent them. Code that notes them otherwise stays unchanged."""
    return _NOTES.sub(r"(globalThis.keepingMarks?.(\1)??\1)", code)


def _reached(modules: dict[str, str], code: str) -> set[str]:
    """The names of the modules that ``code`` calls, and that those call."""
    reached: set[str] = set()
    pending = [code]
    while pending:
        names = {name for name in _CALLS.findall(pending.pop()) if name in modules} - reached
        reached |= names
        pending += (modules[name] for name in names)
    return reached
