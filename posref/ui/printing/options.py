"""The left side of the Print page: what is printed. Each panel says `changed`, and makes its sheet when asked."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from posref.core.checklist import Checklist
from posref.core.mask import mask
from posref.core.types import Reading
from posref.lang import N_, _, catalogue, current
from posref.paper.compose.call_sheet import Call
from posref.paper.sheet import Paper, Sheet
from posref.service.lookup import Desk
from posref.service.sheets import Sheets
from posref.ui.codes.model import code_of
from posref.ui.parts import label
from posref.ui.widgets.line import Line
from posref.words import role_word

FREQUENCIES = (
    ("", N_("Any frequency")),
    ("daily", N_("Daily")),
    ("shift", N_("Each shift")),
    ("weekly", N_("Weekly")),
    ("monthly", N_("Monthly")),
    ("quarterly", N_("Quarterly")),
    ("yearly", N_("Yearly")),
    ("event", N_("When needed")),
)
A4, LETTER, A5, A6 = Paper.A4, Paper.LETTER, Paper.A5, Paper.A6
ROLLS = (Paper.ROLL80, Paper.ROLL58)
ID = Qt.ItemDataRole.UserRole
LIST_LEAST = 130


class Options(QWidget):
    """What all panels have: a desk, a reading, the papers that suit, and a form of labelled fields."""

    changed = Signal()
    papers: tuple[Paper, ...] = (A4, LETTER, A5)

    def __init__(self, desk: Desk, reading: Reading) -> None:
        """An empty column with a form below."""
        super().__init__()
        self.desk, self.reading = desk, reading
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.build()
        self.column.addLayout(self.form)

    def build(self) -> None:
        """Make the panel's widgets."""

    def sheet(self, sheets: Sheets) -> Sheet | None:
        """The sheet as chosen; None where nothing is chosen."""
        raise NotImplementedError

    def add_list(self, made: QListWidget) -> None:
        """A list that keeps some rows in a low window: the panel scrolls then."""
        made.setMinimumHeight(LIST_LEAST)
        self.column.addWidget(made, 1)

    def add_field(self, title: str, widget: QWidget) -> None:
        """A labelled field that is read aloud with its label."""
        widget.setAccessibleName(title)
        self.form.addRow(label(title, "small", wrap=False), widget)

    def add_line(self, title: str, text: str = "") -> QLineEdit:
        """A line to fill in; card data is masked when it is left."""
        line = Line(text)
        line.editingFinished.connect(self._line_left)
        self.add_field(title, line)
        return line

    def add_terminals(self) -> QComboBox:
        """The shop's terminals, or any other name."""
        combo = QComboBox()
        combo.setLineEdit(Line())
        combo.addItems(["", *(terminal.name or terminal.terminal_no for terminal in self.desk.shop.terminals)])
        combo.currentTextChanged.connect(self.changed)
        self.add_field(_("Terminal"), combo)
        return combo

    def _line_left(self) -> None:
        line = self.sender()
        if isinstance(line, QLineEdit) and mask(line.text()) != line.text():
            line.setText(mask(line.text()))
        self.changed.emit()


class ChecklistOptions(Options):
    """Which list, for which terminal, for one day or as a month."""

    papers = (A4, LETTER, A5, A6, *ROLLS)

    def build(self) -> None:
        self.role, self.frequency, self.list = QComboBox(), QComboBox(), QListWidget()
        self._lists = {c.id: c for c in Sheets(self.desk, A4, self.reading).checklists()}
        self.role.addItem(_("Any role"), "")
        for role in dict.fromkeys(c.role for c in self._lists.values()):
            self.role.addItem(role_word(catalogue(current()), role), role.value)
        for value, word in FREQUENCIES:
            self.frequency.addItem(_(word), value)
        for combo, name in ((self.role, _("Role")), (self.frequency, _("Frequency"))):
            combo.setAccessibleName(name)
            combo.currentIndexChanged.connect(self._filter)
            self.column.addWidget(combo)
        self.list.setAccessibleName(_("Checklists"))
        self.list.currentItemChanged.connect(self.changed)
        self.add_list(self.list)
        self.terminal = self.add_terminals()
        self.person = self.add_line(_("Person"), self.desk.shop.person)
        self.day = QDateEdit(QDate.currentDate())
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setCalendarPopup(True)
        self.day.dateChanged.connect(self.changed)
        self.add_field(_("Date"), self.day)
        self.month = QCheckBox(_("As a month grid"))
        self.month.toggled.connect(self.changed)
        self.form.addRow(self.month)
        self._filter()

    def _filter(self) -> None:
        role, frequency = self.role.currentData() or "", self.frequency.currentData() or ""
        self.list.blockSignals(True)
        self.list.clear()
        for found in self._lists.values():
            if role in ("", found.role.value) and frequency in ("", found.frequency):
                item = QListWidgetItem(found.title.main(self.reading))
                item.setToolTip(found.about.main(self.reading))
                item.setData(ID, found.id)
                self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        self.changed.emit()

    def chosen(self) -> Checklist | None:
        """The chosen list."""
        return self._lists.get(self.list.currentItem().data(ID)) if self.list.currentRow() >= 0 else None

    def choose(self, name: str) -> None:
        """Choose a list by its bare id."""
        self.role.setCurrentIndex(0)
        self.frequency.setCurrentIndex(0)
        for row in range(self.list.count()):
            if self.list.item(row).data(ID) == name:
                self.list.setCurrentRow(row)

    def sheet(self, sheets: Sheets) -> Sheet | None:
        found = self.chosen()
        self.month.setEnabled(bool(found and found.grid))
        if found is None:
            return None
        day: date = self.day.date().toPython()  # type: ignore[assignment]  # a date, whatever the stubs say
        filled = sheets.filled(self.terminal.currentText(), self.person.text(), day.isoformat())
        month = day.replace(day=1) if self.month.isChecked() and found.grid else None
        return sheets.checklist(found.id, filled, month)


