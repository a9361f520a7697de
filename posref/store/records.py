"""The records: checklists that were done. One small SQLite file; each call is one transaction.

The file is opened read-write even to read: after a power cut only such an opening can roll the journal back. What the
disk or another program does wrong is a `UserError`; a statement that is wrong is ours and goes on to the crash report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, func, insert, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from posref.core.errors import UserError
from posref.core.mask import mask
from posref.core.run import Result, Run, Verdict
from posref.core.types import Text
from posref.lang import N_
from posref.store import schema

SET_ASIDE = "{stem}.damaged-{date}{n}{suffix}"
JOURNAL = "-journal"
BUSY_SECONDS = 5.0
"""How long another program's write is waited for."""

BEGUN_ANEW = N_("The records file could not be read. It was set aside as {name}, and a new one was begun.")
STUCK = N_("The records file is damaged and could not be set aside ({reason}). Close what uses it, then try again.")
DAMAGED = N_("The records file was damaged meanwhile. Try again: posref sets it aside, keeps it and begins a new one.")
LOCKED = N_("Another program is using the records. Nothing was changed; close it or wait a moment, then try again.")
FULL = N_("The disk is full, so nothing was recorded; what was there is kept. Make room, then try again.")
READ_ONLY = N_("Nothing can be recorded in {folder}: it is read-only. Get the right to write there, then try again.")
UNREACHABLE = N_("The records in {folder} cannot be opened or written ({reason}). Check the folder, then try again.")
NEWER = N_("A newer posref wrote these records: they can be read, but nothing is added. Install the newer program.")
UNKNOWN = N_("A newer posref wrote these records, and this one cannot read them. Install the newer program.")

WORDS = ("person", "terminal", "shift", "kb_version")
"""What is the same word in `Run` and in its table."""

SENTENCES = {
    "BUSY": LOCKED,
    "LOCKED": LOCKED,
    "FULL": FULL,
    "READONLY": READ_ONLY,
    "PERM": READ_ONLY,
    "CANTOPEN": UNREACHABLE,
    "IOERR": UNREACHABLE,
    "CORRUPT": DAMAGED,
    "NOTADB": DAMAGED,
}
"""SQLite's name for what went wrong outside this program -> the sentence for it."""

UNSOUND = frozenset({"CORRUPT", "NOTADB", "ERROR"})
"""What looking at a damaged file ends with: its statements are right, so a mere `ERROR` is the file's too."""

LEAST = 512
"""No database is shorter; SQLite takes a few stray bytes for an empty file and would write over them."""


class Records:
    """Checklists that were done. `notice` is what the user should be told (a message id with `values`; empty: nothing).

    `writable` is false for the file of a newer program. Close it when done.
    """

    def __init__(self, path: Path, notice: str = "", values: Mapping[str, object] | None = None) -> None:
        """Take the file; `open_records` looks at it."""
        self.notice = notice
        self.values = values
        self.writable = True
        self._path = path
        self._engine = _engine(path)

    def append(self, run: Run) -> Run:
        """Keep a run; returns it as kept: with its id, without card data. `UserError` where it is not kept."""
        if not self.writable:
            raise UserError(NEWER)
        kept = masked(run)
        with self._transaction("IMMEDIATE") as connection:
            row = connection.execute(insert(schema.run).returning(schema.run.c.id), _run_row(kept))
            kept = replace(kept, id=row.scalar_one())
            if rows := [_result_row(kept.id, place, one) for place, one in enumerate(kept.results)]:
                connection.execute(insert(schema.result), rows)
        return kept

    def last(self, checklist: str, limit: int) -> tuple[Run, ...]:
        """The last runs of a checklist, the one recorded last first."""
        runs = select(schema.run).where(schema.run.c.checklist == checklist).order_by(schema.run.c.id.desc())
        runs = runs.limit(max(limit, 0))
        chosen = runs.with_only_columns(schema.run.c.id)
        results = select(schema.result).where(schema.result.c.run.in_(chosen))
        with self._transaction() as connection:
            found = connection.execute(runs).all()
            parts: dict[int, list[Result]] = {row.id: [] for row in found}
            for row in connection.execute(results.order_by(schema.result.c.run, schema.result.c.place)):
                parts.setdefault(row.run, []).append(Result(row.item, Verdict(row.verdict), row.recorded, row.remark))
        return tuple(_run(row, tuple(parts[row.id])) for row in found)

    def all_last(self) -> dict[str, str]:
        """The date (ISO) of the run recorded last, by checklist."""
        newest = select(func.max(schema.run.c.id)).group_by(schema.run.c.checklist)
        dates = select(schema.run.c.checklist, schema.run.c.done).where(schema.run.c.id.in_(newest))
        with self._transaction() as connection:
            return {row.checklist: str(row.done)[:10] for row in connection.execute(dates.order_by("checklist"))}

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def look(self) -> bool:
        """Whether the file is sound; an empty one gets its tables. For `open_records`."""
        try:
            with self._connected() as connection:
                if _is_empty(connection):
                    _create(connection)
                self.writable = _version(connection) <= schema.USER_VERSION
                return not self.writable or _is_sound(connection)
        except UnicodeDecodeError:  # Python could not even read what SQLite said of the damage
            return self._unsound()
        except DBAPIError as error:
            if _kind(error) in UNSOUND:
                return self._unsound()
            raise self._told(error) from error

    def _unsound(self) -> bool:
        if _header_is_newer(self._path):
            raise UserError(UNKNOWN)  # no damage: its tables are beyond this program's SQLite
        return False

    @contextmanager
    def _transaction(self, kind: str = "DEFERRED") -> Iterator[Connection]:
        """All of it or nothing: without the last statement the journal rolls back, now or at the next opening."""
        try:
            with self._connected() as connection:
                if kind == "IMMEDIATE":
                    connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
                connection.exec_driver_sql(f"BEGIN {kind}")
                yield connection
                connection.exec_driver_sql("COMMIT")
        except (DBAPIError, ValueError) as error:
            raise self._told(error) from error

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.text_factory = _decoded
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")
            connection.exec_driver_sql("PRAGMA synchronous = EXTRA")
            connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if self.writable else 'ON'}")
            yield connection

    def _told(self, error: Exception) -> Exception:
        """The sentence for what the disk or another program did; the error itself where it is a fault of ours."""
        kind = _kind(error) if isinstance(error, DBAPIError) else ""
        if kind in SENTENCES:
            reason = str(getattr(error, "orig", error))
            return UserError(SENTENCES[kind], folder=self._path.parent, reason=reason)
        return error if self.writable else UserError(UNKNOWN)


