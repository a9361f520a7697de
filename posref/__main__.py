"""The door: looks at the arguments, decides between window and command line, and imports neither before that."""

from __future__ import annotations

import sys

WINDOW_OPTIONS = ("--search", "--version", "--self-check")


def main(arguments: list[str] | None = None) -> int:
    """Run posref; the exit status is 0 found or done, 1 nothing (or only near misses), 2 wrong usage, 3 failed."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given or given[0].split("=")[0] in WINDOW_OPTIONS:
        from posref.ui.app import run_window  # deferred: a command never loads Qt's widgets

        return run_window(given)
    from posref.cli import run_command  # deferred: the window never parses a command

    return run_command(given)


if __name__ == "__main__":
    sys.exit(main())
