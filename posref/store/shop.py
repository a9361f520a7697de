"""The shop file: language, brands, telephone numbers, terminals, favourites, recent, notes, theme, text size.

One small JSON file. Saving writes a temporary file beside it, flushes it to the disk and replaces; the generation
before is kept. Loading never fails: a damaged file is set aside and kept, the last good generation or the defaults
are used, and the caller is told.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from posref.core.errors import UserError
from posref.core.mask import mask
from posref.lang import N_

FILE = "shop.json"
PREVIOUS = "shop.previous.json"
SET_ASIDE = "shop.damaged-{n}.json"
RECENT = 12
NOTES = 200
THEMES = ("system", "light", "dark", "contrast")
TEXT_SIZES = range(-1, 5)

USED_PREVIOUS = N_("Your settings file could not be read. It was set aside as {name}, and the last good one is used.")
USED_DEFAULTS = N_("Your settings file could not be read. It was set aside as {name}; please set your shop up again.")
NOT_READ = N_("Your settings could not be read ({reason}). posref works, but with its first settings.")
NOT_SAVED = N_("Your settings could not be saved ({reason}). posref works, but will not keep them.")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number the shop calls: whom (`acquirer`, `service-provider`, `software-maker`, `it`), the name, the number."""

    call: str = "acquirer"
    name: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Terminal:
    """One of the shop's terminals, as the provider asks for it on the telephone."""

    name: str = ""
    model: str = ""
    provider: str = ""
    phone: str = ""
    merchant_no: str = ""
    terminal_no: str = ""
    serial: str = ""
    seal_no: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something written down because it was not found: code and words as shown, where and when."""

    code: str = ""
    words: str = ""
    brand: str = ""
    model: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Shop:
    """All the shop sets and keeps. Empty `language` and `reading` mean: as the system speaks.

    `closed_days` are weekdays from 0 (Monday); `has` says what the terminals have (`portable`, `batch` …; empty: not
    said, so everything is printed); `sheet_with` and `sheet_without` are codes ticked in and out of the quick sheet.
    """

    language: str = ""
    reading: str = ""
    theme: str = "system"
    text_size: int = 0
    welcomed: bool = False
    store: str = ""
    person: str = ""
    paper: str = "a4"
    closed_days: tuple[str, ...] = ()
    two_shifts: bool = False
    has: tuple[str, ...] = ()
    sheet_with: tuple[str, ...] = ()
    sheet_without: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    terminals: tuple[Terminal, ...] = ()
    favourites: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    def with_recent(self, identity: str) -> Shop:
        """The shop with this answer as the one last opened."""
        return replace(self, recent=(identity, *(i for i in self.recent if i != identity))[:RECENT])

    def with_favourite(self, identity: str, keep: bool) -> Shop:
        """The shop with this answer among its favourites, or no longer."""
        others = tuple(i for i in self.favourites if i != identity)
        return replace(self, favourites=(*others, identity) if keep else others)

    def phone_for(self, call: str) -> Phone | None:
        """The number the shop set for whom to call; its acquirer's stands in for its service provider's and back."""
        for wanted in (call, {"acquirer": "service-provider", "service-provider": "acquirer"}.get(call)):
            for phone in self.phones:
                if phone.call == wanted and phone.number:
                    return phone
        return None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A shop file as read, and what the user should be told (a message id with its values; empty: nothing)."""

    shop: Shop
    notice: str = ""
    values: Mapping[str, object] | None = None


def load_shop(folder: Path) -> Loaded:
    """The shop file of a folder. Never fails."""
    path = folder / FILE
    try:
        return Loaded(_read(path))
    except FileNotFoundError:
        return _previous(folder, "") if (folder / PREVIOUS).is_file() else Loaded(Shop())
    except OSError as error:
        return Loaded(Shop(), NOT_READ, {"reason": error.strerror or str(error)})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return _previous(folder, _set_aside(path))


def _previous(folder: Path, aside: str) -> Loaded:
    try:
        shop = _read(folder / PREVIOUS)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Loaded(Shop(), USED_DEFAULTS, {"name": aside}) if aside else Loaded(Shop())
    return Loaded(shop, USED_PREVIOUS, {"name": aside}) if aside else Loaded(shop)


def _set_aside(path: Path) -> str:
    for n in range(1, 1000):
        target = path.with_name(SET_ASIDE.format(n=n))
        if not target.exists():
            try:
                path.rename(target)
            except OSError:
                return path.name
            return target.name
    return path.name


def save_shop(folder: Path, shop: Shop) -> None:
    """Write the shop file so that a power cut leaves the old state or the new; `UserError` when it cannot be kept."""
    path = folder / FILE
    fresh = path.with_name(FILE + ".new")
    text = json.dumps(asdict(masked(shop)), ensure_ascii=False, indent=1, sort_keys=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with fresh.open("w", encoding="utf-8", errors="replace") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            Path(_copy(path, path.with_name(PREVIOUS + ".new"))).replace(path.with_name(PREVIOUS))
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise UserError(NOT_SAVED, reason=error.strerror or str(error)) from error


def _copy(path: Path, target: Path) -> Path:
    """A copy rather than a rename: at no instant is there no shop file."""
    with target.open("wb") as stream:
        stream.write(path.read_bytes())
        stream.flush()
        os.fsync(stream.fileno())
    return target


def masked(shop: Shop) -> Shop:
    """The shop without anything that looks like a card number: the second lock behind the box's."""
    clean = json.loads(json.dumps(asdict(shop)), object_hook=lambda found: {k: _mask(v) for k, v in found.items()})
    return _shop(clean)


def _mask(value: Any) -> Any:
    if isinstance(value, str):
        return mask(value)
    return [_mask(item) for item in value] if isinstance(value, list) else value


def _read(path: Path) -> Shop:
    with path.open("rb") as stream:
        found = json.loads(stream.read(4_000_000).decode("utf-8"))
    return _shop(found)


def _shop(found: Any) -> Shop:
    """The shop from plain data: unknown fields are left out, values of a wrong kind are refused."""
    if not isinstance(found, dict):
        raise TypeError("no shop file")
    known = {f.name: found[f.name] for f in fields(Shop) if f.name in found}
    default = Shop()
    for name, value in known.items():
        wanted = getattr(default, name)
        known[name] = _typed(name, value) if isinstance(wanted, tuple) else _plain(value, type(wanted))
    shop = Shop(**known)
    theme = shop.theme if shop.theme in THEMES else "system"
    size = min(max(shop.text_size, TEXT_SIZES[0]), TEXT_SIZES[-1])
    return replace(shop, theme=theme, text_size=size, notes=shop.notes[:NOTES], recent=shop.recent[:RECENT])


def _typed(name: str, value: Any) -> tuple[Any, ...]:
    kinds: dict[str, type[Phone] | type[Terminal] | type[Note]] = {
        "phones": Phone,
        "terminals": Terminal,
        "notes": Note,
    }
    if not isinstance(value, list):
        raise TypeError(f"{name} is no list")
    if kind := kinds.get(name):
        names = {f.name for f in fields(kind)}
        return tuple(kind(**{k: _plain(v, str) for k, v in item.items() if k in names}) for item in value)
    return tuple(_plain(item, str) for item in value)


def _plain(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError(f"expected {kind.__name__}, found {value!r}")
    return value
