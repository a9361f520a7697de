"""Promise 1 and 2: first paint with the box ready, and a code given at start, against a bare window."""

from __future__ import annotations

from tests.bench.measure import Bench, Marks, Row, column, interleave, ratio_row, run_child, script

START, SEARCH = 1.5, 1.75


def measure(bench: Bench) -> list[Row]:
    """Fresh processes, warm, in turn."""
    runs = 9 if bench.quick else 21
    environment = bench.environment("start")

    def bare() -> Marks:
        return run_child(script("probe_bare"))

    def plain() -> Marks:
        return run_child(script("probe_bare", "plain"))

    def start() -> Marks:
        return run_child(script("probe_start"), environment)

    def search() -> Marks:
        return run_child(script("probe_start", "--search", "55"), environment)

    bares, plains, starts, searches = interleave(runs, bare, plain, start, search)
    window, filled = column(bares, "paint"), column(plains, "paint")
    ready, answer = column(starts, "ready"), column(searches, "answer")
    return [
        ratio_row("start: painted, box takes a key", "bare window", ready, window, START),
        ratio_row("start --search 55: answer painted", "bare window", answer, window, SEARCH),
        ratio_row("start: painted, box takes a key", "window with box, list, label", ready, filled, None),
        ratio_row("start --search 55: answer painted", "window with box, list, label", answer, filled, None),
        ratio_row(
            "start: rows for a key typed at first paint", "bare window", column(starts, "answered"), window, None
        ),
    ]
