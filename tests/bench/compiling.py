"""Compiling the content against writing the same rows with plain sqlite3; reported, nothing is promised."""

from __future__ import annotations

import sqlite3
import statistics
import time
from itertools import pairwise
from pathlib import Path

from posref.author.compile import ContentError, compile_kb
from tests.bench.measure import ROOT, Bench, Row, ratio_row


def measure(bench: Bench) -> list[Row]:
    """In turn, in this process: compile (reading, checking, writing, verifying, packing), insert."""
    source = ROOT / "resources" / "kb"
    target = bench.work / "compiled" / "kb.sqlite"
    ours, theirs = [], []
    parts: dict[str, list[float]] = {}
    try:
        compile_kb(source, target)
        for _n in range(3 if bench.quick else 7):
            ours.append(_compile(source, target, parts))
            theirs.append(_insert(target, bench.work / "plain.sqlite"))
    except ContentError as error:
        note = f"{len(error.findings)} findings in the content, so it cannot be compiled at present"
        return [Row("compile_kb", "sqlite3 inserts of the same rows", "not measured", notes=(note,))]
    row = ratio_row("compile_kb", "sqlite3 inserts of the same rows", ours, theirs, None)
    split = ", ".join(f"{name} {statistics.median(took):.0f} ms" for name, took in parts.items())
    return [Row(row.promise, row.yardstick, row.measured, notes=(split,))]


def _compile(source: Path, target: Path, parts: dict[str, list[float]]) -> float:
    marks: list[tuple[str, float]] = []
    start = time.perf_counter()

    def progress(stage: str) -> None:
        marks.append((stage, time.perf_counter()))

    compile_kb(source, target, progress)
    took = time.perf_counter() - start
    for (name, begun), (_next, ended) in pairwise(marks):
        parts.setdefault(name, []).append((ended - begun) * 1000)
    return took * 1000


def _insert(compiled: Path, target: Path) -> float:
    """Milliseconds to write every row of the compiled file into a fresh one with the same tables."""
    target.unlink(missing_ok=True)
    source = sqlite3.connect(compiled)
    made = source.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    hidden = tuple(f"{name}_" for name, sql in made if "VIRTUAL" in sql)
    kept = [(name, sql) for name, sql in made if not name.startswith((*hidden, "sqlite_"))]
    rows = {n: source.execute(f'SELECT * FROM "{n}"').fetchall() for n, sql in kept if " TABLE " in sql}
    source.close()
    start = time.perf_counter()
    plain = sqlite3.connect(target)
    for _name, sql in kept:
        plain.execute(sql)
    for name, found in rows.items():
        if found:
            plain.executemany(f'INSERT INTO "{name}" VALUES ({",".join("?" * len(found[0]))})', found)
    plain.commit()
    plain.close()
    return (time.perf_counter() - start) * 1000
