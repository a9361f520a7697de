"""What the system says of a printer: whether it takes jobs, which forms it has, and whether it took the one just sent.

Qt on CUPS tells nobody when a job is refused; the library it sends the job with does, to whoever asks in its thread.
"""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize

from posref.core.errors import UserError
from posref.lang import N_
from posref.paper.paint import same_size

GONE = N_("The printer {name} is not there any more. Check that it is connected, or choose another one.")
STOPPED = N_("The printer {name} is paused or has stopped. Resume it in the system's printer settings, then try again.")
REFUSED = N_("The printer {name} did not take the sheet ({reason}). Nothing was printed; check it, then try again.")

POINT = 25.4 / 72
MINE, ACTIVE = 1, 0
"""For `cupsGetJobs`: only this user's, and only those not yet done."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The papers a printer has, and between which sizes (in points; 0: not said) it takes others."""

    sizes: tuple[QPageSize, ...]
    custom: bool
    least: tuple[int, int]
    most: tuple[int, int]

    def takes(self, size: QSizeF) -> bool:
        """Whether the printer has this paper, or takes it though it is none of its own."""
        if any(same_size(_millimetres(form), size) for form in self.sizes):
            return True
        sides = zip((size.width(), size.height()), self.least, self.most, strict=True)
        fits = all(least * POINT - 1 <= side <= (most * POINT + 1 if most else side) for side, least, most in sides)
        return self.custom and fits

    def nearest(self, size: QSizeF, content: float) -> QPageSize:
        """The form nearest in width, then in length, of those that the content fits on."""

        def apart(form: QPageSize) -> tuple[bool, int, float]:
            has = _millimetres(form)
            return has.width() < content - 1, round(abs(has.width() - size.width())), abs(has.height() - size.height())

        return min(self.sizes, key=apart)


def _millimetres(form: QPageSize) -> QSizeF:
    return form.size(QPageSize.Unit.Millimeter)


def forms(name: str) -> Forms | None:
    """The forms of a printer; None where it says nothing of them."""
    from PySide6.QtPrintSupport import QPrinterInfo  # deferred: a start needs no printer

    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo()
    if info.isNull() or not info.supportedPageSizes():
        return None
    return Forms(
        tuple(info.supportedPageSizes()),
        info.supportsCustomPageSizes(),
        _points(info.minimumPhysicalPageSize()),
        _points(info.maximumPhysicalPageSize()),
    )


def _points(form: QPageSize) -> tuple[int, int]:
    return form.sizePoints().width(), form.sizePoints().height()


def ready(name: str) -> None:
    """`UserError` where the printer is gone or stands still, before anything is sent."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # deferred, as above

    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise UserError(GONE, name=name)
    if info.state() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error):
        raise UserError(STOPPED, name=name)


def taken(name: str, title: str, whole: bool) -> None:
    """After the painting: `UserError` where CUPS refused the job. One that was stopped half way is taken back."""
    cups = _cups()
    if cups is None:
        return
    status = cups.cupsLastError()
    if status > LAST_GOOD:
        said = cups.cupsLastErrorString() or b""
        raise UserError(REFUSED, name=name, reason=said.decode("utf-8", "replace") or hex(status))
    if not whole:
        _take_back(cups, name, title)


LAST_GOOD = 0x00FF
"""Every greater status of IPP is an error."""


class _Job(ctypes.Structure):
    _fields_ = [
        ("id", ctypes.c_int),
        ("dest", ctypes.c_char_p),
        ("title", ctypes.c_char_p),
        ("user", ctypes.c_char_p),
        ("format", ctypes.c_char_p),
        ("state", ctypes.c_int),
        ("size", ctypes.c_int),
        ("priority", ctypes.c_int),
        ("completed", ctypes.c_long),
        ("created", ctypes.c_long),
        ("begun", ctypes.c_long),
    ]


def _take_back(cups: ctypes.CDLL, name: str, title: str) -> None:
    """Qt sends what is painted even when the painting stops: cancel the newest job of this title."""
    jobs = ctypes.POINTER(_Job)()
    count = cups.cupsGetJobs(ctypes.byref(jobs), name.encode(), MINE, ACTIVE)
    ours = [jobs[n].id for n in range(count) if jobs[n].title == title.encode()]
    if ours:
        cups.cupsCancelJob(name.encode(), max(ours))
    cups.cupsFreeJobs(count, jobs)


def _cups() -> ctypes.CDLL | None:
    """The library that Qt has just printed with; None on a system without CUPS."""
    if sys.platform == "win32":
        return None
    try:
        cups = ctypes.CDLL("libcups.2.dylib" if sys.platform == "darwin" else "libcups.so.2")
    except OSError:
        return None
    cups.cupsLastErrorString.restype = ctypes.c_char_p
    return cups
