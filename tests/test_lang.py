"""One interface language per process, changed at any moment."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from posref import lang
from posref.core.errors import UserError
from posref.lang import N_, _, catalogue, current, error_text, ngettext, pgettext, system_language, use


@pytest.fixture
def catalogues(tmp_path: Path) -> Path:
    made = Catalog(locale="zh_CN")
    made.add("Find", "查找")
    made.add("Open", "打开", context="verb")
    made.add(("{n} row", "{n} rows"), ("{n} 行",))
    made.add("The file is missing: {path}.", "找不到文件：{path}。")
    folder = tmp_path / "zh_CN" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "posref.mo").open("wb") as stream:
        write_mo(stream, made)
    return tmp_path


def test_without_a_catalogue_the_ids_are_said() -> None:
    use("zh")
    assert _("Find") == "Find"
    assert ngettext("{n} row", "{n} rows", 1) == "{n} row"
    assert ngettext("{n} row", "{n} rows", 2) == "{n} rows"
    assert pgettext("verb", "Open") == "Open"


def test_switching_back_and_forth(catalogues: Path) -> None:
    use("zh", catalogues)
    assert (current(), _("Find"), pgettext("verb", "Open"), ngettext("{n} row", "{n} rows", 5)) == (
        "zh",
        "查找",
        "打开",
        "{n} 行",
    )
    assert _("Unheard of") == "Unheard of"
    use("en")
    assert (current(), _("Find")) == ("en", "Find")
    use("zh")
    assert _("Find") == "查找"


def test_the_empty_id_is_not_the_header(catalogues: Path) -> None:
    use("zh", catalogues)
    assert _("") == ""


def test_asking_a_catalogue_does_not_switch(catalogues: Path) -> None:
    use("en", catalogues)
    assert catalogue("zh").gettext("Find") == "查找"
    assert catalogue("zh") is catalogue("zh")
    assert _("Find") == "Find"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xde\x12\x04\x95",
        b"no catalogue at all",
        b"\x95\x04\x12\xde" + b"\xff" * 40,
        b"\xde\x12\x04\x95" + b"\0" * 8,
    ],
)
def test_a_damaged_catalogue_is_none(tmp_path: Path, data: bytes) -> None:
    folder = tmp_path / "zh_CN" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "posref.mo").write_bytes(data)
    use("zh", tmp_path)
    assert _("Find") == "Find"


def test_a_catalogue_made_elsewhere(catalogues: Path) -> None:
    use("zh", catalogues)
    zh = catalogue("zh")
    lang.install(zh, "xx")
    assert (current(), _("Find")) == ("xx", "查找")


@pytest.mark.parametrize(
    "environment, language",
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, "en"),
    ],
)
def test_the_systems_language(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert system_language() == language


def test_errors_are_translated_where_they_are_shown(catalogues: Path) -> None:
    error = UserError(N_("The file is missing: {path}."), path="a.txt")
    assert error_text(error) == "The file is missing: a.txt."
    use("zh", catalogues)
    assert error_text(error) == "找不到文件：a.txt。"
    assert error_text(ValueError("plain")) == "plain"
