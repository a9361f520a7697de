"""A checklist that was done: who, when, on which terminal, what failed; and which lists are due."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from posref.core.checklist import Checklist
from posref.core.types import Text

MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}


class Verdict(StrEnum):
    """How one item came out."""

    PASS = "pass"
    FAIL = "fail"
    NA = "na"


@dataclass(frozen=True, slots=True)
class Result:
    """One item of a run: its id, how it came out, the number written down, a remark."""

    item: str
    verdict: Verdict
    recorded: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One checklist done once. `id` is 0 until it is kept; `checklist` is the bare id.

    The title goes with it, so that a list renamed or gone still reads. `done` is local time: `2026-11-20T21:05`.
    """

    id: int
    checklist: str
    checklist_title: Text
    done: str
    person: str = ""
    terminal: str = ""
    shift: str = ""
    kb_version: str = ""
    results: tuple[Result, ...] = ()

    def failed(self) -> tuple[Result, ...]:
        """The items that failed, in order."""
        return tuple(result for result in self.results if result.verdict is Verdict.FAIL)


@dataclass(frozen=True, slots=True)
class Due:
    """When a checklist is to be done next. `last` is the date of its last run (ISO; empty: never done)."""

    checklist: str
    last: str
    due: str
    overdue: bool


def due(checklists: Iterable[Checklist], runs: Mapping[str, str], today: date) -> tuple[Due, ...]:
    """What is to be done and when, in the order of the lists; lists for an event are never due.

    `runs` has the date of each list's last run. A daily list done today is next due tomorrow; one for a shift is due
    again, for there may be another. What was never done is due today and not overdue.
    """
    found: list[Due] = []
    for checklist in checklists:
        if checklist.frequency == "event":
            continue
        last = runs.get(checklist.id, "")
        wanted = _next(checklist.frequency, _date(last, today), today)
        found.append(Due(checklist.id, last, wanted.isoformat(), wanted < today))
    return tuple(found)


def _date(text: str, today: date) -> date | None:
    """The date of the last run; a clock that was ahead once does not silence a list for years."""
    try:
        return min(date.fromisoformat(text[:10]), today)
    except ValueError:
        return None


def _next(frequency: str, last: date | None, today: date) -> date:
    if last is None or frequency == "shift":
        return today
    if frequency == "daily":
        return today + timedelta(days=1) if last == today else today
    if frequency == "weekly":
        return last + timedelta(days=7)
    return _months_later(last, MONTHS[frequency])


def _months_later(day: date, months: int) -> date:
    """The same day of a later month; the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
