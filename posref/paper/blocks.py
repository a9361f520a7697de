"""How each kind of block is set: one function a kind, used to measure and to draw. `height` is what flow gave it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from posref.paper.ink import THICK, THIN, Ink
from posref.paper.sheet import (
    Align,
    Anchor,
    BigCode,
    Block,
    Boxes,
    Break,
    Facts,
    Fields,
    Gap,
    Grid,
    Heading,
    Index,
    Line,
    Mark,
    Notice,
    Paragraph,
    Row,
    Signatures,
    Step,
    Title,
    Writing,
)

BOX = 5.0
LINE_TO_WRITE = 8.5
GRID_LEAST, GRID_HEAD = 7.0, 9.6
GRID_FIRST = 42.0
CELL_FIELD = 6.6


class Setting:
    """Sets blocks on one sheet: where they begin, how wide they are, and how tight their spacing is."""

    def __init__(self, ink: Ink, left: float, width: float, tight: float, pages: dict[str, int]) -> None:
        """Take the ink, the content's left edge and width, the factor of the spacing, and the pages of anchors."""
        self.ink, self.left, self.width, self.tight, self.pages = ink, left, width, tight, pages
        self.dry = ink.dry()

    def set(self, block: Block, top: float, height: float | None = None) -> float:
        """Set a block at this height; the height it takes."""
        return _SET[type(block)](self, block, top, height)

    def size(self, points: float) -> float:
        """Type sizes of a narrow paper are smaller at the top of the scale."""
        return points if self.width > 120 else points * (0.8 if self.width > 80 else 0.66)


def _title(s: Setting, block: Title, top: float, _height: float | None) -> float:
    roll = s.ink.roll
    right = 0.0 if roll or not block.right else s.width * 0.4
    y = top
    y += s.ink.text(s.left, y, s.width - right, Line(block.main, s.size(24), bold=True))
    y += s.ink.text(s.left, y, s.width - right, Line(block.other, s.size(13), grey=True))
    lines = tuple(Line(text, s.size(9.5), grey=True) for text in block.right)
    if roll:
        y += s.ink.lines(s.left, y + 0.5, s.width, lines) + 0.5
    elif lines:
        x = s.left + s.width - right
        needed = s.dry.lines(x, 0, right, lines)
        s.ink.lines(x, max(top, y - needed), right, lines, Align.RIGHT)
    y += 1.6
    s.ink.rule(s.left, y, s.width, THICK * 2.2)
    return y + 4 * s.tight - top


def _heading(s: Setting, block: Heading, top: float, _height: float | None) -> float:
    y = top + 3.2 * s.tight
    main = Line(block.main, s.size(12.5), bold=True)
    wide = min(s.ink.advance(main) + 1, s.width)
    height = s.ink.text(s.left, y, wide, main)
    other = Line(block.other, s.size(9.5), grey=True)
    room = s.width - wide - 2.5
    if block.other and s.ink.advance(other) <= room:
        s.ink.text(s.left + wide + 2.5, y + height - 4.6, room, other)
    elif block.other:
        height += s.ink.text(s.left, y + height, s.width, other)
    s.ink.rule(s.left, y + height + 0.8, s.width, THICK)
    return 3.2 * s.tight + height + 1.2


def _paragraph(s: Setting, block: Paragraph, top: float, _height: float | None) -> float:
    return s.ink.lines(s.left, top, s.width, block.lines) + block.after * s.tight


def _notice(s: Setting, block: Notice, top: float, _height: float | None) -> float:
    pad, gap = 3.0, 4.0
    main = Line(block.main, s.size(18), bold=True)
    inside = s.width - 2 * pad
    wide = s.ink.advance(main) + 1
    beside = bool(block.lines) and wide < inside * 0.4
    if not beside:
        wide = inside
    x = s.left + pad + (wide + gap if beside else 0)
    room = inside - (wide + gap if beside else 0)
    lines = tuple(Line(text, s.size(10)) for text in block.lines)
    inner, head = s.dry.lines(0, 0, room, lines), s.dry.text(0, 0, wide, main)
    height = (max(inner, head) if beside else inner + head + (1 if lines else 0)) + 2 * pad * 0.8
    middle = top + height / 2
    s.ink.text(s.left + pad, middle - head / 2 if beside else top + pad * 0.8, wide, main)
    s.ink.lines(x, middle - inner / 2 if beside else top + pad * 0.8 + head + 1, room, lines)
    s.ink.box(s.left, top, s.width, height, THICK * 2)
    return height + 2 * s.tight


