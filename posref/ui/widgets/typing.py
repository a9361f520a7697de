"""Lists that leave typing to the search box: their own search by first letters would swallow the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QTreeView


def is_typing(event: QKeyEvent) -> bool:
    """Whether a key writes something, rather than moving, pressing or calling a shortcut."""
    text = event.text()
    plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return bool(text) and text.isprintable() and plain and not text.isspace()


class Rows(QListView):
    """A list; what is typed goes on to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_typing(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class Branches(QTreeView):
    """A tree; what is typed goes on to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_typing(event) and event.key() not in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Asterisk):
            event.ignore()
        else:
            super().keyPressEvent(event)
