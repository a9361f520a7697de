"""Texts fit where they are shown."""

from __future__ import annotations

import pytest

from tests.support.content import Content

L = "checklists/daily.yaml"
BREACHES = [
    (L, "zh: 终端已通电", "zh: 终端已通电终端已通电终端已通电终端已通电终端断", (L, "    - title: {zh: 外面"), "item power: text has 23/"),
    (L, "zh: 编号", "zh: 编号编号编号编号编", (L, "    - title: {zh: 外面"), "item cable: record has 9/"),
    (L, "id: paper", "id: power", (L, "    - title: {zh: 外面"), "two items have the same id"),
    (L, "  sources: [vendor-table]", "    - title: {zh: 空的, en: Empty}\n      items: []\n" * 5 + "  sources: [vendor-table]", (L, "    - title: {zh: 外面"), "7 sections, 6 items; 2 to 6 and 6 to 22 wanted"),
    ("conditions/cards.yaml", "{zh: 余额不足, en: Insufficient funds}", "{zh: 一二三四五六七八九十一二三四五, en: Insufficient funds}", ("conditions/cards.yaml", "一二三四五六七八九十一二三四五"), "title has 15 Chinese characters, at most 14"),
    ("conditions/cards.yaml", "{zh: 余额不足, en: Insufficient funds}", "{zh: 余额不足, en: Abcdefghijklmno pqrstuvwxyzabcde fghijklmnopqrstuvwxyz a}", ("conditions/cards.yaml", "Abcdefg"), "title has 56 English letters, at most 52"),
    ("conditions/cards.yaml", "{zh: 余额不足, en: Insufficient funds}", "{zh: 余额不足, en: One two three four five six seven}", ("conditions/cards.yaml", "One two"), "an English title has at most six words"),
    ("conditions/cards.yaml", "{zh: 请顾客换卡, en: Ask for another card}", "{zh: 请顾客换卡, en: Ask the customer whether there is a card with money}", ("conditions/cards.yaml", "Ask the customer whether"), "action has"),
    ("conditions/cards.yaml", "en: Tell the customer and ask for another card.}", "en: Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell Tell them.}", ("conditions/cards.yaml", "    - who: cashier\n      do: {zh: 把提示"), "do has"),
    ("conditions/cards.yaml", "{zh: 金额照原样输入, en: Enter the same amount}", "{zh: 金金金金金金金金金金金金金金金金金金金金金金金金金金金金金金金金金金金金金金金金金, en: Enter the same amount}", ("conditions/cards.yaml", "    - who: cashier\n      do: {zh: 把提示"), "note has 41 Chinese characters, at most 40"),
    ("systems/unionpay.yaml", "{zh: 可用余额不足, en: Not sufficient funds}", "{zh: 余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余, en: Not sufficient funds}", ("systems/unionpay.yaml", "余余余"), "meaning has 45 Chinese characters"),
    ("systems/unionpay.yaml", "do: {zh: 先看顾客拿的是哪张卡。", "do: {zh: 先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先先。", ("systems/unionpay.yaml", "{who: cashier, do: {zh: 先先"), "do has 46 Chinese characters"),
    ("systems/unionpay.yaml", "text: 余额不足请换卡", "text: 余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余余", ("systems/unionpay.yaml", "余余余"), "shown words of 41 characters, at most 40"),
    ("systems/wally.yaml", "title: {zh: 请稍候, en: Please wait}", "title: {zh: 请请请请请请请请请请请请请请请请请请请, en: Please wait}", ("systems/wally.yaml", "请请"), "title has 19 Chinese characters, at most 18"),
    ("conditions/cards.yaml", "    - {zh: 有一笔预授权占用了额度, en: A hold has taken part of the balance}\n", "", ("conditions/cards.yaml", "    - {zh: 卡里的钱少于"), "causes has 1 entries, 2 to 4 wanted"),
    ("conditions/cards.yaml", "    - who: cashier\n      do: {zh: 还是不对就换一张卡付款。, en: Use another card if it fails again.}\n", "", ("conditions/cards.yaml", "    - who: cashier\n      do: {zh: 请顾客再输一次密码"), "steps has 1 entries, 2 to 5 wanted"),
]  # fmt: skip
"""File, what is replaced, by what, where the finding stands, and its reason."""


@pytest.mark.parametrize("file, old, new, at, reason", BREACHES, ids=[b[4][:50] for b in BREACHES])
def test_each_breach_is_found_at_its_line(
    content: Content, file: str, old: str, new: str, at: tuple[str, str], reason: str
) -> None:
    content.edit(file, old, new)
    found = [f for f in content.findings("lengths") if reason in f.reason]
    assert found, content.findings()
    assert (found[0].file, found[0].line) == (at[0], content.place(*at))
