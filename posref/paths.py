"""Where things are: in a source checkout, an installed wheel, the frozen program or a portable folder."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
"""The source checkout, where there is one."""

PORTABLE_MARK = "portable.txt"
"""A file of this name beside the program makes it keep its data in `data/` beside itself."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The places one run of the program uses."""

    kb: Path
    user: Path
    app: Path
    i18n: Path
    source: Path | None
    """The content as text; None where it is not shipped."""


def find_paths() -> Paths:
    """The places for this run; nothing is made or read. `POSREF_HOME` moves the user's folder, `POSREF_KB` the file."""
    if getattr(sys, "frozen", False):
        base = Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent))
        places = Paths(base / "kb" / "kb.sqlite", _user_dir(), base / "app", base / "i18n", None)
    else:
        source = ROOT / "resources" / "kb"
        kb = ROOT / "build" / "kb" / "kb.sqlite"
        places = Paths(kb, _user_dir(), ROOT / "resources" / "app", ROOT / "i18n", source if source.is_dir() else None)
    override = os.environ.get("POSREF_KB")
    return Paths(Path(override), places.user, places.app, places.i18n, places.source) if override else places


def resource(app: Path, name: str) -> Path:
    """A shipped file by its name; absolute names and names that climb are refused."""
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or ":" in name:
        raise ValueError(f"not a name of a shipped file: {name!r}")
    return app / pure


def _user_dir() -> Path:
    if home := os.environ.get("POSREF_HOME"):
        return Path(home)
    program = Path(sys.executable).parent
    if getattr(sys, "frozen", False) and (program / PORTABLE_MARK).exists():
        return program / "data"
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / "posref"
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "posref"
