"""The records' use cases: keep a checklist that was done, list the last runs, say what is due.

Each opens the records, does one thing and closes them, so that any of them can run in a task.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from posref.core.checklist import Checklist
from posref.core.errors import UserError
from posref.core.run import Due, Result, Run, due
from posref.service.lookup import Desk

if TYPE_CHECKING:
    from posref.store.records import Records

FILE = "records.sqlite"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """What was asked for, and what the user should be told beside it; None: nothing."""

    value: T
    notice: UserError | None = None


def complete(
    desk: Desk,
    checklist: Checklist,
    results: Iterable[Result],
    *,
    person: str = "",
    terminal: str = "",
    shift: str = "",
    now: datetime | None = None,
) -> Told[Run]:
    """Keep a checklist as done now; the run as kept. `UserError` where it could not be kept."""
    done = (now or datetime.now(UTC).astimezone()).replace(tzinfo=None).isoformat(timespec="minutes")
    version = str(desk.kb.meta["version"])
    run = Run(0, checklist.id, checklist.title, done, person, terminal, shift, version, tuple(results))
    with _records(_path(desk)) as records:
        return Told(records.append(run), _notice(records))


def last_runs(desk: Desk, checklist: str, limit: int = 10) -> Told[tuple[Run, ...]]:
    """The last runs of a checklist, newest first. Where nothing was ever recorded, nothing is made or loaded."""
    if not _path(desk).exists():
        return Told(())
    with _records(_path(desk)) as records:
        return Told(records.last(checklist.removeprefix("checklist:"), limit), _notice(records))


def what_is_due(desk: Desk, checklists: Iterable[Checklist], today: date | None = None) -> Told[tuple[Due, ...]]:
    """The lists to be done today or before, those waiting longest first. Nothing is made or loaded to say so."""
    today = today or datetime.now(UTC).astimezone().date()
    last: dict[str, str] = {}
    notice = None
    if _path(desk).exists():
        with _records(_path(desk)) as records:
            last, notice = records.all_last(), _notice(records)
    waiting = (one for one in due(checklists, last, today) if one.due <= today.isoformat())
    return Told(tuple(sorted(waiting, key=lambda one: one.due)), notice)


def _path(desk: Desk) -> Path:
    return desk.paths.user / FILE


def _notice(records: Records) -> UserError | None:
    return UserError(records.notice, **(records.values or {})) if records.notice else None


@contextmanager
def _records(path: Path) -> Iterator[Records]:
    from posref.store.records import open_records  # deferred: loads SQLAlchemy, only when a record is read or written

    records = open_records(path)
    try:
        yield records
    finally:
        records.close()
