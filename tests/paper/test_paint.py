"""Sheets as PDF, read back: pages, paper, every text, fonts, title, language, and nothing in the margins."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from dataclasses import fields, replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pypdf
import pytest
from _pytest.mark.structures import ParameterSet
from PySide6.QtGui import QFont, QRawFont
from PySide6.QtWidgets import QApplication

from posref import lang
from posref.core.types import Reading
from posref.fonts import CHINESE
from posref.paper.compose import Filled, compose_call_sheet, compose_checklist, compose_month
from posref.paper.compose.call_sheet import Call
from posref.paper.paint import lay_out, write_pdf
from posref.paper.sheet import Anchor, Gap, Heading, Line, Paper, Paragraph, Sheet
from posref.service.lookup import Desk
from posref.service.sheets import Sheets
from posref.store.shop import Phone
from posref.ui.printing.options import CallOptions, CardOptions, ChecklistOptions, HandoutOptions, QuickSheetOptions
from tests.paper.test_compose import folder, long_list, said

__all__ = ["folder"]

LISTS = (
    "daily-opening", "daily-closing", "shift-handover", "tamper-inspection", "receipt-printer", "weekly-care",
    "card-reader-pin-pad", "scanner-drawer-scale", "network-power", "monthly-check", "software-keys-parameters",
    "backup-restore-test", "contingency-drill", "quarterly-check", "yearly-check", "new-terminal-acceptance",
    "after-repair", "staff-induction", "before-calling-provider",
)  # fmt: skip
GRIDS = LISTS[:6]
CARDS = (
    "unionpay:00", "unionpay:51", "unionpay:55", "unionpay:68", "unionpay:41", "unionpay:91", "iso8583-1987:05",
    "condition:stolen-card", "condition:printer-paper-out", "condition:card-read-failed", "LONGEST", "MESSAGE",
)  # fmt: skip
"""Approved, declined, open, pick up, a device, a condition without a code, the longest code, a message."""

DPI = 72
STROKE = 0.5
"""Millimetres of a frame's line that stand outside its edge."""

LONG_STORE = "好邻居便利店（人民广场东北角地铁二号线出口旁）二十四小时营业旗舰店" * 3
NAME = LONG_STORE[:80]
WORD = "Donaudampfschifffahrtsgesellschaftskapitaenskajuetenschluessel" * 2


@pytest.fixture(autouse=True)
def _catalogues(qapp: QApplication, folder: Path) -> None:
    lang.use("en", folder)


def cases(names: tuple[str, ...], papers: tuple[Paper, ...], every: int) -> list[ParameterSet]:
    """Each name on each paper in each reading; one in `every` in a short run, in turn, so that each pair is met."""
    found = []
    for place, name in enumerate(names):
        for number, (paper, reading) in enumerate(product(papers, Reading)):
            marks = [] if number % every == place % every else [pytest.mark.full]
            found.append(pytest.param(name, paper, reading, marks=marks, id=f"{name}-{paper.word}-{reading.value}"))
    return found


FIRST: dict[int, str] = {}


@cache
def _one_of(sign: str) -> str:
    """One sign for all that are drawn alike: a PDF gives back any of those (胶 as 㬵, 见 as a radical)."""
    if ord(sign) < 0x2E80:
        return sign
    font = QFont()
    font.setFamilies(list(CHINESE))
    glyphs = QRawFont.fromFont(font).glyphIndexesForString(sign)
    return FIRST.setdefault(glyphs[0], sign) if glyphs and glyphs[0] else sign


def plain(text: str) -> str:
    """Without blanks, widths and what else two signs that are drawn alike differ by."""
    return "".join(unicodedata.normalize("NFKC", "".join(map(_one_of, text))).split())


