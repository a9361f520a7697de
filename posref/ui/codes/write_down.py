"""*Write it down*: a code that is nowhere, kept as shown for the people who look after the list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from posref.core.mask import mask
from posref.lang import _
from posref.store.shop import Note
from posref.ui.look import Look
from posref.ui.parts import button, label
from posref.ui.widgets.line import Line

FIELDS = ("code", "words", "brand", "model", "time")
LONGEST = 200


class WriteDown(QFrame):
    """Five fields, *copy* and *keep*. `kept` carries the note; card data is masked before it leaves the form."""

    kept = Signal(object)

    def __init__(self, look: Look, code: str) -> None:
        """Take the code that was looked for; the time is now."""
        super().__init__()
        self.setProperty("kind", "card")
        self._look, self.asked = look, code
        self._labels: dict[str, QLabel] = {}
        self.fields: dict[str, QLineEdit] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, name in enumerate(FIELDS):
            self._labels[name] = label("", "small", wrap=False)
            self.fields[name] = Line(longest=LONGEST)
            self._labels[name].setBuddy(self.fields[name])
            grid.addWidget(self._labels[name], row, 0)
            grid.addWidget(self.fields[name], row, 1)
        self.fields["code"].setText(mask(code)[:LONGEST])
        self.fields["time"].setText(QDateTime.currentDateTime().toString("yyyy-MM-dd HH:mm"))
        self._heading = label("", "heading")
        self._copy = button("", self.copy)
        self._keep = button("", self._emit)
        self._said = label("", "quiet", wrap=False)
        buttons = QHBoxLayout()
        for widget in (self._copy, self._keep, self._said):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.addWidget(self._heading)
        layout.addLayout(grid)
        layout.addLayout(buttons)
        self.retranslate()

    def note(self) -> Note:
        """What the form says, card data masked."""
        return Note(**{name: mask(field.text().strip()) for name, field in self.fields.items()})

    def text(self) -> str:
        """The note as lines of text."""
        note = self.note()
        return "\n".join(f"{self._labels[name].text()}: {getattr(note, name)}" for name in FIELDS)

    def copy(self) -> None:
        """Put the note on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())
        self._said.setText(_("Copied"))

    def _emit(self) -> None:
        self.kept.emit(self.note())
        self._said.setText(_("Kept; see Settings"))

    def retranslate(self) -> None:
        """The words in the language spoken now."""
        self._heading.setText(_("Write it down"))
        for name, word in (
            ("code", _("Code as shown")),
            ("words", _("Exact words")),
            ("brand", _("Brand")),
            ("model", _("Model")),
            ("time", _("Time")),
        ):
            self._labels[name].setText(word)
            self.fields[name].setAccessibleName(word)
        self._copy.setText(_("Copy"))
        self._keep.setText(_("Keep"))


def form_for(look: Look, before: QWidget | None, query: str, keep: Callable[[Note], object]) -> WriteDown:
    """The form to write a code down; while the code stays, so does what was filled in."""
    if isinstance(before, WriteDown) and before.asked == query:
        before.retranslate()
        return before
    made = WriteDown(look, query)
    made.kept.connect(keep)
    return made
