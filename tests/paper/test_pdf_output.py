"""A PDF is written whole or not at all, wherever it is to go; the sentence says what can be done."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QApplication

from posref.core.errors import UserError
from posref.core.types import Reading
from posref.paper.paint import write_pdf
from posref.paper.sheet import Block, Break, Line, Paper, Paragraph, Sheet

ROOT = Path(__file__).resolve().parent.parent.parent
OLD = b"what was there before"
ODD = ("收银台 文件", "a # b", "100% done", "a%20b", "with blanks  two", "引号'和&", "~tilde")

pytestmark = pytest.mark.usefixtures("qapp")


def pages_of(count: int) -> Sheet:
    blocks: list[Block] = []
    for number in range(count):
        blocks += [Paragraph((Line(f"第 {number + 1} 张，text {number + 1}"),)), Break()]
    return Sheet("s", "一张纸 A sheet", Paper.A6, Reading.BOTH, tuple(blocks), "posref")


SHORT, LONG = pages_of(1), pages_of(8)


def refused(sheet: Sheet, path: Path) -> str:
    with pytest.raises(UserError) as caught:
        write_pdf(sheet, path, "1.0")
    assert str(path) in str(caught.value)
    return str(caught.value)


def read(path: Path) -> int:
    with path.open("rb") as stream:
        return len(pypdf.PdfReader(stream, strict=True).pages)


def test_a_pdf_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    assert write_pdf(LONG, target, "1.0") == 8 == read(target)
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ODD)
def test_odd_names_of_folders_and_files(tmp_path: Path, name: str) -> None:
    target = tmp_path / name / f"{name}.pdf"
    assert write_pdf(SHORT, target, "1.0") == 1 == read(target)
    assert list(target.parent.iterdir()) == [target]


def test_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert write_pdf(SHORT, Path("纸 1.pdf"), "1.0") == 1 == read(tmp_path / "纸 1.pdf")


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(OLD)
    assert write_pdf(SHORT, target, "1.0") == 1 == read(target)


@pytest.mark.parametrize("name", ["", "folder", "folder.pdf"])
def test_the_target_is_a_folder(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    target.mkdir(exist_ok=True)
    (target / "kept").write_bytes(OLD)
    assert "Choose another folder" in refused(SHORT, target)
    assert sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*") if p.is_file()) == [Path(name) / "kept"]


@pytest.mark.parametrize("name", [".", "..", "/"])
def test_the_target_names_no_file(name: str) -> None:
    assert "Choose another folder" in refused(SHORT, Path(name))


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)
    assert "Choose another folder" in refused(SHORT, tmp_path / "file" / "a.pdf")
    assert [p.name for p in tmp_path.iterdir()] == ["file"] and (tmp_path / "file").read_bytes() == OLD


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    assert "File name too long" in refused(SHORT, tmp_path / ("长" * 120 + ".pdf"))
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def locked() -> Iterator[Path]:
    """A folder that may be read only, with an old file; root stands back meanwhile, for root may write everywhere."""
    user = os.geteuid()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "a.pdf").write_bytes(OLD)
        folder.chmod(0o555)
        if user == 0:
            os.seteuid(65534)
        yield folder
        os.seteuid(user)
        folder.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="folders are locked otherwise there")
def test_a_folder_that_cannot_be_written(locked: Path) -> None:
    assert "Permission denied" in refused(SHORT, locked / "a.pdf")
    assert "Permission denied" in refused(SHORT, locked / "new" / "a.pdf")
    assert [p.name for p in locked.iterdir()] == ["a.pdf"] and (locked / "a.pdf").read_bytes() == OLD


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a folder nobody can write, root neither")
def test_a_folder_where_nothing_can_be_made() -> None:
    assert "Choose another folder" in refused(SHORT, Path("/proc/self/a.pdf"))


FULL = """
import resource, sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
application = QGuiApplication(["t"])
from posref.core.errors import UserError
from posref.paper.paint import write_pdf
sys.path.insert(0, sys.argv[3])
from tests.paper.test_pdf_output import LONG, SHORT
write_pdf(SHORT, Path(sys.argv[1]).with_name("warm.pdf"), "1.0")  # whatever is cached on the disk is cached now
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    write_pdf(LONG, Path(sys.argv[1]), "1.0")
except UserError as error:
    print(error)
    sys.exit(3)
"""


def fill(target: Path, room: int) -> subprocess.CompletedProcess[str]:
    """Write where only so many bytes fit."""
    return subprocess.run(
        [sys.executable, "-c", FULL, str(target), str(room), str(ROOT)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"},
        capture_output=True, encoding="utf-8", timeout=60, cwd=target.parent,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files as Linux does")
def test_a_disk_that_is_full(tmp_path: Path) -> None:
    whole = tmp_path / "whole.pdf"
    assert write_pdf(LONG, whole, "1.0") == 8
    size = whole.stat().st_size
    target = tmp_path / "收银台 100%" / "a.pdf"
    target.parent.mkdir()
    for room in (0, 1, 4096, size // 2, size - 200):
        target.write_bytes(OLD)
        ran = fill(target, room)
        assert ran.returncode == 3, f"{room} of {size}: {ran.stdout}{ran.stderr}"
        assert str(target) in ran.stdout and "Choose another folder" in ran.stdout and "Traceback" not in ran.stderr
        assert target.read_bytes() == OLD
        assert sorted(p.name for p in target.parent.iterdir()) == ["a.pdf", "warm.pdf"]
    ran = fill(target, size * 4)
    assert ran.returncode == 0 and read(target) == 8


@pytest.mark.parametrize("stop_at", [1, 3, 7])
def test_stopped_there_is_no_file(tmp_path: Path, stop_at: int) -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, of: int) -> bool:
        told.append((done, of))
        return done < stop_at

    assert write_pdf(LONG, tmp_path / "a.pdf", "1.0", tell) == 0
    assert told == [(n, 8) for n in range(1, stop_at + 1)] and list(tmp_path.iterdir()) == []


def test_stopped_the_old_file_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(OLD)
    assert write_pdf(LONG, target, "1.0", lambda done, _of: done < 2) == 0
    assert target.read_bytes() == OLD and list(tmp_path.iterdir()) == [target]


def test_what_is_told_may_fail_without_leaving_half_a_file(tmp_path: Path, qapp: QApplication) -> None:
    def tell(_done: int, _of: int) -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_pdf(LONG, tmp_path / "a.pdf", "1.0", tell)
    assert list(tmp_path.iterdir()) == []
