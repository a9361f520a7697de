"""Looking up: joins the knowledge base and the shop file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from posref.core.errors import UserError
from posref.core.query import parse_query
from posref.core.types import Answer, Brand, Category, Found, Hit, Kind, Match, System
from posref.kb import sql
from posref.kb.open import Opened, open_bundled, verify
from posref.kb.read import KnowledgeBase
from posref.kb.search import Filters, search
from posref.paths import Paths
from posref.store.shop import Loaded, Shop, load_shop, save_shop


class Desk:
    """The façade for screens and commands. Opens the knowledge base when it is first asked, the shop file at once."""

    def __init__(self, paths: Paths, loaded: Loaded | None = None) -> None:
        """Take the places of this run; `loaded` spares reading the shop file where there is none to read."""
        self.paths = paths
        self._loaded = loaded or load_shop(paths.user)
        self._shop = self._loaded.shop
        self._opened: Opened | None = None
        self._kb: KnowledgeBase | None = None

    @property
    def kb(self) -> KnowledgeBase:
        """The knowledge base, opened on first use; `UserError` where it is missing, damaged or foreign."""
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
        found = []
        if self._loaded.notice:
            found.append(UserError(self._loaded.notice, **(self._loaded.values or {})))
        if self._opened and self._opened.notice:
            found.append(UserError(self._opened.notice))
        return found

    def close(self) -> None:
        """Close what is open."""
        if self._kb is not None:
            self._kb.close()
            self._kb = self._opened = None

    @property
    def shop(self) -> Shop:
        """What the shop has set and kept."""
        return self._shop

    def change_shop(self, change: Callable[[Shop], Shop]) -> None:
        """Change the shop's data and save it; the change stands even where saving raises `UserError`."""
        changed = change(self._shop)
        if changed != self._shop:
            self._shop = changed
            save_shop(self.paths.user, changed)

    def find(self, text: str, filters: Filters | None = None) -> Found:
        """The rows for what was typed, best first. The shop's brands lift unless other filters are given."""
        query = parse_query(text, self.kb.vocabulary)
        return search(self.kb, query, filters or Filters(brands=frozenset(self._shop.brands)))

    def open(self, identity: str, english: bool = False) -> Answer | None:
        """Everything about one code, condition or guide; None where there is no such."""
        return self.kb.answer(identity, english)

    def in_category(self, category: str) -> Found:
        """The problems of a category and those under it, in the tree's order."""
        names = [row[0] for row in self.kb.rows(sql.CONDITIONS_IN_CATEGORY, [category, category])]
        return Found("", tuple(hit for name in names if (hit := self.hit(f"condition:{name}"))))

    def hit(self, identity: str) -> Hit | None:
        """One answer as a row of a list: for favourites, recent ones and categories."""
        answer = self.kb.answer(identity)
        if answer is None:
            return None
        lifted = [s for b in self._shop.brands if b in self.kb.brands for s in self.kb.brands[b].systems]
        owners = self.kb.owners(answer.condition, lifted) or answer.elsewhere if answer.condition else ()
        own = answer.kind is Kind.CODE and answer.system is not None
        return Hit(
            answer.kind, answer.id, answer.title, Match("title", "title", ""), answer.facts,
            answer.system.id if own and answer.system else None, answer.code, answer.condition, answer.trust,
            owners, answer.shown, answer.sensitive,
        )  # fmt: skip

    def brands(self) -> tuple[Brand, ...]:
        """Every brand, in the order shops are asked."""
        return tuple(self.kb.brands.values())

    def systems(self) -> dict[str, System]:
        """Every code system by id."""
        return self.kb.systems

    def categories(self) -> tuple[Category, ...]:
        """The tree of categories that hold something."""
        return self.kb.categories()

    def intact(self) -> bool:
        """Whether the knowledge base in use is, byte for byte, what was shipped. Reads the whole file."""
        return verify(self.kb_path)
