"""Money first (content rule 6): check-first says so and says how; a refusal before any account was touched does not."""

from __future__ import annotations

from collections.abc import Iterator

from posref.author.load import Finding, Record, Tree
from posref.author.rules.facts import resolved

LOOK_ZH = ("查", "找", "核对", "重打印", "补打", "核实")
LOOK_EN = ("quer", "check", "look", "reprint", "find", "search", "status", "ask", "compare")
MAYBE_CHARGED = ("可能已扣", "可能扣了", "may have been charged", "possibly charged", "might have been charged")
NOT_CHARGED = ("没有扣款", "未扣款", "没扣款", "nothing was charged", "not been charged", "was not charged")


def check(tree: Tree) -> Iterator[Finding]:
    """Missing or superfluous warnings, first steps that do not look, promises that nothing was charged."""
    conditions = tree.ids("condition")
    for condition in conditions.values():
        yield from _warning(condition, condition)
        yield from _promise(condition)
        if condition["retry"] == "check-first" and not _looks(condition):
            yield condition.finding(
                "money_first", "check first, but none of the first two steps looks the sale up", "steps"
            )
    for code in tree.all("code"):
        if owner := conditions.get(code["condition"]):
            yield from _warning(code, owner)
            yield from _still_promised(code, owner)


def _warning(record: Record, condition: Record) -> Iterator[Finding]:
    first = resolved(record, condition, "retry") == "check-first"
    has = record.get("warning") or condition.get("warning")
    if first and not has:
        yield record.finding("money_first", "retry check-first needs a `warning`, the bar above everything", "retry")
    if not first and record.get("warning"):
        yield record.finding("money_first", "a `warning` stands only with retry check-first", "warning")


def _looks(condition: Record) -> bool:
    steps = condition["steps"][:2]
    said = [step["do"] for step in steps] + [step["note"] for step in steps if step.get("note")]
    return any(any(w in t.zh for w in LOOK_ZH) and any(w in t.en.casefold() for w in LOOK_EN) for t in said)


def _still_promised(code: Record, condition: Record) -> Iterator[Finding]:
    """A code that is less sure than its condition must not inherit the condition's sure words."""
    charged = resolved(code, condition, "charged")
    unsure = charged in ("possibly", "part") and charged != condition["charged"]
    for name in ("say", "happened"):
        text = code.get(name) or condition[name]
        words = (*NOT_CHARGED, "没有办成", "没有做成", "did not go through", "已经成功", "went through", "is approved")
        if unsure and any(w in f"{text.zh} {text.en}".casefold() for w in words):
            yield code.finding("money_first", f"charged is {charged}, but its {name} promises: {text.zh}", "charged")


def _promise(condition: Record) -> Iterator[Finding]:
    said = [condition["say"], condition["happened"], *(s["do"] for s in condition["steps"])]
    whole = " ".join(f"{t.zh} {t.en}" for t in said).casefold()
    if condition["charged"] == "no" and any(w in whole for w in MAYBE_CHARGED):
        yield condition.finding("money_first", "says that money may have moved, but charged is no", "charged")
    say = f"{condition['say'].zh} {condition['say'].en}".casefold()
    if condition["charged"] != "no" and any(w in say for w in NOT_CHARGED):
        yield condition.finding(
            "money_first", f"promises that nothing was charged, but charged is {condition['charged']}", "say"
        )
