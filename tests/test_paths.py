"""Where things are, however the program was started."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from posref import paths
from posref.paths import ROOT, find_paths, resource


def test_a_source_checkout(user_folder: Path) -> None:
    found = find_paths()
    assert found.source == ROOT / "resources" / "kb"
    assert found.kb == ROOT / "build" / "kb" / "kb.sqlite"
    assert found.user == user_folder
    assert found.app.is_dir()


def test_another_knowledge_base(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POSREF_KB", str(tmp_path / "my.sqlite"))
    assert find_paths().kb == tmp_path / "my.sqlite"
    assert find_paths().source is not None


def test_an_installed_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    assert find_paths().source is None


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    program = tmp_path / "program"
    program.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program / "posref.exe"))
    monkeypatch.delenv("POSREF_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data home"))
    monkeypatch.setattr(sys, "platform", "linux")
    return program


def test_the_frozen_program(frozen: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = find_paths()
    assert found.kb == frozen / "kb" / "kb.sqlite" and found.source is None
    assert found.user == tmp_path / "data home" / "posref"
    monkeypatch.setattr(sys, "_MEIPASS", str(frozen / "_internal"), raising=False)
    assert find_paths().kb == frozen / "_internal" / "kb" / "kb.sqlite"


def test_the_portable_folder(frozen: Path) -> None:
    (frozen / "portable.txt").touch()
    assert find_paths().user == frozen / "data"


@pytest.mark.parametrize(
    "platform, variables, folder",
    [
        ("linux", {}, ".local/share/posref"),
        ("win32", {}, "AppData/Local/posref"),
    ],
)
def test_the_users_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, variables: dict[str, str], folder: str
) -> None:
    for name in ("POSREF_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(sys, "platform", platform)
    assert find_paths().user == tmp_path / folder
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "local"))
    assert find_paths().user == tmp_path / "local" / "posref"


def test_nothing_is_made(user_folder: Path) -> None:
    find_paths()
    assert not user_folder.exists()


def test_a_shipped_file(tmp_path: Path) -> None:
    assert resource(tmp_path, "icons/search.svg") == tmp_path / "icons" / "search.svg"


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "icons/../../x", "icons\\x", "C:x"])
def test_names_that_climb_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a name of a shipped file"):
        resource(tmp_path, name)
