"""What a person sees and does at the window: typing, reading, and finding what is cut off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from posref.core.answer import Answer
from posref.lang import _, current
from posref.service.lookup import Desk
from posref.ui.window import Window

W = TypeVar("W", bound=QWidget)
SIZES = ((1366, 695), (911, 439), (800, 430))
BORDER = 4
ARROW = 24
"""What a choice's arrow takes."""
SPARE = 1
"""Pixels that rounding may take."""


class Screen:
    """One open window with its desk."""

    def __init__(self, bot: QtBot, window: Window, desk: Desk) -> None:
        self.bot, self.window, self.desk = bot, window, desk

    # --- doing ----------------------------------------------------------------------------------------------------

    @property
    def box(self) -> QLineEdit:
        return self.window.codes.box.field

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)

    def type(self, text: str) -> None:
        """Into the box: Latin by keys, all else as an input method commits it."""
        self.box.setFocus()
        if text.isascii():
            QTest.keyClicks(self.box, text)
        else:
            commit(self.box, text)

    def ask(self, text: str) -> str:
        """Clear, type, wait for the answer; its id."""
        self.clear()
        self.type(text)
        return self.settled()

    def clear(self) -> None:
        """Empty the box as a person does."""
        self.box.setFocus()
        if self.box.text():
            self.box.selectAll()
            self.key(Qt.Key.Key_Delete)

    def settled(self) -> str:
        """Wait until the answer is that of the chosen row; its id."""
        later = self.window.codes._later
        self.bot.waitUntil(
            lambda: not later.isActive() and (not self.ids() or self.answer_id == self.chosen_id), timeout=3000
        )
        settle()
        return self.answer_id

    def resize(self, width: int, height: int) -> None:
        self.window.resize(width, height)
        settle()

    def press(self, name: str) -> None:
        """Press the visible button with these words or this spoken name, given in English."""
        self.button(name).click()
        settle()

    def paste(self, widget: QLineEdit, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    # --- reading --------------------------------------------------------------------------------------------------

    @property
    def view(self) -> QListView:
        return self.window.codes.results.view

    def ids(self) -> list[str]:
        return [hit.id for hit in self.window.codes.results.model.hits]

    def conditions(self) -> list[str | None]:
        return [hit.condition for hit in self.window.codes.results.model.hits]

    def rows(self) -> list[str]:
        """What a screen reader says for each row."""
        model = self.view.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]

    @property
    def chosen_id(self) -> str:
        row = self.view.currentIndex().row()
        return self.ids()[row] if 0 <= row < len(self.ids()) else ""

    @property
    def answer_id(self) -> str:
        answer = self.window.codes.answer.answer
        return answer.id if answer else ""

    def answer(self, identity: str = "") -> Answer:
        """The answer shown, or another one, as the knowledge base holds it."""
        found = self.desk.open(identity or self.answer_id, current() == "en")
        assert found is not None
        return found

    def home(self) -> bool:
        return self.window.codes.home.isVisible()

    def answer_texts(self) -> list[str]:
        return texts(self.window.codes.answer)

    def texts(self) -> list[str]:
        return texts(self.window)

    def button(self, name: str) -> QAbstractButton:
        there = shown(self.window, QAbstractButton)
        found = [b for b in there if _(name) in (b.text(), b.accessibleName())]
        assert len(found) == 1, f"{len(found)} buttons called {_(name)!r} among {[b.text() for b in there]}"
        return found[0]

    def line(self, name: str) -> QLineEdit:
        found = [line for line in shown(self.window, QLineEdit) if line.accessibleName() == _(name)]
        assert len(found) == 1, f"{len(found)} lines called {name!r}"
        return found[0]

    def notice(self) -> str:
        bars = [w for w in shown(self.window, QWidget) if w.property("kind") == "notice" and w.accessibleName()]
        return bars[0].accessibleName() if bars else ""


Opener = Callable[..., Screen]


def settle() -> None:
    """Let everything that is due happen, deletions too."""
    for _n in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def in_dialog(window: QWidget, act: Callable[[QWidget], object]) -> None:
    """Once a dialog stands over the window, do this with it, and close it."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, window, look)
            return
        act(dialog)
        dialog.close()

    QTimer.singleShot(0, window, look)


def commit(widget: QWidget, text: str) -> None:
    """Text as an input method hands it over."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def compose(widget: QWidget, text: str) -> None:
    """Text that an input method is still composing."""
    QCoreApplication.sendEvent(widget, QInputMethodEvent(text, []))


def shown(root: QWidget, kind: type[W]) -> list[W]:
    """The visible widgets of a kind in and under a widget, in a stable order."""
    return [w for w in root.findChildren(kind) if w.isVisible() and w.window() is root.window()]


def texts(root: QWidget) -> list[str]:
    """The words on visible labels, buttons, choices and hints."""
    found = []
    for widget in shown(root, QWidget):
        if isinstance(widget, (QLabel, QAbstractButton)):
            found.append(widget.text())
        elif isinstance(widget, QComboBox):
            found += [widget.itemText(n) for n in range(widget.count())]
        elif isinstance(widget, QLineEdit):
            found += [widget.placeholderText(), widget.accessibleName()]
    return [text for text in found if text]


