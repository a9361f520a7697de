"""`posref print …`: each sheet as a PDF, and what is said when it cannot be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from posref.author.compile import Stamp
from posref.cli import run_command
from posref.service.lookup import Desk
from tests.paper.test_paint import plain
from tests.support.cli import environment, run

SHEETS = (
    ("checklist", "daily-opening"),
    ("checklist", "checklist:daily-opening"),
    ("checklist", "daily-opening", "--month", "2026-12"),
    ("card", "unionpay:55"),
    ("card", "condition:pin-incorrect"),
    ("quick-sheet",),
    ("handout", "paper"),
    ("call-sheet",),
)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(autouse=True)
def _real_kb(monkeypatch: pytest.MonkeyPatch, compiled: tuple[Path, Stamp]) -> None:
    monkeypatch.setenv("POSREF_KB", str(compiled[0]))


def pdf(path: Path) -> tuple[int, tuple[int, int], str]:
    """Pages, width and height of the first in millimetres, and all its text."""
    with path.open("rb") as stream:
        reader = pypdf.PdfReader(stream, strict=True)
        box = reader.pages[0].mediabox
        size = (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4))
        return len(reader.pages), size, plain("".join(page.extract_text() for page in reader.pages))


def command(*words: str, to: Path) -> int:
    return run_command(["print", *words, "--pdf", str(to)])


@pytest.mark.parametrize("words", SHEETS, ids=" ".join)
def test_each_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    target = tmp_path / "纸 1 # 100%.pdf"
    assert command(*words, "--lang", "en", to=target) == 0
    out, err = capsys.readouterr()
    pages, (width, height), _text = pdf(target)
    assert out == f"{target}: {pages} pages\n" and err == ""
    assert (width, height) == {"card": (105, 148)}.get(words[0], (297, 210) if "--month" in words else (210, 297))
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []


@pytest.mark.parametrize(
    "paper, size", [("a4", (210, 297)), ("a5", (148, 210)), ("a6", (105, 148)), ("letter", (216, 279))]
)
def test_papers(tmp_path: Path, paper: str, size: tuple[int, int]) -> None:
    assert command("card", "unionpay:55", "--paper", paper, to=tmp_path / "a.pdf") == 0
    assert pdf(tmp_path / "a.pdf")[1] == size


@pytest.mark.parametrize("paper, width", [("80mm", 80), ("58mm", 58)])
def test_rolls_are_one_page_as_long_as_they_need(tmp_path: Path, paper: str, width: int) -> None:
    assert command("checklist", "daily-opening", "--paper", paper, to=tmp_path / "a.pdf") == 0
    pages, (wide, high), _text = pdf(tmp_path / "a.pdf")
    assert pages == 1 and wide == width and high > 200


@pytest.mark.parametrize("reading", ["zh", "en", "both"])
def test_languages(tmp_path: Path, desk: Desk, reading: str) -> None:
    answer = desk.open("unionpay:55")
    assert answer is not None
    assert command("card", "unionpay:55", "--lang", reading, to=tmp_path / "a.pdf") == 0
    words = pdf(tmp_path / "a.pdf")[2]
    assert (plain(answer.steps[0].do.zh) in words) is (reading != "en")
    assert (plain(answer.steps[0].do.en) in words) is (reading != "zh")


def test_a_month_has_its_days(tmp_path: Path) -> None:
    words = ("checklist", "daily-opening", "--month", "2028-02", "--lang", "en")
    assert command(*words, to=tmp_path / "a.pdf") == 0
    assert "February2028" in pdf(tmp_path / "a.pdf")[2]


def test_the_terminal_stands_on_the_sheet(tmp_path: Path) -> None:
    assert command("checklist", "daily-opening", "--terminal", "Till 7", to=tmp_path / "a.pdf") == 0
    assert "Till7" in pdf(tmp_path / "a.pdf")[2]


def test_a_card_number_as_terminal_is_masked(tmp_path: Path) -> None:
    for words in (("checklist", "daily-opening"), ("call-sheet",)):
        assert command(*words, "--terminal", "4111111111111111", to=tmp_path / "a.pdf") == 0
        text = pdf(tmp_path / "a.pdf")[2]
        assert "****1111" in text and "411111" not in text


@pytest.mark.parametrize(
    "month",
    ["2026-13", "2026-00", "2026", "December", "2026-1", "12-2026", "2026-12-01", "20261", "", "２０２６-１２x"],
)
def test_a_month_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], month: str) -> None:
    words = ("checklist", "daily-opening", "--month", month, "--lang", "en")
    assert command(*words, to=tmp_path / "a.pdf") == 3
    out, err = capsys.readouterr()
    assert out == "" and err == f"posref: {' '.join(f'{month} is no month. Write it like 2026-12.'.split())}\n"
    assert list(tmp_path.glob("*.pdf*")) == []


@pytest.mark.parametrize(
    "words", [("checklist", "no-such"), ("card", "unionpay:ZZZ"), ("card", ""), ("handout", "no-such"), ("handout", "")]
)
def test_an_id_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert command(*words, "--lang", "en", to=tmp_path / "a.pdf") == 3
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("posref: There is no ") and len(err.splitlines()) == 1
    assert list(tmp_path.glob("*.pdf*")) == []


@pytest.mark.parametrize(
    "words",
    [
        ["print"],
        ["print", "poster", "--pdf", "a.pdf"],
        ["print", "quick-sheet"],
        ["print", "card", "--pdf", "a.pdf"],
        ["print", "card", "unionpay:55", "--pdf", "a.pdf", "--paper", "a3"],
        ["print", "card", "unionpay:55", "--pdf", "a.pdf", "--paper", "A4"],
        ["print", "card", "unionpay:55", "--pdf", "a.pdf", "--lang", "fr"],
    ],
    ids=" ".join,
)
def test_what_is_no_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_command(words) == 2
    out, err = capsys.readouterr()
    assert out == "" and "posref:" in err
    assert list(tmp_path.glob("*.pdf*")) == []


@pytest.mark.parametrize(
    "words", [[], *[[name] for name in ("checklist", "card", "quick-sheet", "handout", "call-sheet")]]
)
def test_every_sheet_has_help(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert run_command(["print", *words, "--help"]) == 0
    assert capsys.readouterr().out.startswith("usage:")


@pytest.mark.parametrize("name", [".", "..", "folder", "file/a.pdf"])
def test_a_target_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    assert run_command(["print", "quick-sheet", "--pdf", name, "--lang", "en"]) == 3
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("posref: The PDF could not be written") and "Choose another folder" in err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept" and list((tmp_path / "folder").iterdir()) == []


@pytest.mark.parametrize("paper", ["80mm", "58mm"])
def test_a_month_on_a_roll_is_no_grid(tmp_path: Path, paper: str) -> None:
    """A column a day does not fit a roll: the list for one run is printed instead."""
    words = ("checklist", "daily-opening", "--month", "2026-12", "--paper", paper)
    assert command(*words, to=tmp_path / "a.pdf") == 0
    pages, (width, _height), _text = pdf(tmp_path / "a.pdf")
    assert (pages, width) == (1, int(paper[:2]))


def test_the_shop_file_is_on_the_sheet(tmp_path: Path, desk: Desk) -> None:
    desk.change_shop(lambda shop: replace(shop, store="Corner shop", sheet_without=("unionpay:51",)))
    title = desk.open("unionpay:51")
    assert title is not None
    assert command("quick-sheet", "--lang", "zh", to=tmp_path / "a.pdf") == 0
    text = pdf(tmp_path / "a.pdf")[2]
    assert "Cornershop" in text and plain(title.title.zh) not in text


def test_as_a_user_runs_it(tmp_path: Path, user_folder: Path, compiled: tuple[Path, Stamp]) -> None:
    """In a process of its own, without a display, with a folder that is made."""
    target = tmp_path / "新 folder" / "日检 100%.pdf"
    env = environment(user_folder, compiled[0])
    ran = run(["print", "checklist", "daily-opening", "--pdf", str(target)], env)
    assert ran.status == 0 and ran.err == "" and str(target) in ran.out
    assert pdf(target)[0] >= 1
    ran = run(["print", "card", "unionpay:ZZZ", "--pdf", str(target), "--lang", "en"], env)
    assert (ran.status, ran.out) == (3, "") and ran.err == "posref: There is no unionpay:ZZZ.\n"
    assert pdf(target)[0] >= 1
