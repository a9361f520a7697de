"""Paints paper; prints milliseconds as marks.

    probe_paper.py sheet RUNS     `ours0` `theirs0` …: a daily checklist, A4, both readings, to PDF
    probe_paper.py handout RUNS   the same for a handout of every condition, and of as many codes as make 100 pages
    probe_paper.py preview RUNS   `seen0` …: in the Print page, from choosing a checklist to its preview painted

*Theirs* is the same text in the same fonts and sizes, in the order it is painted, a paragraph a line.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMarginsF, QObject
from PySide6.QtGui import (
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import posref.ui.app as program
from posref.core.types import Reading
from posref.fonts import families
from posref.paper.ink import Ink
from posref.paper.paint import lay_out, write_pdf
from posref.paper.sheet import Align, Line, Paper, Sheet
from posref.paths import find_paths
from posref.service.lookup import Desk
from posref.service.sheets import Sheets
from tests.bench.marks import say

PAGES = 100
DAILY = "daily-opening"


def handout(desk: Desk, sheets: Sheets) -> Sheet:
    """Every condition, then codes until the booklet is long enough."""
    found = (hit.id for category in desk.categories() for hit in desk.in_category(category.id).hits)
    conditions = list(dict.fromkeys(found))
    codes = [row[0] for row in desk.kb.rows("SELECT id FROM code ORDER BY id")]
    codes = [identity for identity in codes if (hit := desk.hit(identity)) and not hit.sensitive]
    for count in range(0, len(codes) + 20, 20):
        sheet = sheets.handout(identities=(*conditions, *codes[:count]))
        if len(lay_out(sheet).pages) >= PAGES:
            break
    return sheet


def lines_of(sheet: Sheet, path: Path) -> list[Line]:
    """Every line as it is painted."""
    found: list[Line] = []
    text = Ink.text

    def noting(ink: Ink, x: float, y: float, width: float, line: Line, align: Align = Align.LEFT) -> float:
        if ink.painter is not None and line.text:
            found.append(line)
        return text(ink, x, y, width, line, align)

    Ink.text = noting  # type: ignore[assignment,method-assign]  # watched, and put back
    write_pdf(sheet, path, "0")
    Ink.text = text  # type: ignore[method-assign]
    return found


def theirs(lines: list[Line], sheet: Sheet, path: Path) -> None:
    """The yardstick."""
    writer = QPdfWriter(str(path))
    writer.setTitle(sheet.title)
    writer.setResolution(1200)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(18, 16, 18, 16), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for place, line in enumerate(lines):
        form = QTextCharFormat()
        form.setFontFamilies(families(False, line.mono))
        form.setFontPointSize(line.size)
        form.setFontWeight(700 if line.bold else 400)
        if place:
            cursor.insertBlock()
        cursor.insertText(line.text, form)
    cursor.endEditBlock()
    document.print_(writer)


def compare(name: str, runs: int) -> None:
    """Ours, theirs, in turn; the first of each is not counted."""
    app = QGuiApplication([])
    desk = Desk(find_paths())
    folder = Path(os.environ["POSREF_BENCH_WORK"])
    sheets = Sheets(desk, Paper.A4, Reading.BOTH)
    sheet = sheets.checklist(DAILY, sheets.filled()) if name == "sheet" else handout(desk, sheets)
    lines = lines_of(sheet, folder / "ours.pdf")
    theirs(lines, sheet, folder / "theirs.pdf")
    for n in range(runs):
        start = time.perf_counter()
        pages = write_pdf(sheet, folder / "ours.pdf", "0")
        middle = time.perf_counter()
        theirs(lines, sheet, folder / "theirs.pdf")
        end = time.perf_counter()
        say(f"ours{n}", (middle - start) * 1000)
        say(f"theirs{n}", (end - middle) * 1000)
    say("pages", pages)
    desk.close()
    del app


FLUSHED = QEvent.Type(QEvent.registerEventType())


class Painted(QObject):
    """When the preview's last paint had been flushed; 0 while there is none of the sheet that is waited for."""

    def __init__(self, canvas: QObject) -> None:
        super().__init__()
        self.at = 0
        canvas.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QCoreApplication.postEvent(self, QEvent(FLUSHED))
        return False

    def customEvent(self, _event: QEvent) -> None:
        self.at = time.perf_counter_ns()


def preview(runs: int) -> None:
    """Choose one list after the other, the program at rest before each."""
    from posref.ui.printing.options import ChecklistOptions
    from posref.ui.printing.page import PrintPage
    from posref.ui.printing.preview import _Canvas

    app, desk, window = program.build(find_paths())
    window.show()
    QTest.qWaitForWindowExposed(window)
    window.start()
    window.show_page("print")
    QTest.qWait(2000)
    page = window.findChild(PrintPage)
    if page is None:
        raise TypeError("the Print page does not open")
    painted = Painted(page.preview.findChildren(_Canvas)[0])
    panel = page.panels["checklists"]
    if not isinstance(panel, ChecklistOptions):
        raise TypeError("the first panel is that of the checklists")
    for n in range(runs * 3):
        before = page.sheet
        start = time.perf_counter_ns()
        panel.list.setCurrentRow((panel.list.currentRow() + 1) % panel.list.count())
        while page.sheet is before:
            QApplication.processEvents()
        painted.at = 0
        while not painted.at:
            QApplication.processEvents()
        say(f"seen{n}", (painted.at - start) / 1e6)
        QTest.qWait(300)
    window.close()
    desk.close()
    del app


if sys.argv[1] == "preview":
    preview(int(sys.argv[2]))
else:
    compare(sys.argv[1], int(sys.argv[2]))
