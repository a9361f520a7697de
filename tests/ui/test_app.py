"""The window program's door: its options and exit statuses."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posref import __version__
from posref.__main__ import main
from posref.paths import Paths
from tests.ui.screen import settle


@pytest.fixture
def door(qtbot: QtBot, paths: Paths, nothing_left: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program on the real knowledge base; what it opened is closed, its exception hook taken back."""
    monkeypatch.setenv("POSREF_KB", str(paths.kb))
    hook = sys.excepthook
    yield
    sys.excepthook = hook
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    settle()


def test_version(door: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"posref {__version__}\n"


@pytest.mark.parametrize("arguments", [["--search"], ["--search", ""], ["--search="]])
def test_search_wants_a_text(door: None, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1 and "--search" in said.err


def test_the_self_check_opens_types_and_closes(door: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--self-check"]) == 0
    assert "passed" in capsys.readouterr().out
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def test_the_self_check_fails_without_a_knowledge_base(
    door: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POSREF_KB", str(tmp_path / "none.sqlite"))
    assert main(["--self-check"]) == 3
    assert "failed" in capsys.readouterr().err
