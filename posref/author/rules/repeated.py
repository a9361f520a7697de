"""Guidance that would fit any code says nothing: two conditions never share a text (content rule 3)."""

from __future__ import annotations

from collections.abc import Iterator

from posref.author.load import Finding, Record, Tree
from posref.core.types import Text

SHORT = 9
"""Chinese texts below this length may recur: *wait*, *print the slip*."""


def check(tree: Tree) -> Iterator[Finding]:
    """A step, sentence, cause or prevention that stands in two conditions to the letter, in either language."""
    seen: dict[tuple[str, str], Record] = {}
    for record in tree.all("condition"):
        for name, text in _guidance(record):
            for said in (text.zh, text.en.casefold()):
                first = seen.setdefault((name, said), record)
                if first is not record and len(text.zh) >= SHORT:
                    yield record.finding(
                        "repeated", f"{name} also stands in {first.id} ({first.file}:{first.line}): {said}", name
                    )
                    break
    titles: dict[str, Record] = {}
    for record in tree.all("condition"):
        for said in (record["title"].zh, record["title"].en.casefold()):
            if titles.setdefault(said, record) is not record:
                yield record.finding("repeated", f"title also stands in {titles[said].id}: {said}", "title")


def _guidance(record: Record) -> Iterator[tuple[str, Text]]:
    for name in ("happened", "say", "staff", "action"):
        if record.get(name):
            yield name, record[name]
    for name in ("causes", "prevent"):
        yield from ((name, text) for text in record[name])
    for step in record["steps"]:
        yield "steps", step["do"]
        if step.get("note"):
            yield "steps", step["note"]
