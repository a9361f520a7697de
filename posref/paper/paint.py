"""Sheets on paper: one painting for preview, printer and PDF. With `ink` and `blocks` the only Qt in this room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from PySide6.QtCore import QByteArray, QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from posref.core.errors import UserError
from posref.core.types import Reading
from posref.lang import N_
from posref.paper.blocks import Setting
from posref.paper.flow import FOOT, Pages, flow
from posref.paper.ink import UNIT, Ink
from posref.paper.sheet import Align, Block, Line, Sheet

NOT_WRITTEN = N_("The PDF could not be written to {path} ({reason}). Choose another folder, or close the file.")
NO_PAINTER = N_("The printer did not accept the sheet. Is it switched on, and has it paper?")

Told = Callable[[int, int], bool]
"""Told after each page how many of how many are done; false stops."""


def lay_out(sheet: Sheet) -> Pages:
    """The sheet's pages: measured with the same code that paints them, twice where an index needs page numbers."""
    ink = Ink(None, sheet.reading is Reading.EN, sheet.paper.is_roll)

    def measured(anchors: dict[str, int]) -> Callable[[Block, float, float], float]:
        def measure(block: Block, width: float, tight: float) -> float:
            return Setting(ink, sheet.side, width, tight, anchors).set(block, 0.0)

        return measure

    return flow(sheet, measured({}))


def set_page(device: QPagedPaintDevice, sheet: Sheet, pages: Pages) -> bool:
    """Give the device the sheet's paper, without margins of its own; whether it took the size."""
    size = QSizeF(sheet.paper.value[1], sheet.paper.value[2] or pages.height)
    page = QPageSize(size, QPageSize.Unit.Millimeter, sheet.paper.word, QPageSize.SizeMatchPolicy.FuzzyMatch)
    turn = QPageLayout.Orientation.Landscape if sheet.landscape else QPageLayout.Orientation.Portrait
    return device.setPageLayout(QPageLayout(page, turn, QMarginsF(), QPageLayout.Unit.Millimeter))


def _go_on(_done: int, _of: int) -> bool:
    return True


def paint(sheet: Sheet, device: QPagedPaintDevice, pages: Pages | None = None, told: Told = _go_on) -> int:
    """Paint the sheet on a device whose page is set; the number of pages painted. `UserError` where it takes none."""
    laid = pages or lay_out(sheet)
    painter = QPainter()
    if not painter.begin(device):
        raise UserError(NO_PAINTER)
    done = 0
    try:
        for number in range(len(laid.pages)):
            if number and not device.newPage():
                raise UserError(NO_PAINTER)
            paint_page(sheet, laid, number, painter, device.logicalDpiX() / 25.4)
            done = number + 1
            if not told(done, len(laid.pages)):
                break
    finally:
        painter.end()
    return done


def paint_page(sheet: Sheet, pages: Pages, number: int, painter: QPainter, dots_per_mm: float) -> None:
    """Paint one page (from 0) with the painter's origin at the paper's corner."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(dots_per_mm / UNIT, dots_per_mm / UNIT)
    ink = Ink(painter, sheet.reading is Reading.EN, sheet.paper.is_roll)
    setting = Setting(ink, sheet.side, sheet.content, pages.tight, pages.anchors)
    for placed in pages.pages[number]:
        setting.set(placed.block, placed.top, placed.height)
    _foot(sheet, pages, number, ink)
    painter.restore()


def _foot(sheet: Sheet, pages: Pages, number: int, ink: Ink) -> None:
    y = pages.height - sheet.edge - FOOT + 3.4
    ink.rule(sheet.side, y, sheet.content)
    size = 8.0 if sheet.content > 80 else 7.0
    right = sheet.page_of.format(page=number + 1, pages=len(pages.pages))
    left = sheet.content * (0.62 if sheet.content > 60 else 0.68)
    room = sheet.content - left
    ink.text(sheet.side, y + 0.9, left, ink.fitting(Line(sheet.foot, size, grey=True), left, 5))
    number_line = ink.fitting(Line(right, size, grey=True), room, 5)
    ink.text(sheet.side + left, y + 0.9, room, number_line, Align.RIGHT)


def write_pdf(sheet: Sheet, path: Path, version: str, told: Told = _go_on) -> int:
    """Write the sheet as PDF: title, language, embedded fonts, searchable text. Its pages; 0 when it was stopped.

    Written beside the target and moved there when whole: a full disk or a stop leaves no half file.
    """
    pages = lay_out(sheet)
    fresh = path.with_name(path.name + ".part")
    try:
        fresh.parent.mkdir(parents=True, exist_ok=True)
        fresh.open("wb").close()
        writer = QPdfWriter(str(fresh))
        writer.setTitle(sheet.title)
        writer.setCreator(f"posref {version}")
        writer.setResolution(1200)
        writer.setDocumentXmpMetadata(QByteArray(_metadata(sheet, version).encode()))
        set_page(writer, sheet, pages)
        done = paint(sheet, writer, pages, told)
        del writer
        if done < len(pages.pages):
            fresh.unlink(missing_ok=True)
            return 0
        if not _whole(fresh):
            raise OSError(28, "No space left on device")
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise UserError(NOT_WRITTEN, path=path, reason=error.strerror or str(error)) from error
    return done


def _whole(path: Path) -> bool:
    """Qt tells nobody of a disk that filled up: a whole PDF ends as one."""
    return path.read_bytes()[-64:].rstrip().endswith(b"%%EOF")


def _metadata(sheet: Sheet, version: str) -> str:
    language = {"zh": "zh-CN", "en": "en-GB", "both": "zh-CN"}[sheet.reading.value]
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(sheet.title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>posref {escape(version)}</xmp:CreatorTool>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
