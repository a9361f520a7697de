"""The frame: keys, pages, what it tells."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QWidget

from posref.paths import Paths
from posref.service.lookup import Desk
from posref.store.shop import Shop
from posref.ui.app import _look_after
from posref.ui.keys import KEYS, KeysDialog
from posref.ui.window import PAGES
from tests.ui.screen import Opener, Screen, in_dialog, settle, shown

CTRL = Qt.KeyboardModifier.ControlModifier
NOT_A_DATABASE = "knowledge base"


def page(screen: Screen) -> str:
    return "codes" if screen.window.codes.isVisible() else "settings"


def test_ctrl_and_a_digit_turn_the_pages(screen: Screen) -> None:
    screen.key(Qt.Key.Key_5, CTRL)
    assert page(screen) == "settings"
    screen.key(Qt.Key.Key_1, CTRL)
    assert page(screen) == "codes" and QApplication.focusWidget() is screen.box


def test_the_rail_turns_the_pages(screen: Screen) -> None:
    screen.press("Settings")
    assert page(screen) == "settings" and screen.button("Settings").isChecked()
    screen.press("Codes")
    assert page(screen) == "codes" and screen.button("Codes").isChecked()


def test_every_button_of_the_rail_opens_its_own_page(screen: Screen) -> None:
    opened = set()
    for name, _icon, word, _digit in PAGES:
        screen.press(word)
        opened.add(screen.window._pages.currentWidget())
        assert screen.button(word).isChecked(), name
    assert len(opened) == len(PAGES)


def test_escape_leaves_another_page_first(screen: Screen) -> None:
    screen.ask("55")
    screen.key(Qt.Key.Key_5, CTRL)
    screen.key(Qt.Key.Key_Escape)
    assert page(screen) == "codes" and screen.box.text() == "55"


def test_ctrl_f_goes_to_the_box_from_anywhere(screen: Screen) -> None:
    screen.ask("55")
    screen.key(Qt.Key.Key_5, CTRL)
    screen.key(Qt.Key.Key_F, CTRL)
    assert QApplication.focusWidget() is screen.box and screen.box.selectedText() == "55"
    screen.view.setFocus()
    screen.key(Qt.Key.Key_F, CTRL)
    assert QApplication.focusWidget() is screen.box


def test_f1_shows_the_keys(screen: Screen) -> None:
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        seen.extend(label.text() for label in shown(dialog, QLabel))
        seen.append(dialog.findChildren(QDialogButtonBox)[0].buttons()[0].text())

    in_dialog(screen.window, look)
    screen.key(Qt.Key.Key_F1)
    assert [keys for keys, _meaning in KEYS if keys not in seen] == []
    assert "关闭" in seen[-1]


def test_the_keys_are_thrown_away_when_closed(screen: Screen) -> None:
    for _n in range(2):
        in_dialog(screen.window, QWidget.close)
        screen.window.show_keys()
        settle()
    assert len(screen.window.findChildren(KeysDialog)) == 0


def test_a_notice_is_closed(screen: Screen) -> None:
    screen.window.tell("Something to know")
    assert screen.notice() == "Something to know"
    screen.press("Close")
    assert screen.notice() == ""


def test_several_notices_are_all_told(screen: Screen) -> None:
    screen.window.tell("The first")
    screen.window.tell("The second")
    assert "The first" in screen.notice() and "The second" in screen.notice()


# --- files found damaged ------------------------------------------------------------------------------------------


def test_a_damaged_shop_file_is_set_aside_and_told(open_window: Opener, user_folder: Path) -> None:
    user_folder.mkdir(parents=True)
    (user_folder / "shop.json").write_bytes(b'{"language": "zh", "favou\x00')
    screen = open_window(None)
    assert "set aside" in screen.notice() and "shop.damaged-1.json" in screen.notice()
    assert (user_folder / "shop.damaged-1.json").read_bytes() == b'{"language": "zh", "favou\x00'
    assert screen.ask("55").endswith(":55")


@pytest.mark.parametrize(
    "kept",
    [
        {"language": "fr"}, {"reading": "fr"}, {"theme": "pink"}, {"text_size": 99}, {"language": "", "reading": ""},
        {"brands": ["nobody"]}, {"favourites": ["x", "y:z"]}, {"phones": [{"call": "nobody", "number": "1"}]},
    ],
)  # fmt: skip
def test_odd_values_in_the_shop_file_do_no_harm(
    open_window: Opener, user_folder: Path, kept: dict[str, object]
) -> None:
    user_folder.mkdir(parents=True)
    (user_folder / "shop.json").write_text(json.dumps(kept | {"welcomed": True}), encoding="utf-8")
    screen = open_window(None)
    screen.window.show_page("settings")
    settle()
    assert page(screen) == "settings"
    screen.window.show_page("codes")
    assert screen.ask("55").endswith(":55")


def test_a_user_folder_that_cannot_be_made_is_told(open_window: Opener, user_folder: Path) -> None:
    user_folder.write_text("a file in its place", encoding="utf-8")
    screen = open_window(None)
    screen.ask("55")
    screen.key(Qt.Key.Key_Return)
    assert "could not be" in screen.notice() and "posref works" in screen.notice()
    assert screen.answer_id.endswith(":55")
    screen.press("Keep as favourite")
    screen.key(Qt.Key.Key_Escape)
    assert any(text.startswith("55 ") for text in screen.texts()), "kept while the program runs"
    assert user_folder.read_text("utf-8") == "a file in its place"


@pytest.fixture
def copied(paths: Paths, tmp_path: Path) -> Paths:
    """Places with a knowledge base of their own, to be damaged."""
    target = tmp_path / "kb" / "kb.sqlite"
    target.parent.mkdir()
    for ending in ("", ".xz", ".sha256"):
        shutil.copy(f"{paths.kb}{ending}", f"{target}{ending}")
    return replace(paths, kb=target)


@pytest.mark.parametrize("how", ["cut short", "not a database", "missing", "empty"])
def test_a_damaged_knowledge_base_is_restored_and_told(open_window: Opener, copied: Paths, how: str) -> None:
    if how == "missing":
        copied.kb.unlink()
    else:
        data = copied.kb.read_bytes()
        copied.kb.write_bytes({"cut short": data[: len(data) // 2], "empty": b""}.get(how, b"hello" * 1000))
    screen = open_window(places=copied)
    assert "built-in copy" in screen.notice()
    assert screen.ask("55").endswith(":55")
    assert screen.desk.kb_path.parent == copied.user


@pytest.mark.parametrize("how", ["cut short", "not a database", "missing", "damaged copy too"])
def test_without_any_knowledge_base_a_sentence_and_a_window(open_window: Opener, copied: Paths, how: str) -> None:
    packed = copied.kb.with_name("kb.sqlite.xz")
    if how == "damaged copy too":
        packed.write_bytes(packed.read_bytes()[:1000])
    else:
        packed.unlink()
    if how == "not a database":
        copied.kb.write_bytes(b"hello" * 1000)
    elif how == "missing":
        copied.kb.unlink()
    else:
        copied.kb.write_bytes(copied.kb.read_bytes()[:5000])
    screen = open_window(places=copied)
    assert (NOT_A_DATABASE in screen.notice() and "nstall posref again" in screen.notice()) or how == "not a database"
    assert screen.notice().endswith(".")
    for text in ("55", ""):
        screen.clear()
        screen.type(text)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_F11, Qt.Key.Key_Escape):
        screen.key(key)
    screen.key(Qt.Key.Key_5, CTRL)
    screen.window.codes.reading_picked.emit("zh")
    settle()
    assert screen.window.isVisible() and page(screen) == "codes"
    assert screen.button("Codes").isChecked()


def test_damage_that_opening_does_not_meet_is_found_later(open_window: Opener, copied: Paths) -> None:
    data = bytearray(copied.kb.read_bytes())
    data[-2000:-1990] = b"\xff" * 10
    copied.kb.write_bytes(data)
    screen = open_window(places=copied)
    _look_after(screen.desk, screen.window)
    assert "damaged" in screen.notice()


def test_a_whole_knowledge_base_is_not_spoken_of(open_window: Opener, copied: Paths) -> None:
    screen = open_window(places=copied)
    _look_after(screen.desk, screen.window)
    assert screen.notice() == ""


def test_a_knowledge_base_is_never_written(open_window: Opener, copied: Paths) -> None:
    before = copied.kb.read_bytes(), copied.kb.stat().st_mtime_ns
    screen = open_window(places=copied)
    screen.ask("55")
    screen.key(Qt.Key.Key_Return)
    screen.press("Keep as favourite")
    assert (copied.kb.read_bytes(), copied.kb.stat().st_mtime_ns) == before
    assert sorted(p.name for p in copied.kb.parent.iterdir()) == ["kb.sqlite", "kb.sqlite.sha256", "kb.sqlite.xz"]


def test_two_notices_at_start_are_both_told(open_window: Opener, copied: Paths, user_folder: Path) -> None:
    copied.kb.unlink()
    user_folder.mkdir(parents=True, exist_ok=True)
    (user_folder / "shop.json").write_text("[", encoding="utf-8")
    screen = open_window(None, places=copied)
    assert "set aside" in screen.notice() and "built-in copy" in screen.notice()


def test_the_window_closes_with_everything_open(open_window: Opener) -> None:
    screen = open_window(Shop(welcomed=True))
    screen.ask("55")
    screen.key(Qt.Key.Key_F11)
    assert screen.window.full_screen is not None
    screen.window.close()
    settle()
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def test_a_desk_is_an_argument(open_window: Opener, paths: Paths) -> None:
    one, other = open_window(), Desk(paths)
    assert one.desk is not other
    other.close()
    assert one.ask("55").endswith(":55")
