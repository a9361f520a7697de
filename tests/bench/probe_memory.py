"""posref in a fresh process: twenty look-ups with their answers shown, then what the process holds."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

import posref.ui.app as program
from posref.__main__ import main
from posref.paths import Paths
from posref.service.lookup import Desk
from posref.ui.window import Window
from tests.bench.marks import memory, say

QUERIES = (
    "55", "51", "68", "05", "91", "96", "04", "41", "61", "75", "yuebuzu", "do not honor", "insufficient funds",
    "dayinji", "card", "XX", "zzqx77", "10", "A0", "no paper",
)  # fmt: skip
BETWEEN, SETTLED = 120, 1500


class Typist:
    """Types one query after another, opens each, then weighs the process."""

    def __init__(self, window: Window) -> None:
        self.window, self.left = window, list(QUERIES)
        window.painted.connect(self.later)

    def later(self) -> None:
        QTimer.singleShot(300, self.window, self.next)

    def next(self) -> None:
        if not self.left:
            QTimer.singleShot(SETTLED, self.window, self.weigh)
            return
        field = self.window.codes.box.field
        field.selectAll()
        for sign in self.left.pop(0):
            self.key(Qt.Key(ord(sign.upper())), sign)
        self.key(Qt.Key.Key_Return, "\r")
        if self.window.codes.answer.answer is None:
            sys.exit("no answer was shown")
        QTimer.singleShot(BETWEEN, self.window, self.next)

    def key(self, key: Qt.Key, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QCoreApplication.sendEvent(self.window.codes.box.field, event)

    def weigh(self) -> None:
        for name, size in memory().items():
            say(name, size)
        QApplication.quit()


build = program.build
typists: list[Typist] = []


def watched_build(paths: Paths) -> tuple[QApplication, Desk, Window]:
    """The program's own `build`, with a typist at the keyboard."""
    app, desk, window = build(paths)
    typists.append(Typist(window))
    return app, desk, window


program.build = watched_build
program.IDLE = 1000  # what it does when nothing else runs is weighed too
sys.exit(main([]))
