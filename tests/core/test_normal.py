"""One normaliser for compiler and search."""

from __future__ import annotations

import pytest

from posref.core.normal import code_key, fold, is_han, loose, tokens

TABLE = {ord("餘"): "余", ord("額"): "额"}


@pytest.mark.parametrize(
    "text, folded",
    [
        ("５５", "55"),
        ("ＡＢＣ", "abc"),
        ("Straße", "strasse"),
        ("餘額不足", "余额不足"),
        ("a\0b\u200bc\td", "a b c d"),
        ("x\ud800y", "x?y"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text, TABLE) == folded


def test_fold_without_a_table_leaves_traditional_characters() -> None:
    assert fold("餘額") == "餘額"


@pytest.mark.parametrize(
    "code, key",
    [
        ("55", "55"),
        ("05", "5"),
        ("00", "0"),
        ("000", "0"),
        (" ０5 ", "5"),
        ("A0", "a0"),
        ("ACQ.TRADE_HAS_SUCCESS", "acqtradehassuccess"),
        ("0x80041001", "80041001"),
        ("0X80041001", "80041001"),
        ("E-301", "e301"),
        ("", ""),
        ("...", ""),
    ],
)
def test_code_key(code: str, key: str) -> None:
    assert code_key(code) == key


@pytest.mark.parametrize(
    "text, words",
    [
        ("余额不足", ("余", "额", "不", "足", "余额", "额不", "不足")),
        ("do not honor", ("do", "not", "honor")),
        ("E301错", ("e301", "e", "301", "错")),
        ("TRADE_HAS", ("trade", "has")),
        ("，。!?", ()),
        ("x" * 100, ("x" * 40,)),
    ],
)
def test_tokens(text: str, words: tuple[str, ...]) -> None:
    assert tokens(text) == words


def test_tokens_fold_traditional_characters() -> None:
    assert tokens("餘額", TABLE) == tokens("余额")


def test_loose_and_is_han() -> None:
    assert loose("please, 请 换卡!") == "please请换卡"
    assert is_han("x余") and is_han("\u3400")
    assert not is_han("abc 55") and not is_han("ａ！かな")
