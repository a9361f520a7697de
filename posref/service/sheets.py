"""What to print -> `Sheet`: joins content, shop file and what the user filled in. No Qt."""

from __future__ import annotations

from datetime import date

from posref.core.answer import Answer
from posref.core.checklist import Checklist
from posref.core.errors import UserError
from posref.core.mask import mask
from posref.core.rank import general_order
from posref.core.types import Reading, Text
from posref.kb import sql
from posref.kb.answers import read_checklist, read_checklists
from posref.lang import N_
from posref.paper.compose import (
    Chapter,
    Filled,
    compose_call_sheet,
    compose_card,
    compose_checklist,
    compose_handout,
    compose_month,
    compose_quick_sheet,
)
from posref.paper.compose.call_sheet import Call
from posref.paper.sheet import Paper, Sheet
from posref.service.lookup import Desk

NOT_THERE = N_("There is no {id}.")
QUICK_SHEET_MOST = 40


class Sheets:
    """Makes every sheet for one desk, in a paper and a reading."""

    def __init__(self, desk: Desk, paper: Paper, reading: Reading) -> None:
        """Take the desk and what all sheets of one printing share."""
        self._desk, self._paper, self._reading = desk, paper, reading

    def filled(self, terminal: str = "", person: str = "", day: str = "") -> Filled:
        """What is filled in: the shop's name, and what the user gave; card numbers are masked."""
        shop = self._desk.shop
        store, terminal, person = mask(shop.store), mask(terminal), mask(person or shop.person)
        return Filled(store, terminal, person, day, self._desk.kb.meta["version"])

    def checklists(self) -> tuple[Checklist, ...]:
        """Every checklist, in the order of the content."""
        return read_checklists(self._desk.kb)

    def checklist(self, name: str, filled: Filled, month: date | None = None) -> Sheet:
        """One run of a checklist, or a month of it. `UserError` where there is no such list."""
        found = read_checklist(self._desk.kb, name.removeprefix("checklist:"))
        if found is None:
            raise UserError(NOT_THERE, id=name)
        shop, has = self._desk.shop, frozenset(self._desk.shop.has)
        if month is None or self._paper.is_roll:  # a column a day does not fit a roll
            return compose_checklist(found, filled, self._paper, self._reading, has)
        closed = frozenset(int(day) for day in shop.closed_days if day.isdecimal())
        shifts = 2 if shop.two_shifts else 1
        return compose_month(found, month, filled, self._paper, self._reading, closed=closed, shifts=shifts, has=has)

    def card(self, identity: str) -> Sheet:
        """The action card of a code or problem. `UserError` where there is no such id."""
        return compose_card(self._open(identity), self.filled(), self._paper, self._reading)

    def quick_sheet(self) -> Sheet:
        """The shop's quick sheet: the best placed codes of its brands' systems, with those ticked in and out."""
        tops = {c.id: c.parent or c.id for c in self._desk.categories()}
        answers = [self._open(identity) for identity in self.quick_sheet_codes()]
        rows = [(answer, tops.get(answer.category or "", "")) for answer in answers]
        brands = [b.title.main(self._reading) for b in self._desk.brands() if b.id in self._desk.shop.brands]
        phones = {p.call: f"{p.name} {p.number}".strip() for p in self._desk.shop.phones}
        return compose_quick_sheet(rows, brands, phones, self.filled(), self._paper, self._reading)

    def quick_sheet_codes(self) -> tuple[str, ...]:
        """The ids on the quick sheet, in their order; without brands those of UnionPay (in English of ISO 8583)."""
        shop = self._desk.shop
        systems = [s for b in self._desk.brands() if b.id in shop.brands for s in b.systems]
        if not systems:
            first = 2 if self._reading is Reading.EN else 1
            systems = [s.id for s in self._desk.systems().values() if s.general == first]
        systems = self._one_network(list(dict.fromkeys(systems)))
        ranked = [row[0] for row in self._desk.kb.rows(sql.marks(sql.QUICK_SHEET, len(systems)), systems)]
        seen: dict[tuple[str | None, str | None], str] = {}
        for identity in ranked:  # the same code with the same meaning in a second network is one line
            hit = self._desk.hit(identity)
            if hit and identity not in shop.sheet_without:
                seen.setdefault((hit.code, hit.condition), identity)
        chosen = list(seen.values())[:QUICK_SHEET_MOST]
        wanted = [i for i in shop.sheet_with if i not in chosen and self._printable(i)]
        return (*chosen, *wanted)

    def _one_network(self, systems: list[str]) -> list[str]:
        """Where the brands meet several general networks, only the reader's own: their tables repeat each other."""
        known = self._desk.systems()
        order = [general_order(known[s].general, self._reading is Reading.EN) for s in systems if known[s].general]
        return [
            s
            for s in systems
            if not known[s].general or general_order(known[s].general, self._reading is Reading.EN) == min(order)
        ]

    def _printable(self, identity: str) -> bool:
        hit = self._desk.hit(identity)
        return hit is not None and not hit.sensitive

    def handout(self, category: str = "", identities: tuple[str, ...] = ()) -> Sheet:
        """The booklet of a category with those under it, or of a selection. `UserError` where nothing is in it."""
        tree = self._desk.categories()
        known = {c.id: c for c in tree}
        if category and category not in known:
            raise UserError(NOT_THERE, id=category)
        if category:
            parts = [c for c in tree if c.id == category or c.parent == category]
            title = known[category].title
            chapters = [Chapter(c.title, self._entries(c.id)) for c in parts if c.parent or c.id != category]
        else:
            title = SELECTION
            chapters = [Chapter(SELECTION, tuple((self._open(i), self._codes(i)) for i in identities))]
        chapters = [chapter for chapter in chapters if chapter.entries]
        if not chapters:
            raise UserError(NOT_THERE, id=category or "selection")
        return compose_handout(title, tuple(chapters), self.filled(), self._paper, self._reading)

    def call_sheet(self, call: Call, filled: Filled) -> Sheet:
        """The call sheet with what is known."""
        return compose_call_sheet(call, filled, self._paper, self._reading)

    def _entries(self, category: str) -> tuple[tuple[Answer, tuple[str, ...]], ...]:
        ids = [hit.id for hit in self._desk.in_category(category).hits]
        return tuple((self._open(identity), self._codes(identity)) for identity in ids)

    def _codes(self, identity: str) -> tuple[str, ...]:
        answer = self._open(identity)
        owners = self._desk.kb.owners(answer.condition) if answer.condition else ()
        return tuple(dict.fromkeys(o.code for o in owners if o.code and o.system != "article"))

    def _open(self, identity: str) -> Answer:
        answer = self._desk.open(identity, self._reading is Reading.EN)
        if answer is None:
            raise UserError(NOT_THERE, id=identity)
        return answer


SELECTION = Text("选出的问题", "Selected problems")
