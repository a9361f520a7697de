"""收银台速查表: the most met codes in groups, one line each, *check first* on top, the shop's numbers below."""

from __future__ import annotations

from collections.abc import Iterable

from posref.core.answer import Answer
from posref.core.types import Reading, Retry
from posref.lang import N_
from posref.paper.compose.words import MARKS, STAFF_ONLY, Filled, Words, retry_mark
from posref.paper.sheet import Block, Boxes, Cell, Gap, Heading, Line, Notice, Paper, Row, Sheet, Title

GROUPS = (
    ("check", N_("Check first")),
    ("card", N_("Card and PIN")),
    ("wallet", N_("QR codes and wallets")),
    ("terminal", N_("Terminal and merchant")),
    ("device", N_("Devices")),
    ("result", N_("Results")),
)
OF_CATEGORY = {
    "declined": "card", "verification": "card", "card-reading": "card", "wallet": "wallet", "printing": "device",
    "equipment": "device", "result": "result",
}  # fmt: skip
"""Top category -> group; every other is the terminal's or the merchant's."""

WIDE, NARROW = (13.0, 32.0, 6.0, 49.0), (22.0, 9.0, 69.0)
PHONES = (("service-provider", N_("Provider")), ("acquirer", N_("Acquirer")), ("lead", N_("Lead")))


def compose_quick_sheet(
    answers: Iterable[tuple[Answer, str]],
    brands: Iterable[str],
    phones: dict[str, str],
    filled: Filled,
    paper: Paper,
    reading: Reading,
) -> Sheet:
    """The sheet for these answers, each with its top category; what nobody may read aloud is left out here too."""
    words = Words(reading)
    narrow = paper in (Paper.A6, Paper.ROLL80, Paper.ROLL58)
    pad = 0.32
    blocks: list[Block] = [
        Title(words.each(TITLE)[0], OTHER[reading], (filled.store, " · ".join(brands))),
        Notice(words.each(N_("Check first"))[0], words.each(WARNING)),
    ]
    grouped: dict[tuple[str, str], list[Answer]] = {}
    for answer, category in answers:
        if answer.facts and answer.system and not answer.sensitive:
            grouped.setdefault((_group(answer, category), answer.system.id), []).append(answer)
    for group, title in GROUPS:
        for (name, _system), rows in grouped.items():
            if name == group:
                blocks.append(_heading(title, rows[0], words))
                blocks.extend(_row(answer, words, narrow, pad) for answer in rows)
    blocks += [Gap(2), *_legend(words, narrow)]
    blocks.append(Boxes(tuple((words(label), phones.get(call, "")) for call, label in PHONES), 15.0))
    title = words.each(TITLE)[0]
    return Sheet(
        "quick-sheet", title, paper, reading, tuple(blocks), words.foot(filled, words(STAFF_ONLY)), words.page_of()
    )


TITLE = N_("Till quick sheet")
OTHER = {Reading.ZH: "Till quick sheet", Reading.BOTH: "Till quick sheet", Reading.EN: "收银台速查表"}
WARNING = N_(
    "No result, no slip, or the customer says charged: query the last transaction first. "
    "Until it is clear: no second try, no goods, no cash back."
)


def _group(answer: Answer, category: str) -> str:
    if answer.facts and answer.facts.retry is Retry.CHECK_FIRST:
        return "check"
    return OF_CATEGORY.get(category, "terminal")


def _heading(title: str, answer: Answer, words: Words) -> Heading:
    whose = answer.system.short if answer.system else None
    main = " · ".join(filter(None, (words.each(title)[0], words.main(whose) if whose else "")))
    rest = words.each(title)[1:]
    return Heading(main, ", ".join([*rest, *([whose.en] if rest and whose else [])]))


def _row(answer: Answer, words: Words, narrow: bool, pad: float) -> Row:
    code = answer.code or (answer.shown[0].text if answer.shown else "")
    size = 10.5 if len(code) <= 4 else 8.5 if len(code) <= 14 else 7.0
    lead = Line(code, size, bold=True, mono=answer.code is not None)
    action = words.lines(answer.action, 9 if not narrow else 9.5, small=7) if answer.action else ()
    mark = Cell(mark=retry_mark(answer.facts)) if answer.facts else Cell()
    if narrow:
        stacked = (*words.lines(answer.title, 9.5, bold=True, small=8), *action)
        return Row((Cell((lead,)), mark, Cell(stacked)), NARROW, pad=0.7)
    return Row((Cell((lead,)), Cell(words.lines(answer.title, 9, small=7)), mark, Cell(action)), WIDE, pad=pad)


def _legend(words: Words, narrow: bool) -> list[Row]:
    """The signs as they are drawn above, with their words."""
    each = 2 if narrow else 6 if words.reading is not Reading.BOTH else 3
    rows = []
    for start in range(0, len(MARKS), each):
        cells: list[Cell] = []
        for mark, label in MARKS[start : start + each]:
            cells += [Cell(mark=mark), Cell((Line(words(label), 9),))]
        rows.append(Row(tuple(cells), (1.0, 3.6) * (len(cells) // 2), rule=False, pad=0.4))
    return rows
