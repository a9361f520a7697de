"""The words on a sheet, in the sheet's reading and not the window's; and what is filled in by the user."""

from __future__ import annotations

from dataclasses import dataclass

from posref.core.types import Facts, Outcome, Reading, Retry, Text
from posref.lang import N_, Catalogue, catalogue
from posref.paper.sheet import Line, Mark


@dataclass(frozen=True, slots=True)
class Filled:
    """What the user fills in: shop, terminal, person, the date (ISO) and the knowledge base's version."""

    store: str = ""
    terminal: str = ""
    person: str = ""
    date: str = ""
    version: str = ""


class Words:
    """Field names in one language or two, and texts of the content as lines."""

    def __init__(self, reading: Reading) -> None:
        """Take the reading of the sheet."""
        self.reading = reading
        languages = {Reading.ZH: ("zh",), Reading.EN: ("en",), Reading.BOTH: ("zh", "en")}[reading]
        self.catalogues: tuple[Catalogue, ...] = tuple(catalogue(language) for language in languages)

    def __call__(self, message: str, **values: object) -> str:
        """A field name or sentence: in both readings, one after the other."""
        return " ".join(dict.fromkeys(c.gettext(message).format(**values) for c in self.catalogues))

    def each(self, message: str, **values: object) -> tuple[str, ...]:
        """The same, a line for each language."""
        return tuple(c.gettext(message).format(**values) for c in self.catalogues)

    def main(self, text: Text) -> str:
        """A content text in the leading language."""
        return text.main(self.reading)

    def lines(self, text: Text, size: float, *, bold: bool = False, small: float = 0) -> tuple[Line, ...]:
        """A content text as one line, or as two of which the second is smaller and grey."""
        first, *rest = text.pick(self.reading)
        second = small or size * 0.8
        return (Line(first, size, bold), *(Line(line, second, grey=True) for line in rest))

    def other(self, text: Text) -> str:
        """What stands under a title: the language that does not lead."""
        return text.other(self.reading)

    def foot(self, filled: Filled, *parts: str) -> str:
        """The left side of the foot."""
        version = self.each(N_("Knowledge base {version}"), version=filled.version)[0] if filled.version else ""
        return " · ".join(part for part in ("posref", version, *parts) if part)

    def page_of(self) -> str:
        """The right side of the foot, with places for the numbers."""
        return " · ".join(c.gettext("Page {page} of {pages}") for c in self.catalogues)


def retry_mark(facts: Facts) -> Mark:
    """The sign for what may be done next: an approval is paid, everything else follows its retry."""
    if facts.outcome is Outcome.APPROVED:
        return Mark.PAID
    return {
        Retry.NOW: Mark.NOW,
        Retry.AFTER_FIX: Mark.AFTER_FIX,
        Retry.ASK_FIRST: Mark.ASK_FIRST,
        Retry.CHECK_FIRST: Mark.CHECK_FIRST,
        Retry.NEVER: Mark.NEVER,
    }[facts.retry]


STAFF_ONLY = N_("Staff only")
MARKS = (
    (Mark.NOW, N_("again now")),
    (Mark.AFTER_FIX, N_("after a fix")),
    (Mark.ASK_FIRST, N_("ask first")),
    (Mark.CHECK_FIRST, N_("check first")),
    (Mark.NEVER, N_("do not retry")),
    (Mark.PAID, N_("paid")),
)
"""The legend of the signs."""
