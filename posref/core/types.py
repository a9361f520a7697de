"""The words every room shares: codes, conditions, outcomes, texts in two languages.

All types are frozen; they cross every border between rooms. The values of the enumerations are the stable words of the
content files, the database and the command line's JSON; what a person reads for them is in the catalogues.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reading(StrEnum):
    """The language content is read in: Chinese, English, or both one under the other."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"


class Outcome(StrEnum):
    """What became of the sale."""

    APPROVED = "approved"
    PARTIAL = "partial"
    DECLINED = "declined"
    PICK_UP = "pick-up"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    NONE = "none"


class Retry(StrEnum):
    """Whether, and after what, the sale may be tried again."""

    NOW = "now"
    AFTER_FIX = "after-fix"
    ASK_FIRST = "ask-first"
    CHECK_FIRST = "check-first"
    NEVER = "never"


class Charged(StrEnum):
    """Whether money moved."""

    NO = "no"
    POSSIBLY = "possibly"
    PART = "part"
    YES = "yes"


class Trust(StrEnum):
    """How far a source, and so a code, can be relied on; best first."""

    STANDARD = "standard"
    VENDOR = "vendor"
    OPEN = "open"
    UNCONFIRMED = "unconfirmed"
    ARTICLE = "article"


class Role(StrEnum):
    """Who does a step or must act."""

    CASHIER = "cashier"
    SHIFT_LEAD = "shift-lead"
    BACK_OFFICE = "back-office"
    CUSTOMER = "customer"
    ISSUER = "issuer"
    ACQUIRER = "acquirer"
    SERVICE_PROVIDER = "service-provider"
    IT = "it"


class Call(StrEnum):
    """Whom to telephone when the steps do not end it."""

    NONE = "none"
    ISSUER = "issuer"
    WALLET = "wallet"
    ACQUIRER = "acquirer"
    SERVICE_PROVIDER = "service-provider"
    SOFTWARE_MAKER = "software-maker"
    IT = "it"


class Kind(StrEnum):
    """What a search result is."""

    CODE = "code"
    CONDITION = "condition"
    GUIDE = "guide"
    CHECKLIST = "checklist"
    DECODED = "decoded"


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in Chinese and in English; neither is empty."""

    zh: str
    en: str

    def pick(self, reading: Reading) -> tuple[str, ...]:
        """The one or two lines a reader of this language sees, in order."""
        if reading is Reading.BOTH:
            return (self.zh, self.en)
        return (self.main(reading),)

    def main(self, reading: Reading) -> str:
        """The leading line: English for English readers, Chinese otherwise."""
        return self.en if reading is Reading.EN else self.zh

    def other(self, reading: Reading) -> str:
        """The line in the language that does not lead."""
        return self.zh if reading is Reading.EN else self.en


@dataclass(frozen=True, slots=True)
class Shown:
    """Words as they stand on a screen or slip: verbatim, in one language, never translated."""

    text: str
    lang: str
    source: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The three facts read at arm's length."""

    outcome: Outcome
    retry: Retry
    charged: Charged


@dataclass(frozen=True, slots=True)
class System:
    """A set of codes somebody defines. `general` orders the general networks (0: not one)."""

    id: str
    family: str
    title: Text
    short: Text
    seen: Text
    general: int = 0


@dataclass(frozen=True, slots=True)
class Brand:
    """A name a shop knows, with the systems its users meet and the spellings people type."""

    id: str
    kind: str
    title: Text
    systems: tuple[str, ...]
    words: tuple[str, ...]
    hotline: str = ""
    hotline_source: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """One system that gives a code a meaning."""

    id: str
    system: str
    code: str | None
    short: Text


@dataclass(frozen=True, slots=True)
class Match:
    """Why something was found: the rung of the ladder, the field, and the matched piece."""

    rung: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One row of a search result. `owners` share the meaning, the row's own first."""

    kind: Kind
    id: str
    title: Text
    match: Match
    facts: Facts | None = None
    system: str | None = None
    code: str | None = None
    condition: str | None = None
    trust: Trust | None = None
    owners: tuple[Owner, ...] = ()
    shown: tuple[Shown, ...] = ()
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """All that one search gives: rows best first, and how many exact ones a narrowed search left out."""

    query: str
    hits: tuple[Hit, ...]
    hidden: int = 0
