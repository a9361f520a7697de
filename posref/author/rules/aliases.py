"""A name people use for a problem belongs to one problem; a brand's spelling to one brand."""

from __future__ import annotations

from collections.abc import Iterator

from posref.author.load import Finding, Record, Tree
from posref.core.normal import fold, loose


def check(tree: Tree) -> Iterator[Finding]:
    """Aliases that two conditions share, that repeat the title, or that are a bare number; spellings of two brands."""
    owners: dict[str, Record] = {}
    for record in (*tree.all("condition"), *tree.all("guide")):
        titles = {loose(fold(record["title"].zh)), loose(fold(record["title"].en))}
        for word in _words(record):
            same = loose(fold(word))
            if same in titles:
                continue
            if owners.setdefault(same, record) is not record:
                yield record.finding("aliases", f"{word!r} already names {owners[same].id}", "aliases")
            if same.isdecimal():
                yield record.finding("aliases", f"{word!r} is a number: codes belong to systems", "aliases")
    spelled: dict[str, Record] = {}
    for brand in tree.all("brand"):
        for word in (*brand["words"], brand["title"].zh, brand["title"].en):
            if spelled.setdefault(fold(word), brand) is not brand:
                yield brand.finding("aliases", f"{word!r} already spells {spelled[fold(word)].id}", "words")


def _words(record: Record) -> Iterator[str]:
    for words in record.get("aliases", {}).values():
        yield from dict.fromkeys(words)
