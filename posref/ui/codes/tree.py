"""The category tree: two levels that a trainer browses; folds to a strip while somebody types."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QTreeView, QVBoxLayout, QWidget

from posref.core.answer import Category
from posref.core.normal import is_han
from posref.core.types import Reading
from posref.lang import _, ngettext
from posref.ui.look import Look
from posref.ui.parts import frame, label
from posref.ui.widgets.typing import Branches

ID = Qt.ItemDataRole.UserRole
WIDTH, STRIP = 252, 36


class Strip(QToolButton):
    """The folded tree: an icon, and its word written downwards (Chinese upright, letters turned)."""

    def __init__(self) -> None:
        """Empty until `show_words`."""
        super().__init__()
        self._picture, self._word, self._colour = QPixmap(), "", "#000000"

    def show_words(self, picture: QPixmap, word: str, colour: str) -> None:
        """Show this icon and word in this colour."""
        self._picture, self._word, self._colour = picture, word, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = round(self._picture.width() / self._picture.devicePixelRatio())
        painter.drawPixmap((self.width() - side) // 2, 10, self._picture)
        painter.setPen(QColor(self._colour))
        top = 10 + side + 8
        if is_han(self._word):
            line = self.fontMetrics().height()
            for place, sign in enumerate(self._word):
                painter.drawText(QRect(0, top + place * line, self.width(), line), Qt.AlignmentFlag.AlignCenter, sign)
        else:
            painter.translate(self.width() / 2, top)
            painter.rotate(90)
            painter.drawText(0, self.fontMetrics().descent() + 1, self._word)


class CategoryTree(QWidget):
    """The tree, or its folded strip. `chosen` names a category; `asked` wants the strip opened or folded."""

    chosen = Signal(str)
    asked = Signal(bool)
    handout = Signal(str)

    def __init__(self, look: Look) -> None:
        """Empty until `show_categories`."""
        super().__init__()
        self._look = look
        self._categories: tuple[Category, ...] = ()
        self._model = QStandardItemModel()
        self._view = Branches()
        self._view.setModel(self._model)
        self._view.setHeaderHidden(True)
        self._view.setIndentation(14)
        self._view.setExpandsOnDoubleClick(False)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._view.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self._view.clicked.connect(self._pick)
        self._view.activated.connect(self._pick)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._menu)
        self._heading = label("", "quiet", wrap=False)
        self._fold = QToolButton()
        self._fold.clicked.connect(self._ask_fold)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 6, 6)
        head.addWidget(self._heading, 1)
        head.addWidget(self._fold)
        column = QVBoxLayout()
        column.setContentsMargins(1, 1, 1, 6)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(frame("line"))
        column.addWidget(self._view, 1)
        self._panel: QFrame = frame("panel", column)
        self._strip = Strip()
        self._strip.setProperty("kind", "strip")
        self._strip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._strip.clicked.connect(self._ask_open)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._strip)
        layout.addWidget(self._panel)
        self.fold(True)

    @property
    def folded(self) -> bool:
        """Whether only the strip is shown."""
        return self._panel.isHidden()

    def fold(self, folded: bool) -> None:
        """Show the strip or the tree."""
        self._panel.setHidden(folded)
        self._strip.setHidden(not folded)
        self.setFixedWidth(self._look.px(STRIP if folded else WIDTH))

    def show_categories(self, categories: tuple[Category, ...], reading: Reading) -> None:
        """Fill the tree, in the reading's leading language."""
        self._categories = categories
        self._model.clear()
        tops: dict[str, QStandardItem] = {}
        root = self._model.invisibleRootItem()
        for category in categories:
            item = QStandardItem(category.title.main(reading))
            item.setData(category.id, ID)
            spoken = ngettext("{title}, {n} problem", "{title}, {n} problems", category.count)
            item.setAccessibleText(spoken.format(title=category.title.main(reading), n=category.count))
            item.setToolTip(category.title.other(reading))
            tops.get(category.parent, root).appendRow(item)
            if not category.parent:
                tops[category.id] = item
        self.retranslate()

    def retranslate(self) -> None:
        """The words and icons in the language and look of now."""
        t = self._look.tokens
        self._heading.setText(_("Categories"))
        self._view.setAccessibleName(_("Categories"))
        self._strip.show_words(self._look.pixmap("menu-2", t.quiet, self._look.px(20)), _("Categories"), t.quiet)
        self._strip.setAccessibleName(_("Open the categories"))
        self._strip.setToolTip(_("Open the categories"))
        self._strip.setFixedWidth(self._look.px(STRIP))
        self._fold.setIcon(self._look.icon("x", t.quiet))
        self._fold.setAccessibleName(_("Fold the categories"))
        self.fold(self.folded)

    def focus(self) -> None:
        """Put the keyboard into the tree."""
        self._view.setFocus()
        if not self._view.currentIndex().isValid():
            self._view.setCurrentIndex(self._model.index(0, 0))

    def clear_choice(self) -> None:
        """Nothing chosen any more."""
        self._view.clearSelection()

    def title(self, identity: str, reading: Reading) -> str:
        """The name of a category."""
        return next((c.title.main(reading) for c in self._categories if c.id == identity), identity)

    def _pick(self, index: QModelIndex) -> None:
        if not index.parent().isValid():
            self._view.setExpanded(index, not self._view.isExpanded(index))
        self.chosen.emit(str(index.data(ID)))

    def _menu(self, place: QPoint) -> None:
        """A category's menu: its handout."""
        index = self._view.indexAt(place)
        if index.isValid():
            menu = QMenu(self)
            action = menu.addAction(_("Print a handout of this category"))
            if menu.exec(self._view.viewport().mapToGlobal(place)) is action:
                self.handout.emit(str(index.data(ID)))
            menu.deleteLater()

    def _ask_open(self) -> None:
        self.asked.emit(True)

    def _ask_fold(self) -> None:
        self.asked.emit(False)
