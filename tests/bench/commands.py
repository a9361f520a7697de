"""Promise 3: one look-up on the command line against Python starting and asking SQLite the same."""

from __future__ import annotations

import statistics
import sys

from tests.bench.measure import Bench, Broken, Marks, Row, column, interleave, ratio_row, run_child

LIMIT = 3.0
BARE = """
import sqlite3, sys
found = sqlite3.connect(sys.argv[1]).execute(
    "SELECT code.*, condition.* FROM code JOIN condition ON condition.id = code.condition WHERE code.key = '55'").fetchall()
sys.exit(not found)
"""


def measure(bench: Bench) -> list[Row]:
    """Whole processes, from asking for them to their end."""
    environment = bench.environment("command")
    posref = [sys.executable, "-m", "posref", "lookup", "55"]

    def empty() -> Marks:
        return run_child([sys.executable, "-c", "pass"], environment)

    def bare() -> Marks:
        return run_child([sys.executable, "-c", BARE, str(bench.kb)], environment)

    def text() -> Marks:
        return run_child(posref, environment)

    def as_json() -> Marks:
        return run_child([*posref, "--json"], environment)

    found = interleave(11 if bench.quick else 31, empty, bare, text, as_json)
    nothing, yardstick, plain, machine = (column(runs, "whole") for runs in found)
    if not yardstick:
        raise Broken("no runs")
    name = f"python -c, bare sqlite3 query (python -c pass: {statistics.median(nothing):.1f} ms)"
    return [
        ratio_row("posref lookup 55", name, plain, yardstick, LIMIT),
        ratio_row("posref lookup 55 --json", "the same", machine, yardstick, LIMIT),
    ]
