"""My brands: they lift and never hide; *only these* narrows and says what it leaves out."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from posref.kb.read import KnowledgeBase
from posref.lang import _
from posref.store.shop import Shop, load_shop
from tests.ui.screen import Opener, Screen, settle, shown


@pytest.fixture
def wallet(kb: KnowledgeBase) -> tuple[str, str]:
    """A brand that has codes of its own but none of the general networks, and one of its codes."""
    general = {system.id for system in kb.systems.values() if system.general}
    for brand in kb.brands.values():
        own = [s for s in brand.systems if s not in general]
        if own and not set(brand.systems) & general:
            rows = kb.rows("SELECT code FROM code WHERE system = ? AND code IS NOT NULL ORDER BY code", [own[0]])
            if rows:
                return brand.id, str(rows[0][0])
    pytest.skip("no such brand yet")


def actions(screen: Screen) -> list[QAction]:
    menu = screen.window.codes.brands.make_menu()
    menu.aboutToShow.emit()
    return [action for action in menu.actions() if not action.isSeparator()]


def tick(screen: Screen, word: str) -> None:
    next(action for action in actions(screen) if action.text() == word).trigger()
    settle()


def test_the_menu_offers_every_brand(screen: Screen, kb: KnowledgeBase) -> None:
    assert [a.text() for a in actions(screen)][:-1] == [brand.title.zh for brand in kb.brands.values()]
    assert not actions(screen)[-1].isEnabled(), "no brand chosen: nothing to narrow to"


def test_a_brand_ticked_is_kept_and_said(screen: Screen, kb: KnowledgeBase) -> None:
    name = kb.brands["lakala"].title.zh
    tick(screen, name)
    assert load_shop(screen.desk.paths.user).shop.brands == ("lakala",)
    assert name in screen.window.codes.brands.accessibleName()
    tick(screen, name)
    assert load_shop(screen.desk.paths.user).shop.brands == ()
    assert name not in screen.window.codes.brands.accessibleName()


def test_a_brand_lifts_its_codes_and_hides_none(open_window: Opener, wallet: tuple[str, str]) -> None:
    brand, _code = wallet
    screen = open_window(Shop(language="zh", welcomed=True, brands=(brand,)))
    screen.ask("55")
    with_brand = set(screen.conditions())
    screen.window.codes._pick_brands([])
    assert set(screen.conditions()) == with_brand


def test_only_these_narrows_and_says_what_is_left_out(open_window: Opener, wallet: tuple[str, str]) -> None:
    brand, _code = wallet
    screen = open_window(Shop(language="en", welcomed=True, brands=(brand,)))
    screen.ask("55")
    before = screen.ids()
    tick(screen, _("Only these, until posref is closed"))
    assert not any(identity in ("unionpay:55", "iso8583-1987:55") for identity in screen.ids())
    line = next(b for b in shown(screen.window, QPushButton) if "in other brands" in b.text())
    assert line.text()[0].isdigit()
    line.click()
    settle()
    assert screen.ids() == before
    assert not any("in other brands" in b.text() for b in shown(screen.window, QPushButton))


def test_only_these_is_not_kept(open_window: Opener, wallet: tuple[str, str]) -> None:
    screen = open_window(Shop(language="en", welcomed=True, brands=(wallet[0],)))
    tick(screen, _("Only these, until posref is closed"))
    screen.window.close()
    again = open_window(None)
    again.ask("55")
    assert again.answer_id == "iso8583-1987:55"
    assert not any("in other brands" in text for text in again.texts())


def test_the_last_brand_unticked_ends_the_narrowing(open_window: Opener, kb: KnowledgeBase) -> None:
    screen = open_window(Shop(language="zh", welcomed=True, brands=("lakala",)))
    tick(screen, _("Only these, until posref is closed"))
    tick(screen, kb.brands["lakala"].title.zh)
    assert not actions(screen)[-1].isChecked()
    assert screen.ask("55") == "unionpay:55"


def test_chips_of_the_empty_box(screen: Screen, kb: KnowledgeBase) -> None:
    screen.press(kb.brands["lakala"].title.zh)
    assert load_shop(screen.desk.paths.user).shop.brands == ("lakala",)
    assert kb.brands["lakala"].title.zh in screen.window.codes.brands.accessibleName()
    assert not actions(screen)[0].isChecked() or next(iter(kb.brands)) == "lakala"
