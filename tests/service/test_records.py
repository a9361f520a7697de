"""Keeping a checklist as done, listing the last runs, saying what is due."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from posref.core.checklist import Checklist
from posref.core.errors import UserError
from posref.core.run import Result, Verdict
from posref.core.types import Role, Text
from posref.paths import Paths
from posref.service.lookup import Desk
from posref.service.records import FILE, Told, complete, last_runs, what_is_due
from posref.store import records as store
from tests.support.cli import environment, run

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 21, 5, 33, tzinfo=UTC)


def _list(name: str, frequency: str) -> Checklist:
    return Checklist(
        name, Text(f"表{name}", f"List {name}"), Text("说", "About"), Role.CASHIER, frequency, 5, False, ()
    )


WEEKLY, DAILY, EVENT = _list("w", "weekly"), _list("d", "daily"), _list("e", "event")


def test_a_checklist_is_done(desk: Desk) -> None:
    results = (Result("paper", Verdict.PASS), Result("seal", Verdict.FAIL, "1234", "封签破了"))
    told = complete(desk, DAILY, results, person="李", terminal="一号台", shift="A", now=NOW)
    run = told.value
    assert told.notice is None
    assert (run.id, run.checklist, run.checklist_title, run.done) == (1, "d", DAILY.title, "2026-11-20T21:05")
    assert (run.person, run.terminal, run.shift, run.results) == ("李", "一号台", "A", results)
    assert run.kb_version == desk.kb.meta["version"] != ""
    assert last_runs(desk, "d") == last_runs(desk, "checklist:d") == Told((run,))
    assert last_runs(desk, "w") == Told(())
    assert (desk.paths.user / FILE).is_file()


def test_the_clock_is_the_local_one(desk: Desk) -> None:
    before = datetime.now(UTC).astimezone().replace(tzinfo=None).isoformat(timespec="minutes")
    done = complete(desk, DAILY, ()).value.done
    assert before <= done and len(done) == len("2026-11-20T21:05")


def test_the_last_ones_first(desk: Desk) -> None:
    for minute in range(5):
        complete(desk, DAILY, (), now=NOW.replace(minute=minute))
    assert [run.id for run in last_runs(desk, "d", 3).value] == [5, 4, 3]


def test_what_is_due(desk: Desk) -> None:
    complete(desk, WEEKLY, (), now=NOW.replace(day=10))
    lists = (DAILY, WEEKLY, EVENT)
    assert [(one.checklist, one.overdue) for one in what_is_due(desk, lists, TODAY).value] == [
        ("w", True),
        ("d", False),
    ]
    complete(desk, WEEKLY, (), now=NOW)
    complete(desk, DAILY, (), now=NOW)
    assert what_is_due(desk, lists, TODAY).value == ()
    later = what_is_due(desk, lists, date(2027, 1, 1)).value
    assert [(one.checklist, one.due) for one in later] == [("w", "2026-11-27"), ("d", "2027-01-01")]


def test_asking_makes_no_file(desk: Desk, user_folder: Path) -> None:
    assert last_runs(desk, "d") == Told(())
    assert [one.checklist for one in what_is_due(desk, [DAILY, EVENT], TODAY).value] == ["d"]
    assert not user_folder.exists()


def test_damage_is_told_with_what_was_asked_for(desk: Desk) -> None:
    path = desk.paths.user / FILE
    for ask in (lambda: complete(desk, DAILY, ()), lambda: last_runs(desk, "d"), lambda: what_is_due(desk, [DAILY])):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"no database" * 100)
        notice = ask().notice
        assert notice is not None and notice.message == store.BEGUN_ANEW
        assert "records.damaged-" in str(notice)
    assert len(list(path.parent.glob("records.damaged-*"))) == 3


def test_what_cannot_be_kept_is_an_error_with_a_sentence(desk: Desk) -> None:
    (desk.paths.user / FILE).mkdir(parents=True)
    with pytest.raises(UserError) as caught:
        complete(desk, DAILY, ())
    assert caught.value.message == store.UNREACHABLE


LOADED = """
import sys
from posref.paths import find_paths
from posref.service.lookup import Desk
from posref.service.records import last_runs, what_is_due
desk = Desk(find_paths())
assert last_runs(desk, "d").value == () and what_is_due(desk, ()).value == ()
assert not [name for name in sys.modules if name.split(".")[0] == "sqlalchemy"]
"""


def test_sqlalchemy_is_loaded_only_for_a_record(paths: Paths, user_folder: Path) -> None:
    user_folder.mkdir()
    done = run([], environment(user_folder, paths.kb), LOADED)
    assert done.status == 0, done.err
