"""Rows of the knowledge base -> the types of `core`. Owns one connection, opened and closed explicitly."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from posref.core.errors import UserError
from posref.core.normal import fold
from posref.core.query import Vocabulary
from posref.core.types import Brand, Owner, Shown, System, Text
from posref.kb import sql
from posref.kb.open import DAMAGED

Row = tuple[Any, ...]

BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)
"""What SQLite says of a damaged file; any other failure of a statement is ours."""


class KnowledgeBase:
    """The bundled knowledge: systems, brands, answers. Searching it is `kb.search`'s work."""

    def __init__(self, connection: sqlite3.Connection, path: Path = Path()) -> None:
        """Take a connection of `kb.open` and the file it reads; the knowledge base closes it."""
        self._connection = connection
        self._path = path

    def close(self) -> None:
        """Close the file; the knowledge base cannot be asked after that."""
        self._connection.close()

    def rows(self, statement: str, values: Iterable[object] = ()) -> list[Row]:
        """All rows of one of the statements in `kb.sql`; `UserError` where the file turns out to be damaged."""
        try:
            return self._connection.execute(statement, tuple(values)).fetchall()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in BROKEN:
                raise UserError(DAMAGED, path=self._path) from error
            raise

    @cached_property
    def meta(self) -> dict[str, str]:
        """Version, content hash and counts as the compiler wrote them."""
        return dict(self.rows(sql.META))

    @cached_property
    def systems(self) -> dict[str, System]:
        """Every code system by id."""
        return {
            row[0]: System(row[0], row[1], Text(row[4], row[5]), Text(row[6], row[7]), Text(row[8], row[9]), row[2])
            for row in self.rows(sql.SYSTEMS)
        }

    @cached_property
    def worth(self) -> dict[str, int]:
        """Order of worth of each system."""
        return {row[0]: row[3] for row in self.rows(sql.SYSTEMS)}

    @cached_property
    def brands(self) -> dict[str, Brand]:
        """Every brand by id, in the order shops are asked."""
        systems: dict[str, list[str]] = {}
        words: dict[str, list[str]] = {}
        for brand, system in self.rows(sql.BRAND_SYSTEMS):
            systems.setdefault(brand, []).append(system)
        for word, brand in self.rows(sql.BRAND_WORDS):
            words.setdefault(brand, []).append(word)
        return {
            row[0]: Brand(
                row[0],
                row[1],
                Text(row[2], row[3]),
                tuple(systems.get(row[0], ())),
                tuple(words.get(row[0], ())),
                row[4],
                row[5] or "",
            )
            for row in self.rows(sql.BRANDS)
        }

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words parsing needs: spellings of brands and systems, traditional characters."""
        table = {ord(old): new for old, new in self.rows(sql.FOLD)}
        systems: dict[str, str] = {}
        for system in self.systems.values():
            for name in (system.id, system.short.zh, system.short.en, system.title.zh, system.title.en):
                systems.setdefault(fold(name, table), system.id)
        return Vocabulary({fold(word, table): brand for word, brand in self.rows(sql.BRAND_WORDS)}, systems, table)

    def list(self, what: str) -> tuple[tuple[str, Text], ...]:
        """Ids and titles of one of the lists the command line offers."""
        statement = sql.LISTS.get(what)
        return tuple((row[0], Text(row[1], row[2])) for row in self.rows(statement)) if statement else ()

    def stats(self) -> dict[str, Any]:
        """Counts by kind, codes by system and trust, and the share of codes on the five broadest conditions."""
        counts = json.loads(self.meta["counts"])
        kinds = {
            "categories": "category",
            "codes": "code",
            "conditions": "condition",
            "systems": "system",
            "brands": "brand",
            "checklists": "checklist",
            "guides": "guide",
            "sources": "source",
        }
        worthy = self.rows(sql.WORTHY)[0][0]
        return {
            "version": self.meta["version"],
            "content_hash": self.meta["content_hash"],
            **{name: counts.get(table, 0) for name, table in kinds.items()},
            "codes_by_system": dict(self.rows(sql.CODES_BY_SYSTEM)),
            "codes_by_trust": dict(self.rows(sql.CODES_BY_TRUST)),
            "five_broadest_share": round((self.rows(sql.BROADEST)[0][0] or 0) / worthy, 3) if worthy else 0.0,
        }

    def owners(self, condition: str, systems: Iterable[str] = ()) -> tuple[Owner, ...]:
        """Up to eight codes of a condition, the worthiest first; of the given systems only, where any are given."""
        wanted = list(systems)
        rows = (
            self.rows(sql.marks(sql.CODES_OF_CONDITION_IN, len(wanted)), [condition, *wanted])
            if wanted
            else self.rows(sql.CODES_OF_CONDITION, [condition])
        )
        return tuple(Owner(row[0], row[1], row[2], self.systems[row[1]].short) for row in rows)

    def shown(self, code: str) -> tuple[Shown, ...]:
        """The words a code shows on screen or slip."""
        return tuple(Shown(*row) for row in self.rows(sql.SHOWN, [code]))
