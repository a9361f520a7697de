"""An article's placeholder codes are found by their exact code only, and never stand on a printed sheet (rule 5)."""

from __future__ import annotations

from collections.abc import Iterator

from posref.author.load import Finding, Tree

PLACEHOLDERS = ("XX", "XY", "AB", "CD")


def check(tree: Tree) -> Iterator[Finding]:
    """Placeholders without `exact_only`, sheet ranks where they must not be, sheet ranks of sensitive conditions."""
    conditions = tree.ids("condition")
    for code in tree.all("code"):
        is_article = all(source.startswith("article-") for source in code["sources"])
        if is_article and code.get("code") in PLACEHOLDERS and not code.get("exact_only"):
            yield code.finding("placeholders", "an article's placeholder has `exact_only: yes`")
        if code.get("quick_sheet_rank") and (is_article or code.get("exact_only")):
            yield code.finding("placeholders", "never on a printed sheet", "quick_sheet_rank")
        condition = conditions.get(code["condition"])
        if code.get("quick_sheet_rank") and condition and condition["sensitive"]:
            yield code.finding(
                "placeholders", "what nobody may read aloud stays off the quick sheet", "quick_sheet_rank"
            )
