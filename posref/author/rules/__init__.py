"""The content rules, one small file each: a new file and its name here are enough to add one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from posref.author.load import Finding, Tree

RULES = (
    "ids",
    "references",
    "sources",
    "facts",
    "money_first",
    "look_before_restart",
    "lengths",
    "languages",
    "repeated",
    "advertising",
    "aliases",
    "placeholders",
)
"""The modules of this folder, each with `check(tree) -> findings`; a test compares the list with the folder."""

Check = Callable[[Tree], Iterator[Finding]]


def load_rules() -> list[tuple[str, Check]]:
    """Every rule by name."""
    return [(name, import_module(f"posref.author.rules.{name}").check) for name in RULES]
