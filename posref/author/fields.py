"""What each kind of record holds: the fields of the content files, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from enum import Enum
from typing import Any

from posref.core.answer import Form
from posref.core.types import Call, Charged, Outcome, Retry, Role, Text, Trust


class Shape(Enum):
    """How a field's value is written; the value names the reader's method."""

    WORD = "word"
    NUMBER = "number"
    FLAG = "flag"
    TEXT = "text"
    TEXTS = "texts"
    WORDS = "words"
    SPOKEN = "spoken"
    RECORD = "record"
    RECORDS = "records"
    MAPPING = "mapping"


_EMPTY: Mapping[Shape, Any] = {
    Shape.WORD: "",
    Shape.NUMBER: 0,
    Shape.FLAG: False,
    Shape.TEXT: Text("？", "?"),
    Shape.TEXTS: (),
    Shape.WORDS: (),
    Shape.SPOKEN: {},
    Shape.RECORD: {},
    Shape.RECORDS: (),
    Shape.MAPPING: {},
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its shape, whether it must be there, the words it may be, the fields inside it."""

    shape: Shape
    required: bool = True
    choices: tuple[str, ...] = ()
    fields: Mapping[str, Field] = default(default_factory=dict)

    def empty(self) -> Any:
        """What stands in for a missing value, so that the other rules can still look at the record."""
        return self.choices[0] if self.choices else _EMPTY[self.shape]


def _one_of(kind: type[Enum], required: bool = True, leave_out: tuple[str, ...] = ()) -> Field:
    return Field(Shape.WORD, required, tuple(m.value for m in kind if m.value not in leave_out))


WORD, TEXT, TEXTS = Field(Shape.WORD), Field(Shape.TEXT), Field(Shape.TEXTS)
MAYBE_WORD, MAYBE_TEXT = Field(Shape.WORD, required=False), Field(Shape.TEXT, required=False)
SPOKEN = Field(Shape.SPOKEN, required=False)
STEP = {
    "who": Field(Shape.WORD, choices=(Role.CASHIER.value, Role.SHIFT_LEAD.value, Role.BACK_OFFICE.value)),
    "do": TEXT,
    "note": MAYBE_TEXT,
}
STEPS = Field(Shape.RECORDS, fields=STEP)
ITEM = {
    "id": WORD,
    "text": TEXT,
    "short": TEXT,
    "how": MAYBE_TEXT,
    "pass": TEXT,
    "fail": TEXT,
    "applies": Field(Shape.WORDS, required=False),
    "record": MAYBE_TEXT,
}
FAMILIES = ("networks", "chip", "wallets", "acquirers", "terminals", "printers", "software", "articles")
BRAND_KINDS = ("acquirer", "terminal", "wallet", "scheme", "printer", "software")
FREQUENCIES = ("daily", "shift", "weekly", "monthly", "quarterly", "yearly", "event")
APPLIES = (
    "portable",
    "batch",
    "pin-pad",
    "wallet",
    "printer",
    "drawer",
    "scanner",
    "scale",
    "wired",
    "wireless",
    "till",
)
SOURCE_KINDS = ("standard", "page", "repository", "unnamed", "article")

FIELDS: Mapping[str, Mapping[str, Field]] = {
    "base": {"version": WORD},
    "words": {"pinyin": Field(Shape.MAPPING, required=False)},
    "category": {"id": WORD, "parent": MAYBE_WORD, "title": TEXT},
    "source": {
        "id": WORD,
        "kind": Field(Shape.WORD, choices=SOURCE_KINDS),
        "trust": _one_of(Trust),
        "title": TEXT,
        "where": WORD,
        "checked": WORD,
        "note": MAYBE_TEXT,
    },
    "brand": {
        "id": WORD,
        "kind": Field(Shape.WORD, choices=BRAND_KINDS),
        "title": TEXT,
        "words": Field(Shape.WORDS),
        "systems": Field(Shape.WORDS),
        "hotline": Field(Shape.RECORD, False, fields={"number": WORD, "source": WORD}),
    },
    "condition": {
        "id": WORD,
        "category": WORD,
        "title": TEXT,
        "outcome": _one_of(Outcome),
        "retry": _one_of(Retry),
        "charged": _one_of(Charged),
        "who_acts": _one_of(Role),
        "call": _one_of(Call),
        "sensitive": Field(Shape.FLAG),
        "action": TEXT,
        "warning": MAYBE_TEXT,
        "happened": TEXT,
        "staff": MAYBE_TEXT,
        "steps": STEPS,
        "say": TEXT,
        "causes": TEXTS,
        "prevent": TEXTS,
        "aliases": SPOKEN,
        "symptoms": SPOKEN,
        "related": Field(Shape.WORDS, required=False),
    },
    "guide": {
        "id": WORD,
        "category": MAYBE_WORD,
        "title": TEXT,
        "about": TEXT,
        "steps": STEPS,
        "say": MAYBE_TEXT,
        "aliases": SPOKEN,
        "symptoms": SPOKEN,
    },
    "checklist": {
        "id": WORD,
        "title": TEXT,
        "about": TEXT,
        "role": Field(Shape.WORD, choices=(Role.CASHIER.value, Role.SHIFT_LEAD.value, Role.BACK_OFFICE.value)),
        "frequency": Field(Shape.WORD, choices=FREQUENCIES),
        "minutes": Field(Shape.NUMBER),
        "grid": Field(Shape.FLAG),
        "sections": Field(Shape.RECORDS, fields={"title": TEXT, "items": Field(Shape.RECORDS, fields=ITEM)}),
        "sources": Field(Shape.WORDS),
        "aliases": SPOKEN,
    },
    "system": {
        "id": WORD,
        "family": Field(Shape.WORD, choices=FAMILIES),
        "general": Field(Shape.NUMBER, required=False),
        "title": TEXT,
        "short": TEXT,
        "seen": TEXT,
        "worth": Field(Shape.NUMBER),
    },
    "code": {
        "id": MAYBE_WORD,
        "code": MAYBE_WORD,
        "form": _one_of(Form, required=False),
        "condition": WORD,
        "meaning": TEXT,
        "shown": Field(
            Shape.RECORDS, False, fields={"text": WORD, "lang": Field(Shape.WORD, choices=("zh", "en")), "source": WORD}
        ),
        "sources": Field(Shape.WORDS),
        "quick_sheet_rank": Field(Shape.NUMBER, required=False),
        "aliases": SPOKEN,
        "title": MAYBE_TEXT,
        "outcome": _one_of(Outcome, required=False),
        "retry": _one_of(Retry, required=False),
        "charged": _one_of(Charged, required=False),
        "warning": MAYBE_TEXT,
        "happened": MAYBE_TEXT,
        "say": MAYBE_TEXT,
        "first": Field(Shape.RECORD, False, fields=STEP),
        "exact_only": Field(Shape.FLAG, required=False),
        "differs": Field(Shape.RECORD, False, fields={"note": TEXT, "sources": Field(Shape.WORDS, required=False)}),
    },
}
"""Every kind of record and its fields; anything else in a file is a finding."""
