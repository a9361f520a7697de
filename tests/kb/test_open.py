"""Damage is noticed, said plainly and repaired from the copy beside the file."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from posref.author.compile import Stamp
from posref.core.errors import UserError
from posref.kb import open as kb_open
from posref.kb.open import DAMAGED, FOREIGN, MISSING, NEWER, RESTORED, open_bundled, open_file, unpack, verify
from posref.kb.read import KnowledgeBase
from posref.paths import Paths


@pytest.fixture
def copied(compiled: tuple[Path, Stamp], tmp_path: Path) -> Path:
    """A copy of the real base with what lies beside it, to be damaged."""
    folder = tmp_path / "program"
    folder.mkdir()
    for name in ("kb.sqlite", "kb.sqlite.xz", "kb.sqlite.sha256"):
        shutil.copy(compiled[0].with_name(name), folder / name)
    return folder / "kb.sqlite"


@pytest.fixture
def alone(copied: Path) -> Path:
    """The same without the compressed copy."""
    copied.with_name("kb.sqlite.xz").unlink()
    return copied


def _paths(kb: Path, user: Path) -> Paths:
    return Paths(kb, user, user, user, None)


def _cut(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.truncate(path.stat().st_size // 2)


def _header(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.write(b"\xff" * 16)


def _page_size(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.seek(16)
        stream.write(b"\x03\x01")


def _first_page(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.seek(100)
        stream.write(b"\xa5" * 900)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("余额不足\n" * 500, encoding="utf-8")


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    connection.close()


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {kb_open.TABLE_VERSION + 1}")
    connection.close()


def _gone(path: Path) -> None:
    path.unlink()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


HARM: list[tuple[Callable[[Path], None], str]] = [
    (_cut, DAMAGED), (_header, FOREIGN), (_page_size, FOREIGN), (_first_page, DAMAGED), (_empty, FOREIGN), (_text, FOREIGN),
    (_foreign, FOREIGN), (_newer, NEWER), (_gone, MISSING), (_folder, MISSING),
]  # fmt: skip


@pytest.mark.parametrize("harm, message", HARM, ids=[h.__name__.strip("_") for h, _ in HARM])
def test_without_a_copy_it_is_said(alone: Path, user_folder: Path, harm: Callable[[Path], None], message: str) -> None:
    harm(alone)
    with pytest.raises(UserError) as caught:
        open_bundled(_paths(alone, user_folder))
    if harm is _page_size:  # the length no longer fits either, which is noticed first
        assert caught.value.message in (DAMAGED, FOREIGN)
    else:
        assert caught.value.message == message
    assert str(alone) in str(caught.value)
    assert not user_folder.exists()


@pytest.mark.parametrize("harm", [h for h, _ in HARM], ids=[h.__name__.strip("_") for h, _ in HARM])
def test_with_a_copy_it_is_repaired(
    copied: Path, user_folder: Path, harm: Callable[[Path], None], compiled: tuple[Path, Stamp]
) -> None:
    harm(copied)
    opened = open_bundled(_paths(copied, user_folder))
    assert opened.notice == RESTORED
    assert opened.path == user_folder / "kb.sqlite"
    assert opened.path.read_bytes() == compiled[0].read_bytes()
    base = KnowledgeBase(opened.connection)
    assert base.meta["content_hash"] == compiled[1].content_hash
    base.close()
    assert [p.name for p in user_folder.iterdir()] == ["kb.sqlite"]


@pytest.mark.parametrize("harm", [_cut, _header, _first_page, _empty, _text, _foreign, _newer, _gone, _folder])
def test_open_file_always_says_what_is_wrong(alone: Path, harm: Callable[[Path], None]) -> None:
    harm(alone)
    try:
        connection = open_file(alone)
    except UserError as error:
        assert error.message in (DAMAGED, FOREIGN, NEWER, MISSING)  # noqa: PT017  it may also open
    else:  # a file cut in the middle opens; reading what is gone says so
        base = KnowledgeBase(connection, alone)
        with pytest.raises(UserError) as caught:
            base.rows("SELECT * FROM phrase ORDER BY said")
        assert caught.value.message == DAMAGED and str(alone) in str(caught.value)
        base.close()


def test_damage_met_while_reading(alone: Path) -> None:
    data = bytearray(alone.read_bytes())
    data[8192:-4096] = b"\xa5" * (len(data) - 8192 - 4096)
    alone.write_bytes(bytes(data))
    with pytest.raises(UserError) as caught:
        KnowledgeBase(open_file(alone), alone).rows("SELECT * FROM phrase ORDER BY said")
    assert caught.value.message == DAMAGED and str(alone) in str(caught.value)


def test_a_failure_of_ours_is_no_damage(kb: KnowledgeBase) -> None:
    with pytest.raises(sqlite3.OperationalError):
        kb.rows("SELECT nothing FROM nowhere")


def test_a_copy_that_is_damaged_too(copied: Path, user_folder: Path) -> None:
    _cut(copied)
    copied.with_name("kb.sqlite.xz").write_bytes(b"not compressed")
    with pytest.raises(UserError) as caught:
        open_bundled(_paths(copied, user_folder))
    assert caught.value.message == DAMAGED


@pytest.mark.parametrize("said", ["0" * 64, "", "余额"])
def test_a_copy_that_is_not_what_was_shipped(copied: Path, user_folder: Path, said: str) -> None:
    copied.with_name("kb.sqlite.sha256").write_text(said, encoding="utf-8")
    assert unpack(copied.with_name("kb.sqlite.xz"), user_folder) is None
    assert not verify(copied)


def test_a_user_folder_that_cannot_be_written(copied: Path, tmp_path: Path) -> None:
    place = tmp_path / "a file"
    place.write_text("in the way", encoding="utf-8")
    _cut(copied)
    with pytest.raises(UserError) as caught:
        open_bundled(_paths(copied, place))
    assert caught.value.message == DAMAGED


def test_the_copy_is_unpacked_anew_each_time(copied: Path, user_folder: Path) -> None:
    _gone(copied)
    user_folder.mkdir()
    (user_folder / "kb.sqlite").write_bytes(b"damaged as well")
    opened = open_bundled(_paths(copied, user_folder))
    assert opened.notice == RESTORED
    opened.connection.close()


def test_a_good_file_is_opened_in_place(copied: Path, user_folder: Path) -> None:
    opened = open_bundled(_paths(copied, user_folder))
    assert (opened.path, opened.notice) == (copied, "")
    opened.connection.close()
    assert not user_folder.exists()


@pytest.mark.parametrize("name", ["收银 台", "a b", "50% #1", "百分%20号", "q?x=1&y", "it's", "é"])
def test_any_folder_name(compiled: tuple[Path, Stamp], tmp_path: Path, name: str) -> None:
    if "?" in name and tmp_path.drive:
        pytest.skip("Windows has no such name")
    folder = tmp_path / name
    folder.mkdir()
    connection = open_file(Path(shutil.copy(compiled[0], folder / "知识 #%.sqlite")))
    assert connection.execute("SELECT count(*) FROM code").fetchone()[0] > 100
    connection.close()
    assert len(list(folder.iterdir())) == 1


def test_nothing_can_be_written(copied: Path) -> None:
    before = copied.read_bytes()
    connection = open_file(copied)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM code")
    connection.close()
    assert copied.read_bytes() == before
    assert sorted(p.name for p in copied.parent.iterdir()) == ["kb.sqlite", "kb.sqlite.sha256", "kb.sqlite.xz"]


def test_verify(copied: Path) -> None:
    assert verify(copied)
    with copied.open("r+b") as stream:
        stream.seek(copied.stat().st_size // 2)
        stream.write(b"\0\1\2")
    assert not verify(copied)
    copied.with_name("kb.sqlite.sha256").unlink()
    assert verify(copied)
    copied.unlink()
    assert not verify(copied)
    copied.mkdir()
    copied.with_name("kb.sqlite.sha256").mkdir()
    assert not verify(copied)


def test_a_connection_that_cannot_be_made(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(sqlite3, "connect", fail)
    with pytest.raises(UserError) as caught:
        open_file(copied)
    assert caught.value.message == DAMAGED


def test_an_unreadable_file_is_left_to_the_opening(tmp_path: Path) -> None:
    assert kb_open._size_fits(tmp_path / "nothing here")
