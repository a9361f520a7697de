"""Money first."""

from __future__ import annotations

import pytest

from tests.support.content import Content

U = "systems/unionpay.yaml"
BREACHES = [
    (U, "condition: insufficient-funds", "condition: insufficient-funds\n    charged: possibly", (U, "charged: possibly"), "charged is possibly, but its say promises"),
    ("conditions/cards.yaml", "  warning: {zh: 先查末笔，再决定收不收, en: Query the last sale before anything else}\n", "", ("conditions/cards.yaml", "retry: check-first"), "retry check-first needs a `warning`"),
    ("conditions/cards.yaml", "sensitive: no", "sensitive: no\n  warning: {zh: 小心, en: Careful}", ("conditions/cards.yaml", "warning: {zh: 小心"), "a `warning` stands only with retry check-first"),
    ("systems/unionpay.yaml", "condition: insufficient-funds", "condition: insufficient-funds\n    retry: check-first", ("systems/unionpay.yaml", "retry: check-first"), "retry check-first needs a `warning`"),
    ("systems/unionpay.yaml", "condition: insufficient-funds", "condition: insufficient-funds\n    warning: {zh: 小心, en: Careful}", ("systems/unionpay.yaml", "warning: {zh: 小心"), "a `warning` stands only with retry check-first"),
    ("conditions/cards.yaml", "{zh: 查询末笔交易，看有没有成功。, en: Query the last transaction and see whether it went through.}", "{zh: 请顾客稍等。, en: Let the customer wait.}", ("conditions/cards.yaml", "    - who: cashier\n      do: {zh: 请顾客稍等"), "none of the first two steps looks the sale up"),
    ("conditions/cards.yaml", "{zh: 银行说卡里的钱不够付这一笔。, en: The bank says there is too little money on the card.}", "{zh: 钱可能已扣。, en: The card may have been charged.}", ("conditions/cards.yaml", "charged: no"), "says that money may have moved, but charged is no"),
    ("conditions/cards.yaml", "{zh: 我先查一下这笔有没有成功。, en: Let me check whether this payment went through.}", "{zh: 没有扣款，请放心。, en: Please wait for us.}", ("conditions/cards.yaml", "没有扣款，请放心"), "promises that nothing was charged, but charged is possibly"),
    ("conditions/cards.yaml", "{zh: 我先查一下这笔有没有成功。, en: Let me check whether this payment went through.}", "{zh: 请放心。, en: Nothing was charged.}", ("conditions/cards.yaml", "请放心"), "promises that nothing was charged"),
]  # fmt: skip
"""File, what is replaced, by what, where the finding stands, and its reason."""


@pytest.mark.parametrize("file, old, new, at, reason", BREACHES, ids=[b[4][:50] for b in BREACHES])
def test_each_breach_is_found_at_its_line(
    content: Content, file: str, old: str, new: str, at: tuple[str, str], reason: str
) -> None:
    content.edit(file, old, new)
    found = [f for f in content.findings("money_first") if reason in f.reason]
    assert found, content.findings()
    assert (found[0].file, found[0].line) == (at[0], content.place(*at))
