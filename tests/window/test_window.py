"""The real program in a real window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from posref.store.shop import Shop, load_shop
from posref.ui.tokens import LIGHT
from tests.window.conftest import Runner

pytestmark = pytest.mark.window

SIZES = ((1366, 695), (1000, 600), (911, 439), (800, 430))
EXAMPLES = {
    "55": "pin-incorrect",
    "５５": "pin-incorrect",
    "Err 55": "pin-incorrect",
    "错误代码55是什么意思": "pin-incorrect",
    "密码错": "pin-incorrect",
    "拉卡拉 51": "insufficient-funds",
    "余额不足": "insufficient-funds",
    "5": "do-not-honor",
    "do not honor": "do-not-honor",
    "请与发卡行联系": "refer-to-issuer",
}
"""What the issue's people type, and the problem it leads to."""
NUMBER_OF_AN_ARTICLE = "POS机刷出来错误代码3000是什么意思"
NONSENSE = "zqxwkjhg"


def test_a_code_given_at_start_is_answered(run_posref: Runner) -> None:
    saw = run_posref("--search", "55")
    assert saw["platform"] in ("xcb", "windows") and saw["exposed"]
    start = saw["start"]
    assert start["box"] == "55" and start["answer"] == "unionpay:55" and start["shown"]
    assert "55" in start["title"] and "密码错误" in start["title"]
    assert saw["status"] == 0


def test_started_without_a_code_the_box_waits(run_posref: Runner) -> None:
    start = run_posref()["start"]
    assert start["box"] == "" and start["rows"] == [] and start["title"] == "posref" and start["notice"] == ""


def test_what_people_type_in_the_real_window(run_posref: Runner) -> None:
    asked = run_posref(ask=[*EXAMPLES, NUMBER_OF_AN_ARTICLE, NONSENSE])["asked"]
    assert {text: asked[text]["condition"] for text in EXAMPLES} == EXAMPLES
    assert all(seen["shown"] for seen in asked.values())
    assert asked[NONSENSE]["answer"] == "guide:unknown-code"
    rows = asked[NUMBER_OF_AN_ARTICLE]["rows"]
    exact = [row for row in rows if row[2] == "exact-code"]
    assert exact and all(row[0].endswith(":3000") for row in exact), "the number that was asked for, no other"
    assert rows[0] in exact


@pytest.mark.parametrize("shop", [Shop(language="zh", reading="both", welcomed=True), Shop(language="en")])
def test_no_size_needs_sideways_scrolling(run_posref: Runner, shop: Shop) -> None:
    for arguments in (["--search", "98"], []):
        sizes = run_posref(*arguments, shop=shop, sizes=SIZES)["sizes"]
        for width, high in SIZES:
            saw = sizes[f"{width}x{high}"]
            assert saw == {"size": [width, high], "wide": [], "box": True}


def test_little_is_loaded_at_the_first_paint(run_posref: Runner) -> None:
    assert run_posref()["loaded"] == []
    assert run_posref("--search", "55")["loaded"] == []


def test_no_internet_socket_in_a_whole_journey(run_posref: Runner, user_folder: Path) -> None:
    saw = run_posref(journey=True)
    assert saw["sockets"] == []
    assert saw["full"] and saw["nowhere"]["answer"] == "guide:unknown-code"
    assert load_shop(user_folder).shop.favourites == ("unionpay:55",)
    assert "unionpay:55" in load_shop(user_folder).shop.recent


