"""Prints in a process of its own, in which libcups knows the test's server only: `client.py FOLDER` with plan.json.

Each order of the plan is printed, written as PDF and painted as preview; what came of it goes into told.json.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from math import ceil
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QWidget

from posref import __version__
from posref.core.checklist import Checklist
from posref.core.errors import UserError
from posref.core.types import Reading
from posref.lang import error_text
from posref.paper.compose.call_sheet import Call
from posref.paper.flow import Pages
from posref.paper.ink import Case, Ink
from posref.paper.paint import lay_out, page_size, paint_page, write_pdf
from posref.paper.sheet import Align, Line, Paper, Sheet
from posref.paths import find_paths
from posref.service.lookup import Desk
from posref.service.sheets import Sheets
from posref.ui.printing import output

DPI = 100
FINE = 4
"""The preview is painted so much finer and brought down again: as poppler's, its pixels say how much ink they hold."""

CALL = Call(
    "拉卡拉", "95016", "A8", "SN123", "123456789012345", "00000001", "55", "密码错 Incorrect PIN", "10:30", "重试"
)


class Client:
    """Makes sheets and prints them on the queues of one server."""

    def __init__(self, folder: Path) -> None:
        """Take the folder with the plan."""
        self.folder, self.desk = folder, Desk(find_paths())

    def sheet(self, kind: str, paper: str, reading: str) -> Sheet:
        """A sheet of a kind that is neither the shortest nor the longest."""
        sheets = Sheets(self.desk, Paper.named(paper), Reading(reading))
        lists = {c.id: c for c in sheets.checklists()}
        filled = sheets.filled("一号台", "李雷", "2026-11-20")
        grid: Checklist = next(c for c in lists.values() if c.grid)
        made: dict[str, Callable[[], Sheet]] = {
            "checklist": lambda: sheets.checklist(grid.id, filled),
            "month": lambda: sheets.checklist(grid.id, filled, date(2026, 11, 1)),
            "card": lambda: sheets.card(sheets.quick_sheet_codes()[0]),
            "quick-sheet": sheets.quick_sheet,
            "handout": lambda: sheets.handout(identities=sheets.quick_sheet_codes()[:12]),
            "call-sheet": lambda: sheets.call_sheet(CALL, filled),
        }
        return made[kind]()

    def printer(self, queue: str) -> QPrinter:
        """A printer on a queue, as the print dialog leaves it."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(queue)
        return printer

    def wait(self, mark: str) -> None:
        """Say that this point is reached, and go on when told to."""
        (self.folder / f"{mark}.reached").touch()
        while not (self.folder / f"{mark}.go").exists():
            time.sleep(0.01)

    def order(self, name: str, order: dict[str, Any]) -> dict[str, Any]:
        """One order of the plan: pages, paper and texts, or the sentence."""
        sheet = self.sheet(order["kind"], order["paper"], order["reading"])
        pages = lay_out(sheet)

        def told(done: int, _of: int) -> bool:
            if done == 1 and "wait" in order:
                self.wait(order["wait"])
            return done != order.get("stop")

        said: dict[str, Any] = {"laid": [sheet.width, pages.height, len(pages.pages)], "title": sheet.title}
        try:
            if order.get("dialog"):
                return said | {"printed": output.print_sheet(QWidget(), sheet, pages)}
            printer = self.printer(order["queue"])
            if "before" in order:
                self.wait(order["before"])
            said["pages"] = output.print_on(printer, sheet, pages, told)
        except UserError as error:
            return said | {"sentence": error_text(error)}
        size = page_size(printer)
        said["paper"] = [size.width(), size.height()]
        if order.get("pictures"):
            said["texts"] = _texts(sheet, pages, self.folder, name)
            write_pdf(sheet, self.folder / f"{name}.pdf", __version__)
        return said


def _texts(sheet: Sheet, pages: Pages, folder: Path, name: str) -> list[str]:
    """Paint the preview's pages as pictures; the texts that were set, page by page."""
    texts: list[str] = []
    case = Witness(sheet.reading is Reading.EN, sheet.paper.is_roll)
    for number in range(len(pages.pages)):
        width, height = (ceil(side * DPI / 25.4) * FINE for side in (sheet.width, pages.height))
        image = QImage(width, height, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        paint_page(sheet, pages, number, painter, DPI * FINE / 25.4, case)
        painter.end()
        image.save(str(folder / f"{name}-preview-{number + 1:03}.png"))
    texts += case.texts
    return texts


class Witness(Case):
    """A case that notes which texts were painted."""

    def __init__(self, english: bool, roll: bool) -> None:
        super().__init__(english, roll, keep=True)
        self.texts: list[str] = []


def _noting(ink: Ink, x: float, y: float, width: float, line: Line, align: Align = Align.LEFT) -> float:
    if ink.painter is not None and line.text and isinstance(ink._case, Witness):
        ink._case.texts.append(line.text)
    return _text(ink, x, y, width, line, align)


_text, Ink.text = Ink.text, _noting  # type: ignore[assignment,method-assign]  # watched here only


def main() -> None:
    """Do the plan."""
    folder = Path(sys.argv[1])
    plan = json.loads((folder / "plan.json").read_text("utf-8"))
    application = QApplication([])
    client = Client(folder)
    told: dict[str, Any] = {"": {"printers": QPrinterInfo.availablePrinterNames()}}
    spool = Path(os.environ["CUPS_SERVER"]).parent / "spool"
    for name, order in plan.items():
        before = set(spool.glob("d?????-001"))
        told[name] = client.order(name, order)
        told[name]["jobs"] = sorted(str(p) for p in set(spool.glob("d?????-001")) - before)
    (folder / "told.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    client.desk.close()
    del application


if __name__ == "__main__":
    main()
