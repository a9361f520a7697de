"""F1: the keys."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from posref.lang import N_, _
from posref.ui.parts import label

KEYS = (
    ("Ctrl+F", N_("Go to the search box")),
    ("Enter", N_("Open the chosen answer")),
    ("↑ ↓", N_("Move in the results")),
    ("Esc", N_("Close the view, then clear the box")),
    ("F11", N_("Full screen, and back")),
    ("Ctrl+P", N_("Print the action card of this answer")),
    ("Ctrl+Shift+P", N_("Print the quick sheet")),
    ("Ctrl+1", N_("Codes")),
    ("Ctrl+2", N_("Print")),
    ("Ctrl+5", N_("Settings")),
    ("F1", N_("These keys")),
)


class KeysDialog(QDialog):
    """A table of keys and what they do."""

    def __init__(self, parent: QWidget) -> None:
        """Build the table in the language spoken now."""
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for row, (keys, meaning) in enumerate(KEYS):
            grid.addWidget(label(keys, "strong", wrap=False), row, 0)
            grid.addWidget(label(_(meaning), wrap=False), row, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(grid)
        layout.addWidget(buttons)
