"""Any text whatsoever: nothing raises, nothing grows without bound."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posref.core.mask import is_card_number, luhn, mask
from posref.core.normal import MAX_INPUT, code_key, fold, loose, tokens
from posref.core.query import MAX_WORDS, Vocabulary, parse_query
from posref.core.rank import near_codes

ANY = st.text(st.characters(), max_size=200)  # surrogates and NUL among them
PIECES = [
    "55", "05", "４", "Err ", "错误代码", "是什么意思", "拉卡拉", " ", "\t", "\u3000", "-", "0x", "=", "^", ";", "%B", "?", "*",
    "4111111111111111", "4111 1111 ", "6222", "余额", "D2512101", ".", "_", '"', "'", "\0", "\ud800", "%", "NEAR(", "OR",
]  # fmt: skip
TYPED = st.one_of(ANY, st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
KNOWN = Vocabulary({"拉卡拉": "lakala", "visa": "visa"}, {"银联": "unionpay"}, {ord("額"): "额"})
FEW, MANY = settings(max_examples=2_000), settings(max_examples=20_000)


def _parse(text: str) -> None:
    query = parse_query(text, KNOWN)
    assert len(query.text) <= MAX_INPUT
    assert len(query.words) <= MAX_WORDS
    assert len(query.keys) <= 17
    assert len(query.phrases) <= 2
    assert all(query.keys) and all(query.phrases)
    assert all(key == code_key(key) or key.startswith("0x") for key in query.keys)
    assert query == parse_query(text, KNOWN)


def _tokens(text: str) -> None:
    found = tokens(text)
    assert all(0 < len(word) <= 40 for word in found)
    assert len(found) <= 4 * len(fold(text)) + 1
    assert tokens(" ".join(text.split())) == found


def _fold(text: str) -> None:
    folded = fold(text)
    assert all(c.isprintable() for c in folded)
    folded.encode("utf-8")
    assert len(folded) <= 20 * len(text)
    assert loose(folded) == loose(loose(folded))


def _code_key(text: str) -> None:
    key = code_key(text)
    assert key.isalnum() or key == ""
    assert key == "0" or not key.startswith("0")
    assert key not in near_codes(key)
    assert len(near_codes(key)) == len(set(near_codes(key))) <= 320


def _mask(text: str) -> None:
    masked = mask(text)
    assert len(masked) <= len(text) * 2
    for run in masked.replace("*", " ").split():
        assert not is_card_number(run)
    assert mask(masked) == masked


CHECKS = [_parse, _tokens, _fold, _code_key, _mask]


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.__name__.strip("_"))
def test_any_text(check: Callable[[str], None]) -> None:
    FEW(given(TYPED)(check))()


@pytest.mark.full
@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.__name__.strip("_"))
def test_any_text_for_long(check: Callable[[str], None]) -> None:
    MANY(given(TYPED)(check))()


STARTS = st.sampled_from(
    [("4", 14), ("51", 13), ("55", 13), ("62", 13), ("62", 16), ("34", 12), ("37", 12), ("2221", 11)]
)
NUMBERS = STARTS.flatmap(lambda s: st.text("0123456789", min_size=s[1], max_size=s[1]).map(lambda rest: s[0] + rest))


@given(NUMBERS, st.sampled_from(["", "x ", "卡号", ": "]))
@settings(max_examples=500)
def test_every_valid_number_is_masked(start: str, before: str) -> None:
    digits = start + next(d for d in "0123456789" if luhn(start + d))
    assert mask(before + digits) == f"{before}****{digits[-4:]}"


MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    "text",
    [
        "1" * MEGABYTE, "4 " * (MEGABYTE // 4), "余" * MEGABYTE, "\0" * MEGABYTE, "\ud800" * MEGABYTE, "a1" * (MEGABYTE // 2),
        "4111111111111111 " * (MEGABYTE // 17), "123456789012=" * (MEGABYTE // 13), "%B" * (MEGABYTE // 2),
        "ﷺ" * (MEGABYTE // 40), "._-" * (MEGABYTE // 3), "错误代码" * (MEGABYTE // 4), " " * MEGABYTE,
    ],
    ids=lambda text: ascii(text[:6]),
)  # fmt: skip
def test_a_megabyte(text: str) -> None:
    _parse(text)
    assert not is_card_number(mask(text).split(" ")[0])
    tokens(text)
    code_key(text)
