"""An answer as plain text, in every reading."""

from __future__ import annotations

import pytest

from posref import lang
from posref.core.types import Reading
from posref.service.lookup import Desk
from posref.service.plain import answer_lines


def _text(desk: Desk, identity: str, reading: Reading = Reading.EN) -> str:
    answer = desk.open(identity, reading is Reading.EN)
    assert answer is not None
    return "\n".join(answer_lines(answer, reading, lang.catalogue("en")))


def test_in_the_order_of_the_screen(desk: Desk) -> None:
    text = _text(desk, "unionpay:55")
    parts = ["Incorrect PIN", "UnionPay", "Outcome: Declined", "Do now", "Say to the customer", "Call", "Likely causes", "Prevent it",
             "Whose code is this?", "Sources"]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_check_first_stands_above_everything(desk: Desk) -> None:
    assert _text(desk, "unionpay:68").startswith("! ")


def test_what_staff_may_know_is_marked(desk: Desk) -> None:
    assert "For staff only, not aloud" in _text(desk, "unionpay:41")
    assert "For staff only" not in _text(desk, "unionpay:55")


def test_sources_that_disagree(desk: Desk) -> None:
    assert "Sources disagree" in _text(desk, "article:55")


@pytest.mark.parametrize("identity", ["unionpay:51", "condition:pin-incorrect", "guide:unknown-code"])
def test_what_is_said_stands_in_both_languages(desk: Desk, identity: str) -> None:
    answer = desk.open(identity)
    assert answer is not None and answer.say is not None
    for reading in Reading:
        text = _text(desk, identity, reading)
        assert answer.say.zh in text and answer.say.en in text
        assert answer.title.zh in text and answer.title.en in text
        assert (answer.steps[0].do.zh in text) is (reading is not Reading.EN)
        assert (answer.steps[0].do.en in text) is (reading is not Reading.ZH)
