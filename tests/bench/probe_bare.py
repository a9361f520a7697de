"""The yardstick: a bare PySide6 window in a fresh process. `plain` puts a box, a list and a label into it.

probe_bare.py [plain] [memory]
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QMainWindow, QVBoxLayout, QWidget

from tests.bench.marks import mark, memory, say

SIZE = (1366, 695)
SETTLED = 700


class Bare(QMainWindow):
    """Says when it was first painted."""

    seen = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.seen:
            self.seen = True
            QTimer.singleShot(0, self.painted)  # once this paint has been flushed

    def painted(self) -> None:
        mark("paint")
        if "memory" in sys.argv:
            QTimer.singleShot(SETTLED, self.weigh)
        else:
            QApplication.quit()

    def weigh(self) -> None:
        for name, size in memory().items():
            say(name, size)
        QApplication.quit()


def fill(window: QMainWindow) -> None:
    """What any small program has: a box with the keyboard in it, a list, a line of text."""
    centre = QWidget()
    column = QVBoxLayout(centre)
    box, rows = QLineEdit(), QListWidget()
    box.setPlaceholderText("搜索 Search")
    rows.addItems([f"{n:03d} 收银机无法开机 Terminal does not power on" for n in range(50)])
    for widget in (box, rows, QLabel("离线参考 Offline reference")):
        column.addWidget(widget)
    window.setCentralWidget(centre)
    box.setFocus()


if __name__ == "__main__":
    app = QApplication(["bare"])
    window = Bare()
    if "plain" in sys.argv:
        fill(window)
    window.resize(*SIZE)
    window.show()
    sys.exit(app.exec())
