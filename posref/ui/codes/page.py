"""The Codes page: box, brands and reading on top; categories, results and answer below, as the width allows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posref.core.errors import UserError
from posref.core.types import Found, Reading
from posref.lang import _, current, error_text
from posref.service.lookup import Desk
from posref.store.shop import Phone
from posref.ui.codes.box import SearchBox
from posref.ui.codes.brands import BrandButton
from posref.ui.codes.columns import Columns, View, columns
from posref.ui.codes.keeping import Keeping
from posref.ui.look import Look
from posref.ui.parts import button
from posref.ui.widgets.segments import Segments
from posref.ui.widgets.typing import is_typing

if TYPE_CHECKING:
    from posref.core.answer import Answer
    from posref.ui.codes.answer import AnswerPanel
    from posref.ui.codes.home import Home
    from posref.ui.codes.results import ResultList
    from posref.ui.codes.tree import CategoryTree

RESULTS_WIDTH, RESULTS_NARROW, ANY_WIDTH = 338, 290, 16_777_215
ANSWER_AFTER = 90
"""Milliseconds from a key to the answer's change: the results are painted first, and quick typing rebuilds it once."""


class CodesPage(QWidget):
    """Search and answer. `told` carries sentences for the window's notice bar, `titled` the window's title."""

    told = Signal(str)
    titled = Signal(str)
    settings = Signal()
    present = Signal()
    card = Signal()
    handout = Signal(str, tuple)
    reading_picked = Signal(str)
    shop_changed = Signal()

    tree: CategoryTree
    results: ResultList
    answer: AnswerPanel
    home: Home

    def __init__(self, desk: Desk, look: Look, reading: Reading) -> None:
        """Build the page; nothing is read from the knowledge base yet."""
        super().__init__()
        self.setProperty("kind", "page")
        self._desk, self._look, self.reading = desk, look, reading
        self._ready = self._made = False
        self._only = False
        self._category = ""
        self._view = View()
        self._found = Found("", ())
        self.keeping = Keeping(desk, self)
        self.keeping.told.connect(self.told)
        self.keeping.changed.connect(self.shop_changed)
        self.box = SearchBox(look)
        self.brands = BrandButton(look)
        self.segments = Segments((("zh", "中文"), ("en", "English"), ("both", "双语")), "")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(ANSWER_AFTER)
        self._later.timeout.connect(self._show_selected)
        self._build()
        self._connect()
        self.retranslate()
        self._arrange()

    def _build(self) -> None:
        self._top = QHBoxLayout()
        self._top.setSpacing(12)
        self._back = button("", self.back)
        self._top.addWidget(self._back)
        self._top.addWidget(self.box.widget, 1)
        self._top.addWidget(self.brands)
        self._top.addWidget(self.segments)
        self._body = QHBoxLayout()
        self._body.setSpacing(12)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(12)
        self._column.addLayout(self._top)
        self._column.addLayout(self._body, 1)

    def _connect(self) -> None:
        self.box.field.textEdited.connect(self._edited)
        self.box.field.returnPressed.connect(self.open_first)
        self.brands.picked.connect(self._pick_brands)
        self.brands.only.connect(self._switch_only)
        self.segments.picked.connect(self.reading_picked)
        self._look.changed.connect(self._dress)

    def _make_body(self) -> None:
        """All below the box: made after the first paint, because nobody reads it before the box stands there."""
        from posref.ui.codes.answer import AnswerPanel  # deferred, with the next three, as the sentence above says
        from posref.ui.codes.home import Home
        from posref.ui.codes.results import ResultList
        from posref.ui.codes.tree import CategoryTree

        self.tree, self.results = CategoryTree(self._look), ResultList(self._look, self.reading)
        self.answer, self.home = AnswerPanel(self._look), Home(self._look)
        for widget, stretch in ((self.tree, 0), (self.results, 0), (self.answer, 1), (self.home, 1)):
            widget.hide()
            self._body.addWidget(widget, stretch)
        self.tree.chosen.connect(self._browse)
        self.tree.asked.connect(self._fold_tree)
        self.tree.handout.connect(self._category_handout)
        self.results.moved.connect(self._later.start)
        self.results.opened.connect(self.open)
        self.results.others.connect(self._show_others)
        self.results.handout.connect(self._handout)
        self.answer.chosen.connect(self.open)
        self.answer.settings.connect(self.settings)
        self.answer.present.connect(self.present)
        self.answer.card.connect(self.card)
        self.answer.starred.connect(self.keeping.star)
        self.answer.used.connect(self.keeping.remember)
        self.home.chosen.connect(self.open)
        self.home.brands_picked.connect(self._pick_brands)
        self.home.welcomed.connect(self._welcome)
        self._made = True

    def shown(self) -> Answer | None:
        """The answer on the screen."""
        return self.answer.answer if self._made and self.answer.isVisible() else None

    # --- starting -------------------------------------------------------------------------------------------------

    def start(self, text: str = "") -> None:
        """Open the knowledge base and show what waits: called after the first paint, or at once with a code."""
        if not self._made:
            self._make_body()
            self._arrange()
        try:
            self._desk.kb  # noqa: B018  opening it is the point
        except UserError as error:
            self.told.emit(error_text(error))
            return
        self._ready = True
        self.brands.show_brands(self._desk.brands(), self._desk.shop.brands, self._only, self.reading)
        self.tree.show_categories(self._desk.categories(), self.reading)
        self._arrange()
        if text:
            self.box.field.setText(self.box.clean(text))
        if self.box.field.text():
            self.search(self.box.field.text(), at_once=bool(text))
        else:
            self._fill_home()

    # --- searching ------------------------------------------------------------------------------------------------

    def _edited(self, text: str) -> None:
        self.search(self.box.clean(text))

    def search(self, text: str, at_once: bool = False) -> None:
        """Show the rows for this text, in the same turn; the answer of the first follows right after."""
        if not self._ready:
            return
        self._category = ""
        self._view = replace(self._view, browsing=False, answer=False, tree=None)
        self.tree.clear_choice()
        if not text.strip():
            self._found = Found("", ())
            self._fill_home()
            self._show_home(True)
            return
        from posref.kb.search import Filters  # deferred: the first paint reads no knowledge

        filters = Filters(frozenset(self._desk.shop.brands), self._only, english=current() == "en")
        self._show_found(self._desk.find(text, filters), at_once)

    def _show_found(self, found: Found, at_once: bool = False) -> None:
        self._found = found
        self.results.show_found(found, self._category_title())
        if not at_once:
            self._announce()
        self._show_home(False)
        if at_once:
            self._later.stop()
            self._show_selected()
        else:
            self._later.start()

    def _category_title(self) -> str:
        return self.tree.title(self._category, self.reading) if self._category else ""

    def _announce(self) -> None:
        """In the turn of the key: no answer stays beside a code it does not belong to."""
        hit = self.results.chosen()
        shown = self.answer.answer
        if hit and (shown is None or shown.id != hit.id) and (answer := self._desk.open(hit.id, current() == "en")):
            self.answer.announce(answer, self.reading)

    def _show_selected(self) -> None:
        if hit := self.results.chosen():
            self._show(hit.id)

    # --- the answer -----------------------------------------------------------------------------------------------

    def open(self, identity: str) -> None:
        """Show this answer as one that was asked for: it goes to the recent ones, and fills a narrow window."""
        self._later.stop()
        if self._show(identity):
            self.keeping.remember(identity)
            self._arrange(home=False, answer=True)

    def open_first(self) -> None:
        """Enter in the box: the chosen row, or the first."""
        if self._made and (hit := self.results.chosen()):
            self.open(hit.id)

    def _show(self, identity: str) -> bool:
        answer = self._desk.open(identity, current() == "en") if self._ready else None
        if answer is None:
            return False
        from posref.ui.codes.write_down import form_for  # deferred: rarely met

        unknown = identity == "guide:unknown-code"
        extra = form_for(self._look, self.answer.extra, self._found.query, self.keeping.note) if unknown else None
        self.answer.show_answer(
            answer,
            self.reading,
            self.keeping.phone(answer, self.reading),
            identity in self._desk.shop.favourites,
            extra,
        )
        self._say_title(answer)
        return True

    def _say_title(self, answer: Answer) -> None:
        self.titled.emit("  ".join(part for part in (answer.code or "", answer.title.main(self.reading)) if part))

    # --- what the shop keeps --------------------------------------------------------------------------------------

    def _handout(self, ids: tuple[str, ...]) -> None:
        self.handout.emit("", ids)

    def _category_handout(self, category: str) -> None:
        self.handout.emit(category, ())

    def _pick_brands(self, brands: list[str]) -> None:
        self._only = self._only and bool(brands)
        self.keeping.brands(brands)
        self._brands_changed()

    def _brands_changed(self) -> None:
        if self._ready:
            self.brands.show_brands(self._desk.brands(), self._desk.shop.brands, self._only, self.reading)
            if text := self.box.field.text().strip():
                self.search(text)

    def _switch_only(self, only: bool) -> None:
        self._only = only
        self._brands_changed()

    def _show_others(self) -> None:
        self._switch_only(False)

    def _welcome(self, brands: list[str], phone: Phone | None) -> None:
        self.keeping.welcome(brands, phone)
        self._brands_changed()
        self._fill_home()
        self.box.field.setFocus()

    # --- browsing and arranging -----------------------------------------------------------------------------------

    def _browse(self, category: str) -> None:
        self._category = category
        self.box.field.clear()
        self._view = replace(self._view, browsing=True, answer=False, tree=None)
        self._show_found(self._desk.in_category(category), at_once=True)

    def _fold_tree(self, is_open: bool) -> None:
        self._arrange(tree=is_open)
        if is_open:
            self.tree.focus()

    def _fill_home(self) -> None:
        if self._ready:
            self.home.show_home(self._desk.shop, self._desk.brands(), self._desk.hit, self.reading)

    def _show_home(self, home: bool) -> None:
        if home:
            self.titled.emit("")
        self._arrange(home=home)

    def _arrange(self, **changes: bool | None) -> None:
        """Give each column its place; `changes` say what the page is doing from now on."""
        self._view = replace(self._view, **changes)  # type: ignore[arg-type]  # only `tree` may be None
        step = self._look.px(100) / 100
        shown = columns(self.width() / step, self._view)
        self._back.setVisible(shown.back)
        self.brands.narrow = shown.one
        self.box.roomy(not shown.one)
        self.brands.retranslate()
        gap, side = 8 if self.height() < self._look.px(480) else 12, 16 if shown.wide else 10
        self._column.setContentsMargins(side, gap, side, gap)
        self._column.setSpacing(gap)
        if self._made:
            self._arrange_body(shown)

    def _arrange_body(self, shown: Columns) -> None:
        self.home.setVisible(self._view.home and not (shown.one and shown.tree))
        self.tree.setVisible(shown.strip)
        self.tree.fold(not shown.tree)
        self.results.setVisible(shown.results and bool(self.results.model.hits))
        self.answer.setVisible(shown.answer)
        width = self._look.px(RESULTS_WIDTH if shown.wide else RESULTS_NARROW)
        self.results.setMinimumWidth(0 if shown.one else width)
        self.results.setMaximumWidth(ANY_WIDTH if shown.one else width)

    def back(self) -> None:
        """From the answer to the results in a narrow window."""
        self._view = replace(self._view, answer=False)
        found = bool(self.results.model.hits)
        if not found:
            self._fill_home()
        self._show_home(not found)
        self.box.field.setFocus()

    def escape(self) -> None:
        """Esc: close the view, then clear, then focus."""
        if not self._back.isHidden():
            self.back()
        elif self.box.field.text() or not self._view.home:
            self.box.field.clear()
            self.search("")
            self.box.field.setFocus()
        else:
            self.box.field.setFocus()

    def step(self, by: int) -> None:
        """↑ and ↓: move in the results while the box keeps the caret."""
        if not self._view.home:
            self.results.step(by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any printable key on the page goes to the box."""
        if is_typing(event):
            self.box.field.setFocus()
            self.box.field.insert(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # --- language and look ----------------------------------------------------------------------------------------

    def read_in(self, reading: Reading) -> None:
        """Show content in this reading from now on."""
        self.reading = reading
        if self._made:
            self.results.read_in(reading)
        self.retranslate()
        self.refresh()

    def refresh(self) -> None:
        """Show the same again: the language, the reading, the look or the shop file has changed."""
        if self._ready:
            self.brands.show_brands(self._desk.brands(), self._desk.shop.brands, self._only, self.reading)
            self.tree.show_categories(self._desk.categories(), self.reading)
            self._fill_home()
            self.results.count(self._found, self._category_title())
            if self.answer.answer is not None:
                self._show(self.answer.answer.id)
        self._arrange()

    def _dress(self) -> None:
        self.box.dress()
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        """The words around the content, in the language spoken now."""
        self.box.retranslate()
        self.brands.retranslate()
        if self._made:
            self.tree.retranslate()
        self.segments.words({"zh": "中文", "en": "English", "both": "双语"}, _("Read in"))
        self.segments.choose(self.reading.value)
        self._back.setIcon(self._look.icon("arrow-left", self._look.tokens.ink))
        self._back.setFixedSize(self._look.px(46), self._look.px(46))
        self._back.setAccessibleName(_("Back to the results"))
        self._back.setToolTip(_("Back to the results"))
