"""The shop file survives whatever happens to it, and nothing of the shop's is lost."""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posref.core.errors import UserError
from posref.store.shop import (
    FILE,
    NOT_READ,
    NOT_SAVED,
    NOTES,
    PREVIOUS,
    RECENT,
    USED_DEFAULTS,
    USED_PREVIOUS,
    Note,
    Phone,
    Shop,
    Terminal,
    load_shop,
    masked,
    save_shop,
)
from tests.support.cli import ROOT, environment

FULL = Shop(
    language="zh",
    reading="both",
    theme="dark",
    text_size=2,
    welcomed=True,
    brands=("unionpay", "alipay"),
    phones=(Phone("acquirer", "收单机构", "021-58781234"),),
    terminals=(
        Terminal("一号台", "新大陆 N910", "星驿付", "021-58781234", "848301058120001", "12345678", "SN1", "封签7"),
    ),
    favourites=("unionpay:55",),
    recent=("unionpay:55", "condition:pin-incorrect"),
    notes=(Note("Q7", "交易失败", "拉卡拉", "N910", "2026-11-20 12:34"),),
)
CARD = "4111 1111 1111 1111"


def test_a_round_trip(user_folder: Path) -> None:
    save_shop(user_folder, FULL)
    assert load_shop(user_folder).shop == FULL
    assert load_shop(user_folder).notice == ""
    assert [p.name for p in user_folder.iterdir()] == [FILE]


def test_there_is_none_yet(user_folder: Path) -> None:
    loaded = load_shop(user_folder)
    assert (loaded.shop, loaded.notice) == (Shop(), "")
    assert not user_folder.exists()


def test_the_file_is_one_a_person_can_read(user_folder: Path) -> None:
    save_shop(user_folder, FULL)
    text = (user_folder / FILE).read_text(encoding="utf-8")
    assert "一号台" in text
    assert json.loads(text)["brands"] == ["unionpay", "alipay"]


DAMAGED: list[bytes] = [
    b"", b"\0" * 400, b"{", b'{"language": "zh"', b"\xff\xfe", "余额".encode("gbk"), b"null", b"[]", b'"text"', b"7", b"[" * 100_000,
    b'{"brands": "unionpay"}', b'{"brands": [1]}', b'{"text_size": "big"}', b'{"text_size": true}', b'{"text_size": 1.5}',
    b'{"welcomed": 1}', b'{"phones": [1]}', b'{"phones": {"a": 1}}', b'{"phones": [{"number": 12345}]}', b'{"notes": [null]}',
    b'{"language": null}', b'{"terminals": [["a"]]}', b'{"text_size": ' + b"9" * 5000 + b"}", b'{"recent": [["x"]]}',
]  # fmt: skip


@pytest.mark.parametrize("data", DAMAGED, ids=lambda d: ascii(d[:30].decode("latin-1")))
def test_damage_is_set_aside_and_the_last_good_one_used(user_folder: Path, data: bytes) -> None:
    save_shop(user_folder, FULL)
    save_shop(user_folder, replace(FULL, theme="light"))
    (user_folder / FILE).write_bytes(data)
    loaded = load_shop(user_folder)
    assert loaded.shop == FULL
    assert loaded.notice == USED_PREVIOUS and loaded.values == {"name": "shop.damaged-1.json"}
    assert (user_folder / "shop.damaged-1.json").read_bytes() == data
    again = load_shop(user_folder)
    assert (again.shop, again.notice) == (FULL, "")


@pytest.mark.parametrize("data", DAMAGED[:8], ids=lambda d: ascii(d[:30].decode("latin-1")))
def test_damage_without_a_good_one(user_folder: Path, data: bytes) -> None:
    user_folder.mkdir()
    (user_folder / FILE).write_bytes(data)
    (user_folder / PREVIOUS).write_bytes(data)
    loaded = load_shop(user_folder)
    assert loaded.shop == Shop()
    assert loaded.notice == USED_DEFAULTS
    assert (user_folder / "shop.damaged-1.json").read_bytes() == data


def test_what_was_set_aside_is_never_overwritten(user_folder: Path) -> None:
    user_folder.mkdir()
    for n in range(1, 6):
        (user_folder / FILE).write_text(f"damage {n}", encoding="utf-8")
        assert load_shop(user_folder).values == {"name": f"shop.damaged-{n}.json"}
        save_shop(user_folder, FULL)
    for n in range(1, 6):
        assert (user_folder / f"shop.damaged-{n}.json").read_text(encoding="utf-8") == f"damage {n}"


