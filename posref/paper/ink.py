"""Measuring and drawing in millimetres: with a painter it draws, without it measures, by the same code."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QTextLayout, QTextOption

from posref.fonts import families
from posref.paper.sheet import Align, Line, Mark

UNIT = 100.0
"""Painter units per millimetre: fonts are set in whole units, so that every device breaks lines alike."""

POINT = 25.4 / 72
THIN, THICK = 0.4 * POINT, 1.0 * POINT
ROLL_THIN = 0.25
"""Thermal heads lose lines thinner than a quarter of a millimetre."""

ROLL_SMALLEST = 8.0
LEADING = 1.18
LOCAL_FORMS = QFont.Tag("locl")
"""Not used: Noto's Chinese fonts have digits of the same shape for Latin words that no PDF reader finds as digits."""


class Case:
    """What is kept while one thread sets one sheet, so that nothing is shaped twice: fonts, heights, widths, and, where
    `keep` says so, the lines themselves from measuring to painting.
    """

    def __init__(self, english: bool, roll: bool, *, keep: bool = False) -> None:
        """Take the leading language, whether the paper is a receipt roll, and whether the lines are kept too."""
        self.english, self.roll, self.keep = english, roll, keep
        self.fonts: dict[tuple[float, bool, bool], QFont] = {}
        self.heights: dict[tuple[Line, float], float] = {}
        self.advances: dict[Line, float] = {}
        self.layouts: dict[tuple[Line, float, Align], tuple[QTextLayout, float]] = {}
        self.options = {align: _option(align) for align in Align}


class Ink:
    """Draws for one sheet: fonts, black or grey, and where the painter stands."""

    def __init__(self, painter: QPainter | None, case: Case) -> None:
        """Take the painter (None: measure only) and the sheet's case."""
        self.painter, self._case, self.roll = painter, case, case.roll

    def dry(self) -> Ink:
        """The same ink without a painter: it measures and draws nothing."""
        return self if self.painter is None else Ink(None, self._case)

    def font(self, line: Line) -> QFont:
        """The font of a line, in painter units."""
        size = max(line.size, ROLL_SMALLEST) if self.roll else line.size
        key = (size, line.bold, line.mono)
        if key not in self._case.fonts:
            font = QFont()
            font.setFamilies(families(self._case.english, line.mono))
            font.setPixelSize(round(size * POINT * UNIT))
            font.setBold(line.bold)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            font.setFeature(LOCAL_FORMS, 0)
            self._case.fonts[key] = font
        return self._case.fonts[key]

    def colour(self, grey: bool) -> QColor:
        """Black, or the one grey of paper that is no roll."""
        return QColor("#4A4F55") if grey and not self.roll else QColor("#000000")

    def _lay_out(self, line: Line, width: float, align: Align) -> tuple[QTextLayout, float]:
        key = (line, width, align)
        if (kept := self._case.layouts.get(key)) is not None:
            return kept
        layout = QTextLayout(line.text, self.font(line))
        layout.setTextOption(self._case.options[align])
        layout.setCacheEnabled(self.painter is not None or self._case.keep)  # else drawing shapes the text again
        layout.beginLayout()
        y = 0.0
        size = max(line.size, ROLL_SMALLEST) if self.roll else line.size
        step = size * POINT * LEADING * UNIT
        while (row := layout.createLine()).isValid():
            row.setLineWidth(max(width, 1) * UNIT)
            row.setPosition(QPointF(0, y + (step - row.height()) / 2))
            y += step
        layout.endLayout()
        if self._case.keep:
            self._case.layouts[key] = layout, y / UNIT
        return layout, y / UNIT

    def text(self, x: float, y: float, width: float, line: Line, align: Align = Align.LEFT) -> float:
        """Set a line of text, wrapped to a width; its height. Nothing is drawn where nothing is said."""
        if not line.text:
            return 0.0
        key = (line, round(width, 2))
        if self.painter is None and key in self._case.heights:
            return self._case.heights[key]
        layout, height = self._lay_out(line, width, align)
        self._case.heights[key] = height
        if self.painter is not None:
            self.painter.setPen(self.colour(line.grey))
            layout.draw(self.painter, QPointF(x * UNIT, y * UNIT))
        return height

    def lines(self, x: float, y: float, width: float, lines: tuple[Line, ...], align: Align = Align.LEFT) -> float:
        """Several lines under each other; their height together."""
        top = y
        for line in lines:
            y += self.text(x, y, width, line, align)
        return y - top

    def advance(self, line: Line) -> float:
        """How wide a line is when it is not wrapped."""
        if line not in self._case.advances:
            layout, _height = self._lay_out(line, 10_000, Align.LEFT)
            self._case.advances[line] = layout.lineAt(0).naturalTextWidth() / UNIT if layout.lineCount() else 0.0
        return self._case.advances[line]

    def fitting(self, line: Line, width: float, smallest: float) -> Line:
        """The line in the largest size, from its own down, in which it fits the width."""
        size = line.size
        while size > smallest and self.advance(_sized(line, size)) > width:
            size -= 0.5 if size < 20 else 2
        return _sized(line, max(size, smallest))

    # --- lines and signs ------------------------------------------------------------------------------------------

    def _pen(self, weight: float) -> QPen:
        pen = QPen(QColor("#000000"), (max(weight, ROLL_THIN) if self.roll else weight) * UNIT)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def rule(self, x: float, y: float, width: float, weight: float = THIN, *, grey: bool = False) -> None:
        """A level line; `grey` between the rows of a table, where the paper allows grey."""
        if self.painter is not None:
            pen = self._pen(weight)
            if grey and not self.roll:
                pen.setColor(QColor("#9AA0A6"))
            self.painter.setPen(pen)
            self.painter.drawLine(QLineF(x * UNIT, y * UNIT, (x + width) * UNIT, y * UNIT))

    def stroke(self, x: float, y: float, to_x: float, to_y: float, weight: float = THIN) -> None:
        """A line from point to point."""
        if self.painter is not None:
            self.painter.setPen(self._pen(weight))
            self.painter.drawLine(QLineF(x * UNIT, y * UNIT, to_x * UNIT, to_y * UNIT))

    def box(self, x: float, y: float, width: float, height: float, weight: float = THIN, radius: float = 0) -> None:
        """A frame."""
        if self.painter is not None:
            self.painter.setPen(self._pen(weight))
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            area = QRectF(x * UNIT, y * UNIT, width * UNIT, height * UNIT)
            self.painter.drawRoundedRect(area, radius * UNIT, radius * UNIT)

    def hatch(self, x: float, y: float, width: float, height: float) -> None:
        """Slanting lines in an area: a day the shop is closed."""
        if self.painter is None:
            return
        self.painter.save()
        self.painter.setClipRect(
            QRectF(x * UNIT, y * UNIT, width * UNIT, height * UNIT), Qt.ClipOperation.IntersectClip
        )
        offset = -height
        while offset < width:
            self.stroke(x + offset, y, x + offset + height, y + height, 0.1)
            offset += 1.4
        self.painter.restore()

    def mark(self, mark: Mark, x: float, y: float, size: float) -> None:
        """A sign in a square of this size."""
        if self.painter is None:
            return
        if mark is Mark.BOX:
            self.box(x, y, size, size, 0.3, 0.4)
            return
        pen = self._pen(size * 0.085)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPath(_path(mark, x, y, size))


