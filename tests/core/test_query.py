"""What people type -> what is looked for."""

from __future__ import annotations

import pytest

from posref.core.normal import MAX_INPUT
from posref.core.query import MAX_WORDS, NOISE, NOISE_WORDS, Query, Vocabulary, parse_query

KNOWN = Vocabulary(
    brands={"拉卡拉": "lakala", "lakala": "lakala", "支付宝": "alipay", "visa": "visa", "master card": "mastercard"},
    systems={"银联": "unionpay", "iso 8583": "iso8583-1987", "unionpay": "unionpay"},
    table={ord("餘"): "余", ord("額"): "额", ord("聯"): "联", ord("銀"): "银"},
)


@pytest.mark.parametrize(
    "typed, keys",
    [
        ("55", ("55",)),
        ("５５", ("55",)),
        (" 05 ", ("5",)),
        ("5", ("5",)),
        ("00", ("0",)),
        ("5 5", ("55",)),
        ("55?", ("55",)),
        ("“55”。", ("55",)),
        ("Err 55", ("55",)),
        ("err55", ("55",)),
        ("ERROR: 55", ("55",)),
        ("error code 55", ("55",)),
        ("code:55", ("55",)),
        ("rc=55", ("rc55", "55")),
        ("错误代码55", ("55",)),
        ("错误代码：55", ("55",)),
        ("错误代码55是什么意思", ("55",)),
        ("POS机刷出来错误代码3000是什么意思", ("3000",)),
        ("pos机刷出来错误代码3000是什么意思", ("3000",)),
        ("what does 55 mean", ("55",)),
        ("拉卡拉 51", ("51",)),
        ("51拉卡拉", ("51",)),
        ("银联55怎么办", ("55",)),
        ("銀聯55", ("55",)),
        ("ISO 8583 51", ("51",)),
        ("visa 05", ("5",)),
        ("Y1", ("y1",)),
        ("a0", ("a0",)),
        ("E301", ("e301",)),
        ("XX", ("xx",)),
        ("0x80041001", ("80041001",)),
        ("ACQ.TRADE_HAS_SUCCESS", ("acqtradehassuccess",)),
        ("trade_has_success", ("tradehassuccess",)),
        ("SW 6985", ("sw6985", "6985")),
        ("TVR 0080008000", ("tvr0080008000", "80008000")),
        ("屏幕显示 A7 交易失败", ("a7",)),
        ("余额不足", ()),
        ("打印机不出纸", ()),
        ("请与发卡行联系", ()),
    ],
)
def test_the_codes_meant(typed: str, keys: tuple[str, ...]) -> None:
    assert parse_query(typed, KNOWN).keys[: max(1, len(keys))] == keys


@pytest.mark.parametrize(
    "typed, phrase",
    [
        ("余额不足", "余额不足"),
        ("餘額不足", "余额不足"),
        ("POS机显示余额不足怎么办", "余额不足"),
        ("yuebuzu", "yuebuzu"),
        ("yebz", "yebz"),
        ("请与发卡行联系", "请与发卡行联系"),
        ("Do Not Honor", "donothonor"),
        ("insuficient funds", "insuficientfunds"),
        ("打印机不出纸", "打印机不出纸"),
        ("拉卡拉余额不足", "余额不足"),
        ("error: do not honor", "donothonor"),
    ],
)
def test_the_words_meant(typed: str, phrase: str) -> None:
    assert phrase in parse_query(typed, KNOWN).phrases


@pytest.mark.parametrize(
    "typed, brands, systems",
    [
        ("拉卡拉 51", ("lakala",), ()),
        ("支付宝 visa 6001", ("visa", "alipay"), ()),
        ("银联55", (), ("unionpay",)),
        ("ISO 8583 05", (), ("iso8583-1987",)),
        ("visage 05", (), ()),
        ("Master Card 05", ("mastercard",), ()),
        ("拉卡拉", ("lakala",), ()),
    ],
)
def test_brands_and_systems_named(typed: str, brands: tuple[str, ...], systems: tuple[str, ...]) -> None:
    query = parse_query(typed, KNOWN)
    assert set(query.brands) == set(brands)
    assert query.systems == systems


def test_a_brand_alone_is_still_looked_for() -> None:
    assert parse_query("拉卡拉", KNOWN).phrases == ("拉卡拉",)


@pytest.mark.parametrize("typed", ["", " ", "\t\n", "\0", "\u3000", "\u200b"])
def test_nothing_asked(typed: str) -> None:
    query = parse_query(typed, KNOWN)
    assert not query.keys and not query.phrases and not query.words


@pytest.mark.parametrize("typed", ["!!!", "，。", "???", '"', "*", "( ) [ ]"])
def test_signs_alone_ask_for_nothing(typed: str) -> None:
    query = parse_query(typed, KNOWN)
    assert query.keys == () and query.phrases == ()


@pytest.mark.parametrize(
    "typed, code",
    [("55", True), ("XX", True), ("A7", True), ("e301", True), ("honor", False), ("余额不足", False), ("", False)],
)
def test_looks_like_a_code(typed: str, code: bool) -> None:
    assert parse_query(typed).looks_like_code is code


def test_verbatim_keeps_the_padding() -> None:
    assert "05" in parse_query("05").verbatim
    assert "5" in parse_query("5").verbatim
    assert parse_query("5").keys == parse_query("05").keys


def test_card_data_is_masked_at_the_door() -> None:
    query = parse_query("4111 1111 1111 1111 declined 51")
    assert query.text == "****1111 declined 51"
    for part in (*query.keys, *query.phrases, *query.words, *query.verbatim):
        assert "411111" not in part


def test_the_work_is_bounded() -> None:
    long = parse_query("词" * 1_000_000, KNOWN)
    assert len(long.text) == MAX_INPUT
    assert len(long.words) <= MAX_WORDS
    many = parse_query(" ".join(f"E{n}" for n in range(1000)), KNOWN)
    assert len(many.keys) <= 17


def test_a_card_number_across_the_cut_is_masked() -> None:
    text = parse_query("x" * (MAX_INPUT - 8) + " 4111111111111111").text
    assert "41111" not in text


def test_noise_is_noise() -> None:
    for said in (*NOISE, *NOISE_WORDS):
        assert parse_query(f"{said} 55").keys == ("55",), said
        assert parse_query(f"{said}: 55").keys == ("55",), said


def test_noise_alone_is_still_looked_for() -> None:
    assert parse_query("error code").phrases == ("errorcode",)
    assert parse_query("什么意思").phrases


def test_a_query_compares_and_cannot_be_changed() -> None:
    assert parse_query("55") == parse_query("55")
    assert isinstance(hash(Query("x")), int)
