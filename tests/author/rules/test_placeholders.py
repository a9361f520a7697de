"""An article's placeholder is found by its exact code only, and printed nowhere."""

from __future__ import annotations

import pytest

from tests.support.content import Content

BREACHES = [
    ('systems/wally.yaml', '    exact_only: yes\n', '', ('systems/wally.yaml', '- code: XX'), "an article's placeholder has `exact_only: yes`"),
    ("systems/wally.yaml", "exact_only: yes", "exact_only: yes\n    quick_sheet_rank: 5", ("systems/wally.yaml", "quick_sheet_rank: 5"), "never on a printed sheet"),
    ("systems/unionpay.yaml", "condition: card-reported", "condition: card-reported\n    quick_sheet_rank: 5", ("systems/unionpay.yaml", "quick_sheet_rank: 5"), "what nobody may read aloud stays off the quick sheet"),
]  # fmt: skip
"""File, what is replaced, by what, where the finding stands, and its reason."""


@pytest.mark.parametrize("file, old, new, at, reason", BREACHES, ids=[b[4][:50] for b in BREACHES])
def test_each_breach_is_found_at_its_line(
    content: Content, file: str, old: str, new: str, at: tuple[str, str], reason: str
) -> None:
    content.edit(file, old, new)
    found = [f for f in content.findings("placeholders") if reason in f.reason]
    assert found, content.findings()
    assert (found[0].file, found[0].line) == (at[0], content.place(*at))
