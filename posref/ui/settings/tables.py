"""The lists of Settings: phone numbers, terminals, notes. Forms are made from tables of fields."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from posref.core.mask import mask
from posref.lang import N_, _
from posref.store.shop import Note, Phone, Terminal
from posref.ui.look import Look
from posref.ui.parts import button, clear, frame, label
from posref.ui.widgets.line import Line

PHONES = (
    ("service-provider", N_("Service provider")),
    ("acquirer", N_("Acquirer")),
    ("software-maker", N_("Till software")),
    ("it", N_("Our own IT")),
)
TERMINAL = (
    ("name", N_("Name in the shop")),
    ("model", N_("Brand and model")),
    ("provider", N_("Provider")),
    ("phone", N_("Provider's phone")),
    ("merchant_no", N_("Merchant number")),
    ("terminal_no", N_("Terminal number")),
    ("serial", N_("Serial number")),
    ("seal_no", N_("Seal number")),
)
LONGEST = 80


def field(text: str, name: str) -> QLineEdit:
    """One line to fill in, with the name a screen reader says."""
    made = Line(text, LONGEST)
    made.setAccessibleName(name)
    return made


def said(line: QLineEdit) -> str:
    """What stands in a line, card data masked there and then."""
    text = mask(line.text().strip())
    if text != line.text():
        line.setText(text)
    return text


class PhoneTable(QWidget):
    """Whom the shop calls: a name and a number for each."""

    changed = Signal()

    def __init__(self, phones: tuple[Phone, ...]) -> None:
        """Take the numbers kept so far."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 2)
        self._rows: dict[str, tuple[QLineEdit, QLineEdit]] = {}
        grid.addWidget(label(_("Only numbers from the contract: nobody else is called."), "quiet"), 0, 0, 1, 3)
        for row, (call, title) in enumerate(PHONES, 1):
            kept = next((phone for phone in phones if phone.call == call), Phone(call))
            name, number = (
                field(kept.name, f"{_(title)}, {_('Name')}"),
                field(kept.number, f"{_(title)}, {_('Phone number')}"),
            )
            name.setPlaceholderText(_("Name"))
            number.setPlaceholderText(_("Phone number"))
            for column, widget in enumerate((label(_(title), "", wrap=False), name, number)):
                grid.addWidget(widget, row, column)
            for line in (name, number):
                line.editingFinished.connect(self.changed)
            self._rows[call] = (name, number)

    def phones(self) -> tuple[Phone, ...]:
        """The numbers as they stand in the form; empty rows are left out."""
        found = (Phone(call, said(name), said(number)) for call, (name, number) in self._rows.items())
        return tuple(phone for phone in found if phone.name or phone.number)


class TerminalTable(QWidget):
    """The shop's terminals, each a small form."""

    changed = Signal()

    def __init__(self, look: Look, terminals: tuple[Terminal, ...]) -> None:
        """Take the terminals kept so far."""
        super().__init__()
        self._look = look
        self._forms: list[dict[str, QLineEdit]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._show(terminals)

    def _show(self, terminals: tuple[Terminal, ...]) -> None:
        clear(self._column)
        self._forms = []
        for number, terminal in enumerate(terminals):
            self._column.addWidget(self._form(terminal, number))
        self._column.addWidget(button(_("Add a terminal"), self._add))

    def _form(self, terminal: Terminal, number: int) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(12, 10, 12, 10)
        form: dict[str, QLineEdit] = {}
        for place, (name, title) in enumerate(TERMINAL):
            line = field(getattr(terminal, name), f"{_('Terminal')} {number + 1}, {_(title)}")
            line.editingFinished.connect(self.changed)
            row, column = divmod(place, 2)
            grid.addWidget(label(_(title), "small", wrap=False), row, column * 2)
            grid.addWidget(line, row, column * 2 + 1)
            form[name] = line
        remove = button(_("Remove"), lambda: self._remove(number))
        remove.setIcon(self._look.icon("trash", self._look.tokens.quiet))
        remove.setAccessibleName(_("Remove terminal {n}").format(n=number + 1))
        grid.addWidget(remove, len(TERMINAL) // 2, 3)
        self._forms.append(form)
        return frame("card", grid)

    def terminals(self) -> tuple[Terminal, ...]:
        """The terminals as they stand in the forms; wholly empty ones are left out."""
        found = (Terminal(**{name: said(line) for name, line in form.items()}) for form in self._forms)
        return tuple(terminal for terminal in found if terminal != Terminal())

    def _add(self) -> None:
        self._show((*self.terminals(), Terminal()))
        self._forms[-1]["name"].setFocus()

    def _remove(self, number: int) -> None:
        forms = [Terminal(**{name: said(line) for name, line in form.items()}) for form in self._forms]
        self._show(tuple(terminal for place, terminal in enumerate(forms) if place != number))
        self.changed.emit()


class NoteList(QWidget):
    """What was written down: to copy for the maintainer, or to throw away."""

    changed = Signal()

    def __init__(self, look: Look, notes: tuple[Note, ...]) -> None:
        """Take the notes kept so far."""
        super().__init__()
        self._look = look
        self._notes = notes
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._show()

    def notes(self) -> tuple[Note, ...]:
        """The notes that are left."""
        return self._notes

    def text(self) -> str:
        """All notes, a line each."""
        return "\n".join(_line(note) for note in self._notes)

    def _show(self) -> None:
        clear(self._column)
        for number, note in enumerate(self._notes):
            row = QHBoxLayout()
            row.addWidget(label(_line(note), "small"), 1)
            remove = button(_("Remove"), partial(self._remove, number))
            remove.setAccessibleName(_("Remove note {n}").format(n=number + 1))
            row.addWidget(remove)
            self._column.addLayout(row)
        if self._notes:
            self._column.addWidget(button(_("Copy all"), self._copy))

    def _remove(self, number: int) -> None:
        self._notes = tuple(note for place, note in enumerate(self._notes) if place != number)
        self._show()
        self.changed.emit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())


def _line(note: Note) -> str:
    return " · ".join(part for part in (note.code, note.words, note.brand, note.model, note.time) if part)