def _row(s: Setting, block: Row, top: float, _height: float | None) -> float:
    total, x = sum(block.shares), s.left
    widths = [s.width * share / total for share in block.shares]
    heights = [
        s.dry.lines(0, 0, w - 1.5, cell.lines) + (_label(s, cell.field, w)[2] if cell.field else 0)
        for w, cell in zip(widths, block.cells, strict=True)
    ]
    marks = [BOX if cell.mark is Mark.BOX else 3.6 if cell.mark else 0.0 for cell in block.cells]
    pad = block.pad * s.tight
    height = max(*heights, *marks, 1.0) + 2 * pad
    for width, inner, cell in zip(widths, heights, block.cells, strict=True):
        y = top + (height - inner) / 2
        y += s.ink.lines(x, y, width - 1.5, cell.lines, cell.align)
        if cell.field:
            named, wide, tall = _label(s, cell.field, width)
            s.ink.text(x, y + 1.4, wide, named)
            s.ink.rule(x + wide, y + tall - 1, width - wide - 6)
        if cell.mark is Mark.LINE:
            s.ink.rule(x, top + height - pad, width - 2)
        elif cell.mark is not None:
            size = BOX if cell.mark is Mark.BOX else 3.6
            s.ink.mark(cell.mark, x + (width - size) / 2, top + (height - size) / 2, size)
        x += width
    if block.rule:
        s.ink.rule(s.left, top + height, s.width, grey=True)
    return height


def _label(s: Setting, field: str, width: float) -> tuple[Line, float, float]:
    """A field's label, its width, and the height of the field: a long label wraps and leaves a line to write on."""
    named = Line(field, 9.5)
    wide = min(s.ink.advance(named) + 1.5, width - 14)
    return named, wide, max(CELL_FIELD, s.dry.text(0, 0, wide, named) + 2.6)


def _step(s: Setting, block: Step, top: float, _height: float | None) -> float:
    disc = 6.0 if s.width > 80 else 5.0
    indent = disc + 2.5
    height = s.ink.lines(s.left + indent, top + 0.4, s.width - indent, block.lines)
    s.ink.box(s.left, top, disc, disc, 0.3, disc / 2)
    number = Line(str(block.number), 9.5 if disc == 6.0 else 8.5, bold=True)
    s.ink.text(s.left, top + disc / 2 - 2.0, disc, number, Align.CENTRE)
    return max(height + 0.4, disc) + 1.8 * s.tight


def _fields(s: Setting, block: Fields, top: float, _height: float | None) -> float:
    if s.ink.roll or s.width < 90:
        y = top
        for label, value in block.fields:
            y += _field(s, label, value, s.left, y, s.width)
        return y - top + 1
    shares = block.shares or (1.0,) * len(block.fields)
    x, tall = s.left, 0.0
    for share, (label, value) in zip(shares, block.fields, strict=True):
        width = s.width * share / sum(shares)
        tall = max(tall, _field(s, label, value, x, top, width - 4))
        x += width
    return tall + 2 * s.tight


def _field(s: Setting, label: str, value: str, x: float, top: float, width: float) -> float:
    named = Line(label, 10)
    lead = min(s.ink.advance(named) + 2, width * 0.6)
    said = Line(value, 10)
    height = max(s.dry.text(0, 0, lead, named), s.dry.text(0, 0, width - lead - 1, said), 4.2) + 2.4
    s.ink.text(x, top + height - 1 - s.dry.text(0, 0, lead, named), lead, named)
    s.ink.text(x + lead + 1, top + height - 1 - s.dry.text(0, 0, width - lead - 1, said), width - lead - 1, said)
    s.ink.rule(x + lead, top + height - 0.6, width - lead)
    return height


def _writing(s: Setting, block: Writing, top: float, height: float | None) -> float:
    head = s.ink.text(s.left, top + 2, s.width, Line(block.label, 11)) + 2
    natural = head + LINE_TO_WRITE * block.least + 2
    tall = max(natural, height or 0)
    lines = max(block.least, min(block.most, int((tall - head - 2) / LINE_TO_WRITE)))
    for number in range(1, lines + 1):
        s.ink.rule(s.left, top + head + LINE_TO_WRITE * number, s.width)
    return natural if height is None else tall


