"""Which papers a printer takes, and which of its own is nearest."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize

from posref.core.errors import UserError
from posref.ui.printing.spool import GONE, Forms, forms, ready

MM = QPageSize.Unit.Millimeter


def _form(width: float, height: float) -> QPageSize:
    return QPageSize(QSizeF(width, height), MM, f"{width} x {height}", QPageSize.SizeMatchPolicy.ExactMatch)


OWN = (_form(210, 297), _form(80, 297), _form(80, 200), _form(72, 200), _form(58, 210))


@pytest.mark.parametrize(
    ("width", "height", "custom", "most", "taken"),
    [
        (80, 200.4, False, (0, 0), True),
        (80, 431, False, (0, 0), False),
        (80, 431, True, (0, 0), True),
        (80, 431, True, (227, 1000), False),
        (80, 20, True, (227, 1000), False),
        (80, 300, True, (227, 1000), True),
    ],
)
def test_what_is_taken(width: float, height: float, custom: bool, most: tuple[int, int], taken: bool) -> None:
    assert Forms(OWN, custom, (100, 100), most).takes(QSizeF(width, height)) is taken


@pytest.mark.parametrize(
    ("size", "content", "nearest"),
    [((80, 431), 72, (80, 297)), ((80, 210), 72, (80, 200)), ((58, 400), 48, (58, 210)), ((76, 150), 72, (80, 200))],
)
def test_the_nearest(size: tuple[float, float], content: float, nearest: tuple[float, float]) -> None:
    found = Forms(OWN, False, (0, 0), (0, 0)).nearest(QSizeF(*size), content).size(MM)
    assert (found.width(), found.height()) == pytest.approx(nearest, abs=0.2)


def test_a_printer_that_is_not_there() -> None:
    assert forms("no such printer") is None
    with pytest.raises(UserError) as caught:
        ready("no such printer")
    assert caught.value.message == GONE
