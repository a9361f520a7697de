"""My brands beside the box: which they are, a menu to change them, and the switch *only these*."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton

from posref.core.types import Brand, Reading
from posref.lang import _, ngettext, pgettext
from posref.ui.look import Look

NAMES = 2


class BrandButton(QToolButton):
    """Says the chosen brands; its menu ticks them. `picked` carries all chosen ids, `only` the switch."""

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
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self)
        self._menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill)

    def show_brands(self, brands: tuple[Brand, ...], chosen: tuple[str, ...], is_only: bool, reading: Reading) -> None:
        """Show which brands are the shop's."""
        self._brands, self._chosen, self._is_only, self._reading = brands, list(chosen), is_only, reading
        self.retranslate()

    def retranslate(self) -> None:
        """The words in the language and width of now."""
        names = [b.title.main(self._reading) for b in self._brands if b.id in self._chosen]
        said = pgettext("between names", ", ").join(names[:NAMES])
        more = len(names) - NAMES
        if self.narrow or not names:
            text = ngettext("{n} brand", "{n} brands", len(names)).format(n=len(names)) if names else _("My brands")
        else:
            text = _("My brands") + "  " + said + (f" +{more}" if more > 0 else "")
        if self._is_only:
            text += " · " + _("only these")
        self.setText(text)
        self.setIcon(self._look.icon("chevron-down", self._look.tokens.ink))
        self.setIconSize(QSize(self._look.px(16), self._look.px(16)))
        self.setFixedHeight(self._look.px(46))
        spoken = pgettext("between names", ", ").join(names) or _("none chosen")
        self.setAccessibleName(_("My brands: {names}").format(names=spoken))
        self.setToolTip(_("Codes of your brands come first"))

    def _fill(self) -> None:
        self._menu.clear()
        for brand in self._brands:
            action = QAction(brand.title.main(self._reading), self._menu)
            action.setCheckable(True)
            action.setChecked(brand.id in self._chosen)
            action.setData(brand.id)
            action.toggled.connect(self._toggled)
            self._menu.addAction(action)
        self._menu.addSeparator()
        only = QAction(_("Only these, until posref is closed"), self._menu)
        only.setCheckable(True)
        only.setChecked(self._is_only)
        only.setEnabled(bool(self._chosen))
        only.toggled.connect(self.only)
        self._menu.addAction(only)

    def _toggled(self, on: bool) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            identity = str(action.data())
            self._chosen = [i for i in self._chosen if i != identity] + ([identity] if on else [])
            self.picked.emit(list(self._chosen))