def test_no_place_is_left_to_set_aside(user_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user_folder.mkdir()
    (user_folder / FILE).write_text("damage", encoding="utf-8")
    monkeypatch.setattr(Path, "rename", _refuse)
    assert load_shop(user_folder).values == {"name": FILE}
    monkeypatch.setattr(Path, "exists", lambda _: True)
    assert load_shop(user_folder).values == {"name": FILE}


def _refuse(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_unknown_fields_of_a_newer_program_are_left_alone(user_folder: Path) -> None:
    user_folder.mkdir()
    newer: dict[str, Any] = asdict(FULL) | {
        "colours": {"a": 1},
        "phones": [{"number": "1", "call": "it", "hours": "9-17"}],
    }
    (user_folder / FILE).write_text(json.dumps(newer), encoding="utf-8")
    loaded = load_shop(user_folder)
    assert loaded.notice == ""
    assert loaded.shop == replace(FULL, phones=(Phone("it", "", "1"),))


@pytest.mark.parametrize("theme, size, kept, fits", [("pink", 99, "system", 4), ("contrast", -99, "contrast", -1)])
def test_values_out_of_range(user_folder: Path, theme: str, size: int, kept: str, fits: int) -> None:
    user_folder.mkdir()
    (user_folder / FILE).write_text(json.dumps({"theme": theme, "text_size": size}), encoding="utf-8")
    shop = load_shop(user_folder).shop
    assert (shop.theme, shop.text_size) == (kept, fits)


def test_lists_are_bounded(user_folder: Path) -> None:
    user_folder.mkdir()
    many = {"notes": [{"code": str(n)} for n in range(NOTES + 50)], "recent": [str(n) for n in range(100)]}
    (user_folder / FILE).write_text(json.dumps(many), encoding="utf-8")
    shop = load_shop(user_folder).shop
    assert len(shop.notes) == NOTES and len(shop.recent) == RECENT


def test_an_enormous_file_is_damage(user_folder: Path) -> None:
    user_folder.mkdir()
    (user_folder / FILE).write_bytes(b'{"language": "' + b"x" * 5_000_000 + b'"}')
    assert load_shop(user_folder).notice == USED_DEFAULTS


def test_the_generation_before_is_kept(user_folder: Path) -> None:
    for theme in ("dark", "light", "contrast"):
        save_shop(user_folder, replace(FULL, theme=theme))
    assert json.loads((user_folder / PREVIOUS).read_bytes())["theme"] == "light"
    (user_folder / FILE).unlink()
    loaded = load_shop(user_folder)
    assert (loaded.shop.theme, loaded.notice) == ("light", "")


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    place = tmp_path / "in the way"
    place.write_text("mine", encoding="utf-8")
    loaded = load_shop(place)
    assert loaded.shop == Shop()
    assert loaded.notice == NOT_READ and loaded.values
    with pytest.raises(UserError) as caught:
        save_shop(place, FULL)
    assert caught.value.message == NOT_SAVED and caught.value.values["reason"]
    assert place.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("blocked", [FILE + ".new", FILE, PREVIOUS, PREVIOUS + ".new"])
def test_a_folder_in_place_of_a_file(user_folder: Path, blocked: str) -> None:
    user_folder.mkdir()
    if blocked.startswith(PREVIOUS):
        save_shop(user_folder, FULL)
    (user_folder / blocked / "inside").mkdir(parents=True)
    load_shop(user_folder)
    with pytest.raises(UserError) as caught:
        save_shop(user_folder, replace(FULL, theme="light"))
    assert caught.value.message == NOT_SAVED
    assert (user_folder / blocked / "inside").is_dir()
    if blocked.startswith(PREVIOUS):
        assert load_shop(user_folder).shop == FULL


def test_a_full_disk_leaves_the_old_file(user_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_shop(user_folder, FULL)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError) as caught:
        save_shop(user_folder, replace(FULL, theme="light"))
    assert "No space left" in str(caught.value)
    assert load_shop(user_folder).shop == FULL
    assert [p.name for p in user_folder.iterdir()] == [FILE]


def test_no_card_number_reaches_the_file(user_folder: Path) -> None:
    shop = Shop(
        brands=(CARD,),
        phones=(Phone("it", CARD, CARD),),
        terminals=(Terminal(*[CARD] * 8),),
        favourites=(CARD,),
        recent=(CARD, ";4111111111111111=25121010000?"),
        notes=(Note(*[CARD] * 5), Note(words="%B4111111111111111^DOE/JOHN^25121010000?")),
    )
    save_shop(user_folder, shop)
    for path in user_folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert "411111" not in text and "4111 11" not in text and "DOE" not in text and "2512" not in text
    assert load_shop(user_folder).shop.notes[0].code == "****1111"
    assert masked(FULL) == FULL


def test_half_a_character_is_saved_as_a_mark(user_folder: Path) -> None:
    save_shop(user_folder, Shop(notes=(Note(words="屏上\ud800写着"),)))
    assert load_shop(user_folder).shop.notes[0].words == "屏上?写着"


@given(st.builds(Note, *[st.text(st.characters(), max_size=20)] * 5))
@settings(max_examples=100)
def test_any_note(tmp_path_factory: pytest.TempPathFactory, note: Note) -> None:
    folder = tmp_path_factory.getbasetemp() / "any-note"
    save_shop(folder, Shop(notes=(note,)))
    loaded = load_shop(folder)
    assert loaded.notice == "" and len(loaded.shop.notes) == 1


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda s: st.lists(s, max_size=3) | st.dictionaries(st.sampled_from([*asdict(FULL), "x"]), s, max_size=4), max_leaves=12))  # fmt: skip
@settings(max_examples=300)
def test_any_json(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    folder = tmp_path_factory.getbasetemp() / "any-json"
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_text(json.dumps(value), encoding="utf-8")
    load_shop(folder)
    for aside in folder.glob("shop.damaged-*"):
        aside.unlink()


def test_recent_and_favourites() -> None:
    shop = Shop()
    for n in range(20):
        shop = shop.with_recent(f"unionpay:{n}")
    assert len(shop.recent) == RECENT and shop.recent[0] == "unionpay:19"
    assert shop.with_recent("unionpay:15").recent[:2] == ("unionpay:15", "unionpay:19")
    kept = shop.with_favourite("a", True).with_favourite("b", True).with_favourite("a", True)
    assert kept.favourites == ("b", "a")
    assert kept.with_favourite("b", False).favourites == ("a",)
    assert kept.with_favourite("c", False) == kept


def test_whom_to_telephone() -> None:
    it, empty, provider = Phone("it", "IT", "1"), Phone("acquirer", "x", ""), Phone("service-provider", "p", "2")
    shop = Shop(phones=(it, empty, provider))
    assert shop.phone_for("it") == it
    assert shop.phone_for("acquirer") == provider
    assert shop.phone_for("service-provider") == provider
    assert shop.phone_for("software-maker") is None
    assert Shop().phone_for("acquirer") is None


SAVER = """
import sys
from pathlib import Path
from posref.store.shop import Shop, Note, save_shop
folder, n = Path(sys.argv[1]), int(sys.argv[2])
while True:
    n += 1
    save_shop(folder, Shop(reading=str(n), notes=tuple(Note(code=str(n), words="x" * 400) for _ in range(100))))
    sys.stdout.write(f"{n}\\n")
    sys.stdout.flush()
"""


def _killed_savers(folder: Path, kills: int) -> None:
    """Save without end, kill at a random instant, look; over and over."""
    chance, last = random.Random(7), 0
    env = environment(folder, folder / "none")
    folder.mkdir()
    for _ in range(kills):
        with subprocess.Popen(
            [sys.executable, "-c", SAVER, str(folder), str(last)], stdout=subprocess.PIPE, env=env, cwd=ROOT
        ) as saver:
            assert saver.stdout
            finished = [int(saver.stdout.readline())]
            time.sleep(chance.uniform(0, 0.02))
            saver.kill()
            finished += [int(line) for line in saver.stdout.read().splitlines() if line.strip()]
        loaded = load_shop(folder)
        assert loaded.notice == "", "unreadable after a kill"
        found = int(loaded.shop.reading)
        assert max(finished) <= found <= max(finished) + 1, "older than the last finished save"
        assert {note.code for note in loaded.shop.notes} == {str(found)}
        last = found
    assert not list(folder.glob("shop.damaged-*"))


def test_killed_while_saving(tmp_path: Path) -> None:
    _killed_savers(tmp_path / "shop", 60)


@pytest.mark.full
def test_killed_while_saving_a_thousand_times(tmp_path: Path) -> None:
    _killed_savers(tmp_path / "shop", 1000)


@pytest.mark.parametrize("step", range(1, 12))
def test_stopped_at_each_step_of_saving(user_folder: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """A power cut between any two calls that touch the disk: the old state or the new."""

    class Cut(BaseException):
        pass

    save_shop(user_folder, FULL)
    count = 0

    def counted(real: Any) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count == step:
                raise Cut
            return real(*arguments, **named)

        return call

    new = replace(FULL, theme="light")
    for owner, name in (
        (Path, "open"),
        (os, "fsync"),
        (Path, "replace"),
        (Path, "mkdir"),
        (Path, "read_bytes"),
        (os, "replace"),
    ):
        monkeypatch.setattr(owner, name, counted(getattr(owner, name)))
    with contextlib.suppress(Cut):
        save_shop(user_folder, new)
    monkeypatch.undo()
    loaded = load_shop(user_folder)
    assert loaded.notice == ""
    assert loaded.shop in (FULL, new)
