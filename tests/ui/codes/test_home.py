"""The empty box: first-start card, favourites, recent, brands, questions without a code."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from posref.kb.read import KnowledgeBase
from posref.lang import _
from posref.store.shop import Phone, Shop, load_shop
from posref.ui.codes.home import QUESTIONS
from tests.ui.screen import Opener, Screen, settle, shown

NEW = Shop(language="en")


def chip(screen: Screen, word: str) -> QPushButton:
    return next(b for b in shown(screen.window.codes.home, QPushButton) if b.text() == word and b.isCheckable())


def test_the_first_start_card_is_kept_when_done(open_window: Opener, user_folder: Path, kb: KnowledgeBase) -> None:
    screen = open_window(NEW)
    brand = next(iter(kb.brands.values()))
    chip(screen, brand.title.en).click()
    QTest.keyClicks(screen.line("Name of the service provider"), "Hotline")
    QTest.keyClicks(screen.line("Phone number of the service provider"), "400 800 1234")
    screen.press("Done")
    shop = load_shop(user_folder).shop
    assert shop.welcomed and shop.brands == (brand.id,)
    assert shop.phones == (Phone("service-provider", "Hotline", "400 800 1234"),)
    assert not any("Welcome" in text for text in screen.texts())
    assert QApplication.focusWidget() is screen.box


def test_the_first_start_card_skipped_does_not_come_back(open_window: Opener, user_folder: Path) -> None:
    screen = open_window(NEW)
    assert any("Welcome" in text for text in screen.texts())
    screen.press("Skip")
    shop = load_shop(user_folder).shop
    assert shop.welcomed and not shop.phones and not shop.brands
    assert not any("Welcome" in text for text in screen.texts())
    screen.window.close()
    assert not any("Welcome" in text for text in open_window(None).texts())


def test_the_card_can_be_ignored(open_window: Opener, user_folder: Path) -> None:
    screen = open_window(NEW)
    assert screen.ask("55").endswith(":55")
    assert not load_shop(user_folder).shop.welcomed
    screen.key(Qt.Key.Key_Escape)
    assert any("Welcome" in text for text in screen.texts())


def test_half_a_card_filled_in_survives_a_search(open_window: Opener) -> None:
    screen = open_window(NEW)
    QTest.keyClicks(screen.line("Phone number of the service provider"), "400 800 1234")
    screen.ask("55")
    screen.key(Qt.Key.Key_Escape)
    assert screen.line("Phone number of the service provider").text() == "400 800 1234"


def test_the_number_of_the_card_is_whom_to_call(open_window: Opener) -> None:
    screen = open_window(Shop(language="en", welcomed=True, phones=(Phone("service-provider", "Help", "400 1"),)))
    identity = next(
        f"condition:{row[0]}"
        for row in screen.desk.kb.rows("SELECT id FROM condition WHERE call = 'service-provider' ORDER BY id")
    )
    screen.window.codes.open(identity)
    assert "Help 400 1" in screen.answer_texts()


def test_each_question_leads_to_its_answer(screen: Screen, kb: KnowledgeBase) -> None:
    for question, identity in QUESTIONS:
        screen.press(question)
        assert screen.answer_id == identity and not screen.home()
        screen.key(Qt.Key.Key_Escape)
        assert screen.home()


def test_star_and_unstar(screen: Screen, user_folder: Path) -> None:
    screen.ask("55")
    screen.press("Keep as favourite")
    assert load_shop(user_folder).shop.favourites == ("unionpay:55",)
    screen.key(Qt.Key.Key_Escape)
    waiting = next(b for b in shown(screen.window.codes.home, QPushButton) if b.text().startswith("55 "))
    waiting.click()
    settle()
    assert screen.answer_id == "unionpay:55"
    screen.press("Take out of favourites")
    assert load_shop(user_folder).shop.favourites == ()
    screen.key(Qt.Key.Key_Escape)
    assert _("Star an answer and it waits here.") in screen.texts()


def test_recent_ones_wait_last_opened_first(screen: Screen) -> None:
    for code in ("55", "51"):
        screen.clear()
        screen.type(code)
        screen.key(Qt.Key.Key_Return)
    screen.key(Qt.Key.Key_Escape)
    waiting = [b.text().split()[0] for b in shown(screen.window.codes.home, QPushButton) if "  " in b.text()]
    assert waiting[:2] == ["51", "55"]


def test_an_answer_that_is_no_more_is_left_out(open_window: Opener) -> None:
    screen = open_window(Shop(welcomed=True, favourites=("nowhere:1", "iso8583-1987:55"), recent=("condition:gone",)))
    waiting = [b.text() for b in shown(screen.window.codes.home, QPushButton) if "  " in b.text()]
    assert len(waiting) == 1 and waiting[0].startswith("55 ")


def test_questions_by_keyboard_alone(screen: Screen) -> None:
    question = screen.button(QUESTIONS[0][0])
    for _n in range(200):
        if QApplication.focusWidget() is question:
            break
        screen.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is question
    screen.key(Qt.Key.Key_Space)
    assert screen.answer_id == QUESTIONS[0][1]
