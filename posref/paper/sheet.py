"""What a printed sheet is: pure data. Lengths are millimetres, text sizes points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from posref.core.types import Reading


class Paper(Enum):
    """A paper: its name, width and height (0: as long as the content), margins at the sides and at top and bottom."""

    A4 = ("a4", 210.0, 297.0, 18.0, 16.0)
    A5 = ("a5", 148.0, 210.0, 12.0, 11.0)
    A6 = ("a6", 105.0, 148.0, 8.0, 8.0)
    LETTER = ("letter", 215.9, 279.4, 18.0, 16.0)
    ROLL80 = ("80mm", 80.0, 0.0, 4.0, 4.0)
    ROLL58 = ("58mm", 58.0, 0.0, 5.0, 4.0)

    @property
    def word(self) -> str:
        """The stable word of the command line."""
        return self.value[0]

    @property
    def is_roll(self) -> bool:
        """Whether it is a receipt roll: black only, as long as the content."""
        return self.value[2] == 0

    @classmethod
    def named(cls, word: str) -> Paper:
        """The paper of a stable word; `ValueError` where there is none."""
        for paper in cls:
            if paper.word == word:
                return paper
        raise ValueError(word)


class Align(StrEnum):
    """Where a cell's text stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Mark(StrEnum):
    """What is drawn, never taken from a glyph: a box to tick, a line to write on, and the signs of the retries."""

    BOX = "box"
    LINE = "line"
    NOW = "now"
    AFTER_FIX = "after-fix"
    ASK_FIRST = "ask-first"
    CHECK_FIRST = "check-first"
    NEVER = "never"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Line:
    """One run of text in one size; `grey` is only for paper that is no roll."""

    text: str
    size: float = 10.0
    bold: bool = False
    mono: bool = False
    grey: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A column's content in a row: lines of text, under them a field to fill in, or a mark."""

    lines: tuple[Line, ...] = ()
    mark: Mark | None = None
    align: Align = Align.LEFT
    field: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """The head of a sheet: title, the other language under it, what stands at the right, a strong rule below."""

    main: str
    other: str
    right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading with a rule; never the last thing on a page."""

    main: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of running text, each wrapped."""

    lines: tuple[Line, ...]
    after: float = 1.5


@dataclass(frozen=True, slots=True)
class Notice:
    """A strong frame with a few words that are read first."""

    main: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: cells and their shares of the width; never split over two pages."""

    cells: tuple[Cell, ...]
    shares: tuple[float, ...]
    rule: bool = True
    pad: float = 1.1


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered step."""

    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels with real lines to write on, some filled in, side by side."""

    fields: tuple[tuple[str, str], ...]
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """Room to write: at least so many ruled lines, more where the page has room."""

    label: str
    least: int = 2
    most: int = 12


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, with what each is for under it."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Framed boxes side by side, each with a label and, where known, a number."""

    boxes: tuple[tuple[str, str], ...]
    height: float = 15.0


@dataclass(frozen=True, slots=True)
class BigCode:
    """A code so large that it is found on a wall, and what it means."""

    code: str
    main: str
    other: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The three facts as tiles: caption, word and mark of each."""

    facts: tuple[tuple[str, str, Mark | None], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A month: a column a day, a row an item; hatched days are closed. Rows stretch to fill the page."""

    corner: tuple[str, ...]
    days: tuple[tuple[str, str], ...]
    closed: frozenset[int]
    rows: tuple[tuple[str, ...], ...]
    halves: int = 1


@dataclass(frozen=True, slots=True)
class Index:
    """Entries in columns with the page each stands on; `anchor` names it."""

    entries: tuple[tuple[str, str, str], ...]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class Anchor:
    """Marks the place an index entry points to; takes no room."""

    name: str


@dataclass(frozen=True, slots=True)
class Break:
    """The next block begins a page."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty height."""

    height: float


Block = (
    Title | Heading | Paragraph | Notice | Row | Step | Fields | Writing | Signatures | Boxes | BigCode | Facts | Grid
    | Index | Anchor | Break | Gap
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document: what it is called, on which paper, in which reading, its blocks and its foot."""

    name: str
    title: str
    paper: Paper
    reading: Reading
    blocks: tuple[Block, ...]
    foot: str
    page_of: str = "{page} / {pages}"
    landscape: bool = False

    @property
    def width(self) -> float:
        """Paper width in millimetres as it lies."""
        return self.paper.value[2] if self.landscape else self.paper.value[1]

    @property
    def height(self) -> float:
        """Paper height in millimetres as it lies; 0: as the content asks."""
        return self.paper.value[1] if self.landscape else self.paper.value[2]

    @property
    def side(self) -> float:
        """Margin at left and right."""
        return self.paper.value[3]

    @property
    def edge(self) -> float:
        """Margin at top and bottom."""
        return self.paper.value[4]

    @property
    def content(self) -> float:
        """Width of the content."""
        return self.width - 2 * self.side
