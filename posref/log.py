"""The log file and the crash report; both pass through the card-data mask before a byte is written."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from posref import __version__
from posref.core.mask import mask

NAME = "posref"
CRASH = "crash.txt"


class _Masked(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return mask_paths(mask(super().format(record)))


def start_log(folder: Path) -> None:
    """Write warnings and worse to `posref.log` in the folder; where it cannot be written, to nothing."""
    logger = logging.getLogger(NAME)
    logger.setLevel(logging.WARNING)
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "posref.log", maxBytes=200_000, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Masked("%(asctime)s %(levelname)s %(message)s"))
    logger.handlers[:] = [handler]


def mask_paths(text: str) -> str:
    """The text without the name of the user's home folder."""
    return text.replace(str(Path.home()), "~")


def write_crash(
    folder: Path, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> Path | None:
    """Write one crash report without card data or the user's paths; the file's path, or None when it cannot be kept."""
    lines = traceback.format_exception(kind, error, trace)
    head = f"posref {__version__}, Python {platform.python_version()}, {platform.platform()}, {sys.platform}\n\n"
    path = folder / CRASH
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(mask_paths(mask(head + "".join(lines))), encoding="utf-8", errors="replace")
    except OSError:
        return None
    return path
