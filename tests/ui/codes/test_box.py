"""The box: any input, and input methods."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from posref.core.normal import MAX_INPUT
from tests.ui.screen import Opener, Screen, commit, compose, settle

BAD = {
    "a megabyte": "ж5" * 500_000,
    "a megabyte of digits": "5" * 1_000_000,
    "a nul": "55\x00; drop",
    "control characters": "\x01\x02\x1b[31m55\x7f",
    "a lone surrogate": "55\ud800",
    "two lone surrogates": "\udfff\ud800 55",
    "sql": "55'; DROP TABLE code; --",
    "sql quotes": "\"'`55`'\"",
    "full text operators": '"NEAR(55 51) AND * OR ^NOT {a b}: -x"',
    "a star": "*",
    "wildcards": "%_%55[^a]?",
    "emoji": "💳❌👩‍💻 55",
    "right to left": "\u202e55 عملية مرفوضة \u200f",
    "combining": "5\u0301\u0301\u0301\u0301 é ệ",
    "lines": "55\r\n51\n\n61\u2028\u2029",
    "blanks only": " \t\u3000\u00a0 ",
    "format marks": "{query} {0} %s %(n)d",
    "markup": "<b>55</b><img src=x onerror=alert(1)>&amp;",
    "a path": "../../../etc/passwd C:\\Windows\\win.ini",
}


@pytest.mark.parametrize("way", ["pasted", "committed", "given at start"])
def test_no_input_harms(screen: Screen, way: str) -> None:
    for name, text in BAD.items():
        if way == "pasted" and "surrogate" in name:
            continue  # a clipboard holds no lone surrogates
        screen.clear()
        if way == "pasted":
            screen.paste(screen.box, text)
        elif way == "committed":
            commit(screen.box, text)
        else:
            screen.window.start(text)
        settle()
        screen.settled()
        assert len(screen.box.text()) <= MAX_INPUT, name
    assert screen.ask("55") == "unionpay:55", "the next question is answered as ever"


def test_markup_is_shown_as_it_was_typed(screen: Screen) -> None:
    screen.ask("<b>zqxwkjhg</b>")
    assert any("<b>zqxwkjhg" in text for text in screen.texts())


def test_text_being_composed_is_not_searched(screen: Screen) -> None:
    screen.box.setFocus()
    compose(screen.box, "yu'e'bu'zu")
    settle()
    assert screen.ids() == [] and screen.home() and screen.box.text() == ""
    compose(screen.box, "余额bu'zu")
    assert screen.ids() == []
    commit(screen.box, "余额不足")
    assert screen.box.text() == "余额不足"
    assert screen.settled() == "unionpay:51"


def test_composing_after_a_question_keeps_its_rows(screen: Screen) -> None:
    screen.ask("55")
    before = screen.ids()
    compose(screen.box, "mi'ma")
    settle()
    assert screen.ids() == before and screen.answer_id == "unionpay:55"
    compose(screen.box, "")
    assert screen.box.text() == "55" and screen.ids() == before


def test_the_box_says_what_escape_does(open_window: Opener) -> None:
    screen = open_window()
    assert "Esc clears" not in screen.texts()
    screen.type("5")
    assert "Esc clears" in screen.texts()


def test_wide_digits_stay_as_typed(screen: Screen) -> None:
    commit(screen.box, "５５")
    assert screen.box.text() == "５５" and screen.settled() == "unionpay:55"


def test_keys_that_edit_stay_with_the_box(screen: Screen) -> None:
    screen.type("55")
    screen.key(Qt.Key.Key_Home)
    screen.type("1")
    assert screen.box.text() == "155"
    screen.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert screen.box.text() == "55" and screen.settled() == "unionpay:55"
    screen.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    screen.key(Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert screen.home() and QApplication.clipboard().text() == "55"
