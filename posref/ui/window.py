"""The frame: rail, notice bar, shortcuts. Pages other than Codes are made when first shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFontMetrics, QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMainWindow, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from posref.core.errors import UserError
from posref.core.types import Reading
from posref.lang import N_, _, current, error_text, system_language, use
from posref.service.lookup import Desk
from posref.store.shop import Shop
from posref.ui.codes.page import CodesPage
from posref.ui.look import Look
from posref.ui.parts import button, frame, label
from posref.ui.tokens import TINY
from posref.ui.translate import QtTexts

if TYPE_CHECKING:
    from posref.ui.full_screen import FullScreen
    from posref.ui.printing.page import PrintPage
    from posref.ui.settings.page import SettingsPage

PAGES = (
    ("codes", "search", N_("Codes"), 1),
    ("print", "printer", N_("Print"), 2),
    ("settings", "settings", N_("Settings"), 5),
)
"""Name, icon, word and the digit of Ctrl+… of each page; a page that is not finished is not here."""

SMALLEST = QSize(800, 430)
FIRST = QSize(1366, 695)
NOTICES = 3
"""Sentences the bar shows at a time, the newest last."""


class Window(QMainWindow):
    """The whole program on the screen. `painted` says when it first stands there."""

    painted = Signal()

    def __init__(self, desk: Desk, look: Look, texts: QtTexts) -> None:
        """Build the frame and the Codes page; nothing is read from the knowledge base yet."""
        super().__init__()
        self._desk, self._look, self._texts = desk, look, texts
        self._seen = False
        self.full_screen: FullScreen | None = None
        self.codes = CodesPage(desk, look, reading_of(desk.shop))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.codes)
        self._settings: SettingsPage | None = None
        self._print: PrintPage | None = None
        self._buttons: dict[str, QToolButton] = {}
        self._notice_text = label("")
        self._notice = self._notice_bar()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._notice)
        right.addWidget(self._pages, 1)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        self._rail = self._make_rail()
        body.addWidget(self._rail)
        body.addLayout(right, 1)
        centre = QWidget()
        centre.setProperty("kind", "page")
        centre.setLayout(body)
        self.setCentralWidget(centre)
        self.setMinimumSize(SMALLEST)
        self.resize(FIRST)
        self._connect()
        self._shortcuts()
        self.show_page("codes")
        self._title("")
        self.retranslate()
        self.codes.box.field.setFocus()

    def _make_rail(self) -> QWidget:
        column = QVBoxLayout()
        column.setContentsMargins(6, 10, 6, 10)
        column.setSpacing(6)
        for name, _icon, _word, _digit in PAGES:
            made = QToolButton()
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            made.setProperty("page", name)
            made.clicked.connect(self._rail_pressed)
            self._buttons[name] = made
            if name == "settings":
                column.addStretch(1)
            column.addWidget(made)
        return frame("rail", column)

    def _notice_bar(self) -> QWidget:
        row = QHBoxLayout()
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self._notice_text, 1)
        self._notice_close = button("", self._hide_notice)
        row.addWidget(self._notice_close)
        bar = frame("notice", row)
        bar.hide()
        return bar

    def _connect(self) -> None:
        self.codes.told.connect(self.tell)
        self.codes.titled.connect(self._title)
        self.codes.settings.connect(self._go_settings)
        self.codes.card.connect(self.print_card)
        self.codes.handout.connect(self.print_handout)
        self.codes.present.connect(self.toggle_full_screen)
        self.codes.reading_picked.connect(self._pick_reading)
        self.codes.box.field.installEventFilter(self)
        self._look.changed.connect(self.retranslate)

    def _shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+F", self._find),
            ("F11", self.toggle_full_screen),
            ("F1", self.show_keys),
            ("Ctrl+P", self.print_card),
            ("Ctrl+Shift+P", self.print_quick_sheet),
            ("Esc", self._escape),
            *((f"Ctrl+{digit}", self._page_shower(name)) for name, _icon, _word, digit in PAGES),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)

    def _page_shower(self, name: str) -> object:
        def show() -> None:
            self.show_page(name)

        return show

    # --- starting -------------------------------------------------------------------------------------------------

    def start(self, text: str = "") -> None:
        """Open the knowledge base, show what waits, tell what was found damaged."""
        self.codes.start(text)
        for notice in self._desk.notices():
            self.tell(error_text(notice))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.full_screen is not None:
            self.full_screen.leave()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self.painted.emit()

    # --- pages ----------------------------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Show a page, made when it is first visited."""
        page = self._page(name)
        self._buttons["codes" if page is self.codes else name].setChecked(True)
        self._pages.setCurrentWidget(page)
        self._dress_rail()
        if page is self.codes:
            self.codes.box.field.setFocus()

    def _page(self, name: str) -> QWidget:
        """The page of this name; Codes where it cannot be made."""
        try:
            if name == "settings":
                return self._ready_settings()
            return self._ready_print() if name == "print" else self.codes
        except UserError as error:
            self.tell(error_text(error))
            return self.codes

    def _ready_settings(self) -> SettingsPage:
        """Made when first visited; later brought up to what the Codes page has kept meanwhile."""
        from posref.ui.settings.page import SettingsPage  # deferred: most days nobody opens it

        if self._settings is None:
            self._settings = SettingsPage(self._desk, self._look)
            self._settings.changed.connect(self.apply)
            self._pages.addWidget(self._settings)
        elif self._pages.currentWidget() is not self._settings:
            self._settings.retranslate()
        return self._settings

    def _ready_print(self) -> PrintPage:
        """Made when first visited, and again after the language or the look has changed."""
        from posref.ui.printing.page import PrintPage  # deferred: a start prints nothing

        if self._print is None:
            self._print = PrintPage(self._desk, self._look, self.codes.reading)
            self._print.told.connect(self.tell)
            self._print.shop_changed.connect(self.apply)
            self._pages.addWidget(self._print)
        return self._print

    def _forget_print(self) -> None:
        if self._print is not None:
            if self._pages.currentWidget() is self._print:
                self.show_page("codes")
            self._pages.removeWidget(self._print)
            self._print.deleteLater()
            self._print = None

    def print_card(self) -> None:
        """Ctrl+P: the action card of the answer on the screen, else the Print page as it is."""
        answer = self.codes.shown()
        self.show_page("print")
        if self._print is not None and answer is not None and answer.facts:
            self._print.show_card(answer.id)

    def print_quick_sheet(self) -> None:
        """Ctrl+Shift+P: the quick sheet."""
        self.show_page("print")
        if self._print is not None:
            self._print.show_tab("quick-sheet")

    def print_handout(self, category: str, ids: tuple[str, ...]) -> None:
        """A category's menu, or a selection in the results."""
        self.show_page("print")
        if self._print is not None:
            self._print.show_handout(category, ids)

    def _rail_pressed(self) -> None:
        self.show_page(str(self.sender().property("page")))

    def _go_settings(self) -> None:
        self.show_page("settings")

    def _find(self) -> None:
        self.show_page("codes")
        self.codes.box.field.setFocus()
        self.codes.box.field.selectAll()

    def _escape(self) -> None:
        if self.full_screen is not None:
            self.full_screen.leave()
        elif self._pages.currentWidget() is not self.codes:
            self.show_page("codes")
        else:
            self.codes.escape()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ and ↓ in the box move in the results; everything else is the box's own."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
            if (key := Qt.Key(event.key())) in steps:
                self.codes.step(steps[key])
                return True
        return super().eventFilter(watched, event)

    # --- settings -------------------------------------------------------------------------------------------------

    def apply(self, shop: Shop) -> None:
        """Keep the changed shop and let every page follow: language, reading, theme, text size, brands."""
        before = self._desk.shop
        try:
            self._desk.change_shop(lambda _before: shop)
        except UserError as error:
            self.tell(error_text(error))
        language = shop.language or system_language()
        if language != current():
            use(language)
            self._texts.speak(language)
        self._look.change(shop.theme, shop.text_size, language == "en")
        self.codes.read_in(reading_of(shop))
        self.retranslate()
        keys = ("language", "reading", "theme", "text_size")
        if any(getattr(before, key) != getattr(shop, key) for key in keys):
            self._rebuild_settings()
            self._forget_print()

    def _rebuild_settings(self) -> None:
        """The words of Settings anew; the widget that asked for it is still in its own signal, so afterwards."""
        from PySide6.QtCore import QTimer

        old = self._settings
        if old is not None:
            QTimer.singleShot(0, old, old.retranslate)

    def _pick_reading(self, reading: str) -> None:
        """The switch beside the box: 中文 and English change words and content, 双语 only the content."""
        language = self._desk.shop.language if reading == "both" else reading
        self.apply(replace(self._desk.shop, reading=reading, language=language or current()))

    # --- telling --------------------------------------------------------------------------------------------------

    def tell(self, sentence: str) -> None:
        """Say one thing in the bar above the page, under what still stands there, until it is closed."""
        before = [] if self._notice.isHidden() else self._notice_text.text().split("\n")
        said = "\n".join((*(line for line in before if line != sentence), sentence)[-NOTICES:])
        self._notice_text.setText(said)
        self._notice.setVisible(bool(sentence))
        self._notice.setAccessibleName(said)

    def _hide_notice(self) -> None:
        self._notice.hide()

    def _title(self, text: str) -> None:
        self.setWindowTitle(f"{text} — posref" if text else "posref")

    def toggle_full_screen(self) -> None:
        """F11: the answer over the whole screen, and back."""
        if self.full_screen is not None:
            self.full_screen.leave()
            return
        answer = self.codes.shown()
        if answer is None:
            return
        from posref.ui.full_screen import FullScreen  # deferred: made when asked for

        self.full_screen = FullScreen(self._look, answer, self.codes.reading)
        self.full_screen.closed.connect(self._left_full_screen)
        self.full_screen.showFullScreen()

    def _left_full_screen(self) -> None:
        self.full_screen = None
        self.activateWindow()

    def show_keys(self) -> None:
        """F1: what each key does."""
        from posref.ui.keys import KeysDialog  # deferred: made when asked for

        dialog = KeysDialog(self)
        dialog.exec()
        dialog.deleteLater()

    def retranslate(self) -> None:
        """The words of the frame and of the pages, in the language spoken now."""
        self._dress_rail()
        self._rail.setFixedWidth(self._rail_width() + 12)
        self._notice_close.setText(_("Close"))
        self.codes.retranslate()

    def _rail_width(self) -> int:
        """As wide as the longest word on it."""
        metrics = QFontMetrics(self._look.font(TINY, bold=True))
        return max(self._look.px(60), *(metrics.horizontalAdvance(_(word)) + 12 for _n, _i, word, _d in PAGES))

    def _dress_rail(self) -> None:
        size = self._look.px(24)
        for name, icon, word, digit in PAGES:
            made = self._buttons[name]
            made.setText(_(word))
            made.setIcon(
                self._look.icon(icon, self._look.tokens.accent if made.isChecked() else self._look.tokens.quiet, size)
            )
            made.setIconSize(QSize(size, size))
            made.setFixedSize(self._rail_width(), self._look.px(58))
            made.setToolTip(f"Ctrl+{digit}")
            made.setAccessibleName(_(word))


def reading_of(shop: Shop) -> Reading:
    """The language content is read in: the shop's choice, else the interface's language."""
    if shop.reading in tuple(Reading):
        return Reading(shop.reading)
    return Reading.ZH if (shop.language or system_language()) == "zh" else Reading.EN
