"""The Codes page: typing, reading, moving, leaving."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from posref.core.answer import Answer
from posref.core.types import Reading
from posref.lang import _, catalogue
from posref.store.shop import Shop, load_shop
from posref.words import charged_word, outcome_word, retry_word
from tests.ui.screen import Opener, Screen, centre, settle, shown


def test_the_box_is_ready_when_the_window_opens(screen: Screen) -> None:
    assert QApplication.focusWidget() is screen.box
    assert screen.home()
    assert screen.window.windowTitle() == "posref"


def test_rows_follow_each_key_in_the_same_turn(screen: Screen) -> None:
    QTest.keyClicks(screen.box, "5")
    first = screen.ids()
    assert first and first[0].endswith(":05")
    QTest.keyClicks(screen.box, "5")
    assert screen.ids() != first
    assert screen.ids()[0] == "unionpay:55"


def test_the_first_row_is_chosen_and_answered(screen: Screen) -> None:
    assert screen.ask("55") == "unionpay:55"
    assert screen.view.currentIndex().row() == 0
    assert screen.view.selectionModel().isSelected(screen.view.currentIndex())
    answer = screen.answer()
    assert answer.facts is not None
    say = catalogue("zh")
    seen = screen.answer_texts()
    expected = [
        answer.title.zh,
        answer.title.en,
        outcome_word(say, answer.facts.outcome),
        retry_word(say, answer.facts.retry),
        charged_word(say, answer.facts),
        answer.steps[0].do.zh,
    ]
    assert [text for text in expected if text not in seen] == []
    assert "密码错误" in screen.window.windowTitle()
    assert "55" in screen.window.windowTitle()


def test_every_step_stands_in_order(screen: Screen) -> None:
    screen.ask("98")
    answer = screen.answer()
    assert answer.warning is not None
    seen = screen.answer_texts()
    places = [next(n for n, text in enumerate(seen) if step.do.zh in text) for step in answer.steps]
    assert places == sorted(places)
    assert answer.warning.zh in seen


def test_no_warning_bar_where_no_account_was_touched(screen: Screen) -> None:
    screen.ask("98")
    answer = screen.answer()
    screen.ask("55")
    assert answer.warning is not None
    assert answer.warning.zh not in screen.answer_texts()


def test_each_row_says_why_and_whose(screen: Screen) -> None:
    screen.ask("55")
    assert "代码一致" in screen.rows()[0] and "银联" in screen.rows()[0]
    screen.ask("密码错")
    assert "屏幕文字" in screen.rows()[0]


def test_enter_opens_the_chosen_row_and_keeps_it_as_recent(screen: Screen) -> None:
    screen.type("55")
    screen.key(Qt.Key.Key_Return)
    assert screen.answer_id == "unionpay:55"
    screen.clear()
    screen.type("51")
    screen.settled()
    assert load_shop(screen.desk.paths.user).shop.recent == ("unionpay:55",)
    screen.key(Qt.Key.Key_Return)
    assert load_shop(screen.desk.paths.user).shop.recent == ("unionpay:51", "unionpay:55")


def test_typing_alone_is_not_kept_as_recent(screen: Screen) -> None:
    screen.ask("55")
    assert load_shop(screen.desk.paths.user).shop.recent == ()


def test_arrows_move_in_the_rows_while_the_box_keeps_the_caret(screen: Screen) -> None:
    screen.ask("55")
    screen.key(Qt.Key.Key_Down)
    assert screen.view.currentIndex().row() == 1
    assert QApplication.focusWidget() is screen.box and screen.box.text() == "55"
    assert screen.settled() == screen.ids()[1]
    screen.key(Qt.Key.Key_Up)
    screen.key(Qt.Key.Key_Up)
    assert screen.view.currentIndex().row() == 0
    for _n in range(20):
        screen.key(Qt.Key.Key_Down)
    assert screen.view.currentIndex().row() == len(screen.ids()) - 1
    screen.key(Qt.Key.Key_Return)
    assert screen.answer_id == screen.ids()[-1]


def test_a_click_on_a_row_opens_it(screen: Screen) -> None:
    screen.ask("55")
    place = screen.view.visualRect(screen.view.model().index(1, 0)).center()
    QTest.mouseClick(screen.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert screen.answer_id == screen.ids()[1]
    assert load_shop(screen.desk.paths.user).shop.recent == (screen.ids()[1],)


def test_quick_typing_builds_the_answer_once(screen: Screen) -> None:
    shown_ids: list[str] = []
    panel = screen.window.codes.answer
    real = panel.show_answer
    with pytest.MonkeyPatch.context() as patch:

        def note(answer: Answer, *more: Any) -> None:
            shown_ids.append(answer.id)
            real(answer, *more)

        patch.setattr(panel, "show_answer", note)
        screen.type("insufficient")
        screen.settled()
    assert len(shown_ids) <= 2


def test_escape_clears_then_only_focuses(screen: Screen) -> None:
    screen.ask("55")
    screen.view.setFocus()
    screen.key(Qt.Key.Key_Escape)
    assert screen.box.text() == "" and screen.home() and QApplication.focusWidget() is screen.box
    assert screen.window.windowTitle() == "posref"
    screen.key(Qt.Key.Key_Escape)
    assert screen.home() and screen.window.isVisible()


def test_escape_in_a_narrow_window_goes_back_first(open_window: Opener) -> None:
    screen = open_window(size=(800, 430))
    screen.type("55")
    assert screen.view.isVisible() and not screen.window.codes.answer.isVisible()
    screen.key(Qt.Key.Key_Return)
    assert screen.window.codes.answer.isVisible() and not screen.view.isVisible()
    screen.key(Qt.Key.Key_Escape)
    assert screen.view.isVisible() and screen.box.text() == "55" and QApplication.focusWidget() is screen.box
    screen.key(Qt.Key.Key_Escape)
    assert screen.home() and screen.box.text() == ""


def test_back_button_of_a_narrow_window(open_window: Opener) -> None:
    screen = open_window(size=(800, 430))
    screen.type("55")
    screen.key(Qt.Key.Key_Return)
    screen.press("Back to the results")
    assert screen.view.isVisible()


def test_a_printable_key_on_the_page_goes_to_the_box(screen: Screen) -> None:
    screen.ask("55")
    screen.view.setFocus()
    QTest.keyClick(screen.window.codes, Qt.Key.Key_7)
    assert screen.box.text() == "557" and QApplication.focusWidget() is screen.box
    screen.clear()
    star = screen.window.codes.answer
    QTest.keyClick(star, Qt.Key.Key_A)
    assert screen.box.text().lower() == "a"


def test_a_key_in_the_list_of_results_goes_to_the_box(screen: Screen) -> None:
    screen.ask("5")
    screen.view.setFocus()
    screen.key(Qt.Key.Key_1)
    assert screen.box.text() == "51"


def test_shortcut_keys_do_not_type(screen: Screen) -> None:
    screen.window.codes.setFocus()
    QTest.keyClick(screen.window.codes, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(screen.window.codes, Qt.Key.Key_Tab)
    assert screen.box.text() == ""


@pytest.mark.parametrize(
    "typed, identity",
    [
        ("55", "unionpay:55"),
        ("５５", "unionpay:55"),
        (" 05 ", "unionpay:05"),
        ("5", "unionpay:05"),
        ("Err 55", "unionpay:55"),
        ("错误代码55", "unionpay:55"),
        ("错误代码55是什么意思", "unionpay:55"),
        ("拉卡拉 51", "unionpay:51"),
        ("密码错", "unionpay:55"),
        ("余额不足", "unionpay:51"),
    ],
)
def test_what_people_type(screen: Screen, typed: str, identity: str) -> None:
    assert screen.ask(typed) == identity


@pytest.mark.parametrize(
    "typed, condition",
    [
        ("餘額不足", "insufficient-funds"),
        ("yuebuzu", "insufficient-funds"),
        ("yebz", "insufficient-funds"),
        ("insuficient funds", "insufficient-funds"),
        ("请与发卡行联系", "refer-to-issuer"),
        ("do not honor", "do-not-honor"),
    ],
)
def test_what_people_type_leads_to_the_problem(screen: Screen, typed: str, condition: str) -> None:
    answer = screen.answer(screen.ask(typed))
    assert answer.condition == condition


def test_a_bare_number_shows_its_owners_side_by_side(screen: Screen) -> None:
    screen.ask("55")
    meanings = [hit for hit in screen.window.codes.results.model.hits if hit.match.rung == "exact-code"]
    assert 2 <= len(meanings) <= 5
    assert {"unionpay", "iso8583-1987"} <= {owner.system for owner in meanings[0].owners}


def test_nothing_found_is_said_plainly(screen: Screen) -> None:
    screen.ask("zqxwkjhg 8")
    assert screen.answer_id == "guide:unknown-code"
    assert any(("zqxwkjhg" in text and "不" in text) or "没有" in text for text in screen.texts())


def test_started_with_a_code_it_is_answered_at_once(open_window: Opener) -> None:
    screen = open_window(start="Err 55")
    assert screen.box.text() == "Err 55"
    assert screen.answer_id.endswith(":55")


def test_typed_before_the_knowledge_base_is_open(open_window: Opener) -> None:
    screen = open_window(start=None)
    screen.type("55")
    screen.window.start()
    assert screen.settled().endswith(":55")


def test_no_key_harms_before_the_knowledge_base_is_open(open_window: Opener) -> None:
    screen = open_window(start=None)
    screen.type("5")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_F11, Qt.Key.Key_Escape, Qt.Key.Key_Up):
        screen.key(key)
    screen.resize(800, 430)
    screen.window.codes.reading_picked.emit("zh")
    screen.window.start()
    assert screen.home()


def test_the_folding_sections_open_and_close(screen: Screen) -> None:
    screen.ask("55")
    screen.resize(1366, 1000)
    answer = screen.answer()
    heading = next(b for b in shown(screen.window.codes.answer, QPushButton) if b.text() == _("Likely causes"))
    before = any(answer.causes[0].zh in text for text in screen.answer_texts())
    heading.click()
    settle()
    assert any(answer.causes[0].zh in text for text in screen.answer_texts()) is not before
    heading.click()
    settle()
    assert any(answer.causes[0].zh in text for text in screen.answer_texts()) is before


def test_the_sources_open_at_the_foot(screen: Screen) -> None:
    screen.ask("55")
    answer = screen.answer()
    foot = next(text for text in screen.answer_texts() if " · " in text and str(len(answer.sources)) in text)
    assert answer.sources[0].title.zh not in screen.answer_texts()
    screen.press(foot)
    assert answer.sources[0].title.zh in screen.answer_texts()


def test_another_meaning_is_one_press_away(screen: Screen) -> None:
    screen.ask("55")
    answer = screen.answer()
    other = next(m for m in answer.meanings if not m.own)
    screen.press(other.title.zh)
    assert screen.answer_id == other.id


def test_copy_what_to_say(screen: Screen) -> None:
    screen.ask("55")
    answer = screen.answer()
    assert answer.say is not None
    screen.press("Copy what to say")
    assert QApplication.clipboard().text() == answer.say.zh
    assert load_shop(screen.desk.paths.user).shop.recent == ("unionpay:55",)


def test_both_readings_stand_under_each_other(open_window: Opener) -> None:
    screen = open_window(Shop(language="zh", reading="both", welcomed=True))
    screen.ask("55")
    answer = screen.answer()
    seen = screen.answer_texts()
    for line in answer.steps[0].do.pick(Reading.BOTH):
        assert line in seen


def test_a_double_click_on_the_band_fills_the_screen(screen: Screen) -> None:
    screen.ask("55")
    band = screen.window.codes.answer.band
    QTest.mouseDClick(band, Qt.MouseButton.LeftButton, pos=QPoint(centre(band)))
    assert screen.window.full_screen is not None
    screen.window.full_screen.leave()


def test_a_resize_keeps_the_question_and_the_answer(screen: Screen) -> None:
    screen.ask("55")
    for size in ((1000, 600), (800, 430), (1366, 695)):
        screen.resize(*size)
        assert screen.box.text() == "55" and screen.box.isVisible() and screen.answer_id == "unionpay:55"
    assert screen.window.codes.answer.isVisible() and screen.view.isVisible()


def test_only_one_box_is_there(screen: Screen) -> None:
    assert len(screen.window.findChildren(QLineEdit, "search")) == 1
