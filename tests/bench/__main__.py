"""`python -m tests.bench [--quick] [--only PART]`: what product.md promises, measured against yardsticks in one run.

It reports and is no test: the exit status says only whether everything could be measured.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import commands, compiling, keys, paper, starts, weights
from tests.bench.measure import ROOT, Bench, Broken, Row, print_table

PARTS: dict[str, Callable[[Bench], list[Row]]] = {
    "start": starts.measure,
    "lookup": commands.measure,
    "memory": weights.measure,
    "keys": keys.measure,
    "compile": compiling.measure,
    "paper": paper.measure,
}


def main() -> int:
    """Measure what was asked for and print one table."""
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    parser.add_argument("--only", action="append", choices=PARTS, help="only this part; may stand several times")
    options = parser.parse_args()
    kb = ROOT / "build" / "kb" / "kb.sqlite"
    if not kb.is_file():
        print("bench: the knowledge base is not built; run: python -m posref kb build", file=sys.stderr)
        return 1
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        print("bench: no display; run it by dev.py bench, or under xvfb-run with QT_QPA_PLATFORM=xcb", file=sys.stderr)
        return 1
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once, and not at each start
    compileall.compile_dir(ROOT / "posref", quiet=1)
    with tempfile.TemporaryDirectory(prefix="posref-bench-", ignore_cleanup_errors=True) as folder:
        own = Path(folder) / "kb" / "kb.sqlite"  # a copy: others may be building it meanwhile
        own.parent.mkdir()
        shutil.copyfile(kb, own)
        return _measure(Bench(own, Path(folder), options.quick), options.only or list(PARTS))


def _measure(bench: Bench, parts: list[str]) -> int:
    rows: list[Row] = []
    broken = []
    for name in parts:
        begun = time.perf_counter()
        try:
            rows += PARTS[name](bench)
        except Broken as error:
            broken.append(f"{name}: {error}")
        print(f"bench: {name}: {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    where = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    print(f"{where}; ratio: median of pairs (least–greatest); then both medians\n")
    print_table(rows)
    for sentence in broken:
        print(f"BROKEN {sentence}")
    missed = [row.promise for row in rows if row.held is False]
    print(f"\nNOT HELD: {'; '.join(missed)}" if missed else "\nevery promise that was measured is held")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
