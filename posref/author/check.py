"""Runs every rule over the content. A rule that crashes is a finding, not a traceback."""

from __future__ import annotations

from posref.author.load import Finding, Tree
from posref.author.rules import load_rules


def check_tree(tree: Tree) -> list[Finding]:
    """Everything wrong with the content, by file and line; an empty list means it may be compiled."""
    findings = list(tree.findings)
    for name, check in load_rules():
        try:
            findings.extend(check(tree))
        except Exception as error:  # noqa: BLE001  a rule at fault must not hide the findings of the others
            findings.append(Finding(f"author/rules/{name}.py", 1, name, f"the rule itself failed: {error!r}"))
    return sorted(set(findings), key=lambda f: (f.file, f.line, f.rule, f.reason))
