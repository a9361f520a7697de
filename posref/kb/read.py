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
from posref.core.rank import TRUST_PLACE, general_order
from posref.core.types import (
    Answer,
    Brand,
    Call,
    Category,
    Charged,
    Dispute,
    Facts,
    Kind,
    Meaning,
    Outcome,
    Owner,
    Retry,
    Role,
    Shown,
    Source,
    Step,
    System,
    Text,
    Trust,
)
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

    def categories(self) -> tuple[Category, ...]:
        """The tree in its order, each with the number of conditions in and under it; empty ones are left out."""
        rows = self.rows(sql.CATEGORIES)
        under: dict[str, int] = {}
        for identity, parent, _zh, _en, count in rows:
            under[identity] = under.get(identity, 0) + count
            if parent:
                under[parent] = under.get(parent, 0) + count
        return tuple(Category(r[0], r[1] or "", Text(r[2], r[3]), under[r[0]]) for r in rows if under[r[0]])

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
            "guides": "guide",
            "sources": "source",
        }
        worthy = self.rows(sql.WORTHY)[0][0]
        return {
            "version": self.meta["version"],
            "content_hash": self.meta["content_hash"],
            **{name: counts.get(table, 0) for name, table in kinds.items()},
            "checklists": 0,
            "codes_by_system": dict(self.rows(sql.CODES_BY_SYSTEM)),
            "codes_by_trust": dict(self.rows(sql.CODES_BY_TRUST)),
            "five_broadest_share": round((self.rows(sql.BROADEST)[0][0] or 0) / worthy, 3) if worthy else 0.0,
        }

    def answer(self, identity: str, english: bool = False) -> Answer | None:
        """Everything about `unionpay:55`, `condition:pin-incorrect` or `guide:unknown-code`; None: there is no such."""
        identity = identity.encode("utf-8", "replace").decode("utf-8")  # half a character cannot be asked for
        kind, _, name = identity.partition(":")
        if kind == "guide":
            return self._guide(name)
        if kind == "condition":
            rows = self.rows(sql.CONDITION, [name])
            return self._condition(rows[0]) if rows else None
        rows = self.rows(sql.CODE, [identity])
        return self._code(rows[0], english) if rows else None

    def _guide(self, name: str) -> Answer | None:
        for row in self.rows(sql.GUIDE, [name]):
            return Answer(
                Kind.GUIDE,
                f"guide:{name}",
                Text(row[2], row[3]),
                happened=Text(row[4], row[5]),
                say=_maybe(row[6], row[7]),
                steps=self._steps(f"guide:{name}"),
                category=row[1],
            )
        return None

    def _condition(self, row: Row) -> Answer:
        name = row[0]
        return Answer(
            Kind.CONDITION,
            f"condition:{name}",
            Text(row[2], row[3]),
            facts=_facts(row[4:7]),
            condition=name,
            category=row[1],
            who_acts=Role(row[7]),
            call=Call(row[8]),
            sensitive=bool(row[9]),
            action=Text(row[10], row[11]),
            warning=_maybe(row[12], row[13]),
            happened=Text(row[14], row[15]),
            staff=_maybe(row[16], row[17]),
            say=Text(row[18], row[19]),
            steps=self._steps(f"condition:{name}"),
            causes=self._texts(sql.CAUSES, name),
            prevent=self._texts(sql.PREVENTIONS, name),
            elsewhere=self.owners(name),
            related=self._related(name),
        )

    def _code(self, row: Row, english: bool) -> Answer:
        identity, system, code, key, name = row[:5]
        base = self._condition(self.rows(sql.CONDITION, [name])[0])
        facts = _facts(row[9:12])
        own = self.owners(name)
        return Answer(
            Kind.CODE,
            identity,
            _maybe(row[5], row[6]) or base.title,
            code=code,
            system=self.systems[system],
            facts=facts,
            warning=(_maybe(row[12], row[13]) or base.warning) if facts.retry is Retry.CHECK_FIRST else None,
            meaning=Text(row[7], row[8]),
            happened=_maybe(row[15], row[16]) or base.happened,
            staff=base.staff,
            shown=self.shown(identity),
            steps=self._steps(identity) + base.steps,
            say=_maybe(row[17], row[18]) or base.say,
            action=base.action,
            call=base.call,
            who_acts=base.who_acts,
            sensitive=base.sensitive,
            causes=base.causes,
            prevent=base.prevent,
            trust=Trust(row[14]),
            condition=name,
            category=base.category,
            meanings=self._meanings(identity, key, english) if key else (),
            elsewhere=tuple(o for o in own if o.id != identity and (o.code is None or o.code != code)),
            related=base.related,
            disputes=self._disputes(identity),
            sources=self._sources(sql.CODE_SOURCES, identity),
            brands=tuple(b for b in self.brands.values() if system in b.systems),
        )

    def _meanings(self, identity: str, key: str, english: bool) -> tuple[Meaning, ...]:
        """Every reading of the code, one row per meaning: its own first, then the general networks, articles last."""
        groups: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows(sql.marks(sql.CODES_BY_KEY, 1), [key]):
            groups.setdefault((row[4], row[9]), []).append(row)
        found = []
        for rows in groups.values():
            rows.sort(key=lambda r: (r[0] != identity, general_order(self.systems[r[1]].general, english) or 99, r[0]))
            first = rows[0]
            trust = min((Trust(r[8]) for r in rows), key=TRUST_PLACE.__getitem__)
            own = any(r[0] == identity for r in rows)
            owners = tuple(self.systems[r[1]].short for r in rows)
            found.append(
                Meaning(first[0], owners, _maybe(first[9], first[10]) or Text(first[11], first[12]), trust, own)
            )
        return tuple(sorted(found, key=lambda m: (not m.own, m.trust is Trust.ARTICLE)))

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

    def _related(self, condition: str) -> tuple[tuple[str, Text], ...]:
        names = [row[0] for row in self.rows(sql.RELATED, [condition])]
        rows = {row[0]: Text(row[1], row[2]) for row in self.rows(sql.marks(sql.CONDITION_HEADS, len(names)), names)}
        return tuple((f"condition:{name}", rows[name]) for name in names)

    def _steps(self, owner: str) -> tuple[Step, ...]:
        return tuple(Step(Role(r[0]), Text(r[1], r[2]), _maybe(r[3], r[4])) for r in self.rows(sql.STEPS, [owner]))

    def _texts(self, statement: str, owner: str) -> tuple[Text, ...]:
        return tuple(Text(*row) for row in self.rows(statement, [owner]))

    def _sources(self, statement: str, owner: str) -> tuple[Source, ...]:
        return tuple(
            Source(r[0], r[1], Trust(r[2]), Text(r[3], r[4]), r[5], r[6], _maybe(r[7], r[8]))
            for r in self.rows(statement, [owner])
        )

    def _disputes(self, code: str) -> tuple[Dispute, ...]:
        sources = self._sources(sql.DISPUTE_SOURCES, code)
        return tuple(Dispute(Text(*row), sources) for row in self.rows(sql.DISPUTE, [code]))


def _facts(row: Row) -> Facts:
    return Facts(Outcome(row[0]), Retry(row[1]), Charged(row[2]))


def _maybe(zh: str, en: str) -> Text | None:
    return Text(zh, en) if zh else None
