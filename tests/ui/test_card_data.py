"""Card data: whatever way it comes in, its digits are nowhere afterwards."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateEdit, QLineEdit, QPlainTextEdit, QTextEdit

from posref.log import CRASH, start_log
from posref.store.shop import Note, Phone, Shop, Terminal, load_shop
from tests.conftest import LogSeen
from tests.ui.screen import Opener, Screen, commit, settle, shown

PAN = "4111111111111111"
BLANKS = "6222 0212 3456 7894"
TRACK_2 = ";5413330089010004=25122010123409172?"
TRACK_1 = "%B4111111111111111^MUSTERMANN/ERIKA^2512201000000000?"
CARDS = ("4111111111111111", "5413330089010004", "6222021234567894")
DISCRETIONARY = ("2512201", "MUSTERMANN")
WAYS = ("typed", "pasted", "dropped", "committed")


def enter(screen: Screen, line: QLineEdit, text: str, way: str) -> None:
    line.setFocus()
    if way == "typed":
        QTest.keyClicks(line, text)
    elif way == "pasted":
        screen.paste(line, text)
    elif way == "committed":
        commit(line, text)
    else:
        data = QMimeData()
        data.setText(text)
        where, actions = QPointF(line.rect().center()), Qt.DropAction.CopyAction
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        more: Any = (actions, data, buttons, keys)
        try:
            enters = QDragEnterEvent(where, *more)  # type: ignore[call-overload,unused-ignore]  # from PySide6 6.12
        except TypeError:
            enters = QDragEnterEvent(where.toPoint(), *more)
        QCoreApplication.sendEvent(line, enters)
        QCoreApplication.sendEvent(line, QDropEvent(where, actions, data, buttons, keys))


def digits(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def undo_all(line: QLineEdit) -> list[str]:
    """What the line shows while everything is undone and done again."""
    seen = []
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
        for _n in range(60):
            QTest.keyClick(line, key, Qt.KeyboardModifier.ControlModifier)
            seen.append(line.text())
    return seen


def is_clean(text: str) -> bool:
    return not any(card in digits(text) for card in CARDS) and not any(word in text for word in DISCRETIONARY)


@pytest.mark.parametrize("text", [PAN, BLANKS, TRACK_2, TRACK_1, f"err 55 {PAN}", "４１１１１１１１１１１１１１１１"])
@pytest.mark.parametrize("way", WAYS)
def test_no_card_data_stays_in_the_box(screen: Screen, text: str, way: str) -> None:
    if way == "typed" and not text.isascii():
        pytest.skip("a keyboard has no wide digits")
    enter(screen, screen.box, text, way)
    assert is_clean(screen.box.text()), screen.box.text()
    assert "****" in screen.box.text()
    assert all(is_clean(seen) for seen in undo_all(screen.box))
    screen.settled()
    assert is_clean(screen.window.windowTitle())
    assert all(is_clean(seen) for seen in [*screen.texts(), *screen.rows()])


def every_line(screen: Screen) -> list[QLineEdit]:
    dates = (line for line in shown(screen.window, QLineEdit) if isinstance(line.parent(), QDateEdit))
    kept = set(dates)
    return [line for line in shown(screen.window, QLineEdit) if not line.isReadOnly() and line not in kept]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("place", ["first start", "write down", "settings", "print"])
def test_no_card_data_stays_in_any_other_line(open_window: Opener, place: str, way: str) -> None:
    screen = open_window(Shop(language="en", welcomed=place != "first start", terminals=(Terminal(name="Till 1"),)))
    if place == "write down":
        screen.ask("zqxwkjhg")
    if place in ("settings", "print"):
        screen.window.show_page(place)
        settle()
    lines = [line for line in every_line(screen) if line is not screen.box]
    assert len(lines) >= {"first start": 2, "write down": 5, "settings": 16, "print": 1}[place]
    for line in lines:
        for text in (PAN, TRACK_2):
            line.clear()
            enter(screen, line, text, way)
            assert is_clean(line.text()), f"{line.accessibleName()}: {line.text()}"
    for line in lines[:2]:
        assert all(is_clean(seen) for seen in undo_all(line))


def test_only_single_lines_take_text(open_window: Opener) -> None:
    screen = open_window(Shop(welcomed=True, terminals=(Terminal(name="Till 1"),)))
    screen.ask("zqxwkjhg")
    screen.window.show_page("settings")
    assert not screen.window.findChildren(QTextEdit) and not screen.window.findChildren(QPlainTextEdit)


def test_a_line_that_held_a_card_number_shows_it_no_more(open_window: Opener, user_folder: Path) -> None:
    screen = open_window(Shop(welcomed=True))
    user_folder.joinpath("shop.json").write_text(
        json.dumps({"welcomed": True, "terminals": [{"name": "Till", "serial": PAN}]}), encoding="utf-8"
    )
    screen.window.close()
    again = open_window(None)
    again.window.show_page("settings")
    settle()
    assert all(is_clean(line.text()) for line in every_line(again))


def everything_kept(folder: Path) -> str:
    return "\n".join(
        p.read_text("utf-8", "replace") for p in folder.rglob("*") if p.is_file() and p.suffix != ".sqlite"
    )


def test_no_card_data_is_kept_or_copied(open_window: Opener, user_folder: Path) -> None:
    screen = open_window(Shop(language="en", welcomed=True))
    screen.paste(screen.box, f"zqxwkjhg {PAN}")
    screen.settled()
    screen.key(Qt.Key.Key_Return)
    for line in [line for line in every_line(screen) if line is not screen.box]:
        QGuiApplication.clipboard().setText(f"{line.text()} {BLANKS}")
        line.setFocus()
        line.selectAll()
        line.paste()
    screen.press("Copy")
    assert is_clean(QGuiApplication.clipboard().text()) and "****7894" in QGuiApplication.clipboard().text()
    screen.press("Keep")
    screen.box.selectAll()
    screen.box.copy()
    assert is_clean(QGuiApplication.clipboard().text())
    screen.window.show_page("settings")
    settle()
    assert all(is_clean(text) for text in screen.texts())
    screen.press("Copy all")
    assert is_clean(QGuiApplication.clipboard().text()) and "****7894" in QGuiApplication.clipboard().text()
    assert "****7894" in everything_kept(user_folder)
    assert is_clean(everything_kept(user_folder))
    shop = load_shop(user_folder).shop
    assert len(shop.notes) == 1 and isinstance(shop.notes[0], Note)


def test_a_phone_number_is_no_card_number(open_window: Opener, user_folder: Path) -> None:
    screen = open_window(Shop(language="en", welcomed=True))
    screen.window.show_page("settings")
    settle()
    line = screen.line("Service provider, Phone number")
    enter(screen, line, "+86 10 6666 8888", "typed")
    line.clearFocus()
    settle()
    assert line.text() == "+86 10 6666 8888"
    assert Phone("service-provider", "", "+86 10 6666 8888") in load_shop(user_folder).shop.phones


def test_a_crash_report_holds_no_card_data(
    open_window: Opener, user_folder: Path, capfd: pytest.CaptureFixture[str], log_seen: LogSeen
) -> None:
    screen = open_window(Shop(language="en", welcomed=True), net=True)

    def fail() -> None:
        raise ValueError(f"cannot read {PAN} and {TRACK_2}")

    QTimer.singleShot(0, screen.window, fail)
    screen.bot.waitUntil(lambda: (user_folder / CRASH).is_file())
    report = (user_folder / CRASH).read_text("utf-8")
    assert "ValueError" in report and "****1111" in report and is_clean(report)
    assert str(user_folder / CRASH) in screen.notice() and "Traceback" not in screen.notice()
    assert is_clean(screen.notice())
    assert screen.ask("55").endswith(":55"), "the program goes on"
    start_log(user_folder)
    logging.getLogger("posref").warning("seen %s", PAN)
    assert log_seen.take() == [f"seen {PAN}"]
    assert "****1111" in (user_folder / "posref.log").read_text("utf-8")
    assert is_clean(everything_kept(user_folder))
    said = capfd.readouterr()
    assert is_clean(said.out) and is_clean(said.err)


def test_a_crash_report_that_cannot_be_written(open_window: Opener, user_folder: Path) -> None:
    screen = open_window(Shop(language="en", welcomed=True), net=True)
    (user_folder / CRASH).mkdir()

    def fail() -> None:
        raise ValueError("nothing")

    QTimer.singleShot(0, screen.window, fail)
    screen.bot.waitUntil(lambda: bool(screen.notice()))
    assert "could not be written" in screen.notice()


def test_a_query_from_the_command_line_is_masked_too(open_window: Opener) -> None:
    screen = open_window(start=f"55 {PAN}")
    assert is_clean(screen.box.text()) and is_clean(screen.window.windowTitle())
