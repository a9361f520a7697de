"""The results as a list model over a tuple of hits: `data` only picks, `replace` resets once per keystroke."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from posref.core.types import Hit, Reading
from posref.lang import catalogue, current, pgettext
from posref.words import charged_word, outcome_word, retry_word, rung_word

HIT = Qt.ItemDataRole.UserRole
ARTICLE = "article"
"""Low trust: its numbers never stand for a problem."""

Index = QModelIndex | QPersistentModelIndex


class ResultModel(QAbstractListModel):
    """Rows of hits; each row speaks whole sentences to a screen reader."""

    def __init__(self) -> None:
        """An empty list."""
        super().__init__()
        self.hits: tuple[Hit, ...] = ()
        self.reading = Reading.ZH
        self.why = True

    def replace(self, hits: tuple[Hit, ...], why: bool = True) -> None:
        """Show these rows; `why` says whether to tell how each was found."""
        self.beginResetModel()
        self.hits, self.why = hits, why
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.hits):
            return None
        hit = self.hits[index.row()]
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title.main(self.reading)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(hit)
        return None

    def spoken(self, hit: Hit) -> str:
        """The row in words: code, title, the three facts, whose it is, why it was found."""
        say = catalogue(current())
        parts = [code_of(hit), *hit.title.pick(self.reading)]
        if hit.facts:
            parts += [
                outcome_word(say, hit.facts.outcome),
                retry_word(say, hit.facts.retry),
                charged_word(say, hit.facts),
            ]
        parts.append(self.owners(hit))
        if self.why:
            parts.append(rung_word(say, hit.match.rung))
        return pgettext("between names", ", ").join(part for part in parts if part)

    def owners(self, hit: Hit) -> str:
        """Whose code this is, in a line."""
        names = dict.fromkeys(owner.short.main(self.reading) for owner in hit.owners)
        return pgettext("between names", ", ").join(names)


def code_of(hit: Hit) -> str:
    """The code a row is shown with: its own, or for a problem that of its worthiest owner."""
    return hit.code or next((o.code for o in hit.owners if o.code and o.system != ARTICLE), "")
