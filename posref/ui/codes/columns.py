"""Which columns the Codes page shows for the width there is: a decision without a widget in it."""

from __future__ import annotations

from dataclasses import dataclass

FOUR_COLUMNS, THREE_COLUMNS = 1128, 888
"""Widths of the page, in pixels at text size 0: windows of 1200 and 960 less the rail."""


@dataclass(frozen=True, slots=True)
class View:
    """What the page is doing: nothing typed (`home`), browsing a category, an answer opened, the tree asked for."""

    home: bool = True
    browsing: bool = False
    answer: bool = False
    tree: bool | None = None
    """The user's wish for the tree; None: as the width suggests."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which parts are shown. `wide`: four columns fit; `one`: only one does."""

    wide: bool
    one: bool
    strip: bool
    tree: bool
    results: bool
    answer: bool

    @property
    def back(self) -> bool:
        """Whether a button leads from the answer back to the results."""
        return self.one and self.answer


def columns(width: float, view: View) -> Columns:
    """The columns for a page of this width (in pixels at text size 0)."""
    wide, one = width >= FOUR_COLUMNS, width < THREE_COLUMNS
    tree = view.tree if view.tree is not None else wide and (view.home or view.browsing)
    answer = not view.home and (view.answer or not one)
    results = not view.home and not (one and answer) and not (tree and not wide and not one)
    return Columns(wide, one, not (one and answer), tree and not (one and answer), results, answer)
