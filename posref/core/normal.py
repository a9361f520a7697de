"""The one normaliser, used by the compiler and by the search alike, so that both see the same words.

Method: Unicode NFKC for width, case folding, traditional characters folded to simplified by a table the compiler
made, letters and digits in runs, Chinese as single characters and neighbouring pairs (a stock full-text index finds
no word of two characters otherwise).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby

MAX_INPUT = 512
"""Longer input is cut before anything looks at it: work stays bounded whatever is pasted."""

LONGEST = 40
"""Longer runs of letters and digits are cut: nobody looks for more."""


def fold(text: str, table: Mapping[int, str] | None = None) -> str:
    """The text in one width, one case and simplified characters; unprintable characters become blanks."""
    wide = unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode("utf-8"))
    plain = "".join(c if c.isprintable() else " " for c in wide)
    return plain.casefold().translate(table or {})


def loose(text: str) -> str:
    """Folded text without blanks and punctuation: how a message is compared as a whole."""
    return "".join(c for c in text if c.isalnum())


def code_key(code: str) -> str:
    """The form a code is looked up by: one width and case, no punctuation, no leading zeros.

    >>> code_key("ACQ.TRADE_HAS_SUCCESS"), code_key(" ０5 "), code_key("0x80041001")
    ('acqtradehassuccess', '5', '80041001')
    """
    text = loose(fold(code).strip().removeprefix("0x"))
    return text.lstrip("0") or ("0" if text else "")


def tokens(text: str, table: Mapping[int, str] | None = None) -> tuple[str, ...]:
    """The words of a text in order: runs of letters or digits, single Chinese characters and their pairs.

    A run that mixes letters and digits gives the run and its parts; nothing longer than `LONGEST` is kept.
    """
    found: list[str] = []
    for run in _runs(fold(text, table)):
        if is_han(run[0]):
            found.extend(run)
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            found.append(run[:LONGEST])
            parts = ["".join(part) for _digits, part in groupby(run, str.isdecimal)]
            if len(parts) > 1:
                found.extend(part[:LONGEST] for part in parts)
    return tuple(found)


def _runs(folded: str) -> Iterator[str]:
    """Runs of Chinese and runs of other letters and digits.

    By hand: a pattern with all of Chinese in it costs more to make than a look-up.
    """
    for kind, signs in groupby(folded, lambda c: is_han(c) + 1 if c.isalnum() else 0):
        if kind:
            yield "".join(signs)


def is_han(text: str) -> bool:
    """Whether the text holds a Chinese character."""
    return any("\u3400" <= c <= "\u4dbf" or "\u4e00" <= c <= "\u9fff" for c in text)
