"""Nothing that sells, links, telephones or holds card data."""

from __future__ import annotations

import pytest

from tests.support.content import Content

BREACHES = [
    ("conditions/cards.yaml", "zh: 银行收到的密码不对。", "zh: 请去免费办理新机。", ("conditions/cards.yaml", "免费办理"), "advertising: 免费办理"),
    ("conditions/cards.yaml", "zh: 银行收到的密码不对。", "zh: 请顾客刷ka卡。", ("conditions/cards.yaml", "刷ka卡"), "censor-dodging spelling: 刷ka卡"),
    ("conditions/cards.yaml", "en: The PIN that reached the bank is not right.", "en: See https://posref.example for more.", ("conditions/cards.yaml", "https:"), "a link: https://"),
    ("conditions/cards.yaml", "en: The PIN that reached the bank is not right.", "en: See www.posref for more.", ("conditions/cards.yaml", "www.posref"), "a link: www."),
    ('conditions/cards.yaml', 'zh: 银行收到的密码不对。', 'zh: 请打95516问银行。', ('conditions/cards.yaml', '95516'), "a telephone number outside a brand's sourced hotline: 95516"),
    ('conditions/cards.yaml', 'zh: 银行收到的密码不对。', 'zh: 请打400-820-8820。', ('conditions/cards.yaml', '400-820'), "a telephone number outside a brand's sourced hotline: 400-820-8820"),
    ("conditions/cards.yaml", "zh: 银行收到的密码不对。", "zh: 请打021-58781234。", ("conditions/cards.yaml", "021-58"), "a telephone number outside"),
    ("conditions/cards.yaml", "en: The PIN that reached the bank is not right.", "en: Card 4111 1111 1111 1111 was refused.", ("conditions/cards.yaml", "4111"), "looks like a card number"),
    ("sources/all.yaml", "zh: 把代码说错了", "zh: 正规一清机", ("sources/all.yaml", "正规一清"), "advertising: 正规一清"),
]  # fmt: skip
"""File, what is replaced, by what, where the finding stands, and its reason."""


@pytest.mark.parametrize("file, old, new, at, reason", BREACHES, ids=[b[4][:50] for b in BREACHES])
def test_each_breach_is_found_at_its_line(
    content: Content, file: str, old: str, new: str, at: tuple[str, str], reason: str
) -> None:
    content.edit(file, old, new)
    found = [f for f in content.findings("advertising") if reason in f.reason]
    assert found, content.findings()
    assert (found[0].file, found[0].line) == (at[0], content.place(*at))


def test_a_source_may_be_linked(content: Content) -> None:
    content.edit("sources/all.yaml", "en: Gets its codes wrong", "en: Gets www.codes wrong")
    assert content.findings("advertising") == []
