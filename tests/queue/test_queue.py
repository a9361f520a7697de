"""On a real queue: what Qt submits is what the preview shows and the PDF holds, and every refusal is a sentence."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from posref.author.compile import Stamp
from posref.ui.printing.output import NO_PRINTER
from posref.ui.printing.spool import GONE, REFUSED, STOPPED
from tests.queue.server import PPD, Server, missing
from tests.support.cli import ROOT, environment

REASON = missing() if sys.platform == "linux" else "CUPS is not of this system"
pytestmark = [pytest.mark.full, pytest.mark.skipif(bool(REASON), reason=REASON)]

ANY, WIDE = ("a4", "letter", "a5", "a6", "80mm", "58mm"), ("a4", "letter", "a5")
PAPERS = {
    "checklist": ANY,
    "month": ("a4", "letter"),
    "quick-sheet": ("a4", "letter", "80mm"),
    "card": ANY,
    "handout": WIDE,
    "call-sheet": WIDE,
}
READINGS = ("both", "zh", "en")
ORDERS = {
    f"{kind}-{paper}": {
        "kind": kind,
        "paper": paper,
        "reading": READINGS[(row + column) % 3],
        "queue": "posref",
        "pictures": True,
    }
    for row, (kind, papers) in enumerate(PAPERS.items())
    for column, paper in enumerate(papers)
}
CARD = {"kind": "card", "paper": "a6", "reading": "zh", "queue": "posref"}
LONG = {"kind": "handout", "paper": "a4", "reading": "zh", "queue": "posref"}

FINE, DPI = 4, 100
"""Pages are rasterised finer and brought down to 100 dpi, so that a pixel says how much ink is on it."""

TURNED = 96
"""A pixel differs when its grey does by more: Qt and poppler soften the edges of the same letter in other greys."""

MOST = 0.005
SPOOL = Path("/var/spool/cups-pdf/ANONYMOUS")
USER = "posref-queue-test"
"""A name no account has: CUPS-PDF then puts what it made into `SPOOL`."""


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """A short path: a socket's may have 107 bytes."""
    made = Path(tempfile.mkdtemp(prefix="posref-q-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[Server]:
    try:
        made = Server(folder / "cups")
    except OSError as error:
        pytest.skip(str(error))
    made.add("posref")
    yield made
    made.stop()


@dataclass
class Printing:
    """Clients that print on one server."""

    server: Server
    folder: Path
    kb: Path
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, plan: dict[str, dict[str, Any]]) -> Printing:
        (self.folder / "temp").mkdir(parents=True, exist_ok=True)
        (self.folder / "plan.json").write_text(json.dumps(plan), "utf-8")
        env = environment(
            self.folder / "user",
            self.kb,
            CUPS_SERVER=self.server.address,
            CUPS_USER=USER,
            QT_QPA_PLATFORM="offscreen",
            TMPDIR=str(self.folder / "temp"),
        )
        command = [sys.executable, str(ROOT / "tests" / "queue" / "client.py"), str(self.folder)]
        self.running.append(
            subprocess.Popen(command, env=env, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8", stdout=sys.stderr)
        )
        return self

    def when(self, mark: str, act: Callable[[], object]) -> Printing:
        """At a point of the printing, do something to the queue, and let it go on."""
        reached = self.folder / f"{mark}.reached"
        end = time.monotonic() + 60
        while not reached.exists():
            assert self.running[-1].poll() is None and time.monotonic() < end, "the client did not get there"
            time.sleep(0.01)
        act()
        (self.folder / f"{mark}.go").touch()
        return self

    def told(self) -> dict[str, Any]:
        """What came of it, when the client has ended; it left nothing half made."""
        client = self.running.pop()
        _out, said = client.communicate(timeout=300)
        assert client.returncode == 0, said
        assert "Traceback" not in said
        assert list((self.folder / "temp").iterdir()) == []
        found: dict[str, Any] = json.loads((self.folder / "told.json").read_text("utf-8"))
        return found


@pytest.fixture
def client_of(tmp_path: Path, compiled: tuple[Path, Stamp]) -> Iterator[Callable[[Server], Printing]]:
    """Makes clients, and ends those that a failed test has left."""
    made: list[Printing] = []

    def make(server: Server) -> Printing:
        made.append(Printing(server, tmp_path / "client", compiled[0]))
        return made[-1]

    yield make
    for left in (process for printing in made for process in printing.running):
        left.kill()
        left.communicate()


@pytest.fixture
def client(server: Server, client_of: Callable[[Server], Printing]) -> Printing:
    return client_of(server)


@pytest.fixture(scope="session")
def printed(server: Server, folder: Path, compiled: tuple[Path, Stamp]) -> dict[str, Any]:
    """Every kind on every paper, printed, previewed and written in one process."""
    where = folder / "all"
    told = Printing(server, where, compiled[0]).start(ORDERS).told()
    for name in ORDERS:
        jobs = told[name]["jobs"]
        assert len(jobs) == 1, (name, told[name])
        shutil.copyfile(jobs[0], where / f"{name}-job.pdf")
    return told


def _poppler(*command: str | Path) -> str:
    return subprocess.run(
        [str(word) for word in command], check=True, capture_output=True, encoding="utf-8", timeout=120
    ).stdout


def _sizes(pdf: Path) -> list[tuple[float, float]]:
    """Width and height of each page in millimetres."""
    said = _poppler("pdfinfo", "-f", "1", "-l", "9999", pdf)
    found = re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+) pts", said, re.MULTILINE)
    return [(float(width) / 72 * 25.4, float(height) / 72 * 25.4) for width, height in found]


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _lost(texts: list[str], pdf: Path) -> list[str]:
    """The texts that are not all in the PDF, word by word: a foot's two columns stand between each other's lines.

    Noto has one letter for 见 and the radical ⻅, and Qt names it by the latter, which no normal form turns back; 户 it
    names ⼾, which turns into 戶.
    """
    said = _bare(re.sub("[⺀-⿟]", "⺀", _poppler("pdftotext", "-raw", pdf, "-")))
    return [t for t in texts if not all(re.search(_pattern(word), said) for word in map(_bare, t.split()))]


def _pattern(word: str) -> str:
    return "".join(f"[{sign}⺀]" if sign > "⺀" else re.escape(sign) for sign in word)


def _pages(pdf: Path, stem: Path) -> list[Path]:
    _poppler("pdftoppm", "-r", str(DPI * FINE), "-gray", pdf, stem)
    return sorted(stem.parent.glob(f"{stem.name}-*.pgm"))


def _raster(picture: Path, width: int, height: int) -> bytes:
    """The picture's greys at 100 dpi, a byte a pixel."""
    grey = QImage.Format.Format_Grayscale8
    fine = QImage(str(picture)).convertToFormat(grey).copy(0, 0, width * FINE, height * FINE)
    modes = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    image = fine.scaled(width, height, *modes).convertToFormat(grey)
    step, data = image.bytesPerLine(), bytes(image.constBits())
    return b"".join(data[row * step : row * step + width] for row in range(height))


def _differing(one: bytes, other: bytes) -> float:
    assert len(one) == len(other)
    return sum(abs(a - b) > TURNED for a, b in zip(one, other, strict=True)) / len(one)


@pytest.mark.parametrize("name", ORDERS)
def test_the_job_is_the_sheet(name: str, printed: dict[str, Any], folder: Path) -> None:
    told, job = printed[name], folder / "all" / f"{name}-job.pdf"
    width, height, pages = told["laid"]
    assert told["pages"] == pages == len(_sizes(job)) == len(_sizes(folder / "all" / f"{name}.pdf"))
    for size in (*_sizes(job), *_sizes(folder / "all" / f"{name}.pdf")):
        assert size == pytest.approx((width, height), abs=0.4)
    assert _lost(told["texts"], job) == []
    assert len(told["texts"]) > 10
    fonts = _poppler("pdffonts", job).splitlines()[2:]
    assert fonts and {line[-26:].split()[0] for line in fonts} == {"yes"}, fonts
    assert _bare(told["title"]) in _bare(_poppler("pdfinfo", job))


@pytest.mark.parametrize("name", ORDERS)
def test_preview_pdf_and_job_look_alike(name: str, printed: dict[str, Any], folder: Path, tmp_path: Path) -> None:
    where = folder / "all"
    previews = sorted(where.glob(f"{name}-preview-*.png"))
    pdfs = _pages(where / f"{name}.pdf", tmp_path / "pdf")
    jobs = _pages(where / f"{name}-job.pdf", tmp_path / "job")
    assert len(previews) == len(pdfs) == len(jobs) == printed[name]["laid"][2]
    for three in zip(previews, pdfs, jobs, strict=True):
        sizes = [QImage(str(picture)).size() for picture in three]
        width, height = min(s.width() for s in sizes) // FINE, min(s.height() for s in sizes) // FINE
        preview, pdf, job = (_raster(picture, width, height) for picture in three)
        assert sum(grey < 128 for grey in preview) / len(preview) > 0.001, "the page is empty"
        for one, other in ((preview, pdf), (preview, job), (pdf, job)):
            assert _differing(one, other) < MOST


def _forms_only(target: Path) -> Path:
    """CUPS-PDF's description of itself with two roll forms and without sizes of one's own."""
    forms = {"Roll80": (227, 842), "Roll58": (164, 595)}
    lines = []
    seen: set[str] = set()
    whole = re.sub(r'^\*CustomPageSize True: "[^"]*"\n\*End\n', "", PPD.read_text("latin-1"), flags=re.MULTILINE)
    for line in whole.splitlines():
        word = line.split(" ")[0]
        if re.match(r"\*(\S*Custom\S*|VariablePaperSize|MaxMedia\S*|HWMargins|NonUIOrderDependency)\b", line):
            continue
        if word in {"*PageSize", "*PageRegion", "*ImageableArea", "*PaperDimension"} and word not in seen:
            seen.add(word)
            for name, (width, height) in forms.items():
                said = {
                    "*ImageableArea": f"0 0 {width} {height}",
                    "*PaperDimension": f"{width} {height}",
                }.get(word, f"<</PageSize[{width} {height}]/ImagingBBox null>>setpagedevice")
                lines.append(f'{word} {name}/{name}: "{said}"')
        lines.append(line)
    target.write_text("\n".join(lines) + "\n", "latin-1")
    return target


@pytest.mark.parametrize(("paper", "form"), [("80mm", (80, 297)), ("58mm", (58, 210))])
def test_a_roll_length_that_is_refused(
    paper: str, form: tuple[float, float], client: Printing, server: Server, tmp_path: Path
) -> None:
    server.add("forms", _forms_only(tmp_path / "forms.ppd"))
    order = {"kind": "checklist", "paper": paper, "reading": "zh"}
    told = client.start({"refused": order | {"queue": "forms"}, "taken": order | {"queue": "posref"}}).told()
    [job], [whole] = ([Path(path) for path in told[name]["jobs"]] for name in ("refused", "taken"))
    sizes = _sizes(job)
    assert told["refused"]["pages"] == len(sizes) > 1 == len(_sizes(whole))
    for size in sizes:
        assert size == pytest.approx(form, abs=1)
    assert _lost(_poppler("pdftotext", "-raw", whole, "-").replace("共1页", "").split(), job) == []


def test_a_computer_without_printers(folder: Path, client_of: Callable[[Server], Printing]) -> None:
    bare = Server(folder / "none")
    try:
        told = client_of(bare).start({"it": CARD | {"dialog": True}}).told()
    finally:
        bare.stop()
    assert told["it"]["sentence"] == NO_PRINTER
    assert told["it"]["jobs"] == []


def _refusal(told: dict[str, Any], sentence: str, name: str) -> None:
    head, _reason, tail = sentence.replace("{name}", name).partition("{reason}")
    assert told["sentence"].startswith(head) and told["sentence"].endswith(tail)
    assert "{" not in told["sentence"]
    assert told["jobs"] == []


def test_a_queue_that_is_paused(client: Printing, server: Server) -> None:
    server.add("paused")
    server.tell("cupsdisable", "paused")
    _refusal(client.start({"it": CARD | {"queue": "paused"}}).told()["it"], STOPPED, "paused")


def test_a_queue_that_rejects(client: Printing, server: Server) -> None:
    server.add("closed")
    server.tell("cupsreject", "closed")
    _refusal(client.start({"it": CARD | {"queue": "closed"}}).told()["it"], REFUSED, "closed")


def test_a_queue_that_is_gone(client: Printing, server: Server) -> None:
    server.add("left")
    client.start({"it": CARD | {"queue": "left", "before": "a"}}).when(
        "a", lambda: server.tell("lpadmin", "-x", "left")
    )
    _refusal(client.told()["it"], GONE, "left")


def test_a_queue_that_goes_mid_job(client: Printing, server: Server) -> None:
    server.add("going")
    client.start({"it": LONG | {"queue": "going", "wait": "a"}}).when(
        "a", lambda: server.tell("lpadmin", "-x", "going")
    )
    _refusal(client.told()["it"], REFUSED, "going")


def test_a_queue_that_is_paused_mid_job_keeps_the_job(client: Printing, server: Server) -> None:
    """CUPS takes the job and prints it when the queue is resumed: nothing is lost, and nobody prints twice."""
    server.add("pausing")
    client.start({"it": LONG | {"queue": "pausing", "wait": "a"}})
    told = client.when("a", lambda: server.tell("cupsdisable", "pausing")).told()["it"]
    assert told["pages"] == told["laid"][2]
    assert len(told["jobs"]) == 1


def test_a_server_that_goes_mid_job(folder: Path, client_of: Callable[[Server], Printing]) -> None:
    other = Server(folder / "other")
    try:
        other.add("posref")
        client = client_of(other).start({"it": LONG | {"wait": "a"}})
        told = client.when("a", other.stop).told()
    finally:
        other.stop()
    _refusal(told["it"], REFUSED, "posref")


def test_what_is_stopped_half_way_is_not_printed(client: Printing, server: Server) -> None:
    server.add("held")
    server.tell("lpadmin", "-p", "held", "-o", "job-hold-until-default=indefinite")
    told = client.start({"whole": CARD | {"queue": "held"}, "half": LONG | {"queue": "held", "stop": 2}}).told()
    assert told["whole"]["pages"] > 0 and told["half"]["pages"] == 0
    waiting = [line.split()[0] for line in server.asked("lpstat", "-W", "not-completed", "-o", "held").splitlines()]
    assert len(waiting) == 1, "the half job waits to be printed"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="CUPS-PDF itself runs as root only")
def test_cups_pdf_prints_it(client: Printing, server: Server) -> None:
    server.add("pdf", device="cups-pdf:/")
    before = set(SPOOL.glob("*")) if SPOOL.is_dir() else set()
    told = client.start({"it": CARD | {"queue": "pdf"}}).told()["it"]
    end = time.monotonic() + 60
    while server.asked("lpstat", "-W", "not-completed", "-o", "pdf") and time.monotonic() < end:
        time.sleep(0.1)
    made = set(SPOOL.glob("*")) - before
    try:
        assert [len(_sizes(path)) for path in made] == [told["pages"]], server.said()
    finally:
        for path in made:
            path.unlink()
