"""How long the texts of a workbook are in all its cells: a text is kept once, and shown as often as cells ask it."""

from __future__ import annotations

import re
from array import array

import numpy as np

_END = re.compile(rb"</(?:[^\s<>]+:)?si\s*>")
_SHARED = b't="s"'
_SHOWN = re.compile(rb""" t="s"[^<>]*>\s*(?:<[^<>]*/>)?\s*<(?:[^\s<>]+:)?v>\s*([0-9]{1,9})\s*<""")


class SharedTexts:
    """The lengths of the shared texts of a workbook, in bytes, and how many of its cells show one."""

    def __init__(self) -> None:
        self.lengths = array("q")
        self.cells = 0
        self._begun = 0

    def add_texts(self, piece: bytes) -> None:
        """Take note of the texts in a piece of the part that keeps them; texts may go on in the next piece."""
        first, *others = _END.split(piece)
        self._begun += len(first)
        for part in others:
            self.lengths.append(self._begun)
            self._begun = len(part)

    def add_cells(self, piece: bytes) -> None:
        """Take note of how many cells in a piece of a sheet show a shared text."""
        self.cells += piece.count(_SHARED)

    def most(self) -> int:
        """The bytes that all cells show at most: as if each showed the longest text."""
        return self._longest() * self.cells

    def shown(self, piece: bytes) -> int:
        """The bytes that the cells in a piece of a sheet show: where it is not plain which text, the longest."""
        places = np.array(_SHOWN.findall(piece), dtype=np.int64)
        lengths = np.frombuffer(self.lengths, np.int64)
        known = places[places < len(lengths)]
        return int(lengths[known].sum()) + (piece.count(_SHARED) - len(known)) * self._longest()

    def _longest(self) -> int:
        return max([*self.lengths, self._begun], default=0)
