"""F11: one answer over the whole screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from posref.core.types import Reading
from posref.lang import catalogue
from posref.store.shop import Shop
from posref.ui.full_screen import FullScreen
from posref.words import charged_word, outcome_word, retry_word
from tests.ui.screen import Opener, Screen, settle


def fill(screen: Screen) -> FullScreen:
    screen.key(Qt.Key.Key_F11)
    found = screen.window.full_screen
    assert found is not None and found.isVisible() and found.isFullScreen()
    return found


@pytest.mark.parametrize("code", ["55", "98"])
def test_it_says_code_title_facts_and_first_step(screen: Screen, code: str) -> None:
    screen.ask(code)
    answer, say = screen.answer(), catalogue("zh")
    spoken = fill(screen).accessibleName()
    assert answer.facts is not None
    for part in (
        code,
        answer.title.zh,
        outcome_word(say, answer.facts.outcome),
        retry_word(say, answer.facts.retry),
        charged_word(say, answer.facts),
        answer.steps[0].do.zh,
        answer.warning.zh if answer.warning else "",
    ):
        assert part in spoken
    if answer.warning:
        assert spoken.startswith(answer.warning.zh), "check first stands above everything"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F11])
def test_the_key_leaves_it(screen: Screen, key: Qt.Key) -> None:
    screen.ask("55")
    view = fill(screen)
    QTest.keyClick(view, key)
    settle()
    assert screen.window.full_screen is None
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, FullScreen)]
    assert screen.box.text() == "55" and screen.answer_id == "unionpay:55"


def test_closed_by_the_window_system_it_can_be_opened_again(screen: Screen) -> None:
    screen.ask("55")
    fill(screen).close()
    settle()
    fill(screen).leave()


def test_there_is_nothing_to_fill_without_an_answer(screen: Screen) -> None:
    screen.key(Qt.Key.Key_F11)
    assert screen.window.full_screen is None


def test_it_opens_from_its_button_too(screen: Screen) -> None:
    screen.ask("55")
    screen.press("Full screen")
    assert screen.window.full_screen is not None
    screen.window.full_screen.leave()


@pytest.mark.parametrize("reading", list(Reading))
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_it_paints_in_every_theme_and_reading(open_window: Opener, reading: Reading, theme: str) -> None:
    screen = open_window(Shop(language="zh", reading=reading.value, theme=theme, welcomed=True))
    for code in ("98", "zqxwkjhg"):
        screen.ask(code)
        view = fill(screen)
        picture = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
        assert len(colours) >= 4
        view.leave()
        settle()
