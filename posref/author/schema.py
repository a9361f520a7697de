"""The knowledge base's tables: the only description of them.

Every content text is two NOT NULL columns, `…_zh` and `…_en`: a missing translation cannot be compiled. Keys are the
natural ids of the content (`unionpay:55`, `condition:pin-incorrect` without its prefix, `guide` ids likewise).
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint

APPLICATION_ID = 0x706F7372
"""`posr` in ASCII, written into the file's header: a foreign file is known before a table is read."""

TABLE_VERSION = 2
"""Raised whenever a table changes; the program opens only its own."""

metadata = MetaData()


def _text(name: str) -> tuple[Column[str], Column[str]]:
    return Column(f"{name}_zh", Text, nullable=False), Column(f"{name}_en", Text, nullable=False)


def _maybe(name: str) -> tuple[Column[str], Column[str]]:
    """A text that may be absent: then both are empty, never one of them."""
    return (
        Column(f"{name}_zh", Text, nullable=False, server_default=""),
        Column(f"{name}_en", Text, nullable=False, server_default=""),
    )


def _word(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default="0")


meta = Table("meta", metadata, Column("key", Text, primary_key=True), _word("value"))

source = Table(
    "source", metadata, Column("id", Text, primary_key=True),
    _word("kind"), _word("trust"), *_text("title"), _word("where"), _word("checked"), *_maybe("note"),
)  # fmt: skip

category = Table(
    "category", metadata, Column("id", Text, primary_key=True),
    Column("parent", ForeignKey("category.id")), _number("place"), *_text("title"),
)  # fmt: skip

system = Table(
    "system", metadata, Column("id", Text, primary_key=True),
    _word("family"), _number("general"), _number("worth"), *_text("title"), *_text("short"), *_text("seen"),
)  # fmt: skip

condition = Table(
    "condition", metadata, Column("id", Text, primary_key=True),
    Column("category", ForeignKey("category.id"), nullable=False),
    *_text("title"), _word("outcome"), _word("retry"), _word("charged"), _word("who_acts"), _word("call"),
    _number("sensitive"), *_text("action"), *_maybe("warning"), *_text("happened"), *_maybe("staff"), *_text("say"),
)  # fmt: skip

guide = Table(
    "guide", metadata, Column("id", Text, primary_key=True),
    Column("category", ForeignKey("category.id")), *_text("title"), *_text("about"), *_maybe("say"),
)  # fmt: skip

code = Table(
    "code", metadata, Column("id", Text, primary_key=True),
    Column("system", ForeignKey("system.id"), nullable=False),
    Column("code", Text), _word("key"), _word("form"),
    Column("condition", ForeignKey("condition.id"), nullable=False),
    *_maybe("title"), *_text("meaning"), _word("outcome"), _word("retry"), _word("charged"), *_maybe("warning"),
    *_maybe("happened"), *_maybe("say"), _word("trust"), _number("quick_sheet_rank"), _number("exact_only"), _number("place"),
    Index("code_key", "key", "place"), Index("code_condition", "condition", "place"), Index("code_system", "system"),
)  # fmt: skip
"""`code` is null for a message, lamp or beep; `key` is `code_key` of it; the three facts are resolved: the
condition's unless the code refines them; `place` orders codes by general network, worth, trust and id, best first."""

shown = Table(
    "shown", metadata, Column("code", ForeignKey("code.id"), primary_key=True), Column("place", Integer, primary_key=True),
    _word("text"), _word("lang"), Column("source", ForeignKey("source.id"), nullable=False),
)  # fmt: skip

code_source = Table(
    "code_source", metadata, Column("code", ForeignKey("code.id"), primary_key=True),
    Column("place", Integer, primary_key=True), Column("source", ForeignKey("source.id"), nullable=False),
)  # fmt: skip

dispute = Table("dispute", metadata, Column("code", ForeignKey("code.id"), primary_key=True), *_text("note"))

dispute_source = Table(
    "dispute_source", metadata, Column("code", ForeignKey("dispute.code"), primary_key=True),
    Column("place", Integer, primary_key=True), Column("source", ForeignKey("source.id"), nullable=False),
)  # fmt: skip

