"""Promise 5: from a key to its rows on the screen, at the bundled size and on large synthetic bases."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from pathlib import Path

from tests.bench.measure import ROOT, Bench, Broken, Row, percentile, script
from tests.bench.synthetic import synthetic_kb

FRAME = 16.0
SIZES = (20_000, 100_000)

QUERIES = (
    "55", "05", "68", "A0", "Err 55", "错误代码55", "pos机刷出来错误代码3000是什么意思", "拉卡拉 51", "余额不足",
    "餘額不足", "yuebuzu", "yebz", "请与发卡行联系", "do not honor", "打印机不出纸", "ACQ.TRADE_HAS_SUCCESS",
    "trade_has_success", "0x80041001", "SW 6985", "card not read", "mima cuowu", "no paper",
)  # fmt: skip
"""What people type, as product.md has it; typed key by key, so every beginning is a query of its own."""

NEAR = ("insuficient funds", "yuebuzv", "do not honer", "5A9", "zzqx77", "93Q1", "余額不作", "dayinij")
"""Slips and codes that are not there: near misses are looked for where nothing better is."""


def measure(bench: Bench) -> list[Row]:
    """The bundled base, then each synthetic one. Promised at the bundled size and at 20,000 codes."""
    rows = _typed(bench, bench.kb, "bundled", promised=True)
    for size in SIZES:
        rows += _typed(bench, synthetic_kb(bench.kb, size), f"{size:,} codes", promised=size == SIZES[0])
    return rows


def _typed(bench: Bench, kb: Path, name: str, promised: bool) -> list[Row]:
    plan = bench.work / "queries.json"
    some = QUERIES[::3] if bench.quick else QUERIES
    plan.write_text(json.dumps({"typed": some, "near": NEAR[::2] if bench.quick else NEAR}), encoding="utf-8")
    command = script("probe_keys", str(plan), "1" if bench.quick else "2")
    environment = os.environ | bench.environment("keys", kb) | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", cwd=ROOT, timeout=1800)
    if done.returncode:
        raise Broken(f"typing at the {name} size failed: {done.stderr[-2000:]}")
    found = json.loads(done.stdout.splitlines()[-1])
    typed, near = found["typed"], found["near"]
    return [
        _row(f"key → rows painted, {name}", typed["key"], promised, typed["typed"]),
        _row(f"key → rows painted, near misses, {name}", near["key"], promised, near["typed"]),
        _row(f"key due → rows painted, typing on, {name}", typed["flow"] + near["flow"], None),
        _row(f"answer panel given → painted, {name}", typed["answer"] + near["answer"], None),
    ]


def _row(promise: str, values: list[float], promised: bool | None, typed: list[str] | None = None) -> Row:
    middle, late = statistics.median(values), percentile(values, 0.99)
    measured = f"p50 {middle:.1f} p99 {late:.1f} max {max(values):.1f} ms n={len(values)}"
    held = late <= FRAME if promised else None
    return Row(
        promise, "a frame", measured, f"{FRAME:g} ms p99" if promised else "–", held, _notes(values, typed or [])
    )


def _notes(values: list[float], typed: list[str]) -> tuple[str, ...]:
    """Where the time goes: the first key of a query leaves the home page, the others only change the rows."""
    first = [value for value, text in zip(values, typed, strict=False) if len(text) == 1]
    later = [value for value, text in zip(values, typed, strict=False) if len(text) > 1]
    if not first or not later:
        return ()
    slowest = sorted(zip(values, typed, strict=True), reverse=True)[:5]
    return (
        f"first key p50 {statistics.median(first):.1f} p99 {percentile(first, 0.99):.1f} ms;"
        f" later keys p50 {statistics.median(later):.1f} p99 {percentile(later, 0.99):.1f} ms",
        "slowest: " + ", ".join(f"{text!r} {value:.0f} ms" for value, text in slowest),
    )
