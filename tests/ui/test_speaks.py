"""What a screen reader meets: every control and row has a name, and the journey can be made without eyes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QWidget

from posref.store.shop import Note, Phone, Shop, Terminal
from posref.ui.window import PAGES as RAIL
from tests.ui.screen import Opener, Screen, settle, shown, spoken, tree

PAGES = ("home", "first start", "results", "check first", "nothing found", "browsing", "printing", "settings")
Role = QAccessible.Role


def go(open_window: Opener, page: str, language: str) -> Screen:
    shop = Shop(
        language=language, reading=language, welcomed=page != "first start", brands=("lakala",),
        favourites=("unionpay:55",), phones=(Phone("it", "A", "1"),), terminals=(Terminal(name="B"),),
        notes=(Note(code="C"),),
    )  # fmt: skip
    screen = open_window(shop)
    if page in ("settings", "printing"):
        screen.window.show_page({"settings": "settings", "printing": "print"}[page])
    elif page == "browsing":
        screen.window.codes.tree.chosen.emit(screen.desk.categories()[0].id)
    elif page in ("results", "check first", "nothing found"):
        screen.ask({"results": "55", "check first": "98", "nothing found": "zqxwkjhg"}[page])
    settle()
    return screen


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name(open_window: Opener, page: str, language: str) -> None:
    screen = go(open_window, page, language)
    mute = []
    for widget in shown(screen.window, QWidget):
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or isinstance(widget, QScrollArea) or widget.focusProxy():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not spoken(interface).strip():
            mute.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    assert mute == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", ["results", "browsing", "home"])
def test_every_row_has_a_name(open_window: Opener, page: str, language: str) -> None:
    screen = go(open_window, page, language)
    views = [v for v in shown(screen.window, QAbstractItemView) if v.model() is not None]
    assert views
    for view in views:
        model = view.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).strip()


@pytest.mark.parametrize("page", PAGES)
def test_names_are_in_the_language_of_the_window(open_window: Opener, page: str) -> None:
    """A name that is said in both languages alike was forgotten; names of languages and plain codes may."""
    names = []
    for language in ("zh", "en"):
        screen = go(open_window, page, language)
        buttons = [i for i in tree(screen.window) if i.role() in (Role.Button, Role.EditableText)]
        names.append({spoken(item) for item in buttons})
        screen.window.close()
    same = {name for name in names[0] & names[1] if any("a" <= c.lower() <= "z" or c > "\u4e00" for c in name)}
    brands = {text for b in screen.desk.brands() for text in (b.title.zh, b.title.en) if b.title.zh == b.title.en}
    assert {name for name in same if name not in brands and not name.isupper() and "_" not in name} == set()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_journey_without_eyes(open_window: Opener, language: str) -> None:
    screen = go(open_window, "home", language)
    focused = next(item for item in tree(screen.window) if item.state().focused)
    assert focused.role() is Role.EditableText
    assert ("搜索" if language == "zh" else "Search") in spoken(focused)
    field = focused.object()
    assert isinstance(field, QWidget)
    QTest.keyClicks(field, "55")
    screen.settled()
    assert focused.text(QAccessible.Text.Value) == "55"
    items = [item for item in tree(screen.window) if item.role() is Role.ListItem]
    said = [spoken(item) for item in items]
    answer = screen.answer()
    title = answer.title.zh if language == "zh" else answer.title.en
    assert len(said) == screen.view.model().rowCount()
    assert said[0].startswith("55") and title in said[0]
    chosen = [item for item in items if item.state().selected]
    assert [spoken(item) for item in chosen] == said[:1]
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    words = [spoken(item) for item in tree(screen.window.codes.answer)]
    first = answer.steps[0].do.zh if language == "zh" else answer.steps[0].do.en
    facts = [word for word in words if ": " in word or "：" in word]
    assert title in words and first in words and len(facts) >= 3
    assert words.index(title) < words.index(first)


def test_the_answer_is_read_in_the_order_it_is_used(open_window: Opener) -> None:
    screen = go(open_window, "check first", "en")
    words = [spoken(item) for item in tree(screen.window.codes.answer)][1:]
    answer = screen.answer()
    assert answer.warning is not None and answer.say is not None
    order = [answer.warning.en, answer.title.en, "Do now", answer.steps[0].do.en, "Say to the customer"]
    places = [words.index(word) for word in order]
    assert places == sorted(places)
    assert words.index("Do now") < words.index("Whose code is this?")


def test_tab_reaches_every_control_and_comes_round(open_window: Opener) -> None:
    screen = go(open_window, "results", "en")
    expected = {
        w for w in shown(screen.window, QWidget)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isEnabled() and not isinstance(w, QScrollArea)
    }  # fmt: skip
    met = set()
    for _n in range(200):
        here = QApplication.focusWidget()
        assert here is not None
        if here in met and here is screen.box:
            break
        met.add(here)
        screen.key(Qt.Key.Key_Tab)
    missed = [f"{type(w).__name__} {w.accessibleName() or getattr(w, 'text', str)()}" for w in expected - met]
    # of several exclusive buttons Tab meets the one that is on
    exclusive = ("Read in", *(word for _name, _icon, word, _digit in RAIL))
    assert [m for m in missed if not any(word in m for word in exclusive)] == []
