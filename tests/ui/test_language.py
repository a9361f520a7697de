"""Interface and reading change at once, without a restart, and back again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit

from posref.store.shop import Shop, load_shop
from tests.ui.screen import Opener, Screen, in_dialog, settle


def read_in(screen: Screen, reading: str) -> None:
    word = {"zh": "中文", "en": "English", "both": "双语"}[reading]
    next(b for b in screen.window.codes.segments._buttons.values() if b.text() == word).click()
    settle()


def everything(screen: Screen) -> list[str]:
    return [screen.window.windowTitle(), *screen.texts(), *screen.rows()]


def qt_texts(screen: Screen) -> list[str]:
    """Qt's own words: a dialog's button, the menu of a line."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close | QDialogButtonBox.StandardButton.Cancel)
    line = QLineEdit("text")
    menu = line.createStandardContextMenu()
    found = [button.text() for button in box.buttons()]
    found += [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    for widget in (menu, line, box):
        widget.deleteLater()
    return found


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)


@pytest.mark.parametrize("typed", ["55", "98", "zqxwkjhg", ""])
def test_there_and_back_gives_the_same_words(open_window: Opener, typed: str) -> None:
    screen = open_window(Shop(language="zh", reading="zh", welcomed=True))
    screen.ask(typed)
    before, qt_before = everything(screen), qt_texts(screen)
    read_in(screen, "en")
    screen.settled()
    english, qt_english = everything(screen), qt_texts(screen)
    read_in(screen, "both")
    both = everything(screen)
    read_in(screen, "zh")
    screen.settled()
    assert before != english != both
    assert everything(screen) == before
    assert all(is_chinese(text) for text in qt_before), qt_before
    assert not any(is_chinese(text) for text in qt_english), qt_english
    assert qt_texts(screen) == qt_before


def test_words_and_content_change_at_once(screen: Screen) -> None:
    screen.ask("55")
    read_in(screen, "en")
    answer = screen.answer()
    seen = screen.answer_texts()
    assert answer.steps[0].do.en in seen and answer.steps[0].do.zh not in seen
    assert "Do now" in seen and "Copy what to say" in seen
    assert answer.title.en in screen.window.windowTitle()
    assert "Exact code" in screen.rows()[0]
    assert screen.box.placeholderText() == "Code or message on the screen"
    assert screen.box.text() == "55"


def test_both_keeps_the_words_of_the_interface(screen: Screen) -> None:
    screen.ask("55")
    read_in(screen, "both")
    answer, seen = screen.answer(), screen.answer_texts()
    assert answer.steps[0].do.zh in seen and answer.steps[0].do.en in seen
    assert "Do now" not in seen
    assert load_shop(screen.desk.paths.user).shop.reading == "both"
    assert load_shop(screen.desk.paths.user).shop.language == "zh"


def test_the_choice_is_kept(screen: Screen, open_window: Opener) -> None:
    read_in(screen, "en")
    shop = load_shop(screen.desk.paths.user).shop
    assert (shop.language, shop.reading) == ("en", "en")
    screen.window.close()
    assert "Do now" in _asked(open_window(None), "55")


def _asked(screen: Screen, typed: str) -> list[str]:
    screen.ask(typed)
    return screen.answer_texts()


def test_an_open_dialog_of_qt_follows(screen: Screen) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, screen.window)
    before = box.buttons()[0].text()
    read_in(screen, "en")
    assert is_chinese(before) and not is_chinese(box.buttons()[0].text())


def test_settings_follow_too(screen: Screen) -> None:
    screen.window.show_page("settings")
    settle()
    before = screen.texts()
    screen.window.apply(replace(screen.desk.shop, language="en", reading="en"))
    settle()
    left = [
        text
        for text in screen.texts()
        if is_chinese(text) and text.replace("中文", "").strip(" +") not in ("", "English")
    ]
    brands = {brand.title.en for brand in screen.desk.brands()}
    assert set(left) - brands - {"双语"} == set()
    screen.window.apply(replace(screen.desk.shop, language="zh", reading="zh"))
    settle()
    assert screen.texts() == before


def test_a_notice_already_told_stays(screen: Screen) -> None:
    screen.window.tell("A sentence")
    read_in(screen, "en")
    assert screen.notice() == "A sentence"


def test_the_order_of_the_general_networks_follows_the_language(screen: Screen) -> None:
    assert screen.ask("55") == "unionpay:55"
    read_in(screen, "en")
    assert screen.ask("55") == "iso8583-1987:55"


def test_no_english_is_left_in_a_chinese_window(screen: Screen) -> None:
    """Chinese reads all in Chinese, plus the other language for the title and what to say."""
    screen.ask("98")
    answer = screen.answer()
    english = [text for text in screen.answer_texts() if not is_chinese(text) and any(c.isalpha() for c in text)]
    allowed = {answer.title.en, answer.code or "", *(shown.text for shown in answer.shown)}
    if answer.say:
        allowed.add(f'"{answer.say.en}"')
    codes = {owner.code for owner in answer.elsewhere}
    names = {owner.short.zh for owner in answer.elsewhere} | {"English"}
    assert set(english) - allowed - codes - names == set()


def test_keys_are_shown_in_the_language_of_now(screen: Screen) -> None:
    seen: list[str] = []

    for reading in ("zh", "en"):
        read_in(screen, reading)
        in_dialog(screen.window, lambda dialog: seen.append(dialog.windowTitle()))
        screen.window.show_keys()
    assert is_chinese(seen[0]) and seen[1] == "Keys"
