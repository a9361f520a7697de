"""Outcome, retry and charged go together as the taxonomy allows; a code refines stricter, never looser."""

from __future__ import annotations

from collections.abc import Iterator

from posref.author.load import Finding, Record, Tree

RETRY_ORDER = ("now", "after-fix", "ask-first", "check-first", "never")
CHARGED_ORDER = ("no", "part", "possibly", "yes")

ALLOWED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "approved": (("never",), ("yes",)),
    "partial": (("never",), ("part",)),
    "pick-up": (("never",), ("no",)),
    "unknown": (("check-first",), ("possibly", "yes")),
    "declined": (("now", "after-fix", "ask-first", "check-first", "never"), ("no", "possibly")),
    "cancelled": (("now", "after-fix", "check-first", "never"), ("no", "possibly")),
    "none": (("now", "after-fix", "ask-first", "check-first", "never"), ("no", "possibly", "yes")),
}
"""Outcome -> the retries and the charges it may stand with (taxonomy, section 4)."""


def check(tree: Tree) -> Iterator[Finding]:
    """Combinations that contradict themselves; refinements that promise more than the condition."""
    conditions = tree.ids("condition")
    for condition in conditions.values():
        yield from _combination(condition, condition)
        if condition["outcome"] == "pick-up" and not condition["sensitive"]:
            yield condition.finding("facts", "a pick-up is always sensitive", "sensitive")
        if condition["sensitive"] and not condition.get("staff"):
            yield condition.finding("facts", "a sensitive condition says under `staff` what is not said aloud")
    for code in tree.all("code"):
        if owner := conditions.get(code["condition"]):
            yield from _combination(code, owner)
            yield from _stricter(code, owner)


def resolved(code: Record, condition: Record, name: str) -> str:
    """A fact of a code: its own refinement, else its condition's."""
    return str(code.get(name) or condition[name])


def _combination(record: Record, condition: Record) -> Iterator[Finding]:
    outcome, retry, charged = (resolved(record, condition, name) for name in ("outcome", "retry", "charged"))
    retries, charges = ALLOWED[outcome]
    if retry not in retries or charged not in charges:
        yield record.finding("facts", f"{outcome} does not go with retry {retry}, charged {charged}", "outcome")
    elif charged == "possibly" and retry == "now":
        yield record.finding("facts", "possibly charged never goes with retry now", "retry")


def _stricter(code: Record, condition: Record) -> Iterator[Finding]:
    for name, order in (("retry", RETRY_ORDER), ("charged", CHARGED_ORDER)):
        if code.get(name) and order.index(code[name]) < order.index(condition[name]) and not code.get("differs"):
            yield code.finding("facts", f"{name} {code[name]} is looser than {condition[name]} of {condition.id}", name)