class QuickSheetOptions(Options):
    """Which codes: those ranked by the content, ticked in and out by the shop."""

    papers = (A4, LETTER, Paper.ROLL80)
    ticked = Signal(list, list)

    def build(self) -> None:
        self.column.addWidget(
            label(_("Untick what your shop never meets. Pick-up and fraud codes are never printed."), "quiet")
        )
        self.list = QListWidget()
        self.list.setAccessibleName(_("Codes on the quick sheet"))
        self.add_list(self.list)
        without = self.desk.shop.sheet_without
        chosen = Sheets(self.desk, A4, self.reading).quick_sheet_codes()
        for identity in (*chosen, *(i for i in without if i not in chosen)):
            if hit := self.desk.hit(identity):
                item = QListWidgetItem(f"{code_of(hit)}  {hit.title.main(self.reading)}")
                item.setData(ID, identity)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked if identity in without else Qt.CheckState.Checked)
                self.list.addItem(item)
        self.list.itemChanged.connect(self._ticked)

    def _ticked(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        without = [i.data(ID) for i in items if i.checkState() is Qt.CheckState.Unchecked]
        self.ticked.emit(list(self.desk.shop.sheet_with), without)
        self.changed.emit()

    def sheet(self, sheets: Sheets) -> Sheet | None:
        return sheets.quick_sheet()


class CardOptions(Options):
    """The card of one code or problem, found as in the search box."""

    papers = (A6, A5, A4, LETTER, *ROLLS)

    def build(self) -> None:
        self.query, self.list = Line(), QListWidget()
        self.query.setPlaceholderText(_("Code or message on the screen"))
        self.query.setAccessibleName(_("Search: type the code or message on the terminal"))
        self.query.textEdited.connect(self._find)
        self.list.setAccessibleName(_("Results"))
        self.list.currentItemChanged.connect(self.changed)
        self.column.addWidget(self.query)
        self.add_list(self.list)
        quick = Sheets(self.desk, A4, self.reading).quick_sheet_codes()
        self.show_ids([*self.desk.shop.favourites, *self.desk.shop.recent, *quick])

    def show_ids(self, ids: list[str]) -> None:
        """List these answers and choose the first."""
        self.list.clear()
        for identity in dict.fromkeys(ids):
            if (hit := self.desk.hit(identity)) and hit.facts:
                item = QListWidgetItem("  ".join(filter(None, (code_of(hit), hit.title.main(self.reading)))))
                item.setData(ID, identity)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _find(self, text: str) -> None:
        masked = mask(text)
        if masked != text:
            self.query.setText(masked)
        self.show_ids([hit.id for hit in self.desk.find(masked).hits])

    def sheet(self, sheets: Sheets) -> Sheet | None:
        return sheets.card(self.list.currentItem().data(ID)) if self.list.currentRow() >= 0 else None


class HandoutOptions(Options):
    """A category as a booklet, or what was chosen in the results."""

    def build(self) -> None:
        self.selection: tuple[str, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Categories"))
        for category in self.desk.categories():
            indent = "    " if category.parent else ""
            item = QListWidgetItem(f"{indent}{category.title.main(self.reading)} ({category.count})")
            item.setData(ID, category.id)
            self.list.addItem(item)
        self.list.currentItemChanged.connect(self.changed)
        self.add_list(self.list)
        self.list.setCurrentRow(0)

    def choose(self, category: str) -> None:
        """Choose a category by its id."""
        for row in range(self.list.count()):
            if self.list.item(row).data(ID) == category:
                self.list.setCurrentRow(row)

    def select(self, ids: tuple[str, ...]) -> None:
        """A selection of answers instead of a category: first in the list."""
        self.selection = ids
        if self.list.count() and self.list.item(0).data(ID) == "":
            self.list.takeItem(0)
        item = QListWidgetItem(_("Selected in the results ({n})").format(n=len(ids)))
        item.setData(ID, "")
        self.list.insertItem(0, item)
        self.list.setCurrentRow(0)

    def sheet(self, sheets: Sheets) -> Sheet | None:
        if self.list.currentRow() < 0:
            return None
        name = str(self.list.currentItem().data(ID))
        return sheets.handout(name) if name else sheets.handout(identities=self.selection)


CALL = (
    ("code", N_("Code as shown")),
    ("shown", N_("Exact words")),
    ("time", N_("Time")),
    ("tried", N_("What was tried")),
)


class CallOptions(Options):
    """What the provider will ask: the terminal's numbers from Settings, and what it showed."""

    def build(self) -> None:
        self.terminal = self.add_terminals()
        if self.desk.shop.terminals:
            self.terminal.setCurrentIndex(1)
        self.lines = {name: self.add_line(_(title)) for name, title in CALL}
        self.column.addStretch(1)

    def sheet(self, sheets: Sheets) -> Sheet | None:
        name = self.terminal.currentText()
        found = next((t for t in self.desk.shop.terminals if name and name in (t.name, t.terminal_no)), None)
        phone = self.desk.shop.phone_for("service-provider")
        said = {key: line.text() for key, line in self.lines.items()}
        call = Call(
            provider=(found.provider if found else "") or (phone.name if phone else ""),
            phone=(found.phone if found else "") or (phone.number if phone else ""),
            model=found.model if found else "",
            serial=found.serial if found else "",
            merchant_no=found.merchant_no if found else "",
            terminal_no=found.terminal_no if found else "",
            **said,
        )
        return sheets.call_sheet(call, sheets.filled(name, "", QDate.currentDate().toString("yyyy-MM-dd")))
