"""Sheets on paper: one painting for preview, printer and PDF. With `ink` and `blocks` the only Qt in this room."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from math import ceil
from pathlib import Path
from xml.sax.saxutils import escape

from PySide6.QtCore import QByteArray, QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from posref.core.errors import UserError
from posref.core.types import Reading
from posref.lang import N_
from posref.paper.blocks import Setting
from posref.paper.flow import FOOT, POINT, Pages, flow
from posref.paper.ink import UNIT, Case, Ink
from posref.paper.sheet import Align, Block, Line, Sheet

NOT_WRITTEN = N_("The PDF could not be written to {path} ({reason}). Choose another folder, or close the file.")
NO_PAINTER = N_("The printer did not accept the sheet. Is it switched on, and has it paper?")

FOOT_GAP = 3.4
"""Millimetres between what stands on a page and the rule of its foot."""

ROUNDED = 1.0
"""Millimetres by which a printer's own paper may differ from the standard's."""

Told = Callable[[int, int], bool]
"""Told after each page how many of how many are done; false stops."""


def lay_out(sheet: Sheet, case: Case | None = None, form: float = 0.0) -> Pages:
    """The sheet's pages, measured with the same code that paints them; what is measured stays in the case, if given.

    `form` is the length of the pages of a printer that refuses a roll's own.
    """
    ink = Ink(None, case or new_case(sheet))

    def measure(block: Block, width: float, tight: float) -> float:
        return Setting(ink, sheet.side, width, tight, {}).set(block, 0.0)

    more = ceil((_foot_height(sheet, ink) - FOOT) / POINT) * POINT  # a roll stays whole points long
    found = flow(sheet, measure, form - more if form else 0.0)
    return replace(found, height=found.height + more)


def new_case(sheet: Sheet, *, keep: bool = False) -> Case:
    """What measuring and painting of this sheet share; with `keep` no line is shaped twice, for the memory it takes."""
    return Case(sheet.reading is Reading.EN, sheet.paper.is_roll, keep=keep)


def set_page(device: QPagedPaintDevice, sheet: Sheet, pages: Pages) -> bool:
    """Give the device the sheet's paper, without margins of its own; whether it took the size."""
    size = paper_size(sheet, pages)
    page = QPageSize(size, QPageSize.Unit.Millimeter, sheet.paper.word, QPageSize.SizeMatchPolicy.FuzzyMatch)
    turn = QPageLayout.Orientation.Landscape if sheet.landscape else QPageLayout.Orientation.Portrait
    set_layout(device, page, turn)
    return same_size(page_size(device), size)


def set_layout(device: QPagedPaintDevice, page: QPageSize, turn: QPageLayout.Orientation) -> None:
    """Give the device a page that is painted on from its very corner: a printer refuses no margins otherwise."""
    layout = QPageLayout(page, turn, QMarginsF(), QPageLayout.Unit.Millimeter)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(layout)


def paper_size(sheet: Sheet, pages: Pages) -> QSizeF:
    """Width and height of the sheet's paper, upright, in millimetres."""
    return QSizeF(sheet.paper.value[1], sheet.paper.value[2] or pages.height)


def page_size(device: QPagedPaintDevice) -> QSizeF:
    """Width and height of the page the device really has, upright, in millimetres."""
    return device.pageLayout().pageSize().size(QPageSize.Unit.Millimeter)


def same_size(one: QSizeF, other: QSizeF) -> bool:
    """Whether two papers are the same but for what a printer rounds."""
    return abs(one.width() - other.width()) <= ROUNDED and abs(one.height() - other.height()) <= ROUNDED


def _go_on(_done: int, _of: int) -> bool:
    return True