@pytest.mark.parametrize("name", ["收银 台#1 %41 用户", "a b#c%20d", "引号'\"&;"])
def test_any_name_of_a_home_folder(run_posref: Runner, tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and '"' in name:
        pytest.skip("not a name on Windows")
    home = tmp_path / name / "posref 数据"
    saw = run_posref(home=home, journey=True)
    assert saw["start"]["notice"] == "" and saw["status"] == 0
    assert load_shop(home).shop.favourites == ("unionpay:55",)


def test_a_knowledge_base_in_a_folder_of_any_name(
    surroundings: dict[str, str], run_posref: Runner, tmp_path: Path
) -> None:
    folder = tmp_path / "收银 台#1 %41"
    folder.mkdir()
    for ending in ("", ".xz", ".sha256"):
        source = Path(surroundings["POSREF_KB"] + ending)
        (folder / f"kb.sqlite{ending}").write_bytes(source.read_bytes())
    surroundings["POSREF_KB"] = str(folder / "kb.sqlite")
    assert run_posref("--search", "55")["start"]["answer"] == "unionpay:55"
    surroundings["POSREF_KB"] = str(folder / "kb.sqlite")
    (folder / "kb.sqlite").write_bytes(b"")
    start = run_posref("--search", "55")["start"]
    assert start["answer"] == "unionpay:55" and start["notice"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has a display")
def test_without_a_display_a_sentence_and_status_three(surroundings: dict[str, str]) -> None:
    env = {k: v for k, v in surroundings.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    for arguments in ([], ["--search", "55"]):
        done = subprocess.run(
            [sys.executable, "-m", "posref", *arguments], env=env, capture_output=True, timeout=60, cwd=env["HOME"]
        )
        said = done.stderr.decode("utf-8")
        assert done.returncode == 3 and done.stdout == b""
        assert "posref lookup" in said and "没有可用的显示器" in said and "Traceback" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="an X server is needed to die")
def test_a_display_that_is_not_there_is_told(surroundings: dict[str, str]) -> None:
    env = surroundings | {"DISPLAY": ":4093"}
    done = subprocess.run([sys.executable, "-m", "posref"], env=env, capture_output=True, timeout=60, cwd=env["HOME"])
    assert done.returncode != 0 and b"Traceback" not in done.stderr


def screen_picture() -> QImage:
    """All that stands on the display now, whoever painted it."""
    return QGuiApplication.primaryScreen().grabWindow(0).toImage()


def share(picture: QImage, colour: str) -> float:
    """How much of the picture has this colour."""
    wanted, step = QColor(colour).rgb(), 4
    places = [(x, y) for x in range(0, picture.width(), step) for y in range(0, picture.height(), step)]
    return sum(picture.pixel(x, y) == wanted for x, y in places) / max(1, len(places))


@pytest.mark.skipif(sys.platform == "win32", reason="Xvfb shows nothing else")
def test_the_answer_is_really_on_the_screen(surroundings: dict[str, str], qtbot: QtBot) -> None:
    """Nothing of ours inside the process: only what the display shows."""
    process: subprocess.Popen[Any] = subprocess.Popen(
        [sys.executable, "-m", "posref", "--search", "55"],
        env=surroundings | {"LANG": "zh_CN.UTF-8"}, cwd=surroundings["HOME"], stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        end = time.monotonic() + 30
        while share(screen_picture(), LIGHT.declined_soft) < 0.02 and time.monotonic() < end:
            qtbot.wait(100)
        picture = screen_picture()
        assert share(picture, LIGHT.declined_soft) >= 0.02, "the band of a declined sale"
        assert share(picture, LIGHT.panel) > 0.05
        assert process.poll() is None
    finally:
        process.terminate()
        _out, said = process.communicate(timeout=20)
    assert b"Traceback" not in said


def test_two_windows_do_not_disturb_each_other(run_posref: Runner, surroundings: dict[str, str]) -> None:
    other = subprocess.Popen([sys.executable, "-m", "posref"], env=surroundings, cwd=surroundings["HOME"])
    try:
        assert run_posref("--search", "55")["start"]["answer"] == "unionpay:55"
        assert other.poll() is None
    finally:
        other.terminate()
        other.wait(timeout=20)


def test_the_environment_of_these_tests_is_private(surroundings: dict[str, str]) -> None:
    assert surroundings["POSREF_HOME"] != os.environ.get("HOME")
