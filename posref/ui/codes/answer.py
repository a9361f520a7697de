"""The answer: band, sections, and what can be done with it. Sections open when they fit; nothing is cut off."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from posref.core.answer import Answer
from posref.core.mask import mask
from posref.core.types import Call, Kind, Reading
from posref.lang import _, catalogue, current, ngettext, pgettext
from posref.store.shop import Phone
from posref.ui.codes import sections
from posref.ui.codes.band import Band
from posref.ui.codes.sections import Section
from posref.ui.look import Look
from posref.ui.parts import button, frame
from posref.ui.widgets.scroll import Scroll
from posref.words import call_word, trust_word

SIDE_WIDTH = 228
TWO_COLUMNS = 720
COMPACT_HEIGHT, TINY_HEIGHT = 520, 320
SCROLL_BAR = 16
"""What a scroll bar takes from the width: what fits with it, fits without."""


class AnswerPanel(QFrame):
    """Shows one answer. `chosen` asks for another one, `starred` keeps it, `settings` asks for the phone numbers."""

    chosen = Signal(str)
    starred = Signal(str, bool)
    settings = Signal()
    present = Signal()
    card = Signal()
    used = Signal(str)

    def __init__(self, look: Look) -> None:
        """Nothing is shown until `show_answer`."""
        super().__init__()
        self.setProperty("kind", "panel")
        self._look = look
        self.answer: Answer | None = None
        self._reading = Reading.ZH
        self._phone: Phone | None = None
        self._favourite = False
        self._sections: list[Section] = []
        self._narrow = False
        self._announced = False
        self._built: tuple[bool, ...] = ()
        self._steps: Section | None = None
        self._source_list: Section | None = None
        self.band = Band(look)
        self.band.doubled = self.present.emit
        self.view = Scroll(self._new_canvas())
        self.extra: QWidget | None = None
        self.view.resized.connect(self.fit)
        self._fitting = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.band)
        self._rows = layout
        layout.addWidget(self.view, 1)
        layout.addWidget(frame("line"))
        layout.addWidget(self._footer())

    def _new_canvas(self) -> QWidget:
        """An empty ground with two columns. Each answer gets a new one: dressing it at once is several times
        cheaper than changing the widgets of the last.
        """
        canvas = QWidget()
        rows = QVBoxLayout(canvas)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._canvas_rows = rows
        self._main, self._side = QVBoxLayout(), QVBoxLayout()
        self._side_frame = QWidget()
        self._columns = QHBoxLayout()
        self._columns.setSpacing(0)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addLayout(self._main, 1)
        self._columns.addWidget(self._side_frame)
        self._side_frame.setLayout(self._side)
        rows.addLayout(self._columns, 1)
        return canvas

    def _footer(self) -> QWidget:
        bar = QWidget()
        self._foot = QHBoxLayout(bar)
        self._copy = button("", self.copy_say, "primary")
        self._star = button("", self._toggle_star)
        self._present = button("", self.present.emit)
        self._card = button("", self.card.emit)
        self._sources = button("", self._open_sources, "flat")
        for widget in (self._copy, self._card, self._star, self._present):
            self._foot.addWidget(widget)
        self._foot.addStretch(1)
        self._foot.addWidget(self._sources)
        return bar

    def show_answer(
        self, answer: Answer, reading: Reading, phone: Phone | None, favourite: bool, extra: QWidget | None = None
    ) -> None:
        """Show this answer in this reading; `extra` stands under the steps (the form to write a code down)."""
        self.answer, self._reading, self._phone, self._favourite, self.extra = answer, reading, phone, favourite, extra
        self._announced = False
        for widget in (self._copy, self._card, self._star, self._present, self._sources):
            widget.setEnabled(True)
        self.setUpdatesEnabled(False)
        try:
            self._rebuild()
        finally:
            self.setUpdatesEnabled(True)

    def announce(self, answer: Answer, reading: Reading) -> None:
        """Show the top of this answer at once, and nothing below it: the rest follows when the typing pauses."""
        self.answer, self._reading = answer, reading
        self._announced = True
        self.band.show_answer(answer, reading, self._is_compact())
        if (ground := self.view.widget()) is not None:
            ground.hide()
        for widget in (self._copy, self._card, self._star, self._present, self._sources):
            widget.setEnabled(False)

    def _rebuild(self) -> None:
        answer, reading, look = self.answer, self._reading, self._look
        if answer is None:
            return
        if self.extra is not None:
            self.extra.setParent(None)
        compact = self._is_compact()
        self._built = self._shape()
        self.band.show_answer(answer, reading, compact)
        canvas = self._new_canvas()
        main, side = self._build(answer, reading, look)
        self._place(main, side)
        self._rows.removeWidget(self.band)
        if self._is_tiny():
            self._canvas_rows.insertWidget(0, self.band)
        else:
            self._rows.insertWidget(0, self.band)
        self.view.replace(canvas)
        self._words(answer, compact)
        self._rows.activate()
        self.setAccessibleName(answer.title.main(reading))
        self.fit()

    def _build(self, answer: Answer, reading: Reading, look: Look) -> tuple[list[Section], list[Section]]:
        self._steps = sections.steps_section(look, answer, reading)
        main = [self._steps]
        if answer.kind is Kind.GUIDE and answer.happened:
            about = Section(look, _("First of all"))
            about.say(answer.happened.pick(reading))
            main.insert(0, about)
        if answer.say:
            main.append(sections.say_section(look, answer, reading))
        if answer.staff:
            main.append(sections.staff_section(look, answer.staff, reading))
        if answer.causes:
            main.append(sections.list_section(look, _("Likely causes"), answer.causes, reading))
        if answer.prevent:
            main.append(sections.list_section(look, _("Prevent it"), answer.prevent, reading))
        if answer.happened and answer.kind is not Kind.GUIDE:
            main.append(sections.meaning_section(look, answer, reading))
        side = []
        if answer.meanings:
            side.append(sections.owners_section(look, answer, reading, self.chosen.emit))
        if answer.call is not Call.NONE:
            side.append(sections.call_section(look, answer, self._phone, self.settings.emit))
        if answer.elsewhere or answer.related:
            side.append(sections.elsewhere_section(look, answer, reading, self.chosen.emit))
        self._source_list = sections.sources_section(look, answer, reading) if answer.sources else None
        if self._source_list:
            main.append(self._source_list)
        return main, side

    def _place(self, main: list[Section], side: list[Section]) -> None:
        self._narrow = self.width() < self._look.px(TWO_COLUMNS)
        self._sections = main + side
        gap = 7 if self._is_compact() else 11
        self._main.setContentsMargins(20, 0, 20, gap)
        self._main.setSpacing(0)
        self._side.setContentsMargins(0, 0, 16, gap)
        self._side.setSpacing(0)
        for section in self._sections:
            column = self._main if self._narrow or section in main else self._side
            section.gap = gap
            section.open(not section.folds)
            column.addWidget(section)
            if section is self._source_list:
                section.hide()
            if section is self._steps and self.extra is not None:
                column.addSpacing(gap)
                column.addWidget(self.extra)
        self._main.addStretch(1)
        self._side.addStretch(1)
        self._side_frame.raise_()  # a screen reader meets it after what to do
        if self._narrow or not side:
            self._side_frame.hide()
        self._side_frame.setFixedWidth(self._look.px(SIDE_WIDTH))

    def _words(self, answer: Answer, compact: bool) -> None:
        self._foot.setContentsMargins(*((14, 4, 14, 4) if compact else (20, 8, 20, 8)))
        self._copy.setText(_("Copy what to say"))
        self._copy.setVisible(answer.say is not None)
        self._foot_words(answer, short=False)
        if self._foot.sizeHint().width() > self.width():
            self._foot_words(answer, short=True)

    def _foot_words(self, answer: Answer, short: bool) -> None:
        """The words of the foot; where they do not fit, icons and the number of sources stand alone."""
        side = self._look.px(16)
        for widget in (self._star, self._card, self._present):
            widget.setIconSize(QSize(side, side))
        star = _("Take out of favourites") if self._favourite else _("Keep as favourite")
        self._star.setText("" if short else (_("Unstar") if self._favourite else _("Star")))
        self._star.setIcon(
            self._look.icon("star", self._look.tokens.accent if self._favourite else self._look.tokens.quiet)
        )
        self._star.setAccessibleName(star)
        self._star.setToolTip(star)
        self._card.setText("" if short else _("Print card"))
        self._card.setVisible(answer.facts is not None)
        self._card.setIcon(self._look.icon("printer", self._look.tokens.quiet))
        self._card.setAccessibleName(_("Print the action card of this answer"))
        self._card.setToolTip(_("Print card") + " (Ctrl+P)")
        self._present.setText("" if short else _("Full screen"))
        self._present.setIcon(self._look.icon("maximize", self._look.tokens.quiet))
        self._present.setAccessibleName(_("Full screen"))
        self._present.setToolTip(_("Full screen") + " (F11)")
        count = len(answer.sources)
        self._sources.setVisible(bool(answer.trust))
        if answer.trust:
            checked = max(source.checked for source in answer.sources)[:7] if answer.sources else ""
            parts = (
                ngettext("{n} source", "{n} sources", count).format(n=count),
                trust_word(catalogue(current()), answer.trust),
                _("checked {month}").format(month=checked),
            )
            self._sources.setText(parts[0] if short else " · ".join(parts))
            self._sources.setAccessibleName(" · ".join(parts))

    def _is_compact(self) -> bool:
        return self.height() < self._look.px(COMPACT_HEIGHT)

    def _is_tiny(self) -> bool:
        """So low that the band scrolls away with the rest instead of squeezing it."""
        return self.height() < self._look.px(TINY_HEIGHT)

    def _shape(self) -> tuple[bool, bool, bool]:
        """What of the panel's size decides how it is built."""
        return self._is_compact(), self._is_tiny(), self.width() < self._look.px(TWO_COLUMNS)

    def fit(self) -> None:
        """Open as many folding sections as the height shows without scrolling, the most useful first."""
        if self._fitting or self._announced or self.answer is None:
            return
        self._fitting = True
        try:
            self._fit()
        finally:
            self._fitting = False

    def _fit(self) -> None:
        room = self.view.viewport().height()
        folding = [s for s in self._sections if s.folds and s is not self._source_list]
        for section in folding:
            section.open(False)
        for section in folding:
            section.open(True)
            if self._needed() > room:
                section.open(False)

    def _needed(self) -> int:
        """The height the content wants at this width."""
        for layout in (self._main, self._side, self._columns, self._canvas_rows):
            layout.invalidate()
        self._canvas_rows.activate()
        return self._canvas_rows.totalHeightForWidth(self.view.viewport().width() - SCROLL_BAR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._announced:
            return
        if self.answer and self._shape() != self._built:
            self._rebuild()
        elif self.answer:
            self._words(self.answer, self._is_compact())

    def refresh(self) -> None:
        """Show the same answer again: the language, the look or the favourite has changed."""
        if self.answer is not None:
            self._rebuild()

    def say_text(self) -> str:
        """What the primary button copies: the words to say, in the reading's languages."""
        if self.answer is None or self.answer.say is None:
            return ""
        return mask("\n".join(self.answer.say.pick(self._reading)))

    def copy_say(self) -> None:
        """Put what to say on the clipboard, and say so on the button."""
        if text := self.say_text():
            data = QMimeData()
            data.setText(text)
            QGuiApplication.clipboard().setMimeData(data)
            self._copy.setText(_("Copied"))
            if self.answer:
                self.used.emit(self.answer.id)

    def _toggle_star(self) -> None:
        if self.answer is not None:
            self._favourite = not self._favourite
            self.starred.emit(self.answer.id, self._favourite)
            self._words(self.answer, self._is_compact())

    def _open_sources(self) -> None:
        if self._source_list is not None:
            self._source_list.show()
            self._source_list.open(True)
            QTimer.singleShot(0, self._source_list, self._scroll_to_sources)

    def _scroll_to_sources(self) -> None:
        """Once the layout has given the list its place."""
        if self._source_list is not None:
            self.view.ensureWidgetVisible(self._source_list, 0, self._source_list.height())

    def call_line(self) -> str:
        """Whom to call, in a line, for the full screen."""
        if self.answer is None:
            return ""
        word = call_word(catalogue(current()), self.answer.call)
        number = f"{self._phone.name} {self._phone.number}".strip() if self._phone else ""
        return pgettext("between names", ", ").join(part for part in (word, number) if part)
