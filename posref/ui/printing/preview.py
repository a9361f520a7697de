"""The preview: each page painted by the very code that prints it, onto the screen instead of paper."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from posref.lang import _
from posref.paper.flow import Pages
from posref.paper.paint import paint_page
from posref.paper.sheet import Sheet
from posref.ui.look import Look

GAP = 16
ZOOMS = (0.25, 0.35, 0.5, 0.7, 0.85, 1.0, 1.25, 1.5, 2.0, 3.0)
DOTS_PER_MM = 96 / 25.4


class _Canvas(QWidget):
    """The pages under each other; only those that are seen are painted."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.sheet: Sheet | None = None
        self.laid: Pages | None = None
        self.scale = 1.0

    def page_size(self) -> QSize:
        """One page on the screen, in logical pixels."""
        if self.sheet is None or self.laid is None:
            return QSize()
        dots = DOTS_PER_MM * self.scale
        return QSize(round(self.sheet.width * dots), round(self.laid.height * dots))

    def place(self) -> None:
        """Take the size that the pages need."""
        page, count = self.page_size(), len(self.laid.pages) if self.laid else 0
        self.setFixedSize(page.width() + 2 * GAP, count * (page.height() + GAP) + GAP)
        self.update()

    def top_of(self, number: int) -> int:
        """Where a page (from 0) begins."""
        return GAP + number * (self.page_size().height() + GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._look.tokens.window))
        if self.sheet is None or self.laid is None:
            return
        page = self.page_size()
        for number in range(len(self.laid.pages)):
            area = QRect(QPoint(GAP, self.top_of(number)), page)
            if area.intersects(event.rect()):
                painter.fillRect(area, QColor("#FFFFFF"))
                painter.setPen(QColor(self._look.tokens.line))
                painter.drawRect(area)
                painter.save()
                painter.setClipRect(area)
                painter.translate(area.topLeft())
                paint_page(self.sheet, self.laid, number, painter, DOTS_PER_MM * self.scale)
                painter.restore()


class Preview(QScrollArea):
    """Shows a laid-out sheet; `moved` says page and pages."""

    moved = Signal(int, int)

    def __init__(self, look: Look) -> None:
        """Empty until `show_sheet`."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._canvas = _Canvas(look)
        self._fit = True
        self.setWidget(self._canvas)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.verticalScrollBar().valueChanged.connect(self._tell)

    def show_sheet(self, sheet: Sheet, pages: Pages) -> None:
        """Show these pages, from the first."""
        self._canvas.sheet, self._canvas.laid = sheet, pages
        self._scale_to_fit()
        self.verticalScrollBar().setValue(0)
        self.setAccessibleName(_("Preview: {title}, {n} pages").format(title=sheet.title, n=len(pages.pages)))
        self._tell()

    def clear(self) -> None:
        """Nothing is chosen, so nothing is shown."""
        self._canvas.sheet = self._canvas.laid = None
        self._canvas.place()
        self.setAccessibleName(_("Preview"))
        self._tell()

    def page(self) -> int:
        """The page in view, from 0."""
        step = self._canvas.page_size().height() + GAP
        return min(max(0, (self.verticalScrollBar().value() + step // 2) // max(step, 1)), max(self.count() - 1, 0))

    def count(self) -> int:
        """How many pages there are."""
        return len(self._canvas.laid.pages) if self._canvas.laid else 0

    def turn(self, by: int) -> None:
        """Go so many pages on."""
        number = min(max(0, self.page() + by), max(self.count() - 1, 0))
        self.verticalScrollBar().setValue(self._canvas.top_of(number) - GAP)

    def zoom(self, by: int) -> None:
        """Larger (1), smaller (-1), or 0 to fit the width again."""
        self._fit = by == 0
        if by:
            steps = [z for z in ZOOMS if (z > self._canvas.scale * 1.01 if by > 0 else z < self._canvas.scale * 0.99)]
            self._canvas.scale = (steps[0] if by > 0 else steps[-1]) if steps else self._canvas.scale
            self._canvas.place()
        else:
            self._scale_to_fit()
        self._tell()

    def _scale_to_fit(self) -> None:
        if self._fit and self._canvas.sheet is not None:
            room = self.viewport().width() - 2 * GAP - 4
            self._canvas.scale = min(max(room / (self._canvas.sheet.width * DOTS_PER_MM), 0.2), 2.0)
        self._canvas.place()

    def _tell(self) -> None:
        self.moved.emit(self.page() + 1, self.count())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scale_to_fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Down turn pages; + and - zoom, 0 fits."""
        keys = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        key = Qt.Key(event.key())
        if key in keys:
            self.turn(keys[key])
        elif key in zooms:
            self.zoom(zooms[key])
        else:
            super().keyPressEvent(event)
