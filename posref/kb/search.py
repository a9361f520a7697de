"""Query -> hits, by the ladder of `core.rank`. Each rung is one small method; nothing here knows a screen.

The work of one search is bounded: every statement has a limit, and the rungs that guess run only while there is room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from posref.core.normal import is_han
from posref.core.query import Query
from posref.core.rank import ENOUGH, FIELD_RUNG, LIMIT, Standing, general_order, near_codes, standing
from posref.core.types import (
    Charged,
    Facts,
    Found,
    Hit,
    Kind,
    Match,
    Outcome,
    Owner,
    Retry,
    Text,
    Trust,
)
from posref.kb import sql
from posref.kb.read import KnowledgeBase, Row

UNKNOWN_CODE = "guide:unknown-code"
PAGES = ("condition:", "guide:", "checklist:")
NEAR_ROWS = 5
RELATED_OF = ("exact-code", "shown", "title", "alias", "symptom")


@dataclass(frozen=True, slots=True)
class Filters:
    """What lifts and what narrows. Systems of the shop's brands lift; `only` leaves nothing but them."""

    brands: frozenset[str] = frozenset()
    only: bool = False
    systems: frozenset[str] = frozenset()
    english: bool = False
    limit: int = LIMIT


def search(kb: KnowledgeBase, query: Query, filters: Filters = Filters()) -> Found:
    """The rows for a query, best first; an empty query finds nothing."""
    if not query.phrases and not query.keys:
        return Found(query.text, ())
    return _Search(kb, query, filters).run()


