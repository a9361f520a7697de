"""The PySide6 in use must not lose references to None: on Python 3.11 that ends the process (DECISIONS, 10)."""

import sys

import pytest
from PySide6.QtGui import QTextOption


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12")
def test_a_call_that_returns_nothing_keeps_none() -> None:
    option = QTextOption()
    before = sys.getrefcount(None)
    for _n in range(2000):
        option.setUseDesignMetrics(True)
    assert sys.getrefcount(None) > before - 1000
