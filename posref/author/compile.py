"""Checked content -> one read-only SQLite file with full text and a content hash.

Deterministic: no clock, no random ids, rows in the order of their natural ids. The content hash is SHA-256 over the
rows of the content tables, so that it is the same on every machine and with every version of SQLite.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, create_engine, insert, text
from sqlalchemy.pool import NullPool

from posref.author import schema
from posref.author.check import check_tree
from posref.author.load import Finding, Tree, load_tree
from posref.author.readings import teach, traditional
from posref.author.rows import Rows, content_rows
from posref.author.search_rows import full_text_rows, phrase_rows

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which knowledge base this is: its version and the SHA-256 of its content, in hexadecimal."""

    version: str
    content_hash: str


class ContentError(Exception):
    """The content is not fit to be compiled; `findings` says where and why."""

    def __init__(self, findings: list[Finding]) -> None:
        """Take what `check_tree` found."""
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


def compile_kb(folder: Path, target: Path, progress: Progress = lambda _: None) -> Stamp:
    """Compile the content under `folder` into `target`, a compressed copy and their hashes beside it.

    Refuses with `ContentError` on any finding. Writes beside the target, verifies, then replaces: whoever has the old
    file open keeps it, and a failure leaves it untouched.
    """
    progress("reading")
    tree = load_tree(folder)
    progress("checking")
    if findings := check_tree(tree):
        raise ContentError(findings)
    progress("compiling")
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(target.name + ".new")
    fresh.unlink(missing_ok=True)
    try:
        stamp = _write(tree, fresh)
        progress("verifying")
        _verify(fresh)
        data = fresh.read_bytes()
        _replace(target.with_name(target.name + ".xz"), lzma.compress(data, preset=6))
        _replace(target.with_name(target.name + ".sha256"), hashlib.sha256(data).hexdigest().encode() + b"\n")
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    progress("done")
    return stamp


def _replace(path: Path, data: bytes) -> None:
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(data)
    fresh.replace(path)


def _write(tree: Tree, path: Path) -> Stamp:
    teach(tree.all("words")[0].get("pinyin", {}) if tree.all("words") else {})
    rows = content_rows(tree)
    rows[schema.fold_char] = [
        {"traditional": old, "simplified": new} for old, new in sorted(traditional(_all_texts(tree)).items())
    ]
    rows[schema.phrase] = phrase_rows(tree)
    stamp = Stamp(tree.all("base")[0]["version"], content_hash(rows))
    counts = {table.name: len(rows[table]) for table in schema.metadata.sorted_tables if table in rows}
    rows[schema.meta] = [
        {"key": "content_hash", "value": stamp.content_hash},
        {"key": "counts", "value": json.dumps(counts, sort_keys=True)},
        {"key": "version", "value": stamp.version},
    ]
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(f"PRAGMA application_id = {schema.APPLICATION_ID}"))
        connection.execute(text(f"PRAGMA user_version = {schema.TABLE_VERSION}"))
        schema.metadata.create_all(connection)
        _insert(connection, rows)
        _insert_full_text(connection, tree)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
        connection.execute(text("VACUUM"))
    engine.dispose()
    return stamp


def _insert(connection: Connection, rows: Rows) -> None:
    for table in schema.metadata.sorted_tables:
        if rows.get(table):
            connection.execute(insert(table), rows[table])


def _insert_full_text(connection: Connection, tree: Tree) -> None:
    for statement in schema.FULL_TEXT:
        connection.execute(text(statement))
    problems, codes = full_text_rows(tree)
    connection.execute(text("INSERT INTO problem_words VALUES (:owner, :title, :alias, :body)"), problems)
    connection.execute(text("INSERT INTO code_words VALUES (:owner, :shown, :meaning)"), codes)
    for name in ("problem_words", "code_words"):
        connection.execute(text(f"INSERT INTO {name}({name}) VALUES ('optimize')"))


def content_hash(rows: Rows) -> str:
    """SHA-256 over the canonical form of the rows: table by table, each row as sorted JSON, in the order written."""
    digest = hashlib.sha256()
    for table in sorted(rows, key=_name):
        digest.update(f"{table.name}\n".encode())
        for row in rows[table]:
            digest.update(json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n")
    return digest.hexdigest()


def _name(table: Table) -> str:
    return str(table.name)


def _verify(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        problems: list[Any] = connection.execute("PRAGMA foreign_key_check").fetchall()
        problems += [row for row in connection.execute("PRAGMA integrity_check") if row != ("ok",)]
    connection.close()
    if problems:
        raise RuntimeError(f"the compiled file does not hold together: {problems[:3]}")


def _all_texts(tree: Tree) -> Iterator[str]:
    for record in tree.everything():
        yield from (t.zh for _, t in record.texts())
        yield from (shown["text"] for shown in record.get("shown", ()))
        for field in ("aliases", "symptoms"):
            for words in record.get(field, {}).values():
                yield from words
