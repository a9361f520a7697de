"""Each language in its own script, width and words."""

from __future__ import annotations

import pytest

from tests.support.content import Content

BREACHES = [
    ("conditions/cards.yaml", "{zh: 余额不足, en: Insufficient funds}", "{zh: Insufficient funds, en: Insufficient funds}", ("conditions/cards.yaml", "zh: Insufficient"), "no Chinese in the Chinese text"),
    ("conditions/cards.yaml", "{zh: 余额不足, en: Insufficient funds}", "{zh: 余额不足, en: 余额不足}", ("conditions/cards.yaml", "en: 余额不足"), "Chinese in the English text: 余额不足"),
    ('conditions/cards.yaml', 'zh: 银行收到的密码不对。', "zh: '银行,收到的密码不对。'", ('conditions/cards.yaml', '银行,收'), 'half-width sign in Chinese'),
    ('conditions/cards.yaml', 'zh: 银行收到的密码不对。', "zh: '银行(收到)密码不对。'", ('conditions/cards.yaml', '银行(收'), 'half-width sign in Chinese'),
    ("conditions/cards.yaml", "en: The PIN that reached the bank is not right.", "en: The PIN，that reached the bank is not right.", ("conditions/cards.yaml", "PIN，that"), "full-width sign in English: ，"),
    ("conditions/cards.yaml", "en: The PIN that reached the bank is not right.", "en: The bank did not authorize it.", ("conditions/cards.yaml", "authorize"), "American spelling: authoriz"),
    ('conditions/cards.yaml', 'zh: 银行收到的密码不对。', 'zh: 请看签单纸上的字。', ('conditions/cards.yaml', '签单纸'), "not the trade's word: 签单纸"),
    ("conditions/cards.yaml", "en: The PIN that reached the bank is not right.", "en: The PIN  is not right.", ("conditions/cards.yaml", "PIN  is"), "two blanks in a row"),
    ("conditions/cards.yaml", "zh: 银行收到的密码不对。", "zh: 银行收到的密码不对", ("conditions/cards.yaml", "银行收到的密码不对,"), "a sentence without its end"),
    ("conditions/cards.yaml", "en: The PIN that reached the bank is not right.", "en: The PIN is not right", ("conditions/cards.yaml", "The PIN is not right}"), "a sentence without its end"),
    ("conditions/cards.yaml", "{zh: 密码错误, en: Incorrect PIN}", "{zh: 密码错误。, en: Incorrect PIN}", ("conditions/cards.yaml", "密码错误。"), "no full stop here"),
]  # fmt: skip
"""File, what is replaced, by what, where the finding stands, and its reason."""


@pytest.mark.parametrize("file, old, new, at, reason", BREACHES, ids=[b[4][:50] for b in BREACHES])
def test_each_breach_is_found_at_its_line(
    content: Content, file: str, old: str, new: str, at: tuple[str, str], reason: str
) -> None:
    content.edit(file, old, new)
    found = [f for f in content.findings("languages") if reason in f.reason]
    assert found, content.findings()
    assert (found[0].file, found[0].line) == (at[0], content.place(*at))
