"""What every command is given, and how it writes."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Any

from posref.core.errors import UserError
from posref.core.types import Reading
from posref.lang import Catalogue, catalogue
from posref.paths import Paths
from posref.service.finder import Finder

OK, NOTHING, USAGE, FAILED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Context:
    """The places of this run and the language asked for (`zh`, `en`, `both`)."""

    paths: Paths
    language: str
    finders: list[Finder] = field(default_factory=list)

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

    def finder(self) -> Finder:
        """What answers; no shop file is read, so that the command line says the same on every machine."""
        made = Finder(self.paths)
        self.finders.append(made)
        return made

    def close(self) -> list[UserError]:
        """Close what the command opened; what the user should be told about damaged files."""
        notices = [notice for finder in self.finders for notice in finder.notices()]
        for finder in self.finders:
            finder.close()
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
