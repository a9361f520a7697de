"""The empty box: first-start card, favourites, recent, my brands, questions for trouble without a code."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from posref.core.types import Brand, Hit, Reading
from posref.lang import N_, _
from posref.store.shop import Phone, Shop
from posref.ui.codes.model import code_of
from posref.ui.look import Look
from posref.ui.parts import button, clear, label
from posref.ui.widgets.flow import FlowLayout
from posref.ui.widgets.line import Line
from posref.ui.widgets.scroll import Scroll

QUESTIONS = (
    (N_("Terminal has no power"), "condition:terminal-no-power"),
    (N_("Terminal does not react"), "condition:terminal-frozen"),
    (N_("No network"), "condition:network-down"),
    (N_("No paper or blank paper"), "condition:printer-paper-out"),
    (N_("Card is not read"), "condition:card-read-failed"),
    (N_("Declined, no code shown"), "condition:declined-generic"),
    (N_("Failed, but customer says charged"), "condition:charged-but-declined"),
    (N_("Paid, but no slip"), "condition:charged-no-receipt"),
    (N_("Screen locked, tamper warning"), "condition:terminal-tampered"),
    (N_("The code is not in the list"), "guide:unknown-code"),
)
"""Trouble without a code: the question, and the answer it leads to."""

FIRST_BRANDS = 10


def _distinct(hits: Iterable[Hit]) -> list[Hit]:
    """The rows without those that read the same: 68 of two owners is one line here."""
    return list({(code_of(hit), hit.title): hit for hit in hits}.values())


class Home(QFrame):
    """What stands where results and answer would be. `chosen` opens an answer; the rest changes the shop file."""

    chosen = Signal(str)
    brands_picked = Signal(list)
    welcomed = Signal(list, object)

    def __init__(self, look: Look) -> None:
        """Empty until `show_home`."""
        super().__init__()
        self.setProperty("kind", "panel")
        self._look = look
        canvas = QWidget()
        self._column = QVBoxLayout(canvas)
        self._column.setContentsMargins(24, 18, 24, 18)
        self._column.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(Scroll(canvas))
        self._phone: QLineEdit | None = None
        self._provider: QLineEdit | None = None
        self._chips: dict[str, QPushButton] = {}

    def show_home(
        self, shop: Shop, brands: tuple[Brand, ...], known: Callable[[str], Hit | None], reading: Reading
    ) -> None:
        """Fill the page from the shop file; `known` gives the row for an id, or None where it is gone."""
        half_done = self._half_done() if self._phone else None
        clear(self._column)
        self._chips, self._phone, self._provider = {}, None, None
        if not shop.welcomed:
            self._column.addWidget(self._welcome(shop, brands, reading))
            self._fill_in(*(half_done or ([], "", "")))
        for title, ids, empty in (
            (_("Favourites"), shop.favourites, _("Star an answer and it waits here.")),
            (_("Recent"), shop.recent, ""),
        ):
            hits = _distinct(hit for hit in map(known, ids) if hit)
            if hits or (empty and shop.welcomed):
                self._column.addWidget(label(title, "heading"))
                self._column.addWidget(self._answers(hits, reading) if hits else label(empty, "quiet"))
        if shop.welcomed:
            self._column.addWidget(label(_("My brands"), "heading"))
            shown = tuple(b for place, b in enumerate(brands) if place < FIRST_BRANDS or b.id in shop.brands)
            self._column.addWidget(self._brands(shop, shown, reading, self._pick))
        self._column.addWidget(label(_("No code? What do you see?"), "heading"))
        self._column.addWidget(self._questions(known))
        self._column.addStretch(1)

    def _welcome(self, shop: Shop, brands: tuple[Brand, ...], reading: Reading) -> QWidget:
        card = QFrame()
        card.setProperty("kind", "notice")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(label(_("Welcome. Two things make every answer fit your shop"), "title"))
        layout.addWidget(
            label(_("1. Which names are on your terminals and wallets? Their codes will come first."), "small")
        )
        layout.addWidget(self._brands(shop, brands[:FIRST_BRANDS], reading, None))
        layout.addWidget(
            label(_("2. Whom do you call when a terminal needs help? The number is on your contract."), "small")
        )
        self._provider, self._phone = Line(), Line()
        self._provider.setPlaceholderText(_("Name"))
        self._provider.setAccessibleName(_("Name of the service provider"))
        self._phone.setPlaceholderText(_("Phone number"))
        self._phone.setAccessibleName(_("Phone number of the service provider"))
        row = QHBoxLayout()
        row.addWidget(self._provider, 2)
        row.addWidget(self._phone, 2)
        row.addWidget(button(_("Done"), self._done, "primary"))
        row.addWidget(button(_("Skip"), self._skip))
        layout.addLayout(row)
        return card

    def _half_done(self) -> tuple[list[str], str, str]:
        """What the card holds that was neither done nor skipped: looking a code up in between loses nothing."""
        name, number = (line.text() if line else "" for line in (self._provider, self._phone))
        return self._picked_ids(), name, number

    def _fill_in(self, brands: list[str], name: str, number: str) -> None:
        for identity in brands:
            if identity in self._chips:
                self._chips[identity].setChecked(True)
        if self._provider and self._phone:
            self._provider.setText(name)
            self._phone.setText(number)

    def _brands(
        self, shop: Shop, brands: tuple[Brand, ...], reading: Reading, picked: Callable[[], object] | None
    ) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box)
        for brand in brands:
            chip = QPushButton(brand.title.main(reading))
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setChecked(brand.id in shop.brands)
            chip.setAutoDefault(False)
            if picked is not None:
                chip.clicked.connect(picked)
            self._chips[brand.id] = chip
            flow.addWidget(chip)
        return box

    def _answers(self, hits: list[Hit], reading: Reading) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box)
        for hit in hits:
            flow.addWidget(self._opener("  ".join(filter(None, (code_of(hit), hit.title.main(reading)))), hit.id))
        return box

    def _questions(self, known: Callable[[str], Hit | None]) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box)
        for question, identity in QUESTIONS:
            if known(identity):
                flow.addWidget(self._opener(_(question), identity))
        return box

    def _opener(self, text: str, identity: str) -> QPushButton:
        def go() -> None:
            self.chosen.emit(identity)

        return button(text, go)

    def _picked_ids(self) -> list[str]:
        return [identity for identity, chip in self._chips.items() if chip.isChecked()]

    def _pick(self) -> None:
        self.brands_picked.emit(self._picked_ids())

    def _done(self) -> None:
        number = self._phone.text().strip() if self._phone else ""
        name = self._provider.text().strip() if self._provider else ""
        self.welcomed.emit(self._picked_ids(), Phone("service-provider", name, number) if number else None)

    def _skip(self) -> None:
        self.welcomed.emit([], None)
