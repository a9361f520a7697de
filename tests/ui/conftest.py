"""Opens the real window on the real knowledge base, and sees to it that nothing of it is left behind."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from PySide6.QtCore import QAbstractAnimation, QObject, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from posref.paths import Paths
from posref.store.shop import Shop, save_shop
from posref.ui.app import build
from posref.ui.look import Look
from tests.ui.screen import Opener, Screen, settle

SET_UP = Shop(welcomed=True)
"""A shop whose first-start card is done; `None` leaves the shop file as it is."""

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def i18n(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues of now, whatever was compiled before."""
    folder = tmp_path_factory.mktemp("i18n")
    for source in (ROOT / "i18n").glob("*/LC_MESSAGES/posref.po"):
        target = folder / source.relative_to(ROOT / "i18n").with_suffix(".mo")
        target.parent.mkdir(parents=True)
        with source.open("rb") as stream, target.open("wb") as out:
            write_mo(out, read_po(stream))
    return folder


@pytest.fixture
def paths(paths: Paths, i18n: Path) -> Paths:
    """The places of a run, with the catalogues of now."""
    return replace(paths, i18n=i18n)


@pytest.fixture(scope="session")
def _frozen(qapp: QApplication) -> None:
    """What was there before the first window is not looked through after each test."""
    gc.collect()
    gc.freeze()


def _active(thing: object) -> bool:
    if isinstance(thing, QTimer):
        return thing.isActive()
    if isinstance(thing, QAbstractAnimation):
        return thing.state() is QAbstractAnimation.State.Running
    return isinstance(thing, Look)


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication, _frozen: None) -> Iterator[None]:
    """After each test no window, active timer or animation, theme watcher or thread is left."""
    yield
    QThreadPool.globalInstance().waitForDone(10_000)  # work under way ends; work that never ends is left
    settle()
    gc.collect()
    kinds = (QTimer, QAbstractAnimation, Look)
    things: list[object] = [thing for thing in gc.get_objects() if issubclass(type(thing), kinds)]
    left = [str(widget) for widget in QApplication.topLevelWidgets()]
    left += [str(thing) for thing in things if isinstance(thing, QObject) and isValid(thing) and _active(thing)]
    left += [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
    for widget in QApplication.topLevelWidgets():  # one failure is one failure, not that of all that follow
        widget.deleteLater()
    settle()
    assert not left, "left behind: " + ", ".join(left)
    assert QThreadPool.globalInstance().activeThreadCount() == 0


@pytest.fixture
def open_window(qtbot: QtBot, paths: Paths, nothing_left: None) -> Iterator[Opener]:
    """Opens the window as the program does; `net` leaves the program's own exception hook in place."""
    opened: list[Screen] = []
    hook = sys.excepthook

    def open_one(
        shop: Shop | None = SET_UP, size: tuple[int, int] = (1366, 695), *, net: bool = False,
        places: Paths | None = None, start: str | None = "",
    ) -> Screen:  # fmt: skip
        where = places or paths
        if shop is not None:
            save_shop(where.user, shop)
        _app, desk, window = build(where)
        if not net:
            sys.excepthook = hook
        window.resize(*size)
        opened.append(Screen(qtbot, window, desk))
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        if start is not None:
            window.start(start)
        settle()
        return opened[-1]

    yield open_one
    sys.excepthook = hook
    for screen in opened:
        screen.window._texts.speak("en")
        screen.window.close()
        screen.window.deleteLater()
        screen.desk.close()
        vars(screen).clear()
    opened.clear()


@pytest.fixture
def screen(open_window: Opener) -> Screen:
    """The window in Chinese, at its first size, its first-start card done."""
    return open_window(Shop(language="zh", reading="zh", welcomed=True))
