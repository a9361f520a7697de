"""What stands on every printed sheet: the shop's name, closed days, shifts, what the terminals have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QPushButton, QWidget

from posref.lang import N_, _, current
from posref.store.shop import Shop
from posref.ui.parts import label
from posref.ui.settings.tables import field, said
from posref.ui.widgets.flow import FlowLayout

HAS = (
    ("portable", N_("Portable terminals")),
    ("batch", N_("Settlement by hand")),
    ("pin-pad", N_("PIN pad")),
    ("wallet", N_("QR payments")),
    ("drawer", N_("Cash drawer")),
    ("scanner", N_("Scanner")),
    ("scale", N_("Scale")),
    ("wired", N_("Network cable")),
    ("wireless", N_("Wi-Fi or mobile data")),
)


class PaperTable(QWidget):
    """The shop's name and person, days it is closed, shifts, and what it has."""

    changed = Signal()

    def __init__(self, shop: Shop) -> None:
        """Take the shop as kept so far."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        self._store: QLineEdit = field(shop.store, _("Name of the shop"))
        self._person: QLineEdit = field(shop.person, _("Person"))
        for row, (title, line) in enumerate(((_("Name of the shop"), self._store), (_("Person"), self._person))):
            grid.addWidget(label(title, "", wrap=False), row, 0)
            grid.addWidget(line, row, 1)
            line.editingFinished.connect(self.changed)
        days = QLocale("zh_CN" if current() == "zh" else "en_GB")
        short = QLocale.FormatType.ShortFormat
        self._closed = self._chips(((str(n), days.dayName(n + 1, short)) for n in range(7)), shop.closed_days)
        self._has = self._chips(((name, _(word)) for name, word in HAS), shop.has)
        for row, (title, chips) in enumerate(
            ((_("Closed on"), self._closed), (_("We have (none ticked: print every item)"), self._has)), 2
        ):
            box = QWidget()
            flow = FlowLayout(box)
            for chip in chips.values():
                flow.addWidget(chip)
            grid.addWidget(label(title), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(box, row, 1)
        self._shifts = QCheckBox(_("Two shifts a day: halve the boxes of the month grid"))
        self._shifts.setChecked(shop.two_shifts)
        self._shifts.toggled.connect(self.changed)
        grid.addWidget(self._shifts, 4, 0, 1, 2)

    def _chips(self, choices: Iterable[tuple[str, str]], chosen: tuple[str, ...]) -> dict[str, QPushButton]:
        made: dict[str, QPushButton] = {}
        for name, word in choices:
            chip = QPushButton(word)
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setChecked(name in chosen)
            chip.clicked.connect(self.changed)
            made[name] = chip
        return made

    def onto(self, shop: Shop) -> Shop:
        """The shop with what stands in the form."""
        closed = tuple(name for name, chip in self._closed.items() if chip.isChecked())
        has = tuple(name for name, chip in self._has.items() if chip.isChecked())
        store, person = said(self._store), said(self._person)
        two = self._shifts.isChecked()
        return replace(shop, store=store, person=person, closed_days=closed, has=has, two_shifts=two)