def check(sheet: Sheet, folder: Path) -> list[str]:
    """Write the sheet and read it back; the text of each page."""
    path = folder / "sheet.pdf"
    laid = lay_out(sheet)
    assert write_pdf(sheet, path, "1.0") == len(laid.pages)
    with path.open("rb") as stream:
        reader = pypdf.PdfReader(stream, strict=True)
        assert len(reader.pages) == len(laid.pages)
        assert reader.metadata is not None and reader.metadata.title == sheet.title
        for page in reader.pages:
            box = page.mediabox
            assert float(box.width) == pytest.approx(sheet.width * 72 / 25.4, abs=1)
            assert float(box.height) == pytest.approx(laid.height * 72 / 25.4, abs=1)
            assert page.get("/Rotate", 0) == 0
            _fonts_embedded(page)
        texts = [plain(page.extract_text()) for page in reader.pages]
    _all_said(sheet, texts)
    _margins_white(sheet, path, len(texts))
    return texts


def _all_said(sheet: Sheet, texts: list[str]) -> None:
    """Every text of every block, in the order of the blocks; name and number at the foot of each page."""
    whole, place = "".join(texts), 0
    for block in sheet.blocks:
        for text in said(block):
            found = whole.find(plain(text), place)
            assert found >= 0, f"{text!r} of {type(block).__name__} is not on paper after {whole[:place][-60:]!r}"
            place = found + len(plain(text))
    for number, text in enumerate(texts, 1):
        assert plain(sheet.foot) in text
        assert plain(sheet.page_of.format(page=number, pages=len(texts))) in text


def _fonts_embedded(page: pypdf.PageObject) -> None:
    found: Any = page["/Resources"]
    names = found.get_object().get("/Font", {}).get_object()
    assert names
    for name in names:
        font = names[name].get_object()
        for inner in font.get("/DescendantFonts", [font]):
            kept = inner.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(kept), f"{font['/BaseFont']} is not embedded"
        assert "/ToUnicode" in font


def pictures(path: Path, dpi: int = DPI) -> list[tuple[int, int, bytes]]:
    """Each page as grey pixels: width, height, rows."""
    tool = shutil.which("pdftoppm")
    if tool is None:
        pytest.skip("needs pdftoppm")
    data = subprocess.run([tool, "-r", str(dpi), "-gray", path], capture_output=True, check=True).stdout
    found = []
    while data:
        kind, size, _depth, data = data.split(b"\n", 3)
        assert kind == b"P5"
        width, height = (int(word) for word in size.split())
        found.append((width, height, data[: width * height]))
        data = data[width * height :]
    return found


def _margins_white(sheet: Sheet, path: Path, pages: int) -> None:
    side, edge = (int((margin - STROKE) * DPI / 25.4) - 1 for margin in (sheet.side, sheet.edge))
    found = pictures(path)
    assert len(found) == pages
    for number, (width, height, pixels) in enumerate(found, 1):
        rows = [pixels[y * width : (y + 1) * width] for y in range(height)]
        strips = {
            "left": b"".join(row[:side] for row in rows),
            "right": b"".join(row[width - side :] for row in rows),
            "top": b"".join(rows[:edge]),
            "bottom": b"".join(rows[height - edge :]),
        }
        dirty = [name for name, strip in strips.items() if min(strip) < 250]
        assert not dirty, f"page {number} of {sheet.title}: ink in the margin at {dirty}"
        assert min(pixels) < 128


# --- checklists ---------------------------------------------------------------------------------------------------


def test_the_lists_here_are_those_of_the_content(desk: Desk) -> None:
    found = Sheets(desk, Paper.A4, Reading.ZH).checklists()
    assert {c.id for c in found} == set(LISTS) and {c.id for c in found if c.grid} == set(GRIDS)


@pytest.mark.parametrize("name, paper, reading", cases(LISTS, ChecklistOptions.papers, 9))
def test_checklists(desk: Desk, tmp_path: Path, name: str, paper: Paper, reading: Reading) -> None:
    sheets = Sheets(desk, paper, reading)
    check(sheets.checklist(name, sheets.filled("1 号收银台", "王", "2026-11-20")), tmp_path)


@pytest.mark.parametrize("name, paper, reading", cases(GRIDS, (Paper.A4, Paper.LETTER, Paper.A5), 9))
def test_months(desk: Desk, tmp_path: Path, name: str, paper: Paper, reading: Reading) -> None:
    desk.change_shop(lambda shop: replace(shop, store=NAME, closed_days=("5", "6"), two_shifts=True))
    sheets = Sheets(desk, paper, reading)
    check(sheets.checklist(name, sheets.filled("1"), date(2026, 8, 1)), tmp_path)


