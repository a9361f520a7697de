"""Every SELECT of the program against a fresh file: the hand-written SQL and the described tables cannot drift."""

from __future__ import annotations

import re

import pytest

from posref.kb import sql
from posref.kb.read import KnowledgeBase

STATEMENTS = {
    **{
        name: value
        for name, value in vars(sql).items()
        if isinstance(value, str) and value.startswith("SELECT") and name != "_CODE"
    },
    **{f"LISTS[{name}]": value for name, value in sql.LISTS.items()},
}


def _filled(statement: str) -> tuple[str, list[str]]:
    filled = sql.marks(statement, 3) if "{marks}" in statement else statement
    return filled, ['"x"'] * filled.count("?")


def test_there_are_some() -> None:
    assert len(STATEMENTS) > 30


@pytest.mark.parametrize("name", STATEMENTS)
def test_each_is_explained_and_runs(kb: KnowledgeBase, name: str) -> None:
    statement, values = _filled(STATEMENTS[name])
    assert kb.rows("EXPLAIN " + statement, values)
    kb.rows(statement, values)


@pytest.mark.parametrize("name", STATEMENTS)
def test_each_only_reads(name: str) -> None:
    assert not re.search(r"\b(insert|update|delete|drop|create|attach|pragma)\b", STATEMENTS[name], re.IGNORECASE)


LIMITED = (
    "CODES_BY_KEY", "CODES_BY_PREFIX", "CODES_OF_CONDITION", "CODES_OF_CONDITION_IN", "PHRASE", "PHRASE_PREFIX",
    "PROBLEM_WORDS", "CODE_WORDS", "CONDITIONS_IN_CATEGORY",
)  # fmt: skip


@pytest.mark.parametrize("name", LIMITED)
def test_what_a_keystroke_asks_is_limited(name: str) -> None:
    found = re.search(r"LIMIT (\d+)$", STATEMENTS[name])
    assert found and int(found[1]) <= 200


@pytest.mark.parametrize(
    "name", ["CODES_BY_KEY", "CODES_BY_PREFIX", "PHRASE", "PHRASE_PREFIX", "CODES_OF_CONDITION", "STEPS", "SHOWN"]
)
def test_what_a_keystroke_asks_uses_an_index(kb: KnowledgeBase, name: str) -> None:
    statement, values = _filled(STATEMENTS[name])
    plan = [row[3] for row in kb.rows("EXPLAIN QUERY PLAN " + statement, values)]
    assert plan[0].startswith("SEARCH"), plan


def test_marks() -> None:
    assert sql.marks("IN ({marks})", 3) == "IN (?,?,?)"
    assert sql.marks("IN ({marks})", 0) == "IN ()"
