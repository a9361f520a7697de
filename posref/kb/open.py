"""Find the knowledge base, open it immutable, know damage when it is met, fall back to the compressed copy."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from posref.core.errors import UserError
from posref.lang import N_
from posref.paths import Paths

APPLICATION_ID = 0x706F7372
TABLE_VERSION = 2
"""What a file's header must say; the compiler writes the same, and a test compares."""

MISSING = N_("The knowledge base is missing: {path}. Install posref again, or copy the file back.")
FOREIGN = N_("This file is not a posref knowledge base: {path}.")
NEWER = N_("This knowledge base is made for another version of posref: {path}. Install the newer program.")
DAMAGED = N_("The knowledge base is damaged: {path}. Install posref again, or copy the file back.")
RESTORED = N_("The knowledge base was damaged or missing; the built-in copy has been put in its place.")


@dataclass(frozen=True, slots=True)
class Opened:
    """An open connection, where it points, and what the user should be told (a message id; empty: nothing)."""

    connection: sqlite3.Connection
    path: Path
    notice: str = ""


def open_file(path: Path) -> sqlite3.Connection:
    """The file opened read-only and immutable, or a `UserError` that says what is wrong with it.

    The address is made by `as_uri()`: a glued one breaks on `#` or `%` in a folder's name.
    """
    if not path.is_file():
        raise UserError(MISSING, path=path)
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None, check_same_thread=False
        )
    except sqlite3.Error as error:
        raise UserError(DAMAGED, path=path) from error
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if application == APPLICATION_ID and version == TABLE_VERSION:
            connection.execute("SELECT value FROM meta WHERE key = 'content_hash'").fetchone()
    except sqlite3.Error as error:
        connection.close()
        raise UserError(FOREIGN if "not a database" in str(error) else DAMAGED, path=path) from error
    if application != APPLICATION_ID or version != TABLE_VERSION:
        connection.close()
        raise UserError(FOREIGN if application != APPLICATION_ID else NEWER, path=path)
    return connection


def open_bundled(paths: Paths) -> Opened:
    """The bundled knowledge base; where it is damaged or missing, the copy unpacked into the user's folder."""
    try:
        if _size_fits(paths.kb):
            return Opened(open_file(paths.kb), paths.kb)
        raise UserError(DAMAGED, path=paths.kb)
    except UserError:
        packed = paths.kb.with_name(paths.kb.name + ".xz")
        if not packed.is_file():
            raise
        restored = unpack(packed, paths.user)
        if restored is None:
            raise
        return Opened(open_file(restored), restored, RESTORED)


def unpack(packed: Path, folder: Path) -> Path | None:
    """The compressed copy unpacked into a folder, checked against its hash file; None when that cannot be done."""
    import hashlib  # deferred, with the next: only a damaged file needs them
    import lzma

    target = folder / "kb.sqlite"
    try:
        data = lzma.decompress(packed.read_bytes())
        wanted = packed.with_suffix(".sha256").read_text(encoding="ascii").strip()
        if hashlib.sha256(data).hexdigest() != wanted:
            return None
        folder.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name("kb.sqlite.new")
        fresh.write_bytes(data)
        fresh.replace(target)
    except (OSError, lzma.LZMAError, EOFError, ValueError):
        return None
    return target


def verify(path: Path) -> bool:
    """Whether the file is, byte for byte, the one its hash file was made for; true where there is no hash file."""
    import hashlib  # deferred: the full check runs when nothing else does

    wanted = path.with_name(path.name + ".sha256")
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == wanted.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _size_fits(path: Path) -> bool:
    """The quick check: the header's page count times page size is the file's length, so it was not cut short."""
    try:
        with path.open("rb") as stream:
            head = stream.read(32)
        page = int.from_bytes(head[16:18], "big")
        pages = int.from_bytes(head[28:32], "big")
        return (
            not head.startswith(b"SQLite format 3")
            or pages == 0
            or (page if page > 1 else 65536) * pages == path.stat().st_size
        )
    except OSError:
        return True
