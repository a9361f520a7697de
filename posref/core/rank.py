"""The ladder: in which order ways of finding come, and how ties are broken. Data first, functions on it after."""

from __future__ import annotations

from collections.abc import Iterable

from posref.core.types import Trust

LIMIT = 50
"""Rows a search gives at most."""

CANDIDATES = 200
"""Rows any one rung looks at, at most: the work of a keystroke is bounded."""

ENOUGH = 12
"""With this many rows from better rungs, the rungs that guess are not asked."""

RUNGS = (
    "exact-code",
    "shown",
    "title",
    "alias",
    "symptom",
    "prefix",
    "words",
    "related",
    "near",
    "none",
)
"""Best first. `decoded` stands apart: a decoded value answers alone."""

PLACE = {rung: place for place, rung in enumerate(RUNGS)}

FIELD_RUNG = {"shown": "shown", "title": "title", "alias": "alias", "symptom": "symptom"}
"""The rung that a text found as a whole stands on, by the field it stands in."""

TRUST_PLACE = {trust: place for place, trust in enumerate(Trust)}


Standing = tuple[bool, bool, int, bool, int, int, str]
"""What orders codes on one rung; the smallest is best."""


def standing(*, lifted: bool, general: int, verbatim: bool, trust: Trust, worth: int, identity: str) -> Standing:
    """Where a code stands on its rung: the shop's brands, the general networks, then everybody else.

    `lifted`: of a brand of the shop, or of a brand or system named in the query. `general`: place among the general
    networks from 1, 0 for none. `verbatim`: written exactly as typed. What only an article says stands behind
    everything, however exactly it matches.
    """
    article = trust is Trust.ARTICLE
    return (article, not lifted, general or 99, not verbatim, worth, TRUST_PLACE[trust], identity)


def general_order(order: int, english: bool) -> int:
    """The place of a general network: UnionPay first where the interface is Chinese, ISO 8583 first in English."""
    return {1: 2, 2: 1}.get(order, order) if english else order


def near_codes(key: str) -> tuple[str, ...]:
    """Codes one slip of the finger away: two neighbours swapped, one key wrong, one missing or one too many.

    Only for keys of 2 to 8 characters; wrong digits only with digits, wrong letters only with letters.
    """
    if not 2 <= len(key) <= 8 or not key.isascii():
        return ()
    near = dict.fromkeys(key[:i] + key[i + 1] + key[i] + key[i + 2 :] for i in range(len(key) - 1))
    for i, c in enumerate(key):
        others = "0123456789" if c.isdigit() else "abcdefghijklmnopqrstuvwxyz"
        near.update(dict.fromkeys(key[:i] + other + key[i + 1 :] for other in others))
    if len(key) > 2:
        near.update(dict.fromkeys(key[:i] + key[i + 1 :] for i in range(len(key))))
    near.update(dict.fromkeys(key[:i] + digit + key[i:] for i in range(len(key) + 1) for digit in "0123456789"))
    bare = (code.lstrip("0") or "0" for code in near)
    return tuple(dict.fromkeys(code for code in bare if code != key))


def best_trust(trusts: Iterable[Trust]) -> Trust:
    """The trust of a code: that of its best agreeing source; `unconfirmed` when there is none."""
    return min(trusts, key=TRUST_PLACE.__getitem__, default=Trust.UNCONFIRMED)
