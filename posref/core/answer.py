"""What an answer is made of: steps, sources, meanings, and the answer itself.

Apart from `core.types` because a look-up lists rows and needs none of this: every type made costs a start.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from posref.core.types import Brand, Call, Facts, Kind, Owner, Role, Shown, System, Text, Trust


class Form(StrEnum):
    """In what shape a code meets the eye or ear."""

    NUMBER = "number"
    NAME = "name"
    MESSAGE = "message"
    LAMP = "lamp"
    BEEP = "beep"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, by whom, with an optional remark."""

    role: Role
    do: Text
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was taken from, how far it is trusted and when it was looked at (ISO date)."""

    id: str
    kind: str
    trust: Trust
    title: Text
    where: str
    checked: str
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A place in the two-level tree; `count` is the number of conditions in and under it."""

    id: str
    parent: str
    title: Text
    count: int = 0


@dataclass(frozen=True, slots=True)
class Meaning:
    """One reading of a code in *whose code is this*: who gives it, and what it means there."""

    id: str
    owners: tuple[Text, ...]
    title: Text
    trust: Trust
    own: bool


@dataclass(frozen=True, slots=True)
class Dispute:
    """Where sources read a code otherwise, and which of them."""

    note: Text
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything the answer says about one code, condition or guide; shown, copied and printed from here."""

    kind: Kind
    id: str
    title: Text
    code: str | None = None
    system: System | None = None
    facts: Facts | None = None
    warning: Text | None = None
    meaning: Text | None = None
    happened: Text | None = None
    staff: Text | None = None
    shown: tuple[Shown, ...] = ()
    steps: tuple[Step, ...] = ()
    say: Text | None = None
    action: Text | None = None
    call: Call = Call.NONE
    who_acts: Role | None = None
    sensitive: bool = False
    causes: tuple[Text, ...] = ()
    prevent: tuple[Text, ...] = ()
    trust: Trust | None = None
    condition: str | None = None
    category: str | None = None
    meanings: tuple[Meaning, ...] = ()
    elsewhere: tuple[Owner, ...] = ()
    related: tuple[tuple[str, Text], ...] = ()
    disputes: tuple[Dispute, ...] = ()
    sources: tuple[Source, ...] = ()
    brands: tuple[Brand, ...] = ()
