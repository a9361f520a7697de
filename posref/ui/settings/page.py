"""Settings: language and look, brands, phone numbers, terminals, what was written down. Each change is kept at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from posref.core.types import Brand, Reading
from posref.lang import _, current
from posref.service.lookup import Desk
from posref.store.shop import TEXT_SIZES, THEMES, Shop
from posref.ui.look import Look
from posref.ui.parts import clear, frame, label
from posref.ui.settings.paper import PaperTable
from posref.ui.settings.tables import NoteList, PhoneTable, TerminalTable
from posref.ui.widgets.flow import FlowLayout
from posref.ui.widgets.scroll import Scroll

WIDEST = 900

SET: dict[str, Callable[[Shop, str], Shop]] = {
    "language": lambda shop, value: replace(shop, language=value),
    "reading": lambda shop, value: replace(shop, reading=value),
    "theme": lambda shop, value: replace(shop, theme=value),
    "text_size": lambda shop, value: replace(shop, text_size=int(value)),
}
"""How each choice of the first group changes the shop."""


class SettingsPage(QWidget):
    """Everything the shop sets. `changed` carries the whole shop; the window saves it and applies it."""

    changed = Signal(object)

    def __init__(self, desk: Desk, look: Look) -> None:
        """Build the page from the shop file."""
        super().__init__()
        self.setProperty("kind", "page")
        self._desk, self._look = desk, look
        canvas = QWidget()
        outer = QHBoxLayout(canvas)
        outer.setContentsMargins(24, 18, 24, 18)
        inner = QWidget()
        inner.setMaximumWidth(look.px(WIDEST))
        outer.addWidget(inner, 1)
        outer.addStretch(0)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(canvas))
        self._chips: dict[str, QPushButton] = {}
        self.choices: dict[str, QComboBox] = {}
        self.retranslate()

    def retranslate(self) -> None:
        """Build the page again, in the language spoken now."""
        clear(self._column)
        shop = self._desk.shop
        spoken = Reading.ZH if current() == "zh" else Reading.EN
        reading = Reading(shop.reading) if shop.reading in tuple(Reading) else spoken
        shop = replace(shop, language=shop.language or spoken.value, reading=reading.value)
        self._column.addWidget(label(_("Settings"), "title"))
        self._column.addWidget(self._group(_("Language and look"), self._looks(shop)))
        self._column.addWidget(self._group(_("My brands"), self._brands(shop, self._desk.brands(), reading)))
        self.phones = PhoneTable(shop.phones)
        self.phones.changed.connect(self._phones_changed)
        self._column.addWidget(self._group(_("Phone numbers we call"), self.phones))
        self.terminals = TerminalTable(self._look, shop.terminals)
        self.terminals.changed.connect(self._terminals_changed)
        self._column.addWidget(self._group(_("Our terminals"), self.terminals))
        self.paper = PaperTable(shop)
        self.paper.changed.connect(self._paper_changed)
        self._column.addWidget(self._group(_("On printed sheets"), self.paper))
        if shop.notes:
            self.notes = NoteList(self._look, shop.notes)
            self.notes.changed.connect(self._notes_changed)
            self._column.addWidget(self._group(_("Codes written down"), self.notes))
        self._column.addStretch(1)

    def _group(self, title: str, content: QWidget) -> QWidget:
        layout = QVBoxLayout()
        layout.setContentsMargins(18, 12, 18, 14)
        layout.setSpacing(8)
        layout.addWidget(label(title, "heading"))
        layout.addWidget(content)
        return frame("panel", layout)

    def _looks(self, shop: Shop) -> QWidget:
        themes = {"system": _("As the system"), "light": _("Light"), "dark": _("Dark"), "contrast": _("High contrast")}
        table = (
            ("language", _("Words of the program"), (("zh", "中文"), ("en", "English"))),
            ("reading", _("Answers are read in"), (("zh", "中文"), ("en", "English"), ("both", "中文 + English"))),
            ("theme", _("Colours"), tuple((name, themes[name]) for name in THEMES)),
            ("text_size", _("Text size"), tuple((str(n), f"{n:+d}" if n else _("Normal")) for n in TEXT_SIZES)),
        )
        box = QWidget()
        form = QFormLayout(box)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        for name, title, values in table:
            choice = QComboBox()
            for value, word in values:
                choice.addItem(word, value)
            choice.setCurrentIndex(max(0, choice.findData(str(getattr(shop, name)))))
            choice.setAccessibleName(title)
            choice.setProperty("setting", name)
            choice.activated.connect(self._chosen)
            choice.setMaximumWidth(self._look.px(280))
            self.choices[name] = choice
            form.addRow(label(title, "", wrap=False), choice)
        return box

    def _brands(self, shop: Shop, brands: tuple[Brand, ...], reading: Reading) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(_("Codes of these come first when a number has several owners."), "quiet"))
        chips = QWidget()
        flow = FlowLayout(chips)
        for brand in brands:
            chip = QPushButton(brand.title.main(reading))
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setChecked(brand.id in shop.brands)
            chip.clicked.connect(self._brands_changed)
            self._chips[brand.id] = chip
            flow.addWidget(chip)
        column.addWidget(chips)
        return box

    def _chosen(self) -> None:
        choice = self.sender()
        if isinstance(choice, QComboBox):
            name, value = str(choice.property("setting")), choice.currentData()
            self.changed.emit(SET[name](self._desk.shop, value))

    def _brands_changed(self) -> None:
        chosen = tuple(identity for identity, chip in self._chips.items() if chip.isChecked())
        self.changed.emit(replace(self._desk.shop, brands=chosen))

    def _phones_changed(self) -> None:
        self.changed.emit(replace(self._desk.shop, phones=self.phones.phones()))

    def _terminals_changed(self) -> None:
        self.changed.emit(replace(self._desk.shop, terminals=self.terminals.terminals()))

    def _paper_changed(self) -> None:
        self.changed.emit(self.paper.onto(self._desk.shop))

    def _notes_changed(self) -> None:
        self.changed.emit(replace(self._desk.shop, notes=self.notes.notes()))
