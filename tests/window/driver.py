"""Runs `python -m posref …` as it is run, in a process of its own, and does to its window what a person would.

Not a test: `run_posref` starts this file as a program. It reads a plan (JSON) and prints what it saw (JSON).
"""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Callable
from typing import Any

SLOW = ("sqlalchemy", "yaml", "babel", "pypinyin", "opencc", "PySide6.QtPrintSupport", "PySide6.QtNetwork")
PLAN: dict[str, Any] = json.loads(sys.argv[1])
SAW: dict[str, Any] = {"sockets": [], "asked": {}, "sizes": {}}


def hear(event: str, values: tuple[Any, ...]) -> None:
    """Every socket this process makes or connects; the one to the display is none of the internet's."""
    if event in ("socket.__new__", "socket.connect", "socket.getaddrinfo", "socket.bind"):
        SAW["sockets"].append([event, repr(values)])


def watch() -> None:
    """Act once the window stands on the screen."""
    from posref.ui.window import Window

    real: Callable[..., None] = Window.__init__

    def made(self: Window, *arguments: Any) -> None:
        real(self, *arguments)
        self.painted.connect(lambda: painted(self))

    Window.__init__ = made  # type: ignore[method-assign,assignment]


def painted(window: Any) -> None:
    """The first paint: what is loaded now was loaded for it."""
    from PySide6.QtCore import QTimer

    SAW["loaded"] = sorted(name for name in SLOW if name in sys.modules)
    SAW["modules"] = len(sys.modules)
    QTimer.singleShot(300, window, lambda: act(window))


def act(window: Any) -> None:
    """Everything the plan asks for, then the end."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    try:
        SAW["platform"] = QGuiApplication.platformName()
        SAW["exposed"] = window.windowHandle().isExposed()
        SAW["start"] = seen(window)
        for text in PLAN.get("ask", []):
            SAW["asked"][text] = ask(window, text)
        for width, high in PLAN.get("sizes", []):
            SAW["sizes"][f"{width}x{high}"] = measure(window, width, high)
        if PLAN.get("journey"):
            journey(window)
    finally:
        window.close()
        QApplication.quit()


def seen(window: Any) -> dict[str, Any]:
    """What stands on the screen: box, rows, answer, title, notice."""
    answer = window.codes.answer.answer
    return {
        "box": window.codes.box.field.text(),
        "focus": window.codes.box.field.hasFocus(),
        "rows": [[hit.id, hit.condition, hit.match.rung] for hit in window.codes.results.model.hits],
        "answer": answer.id if answer else "",
        "condition": answer.condition if answer else "",
        "shown": window.codes.answer.isVisible(),
        "title": window.windowTitle(),
        "notice": window._notice.accessibleName() if window._notice.isVisible() else "",
    }


def ask(window: Any, text: str) -> dict[str, Any]:
    """Empty the box, type as a person does, wait for the answer."""
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtTest import QTest

    field = window.codes.box.field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    for sign in text:
        if sign.isascii():
            QTest.keyClicks(field, sign)
        else:
            event = QInputMethodEvent()
            event.setCommitString(sign)
            QCoreApplication.sendEvent(field, event)
    wanted = window.codes.results.chosen()
    for _n in range(100):
        QTest.qWait(10)
        answer = window.codes.answer.answer
        if wanted and answer and answer.id == wanted.id and not window.codes._later.isActive():
            break
    return seen(window)


def measure(window: Any, width: int, high: int) -> dict[str, Any]:
    """Whether the window takes the size, and what of it is out of sight."""
    from PySide6.QtCore import QPoint
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QScrollArea, QWidget

    window.resize(width, high)
    QTest.qWait(150)
    wide = []
    for area in window.findChildren(QScrollArea):
        bar = area.horizontalScrollBar()
        if area.isVisible() and (bar.maximum() > 0 or area.widget().width() > area.viewport().width()):
            wide.append(f"{type(area.parentWidget()).__name__} scrolls sideways")
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.window() is window and widget.width():
            left = widget.mapTo(window, QPoint(0, 0)).x()
            if left < 0 or left + widget.width() > window.width():
                wide.append(f"{type(widget).__name__} from {left} to {left + widget.width()}")
    field = window.codes.box.field
    return {
        "size": [window.width(), window.height()],
        "wide": wide,
        "box": field.isVisible() and field.width() >= 60 and not field.visibleRegion().isEmpty(),
    }


def journey(window: Any) -> None:
    """Look up, open, star, write down, settings, both languages, full screen, and back."""
    from dataclasses import replace

    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    ask(window, "55")
    QTest.keyClick(window.codes.box.field, Qt.Key.Key_Return)
    window.codes.answer.starred.emit("unionpay:55", True)
    window.toggle_full_screen()
    QTest.qWait(100)
    SAW["full"] = window.full_screen is not None and window.full_screen.isVisible()
    window.full_screen.leave()
    for language in ("en", "zh"):
        window.apply(replace(window._desk.shop, language=language, reading=language))
        QTest.qWait(50)
    window.show_page("settings")
    QTest.qWait(50)
    window.show_page("codes")
    SAW["nowhere"] = ask(window, "zqxwkjhg")
    window._desk.intact()
    SAW["shop"] = [str(window._desk.paths.user), window._desk.shop.recent]


if __name__ == "__main__":
    sys.addaudithook(hear)
    watch()
    sys.argv = ["posref", *PLAN.get("arguments", [])]
    status: object = 0
    try:
        runpy.run_module("posref", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        status = end.code
    SAW["status"] = status
    sys.stdout.write(json.dumps(SAW))
