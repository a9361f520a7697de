"""The Print page as a person uses it: five tabs, a preview that is what prints, records, PDF."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt, QThreadPool
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)

from posref.core.errors import UserError
from posref.core.run import Result, Verdict
from posref.core.types import Reading
from posref.paper.paint import lay_out, write_pdf
from posref.paper.sheet import Paper
from posref.service import records
from posref.service.sheets import Sheets
from posref.store.shop import Shop, Terminal, load_shop
from posref.ui.printing import output
from posref.ui.printing.options import (
    ID,
    CallOptions,
    CardOptions,
    ChecklistOptions,
    HandoutOptions,
    Options,
    QuickSheetOptions,
)
from posref.ui.printing.page import TABS, PrintPage
from posref.ui.printing.preview import GAP
from posref.ui.printing.runs import DoneDialog
from tests.ui.screen import Opener, Screen, settle, shown

SHOP = Shop(
    language="en",
    reading="en",
    welcomed=True,
    store="Corner shop",
    person="Li",
    terminals=(Terminal("Till 1", "P400", "Acme", "400 1", "898440354110001", "10203045", "SN1"),),
)
DIFFERENT = 0.005
"""Part of the pixels that two renderers may see otherwise."""
FINE, DPI = 4, 100
TURNED = 96
"""A pixel is another when its grey differs by more: two renderers soften the edge of a letter in other greys."""


@pytest.fixture
def screen(open_window: Opener) -> Screen:
    """The Print page of an English window."""
    made = open_window(SHOP)
    made.window.show_page("print")
    ready(made)
    return made


def page_of(screen: Screen) -> PrintPage:
    page = screen.window._print
    assert page is not None
    return page


def ready(screen: Screen) -> PrintPage:
    """Wait until what was chosen is laid out and shown."""
    page = page_of(screen)
    pool = QThreadPool.globalInstance()
    settle()
    screen.bot.waitUntil(lambda: not page._later.isActive() and not pool.activeThreadCount(), timeout=10_000)
    settle()
    return page


def tab(screen: Screen, name: str) -> PrintPage:
    """Press one of the five words above the page."""
    page = page_of(screen)
    next(b for b in page.tabs.findChildren(QPushButton) if b.property("value") == name).click()
    return ready(screen)


def kept(screen: Screen) -> Shop:
    return load_shop(screen.desk.paths.user).shop


def pick(screen: Screen, box: QComboBox, value: str) -> PrintPage:
    place = box.findData(value)
    assert place >= 0
    box.setCurrentIndex(place)
    box.activated.emit(place)
    return ready(screen)


def ids(made: QListWidget) -> list[str]:
    return [str(made.item(row).data(ID)) for row in range(made.count())]


def shows_what_prints(page: PrintPage) -> None:
    assert page.sheet is not None and page.pages is not None
    assert page.pages == lay_out(page.sheet) and page.preview.count() == len(page.pages.pages)
    assert page.sheet.title in page.preview.accessibleName()
    assert page.print_button.isEnabled() and page.pdf_button.isEnabled()


# --- tabs and what they show --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name, kind", [(name, kind) for name, _word, kind in TABS])
def test_each_tab_shows_its_panel_and_its_sheet(screen: Screen, name: str, kind: type[Options]) -> None:
    page = tab(screen, name)
    assert type(page.tab()) is kind and page.tab().isVisible()
    assert [page.paper.itemData(n) for n in range(page.paper.count())] == [p.word for p in kind.papers]
    assert page.runs.isVisible() is (name == "checklists")
    shows_what_prints(page)


def test_the_first_checklist_is_shown_at_once(screen: Screen) -> None:
    page = page_of(screen)
    first = Sheets(screen.desk, Paper.A4, Reading.EN).checklists()[0]
    assert page.sheet is not None and page.sheet.name == first.id and page.sheet.reading is Reading.EN


def test_lists_are_found_by_role_and_frequency(screen: Screen) -> None:
    panel = page_of(screen).panels["checklists"]
    assert isinstance(panel, ChecklistOptions)
    every = Sheets(screen.desk, Paper.A4, Reading.EN).checklists()
    for role in {"", *(c.role.value for c in every)}:
        for frequency in {"", *(c.frequency for c in every)}:
            panel.role.setCurrentIndex(panel.role.findData(role))
            panel.frequency.setCurrentIndex(panel.frequency.findData(frequency))
            wanted = [c.id for c in every if role in ("", c.role.value) and frequency in ("", c.frequency)]
            assert ids(panel.list) == wanted
            assert panel.list.currentRow() == (0 if wanted else -1)
    page = ready(screen)
    assert (page.sheet is not None) is bool(wanted)


def test_where_no_list_fits_nothing_can_be_printed(screen: Screen) -> None:
    page = page_of(screen)
    panel = page.panels["checklists"]
    assert isinstance(panel, ChecklistOptions)
    panel.list.clear()
    panel.changed.emit()
    ready(screen)
    assert page.sheet is None and page.preview.count() == 0
    assert not page.print_button.isEnabled() and not page.pdf_button.isEnabled()


def test_choosing_a_list_shows_it(screen: Screen) -> None:
    panel = page_of(screen).panels["checklists"]
    assert isinstance(panel, ChecklistOptions)
    for row in (3, 9, panel.list.count() - 1):
        panel.list.setFocus()
        panel.list.setCurrentRow(row)
        page = ready(screen)
        assert page.sheet is not None and page.sheet.name == ids(panel.list)[row]
        shows_what_prints(page)


def test_the_newest_wish_wins(screen: Screen) -> None:
    panel = page_of(screen).panels["checklists"]
    assert isinstance(panel, ChecklistOptions)
    for row in range(panel.list.count()):
        panel.list.setCurrentRow(row)
        page_of(screen).make()
    page = ready(screen)
    assert page.sheet is not None and page.sheet.name == ids(panel.list)[-1]
    shows_what_prints(page)


def test_a_month_where_the_list_has_one(screen: Screen) -> None:
    panel = page_of(screen).panels["checklists"]
    assert isinstance(panel, ChecklistOptions)
    panel.choose("daily-opening")
    panel.month.setChecked(True)
    page = ready(screen)
    assert page.sheet is not None and page.sheet.landscape
    shows_what_prints(page)
    panel.choose("yearly-check")
    page = ready(screen)
    assert page.sheet is not None and not page.sheet.landscape and not panel.month.isEnabled()


def test_what_is_filled_in_stands_on_the_sheet(screen: Screen) -> None:
    panel = page_of(screen).panels["checklists"]
    assert isinstance(panel, ChecklistOptions)
    assert panel.person.text() == "Li"
    panel.terminal.setCurrentText("Till 1")
    page = ready(screen)
    assert page.sheet is not None and "Corner shop" in str(page.sheet.blocks) and "Till 1" in str(page.sheet.blocks)


@pytest.mark.parametrize("reading", list(Reading))
def test_the_language_of_the_sheet(screen: Screen, reading: Reading) -> None:
    page = page_of(screen)
    page.language.setCurrentIndex(page.language.findData(reading.value))
    ready(screen)
    assert page.sheet is not None and page.sheet.reading is reading
    shows_what_prints(page)


@pytest.mark.parametrize("paper", list(ChecklistOptions.papers))
def test_the_paper_is_kept(screen: Screen, paper: Paper) -> None:
    page = pick(screen, page_of(screen).paper, paper.word)
    assert page.sheet is not None and page.sheet.paper is paper and kept(screen).paper == paper.word
    shows_what_prints(page)


# --- the quick sheet ----------------------------------------------------------------------------------------------


def test_codes_are_ticked_out_and_in_again(screen: Screen, open_window: Opener) -> None:
    page = tab(screen, "quick-sheet")
    panel = page.panels["quick-sheet"]
    assert isinstance(panel, QuickSheetOptions)
    first = ids(panel.list)[0]
    title = screen.answer(first).title.en
    assert page.sheet is not None and title in str(page.sheet.blocks)
    panel.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    ready(screen)
    assert kept(screen).sheet_without == (first,)
    assert first not in Sheets(screen.desk, Paper.A4, Reading.EN).quick_sheet_codes()
    shows_what_prints(page)
    other = open_window(None)
    other.window.print_quick_sheet()
    again = ready(other).panels["quick-sheet"]
    assert isinstance(again, QuickSheetOptions)
    assert [again.list.item(n).checkState() for n in range(again.list.count()) if ids(again.list)[n] == first] == [
        Qt.CheckState.Unchecked
    ]
    panel.list.item(0).setCheckState(Qt.CheckState.Checked)
    ready(screen)
    assert kept(screen).sheet_without == ()
    assert first in Sheets(screen.desk, Paper.A4, Reading.EN).quick_sheet_codes()


def test_ctrl_shift_p_is_the_quick_sheet(open_window: Opener) -> None:
    screen = open_window(SHOP)
    screen.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    page = ready(screen)
    assert page.isVisible() and isinstance(page.tab(), QuickSheetOptions)
    assert page.sheet is not None and page.sheet.name == "quick-sheet"


# --- cards --------------------------------------------------------------------------------------------------------


def test_ctrl_p_is_the_card_of_the_answer(open_window: Opener) -> None:
    screen = open_window(SHOP)
    assert screen.ask("55") == "unionpay:55" or screen.answer_id
    shown_id = screen.answer_id
    screen.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    page = ready(screen)
    assert page.isVisible() and isinstance(page.tab(), CardOptions)
    assert page.sheet is not None and page.sheet.name == f"card-{shown_id.replace(':', '-')}"
    assert page.sheet.paper is Paper.A6
    shows_what_prints(page)


def test_ctrl_p_without_an_answer_is_the_page_as_it_is(open_window: Opener) -> None:
    screen = open_window(SHOP)
    screen.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(ready(screen).tab(), ChecklistOptions)


def test_a_card_is_found_as_in_the_search_box(screen: Screen) -> None:
    panel = tab(screen, "cards").panels["cards"]
    assert isinstance(panel, CardOptions)
    panel.query.setFocus()
    QTest.keyClicks(panel.query, "68")
    page = ready(screen)
    assert page.sheet is not None and page.sheet.blocks and "68" in page.sheet.title
    shows_what_prints(page)


def test_a_card_number_in_the_search_is_masked(screen: Screen) -> None:
    panel = tab(screen, "cards").panels["cards"]
    assert isinstance(panel, CardOptions)
    QTest.keyClicks(panel.query, "4111111111111111")
    ready(screen)
    assert "411111" not in panel.query.text()


# --- the handout --------------------------------------------------------------------------------------------------


def test_a_category_as_a_handout(open_window: Opener) -> None:
    screen = open_window(SHOP)
    category = next(c for c in screen.desk.categories() if c.parent and c.count > 1)
    screen.window.codes.tree.handout.emit(category.id)
    page = ready(screen)
    assert page.isVisible() and isinstance(page.tab(), HandoutOptions)
    assert page.sheet is not None and page.sheet.title == category.title.en
    shows_what_prints(page)


def test_the_chosen_rows_as_a_handout(open_window: Opener) -> None:
    screen = open_window(SHOP)
    screen.ask("55")
    rows = screen.ids()[:2]
    assert len(rows) == 2
    model = screen.view.selectionModel()
    for row in range(2):
        index = screen.view.model().index(row, 0)
        model.select(index, QItemSelectionModel.SelectionFlag.Select)
    settle()
    screen.press(f"Print a handout of these {len(model.selectedRows())}")
    page = ready(screen)
    panel = page.tab()
    assert isinstance(panel, HandoutOptions) and set(rows) <= set(panel.selection)
    assert page.sheet is not None and page.sheet.title == "Selected problems"
    shows_what_prints(page)


# --- the call sheet -----------------------------------------------------------------------------------------------


def test_the_call_sheet_knows_the_terminal_and_masks_a_card(screen: Screen) -> None:
    page = tab(screen, "call-sheet")
    panel = page.panels["call-sheet"]
    assert isinstance(panel, CallOptions) and page.sheet is not None
    words = str(page.sheet.blocks)
    assert all(text in words for text in ("P400", "898440354110001", "10203045", "SN1", "Till 1"))
    panel.lines["tried"].setText("card 4111 1111 1111 1111")
    panel.lines["tried"].editingFinished.emit()
    page = ready(screen)
    assert page.sheet is not None and "4111" not in str(page.sheet.blocks) and "4111" not in panel.lines["tried"].text()


def test_a_card_number_as_terminal_does_not_reach_paper(screen: Screen) -> None:
    for name in ("checklists", "call-sheet"):
        panel = tab(screen, name).panels[name]
        assert isinstance(panel, (ChecklistOptions, CallOptions))
        panel.terminal.setEditText("4111111111111111")
        page = ready(screen)
        assert page.sheet is not None and "411111" not in str(page.sheet.blocks)


# --- records ------------------------------------------------------------------------------------------------------


def test_a_run_is_recorded_and_shown(screen: Screen) -> None:
    page = page_of(screen)
    panel = page.panels["checklists"]
    assert isinstance(panel, ChecklistOptions)
    panel.choose("daily-opening")
    ready(screen)
    found = panel.chosen()
    assert found is not None and "Due today" in screen.texts()
    results = tuple(Result(i.id, Verdict.FAIL if n == 2 else Verdict.PASS) for n, i in enumerate(found.items()))
    page.runs.keep(found, "Wang", "Till 1", results)
    ready(screen)
    screen.bot.waitUntil(lambda: any("Wang" in text for text in screen.texts()), timeout=10_000)
    said = next(text for text in screen.texts() if "Wang" in text)
    today = datetime.now(UTC).date().isoformat()
    assert today in said and "Till 1" in said and "1 failed" in said and "Due today" not in said
    assert "Recorded: " in screen.notice()
    (run,) = records.last_runs(screen.desk, "daily-opening").value
    assert run.person == "Wang" and [r.item for r in run.failed()] == [found.items()[2].id]


def test_what_is_ticked_has_failed(screen: Screen) -> None:
    page = page_of(screen)
    panel = page.panels["checklists"]
    assert isinstance(panel, ChecklistOptions)
    found = panel.chosen()
    assert found is not None
    dialog = DoneDialog(page, found, screen.desk, Reading.EN)
    boxes = list(dialog.failed.values())
    boxes[1].click()
    assert dialog.person.text() == "Li"
    assert [r.item for r in dialog.results() if r.verdict is Verdict.FAIL] == [found.items()[1].id]
    assert len(dialog.results()) == len(found.items())
    dialog.deleteLater()


# --- printer and PDF ----------------------------------------------------------------------------------------------


def test_without_a_printer_there_is_a_sentence(screen: Screen) -> None:
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this computer has a printer")
    screen.press("Print…")
    assert "No printer is set up" in screen.notice() and "Save a PDF" in screen.notice()


def test_a_pdf_is_what_the_preview_shows(screen: Screen, tmp_path: Path) -> None:
    page = page_of(screen)
    assert page.sheet is not None and page.pages is not None
    target = tmp_path / "日检 # 100%" / "a.pdf"
    assert output.save_pdf(page, page.sheet, target, page.pages)
    with target.open("rb") as stream:
        assert len(pypdf.PdfReader(stream).pages) == page.preview.count()


def test_the_button_saves_and_says_where(screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.pdf"
    monkeypatch.setattr(output, "ask_pdf", lambda _owner, _sheet: target)
    screen.press("Save PDF…")
    ready(screen)
    screen.bot.waitUntil(target.exists, timeout=10_000)
    assert f"Saved: {target}" in screen.notice()


def test_a_pdf_that_cannot_be_saved_is_a_sentence(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "ask_pdf", lambda _owner, _sheet: tmp_path)
    screen.press("Save PDF…")
    ready(screen)
    assert "The PDF could not be written" in screen.notice() and list(tmp_path.glob("*.part")) == []
    page = page_of(screen)
    assert page.sheet is not None and page.pages is not None
    with pytest.raises(UserError):
        output.save_pdf(page, page.sheet, tmp_path, page.pages)


def test_changing_ones_mind_saves_nothing(screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "ask_pdf", lambda _owner, _sheet: None)
    screen.press("Save PDF…")
    ready(screen)
    assert screen.notice() == "" and list(tmp_path.glob("*.pdf")) == []


def test_a_long_document_shows_progress_and_leaves_nothing(screen: Screen, tmp_path: Path) -> None:
    sheets = Sheets(screen.desk, Paper.A5, Reading.BOTH)
    sheet = sheets.handout(max(screen.desk.categories(), key=lambda c: c.count if c.parent else 0).id)
    pages = lay_out(sheet)
    assert len(pages.pages) > output.LONG
    assert output.save_pdf(page_of(screen), sheet, tmp_path / "a.pdf", pages)
    assert (tmp_path / "a.pdf").exists()


def test_file_names_are_sensible(screen: Screen) -> None:
    page = page_of(screen)
    assert page.sheet is not None
    assert output.file_name(page.sheet) == page.sheet.title
    assert output.file_name(replace(page.sheet, title='a/b\\c:d*e?"f"<g>|h\n')) == "a b c d e f g h"
    assert output.file_name(replace(page.sheet, title="///")) == page.sheet.name
    assert len(output.file_name(replace(page.sheet, title="长" * 300))) == 80


# --- keyboard and speech ------------------------------------------------------------------------------------------


def _has_name(widget: QWidget) -> bool:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return bool(widget.accessibleName() or words)


@pytest.mark.parametrize("name", [name for name, _word, _kind in TABS])
def test_every_control_has_a_name(screen: Screen, name: str) -> None:
    page = tab(screen, name)
    kinds = (QComboBox, QLineEdit, QListWidget, QAbstractButton, QAbstractSpinBox)
    controls = [w for kind in kinds for w in shown(page, kind)]
    inner = (QComboBox, QAbstractSpinBox)
    own = [w for w in controls if not isinstance(w.parentWidget(), inner)]
    assert own and not [w for w in own if not _has_name(w)]
    assert page.preview.accessibleName()
    symbols = [w for w in shown(page, QPushButton) if len(w.text()) == 1]
    assert len(symbols) == 4 and all(len(w.accessibleName()) > 3 for w in symbols)


@pytest.mark.parametrize("name", [name for name, _word, _kind in TABS])
def test_every_control_is_reached_by_tab(screen: Screen, name: str) -> None:
    page = tab(screen, name)
    wanted = {page.preview, page.paper, page.language, page.print_button, page.pdf_button}
    page.paper.setFocus()
    reached: set[QWidget | None] = set()
    for _n in range(60):
        reached.add(QApplication.focusWidget())
        screen.key(Qt.Key.Key_Tab)
    assert wanted <= reached


def test_zoom_by_keyboard(screen: Screen) -> None:
    page = page_of(screen)
    page.preview.setFocus()
    fit = page.preview._canvas.scale
    screen.key(Qt.Key.Key_Plus)
    larger = page.preview._canvas.scale
    assert larger > fit
    screen.key(Qt.Key.Key_Minus)
    screen.key(Qt.Key.Key_Minus)
    assert page.preview._canvas.scale < larger
    screen.key(Qt.Key.Key_0)
    assert page.preview._canvas.scale == fit
    for _n in range(20):
        screen.key(Qt.Key.Key_Plus)
    assert page.preview._canvas.scale == 3.0
    for _n in range(20):
        screen.key(Qt.Key.Key_Minus)
    assert page.preview._canvas.scale == 0.25


def test_pages_are_turned_by_keyboard(screen: Screen) -> None:
    page = tab(screen, "handout")
    count = page.preview.count()
    assert count > 3
    page.preview.setFocus()
    assert f"Page 1 of {count}" in screen.texts()
    screen.key(Qt.Key.Key_PageDown)
    screen.key(Qt.Key.Key_PageDown)
    assert page.preview.page() == 2 and f"Page 3 of {count}" in screen.texts()
    screen.key(Qt.Key.Key_PageUp)
    assert page.preview.page() == 1
    for _n in range(count + 3):
        screen.key(Qt.Key.Key_PageDown)
    assert f"Page {count} of {count}" in screen.texts()
    tab(screen, "call-sheet")
    assert page.preview.page() == 0


# --- the same picture ---------------------------------------------------------------------------------------------


def _preview_picture(page: PrintPage, at: int) -> QImage:
    """A page as the preview draws it, zoomed in."""
    page.preview.zoom(1)  # no longer fitted to the window
    canvas = page.preview._canvas
    canvas.scale = DPI * FINE / 96
    canvas.place()
    settle()
    return canvas.grab(QRect(QPoint(GAP, canvas.top_of(at)), canvas.page_size())).toImage()


def _pdf_picture(path: Path, at: int) -> QImage:
    tool = shutil.which("pdftoppm")
    if tool is None:
        pytest.skip("needs pdftoppm")
    number = str(at + 1)
    command = [tool, "-r", str(DPI * FINE), "-f", number, "-l", number, "-gray", str(path)]
    return QImage.fromData(subprocess.run(command, capture_output=True, check=True).stdout)


def _greys(picture: QImage, width: int, height: int) -> bytes:
    """At 100 dpi, a byte a pixel that says how much ink is on it; the preview's frame of a pixel aside."""
    grey = QImage.Format.Format_Grayscale8
    cut = picture.convertToFormat(grey).copy(FINE, FINE, width * FINE, height * FINE)
    modes = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    image = cut.scaled(width, height, *modes).convertToFormat(grey)
    step, data = image.bytesPerLine(), bytes(image.constBits())
    return b"".join(data[row * step : row * step + width] for row in range(height))


