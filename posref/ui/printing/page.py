"""The Print page: Checklists · Quick sheet · Cards · Handout · Call sheet, with a preview that is what prints."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from posref.core.errors import UserError
from posref.core.types import Reading
from posref.lang import N_, _, error_text
from posref.paper.flow import Pages
from posref.paper.paint import lay_out
from posref.paper.sheet import Paper, Sheet
from posref.service.lookup import Desk
from posref.service.sheets import Sheets
from posref.ui.look import Look
from posref.ui.parts import button, frame, label
from posref.ui.printing import output
from posref.ui.printing.options import (
    CallOptions,
    CardOptions,
    ChecklistOptions,
    HandoutOptions,
    Options,
    QuickSheetOptions,
)
from posref.ui.printing.preview import Preview
from posref.ui.printing.runs import RunsPanel
from posref.ui.task import run_task
from posref.ui.widgets.flow import FlowLayout
from posref.ui.widgets.scroll import Scroll
from posref.ui.widgets.segments import Segments

TABS: tuple[tuple[str, str, type[Options]], ...] = (
    ("checklists", N_("Checklists"), ChecklistOptions),
    ("quick-sheet", N_("Quick sheet"), QuickSheetOptions),
    ("cards", N_("Cards"), CardOptions),
    ("handout", N_("Handout"), HandoutOptions),
    ("call-sheet", N_("Call sheet"), CallOptions),
)
PAPER_WORDS = {
    Paper.A4: "A4",
    Paper.A5: "A5",
    Paper.A6: "A6",
    Paper.LETTER: "Letter",
    Paper.ROLL80: "80 mm",
    Paper.ROLL58: "58 mm",
}
SIDE = 300
WAIT = 30
"""Milliseconds a change may be followed by another before the sheet is made anew."""


class PrintPage(QWidget):
    """Options at the left, preview at the right, printer and PDF below. `told` carries sentences, `shop` changes."""

    told = Signal(str)
    shop_changed = Signal(object)

    def __init__(self, desk: Desk, look: Look, reading: Reading) -> None:
        """Build the page; the first sheet is made when it is shown."""
        super().__init__()
        self.setProperty("kind", "page")
        self._desk, self._look, self._reading = desk, look, reading
        self.sheet: Sheet | None = None
        self.pages: Pages | None = None
        self._wanted = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(WAIT)
        self._later.timeout.connect(self.make)
        self.tabs = Segments(tuple((name, _(word)) for name, word, _kind in TABS), _("What to print"))
        self.tabs.picked.connect(self.show_tab)
        self.panels: dict[str, Options] = {}
        self._stack = QStackedWidget()
        self.paper, self.language = QComboBox(), QComboBox()
        self.preview = Preview(look)
        self.preview.moved.connect(self._say_page)
        self.runs = RunsPanel(desk, reading)
        self.runs.told.connect(self.told)
        self._build()
        self.show_tab("checklists")

    def _build(self) -> None:
        for reading, word in (("zh", "中文"), ("en", "English"), ("both", "中文 + English")):
            self.language.addItem(word, reading)
        self.language.setCurrentIndex(self.language.findData(self._reading.value))
        self.language.setAccessibleName(_("Language of the sheet"))
        self.paper.setAccessibleName(_("Paper"))
        self.paper.activated.connect(self._paper_picked)
        self.language.currentIndexChanged.connect(self._later.start)
        row = QHBoxLayout()
        row.addWidget(self.paper)
        row.addWidget(self.language, 1)
        canvas = QWidget()
        side = QVBoxLayout(canvas)
        side.setContentsMargins(14, 12, 14, 12)
        side.setSpacing(8)
        side.addWidget(self._stack, 1)
        side.addLayout(row)
        side.addWidget(self.runs)
        column = QVBoxLayout()
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(Scroll(canvas))
        panel = frame("panel", column)
        panel.setFixedWidth(self._look.px(SIDE))
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(panel)
        right = QVBoxLayout()
        right.setContentsMargins(1, 1, 1, 1)
        right.setSpacing(0)
        right.addWidget(self.preview, 1)
        right.addWidget(frame("line"))
        right.addWidget(self._foot())
        body.addWidget(frame("panel", right), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(10)
        top = QHBoxLayout()
        top.addWidget(self.tabs)
        top.addStretch(1)
        layout.addLayout(top)
        layout.addLayout(body, 1)

    def _foot(self) -> QWidget:
        """Printer, PDF, page and zoom; a second line where one is too narrow."""
        box = QWidget()
        outer = QVBoxLayout(box)
        outer.setContentsMargins(14, 8, 14, 8)
        row = FlowLayout()
        outer.addLayout(row)
        self.print_button = button(_("Print…"), self.print_sheet, "primary")
        self.pdf_button = button(_("Save PDF…"), self.save_pdf)
        self._page = label("", "quiet", wrap=False)
        self._page.setMinimumHeight(self.pdf_button.sizeHint().height())
        for widget in (self.print_button, self.pdf_button):
            row.addWidget(widget)
        for text, name, act in (
            ("−", _("Smaller"), partial(self.preview.zoom, -1)),
            ("+", _("Larger"), partial(self.preview.zoom, 1)),
            ("‹", _("Page before"), partial(self.preview.turn, -1)),
            ("›", _("Next page"), partial(self.preview.turn, 1)),
        ):
            made = button(text, act)
            made.setAccessibleName(name)
            made.setToolTip(name)
            made.setFixedWidth(self._look.px(40))
            row.addWidget(made)
        row.addWidget(self._page)
        return box

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_tab(self, name: str) -> None:
        """Show one of the five panels, made when it is first visited."""
        kind = next(kind for tab, _word, kind in TABS if tab == name)
        if name not in self.panels:
            panel = kind(self._desk, self._reading)
            panel.changed.connect(self._later.start)
            if isinstance(panel, QuickSheetOptions):
                panel.ticked.connect(self._ticked)
            self.panels[name] = panel
            self._stack.addWidget(panel)
        self.tabs.choose(name)
        self._stack.setCurrentWidget(self.panels[name])
        self._fill_papers(self.panels[name])
        self.runs.setVisible(name == "checklists")
        self._later.start()

    def tab(self) -> Options:
        """The panel that is shown."""
        panel = self._stack.currentWidget()
        if not isinstance(panel, Options):
            raise TypeError("the stack holds panels only")
        return panel

    def _fill_papers(self, panel: Options) -> None:
        self.paper.clear()
        for paper in panel.papers:
            self.paper.addItem(PAPER_WORDS[paper], paper.word)
        kept = self.paper.findData(self._desk.shop.paper)
        self.paper.setCurrentIndex(kept if kept >= 0 and not isinstance(panel, CardOptions) else 0)

    def make(self) -> None:
        """Compose the sheet and lay it out in the pool; the newest wish wins."""
        self._later.stop()
        self._wanted += 1
        wanted = self._wanted
        paper, reading = Paper.named(str(self.paper.currentData())), Reading(str(self.language.currentData()))
        try:
            sheet = self.tab().sheet(Sheets(self._desk, paper, reading))
        except UserError as error:
            self.told.emit(error_text(error))
            return
        panel = self.tab()
        self.runs.show_list(panel.chosen() if isinstance(panel, ChecklistOptions) else None)
        self.print_button.setEnabled(sheet is not None)
        self.pdf_button.setEnabled(sheet is not None)
        if sheet is None:
            self.sheet = self.pages = None
            self.preview.clear()
            return

        def work() -> Pages:
            return lay_out(sheet)

        def done(pages: Pages) -> None:
            if wanted == self._wanted:
                self.sheet, self.pages = sheet, pages
                self.preview.show_sheet(sheet, pages)

        run_task(self, work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.told.emit(error_text(error))

    def _say_page(self, page: int, pages: int) -> None:
        self._page.setText(_("Page {page} of {pages}").format(page=page, pages=pages) if pages else "")

    def _paper_picked(self) -> None:
        self.shop_changed.emit(replace(self._desk.shop, paper=str(self.paper.currentData())))
        self._later.start()

    def _ticked(self, with_: list[str], without: list[str]) -> None:
        shop = replace(self._desk.shop, sheet_with=tuple(with_), sheet_without=tuple(without))
        self.shop_changed.emit(shop)

    # --- ways in --------------------------------------------------------------------------------------------------

    def show_card(self, identity: str) -> None:
        """Ctrl+P on an answer: its card."""
        self.show_tab("cards")
        panel = self.panels["cards"]
        if isinstance(panel, CardOptions):
            panel.show_ids([identity])

    def show_handout(self, category: str = "", ids: tuple[str, ...] = ()) -> None:
        """A category's menu, or a selection in the results: its handout."""
        self.show_tab("handout")
        panel = self.panels["handout"]
        if isinstance(panel, HandoutOptions):
            if category:
                panel.choose(category)
            else:
                panel.select(ids)

    # --- ways out -------------------------------------------------------------------------------------------------

    def print_sheet(self) -> None:
        """To a printer."""
        if self.sheet is not None and self.pages is not None:
            try:
                output.print_sheet(self, self.sheet, self.pages)
            except UserError as error:
                self.told.emit(error_text(error))

    def save_pdf(self) -> None:
        """To a PDF the user names."""
        if self.sheet is not None and self.pages is not None and (path := output.ask_pdf(self, self.sheet)):
            try:
                if output.save_pdf(self, self.sheet, path, self.pages):
                    self.told.emit(_("Saved: {path}").format(path=path))
            except UserError as error:
                self.told.emit(error_text(error))
