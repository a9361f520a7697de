"""A checklist as the content gives it: sections of items, each with what passes and what to do when it fails."""

from __future__ import annotations

from dataclasses import dataclass

from posref.core.answer import Source
from posref.core.types import Role, Text


@dataclass(frozen=True, slots=True)
class Item:
    """One check. `short` heads a row of the month grid; `record` names a number that is written down."""

    id: str
    text: Text
    short: Text
    passes: Text
    fails: Text
    how: Text | None = None
    record: Text | None = None
    applies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Items that are done in one go."""

    title: Text
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """A printable list: whose it is, how often (`daily` … `event`), how many minutes, whether it suits a month grid."""

    id: str
    title: Text
    about: Text
    role: Role
    frequency: str
    minutes: int
    grid: bool
    sections: tuple[Section, ...]
    sources: tuple[Source, ...] = ()

    def items(self) -> tuple[Item, ...]:
        """Every item in order."""
        return tuple(item for section in self.sections for item in section.items)
