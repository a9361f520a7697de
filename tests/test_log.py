"""Logs and crash reports hold no card data and no paths of the user."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from posref import __version__
from posref.log import NAME, mask_paths, start_log, write_crash
from tests.conftest import LogSeen


def test_the_log_is_masked(user_folder: Path, log_seen: LogSeen) -> None:
    start_log(user_folder)
    logging.getLogger(NAME).warning("card %s in %s", "4111 1111 1111 1111", Path.home() / "x")
    logging.getLogger(NAME).info("not kept")
    text = (user_folder / "posref.log").read_text(encoding="utf-8")
    assert "****1111" in text and "4111 1111" not in text
    assert f"{Path.home()}/" not in text and "not kept" not in text
    assert len(log_seen.take()) == 1


def test_nothing_is_made_before_something_is_said(user_folder: Path) -> None:
    start_log(user_folder)
    assert list(user_folder.iterdir()) == []
    start_log(user_folder)
    assert len(logging.getLogger(NAME).handlers) == 1


def test_a_folder_that_cannot_be_written(user_folder: Path, log_seen: LogSeen) -> None:
    user_folder.write_text("in the way", encoding="utf-8")
    start_log(user_folder)
    logging.getLogger(NAME).error("lost, but nobody is harmed")
    assert log_seen.take()


def _crash(folder: Path, said: str) -> Path | None:
    try:
        raise RuntimeError(said)
    except RuntimeError as error:
        return write_crash(folder, type(error), error, error.__traceback__)


def test_a_crash_report(user_folder: Path) -> None:
    path = _crash(user_folder, f"swiped ;4111111111111111=25121010000? in {Path.home()} \ud800")
    assert path == user_folder / "crash.txt"
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"posref {__version__}, Python ")
    assert "RuntimeError" in text and "test_log.py" in text
    assert "411111" not in text and "2512" not in text
    assert "****1111" in text


def test_a_crash_report_that_cannot_be_kept(user_folder: Path) -> None:
    user_folder.write_text("in the way", encoding="utf-8")
    assert _crash(user_folder, "x") is None


def test_the_home_folder_has_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/li hua"))
    assert mask_paths("in /home/li hua/x.py") == "in ~/x.py"
