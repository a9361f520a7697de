"""Runs posref as its users do: in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run left: status and both streams, as bytes and as text."""

    status: int
    out_bytes: bytes
    err_bytes: bytes

    @property
    def out(self) -> str:
        return self.out_bytes.decode("utf-8", "replace")

    @property
    def err(self) -> str:
        return self.err_bytes.decode("utf-8", "replace")

    @property
    def json(self) -> Any:
        return json.loads(self.out_bytes.decode("utf-8"))


def environment(home: Path, kb: Path, **more: str) -> dict[str, str]:
    """A clean environment: nothing of the developer's own settings reaches the program."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    own = {"POSREF_HOME": str(home), "POSREF_KB": str(kb), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return kept | own | {"PYTHONDONTWRITEBYTECODE": "1", "HOME": str(home.parent)} | more


def run(arguments: list[str | bytes], env: dict[str, str], code: str = "") -> Ran:
    """Run `python -m posref …`, or a piece of code with the arguments, with warnings as errors."""
    start: list[str | bytes] = [sys.executable, "-W", "error", *(["-c", code] if code else ["-m", "posref"])]
    done = subprocess.run([*start, *arguments], env=env, capture_output=True, timeout=120, cwd=env["HOME"])
    return Ran(done.returncode, done.stdout, done.stderr)
