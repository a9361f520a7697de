"""The ladder and its ties."""

from __future__ import annotations

import pytest

from posref.core.rank import FIELD_RUNG, PLACE, RUNGS, Standing, best_trust, general_order, near_codes, standing
from posref.core.types import Trust


def test_the_ladder_of_the_contract() -> None:
    assert RUNGS == (
        "exact-code", "shown", "title", "alias", "symptom", "prefix", "words", "related", "near", "none",
    )  # fmt: skip
    assert [PLACE[rung] for rung in RUNGS] == list(range(len(RUNGS)))
    assert set(FIELD_RUNG.values()) <= set(RUNGS)


def place(lifted: bool, general: int, verbatim: bool, trust: Trust, worth: int, identity: str) -> Standing:
    return standing(lifted=lifted, general=general, verbatim=verbatim, trust=trust, worth=worth, identity=identity)


def test_ties_are_broken_in_this_order() -> None:
    order = [
        place(True, 0, False, Trust.UNCONFIRMED, 3, "z"),
        place(False, 1, False, Trust.UNCONFIRMED, 3, "z"),
        place(False, 2, True, Trust.STANDARD, 1, "a"),
        place(False, 0, True, Trust.UNCONFIRMED, 3, "z"),
        place(False, 0, False, Trust.UNCONFIRMED, 1, "z"),
        place(False, 0, False, Trust.STANDARD, 2, "a"),
        place(False, 0, False, Trust.VENDOR, 2, "a"),
        place(False, 0, False, Trust.VENDOR, 2, "b"),
        place(True, 1, True, Trust.ARTICLE, 1, "a"),
    ]
    assert sorted(order) == order


@pytest.mark.parametrize(
    "order, english, place", [(1, False, 1), (2, False, 2), (1, True, 2), (2, True, 1), (3, True, 3), (0, True, 0)]
)
def test_general_order(order: int, english: bool, place: int) -> None:
    assert general_order(order, english) == place


def test_near_codes_are_one_slip_away() -> None:
    near = near_codes("55")
    assert {"54", "45", "65", "551", "155", "5"} <= {*near, "5"}
    assert "55" not in near
    assert "5" in near_codes("05")
    assert {"a0", "b1", "1a", "a10"} <= set(near_codes("a1"))
    assert len(near) == len(set(near))


@pytest.mark.parametrize("key", ["", "5", "123456789", "余额", "ｅ１"])
def test_no_near_codes(key: str) -> None:
    assert near_codes(key) == ()


def test_a_key_that_is_too_long_loses_one() -> None:
    assert "300" in near_codes("3000") and "3001" in near_codes("3000")


def test_best_trust() -> None:
    assert best_trust([Trust.OPEN, Trust.VENDOR, Trust.UNCONFIRMED]) is Trust.VENDOR
    assert best_trust([]) is Trust.UNCONFIRMED
