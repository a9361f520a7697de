"""Texts in two languages, and types nobody can change."""

from __future__ import annotations

import dataclasses

import pytest

from posref.core import answer, types
from posref.core.errors import UserError
from posref.core.types import Facts, Match, Outcome, Reading, Text

SAID = Text("余额不足", "Insufficient funds")


@pytest.mark.parametrize(
    "reading, lines, other",
    [
        (Reading.ZH, ("余额不足",), "Insufficient funds"),
        (Reading.EN, ("Insufficient funds",), "余额不足"),
        (Reading.BOTH, ("余额不足", "Insufficient funds"), "Insufficient funds"),
    ],
)
def test_a_text_in_each_reading(reading: Reading, lines: tuple[str, ...], other: str) -> None:
    assert SAID.pick(reading) == lines
    assert SAID.main(reading) == lines[0]
    assert SAID.other(reading) == other


def test_every_type_is_frozen_and_slotted() -> None:
    every = {**vars(types), **vars(answer)}.values()
    made = [t for t in every if dataclasses.is_dataclass(t) and isinstance(t, type)]
    assert len(made) >= 15
    for kind in made:
        assert kind.__dataclass_params__.frozen, kind  # type: ignore[attr-defined]
        assert "__slots__" in vars(kind), kind


def test_the_stable_words_of_the_contract() -> None:
    assert [o.value for o in Outcome] == ["approved", "partial", "declined", "pick-up", "cancelled", "unknown", "none"]
    assert [r.value for r in types.Retry] == ["now", "after-fix", "ask-first", "check-first", "never"]
    assert [c.value for c in types.Charged] == ["no", "possibly", "part", "yes"]
    assert [t.value for t in types.Trust] == ["standard", "vendor", "open", "unconfirmed", "article"]
    assert [k.value for k in types.Kind] == ["code", "condition", "guide", "checklist", "decoded"]


def test_nothing_can_be_set() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Match("a", "b", "c").rung = "x"  # type: ignore[misc]
    assert isinstance(hash(Facts(Outcome.NONE, types.Retry.NOW, types.Charged.NO)), int)


def test_an_error_says_its_sentence() -> None:
    assert str(UserError("The file is missing: {path}.", path="x")) == "The file is missing: x."
    assert str(UserError("Plain {braces}")) == "Plain {braces}"
