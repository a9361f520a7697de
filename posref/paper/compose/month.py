"""The same list as a month grid: a column a day, initials per day, the lead per week, page two for the exceptions."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from babel.dates import format_date, get_day_names

from posref.core.checklist import Checklist, Item
from posref.core.types import Reading
from posref.lang import N_
from posref.paper.compose.checklist import fits
from posref.paper.compose.words import Filled, Words
from posref.paper.sheet import Block, Boxes, Break, Cell, Fields, Grid, Line, Paper, Paragraph, Row, Sheet, Title

ROWS_A_PAGE = 15
"""Rows that a landscape page takes in one language; with two lines each it takes three fewer."""

EXCEPTIONS = 18
LOCALES = {Reading.ZH: ("zh_Hans_CN",), Reading.EN: ("en_GB",), Reading.BOTH: ("zh_Hans_CN", "en_GB")}


def compose_month(
    checklist: Checklist,
    month: date,
    filled: Filled,
    paper: Paper,
    reading: Reading,
    *,
    closed: frozenset[int] = frozenset(),
    shifts: int = 1,
    has: frozenset[str] = frozenset(),
) -> Sheet:
    """A month of a checklist, landscape. `closed` are weekdays from 0 (Monday); `shifts` 2 halves each day's box."""
    words = Words(reading)
    items = [item for section in checklist.sections for item in section.items if fits(item, has)]
    blocks: list[Block] = []
    pages = -(-len(items) // (ROWS_A_PAGE - 3 if reading is Reading.BOTH else ROWS_A_PAGE))
    each = -(-len(items) // max(pages, 1))
    for start in range(0, len(items), max(each, 1)):
        if start:
            blocks.append(Break())
        blocks += _page(checklist, items[start : start + each], month, filled, words, closed, shifts)
    blocks += [Break(), *_exceptions(checklist, month, words)]
    title = f"{words.main(checklist.title)} {month:%Y-%m}"
    foot = words.foot(filled, words.main(checklist.title))
    return Sheet(f"{checklist.id}-{month:%Y-%m}", title, paper, reading, tuple(blocks), foot, words.page_of(), True)


def _named(month: date, reading: Reading) -> tuple[str, ...]:
    patterns = {"zh_Hans_CN": "yyyy年M月", "en_GB": "LLLL yyyy"}
    return tuple(format_date(month, patterns[locale], locale=locale) for locale in LOCALES[reading])


def _head(checklist: Checklist, month: date, words: Words) -> Title:
    names = _named(month, words.reading)
    other = _named(month, Reading.EN if words.reading is not Reading.EN else Reading.ZH)[0]
    under = f"{words.other(checklist.title)} · {other}"
    return Title(f"{words.main(checklist.title)} · {names[0]}", under)


def _page(
    checklist: Checklist,
    items: list[Item],
    month: date,
    filled: Filled,
    words: Words,
    closed: frozenset[int],
    shifts: int,
) -> list[Block]:
    days = monthrange(month.year, month.month)[1]
    dates = [month.replace(day=day) for day in range(1, days + 1)]
    names = get_day_names("narrow" if words.reading is not Reading.EN else "short", locale=LOCALES[words.reading][0])
    grid = Grid(
        words.each(N_("Item")),
        tuple((str(day.day), names[day.weekday()]) for day in dates),
        frozenset(day.day for day in dates if day.weekday() in closed),
        (*(item.short.pick(words.reading) for item in items), words.each(N_("Initials"))),
        shifts,
    )
    weeks = (days + dates[0].weekday() + 6) // 7
    legend = words(N_("tick: pass · cross: fail, write it on the last page · dash: not applicable · hatched: closed"))
    return [
        _head(checklist, month, words),
        Fields(((words(N_("Store")), filled.store), (words(N_("Terminal")), filled.terminal)), (1, 1)),
        grid,
        Boxes(tuple((words(N_("Week {n}, lead"), n=n), " ") for n in range(1, weeks + 1)), 10.0),
        Paragraph((Line(legend, 9),), after=0),
    ]


def _exceptions(checklist: Checklist, month: date, words: Words) -> list[Block]:
    shares = (10.0, 20.0, 34.0, 24.0, 12.0)
    messages = (N_("Date"), N_("Item"), N_("What was found"), N_("What was done"), N_("Initials"))
    head = Row(tuple(Cell((Line(words(m), 9.5, bold=True),)) for m in messages), shares)
    empty = Row(tuple(Cell() for _message in messages), shares, pad=3.0)
    title = _head(checklist, month, words)
    return [Title(words(N_("Exceptions")), f"{title.main} · {title.other}"), head, *([empty] * EXCEPTIONS)]
