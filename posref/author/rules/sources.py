"""Every code names a citable source that shows it, or two unnamed public files that agree (content rule 1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from posref.author.load import Finding, Record, Tree

_TRUST = {
    "standard": ("standard",),
    "page": ("standard", "vendor", "open"),
    "repository": ("standard", "vendor", "open"),
    "unnamed": ("unconfirmed",),
    "article": ("article",),
}


def check(tree: Tree) -> Iterator[Finding]:
    """Codes with too little to stand on, sources with a trust their kind cannot have or without a date."""
    sources = tree.ids("source")
    used: set[str] = set()
    for code in tree.all("code"):
        named = [sources[name] for name in code["sources"] if name in sources]
        used.update(
            code["sources"], (s["source"] for s in code.get("shown", ())), code.get("differs", {}).get("sources", ())
        )
        citable = [s for s in named if s["kind"] != "unnamed"]
        if not citable and len({s["where"] for s in named}) < 2:
            yield code.finding("sources", "needs one citable source, or two unnamed files that agree", "sources")
        if len(set(code["sources"])) != len(code["sources"]):
            yield code.finding("sources", "names a source twice", "sources")
    for checklist in tree.all("checklist"):
        used.update(checklist["sources"])
        if not checklist["sources"]:
            yield checklist.finding("sources", "a checklist names at least one source", "sources")
    used.update(brand["hotline"]["source"] for brand in tree.all("brand") if brand.get("hotline"))
    for source in sources.values():
        yield from _source(source)
        if source.id not in used:
            yield source.finding("sources", f"source {source.id!r} is named by nothing")


def _source(source: Record) -> Iterator[Finding]:
    if source["trust"] not in _TRUST[source["kind"]]:
        yield source.finding(
            "sources", f"a source of kind {source['kind']} cannot have trust {source['trust']}", "trust"
        )
    try:
        date.fromisoformat(source["checked"])
    except ValueError:
        yield source.finding("sources", f"`checked` is no date like 2026-11-20: {source['checked']!r}", "checked")