@pytest.mark.parametrize("paper, reading", [
    pytest.param(p, r, marks=[] if (p, r) in ((Paper.A4, Reading.BOTH), (Paper.ROLL58, Reading.ZH)) else [pytest.mark.full])
    for p, r in product(ChecklistOptions.papers, Reading)
])  # fmt: skip
def test_two_hundred_items(tmp_path: Path, paper: Paper, reading: Reading) -> None:
    texts = check(compose_checklist(long_list(200), Filled(store=NAME), paper, reading), tmp_path)
    assert len(texts) == 1 or not paper.is_roll


@pytest.mark.parametrize("reading", [Reading.ZH, pytest.param(Reading.BOTH, marks=pytest.mark.full)])
def test_a_month_of_two_hundred_items(tmp_path: Path, reading: Reading) -> None:
    texts = check(compose_month(long_list(200), date(2026, 8, 1), Filled(), Paper.A4, reading), tmp_path)
    assert len(texts) == (15 if reading is Reading.ZH else 18)


@pytest.mark.parametrize("paper", ChecklistOptions.papers)
def test_fields_that_overflow(desk: Desk, tmp_path: Path, paper: Paper) -> None:
    sheets = Sheets(desk, paper, Reading.BOTH)
    filled = Filled(NAME, WORD[:80], NAME, "2026-11-20", "2026.11.1")
    check(sheets.checklist("before-calling-provider", filled), tmp_path)


# --- the quick sheet ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper, reading", list(product(QuickSheetOptions.papers, Reading)))
def test_quick_sheet(desk: Desk, tmp_path: Path, paper: Paper, reading: Reading) -> None:
    phones = (Phone("acquirer", NAME[:40], "95516"), Phone("service-provider", "服务商", "400 123 4567 转 88"))
    desk.change_shop(lambda shop: replace(shop, store=NAME, phones=phones))
    texts = check(Sheets(desk, paper, reading).quick_sheet(), tmp_path)
    assert len(texts) <= (1 if paper.is_roll else 2), "one page, or both sides"


@pytest.mark.full
@pytest.mark.parametrize("paper, reading", list(product(QuickSheetOptions.papers, Reading)))
def test_quick_sheet_of_all_brands(desk: Desk, tmp_path: Path, paper: Paper, reading: Reading) -> None:
    desk.change_shop(lambda shop: replace(shop, brands=tuple(brand.id for brand in desk.brands())))
    check(Sheets(desk, paper, reading).quick_sheet(), tmp_path)


# --- cards --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name, paper, reading", cases(CARDS, CardOptions.papers, 9))
def test_cards(desk: Desk, tmp_path: Path, name: str, paper: Paper, reading: Reading) -> None:
    odd = {
        "LONGEST": "SELECT id FROM code ORDER BY length(code) DESC, id LIMIT 1",
        "MESSAGE": "SELECT id FROM code WHERE code IS NULL ORDER BY id LIMIT 1",
    }
    identity = desk.kb.rows(odd[name], ())[0][0] if name in odd else name
    check(Sheets(desk, paper, reading).card(identity), tmp_path)


# --- the call sheet -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper, reading", list(product(CallOptions.papers, Reading)))
def test_a_call_sheet_with_too_much_of_everything(tmp_path: Path, paper: Paper, reading: Reading) -> None:
    words = {field.name: f"{NAME[:60]} {WORD[:60]}" for field in fields(Call)}
    words["tried"] = "重启了两次，换了网线，又试了备用热点；restarted twice and changed the cable. " * 12
    check(compose_call_sheet(Call(**words), Filled(NAME, NAME, NAME, "2026-11-20"), paper, reading), tmp_path)


@pytest.mark.parametrize("reading", list(Reading))
def test_an_empty_call_sheet(tmp_path: Path, reading: Reading) -> None:
    assert len(check(compose_call_sheet(Call(), Filled(), Paper.A4, reading), tmp_path)) == 1


