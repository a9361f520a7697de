"""A name belongs to one problem, a spelling to one brand."""

from __future__ import annotations

import pytest

from tests.support.content import Content

BREACHES = [
    ('conditions/cards.yaml', '  aliases: {zh: [钱不够], en: [not enough money]}\n', '  aliases: {zh: [钱不够, 查不到代码], en: [not enough money]}\n', ('guides/unknown.yaml', 'aliases:'), "'查不到代码' already names insufficient-funds"),
    ('conditions/cards.yaml', 'zh: [钱不够]', 'zh: [钱不够, 51]', ('conditions/cards.yaml', 'zh: [钱不够, 51]'), "'51' is a number: codes belong to systems"),
    ('brands.yaml', 'words: [沃利, wally]', 'words: [沃利, ACME]', ('brands.yaml', 'words: [沃利, ACME]'), "'ACME' already spells acme"),
    ('brands.yaml', 'title: {zh: 沃利, en: Wally}', 'title: {zh: 沃利, en: Acme}', ('brands.yaml', 'words: [沃利, wally]'), "'Acme' already spells acme"),
]  # fmt: skip
"""File, what is replaced, by what, where the finding stands, and its reason."""


@pytest.mark.parametrize("file, old, new, at, reason", BREACHES, ids=[b[4][:50] for b in BREACHES])
def test_each_breach_is_found_at_its_line(
    content: Content, file: str, old: str, new: str, at: tuple[str, str], reason: str
) -> None:
    content.edit(file, old, new)
    found = [f for f in content.findings("aliases") if reason in f.reason]
    assert found, content.findings()
    assert (found[0].file, found[0].line) == (at[0], content.place(*at))


def test_the_own_title_as_an_alias_passes(content: Content) -> None:
    content.edit("conditions/cards.yaml", "zh: [钱不够]", "zh: [钱不够, 余额不足]")
    assert content.findings("aliases") == []
