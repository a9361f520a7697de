"""Every reference resolves, and the whole that follows from them hangs together."""

from __future__ import annotations

from collections.abc import Iterator

from posref.author.load import Finding, Record, Tree


def check(tree: Tree) -> Iterator[Finding]:
    """Names of categories, conditions, systems and sources that do not exist."""
    ids = {kind: tree.ids(kind).keys() for kind in ("category", "condition", "system", "source")}
    for record in tree.everything():
        for kind, name, field in _references(record):
            if name not in ids[kind]:
                yield record.finding("references", f"{kind} {name!r} does not exist", field)
    parents = {c.id for c in tree.all("category") if c.get("parent")}
    for condition in tree.all("condition"):
        if condition["category"] in ids["category"] and condition["category"] not in parents:
            yield condition.finding(
                "references", f"category {condition['category']!r} is not of the second level", "category"
            )


def _references(record: Record) -> Iterator[tuple[str, str, str]]:
    match record.kind:
        case "category" if record.get("parent"):
            yield "category", record["parent"], "parent"
        case "guide" if record.get("category"):
            yield "category", record["category"], "category"
        case "condition":
            yield "category", record["category"], "category"
            yield from (("condition", name, "related") for name in record.get("related", ()))
        case "brand":
            yield from (("system", name, "systems") for name in record["systems"])
            if hotline := record.get("hotline"):
                yield "source", hotline["source"], "hotline"
        case "checklist":
            yield from (("source", name, "sources") for name in record["sources"])
        case "code":
            yield "condition", record["condition"], "condition"
            yield from (("source", name, "sources") for name in record["sources"])
            yield from (("source", shown["source"], "shown") for shown in record.get("shown", ()))
            yield from (("source", name, "differs") for name in record.get("differs", {}).get("sources", ()))
        case _:
            pass
