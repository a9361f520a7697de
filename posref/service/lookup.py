"""Looking up: joins the knowledge base and the shop file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from posref.core.errors import UserError
from posref.core.types import Found, Hit, Kind, Match
from posref.paths import Paths
from posref.service.finder import Finder
from posref.store.shop import Shop, load_shop, save_shop

if TYPE_CHECKING:
    from posref.core.answer import Answer, Category
    from posref.kb.search import Filters


class Desk(Finder):
    """The façade for the screens: finds, opens and browses with the shop's brands, and keeps what the shop sets."""

    def __init__(self, paths: Paths) -> None:
        """Take the places of this run and read the shop file; the knowledge base is opened when first asked."""
        super().__init__(paths)
        self._loaded = load_shop(paths.user)
        self._shop = self._loaded.shop

    def notices(self) -> list[UserError]:
        """What the user should be told: about the shop file, then about the knowledge base."""
        own = self._loaded
        told = [UserError(own.notice, **(own.values or {}))] if own.notice else []
        return told + super().notices()

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
        from posref.kb.search import Filters  # deferred, as in `Finder`: the first paint reads no knowledge

        return super().find(text, filters or Filters(brands=frozenset(self._shop.brands)))

    def open(self, identity: str, english: bool = False) -> Answer | None:
        """Everything about one code, condition or guide; None where there is no such."""
        from posref.kb.answers import read_answer  # deferred, as above

        return read_answer(self.kb, identity, english)

    def categories(self) -> tuple[Category, ...]:
        """The tree of categories that hold something."""
        from posref.kb.answers import read_categories  # deferred, as above

        return read_categories(self.kb)

    def in_category(self, category: str) -> Found:
        """The problems of a category and those under it, in the tree's order."""
        from posref.kb import sql  # deferred, as above

        names = [row[0] for row in self.kb.rows(sql.CONDITIONS_IN_CATEGORY, [category, category])]
        return Found("", tuple(hit for name in names if (hit := self.hit(f"condition:{name}"))))

    def hit(self, identity: str) -> Hit | None:
        """One answer as a row of a list: for favourites, recent ones and categories."""
        answer = self.open(identity)
        if answer is None:
            return None
        lifted = [s for b in self._shop.brands if b in self.kb.brands for s in self.kb.brands[b].systems]
        owners = self.kb.owners(answer.condition, lifted) or answer.elsewhere if answer.condition else ()
        own = answer.system if answer.kind is Kind.CODE else None
        return Hit(
            answer.kind,
            answer.id,
            answer.title,
            Match("title", "title", ""),
            answer.facts,
            own.id if own else None,
            answer.code,
            answer.condition,
            answer.trust,
            owners,
            answer.shown,
            answer.sensitive,
        )
