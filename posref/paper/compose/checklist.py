"""A checklist for one run: pass, fail, not applicable as boxes; what to do on fail at the right."""

from __future__ import annotations

from posref.core.checklist import Checklist, Item
from posref.core.types import Reading
from posref.lang import N_
from posref.paper.compose.words import Filled, Words
from posref.paper.sheet import (
    Align,
    Block,
    Cell,
    Fields,
    Heading,
    Line,
    Mark,
    Paper,
    Row,
    Sheet,
    Signatures,
    Title,
    Writing,
)
from posref.words import role_word

WIDE = (55.0, 7.0, 7.0, 7.0, 1.5, 22.5)
NARROW = (12.0, 12.0, 76.0)
ALWAYS = frozenset({"printer", "till"})


def compose_checklist(
    checklist: Checklist, filled: Filled, paper: Paper, reading: Reading, has: frozenset[str] = frozenset()
) -> Sheet:
    """One run of a checklist. `has` leaves out items for what the shop has not; empty: everything is printed."""
    words = Words(reading)
    narrow = paper in (Paper.A6, Paper.ROLL80, Paper.ROLL58)
    blocks: list[Block] = [_title(checklist, words), _fields(words, filled)]
    if not narrow:
        blocks.append(_head(words))
    for section in checklist.sections:
        items = [item for item in section.items if fits(item, has)]
        if items:
            other = words.other(section.title) if reading is Reading.BOTH else ""
            blocks.append(Heading(words.main(section.title), other))
            blocks.extend(_narrow(item, words, paper) if narrow else _wide(item, words) for item in items)
    blocks.append(Writing(words(N_("Found and done")), least=2, most=6 if not narrow else 3))
    blocks.append(Signatures((words(N_("Checked by")), words(N_("Time")), words(N_("Lead")))))
    title = words.main(checklist.title)
    return Sheet(checklist.id, title, paper, reading, tuple(blocks), words.foot(filled, title), words.page_of())


def fits(item: Item, has: frozenset[str]) -> bool:
    """Whether the shop has what the item is about."""
    return not has or not item.applies or bool(set(item.applies) & (has | ALWAYS))


def _title(checklist: Checklist, words: Words) -> Title:
    role = " ".join(role_word(c, checklist.role) for c in words.catalogues)
    minutes = words(N_("about {n} min"), n=checklist.minutes)
    return Title(words.main(checklist.title), words.other(checklist.title), (role, minutes))


def _fields(words: Words, filled: Filled) -> Fields:
    return Fields(
        (
            (words(N_("Store")), filled.store),
            (words(N_("Terminal")), filled.terminal),
            (words(N_("Date")), filled.date),
        ),
        (1.2, 1.1, 0.9),
    )


def _head(words: Words) -> Row:
    cells = [Cell(tuple(Line(text, 8.5, grey=True) for text in words.each(N_("Check"))))]
    for message in (N_("Pass"), N_("Fail"), N_("N/A")):
        lines = tuple(Line(text, 8, grey=True) for text in words.each(message))
        cells.append(Cell(lines, align=Align.CENTRE))
    cells += [Cell(), Cell(tuple(Line(text, 8.5, grey=True) for text in words.each(N_("If it fails"))))]
    return Row(tuple(cells), WIDE, rule=False, pad=0.4)


def _wide(item: Item, words: Words) -> Row:
    lines: list[Line] = []
    for place, (text, passes) in enumerate(
        zip(item.text.pick(words.reading), item.passes.pick(words.reading), strict=True)
    ):
        lines.append(Line(text, 11 if place == 0 else 8.5, grey=place > 0))
        lines.append(Line(passes, 9 if place == 0 else 8, grey=True))
    fails = words.lines(item.fails, 9, small=7.5)
    box = Cell(mark=Mark.BOX)
    return Row((Cell(tuple(lines), field=_record(item, words)), box, box, box, Cell(), Cell(fails)), WIDE)


def _narrow(item: Item, words: Words, paper: Paper) -> Row:
    size = 9.0 if paper is Paper.A6 else 9.5
    lines: list[Line] = []
    for place, (text, passes, fails) in enumerate(
        zip(*(t.pick(words.reading) for t in (item.text, item.passes, item.fails)), strict=True)
    ):
        lines.append(Line(text, size if place == 0 else 8, bold=place == 0))
        lines.append(Line(f"{passes} → {fails}", 8, grey=True))
    box = Cell(mark=Mark.BOX)
    return Row((box, box, Cell(tuple(lines), field=_record(item, words))), NARROW)


def _record(item: Item, words: Words) -> str:
    return " ".join(item.record.pick(words.reading)) if item.record else ""
