"""My brands beside the box: which they are, a menu to change them, and the switch *only these*."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from posref.core.types import Brand, Reading
from posref.lang import _, ngettext, pgettext
from posref.ui.look import Look
from posref.ui.tokens import SMALL

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

NAMES = 2
PAD, GAP, PILL = 12, 8, 9


class BrandButton(QPushButton):
    """Says the chosen brands as pills; its menu ticks them. `picked` carries all chosen ids, `only` the switch."""

    picked = Signal(list)
    only = Signal(bool)

    def __init__(self, look: Look) -> None:
        """No brands yet."""
        super().__init__()
        self.setProperty("kind", "brands")
        self._look = look
        self._brands: tuple[Brand, ...] = ()
        self._chosen: list[str] = []
        self._reading = Reading.ZH
        self.narrow = False
        self._is_only = False
        self._lead, self._tail = "", ""
        self._pills: tuple[str, ...] = ()
        self.setAutoDefault(False)
        self.clicked.connect(self.open_menu)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_brands(self, brands: tuple[Brand, ...], chosen: tuple[str, ...], is_only: bool, reading: Reading) -> None:
        """Show which brands are the shop's."""
        self._brands, self._chosen, self._is_only, self._reading = brands, list(chosen), is_only, reading
        self.retranslate()

    def retranslate(self) -> None:
        """The words in the language and width of now."""
        names = [b.title.main(self._reading) for b in self._brands if b.id in self._chosen]
        short = self.narrow and bool(names)
        self._lead = ngettext("{n} brand", "{n} brands", len(names)).format(n=len(names)) if short else _("My brands")
        self._pills = () if self.narrow else tuple(names[:NAMES])
        more = len(names) - NAMES
        self._tail = f"+{more}" if more > 0 and not self.narrow else ""
        if self._is_only:
            self._tail = " · ".join(part for part in (self._tail, _("only these")) if part)
        self.setFixedHeight(self._look.px(46))
        spoken = pgettext("between names", ", ").join(names) or _("none chosen")
        self.setAccessibleName(_("My brands: {names}").format(names=spoken))
        self.setToolTip(_("Codes of your brands come first"))
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return self._look.font(SMALL)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        words = [self._lead, *([self._tail] if self._tail else [])]
        width = sum(metrics.horizontalAdvance(word) + GAP for word in words)
        width += sum(metrics.horizontalAdvance(pill) + 2 * PILL + GAP for pill in self._pills)
        return QSize(width + 2 * PAD + self._look.px(16), self._look.px(46))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._frame(painter)
        painter.setFont(self._font())
        x = self._word(painter, self._lead, PAD)
        for pill in self._pills:
            x = self._pill(painter, pill, x)
        if self._tail:
            self._word(painter, self._tail, x)
        size = self._look.px(16)
        arrow = self._look.pixmap("chevron-down", self._look.tokens.ink, size)
        painter.drawPixmap(QPoint(self.width() - PAD - size, (self.height() - size) // 2), arrow)

    def _frame(self, painter: QPainter) -> None:
        """The button itself: by hand, since Qt's own style options cost more to load than all else in this file."""
        t, focus = self._look.tokens, self.hasFocus()
        painter.setPen(QPen(QColor(t.accent if focus else t.field), 2 if focus else 1))
        painter.setBrush(QColor(t.accent_soft if self.underMouse() else t.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _word(self, painter: QPainter, text: str, x: int) -> int:
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.setPen(QColor(self._look.tokens.ink))
        painter.drawText(QRect(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        return x + width + GAP

    def _pill(self, painter: QPainter, text: str, x: int) -> int:
        t, metrics = self._look.tokens, painter.fontMetrics()
        height = metrics.height() + 4
        box = QRect(x, (self.height() - height) // 2, metrics.horizontalAdvance(text) + 2 * PILL, height)
        painter.setPen(QColor(t.accent) if t.accent_soft == t.panel else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.accent_soft))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(t.accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return box.right() + GAP

    def open_menu(self) -> None:
        """Show the menu under the button."""
        menu = self.make_menu()
        menu.exec(self.mapToGlobal(QPoint(0, self.height())))
        menu.deleteLater()

    def make_menu(self) -> QMenu:
        """A box to tick for each brand, and the switch *only these*."""
        from PySide6.QtWidgets import QMenu  # deferred: most starts open no menu

        menu = QMenu(self)
        for brand in self._brands:
            action = menu.addAction(brand.title.main(self._reading))
            action.setCheckable(True)
            action.setChecked(brand.id in self._chosen)
            action.toggled.connect(partial(self._toggled, brand.id))
        menu.addSeparator()
        only = menu.addAction(_("Only these, until posref is closed"))
        only.setCheckable(True)
        only.setChecked(self._is_only)
        only.setEnabled(bool(self._chosen))
        only.toggled.connect(self.only)
        return menu

    def _toggled(self, identity: str, on: bool) -> None:
        self._chosen = [i for i in self._chosen if i != identity] + ([identity] if on else [])
        self.picked.emit(list(self._chosen))
