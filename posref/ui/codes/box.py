"""The search box: the one door where text enters, so card data is masked here before anybody sees it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit

from posref.core.mask import mask
from posref.core.normal import MAX_INPUT
from posref.lang import _
from posref.ui.look import Look
from posref.ui.parts import frame, label, restyle


class _Field(QLineEdit):
    focused = Signal(bool)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


class SearchBox:
    """A framed field with its icon and its hint; `asked` says what was typed, committed text only."""

    def __init__(self, look: Look) -> None:
        """Build the frame; `widget` goes into the layout."""
        self._look = look
        self.field = _Field()
        self.field.setObjectName("search")
        self._icon = QLabel()
        self._hint = label("", "tiny", wrap=False)
        layout = QHBoxLayout()
        layout.setContentsMargins(14, 4, 12, 4)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self.field, 1)
        layout.addWidget(self._hint)
        self.widget = frame("box", layout)
        self.field.focused.connect(self._show_focus)
        self.field.textChanged.connect(self._show_hint)
        self.retranslate()

    def clean(self, text: str) -> str:
        """What was typed, masked and bounded; the field shows the same and its undo cannot bring the rest back."""
        masked = mask(text)[:MAX_INPUT]
        if masked != text:
            self.field.setText(masked)
        return masked

    def dress(self) -> None:
        """Icon and height in the look's size and colour."""
        size = self._look.px(20)
        self._icon.setPixmap(self._look.pixmap("search", self._look.tokens.accent, size))
        self.widget.setFixedHeight(self._look.px(46))

    def roomy(self, is_roomy: bool) -> None:
        """Whether there is room beside the field to say what Esc does."""
        self._hint.setVisible(is_roomy)

    def retranslate(self) -> None:
        """The words in the language spoken now."""
        self.field.setPlaceholderText(_("Code or message on the screen"))
        self.field.setAccessibleName(_("Search: type the code or message on the terminal"))
        self._show_hint(self.field.text())
        self.dress()

    def _show_hint(self, text: str) -> None:
        self._hint.setText(_("Esc clears") if text else "")

    def _show_focus(self, has: bool) -> None:
        restyle(self.widget, "focused", "true" if has else "false")
