"""One answer for who has no desk: the command line. Apart from the finder because a look-up needs no answers."""

from __future__ import annotations

from posref.core.answer import Answer
from posref.kb.answers import read_answer
from posref.service.finder import Finder


def open_answer(finder: Finder, identity: str, english: bool = False) -> Answer | None:
    """Everything about one code, condition or guide; None where there is no such."""
    return read_answer(finder.kb, identity, english)
