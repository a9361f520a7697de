"""The window program: one QApplication, its look and language, the window, the net under it all."""

from __future__ import annotations

import os
import sys
from types import TracebackType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from posref import __version__
from posref.lang import _, system_language, use
from posref.paths import Paths, find_paths
from posref.service.lookup import Desk
from posref.ui.look import Look
from posref.ui.translate import QtTexts
from posref.ui.window import Window

OK, USAGE, FAILED = 0, 2, 3
IDLE = 4000
"""Milliseconds after the first paint until the whole knowledge base is checked against its hash."""


def run_window(arguments: list[str]) -> int:
    """Open the window; `--search TEXT` answers TEXT at once, `--self-check` opens, types and closes."""
    if arguments[:1] == ["--version"]:
        return _print(f"posref {__version__}")
    text, check = "", arguments[:1] == ["--self-check"]
    if arguments and not check:
        head, mark, tail = arguments[0].partition("=")
        text = tail if mark else " ".join(arguments[1:])
        if head != "--search" or not text:
            return _print("posref: --search wants what the terminal shows", error=True) or USAGE
    if not _has_display():
        return _print(NO_DISPLAY, error=True) or FAILED
    paths = find_paths()
    app, desk, window = build(paths)
    window.show()
    if check:
        return _self_check(app, desk, window)
    if text:
        window.start(text)
    window.painted.connect(lambda: QTimer.singleShot(0, window, lambda: _after_paint(window, paths, not text)))
    QTimer.singleShot(IDLE, window, lambda: _look_after(desk, window))
    status = app.exec()
    desk.close()
    return status


NO_CHINESE_FONT = (
    "No Chinese font is installed on this computer, so Chinese appears as boxes. "
    "Install one, for example Noto Sans CJK."
)
"""In English on purpose: the other language could not be read."""

NO_DISPLAY = (
    "posref: there is no display for the window (DISPLAY and WAYLAND_DISPLAY are not set); "
    "use the command line: posref lookup CODE / 没有可用的显示器，请改用命令行：posref lookup 代码"
)


def build(paths: Paths) -> tuple[QApplication, Desk, Window]:
    """The application, its desk and its window, not yet shown."""
    if QApplication.instance() is None:
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication.instance() or QApplication(["posref"])
    if not isinstance(app, QApplication):
        raise TypeError("a Qt application of another kind is running in this process")
    app.setApplicationName("posref")
    app.setApplicationVersion(__version__)
    app.setStyle("fusion")
    desk = Desk(paths)
    language = desk.shop.language or system_language()
    use(language, paths.i18n)
    texts = QtTexts()
    texts.speak(language)
    look = Look(paths.app, desk.shop.theme, desk.shop.text_size, language == "en")
    look.apply()
    look.follow_system()
    window = Window(desk, look, texts)
    sys.excepthook = _Net(paths, window)
    return app, desk, window


class _Net:
    """Catches what nobody else did: a crash report, a plain sentence, and the program goes on where it can."""

    def __init__(self, paths: Paths, window: Window) -> None:
        self._paths, self._window = paths, window

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        from posref.log import write_crash  # deferred with the crash

        path = write_crash(self._paths.user, kind, error, trace)
        if path:
            self._window.tell(
                _("Something went wrong in posref. A report without card data is in {path}.").format(path=path)
            )
        else:
            self._window.tell(_("Something went wrong in posref. The report could not be written."))


def _after_paint(window: Window, paths: Paths, start: bool) -> None:
    """What the first paint did not need: the knowledge base, then the log."""
    from posref.log import start_log  # deferred: logging costs as much as a page

    if start:
        window.start()
    start_log(paths.user)


def _look_after(desk: Desk, window: Window) -> None:
    """When nothing else runs: is there a Chinese font, and is the knowledge base whole?"""
    from PySide6.QtGui import QFontDatabase  # deferred: asked once, when nothing else runs

    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        window.tell(NO_CHINESE_FONT)
    elif not desk.intact():
        window.tell(_("The knowledge base is damaged. Install posref again; until then, do not rely on what it says."))


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _self_check(app: QApplication, desk: Desk, window: Window) -> int:
    """Type a code, read the answer, close: 0 when the answer stood on the screen."""
    window.start("55")
    app.processEvents()
    answer = window.codes.answer.answer
    window.close()
    desk.close()
    if answer is None or answer.condition != "pin-incorrect":
        return _print("posref: self-check failed: 55 was not answered", error=True) or FAILED
    return _print(f"posref {__version__}: self-check passed: {answer.id} answered")


def _print(text: str, error: bool = False) -> int:
    stream = sys.stderr if error else sys.stdout
    if stream is not None:
        stream.write(text + "\n")
    return OK
