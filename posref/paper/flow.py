"""Blocks -> pages: whole blocks, headings with what they head, no nearly empty last page. Pure, given a measure.

Spacing is tightened by up to `TIGHTEST` when that saves a last page of fewer than `FEW` rows; what stretches (room to
write, a month's rows) then takes the height that is left, so that a page is used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from posref.paper.sheet import Anchor, Block, Break, Grid, Heading, Row, Sheet, Step, Writing

TIGHTEST = 0.88
FEW = 3
POINT = 25.4 / 72
"""A PDF's pages are as many whole points long: a roll's length is rounded up to them, or all would move a little."""

FOOT = 8.0
"""Height kept for the foot of a page, in millimetres."""

Measure = Callable[[Block, float, float], float]
"""Height of a block at a width, with its spacing times a factor; all in millimetres but the factor."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block at its height on the page, from the top of the paper."""

    block: Block
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a sheet, the height of the paper, the factor the spacing was drawn together by, and the anchors."""

    pages: tuple[tuple[Placed, ...], ...]
    height: float
    tight: float
    anchors: dict[str, int]


def flow(sheet: Sheet, measure: Measure, form: float = 0.0) -> Pages:
    """Lay the sheet's blocks on pages; a roll's on one as long as they are, or on pages of a printer's form."""
    height = sheet.height or form
    if not height:
        return _roll(sheet, measure)
    best = _pages(sheet, measure, 1.0, height)
    if len(best) > 1 and _rows(best[-1]) < FEW:
        for factor in (0.96, 0.92, TIGHTEST):
            tighter = _pages(sheet, measure, factor, height)
            if len(tighter) < len(best):
                return _done(sheet, tighter, factor, height)
    return _done(sheet, best, 1.0, height)


def _roll(sheet: Sheet, measure: Measure) -> Pages:
    top, placed = sheet.edge, []
    for block in sheet.blocks:
        height = measure(block, sheet.content, 1.0)
        placed.append(Placed(block, top, height))
        top += height
    page = tuple(placed)
    return Pages((page,), ceil((top + sheet.edge + FOOT) / POINT) * POINT, 1.0, _anchors([page]))


def _pages(sheet: Sheet, measure: Measure, factor: float, height: float) -> list[list[Placed]]:
    pages: list[list[Placed]] = [[]]
    bottom = height - sheet.edge - FOOT
    top = sheet.edge
    for group in _groups(sheet.blocks):
        heights = [measure(block, sheet.content, factor) for block in group]
        starts = isinstance(group[0], Break)
        if pages[-1] and (starts or top + sum(heights) > bottom + 0.01):
            pages.append([])
            top = sheet.edge
        for block, tall in zip(group, heights, strict=True):
            seen = any(not isinstance(placed.block, Anchor) for placed in pages[-1])  # an anchor fills no page
            if seen and top + tall > bottom + 0.01 and not isinstance(block, Anchor):
                pages.append([])
                top = sheet.edge
            if not isinstance(block, Break):
                pages[-1].append(Placed(block, top, tall))
                top += tall
    return [page for page in pages if page]


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks that belong on one page: anchors and headings with the first block they head."""
    groups: list[list[Block]] = []
    held: list[Block] = []
    for block in blocks:
        if isinstance(block, Break):
            if held:
                groups.append(held)
            groups.append([block])
            held = []
        elif isinstance(block, (Heading, Anchor)):
            held.append(block)
        else:
            groups.append([*held, block])
            held = []
    return [*groups, held] if held else groups


def _rows(page: Sequence[Placed]) -> int:
    return sum(1 for placed in page if isinstance(placed.block, (Row, Step))) or len(page)


def _done(sheet: Sheet, pages: list[list[Placed]], factor: float, height: float) -> Pages:
    stretched = tuple(_stretch(page, height - sheet.edge - FOOT) for page in pages)
    return Pages(stretched, height, factor, _anchors(stretched))


def _stretch(page: Sequence[Placed], bottom: float) -> tuple[Placed, ...]:
    """Give the height that is left to what stretches on this page."""
    end = page[-1].top + page[-1].height
    left = bottom - end
    elastic = [place for place, placed in enumerate(page) if isinstance(placed.block, (Writing, Grid))]
    if not elastic or left <= 0:
        return tuple(page)
    shift, moved = 0.0, []
    for place, placed in enumerate(page):
        more = 0.0
        if place in elastic:
            more = left / len(elastic)
            if isinstance(placed.block, Writing):
                line = placed.height / (placed.block.least + 1)
                more = min(more, line * (placed.block.most - placed.block.least))
        moved.append(Placed(placed.block, placed.top + shift, placed.height + more))
        shift += more
    return tuple(moved)


def _anchors(pages: Sequence[Sequence[Placed]]) -> dict[str, int]:
    return {
        placed.block.name: number
        for number, page in enumerate(pages, 1)
        for placed in page
        if isinstance(placed.block, Anchor)
    }
