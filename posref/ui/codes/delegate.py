"""Paints one row of the results: code, title in the reading's languages, whose and why, the outcome's badge."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from posref.core.tone import outcome_tone
from posref.core.types import Facts, Hit, Reading
from posref.lang import catalogue, current
from posref.ui.codes.model import HIT, ResultModel, code_of
from posref.ui.look import Look
from posref.ui.tokens import BODY, TINY
from posref.words import outcome_badge, rung_word

PAD, TOP, GAP = 12, 9, 8
CODE_WIDTH = 54


class HitDelegate(QStyledItemDelegate):
    """Paints with the look's tokens; every height follows from its fonts, so no text size clips."""

    def __init__(self, look: Look, model: ResultModel, parent: QWidget) -> None:
        """Take the look, and the model for its reading."""
        super().__init__(parent)
        self._look = look
        self._model = model

    def _lines(self) -> int:
        return 2 if self._model.reading is Reading.BOTH else 1

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        title = self._look.metrics(BODY, bold=True).height()
        small = self._look.metrics(TINY).height()
        return QSize(100, title * self._lines() + small + 2 * TOP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        hit: Hit = index.data(HIT)
        t = self._look.tokens
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, QColor(t.accent_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(t.accent))
        painter.setPen(QColor(t.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        left = rect.left() + PAD + 2
        width = self._code(painter, hit, rect, left)
        box = QRect(left + width, rect.top() + TOP, rect.right() - PAD - left - width, rect.height() - 2 * TOP)
        self._texts(painter, hit, box)
        painter.restore()

    def _code(self, painter: QPainter, hit: Hit, rect: QRect, left: int) -> int:
        code = code_of(hit)
        width = self._look.px(CODE_WIDTH)
        room = width - 6
        font, metrics = self._fitting(code, room)
        painter.setFont(font)
        painter.setPen(QColor(self._look.tokens.ink if hit.code else self._look.tokens.quiet))
        baseline = rect.top() + TOP + self._look.metrics(BODY, bold=True).ascent()
        painter.drawText(QPoint(left, baseline), metrics.elidedText(code, Qt.TextElideMode.ElideMiddle, room))
        return width

    def _fitting(self, code: str, room: int) -> tuple[QFont, QFontMetrics]:
        for size in (19, 16, 13, 11):
            font = self._look.font(size, bold=True, mono=True)
            metrics = self._look.metrics(size, bold=True, mono=True)
            if metrics.horizontalAdvance(code) <= room:
                break
        return font, metrics

    def _texts(self, painter: QPainter, hit: Hit, box: QRect) -> None:
        """Title in one or two languages, then whose and why; the badge beside the title, or below a long one."""
        word = outcome_badge(catalogue(current()), hit.facts.outcome) if hit.facts else ""
        small, bold = self._look.font(TINY), self._look.font(BODY, bold=True)
        badge = self._look.metrics(TINY).horizontalAdvance(word) + 12 if word else 0
        titles = hit.title.pick(self._model.reading)
        metrics = self._look.metrics(BODY, bold=True)
        beside = max(map(metrics.horizontalAdvance, titles)) <= box.width() - badge - GAP
        painter.setFont(bold)
        painter.setPen(QColor(self._look.tokens.ink))
        y = box.top()
        for line in titles:
            said = metrics.elidedText(line, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(QPoint(box.left(), y + metrics.ascent()), said)
            y += metrics.height()
        painter.setFont(small)
        why = rung_word(catalogue(current()), hit.match.rung) if self._model.why else ""
        text = " · ".join(part for part in (self._model.owners(hit), why) if part)
        room = box.width() - (0 if beside else badge + GAP)
        painter.setPen(QColor(self._look.tokens.quiet))
        metrics = self._look.metrics(TINY)
        said = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPoint(box.left(), y + metrics.ascent()), said)
        if hit.facts:
            top = box.top() + 1 if beside else y - 1
            self._badge(painter, hit.facts, word, QRect(box.right() - badge, top, badge, metrics.height() + 2))

    def _badge(self, painter: QPainter, facts: Facts, word: str, box: QRect) -> None:
        """The outcome in a word; framed where its ground is that of the list."""
        t = self._look.tokens
        ink, soft = t.tone(outcome_tone(facts))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(ink) if soft in (t.panel, t.window) else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(soft))
        painter.drawRoundedRect(box, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
