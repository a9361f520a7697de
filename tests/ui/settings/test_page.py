"""Settings: each field is kept at once, in the shop file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from posref.kb.read import KnowledgeBase
from posref.store.shop import Phone, Shop, Terminal, load_shop
from posref.ui.settings.tables import PHONES, TERMINAL
from tests.ui.screen import Opener, Screen, settle, shown


@pytest.fixture
def settings(open_window: Opener) -> Screen:
    """The Settings page of an English window."""
    screen = open_window(Shop(language="en", reading="en", welcomed=True))
    screen.window.show_page("settings")
    settle()
    return screen


def kept(screen: Screen) -> Shop:
    return load_shop(screen.desk.paths.user).shop


def choose(screen: Screen, name: str, value: str) -> None:
    box = next(b for b in shown(screen.window, QComboBox) if b.property("setting") == name)
    place = box.findData(value)
    assert place >= 0
    box.setCurrentIndex(place)
    box.activated.emit(place)
    settle()


def fill(screen: Screen, name: str, text: str) -> None:
    line = screen.line(name)
    line.setFocus()
    line.clear()
    QTest.keyClicks(line, text)
    screen.box.setFocus()
    line.editingFinished.emit()


@pytest.mark.parametrize(
    "name, value, expected",
    [
        ("language", "zh", "zh"),
        ("reading", "both", "both"),
        ("reading", "zh", "zh"),
        ("theme", "dark", "dark"),
        ("theme", "contrast", "contrast"),
        ("text_size", "4", 4),
        ("text_size", "-1", -1),
    ],
)
def test_a_choice_is_kept_and_shown_again(settings: Screen, name: str, value: str, expected: object) -> None:
    choose(settings, name, value)
    assert getattr(kept(settings), name) == expected
    box = next(b for b in shown(settings.window, QComboBox) if b.property("setting") == name)
    assert box.currentData() == value


def test_the_language_changes_the_page_at_once(settings: Screen) -> None:
    choose(settings, "language", "zh")
    assert "设置" in settings.texts() and "Settings" not in settings.texts()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_shows_the_language_in_use(open_window: Opener, language: str) -> None:
    screen = open_window(Shop(welcomed=True, language="" if language == "en" else "zh"))
    screen.window.show_page("settings")
    settle()
    for name in ("language", "reading"):
        box = next(b for b in shown(screen.window, QComboBox) if b.property("setting") == name)
        assert box.currentData() == language


def test_brands(settings: Screen, kb: KnowledgeBase) -> None:
    names = [kb.brands[b].title.en for b in ("lakala", "alipay")]
    for name in names:
        settings.press(name)
    assert set(kept(settings).brands) == {"lakala", "alipay"}
    assert all(name in settings.window.codes.brands.accessibleName() for name in names)
    settings.press(names[0])
    assert kept(settings).brands == ("alipay",)


@pytest.mark.parametrize("call, title", PHONES)
def test_phone_numbers(settings: Screen, call: str, title: str) -> None:
    fill(settings, f"{title}, Name", "Help")
    fill(settings, f"{title}, Phone number", "400 800 1234")
    assert kept(settings).phones == (Phone(call, "Help", "400 800 1234"),)
    fill(settings, f"{title}, Name", "")
    fill(settings, f"{title}, Phone number", "")
    assert kept(settings).phones == ()


def test_terminals(settings: Screen) -> None:
    settings.press("Add a terminal")
    for number, (name, title) in enumerate(TERMINAL):
        fill(settings, f"Terminal 1, {title}", f"{name} {number}")
    assert kept(settings).terminals == (Terminal(**{n: f"{n} {i}" for i, (n, _title) in enumerate(TERMINAL)}),)
    settings.press("Add a terminal")
    fill(settings, "Terminal 2, Name in the shop", "Second")
    assert [t.name for t in kept(settings).terminals] == ["name 0", "Second"]
    settings.press("Remove terminal 1")
    assert [t.name for t in kept(settings).terminals] == ["Second"]


def test_what_codes_keeps_meanwhile_is_not_overwritten(settings: Screen, kb: KnowledgeBase) -> None:
    fill(settings, "Acquirer, Name", "Bank")
    settings.window.show_page("codes")
    settings.press(kb.brands["lakala"].title.en)
    settings.window.show_page("settings")
    settle()
    settings.press(kb.brands["alipay"].title.en)
    fill(settings, "Acquirer, Phone number", "400 1")
    shop = kept(settings)
    assert set(shop.brands) == {"lakala", "alipay"}
    assert shop.phones == (Phone("acquirer", "Bank", "400 1"),)


def test_what_was_being_written_is_kept_when_the_window_closes(settings: Screen) -> None:
    line = settings.line("Acquirer, Name")
    line.setFocus()
    QTest.keyClicks(line, "Bank")
    settings.window.close()
    settle()
    assert kept(settings).phones == (Phone("acquirer", "Bank", ""),)


def test_all_is_there_after_a_restart(settings: Screen, open_window: Opener) -> None:
    fill(settings, "Our own IT, Phone number", "8001")
    choose(settings, "text_size", "2")
    settings.window.close()
    again = open_window(None)
    again.window.show_page("settings")
    settle()
    assert again.line("Our own IT, Phone number").text() == "8001"
    assert again.window._look.text_size == 2


def test_a_folder_that_cannot_be_written_is_told_and_the_choice_stands(settings: Screen, user_folder: Path) -> None:
    for path in user_folder.iterdir():
        path.unlink()
    user_folder.rmdir()
    user_folder.write_text("in its place", encoding="utf-8")
    choose(settings, "theme", "dark")
    assert "could not be saved" in settings.notice()
    assert settings.window._look.theme == "dark"
