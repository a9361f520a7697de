"""A valid knowledge base of any size, made from the bundled one: its real problems and codes, many times over.

Copies keep the lengths and the vocabulary of the real texts (so full text meets the same words many times over, which
is the hard case), get ids, codes and systems of their own, and words of their own in titles and aliases. What SQLite
holds is written straight: columns are taken from the file, so a new column needs nothing here.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from posref.core.normal import code_key, fold, loose, tokens

Row = dict[str, Any]

CODES_PER_SYSTEM = 500
CODES_PER_CONDITION = 20
PLACES = (
    ("便利店", "bianlidian", "convenience shop"), ("加油站", "jiayouzhan", "filling station"),
    ("药店", "yaodian", "pharmacy"), ("餐厅", "canting", "restaurant"), ("停车场", "tingchechang", "car park"),
    ("售票机", "shoupiaoji", "ticket machine"), ("自助柜", "zizhugui", "kiosk"), ("外卖台", "waimaitai", "delivery desk"),
)  # fmt: skip
"""Chinese, its pinyin, English: what tells one copy's title from another's."""

TABLES_OF_OWNER = ("step", "alias")
TABLES_OF_CONDITION = ("cause", "prevention")
TABLES_OF_CODE = ("shown", "code_source")


def synthetic_kb(bundled: Path, codes: int) -> Path:
    """The file with about this many codes; made once per bundled content and kept under the system's temp folder."""
    stamp = hashlib.sha256(bundled.read_bytes() + Path(__file__).read_bytes() + str(codes).encode()).hexdigest()
    folder = Path(tempfile.gettempdir()) / "posref-bench"
    folder.mkdir(exist_ok=True)
    target = folder / f"kb-{codes}-{stamp[:16]}.sqlite"
    if not target.is_file():
        fresh = target.with_suffix(".new")
        shutil.copyfile(bundled, fresh)
        _Maker(fresh, codes).run()
        fresh.replace(target)
    return target


