"""Every name leads somewhere."""

from __future__ import annotations

import pytest

from tests.support.content import Content

BREACHES = [
    ('conditions/cards.yaml', 'related: [pin-incorrect]', 'related: [pin-incorect]', ('conditions/cards.yaml', 'related:'), "condition 'pin-incorect' does not exist"),
    ('conditions/cards.yaml', 'category: card-result', 'category: nowhere', ('conditions/cards.yaml', 'category: nowhere'), "category 'nowhere' does not exist"),
    ('conditions/cards.yaml', 'category: card-result', 'category: cards', ('conditions/cards.yaml', 'category: cards'), "category 'cards' is not of the second level"),
    ('guides/unknown.yaml', 'category: card-result', 'category: nowhere', ('guides/unknown.yaml', 'category: nowhere'), "category 'nowhere' does not exist"),
    ('categories.yaml', 'parent: cards', 'parent: nobody', ('categories.yaml', 'parent: nobody'), "category 'nobody' does not exist"),
    ('brands.yaml', 'systems: [wally-app]', 'systems: [wally-ap]', ('brands.yaml', 'systems: [wally-ap]'), "system 'wally-ap' does not exist"),
    ('brands.yaml', 'source: vendor-table', 'source: nobody', ('brands.yaml', 'source: nobody'), "source 'nobody' does not exist"),
    ('systems/unionpay.yaml', 'condition: pin-incorrect', 'condition: nothing', ('systems/unionpay.yaml', 'condition: nothing'), "condition 'nothing' does not exist"),
    ('systems/unionpay.yaml', 'sources: [vendor-table]', 'sources: [vendor-table, gone]', ('systems/unionpay.yaml', 'gone'), "source 'gone' does not exist"),
    ('systems/unionpay.yaml', 'lang: zh, source: vendor-table', 'lang: zh, source: gone', ('systems/unionpay.yaml', 'source: gone'), "source 'gone' does not exist"),
    ('systems/unionpay.yaml', 'sources: [article-9]', 'sources: [gone]', ('systems/unionpay.yaml', 'note: {zh: 文章把它'), "source 'gone' does not exist"),
]  # fmt: skip
"""File, what is replaced, by what, where the finding stands, and its reason."""


@pytest.mark.parametrize("file, old, new, at, reason", BREACHES, ids=[b[4][:50] for b in BREACHES])
def test_each_breach_is_found_at_its_line(
    content: Content, file: str, old: str, new: str, at: tuple[str, str], reason: str
) -> None:
    content.edit(file, old, new)
    found = [f for f in content.findings("references") if reason in f.reason]
    assert found, content.findings()
    assert (found[0].file, found[0].line) == (at[0], content.place(*at))
