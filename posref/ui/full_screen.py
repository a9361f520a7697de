"""F11: code, title, the three facts and the first step, read from two metres."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from posref.core.answer import Answer
from posref.core.tone import charged_tone, outcome_tone, retry_tone
from posref.core.types import Facts, Reading
from posref.lang import _, catalogue, current
from posref.ui.codes.band import CHARGED_ICON, OUTCOME_ICON, RETRY_ICON
from posref.ui.look import Look
from posref.words import charged_word, outcome_word, retry_word


class FullScreen(QWidget):
    """One answer over the whole screen; every size is a share of the height. `closed` when it is left."""

    closed = Signal()

    def __init__(self, look: Look, answer: Answer, reading: Reading) -> None:
        """Take what is shown; `showFullScreen` shows it."""
        super().__init__(None, Qt.WindowType.Window)
        self._look, self._answer, self._reading = look, answer, reading
        self.setWindowTitle(answer.title.main(reading))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self._spoken())
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def _spoken(self) -> str:
        a = self._answer
        words = [word for _caption, word, _icon, _tone in self._facts(a.facts)] if a.facts else []
        first = a.steps[0].do.main(self._reading) if a.steps else ""
        parts = (
            a.warning.main(self._reading) if a.warning else "",
            a.code or "",
            a.title.main(self._reading),
            *words,
            first,
        )
        return ". ".join(part for part in parts if part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11, Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.leave()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.leave()

    def leave(self) -> None:
        """Close; `closed` is said however it came about."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t, a = self._look.tokens, self._answer
        unit = min(self.height() / 768, self.width() / 1366)
        width, height = float(self.width()), float(self.height())
        painter.fillRect(self.rect(), QColor(t.panel))
        tone = outcome_tone(a.facts) if a.facts else None
        ink, soft = t.tone(tone) if tone else (t.ink, t.window)
        facts_top = height * 0.53
        painter.fillRect(QRectF(0, 0, width, facts_top), QColor(soft))
        top = self._warning(painter, unit) if a.warning else 30 * unit
        self._head(painter, unit, top, facts_top, ink)
        bottom = self._tiles(painter, unit, facts_top) if a.facts else facts_top
        self._step(painter, unit, bottom)
        self._text(painter, QRectF(0, 14 * unit, width - 24 * unit, 30 * unit), _("Esc goes back"), 20 * unit,
                   t.on_caution_bar if a.warning else t.quiet, align=Qt.AlignmentFlag.AlignRight)  # fmt: skip

    def _warning(self, painter: QPainter, unit: float) -> float:
        t, warning = self._look.tokens, self._answer.warning
        if warning is None:
            return 0
        both = self._reading is Reading.BOTH
        bar = (130 if both else 92) * unit
        painter.fillRect(QRectF(0, 0, self.width(), bar), QColor(t.caution_bar))
        self._icon(painter, "alert-triangle", t.on_caution_bar, 70 * unit, 22 * unit, 50 * unit)
        box = QRectF(140 * unit, 20 * unit, self.width() - 340 * unit, 56 * unit)
        self._text(painter, box, warning.main(self._reading), 42 * unit, t.on_caution_bar, bold=True)
        if both:
            self._text(painter, box.translated(0, 58 * unit), warning.other(self._reading), 28 * unit, t.on_caution_bar)
        return bar

    def _head(self, painter: QPainter, unit: float, top: float, bottom: float, ink: str) -> None:
        a, left, middle = self._answer, 76 * unit, (top + bottom) / 2
        if a.code:
            size = 150 * unit
            while size > 30 * unit and self._advance(a.code, size, mono=True) > self.width() * 0.34:
                size -= 6 * unit
            room = min(self._advance(a.code, size, mono=True), self.width() * 0.34)
            self._text(painter, QRectF(left, top, room + 8, bottom - top), a.code, size, ink, bold=True, mono=True,
                       align=Qt.AlignmentFlag.AlignVCenter)  # fmt: skip
            left += room + 56 * unit
        wide = self.width() - left - 40 * unit
        size = 84 * unit
        title = a.title.main(self._reading)
        while size > 36 * unit and self._advance(title, size, bold=True) > wide:
            size -= 4 * unit
        self._text(
            painter, QRectF(left, middle - size * 1.3, wide, size * 1.4), title, size, self._look.tokens.ink, bold=True
        )
        system = a.system.title.main(self._reading) if a.system else ""
        under = " · ".join(part for part in (a.title.other(self._reading), system) if part)
        self._text(
            painter, QRectF(left, middle + size * 0.25, wide, 60 * unit), under, 40 * unit, self._look.tokens.quiet
        )

    def _facts(self, facts: Facts) -> list[tuple[str, str, str, str]]:
        say = [catalogue(current())]
        if self._reading is Reading.BOTH:
            say.append(catalogue("en" if current() == "zh" else "zh"))
        words = (
            (
                "Outcome",
                OUTCOME_ICON[facts.outcome],
                outcome_tone(facts),
                [outcome_word(s, facts.outcome) for s in say],
            ),
            ("Retry", RETRY_ICON[facts.retry], retry_tone(facts), [retry_word(s, facts.retry) for s in say]),
            ("Charged", CHARGED_ICON[facts.charged], charged_tone(facts), [charged_word(s, facts) for s in say]),
        )
        return [(say[0].gettext(caption), " ".join(said), icon, tone.value) for caption, icon, tone, said in words]

    def _tiles(self, painter: QPainter, unit: float, top: float) -> float:
        t, facts = self._look.tokens, self._answer.facts
        if facts is None:
            return top
        tones = (outcome_tone(facts), retry_tone(facts), charged_tone(facts))
        width, tall = self.width() / 3, 170 * unit
        size = 52 * unit
        while size > 20 * unit and any(
            self._advance(f[1], size, bold=True) > width - 150 * unit for f in self._facts(facts)
        ):
            size -= 2 * unit
        for place, ((caption, word, icon, _name), tone) in enumerate(zip(self._facts(facts), tones, strict=True)):
            ink, soft = t.tone(tone)
            left = place * width
            painter.fillRect(QRectF(left, top, width, tall), QColor(soft))
            if place:
                painter.fillRect(QRectF(left, top, 1, tall), QColor(t.line))
            self._icon(painter, icon, ink, left + 48 * unit, top + 54 * unit, 64 * unit)
            box = QRectF(left + 134 * unit, top + 38 * unit, width - 144 * unit, 34 * unit)
            self._text(painter, box, caption, 25 * unit, t.quiet)
            self._text(painter, QRectF(box.left(), top + 70 * unit, box.width(), 72 * unit), word, size, ink, bold=True)
        return top + tall

    def _step(self, painter: QPainter, unit: float, top: float) -> None:
        if not self._answer.steps:
            return
        t = self._look.tokens
        disc = QRectF(70 * unit, top + 50 * unit, 74 * unit, 74 * unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.accent))
        painter.drawEllipse(disc)
        self._text(painter, disc, "1", 40 * unit, t.on_accent, bold=True, align=Qt.AlignmentFlag.AlignCenter)
        y = top + 58 * unit
        sizes = (44, 30) if self._reading is Reading.BOTH else (44,)
        for line, size in zip(self._answer.steps[0].do.pick(self._reading), sizes, strict=False):
            y = self._paragraph(painter, line, 178 * unit, y, self.width() - 240 * unit, size * unit)

    def _paragraph(self, painter: QPainter, text: str, x: float, y: float, width: float, size: float) -> float:
        layout = QTextLayout(text, self._font(size))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            painter.setPen(QColor(self._look.tokens.ink))
            line.setPosition(QPointF(x, y))
            y += line.height() * 1.08
        layout.endLayout()
        layout.draw(painter, QPointF(0, 0))
        return y

    def _font(self, size: float, bold: bool = False, mono: bool = False) -> QFont:
        font = self._look.font(12, bold, mono)
        font.setPixelSize(max(9, round(size)))
        return font

    def _advance(self, text: str, size: float, bold: bool = False, mono: bool = False) -> float:
        return QFontMetricsF(self._font(size, bold or mono, mono)).horizontalAdvance(text)

    def _text(
        self, painter: QPainter, box: QRectF, text: str, size: float, colour: str, *, bold: bool = False,
        mono: bool = False, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:  # fmt: skip
        font = self._font(size, bold, mono)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        vertical = Qt.AlignmentFlag(0) if align & Qt.AlignmentFlag.AlignVertical_Mask else Qt.AlignmentFlag.AlignVCenter
        said = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        painter.drawText(box, align | vertical | Qt.TextFlag.TextSingleLine, said)

    def _icon(self, painter: QPainter, name: str, colour: str, x: float, y: float, size: float) -> None:
        painter.drawPixmap(round(x), round(y), self._look.pixmap(name, colour, round(size)))
