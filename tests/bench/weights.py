"""Promise 4: memory after twenty look-ups with their answers shown, against a bare window."""

from __future__ import annotations

from tests.bench.measure import Bench, Marks, Row, column, interleave, ratio_row, run_child, script

LIMIT = 1.5


def measure(bench: Bench) -> list[Row]:
    """Fresh processes in turn; RSS decides, PSS is reported. The printing journey joins when it is there."""
    environment = bench.environment("memory")

    def bare() -> Marks:
        return run_child(script("probe_bare", "memory"))

    def plain() -> Marks:
        return run_child(script("probe_bare", "plain", "memory"))

    def looked_up() -> Marks:
        return run_child(script("probe_memory"), environment)

    bares, plains, ours = interleave(3 if bench.quick else 7, bare, plain, looked_up)
    rss, pss = column(ours, "rss"), column(ours, "pss")
    return [
        ratio_row("memory after 20 look-ups (RSS)", "bare window", rss, column(bares, "rss"), LIMIT, "MiB"),
        ratio_row("memory after 20 look-ups (PSS)", "bare window", pss, column(bares, "pss"), None, "MiB"),
        ratio_row(
            "memory after 20 look-ups (RSS)", "window with box, list, label", rss, column(plains, "rss"), None, "MiB"
        ),
    ]
