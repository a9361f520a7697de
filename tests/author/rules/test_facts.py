"""Outcome, retry and charged go together."""

from __future__ import annotations

import pytest

from posref.author.rules.facts import ALLOWED, CHARGED_ORDER, RETRY_ORDER
from posref.core.types import Charged, Outcome, Retry
from tests.support.content import Content

BREACHES = [
    ("conditions/cards.yaml", "retry: after-fix\n  charged: no", "retry: now\n  charged: possibly", ("conditions/cards.yaml", "retry: now"), "possibly charged never goes with retry now"),
    ("conditions/cards.yaml", "charged: no", "charged: yes", ("conditions/cards.yaml", "outcome: declined"), "declined does not go with retry after-fix, charged yes"),
    ("conditions/cards.yaml", "outcome: declined", "outcome: approved", ("conditions/cards.yaml", "outcome: approved"), "approved does not go with retry after-fix, charged no"),
    ("conditions/cards.yaml", "outcome: declined", "outcome: partial", ("conditions/cards.yaml", "outcome: partial"), "partial does not go with"),
    ("conditions/cards.yaml", "retry: check-first", "retry: now", ("conditions/cards.yaml", "outcome: unknown"), "unknown does not go with retry now"),
    ("conditions/cards.yaml", "retry: never", "retry: now", ("conditions/cards.yaml", "outcome: pick-up"), "pick-up does not go with retry now"),
    ("conditions/cards.yaml", "sensitive: yes", "sensitive: no", ("conditions/cards.yaml", "sensitive: no\n  action: {zh: 请换"), "a pick-up is always sensitive"),
    ("conditions/cards.yaml", "  staff: {zh: 卡可能已挂失，不要当着顾客说。, en: The card may be reported lost; never say so aloud.}\n", "", ("conditions/cards.yaml", "- id: card-reported"), "says under `staff` what is not said aloud"),
    ("systems/unionpay.yaml", "condition: pin-incorrect", "condition: card-reported\n    outcome: approved\n    retry: now", ("systems/unionpay.yaml", "outcome: approved"), "approved does not go with retry now"),
    ("systems/wally.yaml", "retry: never", "retry: now", ("systems/wally.yaml", "retry: now"), "retry now is looser than after-fix of insufficient-funds"),
    ("systems/unionpay.yaml", "condition: result-open", "condition: result-open\n    charged: no\n    outcome: none", ("systems/unionpay.yaml", "charged: no"), "charged no is looser than possibly of result-open"),
]  # fmt: skip
"""File, what is replaced, by what, where the finding stands, and its reason."""


@pytest.mark.parametrize("file, old, new, at, reason", BREACHES, ids=[b[4][:50] for b in BREACHES])
def test_each_breach_is_found_at_its_line(
    content: Content, file: str, old: str, new: str, at: tuple[str, str], reason: str
) -> None:
    content.edit(file, old, new)
    found = [f for f in content.findings("facts") if reason in f.reason]
    assert found, content.findings()
    assert (found[0].file, found[0].line) == (at[0], content.place(*at))


def test_a_looser_code_with_a_reason_passes(content: Content) -> None:
    content.edit(
        "systems/wally.yaml",
        "retry: never",
        "retry: now\n    differs: {note: {zh: 钱包另有说法。, en: The wallet says otherwise.}}",
    )
    assert content.findings("facts") == []


def test_a_stricter_code_passes(content: Content) -> None:
    content.edit(
        "systems/unionpay.yaml", "condition: insufficient-funds", "condition: insufficient-funds\n    retry: never"
    )
    assert content.findings("facts") == []


def test_every_outcome_has_its_row() -> None:
    assert list(ALLOWED) and set(ALLOWED) == {outcome.value for outcome in Outcome}
    assert set(RETRY_ORDER) == {retry.value for retry in Retry}
    assert set(CHARGED_ORDER) == {charged.value for charged in Charged}
