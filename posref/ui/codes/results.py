"""The list of results with its line above: how many meanings, and what a narrowed search left out."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QFrame, QVBoxLayout

from posref.core.types import Found, Hit, Reading
from posref.lang import _, ngettext
from posref.ui.codes.delegate import HitDelegate
from posref.ui.codes.model import ResultModel
from posref.ui.look import Look
from posref.ui.parts import button, frame, label
from posref.ui.widgets.typing import Rows
from posref.words import quoted

QUERY_SHOWN = 24
MEANT = ("exact-code", "shown", "title", "alias", "symptom", "decoded")
"""Rungs that answer what was asked; the others are beside it."""

GATHERING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ResultList(QFrame):
    """Rows of hits. `moved` when another row is chosen, `opened` with an id, `others` wants what was left out."""

    moved = Signal()
    opened = Signal(str)
    others = Signal()
    handout = Signal(tuple)

    def __init__(self, look: Look, reading: Reading) -> None:
        """Empty until `show_found`."""
        super().__init__()
        self.setProperty("kind", "panel")
        self.model = ResultModel()
        self.model.reading = reading
        self.view = Rows()
        self.view.setModel(self.model)
        self.view.setItemDelegate(HitDelegate(look, self.model, self.view))
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setUniformItemSizes(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._count = label("", "quiet")
        self._count.setContentsMargins(14, 8, 14, 8)
        self._more = button("", self.others.emit, "link")
        self._several = button("", self._print, "link")
        self._several.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 6)
        column.setSpacing(0)
        column.addWidget(self._count)
        column.addWidget(frame("line"))
        column.addWidget(self.view, 1)
        column.addWidget(self._more)
        column.addWidget(self._several)
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.view.selectionModel().selectionChanged.connect(self._selected)

    def show_found(self, found: Found, category: str = "") -> None:
        """Show these rows and choose the first; `category` is the title when they are browsed, not searched."""
        self.model.replace(found.hits, why=not category)
        self.count(found, category)
        self.view.scrollToTop()
        if found.hits:
            self._choose(0)

    def count(self, found: Found, category: str = "") -> None:
        """The words around the rows, in the language spoken now."""
        self.view.setAccessibleName(_("Results"))
        self._count.setText(_browsed(found, category) if category else _counted(found))
        more = ngettext(
            "{n} exact match in other brands – show", "{n} exact matches in other brands – show", found.hidden
        )
        self._more.setText(more.format(n=found.hidden))
        self._more.setVisible(bool(found.hidden))

    def chosen(self) -> Hit | None:
        """The chosen row, else the first."""
        index = self.view.currentIndex()
        row = index.row() if index.isValid() else 0
        return self.model.hits[row] if row < len(self.model.hits) else None

    def step(self, by: int) -> None:
        """Choose a row further up or down."""
        if count := self.model.rowCount():
            self._choose(min(max(self.view.currentIndex().row() + by, 0), count - 1))

    def read_in(self, reading: Reading) -> None:
        """Show the rows in this reading from now on."""
        self.model.reading = reading
        self.view.doItemsLayout()

    def _choose(self, row: int) -> None:
        index = self.model.index(row)
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.scrollTo(index)

    def _moved(self, new: QModelIndex, _old: QModelIndex) -> None:
        if new.isValid():
            self.moved.emit()

    def _selected(self) -> None:
        """More than one row chosen with Ctrl or Shift: they may become a handout."""
        count = len(self.view.selectionModel().selectedRows())
        self._several.setText(_("Print a handout of these {n}").format(n=count))
        self._several.setVisible(count > 1)

    def _print(self) -> None:
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        self.handout.emit(tuple(self.model.hits[row].id for row in rows))

    def _open(self, index: QModelIndex) -> None:
        if QGuiApplication.keyboardModifiers() & GATHERING:
            return
        self.opened.emit(self.model.hits[index.row()].id)


def _browsed(found: Found, category: str) -> str:
    count = len(found.hits)
    return ngettext("{title} · {n} problem", "{title} · {n} problems", count).format(title=category, n=count)


def _counted(found: Found) -> str:
    """How many meanings, how many related."""
    query = quoted(found.query[:QUERY_SHOWN])
    exact = sum(1 for hit in found.hits if hit.match.rung in MEANT)
    related = sum(1 for hit in found.hits if hit.match.rung not in (*MEANT, "none"))
    if any(hit.match.rung == "none" for hit in found.hits):
        return _("{query} is not in the list").format(query=query)
    if not exact:
        return ngettext("{query} · {n} result", "{query} · {n} results", related).format(query=query, n=related)
    text = ngettext("{query} · {n} meaning", "{query} · {n} meanings", exact).format(query=query, n=exact)
    if related:
        text += ngettext(", {n} related problem", ", {n} related problems", related).format(n=related)
    return text
