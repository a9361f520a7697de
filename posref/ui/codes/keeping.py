"""What the Codes page keeps in the shop file: brands, favourites, recent answers, notes, the first start's card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from posref.core.errors import UserError
from posref.core.types import Reading
from posref.lang import error_text
from posref.service.lookup import Desk
from posref.store.shop import Note, Phone, Shop

if TYPE_CHECKING:
    from posref.core.answer import Answer


class Keeping(QObject):
    """Each change is saved at once. `told` says what could not be kept, `changed` that something was."""

    told = Signal(str)
    changed = Signal()

    def __init__(self, desk: Desk, owner: QObject) -> None:
        """Take the desk whose shop is kept."""
        super().__init__(owner)
        self._desk = desk

    def _change(self, changed: Shop) -> None:
        try:
            self._desk.change_shop(lambda _shop: changed)
        except UserError as error:
            self.told.emit(error_text(error))
        self.changed.emit()

    def remember(self, identity: str) -> None:
        """This answer was asked for."""
        self._change(self._desk.shop.with_recent(identity))

    def star(self, identity: str, keep: bool) -> None:
        """Among the favourites, or no longer."""
        self._change(self._desk.shop.with_favourite(identity, keep))

    def note(self, note: Note) -> None:
        """A code written down."""
        self._change(replace(self._desk.shop, notes=(*self._desk.shop.notes, note)))

    def brands(self, brands: list[str]) -> None:
        """The shop's brands."""
        self._change(replace(self._desk.shop, brands=tuple(brands)))

    def welcome(self, brands: list[str], phone: Phone | None) -> None:
        """The first start's card is done with."""
        shop = self._desk.shop
        phones = (*shop.phones, *([phone] if phone else []))
        self._change(replace(shop, welcomed=True, brands=tuple(brands) or shop.brands, phones=phones))

    def phone(self, answer: Answer, reading: Reading) -> Phone | None:
        """The number to call: the shop's own, else the sourced hotline of a brand the shop has."""
        own = self._desk.shop.phone_for(answer.call.value)
        if own is None and answer.call.value in ("acquirer", "service-provider"):
            for brand in answer.brands:
                if brand.hotline and brand.id in self._desk.shop.brands:
                    return Phone(answer.call.value, brand.title.main(reading), brand.hotline)
        return own
