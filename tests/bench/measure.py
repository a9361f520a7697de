"""What every measurement shares: children that print marks, medians of paired ratios, the table."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
T0 = "POSREF_BENCH_T0"
"""Name of the variable that hands a child the clock reading of just before it was started."""

Marks = dict[str, float]


class Broken(Exception):  # noqa: N818
    """Something that is measured does not work at all; the bench ends with a failure."""


@dataclass(frozen=True, slots=True)
class Bench:
    """One run of the bench: the files it looks at, where it may write, how often it measures."""

    kb: Path
    work: Path
    quick: bool = False

    def home(self, name: str, shop: Mapping[str, object] | None = None) -> Path:
        """A private folder for the program's own data, with a shop that has seen the first-start card."""
        folder = self.work / f"home-{name}"
        folder.mkdir(parents=True, exist_ok=True)
        said = {"language": "zh", "reading": "zh", "theme": "light", "welcomed": True, **(shop or {})}
        (folder / "shop.json").write_text(json.dumps(said), encoding="utf-8")
        return folder

    def environment(self, name: str, kb: Path | None = None) -> dict[str, str]:
        """The environment of a child: private home, the knowledge base that is measured."""
        return {"POSREF_HOME": str(self.home(name)), "POSREF_KB": str(kb or self.kb)}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `held` is None for what is only reported."""

    promise: str
    yardstick: str
    measured: str
    limit: str = "–"
    held: bool | None = None
    notes: tuple[str, ...] = field(default=())


def script(name: str, *arguments: str) -> list[str]:
    """The command that runs one of the probes beside this file."""
    return [sys.executable, str(HERE / f"{name}.py"), *arguments]


def run_child(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Marks:
    """Run a child to its end; what it marked, and `whole`, both in milliseconds since just before it was started."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    start = time.perf_counter_ns()
    surroundings[T0] = str(start)
    done = subprocess.run(command, env=surroundings, capture_output=True, encoding="utf-8", cwd=ROOT, timeout=600)
    marks = {"whole": (time.perf_counter_ns() - start) / 1e6}
    if done.returncode:
        raise Broken(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stderr[-2000:]}")
    for line in done.stdout.splitlines():
        if line.startswith("MARK "):
            _mark, name, value = line.split()
            marks[name] = float(value)
    return marks


def interleave(runs: int, *ways: Callable[[], Marks]) -> list[list[Marks]]:
    """Each way once to warm up, then A B A B …; the marks of every run of every way."""
    for way in ways:
        way()
    found: list[list[Marks]] = [[] for _ in ways]
    for _n in range(runs):
        for place, way in enumerate(ways):
            found[place].append(way())
    return found


def column(runs: Sequence[Marks], name: str) -> list[float]:
    """One mark of every run; `Broken` where a run did not reach it."""
    if any(name not in marks for marks in runs):
        raise Broken(f"a run never reached the mark {name!r}")
    return [marks[name] for marks in runs]


def ratio_row(
    promise: str, yardstick: str, ours: Sequence[float], theirs: Sequence[float], limit: float | None, unit: str = "ms"
) -> Row:
    """The median of the paired ratios with its least and greatest, and both medians."""
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    middle = statistics.median(ratios)
    measured = (
        f"{middle:.2f} ({min(ratios):.2f}–{max(ratios):.2f}) n={len(ratios)};"
        f" {statistics.median(ours):.1f} / {statistics.median(theirs):.1f} {unit}"
    )
    return Row(promise, yardstick, measured, f"{limit:g} ×" if limit else "–", middle <= limit if limit else None)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1))]


def print_table(rows: Sequence[Row]) -> None:
    """The rows as a table whose columns stand under each other in Chinese too."""
    heads = ("promise", "yardstick", "measured", "limit", "held")
    said = {None: "reported", True: "held", False: "NOT HELD"}
    cells = [heads, *((r.promise, r.yardstick, r.measured, r.limit, said[r.held]) for r in rows)]
    widths = [max(_width(line[n]) for line in cells) for n in range(len(heads))]
    for place, line in enumerate(cells):
        print(" | ".join(c + " " * (w - _width(c)) for c, w in zip(line, widths, strict=True)).rstrip())
        if not place:
            print("-+-".join("-" * w for w in widths))
    for row in rows:
        for note in row.notes:
            print(f"  {row.promise}: {note}")


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
