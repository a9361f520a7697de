"""posref in a fresh process, through its own door, marking what the person in front of it sees.

probe_start.py                  marks `paint`, `ready` (the box took a key), `answered` (the results for that key)
probe_start.py --search 55      marks `paint` and `answer` (the answer panel painted with the answer)
"""

from __future__ import annotations

import sys

# isort: off
import posref.service.lookup  # noqa: F401  before PySide6, as the program's own door does it
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

# isort: on
import posref.ui.app as program
from posref.__main__ import main
from posref.paths import Paths
from posref.service.lookup import Desk
from posref.ui.window import Window
from tests.bench.marks import mark

KEY = "5"


class Watch(QObject):
    """Looks on: when the window, and then the rows or the answer, stand on the screen."""

    def __init__(self, window: Window, searching: bool) -> None:
        super().__init__()
        self.window, self.searching, self.done = window, searching, False
        window.painted.connect(self.window_painted)
        self.target: QObject | None = None
        self.make_body = window.codes._make_body
        window.codes._make_body = self.body_made  # type: ignore[method-assign]  # what is watched is made after the paint

    def body_made(self) -> None:
        self.make_body()
        codes = self.window.codes
        self.target = codes.answer if self.searching else codes.results.view.viewport()
        self.target.installEventFilter(self)

    def window_painted(self) -> None:
        QTimer.singleShot(0, self, self.flushed)

    def flushed(self) -> None:
        mark("paint")
        if not self.searching:
            self.type()

    def type(self) -> None:
        """A key goes to whatever has the keyboard; the box has to take it."""
        field = self.window.focusWidget()
        if not isinstance(field, QLineEdit) or field is not self.window.codes.box.field:
            sys.exit("the search box does not have the keyboard at the first paint")
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_5, Qt.KeyboardModifier.NoModifier, KEY)
            QCoreApplication.sendEvent(field, event)
        if field.text() != KEY:
            sys.exit("the search box did not take a key at the first paint")
        mark("ready")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.target and event.type() == QEvent.Type.Paint and not self.done and self.shown():
            self.done = True
            QTimer.singleShot(0, self, self.finish)
        return False

    def shown(self) -> bool:
        if self.searching:
            answer = self.window.codes.answer.answer
            return answer is not None and answer.code == sys.argv[-1]
        return self.window.codes.results.model.rowCount() > 0

    def finish(self) -> None:
        mark("answer" if self.searching else "answered")
        QApplication.quit()


build = program.build
watching: list[Watch] = []


def watched_build(paths: Paths) -> tuple[QApplication, Desk, Window]:
    """The program's own `build`, with somebody looking on."""
    app, desk, window = build(paths)
    watching.append(Watch(window, len(sys.argv) > 1))
    QTimer.singleShot(20_000, QApplication.quit)
    return app, desk, window


program.build = watched_build
sys.exit(main(sys.argv[1:]))