class _Search:
    def __init__(self, kb: KnowledgeBase, query: Query, filters: Filters) -> None:
        self.kb = kb
        self.query = query
        self.filters = filters
        brands = [*filters.brands, *query.brands]
        self.lifted = {s for b in brands if b in kb.brands for s in kb.brands[b].systems} | set(query.systems)
        self.narrow = set(filters.systems) | (self.lifted if filters.only else set())
        self.hits: list[Hit] = []
        self.seen: set[tuple[str, str]] = set()
        self.hidden = 0

    def run(self) -> Found:
        exact = self._exact()
        for rung in (self._phrases, self._prefixes, self._words, self._related):
            if len(self.hits) < self.filters.limit:
                rung()
        named = exact or any(h.match.rung in FIELD_RUNG.values() for h in self.hits)
        if not self.hits or (self.query.looks_like_code and not named):
            self._near()
            self.hits = self._unknown() + [hit for hit in self.hits if hit.id != UNKNOWN_CODE]
        return Found(self.query.text, tuple(self.hits[: self.filters.limit]), self.hidden)

    def _exact(self) -> bool:
        if not self.query.keys:
            return False
        rows = self.kb.rows(sql.marks(sql.CODES_BY_KEY, len(self.query.keys)), self.query.keys)
        rows.sort(key=self._standing)
        kept = [row for row in rows if self._allowed(row[1])]
        self.hidden = len({(r[4], r[9]) for r in rows} - {(r[4], r[9]) for r in kept})
        self._add_codes(kept, lambda row: Match("exact-code", "code", row[2]))
        return bool(rows)

    def _standing(self, row: Row) -> Standing:
        system = self.kb.systems[row[1]]
        return standing(
            lifted=row[1] in self.lifted,
            general=general_order(system.general, self.filters.english),
            verbatim=(row[2] or "").casefold() in self.query.verbatim,
            trust=Trust(row[8]),
            worth=self.kb.worth[row[1]],
            identity=row[0],
        )

    def _phrases(self) -> None:
        found = self.kb.rows(sql.marks(sql.PHRASE, len(self.query.phrases)), self.query.phrases)
        order = list(FIELD_RUNG)
        found.sort(key=lambda row: (order.index(row[1]), ("text", "pinyin", "initials").index(row[2]), row[0]))
        for name in order:
            self._add_owners([(r[0], Match(FIELD_RUNG[name], _field(r[1], r[2]), r[3])) for r in found if r[1] == name])

    def _prefixes(self) -> None:
        if self.query.keys and len(self.query.keys[0]) <= 40 and len(self.hits) < ENOUGH:
            key = self.query.keys[0]
            rows = self.kb.rows(sql.CODES_BY_PREFIX, [key, key + "\U0010ffff"])
            rows = sorted((r for r in rows if self._allowed(r[1])), key=self._standing)
            self._add_codes(rows[:ENOUGH], lambda row: Match("prefix", "code", row[2]))
        for phrase in self.query.phrases[-1:]:
            if len(phrase) > 1 and not phrase.isdecimal() and len(self.hits) < ENOUGH:
                found = self.kb.rows(sql.PHRASE_PREFIX, [phrase, phrase + "\U0010ffff"])
                found = [r for r in found if r[2] == "text" or len(phrase) > 2]
                found.sort(key=lambda row: (("text", "pinyin", "initials").index(row[2]), len(row[3]), row[0]))
                self._add_owners([(r[0], Match("prefix", _field(r[1], r[2]), r[3])) for r in found[:40]])

    def _words(self) -> None:
        words = _sharpest(self.query.words)
        if not words or all(w.isdecimal() for w in words) or len(self.hits) >= ENOUGH:
            return
        every = " ".join(f'"{w}"' for w in words[:-1]) + f' "{words[-1]}"' + ("*" if words[-1].isascii() else "")
        found = self._matching(every)
        if not found and not self.hits and len(words) > 1 and not self.query.looks_like_code:
            found = self._matching(" OR ".join(f'"{w}"' for w in words))[:8]
        text = " ".join(words)
        self._add_owners([(owner, Match("words", "body", text)) for owner in found])

    def _matching(self, expression: str) -> list[str]:
        problems = [row[0] for row in self.kb.rows(sql.PROBLEM_WORDS, [expression])]
        return problems + [row[0] for row in self.kb.rows(sql.CODE_WORDS, [expression])]

    def _related(self) -> None:
        first = next((h for h in self.hits if h.condition and h.match.rung in RELATED_OF), None)
        if first and first.condition:
            names = [row[0] for row in self.kb.rows(sql.RELATED, [first.condition])]
            self._add_owners([(f"condition:{n}", Match("related", "title", first.title.zh)) for n in names])

    def _near(self) -> None:
        keys = near_codes(self.query.keys[0]) if self.query.keys else ()
        if not keys:
            return
        rows = self.kb.rows(sql.marks(sql.CODES_BY_KEY, len(keys)), keys)
        rows = [r for r in rows if self._allowed(r[1]) and Trust(r[8]) is not Trust.ARTICLE]
        rows.sort(key=self._standing)
        before = len(self.hits)
        self._add_codes(rows, lambda row: Match("near", "code", row[2]))
        del self.hits[before + NEAR_ROWS :]

    def _unknown(self) -> list[Hit]:
        heads = self.kb.rows(sql.marks(sql.GUIDE_HEADS, 1), ["unknown-code"])
        return [Hit(Kind.GUIDE, UNKNOWN_CODE, Text(r[1], r[2]), Match("none", "title", self.query.text)) for r in heads]

    def _allowed(self, system: str) -> bool:
        return not self.narrow or system in self.narrow

    def _add_codes(self, rows: Iterable[Row], why: Callable[[Row], Match]) -> None:
        """One row per meaning: codes of the same condition, title and facts are folded into the best of them."""
        groups: dict[tuple[object, ...], tuple[Match, list[Row]]] = {}
        for row in rows:
            key = (row[4], row[9], row[5:8], row[3])
            groups.setdefault(key, (why(row), []))[1].append(row)
        for match, same in groups.values():
            row = same[0]
            if (row[4], row[9]) in self.seen and match.rung != "exact-code":
                continue
            self.seen.add((row[4], row[9]))
            owners = tuple(self._owner(r) for r in same)
            self.hits.append(
                Hit(
                    Kind.CODE,
                    row[0],
                    Text(row[9], row[10]) if row[9] else Text(row[11], row[12]),
                    match,
                    Facts(Outcome(row[5]), Retry(row[6]), Charged(row[7])),
                    row[1],
                    row[2],
                    row[4],
                    Trust(row[8]),
                    owners,
                    self.kb.shown(row[0]),
                    bool(row[13]),
                )
            )

    def _owner(self, row: Row) -> Owner:
        return Owner(row[0], row[1], row[2], self.kb.systems[row[1]].short)

    def _add_owners(self, found: list[tuple[str, Match]]) -> None:
        """Rows for conditions, guides and codes named by a text, in the order given."""
        first: dict[str, Match] = {}
        for owner, match in found:
            first.setdefault(owner, match)
        bare = [owner for owner in first if not owner.startswith(PAGES)]
        codes = {r[0]: r for r in self._heads(sql.CODES_BY_ID, bare)}
        conditions = {f"condition:{r[0]}": r for r in self._heads(sql.CONDITION_HEADS, _bare(first, "condition:"))}
        pages = [(Kind.GUIDE, "guide:", sql.GUIDE_HEADS), (Kind.CHECKLIST, "checklist:", sql.CHECKLIST_HEADS)]
        titles = {
            f"{prefix}{r[0]}": (kind, Text(r[1], r[2]))
            for kind, prefix, statement in pages
            for r in self._heads(statement, _bare(first, prefix))
        }
        for owner, match in first.items():
            if owner in codes:
                if self._allowed(codes[owner][1]):
                    self._add_codes([codes[owner]], partial(_same, match))
            elif owner in conditions:
                self._add_condition(conditions[owner], match)
            elif owner in titles and not self._has(owner):
                kind, title = titles[owner]
                self.hits.append(Hit(kind, owner, title, match))

    def _has(self, identity: str) -> bool:
        return any(hit.id == identity for hit in self.hits)

    def _heads(self, statement: str, names: list[str]) -> list[Row]:
        return self.kb.rows(sql.marks(statement, len(names)), names) if names else []

    def _add_condition(self, row: Row, match: Match) -> None:
        if (row[0], "") in self.seen:
            return
        preferred = self.kb.owners(row[0], self.narrow or self.lifted) if self.narrow or self.lifted else ()
        if self.narrow and not preferred:
            return
        owners = tuple(dict.fromkeys((*preferred, *(() if self.narrow else self._general_first(row[0])))))
        self.seen.add((row[0], ""))
        self.hits.append(
            Hit(
                Kind.CONDITION,
                f"condition:{row[0]}",
                Text(row[1], row[2]),
                match,
                Facts(Outcome(row[3]), Retry(row[4]), Charged(row[5])),
                condition=row[0],
                owners=owners,
                sensitive=bool(row[6]),
            )
        )

    def _general_first(self, condition: str) -> tuple[Owner, ...]:
        order = {s.id: general_order(s.general, self.filters.english) or 99 for s in self.kb.systems.values()}
        return tuple(sorted(self.kb.owners(condition), key=lambda o: order[o.system]))


def _same(match: Match, _row: Row) -> Match:
    return match


def _bare(owners: Iterable[str], prefix: str) -> list[str]:
    return [owner.removeprefix(prefix) for owner in owners if owner.startswith(prefix)]


def _field(name: str, way: str) -> str:
    return name if way == "text" else way


def _sharpest(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that tell most: a Chinese character that stands in a pair adds nothing to the pair."""
    pairs = "".join(w for w in words if len(w) > 1 and is_han(w))
    return tuple(w for w in words if len(w) > 1 or not is_han(w) or w not in pairs)
