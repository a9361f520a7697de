"""gettext at run time: `_` looks the catalogue up when it is called, so that the language can change at any moment.

Only this room holds state, because a process has one interface language. Constants are marked with `N_` and
translated where they are shown. The message ids are the English texts.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Protocol

LANGUAGES = {"zh": "zh_CN", "en": "en"}
DOMAIN = "posref"


class Catalogue(Protocol):
    """What one language's catalogue answers."""

    def gettext(self, message: str, /) -> str:
        """The text for a message id."""
        ...

    def ngettext(self, one: str, many: str, n: int, /) -> str:
        """The text for a message id and a number."""
        ...

    def pgettext(self, context: str, message: str, /) -> str:
        """The text for a message id in a context."""
        ...


class _English:
    """What is said before or without any catalogue: the message ids."""

    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, one: str, many: str, n: int, /) -> str:
        return one if n == 1 else many

    def pgettext(self, context: str, message: str, /) -> str:
        return message


_state: dict[str, object] = {"catalogue": _English(), "language": "en", "folder": Path()}


def use(language: str, folder: Path | None = None) -> None:
    """Speak this language (`zh` or `en`) from now on; `folder` is where the catalogues are, kept for later calls."""
    if folder is not None:
        _state["folder"] = folder
    _state["language"] = language
    _state["catalogue"] = catalogue(language)


def install(found: Catalogue, language: str) -> None:
    """Speak from a catalogue made elsewhere: the tests' pseudo-language."""
    _state["catalogue"], _state["language"] = found, language


def current() -> str:
    """The language spoken now."""
    return str(_state["language"])


def catalogue(language: str) -> Catalogue:
    """The catalogue of a language, without switching to it; English ids where the file is missing."""
    import struct  # deferred, with the next: a look-up that prints JSON speaks no language
    from gettext import GNUTranslations

    if isinstance(known := _state.get(f"catalogue-{language}"), GNUTranslations):
        return known
    file = Path(str(_state["folder"])) / LANGUAGES.get(language, language) / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        with file.open("rb") as stream:
            found = GNUTranslations(stream)
    except (OSError, ValueError, LookupError, struct.error):
        return _English()
    _state[f"catalogue-{language}"] = found
    return found


def system_language() -> str:
    """`zh` where the system speaks Chinese, else `en`."""
    if sys.platform == "win32":
        import ctypes  # deferred: only here, and only on Windows

        return "zh" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x04 else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.startswith("zh") else "en"
    return "en"


def _speaker() -> Catalogue:
    return _state["catalogue"]  # type: ignore[return-value]  # only `use` and `install` write it


def _(message: str) -> str:
    """The message in the language spoken now; an empty id stays empty (gettext would give the catalogue's header)."""
    return _speaker().gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The message for this number."""
    return _speaker().ngettext(one, many, n)


def pgettext(context: str, message: str) -> str:
    """The message in a context: the same English word may be two in Chinese."""
    return _speaker().pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802  gettext's own name
    """Marks a constant for extraction; translated with `_` where it is shown."""
    return message


def error_text(error: Exception) -> str:
    """What a `UserError` says, in the language spoken now."""
    message = getattr(error, "message", None)
    return _(message).format(**getattr(error, "values", {})) if message else str(error)