class _Maker:
    def __init__(self, path: Path, codes: int) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.row_factory = sqlite3.Row
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -200000"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.codes, self.chance = codes, random.Random(codes)
        self.rows: dict[str, list[Row]] = {}

    def run(self) -> None:
        """Read, multiply, write, tidy up."""
        real = self._read("code")
        self.place = max(row["place"] for row in real)
        wanted = self.codes - len(real)
        systems = self._systems(-(-wanted // CODES_PER_SYSTEM))
        conditions = self._conditions(-(-wanted // CODES_PER_CONDITION))
        models = [row for row in real if row["code"] and not row["exact_only"]]
        for number in range(wanted):
            self._code(number, models[number % len(models)], systems[number // CODES_PER_SYSTEM], conditions)
        self.connection.execute("BEGIN")
        for table, rows in self.rows.items():
            self._insert(table, rows)
        self.connection.execute("COMMIT")
        for table in ("problem_words", "code_words"):
            self.connection.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
        for statement in ("ANALYZE", "VACUUM"):
            self.connection.execute(statement)
        self.connection.close()

    # --- copies ---------------------------------------------------------------------------------------------------

    def _systems(self, count: int) -> list[str]:
        model = next(row for row in self._read("system") if not row["general"])
        made = []
        for number in range(count):
            zh, _pinyin, en = PLACES[number % len(PLACES)]
            names = {f"{part}_{lang}": f"{word} {number}" for part in ("title", "short", "seen")
                     for lang, word in (("zh", f"合成{zh}"), ("en", f"Synthetic {en}"))}  # fmt: skip
            made.append(f"synthetic-{number}")
            self._add("system", {**model, **names, "id": made[-1], "worth": 2, "general": 0})
        return made

    def _conditions(self, count: int) -> list[str]:
        real = self._read("condition")
        phrases = self._by("phrase", "owner")
        words = self._by("problem_words", "owner")
        attached = {table: self._by(table, "owner") for table in TABLES_OF_OWNER}
        attached |= {table: self._by(table, "condition") for table in TABLES_OF_CONDITION}
        made = []
        for number in range(count):
            model = real[number % len(real)]
            identity = f"{model['id']}-{number}"
            zh, pinyin, en = self._tail(number)
            made.append(identity)
            titles = {"title_zh": model["title_zh"] + zh, "title_en": f"{model['title_en']} {en}"}
            self._add("condition", {**model, **titles, "id": identity})
            old, new = f"condition:{model['id']}", f"condition:{identity}"
            for table in TABLES_OF_OWNER:
                self._copy(table, attached[table].get(old, ()), owner=new)
            for table in TABLES_OF_CONDITION:
                self._copy(table, attached[table].get(model["id"], ()), condition=identity)
            self._copy("related", [{"place": 0, "other": model["id"]}], condition=identity)
            for row in phrases.get(old, ()):
                self._phrase(row, new, zh, pinyin, en)
            for row in words.get(old, ()):
                more = " ".join((*tokens(zh), *tokens(en), pinyin))
                self._add("problem_words", {**row, "owner": new, "title": f"{row['title']} {more}"})
        return made

    def _phrase(self, row: Row, owner: str, zh: str, pinyin: str, en: str) -> None:
        """A whole text of the copy; one in three stays as it was, since shops' words do repeat."""
        if self.chance.random() < 1 / 3:
            self._add("phrase", {**row, "owner": owner})
            return
        chinese = any(ord(c) > 0x3000 for c in row["said"])
        tail = {"text": loose(fold(zh if chinese else en)), "pinyin": pinyin, "initials": pinyin[:3]}[row["way"]]
        said = row["said"] + (zh if chinese else f" {en}")
        self._add("phrase", {**row, "owner": owner, "text": row["text"] + tail, "said": said})

    def _code(self, number: int, model: Row, system: str, conditions: list[str]) -> None:
        value = self._value(number % CODES_PER_SYSTEM, number // CODES_PER_SYSTEM)
        identity = f"{system}:{value}"
        self.place += 1
        changed = {"id": identity, "system": system, "code": value, "key": code_key(value), "place": self.place,
                   "condition": conditions[number % len(conditions)], "quick_sheet_rank": 0}  # fmt: skip
        self._add("code", {**model, **changed})
        for table in TABLES_OF_CODE:
            self._copy(table, self._attached(table).get(model["id"], ()), code=identity)
        for row in self._attached("phrase", "owner").get(model["id"], ()):
            self._phrase(row, identity, *self._tail(number))
        for row in self._attached("code_words", "owner").get(model["id"], ()):
            self._add("code_words", {**row, "owner": identity})

    @staticmethod
    def _value(number: int, system: int) -> str:
        """Two digits, letters and digits, four digits, names: as real systems have them."""
        kind = system % 4
        if kind == 0 and number < 100:
            return f"{number:02d}"
        return (f"E{number:03d}", f"{1000 + number}", f"{number:02X}Q{system % 10}", f"SYS_{system}.FAULT_{number}")[
            kind
        ]

    @staticmethod
    def _tail(number: int) -> tuple[str, str, str]:
        zh, pinyin, en = PLACES[number % len(PLACES)]
        return f"{zh}{number}", f"{pinyin}{number}", f"{en} {number}"

    # --- the file -------------------------------------------------------------------------------------------------

    def _read(self, table: str) -> list[Row]:
        return [dict(row) for row in self.connection.execute(f"SELECT * FROM {table}")]

    def _by(self, table: str, key: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._read(table):
            found.setdefault(row[key], []).append(row)
        return found

    def _attached(self, table: str, key: str = "code") -> dict[str, list[Row]]:
        known: dict[str, dict[str, list[Row]]] = self.__dict__.setdefault("_known", {})
        if table not in known:
            known[table] = self._by(table, key)
        return known[table]

    def _copy(self, table: str, rows: Iterable[Row], **changed: str) -> None:
        for row in rows:
            self._add(table, {**row, **changed})

    def _add(self, table: str, row: Row) -> None:
        self.rows.setdefault(table, []).append(row)

    def _insert(self, table: str, rows: list[Row]) -> None:
        names = list(rows[0])
        marks = ", ".join("?" * len(names))
        statement = f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})"

        def values() -> Iterator[tuple[Any, ...]]:
            return (tuple(row[name] for name in names) for row in rows)

        self.connection.executemany(statement, values())
