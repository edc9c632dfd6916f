"""Layouts: an order that puts similar lines together, positions for a network, labels that do not collide.

Numbers in, numbers out. The same input gives the same result in every run.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import networkx as nx
import numpy as np

Point = tuple[float, float]
Link = tuple[int, int, int]
"""The numbers of two nodes, and how many things they share."""

SEED = 0
LINE = 15
"""Height of a label's line in pixels."""

_SPACE = 50
_APART = 9
_AROUND = 46, 20
_GAP = 10
_BESIDE = 4
_FEW = 40


class Box(NamedTuple):
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def components(count: int, links: Collection[Link]) -> list[list[int]]:
    """The numbers below ``count`` in connected components, largest first."""
    graph = _graph(count, links)
    parts = [sorted(part) for part in nx.connected_components(graph)]
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def communities(count: int, links: Collection[Link]) -> list[list[int]]:
    """The numbers below ``count`` in groups that share much with each other (Louvain), largest first."""
    groups = nx.community.louvain_communities(_graph(count, links), weight="weight", seed=SEED)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group[0]))


def cluster_order(likeness: Sequence[Sequence[float]]) -> list[int]:
    """An order of the lines of a symmetric table of likenesses (0 to 1) that puts similar lines beside each other.

    Spectral seriation: the order of the entries of the Fiedler vector of the likenesses' normalised Laplacian. The
    first line stands in the first half.
    """
    if len(likeness) < 3:
        return list(range(len(likeness)))
    weights = np.array(likeness, dtype=float)
    np.fill_diagonal(weights, 0)
    scale = 1 / np.sqrt(np.maximum(weights.sum(axis=1), 1e-9))
    laplacian = np.eye(len(weights)) - weights * np.outer(scale, scale)
    vector = np.linalg.eigh(laplacian)[1][:, 1] * scale
    if vector[0] > 0:
        vector = -vector
    return [int(line) for line in np.argsort(vector.round(9), kind="stable")]


def paginate(parts: Sequence[Sequence[int]], fill: int, most: int) -> list[list[int]]:
    """Parts on sheets, in order: per sheet as many parts as have ``fill`` numbers together, or one larger part.

    A part is only cut if it has more than ``most`` numbers.
    """
    sheets: list[list[int]] = []
    for part in parts:
        for start in range(0, len(part), most):
            piece = list(part[start : start + most])
            if sheets and len(sheets[-1]) + len(piece) <= fill:
                sheets[-1].extend(piece)
            else:
                sheets.append(piece)
    return sheets


def network_layout(
    radii: Sequence[float], links: Collection[Link], width: float
) -> tuple[list[Point], float]:
    """Positions in pixels for discs of ``radii`` joined by ``links`` on a sheet ``width`` wide, and its height.

    Each connected part is laid out by itself, its discs apart from each other; the parts are then packed in rows.
    """
    positions: list[Point] = [(0.0, 0.0)] * len(radii)
    boxes = []
    for part in components(len(radii), links):
        sizes = np.array([radii[number] for number in part])
        spots = _part_layout(part, links, sizes, width - 2 * (_AROUND[0] + max(sizes)))
        low, high = (spots - sizes[:, None]).min(axis=0), (spots + sizes[:, None]).max(axis=0)
        spots += np.array(_AROUND) - low
        boxes.append((part, spots, *(high - low + 2 * np.array(_AROUND))))
    boxes.sort(key=lambda box: (-box[3], -box[2], box[0][0]))
    top = 0.0
    while boxes:
        row: list[tuple[list[int], np.ndarray, float, float]] = []
        used_width = 0.0
        for box in list(boxes):
            if not row or used_width + box[2] <= width:
                row.append(box)
                used_width += box[2]
                boxes.remove(box)
        height = max(box[3] for box in row)
        left = gap = max((width - used_width) / (len(row) + 1), 0)
        for part, spots, box_width, box_height in row:
            for number, (x, y) in zip(part, spots, strict=True):
                positions[number] = (float(left + x), float(top + y + (height - box_height) / 2))
            left += box_width + gap
        top += height + _GAP
    return positions, max(top - _GAP, 0)


