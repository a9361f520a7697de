"""Checked content -> one file: the same every time, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import lzma
import sqlite3
from pathlib import Path

import pytest

from posref.author import compile as compiler
from posref.author import readings, schema
from posref.author.compile import ContentError, compile_kb
from posref.kb import open as kb_open
from posref.kb.open import open_file, verify
from tests.support.content import Content


def rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    connection = open_file(path)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def test_the_same_content_gives_the_same_file(content: Content, tmp_path: Path) -> None:
    first = compile_kb(content.folder, tmp_path / "a" / "kb.sqlite")
    second = compile_kb(content.folder, tmp_path / "b" / "kb.sqlite")
    assert first == second
    for name in ("kb.sqlite", "kb.sqlite.xz", "kb.sqlite.sha256"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_what_lies_beside_it(content: Content, tmp_path: Path) -> None:
    target = tmp_path / "kb.sqlite"
    compile_kb(content.folder, target)
    data = target.read_bytes()
    assert lzma.decompress((tmp_path / "kb.sqlite.xz").read_bytes()) == data
    assert (tmp_path / "kb.sqlite.sha256").read_text("ascii").strip() == hashlib.sha256(data).hexdigest()
    assert verify(target)
    assert not [p.name for p in tmp_path.iterdir() if p.name.endswith((".new", "-journal", "-wal"))]


@pytest.mark.parametrize(
    "file, old, new",
    [
        (
            "conditions/cards.yaml",
            "Tell the customer and ask for another card.",
            "Tell the guest and ask for another card.",
        ),
        ("conditions/cards.yaml", "zh: 顾客按错了键", "zh: 顾客输错了键"),
        ("systems/unionpay.yaml", "quick_sheet_rank: 10", "quick_sheet_rank: 11"),
        ("systems/unionpay.yaml", "text: 余额不足请换卡", "text: 余额不足"),
        ("systems/unionpay.yaml", "code: 68", "code: 98"),
        ("brands.yaml", "words: [沃利, wally]", "words: [沃利, wally, wal]"),
        ("sources/all.yaml", "where: file 1", "where: file 3"),
        ("categories.yaml", "en: Card payments", "en: Payments by card"),
        ("base.yaml", "2026.1.1", "2026.1.2"),
    ],
)
def test_the_content_hash_follows_the_content(content: Content, tmp_path: Path, file: str, old: str, new: str) -> None:
    before = compile_kb(content.folder, tmp_path / "kb.sqlite")
    content.edit(file, old, new)
    after = compile_kb(content.folder, tmp_path / "kb.sqlite")
    assert (after != before) if file == "base.yaml" else (after.content_hash != before.content_hash)


def test_a_remark_in_a_file_does_not_change_the_hash(content: Content, tmp_path: Path) -> None:
    before = compile_kb(content.folder, tmp_path / "kb.sqlite")
    content.write("brands.yaml", "# a remark\n" + content.read("brands.yaml"))
    assert compile_kb(content.folder, tmp_path / "kb.sqlite") == before


def test_the_header_and_meta(content: Content, tmp_path: Path) -> None:
    target = tmp_path / "kb.sqlite"
    stamp = compile_kb(content.folder, target)
    assert rows(target, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    assert rows(target, "PRAGMA user_version") == [(schema.TABLE_VERSION,)]
    meta = {str(key): value for key, value in rows(target, "SELECT key, value FROM meta")}
    assert meta["content_hash"] == stamp.content_hash and meta["version"] == stamp.version == "2026.1.1"
    for table, count in json.loads(str(meta["counts"])).items():
        assert rows(target, f'SELECT count(*) FROM "{table}"') == [(count,)]


def test_compiler_and_reader_agree_on_the_header() -> None:
    assert (schema.APPLICATION_ID, schema.TABLE_VERSION) == (kb_open.APPLICATION_ID, kb_open.TABLE_VERSION)
    assert schema.APPLICATION_ID.to_bytes(4, "big") == b"posr"


def test_content_with_findings_is_refused(content: Content, tmp_path: Path) -> None:
    target = tmp_path / "new folder" / "kb.sqlite"
    content.edit("systems/unionpay.yaml", "condition: pin-incorrect", "condition: nothing")
    with pytest.raises(ContentError) as caught:
        compile_kb(content.folder, target)
    assert [f.rule for f in caught.value.findings] == ["references"]
    assert str(caught.value) == "1 findings"
    assert not target.parent.exists()


@pytest.mark.parametrize("broken", ["_write", "_verify", "_insert_full_text", "_replace"])
def test_a_failed_build_leaves_the_old_file(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    folder = tmp_path / "kb"
    target = folder / "kb.sqlite"
    compile_kb(content.folder, target)
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    content.edit("systems/unionpay.yaml", "quick_sheet_rank: 10", "quick_sheet_rank: 11")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(compiler, broken, fail)
    with pytest.raises(OSError, match="disk full"):
        compile_kb(content.folder, target)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_a_file_that_does_not_hold_together_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kb.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "CREATE TABLE a (id TEXT PRIMARY KEY); CREATE TABLE b (a TEXT REFERENCES a(id)); INSERT INTO b VALUES ('gone');"
        )
    connection.close()
    with pytest.raises(RuntimeError, match="does not hold together"):
        compiler._verify(path)


def test_whoever_has_the_old_file_open_keeps_it(content: Content, tmp_path: Path) -> None:
    target = tmp_path / "kb.sqlite"
    compile_kb(content.folder, target)
    old = open_file(target)
    content.edit("base.yaml", "2026.1.1", "2026.1.2")
    compile_kb(content.folder, target)
    assert old.execute("SELECT value FROM meta WHERE key = 'version'").fetchone() == ("2026.1.1",)
    old.close()


def test_progress_is_told(content: Content, tmp_path: Path) -> None:
    told: list[str] = []
    compile_kb(content.folder, tmp_path / "kb.sqlite", told.append)
    assert told == ["reading", "checking", "compiling", "verifying", "done"]


def test_the_least_content(content: Content, tmp_path: Path) -> None:
    """A base without words of the trade, and a condition without optional fields, still compile."""
    (content.folder / "words.yaml").unlink()
    compile_kb(content.folder, tmp_path / "kb.sqlite")
    assert rows(tmp_path / "kb.sqlite", "SELECT count(*) FROM brand") == [(2,)]


def test_facts_are_resolved_and_placed(content: Content, tmp_path: Path) -> None:
    target = tmp_path / "kb.sqlite"
    compile_kb(content.folder, target)
    assert rows(target, "SELECT outcome, retry, charged, trust FROM code WHERE id = 'wally-app:WLY.NO_MONEY'") == [
        ("declined", "never", "no", "vendor")
    ]
    assert rows(target, "SELECT trust FROM code WHERE id = 'unionpay:55'") == [("unconfirmed",)]
    ids = [row[0] for row in rows(target, "SELECT id FROM code ORDER BY place")]
    assert ids == [
        "unionpay:41", "unionpay:51", "unionpay:68", "unionpay:55", "wally-app:WLY.NO_MONEY", "wally-app:wait-please", "wally-app:XX",
    ]  # fmt: skip
    assert rows(target, "SELECT key FROM code WHERE id = 'wally-app:wait-please'") == [("",)]


def test_placeholders_are_in_no_words(content: Content, tmp_path: Path) -> None:
    target = tmp_path / "kb.sqlite"
    compile_kb(content.folder, target)
    assert rows(target, "SELECT * FROM phrase WHERE owner = 'wally-app:XX'") == []
    assert rows(target, "SELECT * FROM code_words WHERE owner = 'wally-app:XX'") == []
    assert rows(target, "SELECT way, text FROM phrase WHERE said = '余额不足' ORDER BY way") == [
        ("initials", "yebz"), ("pinyin", "yuebuzu"), ("text", "余额不足"),
    ]  # fmt: skip


def test_the_trades_readings() -> None:
    readings.teach({"发卡行": "fa ka hang", "坏": "too many", "重打印": "chong da yin"})
    assert readings.spell("发卡行") == ("fakahang", "fkh")
    assert readings.spell("重打印") == ("chongdayin", "cdy")
    assert readings.spell("POS错误") == ("poscuowu", "poscw")
    assert readings.spell("费率") is not None and readings.spell("abc") is None
    assert readings.syllables("余额A") == ["yu", "e"]
    assert readings.syllables("abc") == []


def test_traditional_characters_for_what_is_used() -> None:
    table = readings.traditional(["余额不足", "后"])
    assert table["餘"] == "余" and table["額"] == "额"
    assert "機" not in table
    assert not set(table) & set("余额不足后")
