"""The one way off the GUI thread: work in the pool, its result or error back, forgotten when the owner is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal


class _Back(QObject):
    done = Signal(object)
    failed = Signal(object)


class _Work(QRunnable):
    def __init__(self, work: Callable[[], Any], back: _Back) -> None:
        super().__init__()
        self._work, self._back = work, back

    def run(self) -> None:
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001  whatever it is, the GUI thread decides
            self._send(self._back.failed, error)
        else:
            self._send(self._back.done, result)

    @staticmethod
    def _send(signal: Any, value: object) -> None:
        try:
            signal.emit(value)
        except RuntimeError:  # the owner is gone, and with it whoever wanted to know
            return


def run_task(
    owner: QObject, work: Callable[[], Any], done: Callable[[Any], object], failed: Callable[[Exception], object]
) -> None:
    """Run `work` in the pool; then `done` with its result or `failed` with its error, on the GUI thread."""
    back = _Back(owner)
    back.done.connect(done)
    back.failed.connect(failed)
    back.done.connect(back.deleteLater)
    back.failed.connect(back.deleteLater)
    QThreadPool.globalInstance().start(_Work(work, back))
