"""Texts fit where they are shown: the band, the quick sheet's line, one step at arm's length."""

from __future__ import annotations

from collections.abc import Iterator

from posref.author.load import Finding, Record, Tree
from posref.core.types import Text

LIMITS = {
    "title": (14, 52), "action": (18, 40), "warning": (26, 64), "do": (44, 130), "note": (40, 120), "say": (60, 180),
    "meaning": (44, 130), "happened": (110, 320), "staff": (110, 320),
}  # fmt: skip
"""Field -> most characters in Chinese and in English."""

COUNTS = {"steps": (2, 5), "causes": (2, 4), "prevent": (1, 3)}
ARTICLE_TITLE = 18
SHOWN = 40


def check(tree: Tree) -> Iterator[Finding]:
    """Texts too long for their place, lists with too few or too many entries, shown words over 40 characters."""
    for record in (*tree.all("condition"), *tree.all("code"), *tree.all("guide")):
        for name in LIMITS.keys() & record.values.keys():
            yield from _fits(record, name, record[name])
        for step in (*record.get("steps", ()), *([record["first"]] if record.get("first") else [])):
            for name in ("do", "note"):
                if step.get(name):
                    yield from _fits(record, name, step[name], "first" if step is record.get("first") else "steps")
        for shown in record.get("shown", ()):
            if len(shown["text"]) > SHOWN:
                yield record.finding(
                    "lengths", f"shown words of {len(shown['text'])} characters, at most {SHOWN}", "shown"
                )
    for checklist in tree.all("checklist"):
        yield from _checklist(checklist)
    for condition in tree.all("condition"):
        if len(condition["title"].en.split()) > 6:
            yield condition.finding("lengths", "an English title has at most six words", "title")
        for name, (fewest, most) in COUNTS.items():
            if not fewest <= len(condition[name]) <= most:
                yield condition.finding(
                    "lengths", f"{name} has {len(condition[name])} entries, {fewest} to {most} wanted", name
                )


ITEM = {"text": (22, 60), "short": (8, 22), "how": (44, 130), "pass": (30, 80), "fail": (34, 100), "record": (8, 16)}
"""The same for a checklist's items."""


def _checklist(record: Record) -> Iterator[Finding]:
    sections = record["sections"]
    items = [item for section in sections for item in section["items"]]
    if not 2 <= len(sections) <= 6 or not 6 <= len(items) <= 22:
        yield record.finding(
            "lengths", f"{len(sections)} sections, {len(items)} items; 2 to 6 and 6 to 22 wanted", "sections"
        )
    if len({item["id"] for item in items}) != len(items):
        yield record.finding("lengths", "two items have the same id", "sections")
    for item in items:
        for name, (zh, en) in ITEM.items():
            text: Text | None = item.get(name)
            if text and (len(text.zh) > zh or len(text.en) > en):
                sizes = f"{len(text.zh)}/{len(text.en)} characters, at most {zh}/{en}"
                yield record.finding(
                    "lengths", f"item {item['id']}: {name} has {sizes}: {text.zh} / {text.en}", "sections"
                )


def _fits(record: Record, name: str, text: Text, at: str = "") -> Iterator[Finding]:
    zh, en = LIMITS[name]
    if name == "title" and record.kind != "condition":
        zh = ARTICLE_TITLE
    if len(text.zh) > zh:
        said = f"{name} has {len(text.zh)} Chinese characters, at most {zh}: {text.zh}"
        yield record.finding("lengths", said, at or name)
    if len(text.en) > en:
        said = f"{name} has {len(text.en)} English letters, at most {en}: {text.en}"
        yield record.finding("lengths", said, at or name)