_QT_ALIGN = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}


def _option(align: Align) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setAlignment(_QT_ALIGN[align])
    option.setUseDesignMetrics(True)
    return option


_STROKES: dict[Mark, tuple[tuple[tuple[float, float], ...], ...]] = {
    Mark.NOW: (((0.1, 0.5), (0.9, 0.5)), ((0.62, 0.24), (0.9, 0.5), (0.62, 0.76))),
    Mark.NEVER: (((0.18, 0.18), (0.82, 0.82)), ((0.82, 0.18), (0.18, 0.82))),
    Mark.PAID: (((0.12, 0.55), (0.4, 0.82), (0.9, 0.2)),),
    Mark.AFTER_FIX: (((0.9, 0.12), (0.9, 0.4), (0.62, 0.4)),),
    Mark.ASK_FIRST: (),
    Mark.CHECK_FIRST: (((0.66, 0.66), (0.92, 0.92)),),
}
"""Signs as strokes in a unit square; arcs are added below."""


def _path(mark: Mark, x: float, y: float, size: float) -> QPainterPath:
    path = QPainterPath()
    for stroke in _STROKES.get(mark, ()):
        first, *rest = (QPointF((x + px * size) * UNIT, (y + py * size) * UNIT) for px, py in stroke)
        path.moveTo(first)
        for point in rest:
            path.lineTo(point)

    def area(left: float, top: float, width: float, height: float) -> QRectF:
        return QRectF((x + left * size) * UNIT, (y + top * size) * UNIT, width * size * UNIT, height * size * UNIT)

    if mark is Mark.AFTER_FIX:
        path.arcMoveTo(area(0.12, 0.12, 0.76, 0.76), 20)
        path.arcTo(area(0.12, 0.12, 0.76, 0.76), 20, 310)
    if mark is Mark.CHECK_FIRST:
        path.addEllipse(area(0.12, 0.12, 0.6, 0.6))
    if mark is Mark.ASK_FIRST:
        path.addRoundedRect(area(0.28, 0.06, 0.44, 0.88), size * UNIT * 0.1, size * UNIT * 0.1)
        path.addEllipse(area(0.46, 0.76, 0.08, 0.08))
    return path


def _sized(line: Line, size: float) -> Line:
    return Line(line.text, size, line.bold, line.mono, line.grey)