def open_records(path: Path) -> Records:
    """The records of a file, begun where there is none. A damaged file is set aside first, and `notice` says so."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(UNREACHABLE, folder=path.parent, reason=error.strerror or str(error)) from error
    records = Records(path)
    if not _is_stray(path) and records.look():
        return records
    records.close()
    records = Records(path, BEGUN_ANEW, {"name": _set_aside(path)})
    records.look()
    return records


def masked(run: Run) -> Run:
    """The run without anything that looks like a card number: the second lock behind the box's."""
    title = Text(_clean(run.checklist_title.zh), _clean(run.checklist_title.en))
    words: dict[str, Any] = {name: _clean(getattr(run, name)) for name in ("checklist", "done", *WORDS)}
    results = tuple(
        replace(one, item=_clean(one.item), recorded=_clean(one.recorded), remark=_clean(one.remark))
        for one in run.results
    )
    return replace(run, checklist_title=title, results=results, **words)


def _clean(text: str) -> str:
    """Masked, and fit for the file: half a character from a broken paste becomes a question mark."""
    return mask(text).encode("utf-8", "replace").decode("utf-8")


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _engine(path: Path) -> Engine:
    """AUTOCOMMIT leaves transactions to the statements above; each connection is closed when it was used."""
    url = URL.create("sqlite", database=str(path.absolute()))
    wait = {"timeout": BUSY_SECONDS}
    return create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=wait)


def _kind(error: DBAPIError) -> str:
    """`BUSY` for SQLITE_BUSY and all its special cases."""
    return f"{getattr(error.orig, 'sqlite_errorname', '')}_".split("_")[1]


def _pragma(connection: Connection, name: str) -> Any:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def _version(connection: Connection) -> int:
    """The version the file says; one that is not ours is as old as can be."""
    ours = _pragma(connection, "application_id") == schema.APPLICATION_ID
    return int(_pragma(connection, "user_version")) if ours else 0


def _is_stray(path: Path) -> bool:
    journal = path.with_name(path.name + JOURNAL)
    return path.is_file() and 0 < path.stat().st_size < LEAST and not journal.exists()


def _header_is_newer(path: Path) -> bool:
    with path.open("rb") as stream:
        head = stream.read(72)
    version, application = int.from_bytes(head[60:64], "big"), int.from_bytes(head[68:72], "big")
    return (
        head.startswith(b"SQLite format 3") and application == schema.APPLICATION_ID and version > schema.USER_VERSION
    )


def _is_empty(connection: Connection) -> bool:
    """Whether nothing was ever written; a header that says whose file it is settles it before any table is read."""
    marks = _pragma(connection, "application_id") or _pragma(connection, "user_version")
    return not marks and not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()


def _create(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    if _is_empty(connection):  # another program may have been first
        schema.metadata.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {schema.USER_VERSION}")
    connection.exec_driver_sql("COMMIT")


def _is_sound(connection: Connection) -> bool:
    if _version(connection) != schema.USER_VERSION or _pragma(connection, "integrity_check(1)") != "ok":
        return False
    for table in schema.metadata.sorted_tables:
        rows = connection.exec_driver_sql(f"SELECT name FROM pragma_table_info('{table.name}')")
        if {column.name for column in table.columns} - set(rows.scalars()):
            return False
    return _pragma(connection, "foreign_key_check") is None


def _set_aside(path: Path) -> str:
    """Rename the file under today's date, its journal with it; the new name. Nothing is overwritten."""
    today = datetime.now(UTC).astimezone().date().isoformat()
    for n in range(1, 1000):
        mark = "" if n == 1 else f"-{n}"
        target = path.with_name(SET_ASIDE.format(stem=path.stem, date=today, n=mark, suffix=path.suffix))
        journal = target.with_name(target.name + JOURNAL)
        if not target.exists() and not journal.exists():
            break
    else:
        raise UserError(STUCK, reason=target.name)
    try:
        path.rename(target)
        if (beside := path.with_name(path.name + JOURNAL)).exists():
            beside.rename(journal)
    except OSError as error:
        raise UserError(STUCK, reason=error.strerror or str(error)) from error
    return target.name


def _run_row(run: Run) -> dict[str, object]:
    title = {"title_zh": run.checklist_title.zh, "title_en": run.checklist_title.en}
    return {"checklist": run.checklist, "done": run.done, **title} | {name: getattr(run, name) for name in WORDS}


def _result_row(run: int, place: int, one: Result) -> dict[str, object]:
    words = {"item": one.item, "verdict": one.verdict.value, "recorded": one.recorded, "remark": one.remark}
    return {"run": run, "place": place, **words}


def _run(row: Any, results: tuple[Result, ...]) -> Run:
    words = {name: getattr(row, name) for name in WORDS}
    return Run(row.id, row.checklist, Text(row.title_zh, row.title_en), row.done, results=results, **words)
