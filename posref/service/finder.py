"""Finding without a shop: the knowledge base opened when it is first asked, and searched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from posref.core.errors import UserError
from posref.core.types import Brand, Found, System
from posref.paths import Paths

if TYPE_CHECKING:
    from posref.kb.open import Opened
    from posref.kb.read import KnowledgeBase
    from posref.kb.search import Filters


class Finder:
    """What the command line asks, and what a `Desk` builds on. Close it when done."""

    def __init__(self, paths: Paths) -> None:
        """Take the places of this run; nothing is read yet."""
        self.paths = paths
        self._opened: Opened | None = None
        self._kb: KnowledgeBase | None = None

    @property
    def kb(self) -> KnowledgeBase:
        """The knowledge base, opened on first use; `UserError` where it is missing, damaged or foreign."""
        from posref.kb.open import open_bundled  # deferred, as below: the window's first paint reads no knowledge
        from posref.kb.read import KnowledgeBase

        if self._kb is None:
            self._opened = open_bundled(self.paths)
            self._kb = KnowledgeBase(self._opened.connection, self._opened.path)
        return self._kb

    @property
    def kb_path(self) -> Path:
        """The file that is in use."""
        return self._opened.path if self._opened else self.paths.kb

    def notices(self) -> list[UserError]:
        """What the user should be told about files that were found damaged; each as a sentence to translate."""
        return [UserError(self._opened.notice)] if self._opened and self._opened.notice else []

    def close(self) -> None:
        """Close what is open."""
        if self._kb is not None:
            self._kb.close()
            self._kb = self._opened = None

    def find(self, text: str, filters: Filters | None = None) -> Found:
        """The rows for what was typed, best first."""
        from posref.core.query import parse_query  # deferred, as above
        from posref.kb.search import Filters, search

        return search(self.kb, parse_query(text, self.kb.vocabulary), filters or Filters())

    def brands(self) -> tuple[Brand, ...]:
        """Every brand, in the order shops are asked."""
        return tuple(self.kb.brands.values())

    def systems(self) -> dict[str, System]:
        """Every code system by id."""
        return self.kb.systems

    def intact(self) -> bool:
        """Whether the knowledge base in use is, byte for byte, what was shipped. Reads the whole file."""
        from posref.kb.open import verify  # deferred, as above

        return verify(self.kb_path)
