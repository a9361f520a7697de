"""Which of the four tones a fact is shown in: red, amber and green belong to the three facts and to nothing else."""

from __future__ import annotations

from enum import StrEnum

from posref.core.types import Charged, Facts, Outcome, Retry


class Tone(StrEnum):
    """The meanings colours have; each has an icon and a word as well."""

    DECLINED = "declined"
    CAUTION = "caution"
    GOOD = "good"
    QUIET = "quiet"


def outcome_tone(facts: Facts) -> Tone:
    """The tone of the outcome, and of the band."""
    return {
        Outcome.APPROVED: Tone.GOOD,
        Outcome.PARTIAL: Tone.CAUTION,
        Outcome.DECLINED: Tone.DECLINED,
        Outcome.PICK_UP: Tone.DECLINED,
        Outcome.UNKNOWN: Tone.CAUTION,
    }.get(facts.outcome, Tone.QUIET)


def retry_tone(facts: Facts) -> Tone:
    """The tone of the retry: *never* alarms only where no sale stands."""
    if facts.retry is Retry.NEVER:
        return Tone.QUIET if facts.outcome in (Outcome.APPROVED, Outcome.PARTIAL) else Tone.DECLINED
    return Tone.GOOD if facts.retry is Retry.NOW else Tone.CAUTION


def charged_tone(facts: Facts) -> Tone:
    """The tone of the charge: good when nothing moved, or when it moved for an approved sale."""
    if facts.charged is Charged.NO or (facts.charged is Charged.YES and facts.outcome is Outcome.APPROVED):
        return Tone.GOOD
    return Tone.CAUTION
