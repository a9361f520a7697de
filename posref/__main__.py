"""The door: looks at the arguments, decides between window and command line, and imports neither before that."""

from __future__ import annotations

import os
import sys

from posref.paths import ROOT, find_paths

WINDOW_OPTIONS = ("--search", "--version", "--self-check")


def main(arguments: list[str] | None = None) -> int:
    """Run posref; the exit status is 0 found or done, 1 nothing (or only near misses), 2 wrong usage, 3 failed."""
    given = sys.argv[1:] if arguments is None else arguments
    _make_missing_kb(given)
    if not given or given[0].split("=")[0] in WINDOW_OPTIONS:
        from posref.ui.app import run_window  # a command never loads Qt's widgets

        return run_window(given)
    from posref.cli import run_command  # deferred: the window never parses a command

    return run_command(given)


def _make_missing_kb(given: list[str]) -> None:
    """In a source checkout a missing knowledge base is compiled at once, in a process of its own."""
    paths = find_paths()
    if paths.source is None or paths.kb.exists() or given[:1] == ["kb"] or os.environ.get("POSREF_KB"):
        return
    import subprocess  # deferred: once in the life of a checkout

    sys.stderr.write("posref: the knowledge base is not compiled yet; compiling it now\n")
    subprocess.run([sys.executable, "-m", "posref", "kb", "build"], cwd=ROOT, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    sys.exit(main())