def place_labels(
    spots: Sequence[Point], radii: Sequence[float], widths: Sequence[float], width: float
) -> dict[int, Box]:
    """Which of the labels, ``widths`` wide, can stand beside their discs without touching anything, and where.

    Larger discs are served first. A label stands right of, left of, below or above its disc and inside the sheet.
    """
    discs = [
        Box(x - radius, y - radius, x + radius, y + radius)
        for (x, y), radius in zip(spots, radii, strict=True)
    ]
    boxes: dict[int, Box] = {}
    for number in sorted(range(len(spots)), key=lambda index: (-radii[index], index)):
        x, y, radius, label_width = *spots[number], radii[number], widths[number]
        half_height = LINE / 2
        for left, top in (
            (x + radius + _BESIDE, y - half_height),
            (x - radius - _BESIDE - label_width, y - half_height),
            (x - label_width / 2, y + radius + 2),
            (x - label_width / 2, y - radius - 2 - LINE),
        ):
            box = Box(left, top, left + label_width, top + LINE)
            if box.left < 0 or box.right > width or box.top < 0:
                continue
            if any(box.meets(other) for other in boxes.values()):
                continue
            if any(box.meets(disc) for other, disc in enumerate(discs) if other != number):
                continue
            boxes[number] = box
            break
    return boxes


def _graph(count: int, links: Collection[Link]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_weighted_edges_from(sorted(links))
    return graph


def _part_layout(
    part: Sequence[int], links: Collection[Link], sizes: np.ndarray, width: float
) -> np.ndarray:
    """Positions for one connected part, its longest side along x and no wider than ``width``."""
    indices = {number: index for index, number in enumerate(part)}
    part_links = [
        (indices[first], indices[second], shared)
        for first, second, shared in links
        if first in indices
    ]
    graph = _graph(len(part), part_links)
    if len(part) == 1:
        return np.zeros((1, 2))
    few = len(part) <= _FEW
    layout = (
        nx.spring_layout(graph, weight=None, iterations=200, seed=SEED)
        if few
        else nx.forceatlas2_layout(graph, seed=SEED, max_iter=150, weight=None)
    )
    spots = np.array([layout[node] for node in range(len(part))], dtype=float)
    spots -= spots.mean(axis=0)
    spots = spots @ np.linalg.svd(spots, full_matrices=False)[2].T
    if few:
        distances = np.linalg.norm(spots[:, None] - spots[None], axis=2)
        np.fill_diagonal(distances, np.inf)
        spots *= _SPACE / max(float(np.median(distances.min(axis=1))), 1e-6)
    else:
        reach = np.maximum(np.ptp(spots, axis=0), 1e-6)
        area = len(part) * _SPACE**2
        breadth = min(float(np.sqrt(area * reach[0] / reach[1])), 0.75 * width)
        spots *= np.array([breadth, area / breadth]) / reach
    if (reach_x := float(np.ptp(spots[:, 0]))) > width:
        spots *= width / reach_x
    return _separated(spots, sizes, width)


def _separated(spots: np.ndarray, sizes: np.ndarray, width: float) -> np.ndarray:
    """The positions after discs are pushed from each other until none touch."""
    least_distances = sizes[:, None] + sizes[None] + _APART
    np.fill_diagonal(least_distances, 0)
    numbers = np.arange(len(spots))
    middle = (spots[:, 0].max() + spots[:, 0].min()) / 2
    for _round in range(400):
        offsets = spots[:, None] - spots[None]
        distances = np.linalg.norm(offsets, axis=2)
        coincident = (distances < 1e-9) & (least_distances > 0)
        if coincident.any():
            angle = numbers[:, None] - numbers[None] + 0.5
            offsets[coincident] = (
                np.stack([np.cos(angle), np.sin(angle)], axis=2)[coincident] * 1e-3
            )
            offsets = (offsets - offsets.transpose(1, 0, 2)) / 2
            distances = np.linalg.norm(offsets, axis=2)
        overlaps = np.maximum(least_distances - distances, 0)
        if overlaps.max() < 0.5:
            break
        push = offsets / np.maximum(distances, 1e-9)[:, :, None] * overlaps[:, :, None]
        spots = spots + push.sum(axis=1) * 0.3
        spots[:, 0] = np.clip(spots[:, 0], middle - width / 2, middle + width / 2)
    return spots
