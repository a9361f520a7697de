"""Small builders that every screen uses: a label of a kind, a button of a kind, a line, a panel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QSizePolicy, QWidget


def label(text: str = "", kind: str = "", wrap: bool = True) -> QLabel:
    """A label in one of the style sheet's kinds; its text can be selected by mouse."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if kind:
        made.setProperty("kind", kind)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
        made.setMinimumWidth(1)
    return made


def button(text: str, pressed: Callable[[], object], kind: str = "") -> QPushButton:
    """A push button in one of the style sheet's kinds."""
    made = QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    made.clicked.connect(lambda _checked=False: pressed())
    made.setAutoDefault(False)
    return made


def frame(kind: str, layout: QLayout | None = None) -> QFrame:
    """A frame in one of the style sheet's kinds."""
    made = QFrame()
    made.setProperty("kind", kind)
    if layout is not None:
        made.setLayout(layout)
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet looks at, and dress the widget again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
