"""*Write it down*: a code that is nowhere."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from posref.lang import _
from posref.store.shop import load_shop
from tests.ui.screen import Screen, settle

NOWHERE = "zqxwkjhg 8"


def test_the_form_knows_the_code_and_the_time(screen: Screen) -> None:
    screen.ask(NOWHERE)
    assert screen.line("Code as shown").text() == NOWHERE
    assert re.fullmatch(r"20\d\d-\d\d-\d\d \d\d:\d\d", screen.line("Time").text())


def test_there_is_no_form_under_another_answer(screen: Screen) -> None:
    screen.ask(NOWHERE)
    screen.ask("55")
    assert _("Write it down") not in screen.answer_texts()


def test_copied(screen: Screen) -> None:
    screen.ask(NOWHERE)
    QTest.keyClicks(screen.line("Exact words"), "No such thing")
    screen.press("Copy")
    copied = QApplication.clipboard().text()
    assert NOWHERE in copied and "No such thing" in copied and _("Exact words") in copied
    assert _("Copied") in screen.answer_texts()


def test_kept_listed_and_thrown_away(screen: Screen, user_folder: Path) -> None:
    screen.ask(NOWHERE)
    QTest.keyClicks(screen.line("Brand"), "Acme")
    screen.press("Keep")
    (note,) = load_shop(user_folder).shop.notes
    assert (note.code, note.brand) == (NOWHERE, "Acme")
    screen.window.show_page("settings")
    settle()
    assert any(NOWHERE in text and "Acme" in text for text in screen.texts())
    screen.press("Copy all")
    assert NOWHERE in QApplication.clipboard().text()
    screen.press("Remove note 1") if _("Remove note {n}") == "Remove note {n}" else screen.press(
        _("Remove note {n}").format(n=1)
    )
    assert load_shop(user_folder).shop.notes == ()
    assert not any(NOWHERE in text for text in screen.texts())


def test_kept_while_settings_is_open_already(screen: Screen) -> None:
    screen.window.show_page("settings")
    screen.window.show_page("codes")
    screen.ask(NOWHERE)
    screen.press("Keep")
    screen.window.show_page("settings")
    settle()
    assert any(NOWHERE in text for text in screen.texts())


def test_what_is_written_survives_another_language(screen: Screen) -> None:
    screen.ask(NOWHERE)
    QTest.keyClicks(screen.line("Exact words"), "No such thing")
    screen.window.codes.reading_picked.emit("en")
    settle()
    assert screen.line("Exact words").text() == "No such thing"


def test_what_is_written_survives_a_resize(screen: Screen) -> None:
    screen.ask(NOWHERE)
    QTest.keyClicks(screen.line("Exact words"), "No such thing")
    screen.resize(1000, 600)
    screen.resize(1366, 695)
    assert screen.line("Exact words").text() == "No such thing"
