"""Themes and text sizes change at once; colours are strong enough to read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from posref.core.tone import Tone
from posref.store.shop import TEXT_SIZES, THEMES, Shop
from posref.ui import tokens
from posref.ui.tokens import DARK, LIGHT, Tokens, contrast
from tests.ui.screen import Opener, Screen, settle, shown

HIGH = contrast("#000000", "#FFFFFF", "#FFFF00", "#000000")
THEMES_OF_OURS = {"light": LIGHT, "dark": DARK, "contrast": HIGH}


def _rgb(colour: str) -> tuple[float, float, float]:
    found = QColor(colour)
    return found.redF(), found.greenF(), found.blueF()


def luminance(colour: str) -> float:
    """WCAG's relative luminance."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def ratio(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH], ids=["light", "dark", "contrast"])
def test_text_and_marks_are_strong_enough(theme: Tokens) -> None:
    grounds = (theme.window, theme.panel)
    for ground in grounds:
        assert ratio(theme.ink, ground) >= 4.5 and ratio(theme.quiet, ground) >= 4.5
        assert ratio(theme.accent, ground) >= 4.5
        assert ratio(theme.field, ground) >= 3
    for tone in Tone:
        ink, soft = theme.tone(tone)
        assert ratio(ink, soft) >= 4.5 and ratio(theme.ink, soft) >= 4.5 and ratio(theme.quiet, soft) >= 4.5
    assert ratio(theme.on_accent, theme.accent) >= 4.5
    assert ratio(theme.accent, theme.accent_soft) >= 4.5 and ratio(theme.ink, theme.accent_soft) >= 4.5
    assert ratio(theme.on_caution_bar, theme.caution_bar) >= 4.5


def colours(screen: Screen) -> set[str]:
    picture = screen.window.grab().toImage()
    return {
        picture.pixelColor(x, y).name().upper()
        for x in range(0, picture.width(), 5)
        for y in range(0, picture.height(), 5)
    }


@pytest.mark.parametrize("theme", THEMES_OF_OURS)
def test_a_theme_dresses_the_open_window(screen: Screen, theme: str) -> None:
    screen.ask("55")
    screen.window.apply(replace(screen.desk.shop, theme=theme))
    settle()
    t, seen = THEMES_OF_OURS[theme], colours(screen)
    assert {t.window.upper(), t.panel.upper(), t.declined_soft.upper()} <= seen
    others = {other.panel.upper() for name, other in THEMES_OF_OURS.items() if name != theme} - {
        colour.upper() for colour in (t.window, t.panel, t.ink, t.on_accent, t.line, t.accent, t.quiet)
    }
    assert not others & seen
    assert screen.answer_id == "unionpay:55" and screen.box.text() == "55"


def test_every_theme_and_back_gives_the_same_picture(screen: Screen) -> None:
    screen.window.apply(replace(screen.desk.shop, theme="light"))
    screen.ask("98")
    screen.view.setFocus()
    settle()
    before = screen.window.grab().toImage()
    for theme in (*THEMES, "light"):
        screen.window.apply(replace(screen.desk.shop, theme=theme))
        settle()
    same = screen.window.grab().toImage() == before
    assert same


def test_a_text_size_changes_the_open_window(screen: Screen) -> None:
    screen.ask("55")
    screen.key(Qt.Key.Key_Return)
    sizes = []
    for step in TEXT_SIZES:
        screen.window.apply(replace(screen.desk.shop, text_size=step))
        settle()
        title = next(w for w in shown(screen.window.codes.answer, QLabel) if w.property("kind") == "headline")
        sizes.append((QApplication.font().pixelSize(), title.font().pixelSize(), screen.view.sizeHintForRow(0)))
        assert screen.answer_id == "unionpay:55"
    assert sizes == sorted(sizes) and len(set(sizes)) == len(sizes)
    assert sizes[1][0] == tokens.BODY


def test_a_text_size_survives_a_restart(screen: Screen, open_window: Opener) -> None:
    screen.window.apply(replace(screen.desk.shop, text_size=4))
    screen.window.close()
    open_window(None)
    assert QApplication.font().pixelSize() == tokens.scaled(tokens.BODY, 4)


def test_the_system_is_followed_only_when_asked(open_window: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = open_window(Shop(welcomed=True, theme="light"))
    look = screen.window._look
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(look), "_choose", lambda _self: DARK)
        look._follow()
        assert look.tokens == LIGHT
        look.theme = "system"
        look._follow()
        assert look.tokens == DARK
    look.change("light", 0, False)
