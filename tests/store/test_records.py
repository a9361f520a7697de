"""The records survive whatever happens to them: damage, locks, full and read-only disks, newer programs, kill -9."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from posref.core.errors import UserError
from posref.core.run import Result, Run, Verdict
from posref.core.types import Text
from posref.kb.open import APPLICATION_ID as KNOWLEDGE
from posref.store import records as module
from posref.store import schema
from posref.store.records import (
    BEGUN_ANEW,
    DAMAGED,
    FULL,
    LOCKED,
    NEWER,
    READ_ONLY,
    STUCK,
    UNKNOWN,
    UNREACHABLE,
    Records,
    masked,
    open_records,
)
from tests.support.cli import ROOT, environment

TOLD = {READ_ONLY, UNKNOWN, NEWER, UNREACHABLE, DAMAGED, FULL}
"""What a byte turned over may lead to, when the file is not set aside."""

TITLE = Text("每日开店检查", "Daily opening")
RESULTS = (
    Result("paper", Verdict.PASS),
    Result("seal", Verdict.FAIL, "封签 8842", "破了，已报服务商\n第二行"),
    Result("scale", Verdict.NA, "", "we have none"),
)
RUN = Run(0, "daily-opening", TITLE, "2026-11-20T21:05", "李雷", "一号台", "早", "2026.1.1", RESULTS)
CARD = "4111 1111 1111 1111"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "店 #1 100% & ?x" / "records.sqlite"


def _fill(path: Path, count: int = 3) -> tuple[Run, ...]:
    with closing(open_records(path)) as records:
        assert records.notice == ""
        return tuple(reversed([records.append(RUN) for _ in range(count)]))


def _last(path: Path, limit: int = 100_000) -> tuple[Run, ...]:
    with closing(open_records(path)) as records:
        assert records.notice == ""
        return records.last(RUN.checklist, limit)


def _change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def _said(call: Callable[[], object]) -> str:
    """The message of the `UserError` that the call ends with; its sentence must be whole."""
    with pytest.raises(UserError) as caught:
        call()
    assert "{" not in str(caught.value)
    return caught.value.message


def test_a_round_trip(path: Path) -> None:
    with closing(open_records(path)) as records:
        assert (records.notice, records.writable, records.all_last()) == ("", True, {})
        kept = records.append(RUN)
        assert kept == replace(RUN, id=1)
        other = records.append(replace(RUN, checklist="weekly", done="2026-11-18T09:00", results=()))
        again = records.append(replace(RUN, id=77, done="2026-11-21T08:00"))
        assert (other.id, again.id) == (2, 3)
        assert records.last(RUN.checklist, 10) == (again, kept)
        assert records.last(RUN.checklist, 1) == (again,)
        assert records.last(RUN.checklist, 0) == records.last(RUN.checklist, -1) == records.last("none", 9) == ()
        assert records.all_last() == {"daily-opening": "2026-11-21", "weekly": "2026-11-18"}
    assert _last(path) == (again, kept)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_the_run_recorded_last_counts_whatever_the_clock_said(path: Path) -> None:
    with closing(open_records(path)) as records:
        for done in ("2099-01-01T00:00", "2026-11-20T21:05"):
            records.append(replace(RUN, done=done))
        assert records.all_last() == {RUN.checklist: "2026-11-20"}


def test_how_the_file_is_written(path: Path) -> None:
    with closing(open_records(path)) as records:
        with records._connected() as connection:
            found = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("synchronous", "foreign_keys", "journal_mode", "application_id", "user_version")
            ]
        assert found == [3, 1, "delete", schema.APPLICATION_ID, 1]
        assert schema.APPLICATION_ID != KNOWLEDGE
        _change(path, "PRAGMA journal_mode = WAL")
        records.append(RUN)
        with closing(sqlite3.connect(path)) as raw:
            assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_all_of_a_run_or_nothing(path: Path) -> None:
    wrong: Any = "perhaps"
    with closing(open_records(path)) as records:
        with pytest.raises(AttributeError):
            records.append(replace(RUN, results=(RESULTS[0], Result("x", wrong))))
        assert records.last(RUN.checklist, 9) == ()
        assert records.append(RUN).id == 1


def test_card_numbers_are_masked_before_they_are_written(path: Path) -> None:
    words: dict[str, Any] = dict.fromkeys(("checklist", "done", "person", "terminal", "shift", "kb_version"), CARD)
    run = replace(
        RUN, checklist_title=Text(CARD, CARD), results=(Result(CARD, Verdict.FAIL, CARD, f"顾客 {CARD} 投诉"),), **words
    )
    with closing(open_records(path)) as records:
        kept = records.append(run)
        assert kept == replace(masked(run), id=1) == records.last("****1111", 1)[0]
    data = path.read_bytes()
    assert b"****1111" in data
    assert b"4111" not in data and b"1111 1111" not in data


@pytest.mark.parametrize(
    "text", ["\ud800 half", "a\0b", "'; DROP TABLE run; --", "𝌆 emoji 😀", "x" * 200_000, "\r\n\t\u202e"], ids=ascii
)
def test_any_text(path: Path, text: str) -> None:
    with closing(open_records(path)) as records:
        kept = records.append(replace(RUN, person=text, results=(Result("a", Verdict.PASS, text, text),)))
        assert records.last(RUN.checklist, 1) == (kept,)
    assert kept.person == text.replace("\ud800", "?")


# --- damage -------------------------------------------------------------------------------------------------------


def _tables_of(change: str) -> Callable[[Path], None]:
    return lambda path: _change(path, change)


def _foreign(path: Path) -> None:
    path.unlink()
    _change(path, "CREATE TABLE mine (x)", "INSERT INTO mine VALUES (1)")


def _bytes_of(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        path.write_bytes(change(path.read_bytes()))

    return damage


OTHER_INDEX = "UPDATE sqlite_master SET sql = replace(sql, '(checklist)', '(done)') WHERE type = 'index' AND sql <> ''"
DAMAGE: dict[str, Callable[[Path], None]] = {
    "text": _bytes_of(lambda data: b"no database" * 400),
    "zeros": _bytes_of(lambda data: bytes(8192)),
    "one byte": _bytes_of(lambda data: b"x"),
    "cut short": _bytes_of(lambda data: data[:6000]),
    "second page": _bytes_of(lambda data: data[:4096] + b"\xff" * (len(data) - 4096)),
    "file format": _bytes_of(lambda data: data[:44] + b"\0\0\0\x09" + data[48:]),
    "no text": _bytes_of(lambda data: data.replace(b"CREATE TABLE result", b"CREA\xfe\xffTABLE result", 1)),
    "index": lambda path: _change(path, "PRAGMA writable_schema = ON", OTHER_INDEX),
    "foreign": _foreign,
    "another mark": _tables_of("PRAGMA application_id = 7"),
    "no version": _tables_of("PRAGMA user_version = 0"),
    "no table": _tables_of("DROP TABLE result"),
    "no column": _tables_of("ALTER TABLE run DROP COLUMN shift"),
    "lost run": _tables_of("DELETE FROM run WHERE id = 2"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_set_aside_and_told(path: Path, damage: str) -> None:
    _fill(path)
    DAMAGE[damage](path)
    data = path.read_bytes()
    with closing(open_records(path)) as records:
        assert records.notice == BEGUN_ANEW and records.values
        name = str(records.values["name"])
        assert name.startswith("records.damaged-20") and name.endswith(".sqlite")
        assert records.append(RUN).id == 1
    assert path.with_name(name).read_bytes() == data
    assert len(_last(path)) == 1


def test_what_was_set_aside_is_never_overwritten_and_takes_its_journal_along(path: Path) -> None:
    path.parent.mkdir()
    for n in range(4):
        path.write_text(f"damage {n} " * 100, encoding="utf-8")
        path.with_name(path.name + "-journal").write_text(f"\0journal {n}", encoding="utf-8")
        with closing(open_records(path)) as records:
            assert records.notice == BEGUN_ANEW
            records.append(RUN)
    kept = sorted(path.parent.glob("records.damaged-*.sqlite"), key=lambda p: p.read_text(encoding="utf-8"))
    assert [p.read_text(encoding="utf-8")[:8] for p in kept] == [f"damage {n}" for n in range(4)]
    assert [p.with_name(p.name + "-journal").read_text(encoding="utf-8") for p in kept] == [
        f"\0journal {n}" for n in range(4)
    ]


def test_bytes_turned_over_anywhere(path: Path) -> None:
    """Whatever is found in the file: it opens, is set aside whole, or a sentence is said; nothing else, and no loss."""
    _fill(path, 8)
    data, chance = path.read_bytes(), random.Random(11)
    seen, told = {"kept": 0, "set aside": 0, "said": 0}, set()
    for _ in range(150):
        hurt = bytearray(data)
        start = chance.randrange(len(data)) if chance.random() < 0.6 else chance.randrange(120)
        for place in range(start, min(start + chance.choice((1, 4, 64)), len(data))):
            hurt[place] = chance.randrange(256)
        path.write_bytes(hurt)
        try:
            with closing(open_records(path)) as records:
                records.all_last()
                found = records.last(RUN.checklist, 99)
                seen["set aside" if records.notice else "kept"] += 1
                assert not records.notice or (
                    found == () and path.with_name(str((records.values or {})["name"])).read_bytes() == hurt
                )
                if records.writable:
                    records.append(RUN)
        except UserError as error:
            seen["said"] += 1
            told.add(error.message)
        shutil.rmtree(path.parent)
        path.parent.mkdir()
    assert seen["kept"] > 10 and seen["set aside"] > 30, seen
    assert told <= TOLD


def test_damage_met_later(path: Path) -> None:
    _fill(path)
    with closing(open_records(path)) as records:
        data = path.read_bytes()
        path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
        assert _said(lambda: records.last(RUN.checklist, 9)) == DAMAGED
        assert _said(lambda: records.append(RUN)) == DAMAGED
    with closing(open_records(path)) as records:
        assert records.notice == BEGUN_ANEW


def test_text_that_is_no_text(path: Path) -> None:
    _fill(path, 1)
    _change(path, "UPDATE run SET person = CAST(x'FF41' AS TEXT)")
    assert _last(path)[0].person == "\ufffdA"


def test_it_cannot_be_set_aside(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path.parent.mkdir()
    path.write_bytes(b"damage" * 200)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        assert _said(lambda: open_records(path)) == STUCK
    with monkeypatch.context() as patch:
        patch.setattr(Path, "exists", lambda _: True)
        assert _said(lambda: open_records(path)) == STUCK
    assert path.read_bytes() == b"damage" * 200


# --- what the disk and other programs do --------------------------------------------------------------------------


@contextmanager
def _locked(path: Path, kind: str) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"BEGIN {kind}")
        yield
        other.execute("ROLLBACK")


def test_locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    before = _fill(path)
    with closing(open_records(path)) as records:
        with _locked(path, "EXCLUSIVE"):
            assert _said(lambda: open_records(path)) == LOCKED
            assert _said(lambda: records.append(RUN)) == LOCKED
            assert _said(lambda: records.last(RUN.checklist, 9)) == LOCKED
        with _locked(path, "IMMEDIATE"):  # another writes: reading goes on
            assert records.last(RUN.checklist, 9) == before
            assert _said(lambda: records.append(RUN)) == LOCKED
        assert records.append(RUN).id == len(before) + 1


def test_a_reader_blocks_only_the_end_of_a_write(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    before = _fill(path)
    with closing(sqlite3.connect(path)) as other, closing(open_records(path)) as records:
        cursor = other.execute("SELECT * FROM run")
        cursor.fetchone()
        assert _said(lambda: records.append(RUN)) == LOCKED
        cursor.close()
        assert records.last(RUN.checklist, 9) == before
        records.append(RUN)


def test_full_anywhere(path: Path) -> None:
    """SQLite's own limit stands in for the disk: the sentence comes from the same error."""
    before = _fill(path)
    with closing(open_records(path)) as records:
        pages = path.stat().st_size // 4096
        event.listen(records._engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count = {pages}"))
        big = replace(RUN, results=tuple(Result(f"i{n}", Verdict.FAIL, "", "x" * 900) for n in range(40)))
        assert _said(lambda: records.append(big)) == FULL
        assert records.last(RUN.checklist, 9) == before
    assert _last(path) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root mounts a small disk")
def test_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("this root may not mount")
    try:
        path = disk / "records.sqlite"
        kept: list[Run] = []

        def without_end() -> None:
            with closing(open_records(path)) as records:
                for _ in range(10_000):
                    kept.append(records.append(RUN))

        assert _said(without_end) == FULL
        assert kept
        assert _last(path) == tuple(reversed(kept))
        shutil.copy(path, tmp_path / "copy.sqlite")
        path.unlink()
        with suppress(OSError), (disk / "rest").open("wb", buffering=0) as rest:
            while rest.write(b"x" * 4096):
                pass
        assert _said(lambda: open_records(path)) == FULL
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    assert _last(tmp_path / "copy.sqlite") == tuple(reversed(kept))


LIMITED = """
import resource, sys
from pathlib import Path
from posref.core.errors import UserError
from posref.core.run import Run
from posref.core.types import Text
from posref.store.records import open_records
records = open_records(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
count = 0
try:
    while True:
        count = records.append(Run(0, "daily-opening", Text("a", "a"), "2026-11-20T21:05", "x" * 500)).id
except UserError as error:
    print(count, str(error))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_file_that_may_not_grow(path: Path) -> None:
    path.parent.mkdir()
    done = _python(LIMITED, path)
    count, _, sentence = done.partition(" ")
    assert "cannot be opened or written" in sentence or "full" in sentence
    assert len(_last(path)) == int(count) > 5


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Root may write anywhere; so not as root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that others than root can reach."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind")
@pytest.mark.parametrize("file_mode", [0o444, 0o666])
def test_read_only(public: Path, file_mode: int) -> None:
    path = public / "records.sqlite"
    before = _fill(path)
    data = path.read_bytes()
    path.chmod(file_mode)
    public.chmod(0o555)
    with _as_nobody(), closing(open_records(path)) as records:
        assert records.last(RUN.checklist, 9) == before
        assert _said(lambda: records.append(RUN)) == READ_ONLY
        assert _said(lambda: open_records(public / "other.sqlite")) == UNREACHABLE
        assert _said(lambda: open_records(public / "folder" / "records.sqlite")) == UNREACHABLE
    assert path.read_bytes() == data


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind")
def test_damaged_or_empty_in_a_read_only_folder(public: Path) -> None:
    _fill(public / "warm.sqlite")
    (public / "damaged.sqlite").write_bytes(b"damage" * 200)
    (public / "empty.sqlite").write_bytes(b"")
    public.chmod(0o555)
    with _as_nobody():
        assert _said(lambda: open_records(public / "damaged.sqlite")) == STUCK
        assert _said(lambda: open_records(public / "empty.sqlite")) == READ_ONLY
    assert (public / "damaged.sqlite").read_bytes() == b"damage" * 200


def test_a_folder_stands_there(path: Path) -> None:
    path.mkdir(parents=True)
    assert _said(lambda: open_records(path)) == UNREACHABLE


def test_a_broken_statement_is_ours(path: Path) -> None:
    with closing(open_records(path)) as records:
        with pytest.raises(Exception, match="no such table") as caught, records._transaction() as connection:
            connection.exec_driver_sql("SELECT * FROM nowhere")
        assert not isinstance(caught.value, UserError)


# --- newer programs -----------------------------------------------------------------------------------------------


def test_a_newer_file_is_read_and_left_alone(path: Path) -> None:
    before = _fill(path)
    _change(path, "ALTER TABLE run ADD COLUMN mood TEXT", "CREATE TABLE incident (id)", "PRAGMA user_version = 2")
    data = path.read_bytes()
    with closing(open_records(path)) as records:
        assert (records.writable, records.notice) == (False, "")
        assert records.last(RUN.checklist, 9) == before
        assert records.all_last() == {RUN.checklist: "2026-11-20"}
        assert _said(lambda: records.append(RUN)) == NEWER
        with pytest.raises(UserError), records._transaction("IMMEDIATE") as connection:
            connection.exec_driver_sql("DELETE FROM run")
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    "change",
    ["ALTER TABLE run RENAME COLUMN done TO finished", "PRAGMA ignore_check_constraints = ON"],
    ids=["columns", "values"],
)
def test_a_newer_file_that_cannot_be_read(path: Path, change: str) -> None:
    _fill(path)
    more = ["UPDATE result SET verdict = 'later'"] if "ignore" in change else []
    _change(path, change, *more, "PRAGMA user_version = 9")
    with closing(open_records(path)) as records:
        assert _said(lambda: records.last(RUN.checklist, 9)) == UNKNOWN


def test_a_newer_file_with_tables_beyond_this_sqlite(path: Path) -> None:
    _fill(path)
    words = "UPDATE sqlite_master SET sql = 'CREATE TABLE result (run) MADE OF FUTURE' WHERE name = 'result'"
    _change(path, "PRAGMA writable_schema = ON", words, "PRAGMA user_version = 2")
    assert _said(lambda: open_records(path).last(RUN.checklist, 9)) in {UNKNOWN, DAMAGED}
    assert [p.name for p in path.parent.iterdir()] == [path.name]


# --- power cuts and kill -9 ---------------------------------------------------------------------------------------


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _is_hot(path: Path) -> bool:
    """Whether a journal is beside the file whose pages have reached the disk: the write was on, and is to be undone."""
    try:
        head = _journal(path).read_bytes()[:12]
    except FileNotFoundError:
        return False
    return head[:8] == bytes.fromhex("d9d505f920a163d7") and int.from_bytes(head[8:12], "big") > 0


def _cut(path: Path) -> tuple[Path, tuple[Run, ...]]:
    """The files as a power cut leaves them in the middle of a write: pages changed, the journal hot."""
    before = _fill(path, 30)
    target = path.parent / "cut" / path.name
    target.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA cache_size = 1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE run SET person = hex(randomblob(900))")
        raw.execute("UPDATE result SET remark = hex(randomblob(900))")
        for name in (path, _journal(path)):
            shutil.copy(name, target.with_name(name.name))
        raw.execute("ROLLBACK")
    assert _is_hot(target) and target.read_bytes() != path.read_bytes()
    return target, before


def test_a_power_cut_in_the_middle_of_a_write(path: Path) -> None:
    target, before = _cut(path)
    assert _last(target) == before
    assert not _journal(target).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind")
def test_a_power_cut_and_then_a_read_only_folder(path: Path, public: Path) -> None:
    target, before = _cut(path)
    for name in (target, _journal(target)):
        shutil.copy(name, public / name.name)
        (public / name.name).chmod(0o444)
    public.chmod(0o555)
    with _as_nobody():
        assert _said(lambda: open_records(public / path.name)) in {READ_ONLY, UNREACHABLE}
    public.chmod(0o755)
    for name in public.iterdir():
        name.chmod(0o644)
    assert _last(public / path.name) == before


APPENDER = """
import os, sys
from pathlib import Path
from posref.core.run import Result, Run, Verdict
from posref.core.types import Text
from posref.store.records import open_records

def say(word):
    os.write(1, f"{word}\\n".encode())

results = tuple(Result(f"item-{n}", Verdict.PASS, "x" * 200) for n in range(20))
run = Run(0, "daily-opening", Text("a", "a"), "2026-11-20T21:05", results=results)
for _ in sys.stdin:
    if (child := os.fork() if hasattr(os, "fork") else 0) == 0:
        say(os.getpid())
        records = open_records(Path(sys.argv[1]))
        while True:
            say(records.append(run).id)
    os.waitpid(child, 0)
    say("end")
"""
"""For each line it reads, a process that appends without end and says which appends have returned. Where processes
cannot fork it is itself that process, and is started anew after each kill: what is tested is the same, only slower."""


def _python(code: str, path: Path) -> str:
    command = [sys.executable, "-W", "error", "-c", code, str(path)]
    done = subprocess.run(command, env=environment(path.parent, path), cwd=ROOT, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


def _appender(path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", APPENDER, str(path)]
    env = environment(path.parent, path)
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, cwd=ROOT)


def _kill_one(child: subprocess.Popen[bytes], path: Path, chance: random.Random) -> list[int]:
    """The ids of the appends that returned before the kill: at a random instant, or when a write is seen to be on."""
    assert child.stdin and child.stdout
    child.stdin.write(b"go\n")
    child.stdin.flush()
    process, returned = int(child.stdout.readline()), [int(child.stdout.readline())]
    until = time.monotonic() + chance.uniform(0, 0.03)
    aimed = chance.random() < 0.5
    while time.monotonic() < until or (aimed and time.monotonic() < until + 2 and not _is_hot(path)):
        pass
    os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))
    while (line := child.stdout.readline().strip()) not in {b"end", b""}:
        returned.append(int(line))
    return returned


def _killed_appenders(path: Path, kills: int) -> tuple[int, int]:
    """Append without end, kill, look; over and over. How often a journal was met, and a hot one."""
    chance, kept, met, hot = random.Random(5), 0, 0, 0
    path.parent.mkdir()
    child = _appender(path)
    for _ in range(kills):
        returned = _kill_one(child, path, chance)
        if not hasattr(os, "fork"):
            child.communicate()
            child = _appender(path)
        met += _journal(path).exists()
        hot += _is_hot(path)
        found = _last(path, 50)
        assert returned[0] == kept + 1, "lost a run, or kept one that was not there"
        assert returned == list(range(returned[0], returned[-1] + 1))
        kept = found[0].id
        assert returned[-1] <= kept <= returned[-1] + 1, "lost a run whose append had returned"
        assert {len(run.results) for run in found} == {20}
    child.communicate()
    assert [run.id for run in _last(path)] == list(range(kept, 0, -1))
    assert not list(path.parent.glob("*.damaged-*"))
    return met, hot


def test_killed_while_appending(path: Path) -> None:
    met, hot = _killed_appenders(path, 40)
    assert met >= 10 and hot >= 5, f"the kills missed the writes: {met} of 40 met a journal, {hot} a hot one"


@pytest.mark.full
def test_killed_two_hundred_times_while_appending(path: Path) -> None:
    met, hot = _killed_appenders(path, 200)
    assert met >= 50 and hot >= 20, f"the kills missed the writes: {met} of 200 met a journal, {hot} a hot one"


STEPPER = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.pool import Pool
from posref.core.run import Result, Run, Verdict
from posref.core.types import Text
from posref.store.records import open_records

def stop_at(step, folder):
    left = step
    said = os.open(folder / "returned", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    def count(statement):
        nonlocal left
        left -= 1
        if left == 0:
            os.write(said, f"at {statement.split()[0]}\\n".encode())
            os.kill(os.getpid(), signal.SIGKILL)
    event.listen(Pool, "connect", lambda raw, _: raw.set_trace_callback(count))
    records = open_records(folder / "records.sqlite")
    for n in range(2):
        results = tuple(Result(f"item-{n}", Verdict.PASS) for n in range(3))
        kept = records.append(Run(0, "daily-opening", Text("a", "a"), "2026-11-20T21:05", results=results))
        os.write(said, f"{kept.id}\\n".encode())

for step in range(1, 500):
    folder = Path(sys.argv[1]) / str(step)
    folder.mkdir()
    if (child := os.fork()) == 0:
        stop_at(step, folder)
        os._exit(0)
    if os.waitpid(child, 0)[1] != signal.SIGKILL:
        break
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process for each statement takes too long here")
def test_killed_at_each_statement(path: Path) -> None:
    """From the making of the file to the end of the second run: before every statement once."""
    path.mkdir(parents=True)
    _python(STEPPER, path)
    steps = sorted(path.iterdir(), key=lambda p: int(p.name))
    stopped: set[str] = set()
    for folder in steps:
        said = (folder / "returned").read_text(encoding="utf-8").splitlines()
        returned = [int(line) for line in said if line.isdigit()]
        stopped |= {line for line in said if line.startswith("at ")}
        found = _last(folder / "records.sqlite")
        assert [run.id for run in found] == returned[::-1]
        assert {len(run.results) for run in found} <= {3}
        assert [p.name for p in folder.iterdir() if "damaged" in p.name] == []
    assert {"at CREATE", "at INSERT", "at COMMIT", "at BEGIN"} <= stopped
    assert len(steps) > 30


def test_records_close_what_they_open(path: Path) -> None:
    """On Windows an open file cannot be renamed or deleted."""
    with closing(open_records(path)) as records:
        records.append(RUN)
        path.rename(path.with_name("moved.sqlite"))
        assert isinstance(records, Records)
