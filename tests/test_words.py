"""Every stable word has a word for people, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

import pytest

from posref import lang, words
from posref.core.rank import RUNGS
from posref.core.types import Call, Charged, Facts, Outcome, Retry, Role, Trust

WORDS: list[tuple[Callable[..., str], type[Enum]]] = [
    (words.outcome_word, Outcome), (words.outcome_badge, Outcome), (words.retry_word, Retry), (words.trust_word, Trust),
    (words.role_word, Role), (words.call_word, Call), (words.call_note, Call),
]  # fmt: skip


@pytest.mark.parametrize("word, kind", WORDS, ids=lambda w: getattr(w, "__name__", ""))
def test_each_value_has_its_own_word(word: Callable[..., str], kind: type[Enum]) -> None:
    said = [word(lang.catalogue("en"), value) for value in kind]
    if word is not words.call_note:
        assert len(set(said)) == len(said)
    assert all(said) or kind is Call
    assert words.call_word(lang.catalogue("en"), Call.NONE) == ""


@pytest.mark.parametrize("charged", Charged)
def test_charged(charged: Charged) -> None:
    assert words.charged_word(lang.catalogue("en"), Facts(Outcome.UNKNOWN, Retry.CHECK_FIRST, charged))


@pytest.mark.parametrize("rung", [*RUNGS, "decoded"])
def test_each_rung_says_why(rung: str) -> None:
    assert words.rung_word(lang.catalogue("en"), rung)


def test_an_unknown_rung_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        words.rung_word(lang.catalogue("en"), "elsewhere")


class Asked:
    """A catalogue that keeps what it was asked."""

    def __init__(self) -> None:
        self.ids: set[tuple[str, str]] = set()

    def gettext(self, message: str, /) -> str:
        self.ids.add(("", message))
        return message

    def ngettext(self, one: str, many: str, n: int, /) -> str:
        self.ids.add(("", one))
        return one

    def pgettext(self, context: str, message: str, /) -> str:
        self.ids.add((context, message))
        return message


def test_every_word_goes_through_the_catalogue() -> None:
    asked: Any = Asked()
    for word, kind in WORDS:
        for value in kind:
            said = word(asked, value)
            assert said == "" or any(said == message for _, message in asked.ids)
    assert ("outcome", "Declined") in asked.ids and ("badge", "Declined") in asked.ids
