"""What the children of the bench use: marks since the process was asked for, painted-and-flushed, memory in use."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

T0 = int(os.environ.get("POSREF_BENCH_T0") or time.perf_counter_ns())


def mark(name: str) -> None:
    """Print how many milliseconds ago this process was asked for."""
    say(name, (time.perf_counter_ns() - T0) / 1e6)


def say(name: str, value: float) -> None:
    """Print one mark."""
    print(f"MARK {name} {value:.3f}", flush=True)


def memory() -> dict[str, float]:
    """What this process holds, in MiB: `rss`, and `pss` (shared pages by share; on Windows the private bytes)."""
    if sys.platform == "win32":
        return _windows_memory()
    text = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    sizes = {line.split()[0].rstrip(":"): int(line.split()[1]) for line in text.splitlines()[1:]}
    return {"rss": sizes["Rss"] / 1024, "pss": sizes["Pss"] / 1024}


def _windows_memory() -> dict[str, float]:
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = [("cb", ctypes.c_ulong), ("faults", ctypes.c_ulong)] + [
            (name, ctypes.c_size_t)
            for name in ("peak", "working", "qpp", "qp", "qpnp", "qnp", "pagefile", "peak_pagefile", "private")
        ]

    counters = Counters()
    counters.cb = ctypes.sizeof(counters)
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  not there on other systems, and mypy looks at all
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    ask = kernel.K32GetProcessMemoryInfo
    ask.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong]
    if not ask(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb):
        raise OSError("the system does not say how much memory is in use")
    return {"rss": counters.working / 2**20, "pss": counters.private / 2**20}
