"""Guidance that fits any code says nothing."""

from __future__ import annotations

import pytest

from tests.support.content import Content

BREACHES = [
    ("conditions/cards.yaml", "{zh: 请顾客再输一次密码，自己转过身去。, en: Let the customer enter the PIN again and look away.}", "{zh: 把提示告诉顾客，问要不要换一张卡。, en: Something else entirely.}", ("conditions/cards.yaml", "    - who: cashier\n      do: {zh: 把提示告诉顾客，问要不要换一张卡。, en: Something"), "steps also stands in insufficient-funds (conditions/cards.yaml:1): 把提示告诉"),
    ("conditions/cards.yaml", "{zh: 银行收到的密码不对。, en: The PIN that reached the bank is not right.}", "{zh: 换一句完全不同的话。, en: The bank says there is too little money on the card.}", ("conditions/cards.yaml", "换一句"), "happened also stands in insufficient-funds"),
    ("conditions/cards.yaml", "{zh: 用了另一张卡的密码, en: The PIN belongs to another card}", "{zh: 卡里的钱少于这一笔的金额, en: Something else}", ("conditions/cards.yaml", "    - {zh: 顾客按错了键"), "causes also stands in insufficient-funds"),
    ("conditions/cards.yaml", "{zh: 密码错误, en: Incorrect PIN}", "{zh: 余额不足, en: Incorrect PIN}", ("conditions/cards.yaml", "{zh: 余额不足, en: Incorrect PIN}"), "title also stands in insufficient-funds: 余额不足"),
    ("conditions/cards.yaml", "{zh: 密码错误, en: Incorrect PIN}", "{zh: 密码错误, en: insufficient Funds}", ("conditions/cards.yaml", "insufficient Funds"), "title also stands in insufficient-funds: insufficient funds"),
]  # fmt: skip
"""File, what is replaced, by what, where the finding stands, and its reason."""


@pytest.mark.parametrize("file, old, new, at, reason", BREACHES, ids=[b[4][:50] for b in BREACHES])
def test_each_breach_is_found_at_its_line(
    content: Content, file: str, old: str, new: str, at: tuple[str, str], reason: str
) -> None:
    content.edit(file, old, new)
    found = [f for f in content.findings("repeated") if reason in f.reason]
    assert found, content.findings()
    assert (found[0].file, found[0].line) == (at[0], content.place(*at))


def test_short_ones_may_recur(content: Content) -> None:
    content.edit(
        "conditions/cards.yaml",
        "{zh: 用了另一张卡的密码, en: The PIN belongs to another card}",
        "{zh: 系统太忙, en: Too busy}",
    )
    content.edit(
        "conditions/cards.yaml",
        "{zh: 银行的系统太忙, en: The systems of the bank are too busy}",
        "{zh: 系统太忙, en: Too busy}",
    )
    assert content.findings("repeated") == []