def clipped(root: QWidget) -> list[str]:
    """Visible widgets whose words need more room than there is, or that reach out of what holds them."""
    return [
        f"{type(w).__name__} {words(w)[:60]!r} in {type(w.parentWidget()).__name__}: {why} ({w.width()}×{w.height()})"
        for w in shown(root, QWidget)
        if (why := _needs_more(w) or _sticks_out(w))
    ]


def words(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else widget.accessibleName()


def _needs_more(widget: QWidget) -> str:
    if isinstance(widget, QLabel) and widget.text():
        return _label_needs(widget)
    if isinstance(widget, QAbstractButton):
        return _button_needs(widget)
    if isinstance(widget, QComboBox):
        need = max(
            (widget.fontMetrics().horizontalAdvance(widget.itemText(n)) for n in range(widget.count())), default=0
        )
        return f"needs {need + ARROW}" if need + ARROW > widget.width() else ""
    if isinstance(widget, QLineEdit) and not widget.text() and widget.objectName() != "search":
        need = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        return f"hint needs {need}" if need > widget.width() else ""
    return ""


def _button_needs(button: QAbstractButton) -> str:
    if button.hasHeightForWidth():
        need = button.heightForWidth(button.width())
        return f"needs height {need}" if need > button.height() + SPARE else ""
    if type(button) not in (QPushButton, QToolButton):  # paints itself: its hint is what it needs
        need = button.sizeHint().width()
        return f"needs {need}" if need > button.width() + SPARE else ""
    if not button.text():
        return ""
    metrics, icon = button.fontMetrics(), QSize() if button.icon().isNull() else button.iconSize()
    wide, high = metrics.horizontalAdvance(button.text()), metrics.height()
    below = isinstance(button, QToolButton) and button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextUnderIcon
    wide = max(wide, icon.width()) if below else wide + max(0, icon.width())
    high = high + icon.height() if below else max(high, icon.height())
    if wide + BORDER > button.width() or high + BORDER > button.height():
        return f"needs {wide + BORDER}×{high + BORDER}"
    return ""


def _label_needs(label: QLabel) -> str:
    if not label.wordWrap():
        need = label.sizeHint()
        return f"needs {need.width()}×{need.height()}" if need.width() > label.width() + SPARE else ""
    need_height = label.heightForWidth(label.width())
    if need_height > label.height() + SPARE:
        return f"needs height {need_height}"
    longest = max(re.split(r"[ \n/\-]", label.text()), key=len)
    if longest.isascii() and label.fontMetrics().horizontalAdvance(longest) > label.contentsRect().width() + SPARE:
        return f"the word {longest!r} is wider"
    return ""


def _sticks_out(widget: QWidget) -> str:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or _is_scrolled(widget) or not widget.width():
        return ""
    area = widget.geometry()
    inside = parent.rect().adjusted(-SPARE, -SPARE, SPARE, SPARE)
    if isinstance(parent.parentWidget(), QAbstractScrollArea):
        return "reaches out sideways" if area.right() > inside.right() or area.left() < inside.left() else ""
    return "" if inside.contains(area) else f"reaches out of {type(parent).__name__} {parent.width()}×{parent.height()}"


def _is_scrolled(widget: QWidget) -> bool:
    """Whether it is the content of a scroll area: that may be higher, never wider."""
    viewport = widget.parentWidget()
    area = viewport.parentWidget() if viewport else None
    if not isinstance(area, QAbstractScrollArea) or viewport is not area.viewport():
        return isinstance(viewport, QAbstractScrollArea)
    return widget.width() <= area.viewport().width() + SPARE


def overlapping(root: QWidget) -> list[str]:
    """Visible labels and buttons of one parent that lie upon each other."""
    found = []
    for parent in [root, *shown(root, QWidget)]:
        children = [
            w
            for w in parent.children()
            if isinstance(w, (QLabel, QAbstractButton, QLineEdit, QComboBox)) and w.isVisible()
        ]
        for place, one in enumerate(children):
            for other in children[place + 1 :]:
                common = one.geometry().intersected(other.geometry())
                if common.width() > SPARE and common.height() > SPARE:
                    found.append(f"{words(one)[:40]!r} lies upon {words(other)[:40]!r}")
    return found


# --- the accessibility tree ---------------------------------------------------------------------------------------


def spoken(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def tree(root: QWidget) -> Iterator[QAccessibleInterface]:
    """What a screen reader can reach, in its order; hidden things are left out."""
    start = QAccessible.queryAccessibleInterface(root)
    assert start is not None
    waiting = [start]
    while waiting:
        item = waiting.pop()
        if not item.isValid() or item.state().invisible:
            continue
        yield item
        waiting += [item.child(n) for n in reversed(range(item.childCount()))]


def centre(widget: QWidget) -> QPoint:
    return widget.rect().center()
