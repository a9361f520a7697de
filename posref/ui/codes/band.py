"""The top of the answer, read at arm's length: the check-first bar, code and title, the three facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from posref.core.answer import Answer
from posref.core.tone import Tone, charged_tone, outcome_tone, retry_tone
from posref.core.types import Charged, Facts, Outcome, Reading, Retry
from posref.lang import Catalogue, _, catalogue, current
from posref.ui.look import Look
from posref.ui.parts import label, restyle
from posref.ui.tokens import CODE
from posref.words import charged_word, outcome_word, quoted, retry_word

OUTCOME_ICON = {
    Outcome.APPROVED: "circle-check",
    Outcome.PARTIAL: "circle-half-2",
    Outcome.DECLINED: "circle-x",
    Outcome.PICK_UP: "hand-stop",
    Outcome.CANCELLED: "circle-minus",
    Outcome.UNKNOWN: "help-circle",
    Outcome.NONE: "info-circle",
}
RETRY_ICON = {
    Retry.NOW: "rotate-clockwise",
    Retry.AFTER_FIX: "tool",
    Retry.ASK_FIRST: "phone",
    Retry.CHECK_FIRST: "list-search",
    Retry.NEVER: "ban",
}
CHARGED_ICON = {
    Charged.NO: "shield-check",
    Charged.POSSIBLY: "alert-triangle",
    Charged.PART: "circle-half-2",
    Charged.YES: "cash",
}


class Patch(QWidget):
    """A coloured ground, its upper corners rounded where it is the top of a panel."""

    def __init__(self) -> None:
        """Colourless until told."""
        super().__init__()
        self.colour = "#00000000"
        self.edge = ""
        self.round_top = 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, r = QRectF(self.rect()), self.round_top
        path = QPainterPath()
        path.addRoundedRect(area.adjusted(0, 0, 0, r), r, r)
        painter.setClipRect(area)
        painter.fillPath(path, QColor(self.colour))
        if self.edge:
            painter.fillRect(QRectF(0, 0, 1, area.height()), QColor(self.edge))


class CodeLabel(QWidget):
    """The code, large; a long one shrinks, then elides in the middle, so that the title never has to."""

    def __init__(self, look: Look) -> None:
        """No code yet."""
        super().__init__()
        self._look = look
        self._code = ""
        self._colour = "#000000"
        self._size = CODE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_code(self, code: str, colour: str, size: int) -> None:
        """Show this code in this colour, at most this large."""
        self._code, self._colour, self._size = code, colour, size
        self.setAccessibleName(code)
        self.setVisible(bool(code))
        self.updateGeometry()
        self.update()

    def _widest(self) -> int:
        return self._look.px(230)

    def sizeHint(self) -> QSize:
        _font, metrics = self._fit()
        return QSize(min(metrics.horizontalAdvance(self._code), self._widest()) + 2, metrics.height())

    def _fit(self) -> tuple[QFont, QFontMetrics]:
        for size in (self._size, 34, 26, 20, 16):
            if size > self._size:
                continue
            font = self._look.font(size, bold=True, mono=True)
            if QFontMetrics(font).horizontalAdvance(self._code) <= self._widest():
                break
        return font, QFontMetrics(font)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font, metrics = self._fit()
        painter.setFont(font)
        painter.setPen(QColor(self._colour))
        text = metrics.elidedText(self._code, Qt.TextElideMode.ElideMiddle, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class Tile(Patch):
    """One fact: its question, its answer in a word, its icon, its tone."""

    def __init__(self, look: Look) -> None:
        """An empty tile."""
        super().__init__()
        self._look = look
        self._icon = QLabel()
        self._caption = label("", "tiny", wrap=False)
        self._word = label("", "fact")
        self._other = label("", "fact-other")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._caption)
        words.addWidget(self._word)
        words.addWidget(self._other)
        self._layout = QHBoxLayout(self)
        self._layout.setSpacing(12)
        self._layout.addWidget(self._icon)
        self._layout.addLayout(words, 1)

    def show_fact(self, caption: str, said: tuple[str, ...], icon: str, tone: Tone, compact: bool) -> None:
        """Show one fact in its tone, in one language or two."""
        word, other = said[0], "".join(said[1:])
        ink, soft = self._look.tokens.tone(tone)
        self.colour = soft
        self._caption.setText(caption)
        self._word.setText(word)
        self._other.setText(other)
        self._other.setVisible(bool(other))
        restyle(self._other, "tone", tone.value)
        restyle(self._word, "tone", tone.value)
        restyle(self._word, "compact", "true" if compact else "false")
        self._icon.setPixmap(self._look.pixmap(icon, ink, self._look.px(22 if compact else 30)))
        self._layout.setContentsMargins(*((14, 4, 8, 5) if compact else (20, 8, 10, 8)))
        self.setAccessibleName(f"{caption}: {' '.join(said)}")
        self.update()


class Band(QWidget):
    """Warning bar, band and tiles of one answer."""

    def __init__(self, look: Look) -> None:
        """Everything hidden until an answer is shown."""
        super().__init__()
        self._look = look
        self.doubled: Callable[[], object] = bool
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bar = Patch()
        self._bar_icon, self._bar_main, self._bar_other = QLabel(), label("", "warning"), label("", "warning-other")
        self._bar_layout = QHBoxLayout(self._bar)
        self._bar_layout.setSpacing(14)
        for widget in (self._bar_icon, self._bar_main, self._bar_other):
            self._bar_layout.addWidget(widget)
        self._bar_layout.addStretch(1)
        column.addWidget(self._bar)
        self._head = Patch()
        self._code = CodeLabel(look)
        self._title, self._other = label("", "headline"), label("", "subline")
        self._owner, self._shown = label("", "quiet"), label("", "quiet")
        for right in (self._owner, self._shown):
            right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        titles, owners = QVBoxLayout(), QVBoxLayout()
        titles.setSpacing(0)
        owners.setSpacing(2)
        titles.addWidget(self._title)
        titles.addWidget(self._other)
        owners.addWidget(self._owner)
        owners.addWidget(self._shown)
        owners.addStretch(1)
        self._head_layout = QHBoxLayout(self._head)
        self._head_layout.setSpacing(20)
        self._head_layout.addWidget(self._code)
        self._head_layout.addLayout(titles, 3)
        self._head_layout.addLayout(owners, 2)
        column.addWidget(self._head)
        self._tiles = [Tile(look) for _n in range(3)]
        row = QHBoxLayout()
        row.setSpacing(0)
        for tile in self._tiles:
            row.addWidget(tile, 1)
        column.addLayout(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.doubled()

    def show_answer(self, answer: Answer, reading: Reading, compact: bool) -> None:
        """Show the top of an answer."""
        t, tone = self._look.tokens, outcome_tone(answer.facts) if answer.facts else Tone.QUIET
        ink, soft = t.tone(tone)
        flag = "true" if compact else "false"
        for widget in (self._title, self._other, self._bar_main, self._bar_other):
            restyle(widget, "compact", flag)
        self._head.colour = soft
        self._head.round_top = 0 if answer.warning else 9
        self._head_layout.setContentsMargins(*((14, 5, 14, 4) if compact else (20, 12, 20, 8)))
        self._code.show_code(answer.code or "", ink, 30 if compact else CODE)
        self._title.setText(answer.title.main(reading))
        self._other.setText(answer.title.other(reading))
        self._owner.setText(answer.system.title.main(reading) if answer.system else "")
        self._owner.setVisible(bool(answer.system))
        shown = answer.shown[0].text if answer.shown else ""
        self._shown.setText(_("Screen shows {words}").format(words=quoted(shown)) if shown else "")
        self._shown.setVisible(bool(shown))
        self._show_warning(answer, reading, compact)
        self._show_facts(answer.facts, reading, compact)
        self._head.update()

    def _show_warning(self, answer: Answer, reading: Reading, compact: bool) -> None:
        self._bar.setVisible(answer.warning is not None)
        if answer.warning is None:
            return
        t = self._look.tokens
        self._bar.colour, self._bar.round_top = t.caution_bar, 9
        self._bar_icon.setPixmap(
            self._look.pixmap("alert-triangle", t.on_caution_bar, self._look.px(20 if compact else 28))
        )
        self._bar_main.setText(answer.warning.main(reading))
        both = reading is Reading.BOTH
        self._bar_other.setText(answer.warning.other(reading) if both else "")
        self._bar_other.setVisible(both)
        self._bar_layout.setContentsMargins(*((14, 4, 14, 4) if compact else (20, 10, 20, 10)))
        self._share_bar()
        self._bar.setAccessibleName(" ".join(answer.warning.pick(reading)))

    def _share_bar(self) -> None:
        """Each line of the warning gets the width it needs, or its share where both do not fit."""
        widths = []
        for said in (self._bar_main, self._bar_other):
            said.ensurePolished()
            widths.append(0 if said.isHidden() else said.fontMetrics().horizontalAdvance(said.text()) + 12)
        for place, width in enumerate((*widths, max(0, self.width() - sum(widths) - 100)), 1):
            self._bar_layout.setStretch(place, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_bar()

    def _show_facts(self, facts: Facts | None, reading: Reading, compact: bool) -> None:
        for tile in self._tiles:
            tile.setVisible(facts is not None)
        if facts is None:
            return
        say = [catalogue(current())]
        if reading is Reading.BOTH:
            say.append(catalogue("en" if current() == "zh" else "zh"))
        rows = (
            (
                _captions(say)[0],
                tuple(outcome_word(s, facts.outcome) for s in say),
                OUTCOME_ICON[facts.outcome],
                outcome_tone(facts),
            ),
            (
                _captions(say)[1],
                tuple(retry_word(s, facts.retry) for s in say),
                RETRY_ICON[facts.retry],
                retry_tone(facts),
            ),
            (
                _captions(say)[2],
                tuple(charged_word(s, facts) for s in say),
                CHARGED_ICON[facts.charged],
                charged_tone(facts),
            ),
        )
        for tile, row in zip(self._tiles, rows, strict=True):
            tile.show_fact(*row, compact)
        for tile in self._tiles[1:]:
            tile.edge = self._look.tokens.line


def _captions(say: list[Catalogue]) -> tuple[str, str, str]:
    return (
        _said(s.gettext("Outcome") for s in say),
        _said(s.gettext("Retry") for s in say),
        _said(s.gettext("Charged") for s in say),
    )


def _said(words: Iterable[str]) -> str:
    return " ".join(words)
