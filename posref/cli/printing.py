"""`posref print …`: a sheet as PDF, painted by the same code as the window's."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posref import __version__
from posref.cli.context import OK, Context, write_line
from posref.core.errors import UserError
from posref.lang import N_

if TYPE_CHECKING:
    from posref.paper.sheet import Sheet
    from posref.service.sheets import Sheets

PAPERS = ("a4", "a5", "a6", "letter", "80mm", "58mm")
BAD_MONTH = N_("{text} is no month. Write it like 2026-12.")
WRITTEN = N_("{path}: {n} pages")


def add_to(commands: Any) -> None:
    """Add the command with its five sheets."""
    parser = commands.add_parser("print", help="write a sheet as PDF")
    sheets = parser.add_subparsers(required=True, metavar="SHEET")
    for name, target, help_text in (
        ("checklist", "ID", "a checklist, for one run or as a month"),
        ("card", "ID", "an action card"),
        ("quick-sheet", None, "the shop's quick sheet"),
        ("handout", "CATEGORY", "a category as a booklet"),
        ("call-sheet", None, "what the provider will ask"),
    ):
        sheet = sheets.add_parser(name, help=help_text)
        if target:
            sheet.add_argument("target", metavar=target)
        sheet.add_argument("--pdf", required=True, metavar="FILE", help="the PDF to write")
        sheet.add_argument("--lang", choices=("zh", "en", "both"), help="language of the sheet")
        sheet.add_argument("--paper", choices=PAPERS, help="paper")
        sheet.add_argument("--month", metavar="YYYY-MM", help="as a month grid (checklist)")
        sheet.add_argument("--terminal", default="", help="which terminal")
        sheet.set_defaults(run=run, sheet=name)


def run(options: argparse.Namespace, context: Context) -> int:
    """Write the PDF; its path and pages on standard output."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication  # deferred, with the next: only printing loads Qt

    from posref.paper.paint import write_pdf
    from posref.paper.sheet import Paper
    from posref.service.lookup import Desk
    from posref.service.sheets import Sheets

    application = QGuiApplication.instance() or QGuiApplication(["posref"])
    desk = Desk(context.paths)
    try:
        default = "a6" if options.sheet == "card" else "a4"
        sheets = Sheets(desk, Paper.named(options.paper or default), context.reading)
        path = Path(options.pdf)
        pages = write_pdf(_sheet(options, sheets), path, __version__)
    finally:
        desk.close()
        del application
    write_line(context.say.gettext(WRITTEN).format(path=path, n=pages))
    return OK


def _sheet(options: argparse.Namespace, sheets: Sheets) -> Sheet:
    from posref.paper.compose.call_sheet import Call  # deferred, as above

    filled = sheets.filled(options.terminal)
    match options.sheet:
        case "checklist":
            return sheets.checklist(options.target, filled, _month(options.month))
        case "card":
            return sheets.card(options.target)
        case "handout":
            return sheets.handout(options.target)
        case "call-sheet":
            return sheets.call_sheet(Call(), filled)
        case _:
            return sheets.quick_sheet()


def _month(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise UserError(BAD_MONTH, text=text) from error
