"""Which tone a fact is shown in: a wrong green would cost somebody money."""

from __future__ import annotations

from itertools import product

import pytest

from posref.author.rules.facts import ALLOWED
from posref.core.tone import Tone, charged_tone, outcome_tone, retry_tone
from posref.core.types import Charged, Facts, Outcome, Retry


def _facts(outcome: str = "declined", retry: str = "after-fix", charged: str = "no") -> Facts:
    return Facts(Outcome(outcome), Retry(retry), Charged(charged))


@pytest.mark.parametrize(
    "outcome, tone",
    [
        ("approved", Tone.GOOD), ("partial", Tone.CAUTION), ("declined", Tone.DECLINED), ("pick-up", Tone.DECLINED),
        ("cancelled", Tone.QUIET), ("unknown", Tone.CAUTION), ("none", Tone.QUIET),
    ],
)  # fmt: skip
def test_outcome(outcome: str, tone: Tone) -> None:
    assert outcome_tone(_facts(outcome)) is tone


@pytest.mark.parametrize(
    "outcome, retry, tone",
    [
        ("declined", "now", Tone.GOOD), ("declined", "after-fix", Tone.CAUTION), ("declined", "ask-first", Tone.CAUTION),
        ("unknown", "check-first", Tone.CAUTION), ("declined", "never", Tone.DECLINED), ("approved", "never", Tone.QUIET),
        ("partial", "never", Tone.QUIET), ("none", "never", Tone.DECLINED),
    ],
)  # fmt: skip
def test_retry(outcome: str, retry: str, tone: Tone) -> None:
    assert retry_tone(_facts(outcome, retry)) is tone


@pytest.mark.parametrize(
    "outcome, charged, tone",
    [
        ("declined", "no", Tone.GOOD), ("approved", "yes", Tone.GOOD), ("unknown", "yes", Tone.CAUTION),
        ("unknown", "possibly", Tone.CAUTION), ("partial", "part", Tone.CAUTION), ("none", "yes", Tone.CAUTION),
    ],
)  # fmt: skip
def test_charged(outcome: str, charged: str, tone: Tone) -> None:
    assert charged_tone(_facts(outcome, charged=charged)) is tone


def test_what_may_have_been_charged_is_never_green() -> None:
    for outcome, (retries, charges) in ALLOWED.items():
        for retry, charged in product(retries, charges):
            facts = _facts(outcome, retry, charged)
            if charged == "possibly":
                assert charged_tone(facts) is Tone.CAUTION
            if outcome != "approved":
                assert outcome_tone(facts) is not Tone.GOOD