# --- the handout --------------------------------------------------------------------------------------------------


def small_category(desk: Desk) -> str:
    return min((c for c in desk.categories() if c.parent and c.count > 2), key=lambda c: (c.count, c.id)).id


@pytest.mark.parametrize("paper, reading", [
    pytest.param(p, r, marks=[] if number in (0, 4, 8) else [pytest.mark.full])
    for number, (p, r) in enumerate(product(HandoutOptions.papers, Reading))
])  # fmt: skip
def test_handout(desk: Desk, tmp_path: Path, paper: Paper, reading: Reading) -> None:
    _handout(desk, tmp_path, small_category(desk), paper, reading)


@pytest.mark.full
def test_a_large_handout(desk: Desk, tmp_path: Path) -> None:
    name = max((c for c in desk.categories() if not c.parent), key=lambda c: c.count).id
    assert len(_handout(desk, tmp_path, name, Paper.A5, Reading.BOTH)) > 20


def _handout(desk: Desk, folder: Path, name: str, paper: Paper, reading: Reading) -> list[str]:
    """Checked, and each entry of contents and index names the page its entry stands on."""
    sheet = Sheets(desk, paper, reading).handout(name)
    texts, anchors = check(sheet, folder), lay_out(sheet).anchors
    headed = {a.name: b for a, b in zip(sheet.blocks, sheet.blocks[1:], strict=False) if isinstance(a, Anchor)}
    assert set(headed) == set(anchors)
    for anchor, heading in headed.items():
        assert isinstance(heading, Heading)
        assert plain(heading.main) in texts[anchors[anchor] - 1]
        assert f"{plain(heading.main)}{anchors[anchor]}" in "".join(texts), "contents and index name its page"
    return texts


# --- the file itself ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reading, language", [("zh", "zh-CN"), ("en", "en-GB"), ("both", "zh-CN")])
def test_metadata(tmp_path: Path, reading: str, language: str) -> None:
    title = '门店 & <网络>: a "title"'
    sheet = Sheet("s", title, Paper.A6, Reading(reading), (Paragraph((Line("x"),)),), "foot")
    write_pdf(sheet, tmp_path / "a.pdf", "1.0")
    with (tmp_path / "a.pdf").open("rb") as stream:
        reader = pypdf.PdfReader(stream)
        assert reader.metadata is not None and reader.metadata.creator == "posref 1.0"
        assert reader.metadata.title == title
        metadata = reader.xmp_metadata
        assert metadata is not None and metadata.dc_title == {"x-default": title}
        assert metadata.dc_language == [language]


def test_rolls_are_black_and_white(desk: Desk, tmp_path: Path) -> None:
    """A thermal head has no grey: at a size where no edge is softened, every colour set is black."""
    sheets = Sheets(desk, Paper.ROLL80, Reading.BOTH)
    write_pdf(sheets.quick_sheet(), tmp_path / "a.pdf", "1.0")
    write_pdf(sheets.card("unionpay:55"), tmp_path / "b.pdf", "1.0")
    for name in ("a.pdf", "b.pdf"):
        with (tmp_path / name).open("rb") as stream:
            page = pypdf.PdfReader(stream).pages[0]
            contents = page.get_contents()
            assert contents is not None
            colours = {
                tuple(round(float(v), 2) for v in operands)
                for operands, operator in contents.operations
                if operator in (b"scn", b"SCN", b"rg", b"RG", b"g", b"G") and len(operands) in (1, 3)
            }
        assert colours <= {(0.0,), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)}


def test_text_on_a_roll_is_never_smaller_than_eight_points(desk: Desk, tmp_path: Path) -> None:
    sheet = Sheet(
        "s",
        "s",
        Paper.ROLL58,
        Reading.ZH,
        (Paragraph((Line("小字", 5),), 0), Paragraph((Line("八", 8),), 0), Gap(1)),
        "f",
    )
    small, eight, _gap = lay_out(sheet).pages[0]
    assert small.height == pytest.approx(eight.height)