def _different(one: QImage, other: QImage) -> float:
    width, height = (min(a, b) // FINE - 2 for a, b in ((one.width(), other.width()), (one.height(), other.height())))
    pairs = zip(_greys(one, width, height), _greys(other, width, height), strict=True)
    return sum(abs(a - b) > TURNED for a, b in pairs) / (width * height)


def _card(page: PrintPage) -> None:
    page.show_card("unionpay:55")


def _roll(page: PrintPage) -> None:
    page.show_tab("checklists")
    page.paper.setCurrentIndex(page.paper.findData("80mm"))


@pytest.mark.parametrize("choose", [None, _card, _roll], ids=["a4", "card", "roll"])
def test_the_preview_is_the_pdf(screen: Screen, tmp_path: Path, choose: Callable[[PrintPage], None] | None) -> None:
    page = page_of(screen)
    if choose is not None:
        choose(page)
        page._later.start()
        ready(screen)
    assert page.sheet is not None
    write_pdf(page.sheet, tmp_path / "a.pdf", "1.0")
    one, other = _preview_picture(page, 0), _pdf_picture(tmp_path / "a.pdf", 0)
    assert abs(one.width() - other.width()) <= 2 * FINE and abs(one.height() - other.height()) <= 2 * FINE
    assert _different(one, other) < DIFFERENT
    page.language.setCurrentIndex(page.language.findData("zh"))
    ready(screen)
    assert _different(_preview_picture(page, 0), other) > DIFFERENT, "the measure sees another sheet"
