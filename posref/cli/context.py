"""What every command is given, and how it writes."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Any

from posref.core.errors import UserError
from posref.core.types import Reading
from posref.lang import Catalogue, catalogue
from posref.paths import Paths
from posref.service.lookup import Desk
from posref.store.shop import Loaded, Shop

OK, NOTHING, USAGE, FAILED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Context:
    """The places of this run and the language asked for (`zh`, `en`, `both`)."""

    paths: Paths
    language: str
    desks: list[Desk] = field(default_factory=list)

    @property
    def reading(self) -> Reading:
        """The language content is printed in."""
        return Reading(self.language)

    @property
    def english(self) -> bool:
        """Whether English leads."""
        return self.language == "en"

    @property
    def say(self) -> Catalogue:
        """The words around the content."""
        return catalogue("en" if self.english else "zh")

    def desk(self, shop: bool = False) -> Desk:
        """A desk; the command line answers the same everywhere, so it reads no shop file unless told to."""
        made = Desk(self.paths, None if shop else Loaded(Shop()))
        self.desks.append(made)
        return made

    def close(self) -> list[UserError]:
        """Close what the command opened; what the user should be told about damaged files."""
        notices = [notice for desk in self.desks for notice in desk.notices()]
        for desk in self.desks:
            desk.close()
        return notices


def write_line(text: str = "") -> None:
    """One line on standard output."""
    sys.stdout.write(text + "\n")


def write_json(value: Any) -> None:
    """JSON on standard output, as UTF-8 whatever the console speaks."""
    import json  # deferred: text output does without

    data = json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(data.decode("utf-8"))
    else:
        sys.stdout.flush()
        buffer.write(data)
        buffer.flush()
