"""Paper: one A4 sheet and a long handout against the same text through QTextDocument, and the preview's first sight."""

from __future__ import annotations

import statistics

from tests.bench.measure import Bench, Row, percentile, ratio_row, run_child, script

LIMIT = 2.0
SEEN = 150.0
"""Milliseconds from choosing a checklist to its preview on the screen."""


def measure(bench: Bench) -> list[Row]:
    """Each document in one process, ours and theirs in turn; then the Print page in a window."""
    environment = bench.environment("paper")
    runs = 5 if bench.quick else 9
    rows = []
    for name, said in (("sheet", "a checklist, A4"), ("handout", "a handout, A4")):
        offscreen = {**environment, "QT_QPA_PLATFORM": "offscreen", "POSREF_BENCH_WORK": str(bench.work)}
        marks = run_child(script("probe_paper", name, str(runs)), offscreen)
        ours, theirs = ([marks[f"{who}{n}"] for n in range(runs)] for who in ("ours", "theirs"))
        promise = f"{said}, {marks['pages']:.0f} pages → PDF"
        rows.append(ratio_row(promise, "QTextDocument + QPdfWriter", ours, theirs, LIMIT))
    found = run_child(script("probe_paper", "preview", str(runs)), environment)
    return [*rows, _seen([value for name, value in found.items() if name.startswith("seen")])]


def _seen(values: list[float]) -> Row:
    middle = statistics.median(values)
    measured = f"p50 {middle:.1f} p99 {percentile(values, 0.99):.1f} max {max(values):.1f} ms n={len(values)}"
    limit = f"{SEEN:g} ms"
    return Row("checklist chosen → preview painted", "–", measured, limit, middle <= SEEN)
