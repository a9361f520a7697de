"""Finds what looks like card data and masks it: the one door through which typed, pasted or swiped text passes.

A card number is a run of 12 to 19 digits, blanks or hyphens between them allowed, that is valid by the Luhn check
(ISO/IEC 7812-1, annex B) and begins as an issuer's range of that length does. A merchant number is none. Other digits
beside it (an expiry date, the code on the back) do not hide it. Track data (ISO/IEC 7813) is masked whole, and what
still follows a masked number while a reader is typing it is dropped.
"""

from __future__ import annotations

import re

FEWEST = 8
"""Texts with fewer digits hold nothing to mask, and pay for no pattern: patterns are made when first needed."""

_RANGES = (
    r"(?:4(?:\d{12}|\d{15}|\d{18})"
    r"|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"
    r"|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11,16}|35\d{14,17}"
    r"|62\d{12,17}|81\d{14,17}|9[0-9]\d{14,17}"
    r"|6(?:011|4[4-9]\d|5\d\d)\d{12,15}|(?:50|5[6-9]|6[0-9])\d{10,17})"
)
_GAP = r"[ \t\u00a0\u3000\u2010-\u2015\-]{1,2}"
_DIGITS = rf"(?<!\d)\d(?:(?:{_GAP})?\d){{11,}}"
_GROUP = r"\d+"
_PRINTED = r"\d{4}(?:\D+\d{4}){2,3}(?:\D+\d{1,4})?|\d{4}\D+\d{6}\D+\d{4,5}|\d{6}\D+\d{6,13}|\d{12,19}"
"""The groups a card number is printed in; other blanks between digits count only where the run is nothing else."""
_TRACK = r"(?:%?[A-Z]|;)?(?P<pan>\d(?:[ ]?\d){11,18})(?P<mark>[\^=]|D(?=\d{7}))[^?\r\n]*\??"
_TAIL = r"(\*{4}\d{4})(?:[\^=]|D(?=\d{7}))[^?\r\n]*\??"


def luhn(digits: str) -> bool:
    """Whether a run of digits passes the Luhn check."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_card_number(digits: str) -> bool:
    """Whether bare digits are a card number: an issuer's range, its length, and the Luhn check."""
    return bool(re.fullmatch(_RANGES, digits)) and luhn(digits)


def mask(text: str) -> str:
    """The text with every card number shown as `****` and its last four digits, and all track data gone.

    >>> mask("card 4111 1111 1111 1111 declined")
    'card ****1111 declined'
    """
    if sum(c.isdigit() for c in text) < FEWEST and "****" not in text:
        return text
    ascii_digits = "".join(str(int(c)) if c.isdigit() and c.isdecimal() else c for c in text)
    masked = re.sub(_TRACK, _mask_track, ascii_digits, flags=re.IGNORECASE)
    masked = re.sub(_DIGITS, _mask_run, masked)
    while (shorter := re.sub(_TAIL, r"\1=", masked, flags=re.IGNORECASE)) != masked:
        masked = shorter  # a stray end sentinel leaves a tail of its own
    return text if masked == ascii_digits else masked


def _mask_track(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found["pan"])
    return f"****{digits[-4:]}=" if luhn(digits) or found[0][0] in "%;" else found[0]


def _mask_run(found: re.Match[str]) -> str:
    run = found[0]
    groups = list(re.finditer(_GROUP, run))
    parts: list[str] = []
    done = first = 0
    while first < len(groups):
        last, digits = _card_from(run, groups, first)
        if digits:
            parts += [run[done : groups[first].start()], f"****{digits[-4:]}"]
            done = groups[last].end()
        first = last + 1
    return "".join(parts) + run[done:]


def _card_from(run: str, groups: list[re.Match[str]], first: int) -> tuple[int, str]:
    """The longest card number that begins with this group: its last group and its digits; no digits: there is none."""
    best, digits = (first, ""), ""
    if first and len(groups[first][0]) not in (4, 6, *range(12, 20)):
        return best
    for last in range(first, len(groups)):
        digits += groups[last][0]
        if len(digits) > 19:
            break
        whole = first == 0 and last == len(groups) - 1
        if (whole or re.fullmatch(_PRINTED, run[groups[first].start() : groups[last].end()])) and is_card_number(
            digits
        ):
            best = (last, digits)
    return best
