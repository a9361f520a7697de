"""Browsing by category."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTreeView

from tests.ui.screen import Opener, Screen, settle, shown


def view(screen: Screen) -> QTreeView:
    return screen.window.findChildren(QTreeView)[0]


def find(screen: Screen, identity: str) -> QModelIndex:
    model = view(screen).model()
    for row in range(model.rowCount()):
        top = model.index(row, 0)
        for index in (top, *(model.index(n, 0, top) for n in range(model.rowCount(top)))):
            if index.data(Qt.ItemDataRole.UserRole) == identity:
                return index
    raise AssertionError(identity)


def test_two_levels_with_the_number_of_problems(screen: Screen) -> None:
    assert view(screen).isVisible()
    categories = screen.desk.categories()
    assert view(screen).model().rowCount() == sum(1 for c in categories if not c.parent)
    assert all(c.count > 0 for c in categories)
    for category in categories:
        index = find(screen, category.id)
        assert index.data() == category.title.zh
        assert str(category.count) in index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert index.data(Qt.ItemDataRole.ToolTipRole) == category.title.en


def test_a_category_shows_its_problems(screen: Screen) -> None:
    category = next(c for c in screen.desk.categories() if c.parent)
    view(screen).clicked.emit(find(screen, category.id))
    settle()
    assert screen.ids() == [hit.id for hit in screen.desk.in_category(category.id).hits]
    assert len(screen.ids()) == category.count
    assert screen.settled() == screen.ids()[0]
    assert any(category.title.zh in text and str(category.count) in text for text in screen.texts())
    assert view(screen).isVisible(), "it stays open while browsing"


def test_an_upper_category_holds_its_parts_and_opens(screen: Screen) -> None:
    top = next(c for c in screen.desk.categories() if not c.parent)
    view(screen).clicked.emit(find(screen, top.id))
    assert view(screen).isExpanded(find(screen, top.id))
    assert len(screen.ids()) == top.count


def test_it_folds_while_somebody_types(screen: Screen) -> None:
    assert view(screen).isVisible()
    screen.type("5")
    assert not view(screen).isVisible() and screen.window.codes.tree.folded
    screen.clear()
    assert view(screen).isVisible()


def test_typing_ends_the_browsing(screen: Screen) -> None:
    category = next(c for c in screen.desk.categories() if c.parent)
    view(screen).clicked.emit(find(screen, category.id))
    screen.type("55")
    assert screen.settled() == "unionpay:55"
    assert not view(screen).selectionModel().hasSelection()


def test_escape_leaves_the_category(screen: Screen) -> None:
    category = next(c for c in screen.desk.categories() if c.parent)
    view(screen).clicked.emit(find(screen, category.id))
    screen.key(Qt.Key.Key_Escape)
    assert screen.home() and QApplication.focusWidget() is screen.box


def test_the_strip_opens_it_by_keyboard(screen: Screen) -> None:
    screen.ask("55")
    screen.press("Open the categories")
    assert view(screen).isVisible() and QApplication.focusWidget() is view(screen)
    screen.key(Qt.Key.Key_Return)
    assert screen.ids()
    screen.press("Fold the categories")
    assert not view(screen).isVisible()


def test_a_key_in_the_tree_goes_to_the_box(screen: Screen) -> None:
    view(screen).setFocus()
    screen.key(Qt.Key.Key_5)
    assert screen.box.text() == "5" and QApplication.focusWidget() is screen.box


def test_behind_its_strip_in_a_narrow_window(open_window: Opener) -> None:
    for size in ((1000, 600), (800, 430)):
        screen = open_window(size=size)
        assert not view(screen).isVisible()
        screen.press("Open the categories")
        category = next(c for c in screen.desk.categories() if c.parent)
        view(screen).clicked.emit(find(screen, category.id))
        settle()
        assert shown(screen.window, type(screen.view)), "the problems are on the screen"
        screen.window.close()
