"""Out of the window: to a printer or a PDF, with progress that can be stopped. QtPrintSupport is loaded here only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressDialog, QWidget

from posref import __version__
from posref.core.errors import UserError
from posref.lang import N_, _
from posref.paper.flow import Pages
from posref.paper.paint import Told, lay_out, page_size, paint, paper_size, set_layout, set_page, write_pdf
from posref.paper.sheet import Sheet
from posref.ui.printing import spool

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

NO_PRINTER = N_("No printer is set up on this computer. Save a PDF instead, or set a printer up in the system.")
LONG = 6
"""Sheets of more pages show progress."""


class Progress:
    """Tells how far the painting is, keeps the window alive, and knows when it was stopped."""

    def __init__(self, owner: QWidget, pages: int) -> None:
        """Take the window it belongs to and how many pages there are; short sheets show nothing."""
        self._dialog: QProgressDialog | None = None
        if pages > LONG:
            self._dialog = QProgressDialog(_("Painting pages…"), _("Stop"), 0, pages, owner)
            self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
            self._dialog.setMinimumDuration(0)
            self._dialog.setValue(0)

    def __call__(self, done: int, _of: int) -> bool:
        """After each page: go on?"""
        if self._dialog is None:
            return True
        self._dialog.setValue(done)
        QApplication.processEvents()
        return not self._dialog.wasCanceled()

    def close(self) -> None:
        """Done, one way or the other."""
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()


def file_name(sheet: Sheet) -> str:
    """A sensible name: the title without what file systems refuse."""
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", sheet.title)
    return " ".join(name.split())[:80] or sheet.name


def ask_pdf(owner: QWidget, sheet: Sheet) -> Path | None:
    """Where to save the PDF, or None where the user changed their mind."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    start = str(Path(folder or ".") / f"{file_name(sheet)}.pdf")
    chosen, _filter = QFileDialog.getSaveFileName(owner, _("Save as PDF"), start, "PDF (*.pdf)")
    if not chosen:
        return None
    return Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")


def save_pdf(owner: QWidget, sheet: Sheet, path: Path, pages: Pages) -> bool:
    """Write the PDF; false when it was stopped. `UserError` with a sentence when it cannot be written."""
    progress = Progress(owner, len(pages.pages))
    try:
        return write_pdf(sheet, path, __version__, progress, pages) > 0
    finally:
        progress.close()


def print_sheet(owner: QWidget, sheet: Sheet, pages: Pages) -> bool:
    """Ask for printer and copies, and print; false when the user changed their mind or stopped it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo  # deferred: a start needs no printer

    if not QPrinterInfo.availablePrinterNames():
        raise UserError(NO_PRINTER)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_page(printer, sheet, pages)
    dialog = QPrintDialog(printer, owner)
    dialog.setWindowTitle(_("Print"))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    progress = Progress(owner, len(pages.pages))
    try:
        return print_on(printer, sheet, pages, progress) > 0
    finally:
        progress.close()


def print_on(printer: QPrinter, sheet: Sheet, pages: Pages, told: Told = lambda _done, _of: True) -> int:
    """Print on this printer; how many pages, 0 when it was stopped. `UserError` with a sentence where it is not taken.

    A roll's sheet has more pages than it was laid out on where the printer refuses its length.
    """
    name = printer.printerName()
    native = printer.outputFormat() is printer.OutputFormat.NativeFormat
    if native:
        spool.ready(name)
    printer.setDocName(file_name(sheet))
    printer.setCreator(f"posref {__version__}")
    pages = give_paper(printer, sheet, pages)
    done = paint(sheet, printer, pages, told)
    whole = done == len(pages.pages)
    if native:
        spool.taken(name, file_name(sheet), whole)
    return done if whole else 0


def give_paper(printer: QPrinter, sheet: Sheet, pages: Pages) -> Pages:
    """Set the sheet's paper; where the printer refuses a roll's length, the sheet on pages of its nearest form."""
    took = set_page(printer, sheet, pages)
    if not sheet.paper.is_roll:
        return pages
    wanted = paper_size(sheet, pages)
    forms = spool.forms(printer.printerName())
    if took and (forms is None or forms.takes(wanted)):
        return pages
    if forms and forms.sizes:
        set_layout(printer, forms.nearest(wanted, sheet.content), QPageLayout.Orientation.Portrait)
    return lay_out(sheet, form=page_size(printer).height())
