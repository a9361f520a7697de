"""A line to fill in that keeps no card data: masked with the key that completes it, and undo cannot bring it back."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from posref.core.mask import mask


class Line(QLineEdit):
    """One line; whatever way a card number comes in, it does not stay."""

    def __init__(self, text: str = "", longest: int = 80) -> None:
        """Take what stands in it at first and how long it may get."""
        super().__init__()
        self.setMaxLength(longest)
        self.setText(mask(text)[:longest])
        self.textEdited.connect(self._clean)

    def _clean(self, text: str) -> None:
        if (masked := mask(text)) != text:
            self.setText(masked)
