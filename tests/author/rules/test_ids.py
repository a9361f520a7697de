"""Ids are for ever, so they are well formed."""

from __future__ import annotations

import pytest

from tests.support.content import Content

BREACHES = [
    ('conditions/cards.yaml', 'id: pin-incorrect', 'id: Pin_Incorrect', ('conditions/cards.yaml', 'id: Pin_Incorrect'), "id 'Pin_Incorrect' is not lower case words"),
    ('brands.yaml', 'id: wally', 'id: wally-', ('brands.yaml', 'id: wally-'), "id 'wally-' is not lower case words"),
    ("systems/wally.yaml", "  - id: wait-please\n    form", "  - form", ("systems/wally.yaml", "form: message"), "a message has an `id` of ours"),
    ("systems/wally.yaml", "    shown:\n      - {text: 处理中请稍候, lang: zh, source: vendor-table}\n", "", ("systems/wally.yaml", "- id: wait-please"), "a message has an `id` of ours, `shown` words"),
    ("systems/wally.yaml", "form: message", "code: 7\n    form: message", ("systems/wally.yaml", "- id: wait-please"), "a message has an `id` of ours, `shown` words and no `code`"),
    ("systems/unionpay.yaml", "code: 51", "id: fifty-one", ("systems/unionpay.yaml", "id: fifty-one"), "a number or name has its `code` verbatim and no `id`"),
    ("systems/unionpay.yaml", "code: 51", "code: 51\n    id: fifty-one", ("systems/unionpay.yaml", "code: 51"), "a number or name has its `code` verbatim and no `id`"),
]  # fmt: skip
"""File, what is replaced, by what, where the finding stands, and its reason."""


@pytest.mark.parametrize("file, old, new, at, reason", BREACHES, ids=[b[4][:50] for b in BREACHES])
def test_each_breach_is_found_at_its_line(
    content: Content, file: str, old: str, new: str, at: tuple[str, str], reason: str
) -> None:
    content.edit(file, old, new)
    found = [f for f in content.findings("ids") if reason in f.reason]
    assert found, content.findings()
    assert (found[0].file, found[0].line) == (at[0], content.place(*at))