step = Table(
    "step", metadata, Column("owner", Text, primary_key=True), Column("place", Integer, primary_key=True),
    _word("role"), *_text("do"), *_maybe("note"),
)  # fmt: skip
"""`owner` is `condition:…`, `guide:…` or a code's id (its own first step)."""

cause = Table(
    "cause", metadata, Column("condition", ForeignKey("condition.id"), primary_key=True),
    Column("place", Integer, primary_key=True), *_text("text"),
)  # fmt: skip

prevention = Table(
    "prevention", metadata, Column("condition", ForeignKey("condition.id"), primary_key=True),
    Column("place", Integer, primary_key=True), *_text("text"),
)  # fmt: skip

alias = Table(
    "alias", metadata, Column("owner", Text, primary_key=True), Column("lang", Text, primary_key=True),
    Column("kind", Text, primary_key=True), Column("place", Integer, primary_key=True), _word("text"),
)  # fmt: skip
"""`kind` is `alias` (another name) or `symptom` (what is seen without a code)."""

related = Table(
    "related", metadata, Column("condition", ForeignKey("condition.id"), primary_key=True),
    Column("place", Integer, primary_key=True), Column("other", ForeignKey("condition.id"), nullable=False),
)  # fmt: skip

checklist = Table(
    "checklist", metadata, Column("id", Text, primary_key=True), _number("place"), *_text("title"), *_text("about"),
    _word("role"), _word("frequency"), _number("minutes"), _number("grid"),
)  # fmt: skip

checklist_section = Table(
    "checklist_section", metadata, Column("checklist", ForeignKey("checklist.id"), primary_key=True),
    Column("place", Integer, primary_key=True), *_text("title"),
)  # fmt: skip

checklist_item = Table(
    "checklist_item", metadata, Column("checklist", ForeignKey("checklist.id"), primary_key=True),
    Column("place", Integer, primary_key=True), _number("section"), _word("id"),
    *_text("text"), *_text("short"), *_text("passes"), *_text("fails"), *_maybe("how"), *_maybe("record"), _word("applies"),
    UniqueConstraint("checklist", "id"),
)  # fmt: skip
"""`section` is the place of the item's section; `applies` is blank-separated words."""

checklist_source = Table(
    "checklist_source", metadata, Column("checklist", ForeignKey("checklist.id"), primary_key=True),
    Column("place", Integer, primary_key=True), Column("source", ForeignKey("source.id"), nullable=False),
)  # fmt: skip

brand = Table(
    "brand", metadata, Column("id", Text, primary_key=True), _word("kind"), _number("place"), *_text("title"),
    Column("hotline", Text, nullable=False, server_default=""), Column("hotline_source", ForeignKey("source.id")),
)  # fmt: skip

brand_word = Table("brand_word", metadata, Column("word", Text, primary_key=True), Column("brand", ForeignKey("brand.id"), nullable=False))  # fmt: skip

brand_system = Table(
    "brand_system", metadata, Column("brand", ForeignKey("brand.id"), primary_key=True),
    Column("system", ForeignKey("system.id"), primary_key=True),
)  # fmt: skip

phrase = Table(
    "phrase", metadata, Column("text", Text, nullable=False), _word("owner"), _word("field"), _word("way"), _word("said"),
    UniqueConstraint("text", "owner", "field", "way"),
)  # fmt: skip
"""Whole texts for comparing: `text` is `loose(fold(said))`, its pinyin or its initials, as `way` says."""

fold_char = Table("fold_char", metadata, Column("traditional", Text, primary_key=True), _word("simplified"))

FULL_TEXT = (
    "CREATE VIRTUAL TABLE problem_words USING fts5(owner UNINDEXED, title, alias, body, tokenize='unicode61')",
    "CREATE VIRTUAL TABLE code_words USING fts5(owner UNINDEXED, shown, meaning, tokenize='unicode61')",
)
"""Full text over words our own normaliser made: a stock tokenizer finds no Chinese word of two characters."""
