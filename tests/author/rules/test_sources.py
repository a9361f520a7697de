"""Every code stands on something."""

from __future__ import annotations

import pytest

from tests.support.content import Content

L = "checklists/daily.yaml"
BREACHES = [
    (L, "sources: [vendor-table]", "sources: []", (L, "sources: []"), "a checklist names at least one source"),
    ("systems/unionpay.yaml", "sources: [public-file-1, public-file-2]", "sources: [public-file-1]", ("systems/unionpay.yaml", "sources: [public-file-1]"), "needs one citable source"),
    ("systems/unionpay.yaml", "sources: [public-file-1, public-file-2]", "sources: []", ("systems/unionpay.yaml", "sources: []"), "needs one citable source"),
    ("systems/unionpay.yaml", "sources: [vendor-table]", "sources: [vendor-table, vendor-table]", ("systems/unionpay.yaml", "sources: [vendor-table, vendor-table]"), "names a source twice"),
    ("sources/all.yaml", "where: file 2", "where: file 1", ("systems/unionpay.yaml", "sources: [public-file-1, public-file-2]"), "needs one citable source"),
    ("sources/all.yaml", "trust: vendor", "trust: unconfirmed", ("sources/all.yaml", "trust: unconfirmed"), "a source of kind page cannot have trust unconfirmed"),
    ("sources/all.yaml", "trust: article", "trust: open", ("sources/all.yaml", "trust: open"), "a source of kind article cannot have trust open"),
    ('sources/all.yaml', 'checked: 2026-11-01', 'checked: last week', ('sources/all.yaml', 'checked: last week'), "`checked` is no date like 2026-11-20: 'last week'"),
    ("sources/all.yaml", "checked: 2026-11-01", "checked: 2026-02-30", ("sources/all.yaml", "checked: 2026-02-30"), "`checked` is no date"),
    ('sources/all.yaml', '- id: public-file-1', '- id: unused\n  kind: page\n  trust: open\n  title: {zh: 没用到, en: Not used}\n  where: here\n  checked: 2026-11-01\n- id: public-file-1', ('sources/all.yaml', '- id: unused'), "source 'unused' is named by nothing"),
]  # fmt: skip
"""File, what is replaced, by what, where the finding stands, and its reason."""


@pytest.mark.parametrize("file, old, new, at, reason", BREACHES, ids=[b[4][:50] for b in BREACHES])
def test_each_breach_is_found_at_its_line(
    content: Content, file: str, old: str, new: str, at: tuple[str, str], reason: str
) -> None:
    content.edit(file, old, new)
    found = [f for f in content.findings("sources") if reason in f.reason]
    assert found, content.findings()
    assert (found[0].file, found[0].line) == (at[0], content.place(*at))


def test_what_only_a_dispute_or_a_hotline_names_is_named(content: Content) -> None:
    content.edit("systems/wally.yaml", "sources: [article-9]", "sources: [vendor-table]")
    assert content.findings("sources") == []
