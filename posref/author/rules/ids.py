"""Ids are for ever: kebab-case, English, and a message, lamp or beep has one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from posref.author.load import Finding, Tree

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check(tree: Tree) -> Iterator[Finding]:
    """Ids that are no slug; numbers and names without a code; messages without an id or without shown words."""
    for record in tree.everything():
        name = record.get("id")
        if name and not _SLUG.fullmatch(name):
            yield record.finding("ids", f"id {name!r} is not lower case words joined by hyphens", "id")
    for code in tree.all("code"):
        worded = code.get("form", "number") not in ("number", "name")
        if worded and (not code.get("id") or code.get("code") or not code.get("shown")):
            yield code.finding("ids", f"a {code['form']} has an `id` of ours, `shown` words and no `code`")
        elif not worded and (not code.get("code") or code.get("id")):
            yield code.finding("ids", "a number or name has its `code` verbatim and no `id`")
