"""Which checklists are due, and what a run says of itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posref.author.fields import FREQUENCIES
from posref.core.checklist import Checklist
from posref.core.run import Due, Result, Run, Verdict, due
from posref.core.types import Role, Text

TODAY = date(2026, 11, 20)


def _list(frequency: str, name: str = "a") -> Checklist:
    return Checklist(name, Text("表", "List"), Text("说", "About"), Role.CASHIER, frequency, 5, False, ())


@pytest.mark.parametrize(
    "frequency, last, wanted, overdue",
    [
        ("daily", "", "2026-11-20", False),
        ("daily", "2026-11-19", "2026-11-20", False),
        ("daily", "2026-10-01", "2026-11-20", False),
        ("daily", "2026-11-20", "2026-11-21", False),
        ("shift", "2026-11-19", "2026-11-20", False),
        ("shift", "2026-11-20", "2026-11-20", False),
        ("weekly", "", "2026-11-20", False),
        ("weekly", "2026-11-13", "2026-11-20", False),
        ("weekly", "2026-11-12", "2026-11-19", True),
        ("weekly", "2026-11-20", "2026-11-27", False),
        ("monthly", "2026-10-31", "2026-11-30", False),
        ("monthly", "2026-10-19", "2026-11-19", True),
        ("monthly", "2025-12-31", "2026-01-31", True),
        ("quarterly", "2026-08-31", "2026-11-30", False),
        ("quarterly", "2025-11-30", "2026-02-28", True),
        ("yearly", "2025-11-20", "2026-11-20", False),
        ("yearly", "2024-02-29", "2025-02-28", True),
        ("weekly", "2099-01-01", "2026-11-27", False),  # the clock was wrong once
        ("weekly", "2026-11-13T21:05", "2026-11-20", False),
        ("weekly", "yesterday", "2026-11-20", False),
    ],
)
def test_due(frequency: str, last: str, wanted: str, overdue: bool) -> None:
    assert due([_list(frequency)], {"a": last} if last else {}, TODAY) == (Due("a", last, wanted, overdue),)


def test_lists_for_an_event_are_never_due_and_the_order_is_kept() -> None:
    lists = [_list("monthly", "m"), _list("event", "e"), _list("daily", "d")]
    assert [one.checklist for one in due(lists, {"e": "2020-01-01"}, TODAY)] == ["m", "d"]


@given(st.sampled_from(FREQUENCIES), st.one_of(st.text(), st.dates().map(str)), st.dates(max_value=date(9000, 1, 1)))
def test_any_date(frequency: str, last: str, today: date) -> None:
    """Every frequency the content may have is known, and no stored text makes it fail."""
    for one in due([_list(frequency)], {"a": last}, today):
        assert one.overdue == (one.due < today.isoformat())


def test_what_failed() -> None:
    bad = Result("b", Verdict.FAIL, "17", "loose")
    run = Run(
        1,
        "a",
        Text("表", "List"),
        "2026-11-20T21:05",
        results=(Result("a", Verdict.PASS), bad, Result("c", Verdict.NA)),
    )
    assert run.failed() == (bad,)
