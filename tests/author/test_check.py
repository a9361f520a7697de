"""All rules, over the whole; a rule at fault hides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from posref.author import check, rules
from posref.author.load import Finding, Tree
from posref.author.rules import RULES, load_rules
from tests.support.content import Content


def test_the_list_equals_the_folder() -> None:
    folder = Path(str(rules.__file__)).parent
    assert sorted(RULES) == sorted(p.stem for p in folder.glob("*.py") if p.stem != "__init__")
    assert len(set(RULES)) == len(RULES)
    assert [name for name, _ in load_rules()] == list(RULES)


def test_every_rule_has_its_test() -> None:
    folder = Path(__file__).parent / "rules"
    assert sorted(RULES) == sorted(p.stem.removeprefix("test_") for p in folder.glob("test_*.py"))


@pytest.mark.parametrize("name, rule", load_rules(), ids=RULES)
def test_every_rule_passes_what_is_good(content: Content, name: str, rule: rules.Check) -> None:
    from posref.author.load import load_tree

    assert list(rule(load_tree(content.folder))) == []


@pytest.mark.parametrize("name, rule", load_rules(), ids=RULES)
def test_every_rule_survives_an_empty_tree(name: str, rule: rules.Check) -> None:
    assert list(rule(Tree())) == []


def test_a_crashing_rule_is_a_finding(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(tree: Tree) -> Iterator[Finding]:
        yield Finding("a.yaml", 1, "crash", "before")
        raise ZeroDivisionError("oh")

    real = load_rules()
    monkeypatch.setattr(check, "load_rules", lambda: [("crash", crash), *real])
    content.edit("brands.yaml", "systems: [wally-app]", "systems: [nobody]")
    found = content.findings()
    assert Finding("author/rules/crash.py", 1, "crash", "the rule itself failed: ZeroDivisionError('oh')") in found
    assert any(f.rule == "references" for f in found)


def test_findings_come_in_order_and_once(content: Content) -> None:
    content.edit("brands.yaml", "systems: [wally-app]", "systems: [nobody, nobody]")
    content.edit("guides/unknown.yaml", "category: card-result", "category: nowhere")
    found = content.findings()
    assert found == sorted(set(found), key=lambda f: (f.file, f.line, f.rule, f.reason))
    assert len(found) == 2