def paint(
    sheet: Sheet,
    device: QPagedPaintDevice,
    pages: Pages | None = None,
    told: Told = _go_on,
    case: Case | None = None,
) -> int:
    """Paint the sheet on a device whose page is set; the number of pages painted. `UserError` where it takes none.

    A device that can is told to drop what it has when the painting does not reach its end.
    """
    case = case or new_case(sheet)
    laid = pages or lay_out(sheet, case)
    painter = QPainter()
    if not painter.begin(device):
        raise UserError(NO_PAINTER)
    done = 0
    dots = device.logicalDpiX() / 25.4
    shift = min(0.0, (page_size(device).width() - sheet.paper.value[1]) / 2) if sheet.paper.is_roll else 0.0
    try:
        painter.translate(shift * dots, 0)
        for number in range(len(laid.pages)):
            if number and not device.newPage():
                raise UserError(NO_PAINTER)
            paint_page(sheet, laid, number, painter, dots, case)
            done = number + 1
            if not told(done, len(laid.pages)):
                break
    finally:
        if done < len(laid.pages) and hasattr(device, "abort"):
            device.abort()
        painter.end()
    return done


def paint_page(
    sheet: Sheet, pages: Pages, number: int, painter: QPainter, dots_per_mm: float, case: Case | None = None
) -> None:
    """Paint one page (from 0) with the painter's origin at the paper's corner."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(dots_per_mm / UNIT, dots_per_mm / UNIT)
    ink = Ink(painter, case or new_case(sheet, keep=True))
    setting = Setting(ink, sheet.side, sheet.content, pages.tight, pages.anchors)
    for placed in pages.pages[number]:
        setting.set(placed.block, placed.top, placed.height)
    _foot(sheet, pages, number, ink)
    painter.restore()


def _foot(sheet: Sheet, pages: Pages, number: int, ink: Ink) -> None:
    y = pages.height - sheet.edge - _foot_height(sheet, ink) + FOOT_GAP
    ink.rule(sheet.side, y, sheet.content)
    right = sheet.page_of.format(page=number + 1, pages=len(pages.pages))
    if sheet.paper.is_roll:
        ink.lines(sheet.side, y + 0.9, sheet.content, _roll_foot(sheet, right))
        return
    size = 8.0 if sheet.content > 80 else 7.0
    left = sheet.content * 0.62
    room = sheet.content - left
    ink.text(sheet.side, y + 0.9, left, ink.fitting(Line(sheet.foot, size, grey=True), left, 5))
    number_line = ink.fitting(Line(right, size, grey=True), room, 5)
    ink.text(sheet.side + left, y + 0.9, room, number_line, Align.RIGHT)


def _foot_height(sheet: Sheet, ink: Ink) -> float:
    """A roll's letters cannot be made smaller, so that its foot takes the lines it needs."""
    if not sheet.paper.is_roll:
        return FOOT
    return max(FOOT, FOOT_GAP + 1.2 + ink.dry().lines(0, 0, sheet.content, _roll_foot(sheet, sheet.page_of)))


def _roll_foot(sheet: Sheet, page_of: str) -> tuple[Line, ...]:
    return Line(sheet.foot, 8), Line(page_of, 8)


def write_pdf(sheet: Sheet, path: Path, version: str, told: Told = _go_on, pages: Pages | None = None) -> int:
    """Write the sheet as PDF: title, language, embedded fonts, searchable text. Its pages; 0 when it was stopped.

    Written beside the target and moved there when whole: a full disk or a stop leaves no half file.
    """
    case = new_case(sheet, keep=True)
    pages = pages or lay_out(sheet, case)
    fresh = path.parent / f"{path.name}.part"
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "Is a directory")
        fresh.parent.mkdir(parents=True, exist_ok=True)
        fresh.open("wb").close()
        done = _write(sheet, pages, case, fresh, version, told)
        if done < len(pages.pages):
            return 0
        if not _whole(fresh):
            raise OSError(28, "No space left on device")
        fresh.replace(path)
    except OSError as error:
        raise UserError(NOT_WRITTEN, path=path, reason=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):  # after the move it is not there; in a folder that cannot be written it never was
            fresh.unlink(missing_ok=True)
    return done


def _write(sheet: Sheet, pages: Pages, case: Case, path: Path, version: str, told: Told) -> int:
    """Paint into the file, which is closed when this returns."""
    writer = QPdfWriter(str(path))
    writer.setTitle(sheet.title)
    writer.setCreator(f"posref {version}")
    writer.setResolution(1200)
    writer.setDocumentXmpMetadata(QByteArray(_metadata(sheet, version).encode()))
    set_page(writer, sheet, pages)
    return paint(sheet, writer, pages, told, case)


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