def _signatures(s: Setting, block: Signatures, top: float, _height: float | None) -> float:
    gap, count = 6.0, len(block.labels)
    if s.width < 90:
        y = top
        for label in block.labels:
            s.ink.rule(s.left, y + 10, s.width, THIN)
            y += 11 + s.ink.text(s.left, y + 11, s.width, Line(label, 9.5))
        return y - top + 2
    width = (s.width - gap * (count - 1)) / count
    tall = 0.0
    for place, label in enumerate(block.labels):
        x = s.left + place * (width + gap)
        s.ink.rule(x, top + 12, width, THIN)
        tall = max(tall, s.ink.text(x, top + 13, width, Line(label, 10)))
    return 13 + tall + 2


def _boxes(s: Setting, block: Boxes, top: float, _height: float | None) -> float:
    gap = 5.0
    across = len(block.boxes) if s.width > 90 else 1
    width = (s.width - gap * (across - 1)) / across
    y = top + 2
    for place, (label, value) in enumerate(block.boxes):
        x = s.left + (place % across) * (width + gap)
        row = y + (place // across) * (block.height + 2)
        s.ink.box(x, row, width, block.height)
        used = s.ink.text(x + 2, row + 1.2, width - 4, Line(label, 9.5))
        said = s.ink.fitting(Line(value, 14, bold=True), width - 4, 8)
        s.ink.text(x + 2, row + used + 1.5, width - 4, said)
        if not value:
            s.ink.rule(x + 2, row + block.height - 3, width - 4)
    rows = -(-len(block.boxes) // across)
    return 2 + rows * (block.height + 2)


def _big_code(s: Setting, block: BigCode, top: float, _height: float | None) -> float:
    y = top
    if block.code:
        widest = 110.0 if s.width > 120 else 44.0 if s.width > 80 and not s.ink.roll else 54.0
        code = s.ink.fitting(Line(block.code, widest, bold=True, mono=True), s.width, 14)
        y += s.ink.text(s.left, y, s.width, code)
    y += s.ink.text(s.left, y + 1, s.width, Line(block.main, s.size(28), bold=True)) + 1
    y += s.ink.text(s.left, y, s.width, Line(block.other, s.size(14), grey=True))
    return y - top + 3 * s.tight


def _facts(s: Setting, block: Facts, top: float, _height: float | None) -> float:
    """Three tiles side by side where the words fit; else three lines under each other."""
    third = s.width / 3
    words = [Line(word, 13, bold=True) for _caption, word, _mark in block.facts]
    if max(map(s.ink.advance, words)) > third - 11:
        words = [s.ink.fitting(word, third - 11, 10) for word in words]
        words = [Line(word.text, min(w.size for w in words), bold=True) for word in words]
    if max(map(s.ink.advance, words)) > third - 11:
        return _facts_below(s, block, top)
    tall = 3 + max(
        s.dry.text(0, 0, third - 11, Line(caption, 8.5)) + s.dry.text(0, 0, third - 11, word)
        for (caption, _word, _mark), word in zip(block.facts, words, strict=True)
    )
    for place, ((caption, _word, mark), word) in enumerate(zip(block.facts, words, strict=True)):
        x = s.left + place * third
        s.ink.box(x, top, third, tall, THIN)
        if mark:
            s.ink.mark(mark, x + 2, top + tall / 2 - 2.6, 5.2)
        indent = 9 if mark else 3
        used = s.ink.text(x + indent, top + 1.5, third - indent - 2, Line(caption, 8.5, grey=True))
        s.ink.text(x + indent, top + 1.5 + used, third - indent - 2, word)
    return tall + 3.5 * s.tight


def _facts_below(s: Setting, block: Facts, top: float) -> float:
    y = top
    for caption, word, mark in block.facts:
        named, said = Line(caption, 8.5, grey=True), Line(word, 11.5, bold=True)
        tall = max(s.dry.text(0, 0, s.width * 0.36 - 3, named), s.dry.text(0, 0, s.width * 0.54, said)) + 1.6
        s.ink.box(s.left, y, s.width, tall, THIN)
        s.ink.text(s.left + 2, y + 1.3, s.width * 0.36 - 3, named)
        s.ink.text(s.left + s.width * 0.36, y + 0.8, s.width * 0.54, said)
        if mark:
            s.ink.mark(mark, s.left + s.width - 6, y + tall / 2 - 2, 4)
        y += tall
    return y - top + 3.5 * s.tight


def _grid(s: Setting, block: Grid, top: float, height: float | None) -> float:
    natural = GRID_HEAD + GRID_LEAST * len(block.rows)
    tall = max(natural, height or 0)
    row_height = (tall - GRID_HEAD) / len(block.rows)
    column = (s.width - GRID_FIRST) / len(block.days)
    s.ink.box(s.left, top, s.width, tall)
    s.ink.lines(s.left + 2, top + 1.5, GRID_FIRST - 3, tuple(Line(t, 9, bold=True) for t in block.corner))
    s.ink.rule(s.left, top + GRID_HEAD, s.width, THICK)
    for place, (day, weekday) in enumerate(block.days):
        x = s.left + GRID_FIRST + place * column
        s.ink.stroke(x, top, x, top + tall)
        s.ink.text(x, top + 0.8, column, Line(day, 9, bold=True), Align.CENTRE)
        s.ink.text(x, top + 4.6, column, Line(weekday, 7, grey=True), Align.CENTRE)
        if place + 1 in block.closed:
            s.ink.hatch(x, top + GRID_HEAD, column, tall - GRID_HEAD)
        elif block.halves == 2:
            _halves(s, x, top, column, row_height, len(block.rows))
    for number, lines in enumerate(block.rows):
        y = top + GRID_HEAD + number * row_height
        if number:
            s.ink.rule(s.left, y, s.width)
        said = tuple(Line(text, 10 if place == 0 else 7.5, grey=place > 0) for place, text in enumerate(lines))
        inner = s.dry.lines(0, 0, GRID_FIRST - 3, said)
        s.ink.lines(s.left + 2, y + (row_height - inner) / 2, GRID_FIRST - 3, said)
    return natural if height is None else tall


def _halves(s: Setting, x: float, top: float, column: float, row_height: float, rows: int) -> None:
    """Two shifts: a slanting line in each day's box."""
    for number in range(rows):
        y = top + GRID_HEAD + number * row_height
        s.ink.stroke(x, y + row_height, x + column, y, 0.08)


def _index(s: Setting, block: Index, top: float, _height: float | None) -> float:
    gap = 6.0
    columns = block.columns if s.width > 120 else 1
    width = (s.width - gap * (columns - 1)) / columns
    lead = width * 0.3 if any(code for code, _title, _anchor in block.entries) else 0.0
    per = -(-len(block.entries) // columns)
    tall = 0.0
    for column in range(columns):
        y, x = top, s.left + column * (width + gap)
        for code, title, anchor in block.entries[column * per : (column + 1) * per]:
            named = s.ink.fitting(Line(code, 8.5, bold=True, mono=True), lead, 5)
            used = s.ink.text(x, y, lead, named) if code else 0.0
            said = s.ink.text(x + lead, y, width * 0.88 - lead - 2, Line(title, 8.5))
            s.ink.text(x + width * 0.88, y, width * 0.12, Line(str(s.pages.get(anchor, "")), 8.5), Align.RIGHT)
            y += max(used, said, 4.0) + 0.5
        tall = max(tall, y - top)
    return tall + 1


def _nothing(s: Setting, _block: Break | Anchor, _top: float, _height: float | None) -> float:
    return 0.0


def _gap(s: Setting, block: Gap, _top: float, _height: float | None) -> float:
    return block.height * s.tight


_SET: dict[type, Callable[[Setting, Any, float, float | None], float]] = {
    Title: _title,
    Heading: _heading,
    Paragraph: _paragraph,
    Notice: _notice,
    Row: _row,
    Step: _step,
    Fields: _fields,
    Writing: _writing,
    Signatures: _signatures,
    Boxes: _boxes,
    BigCode: _big_code,
    Facts: _facts,
    Grid: _grid,
    Index: _index,
    Break: _nothing,
    Anchor: _nothing,
    Gap: _gap,
}
