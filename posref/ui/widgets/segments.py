"""A switch of a few words side by side, one of them on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton


class Segments(QFrame):
    """One of several; `picked` says which."""

    picked = Signal(str)

    def __init__(self, choices: tuple[tuple[str, str], ...], name: str) -> None:
        """Take values with their words, and the name a screen reader says for the whole."""
        super().__init__()
        self.setProperty("kind", "segments")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for value, word in choices:
            made = QPushButton(word)
            made.setProperty("kind", "segment")
            made.setProperty("value", value)
            made.setCheckable(True)
            made.setAutoDefault(False)
            self._group.addButton(made)
            self._buttons[value] = made
            layout.addWidget(made)
        self._group.buttonClicked.connect(self._clicked)

    def choose(self, value: str) -> None:
        """Put this one on without saying so."""
        if value in self._buttons:
            self._buttons[value].setChecked(True)

    def words(self, words: dict[str, str], name: str) -> None:
        """Other words on the buttons: the language has changed."""
        self.setAccessibleName(name)
        for value, word in words.items():
            self._buttons[value].setText(word)
            self._buttons[value].setAccessibleName(f"{name}: {word}")

    def _clicked(self, pressed: QPushButton) -> None:
        self.picked.emit(str(pressed.property("value")))
