"""Every SELECT the program runs on the knowledge base; a test explains each against a freshly compiled file."""

from __future__ import annotations

META = "SELECT key, value FROM meta"
SYSTEMS = "SELECT id, family, general, worth, title_zh, title_en, short_zh, short_en, seen_zh, seen_en FROM system ORDER BY id"
BRANDS = "SELECT id, kind, title_zh, title_en, hotline, hotline_source FROM brand ORDER BY place"
BRAND_SYSTEMS = "SELECT brand, system FROM brand_system ORDER BY brand, system"
BRAND_WORDS = "SELECT word, brand FROM brand_word ORDER BY word"
FOLD = "SELECT traditional, simplified FROM fold_char"

_CODE = (
    "SELECT code.id, code.system, code.code, code.key, code.condition, code.outcome, code.retry, code.charged, code.trust,"
    " code.title_zh, code.title_en, condition.title_zh, condition.title_en, condition.sensitive"
    " FROM code JOIN condition ON condition.id = code.condition"
)
CODES_BY_KEY = _CODE + " WHERE code.key IN ({marks}) ORDER BY code.place LIMIT 200"
CODES_BY_PREFIX = _CODE + " WHERE code.key > ? AND code.key < ? AND code.exact_only = 0 ORDER BY code.place LIMIT 200"
CODES_BY_ID = _CODE + " WHERE code.id IN ({marks})"
CODES_OF_CONDITION = _CODE + " WHERE code.condition = ? AND code.exact_only = 0 ORDER BY code.place LIMIT 8"
CODES_OF_CONDITION_IN = (
    _CODE + " WHERE code.condition = ? AND code.exact_only = 0 AND code.system IN ({marks}) ORDER BY code.place LIMIT 8"
)

PHRASE = "SELECT owner, field, way, said FROM phrase WHERE text IN ({marks}) LIMIT 200"
PHRASE_PREFIX = "SELECT owner, field, way, said FROM phrase WHERE text > ? AND text < ? ORDER BY text LIMIT 200"
PROBLEM_WORDS = (
    "SELECT owner FROM problem_words WHERE problem_words MATCH ? ORDER BY bm25(problem_words, 0, 8, 6, 1) LIMIT 40"
)
CODE_WORDS = "SELECT owner FROM code_words WHERE code_words MATCH ? LIMIT 60"

CONDITION_HEADS = (
    "SELECT id, title_zh, title_en, outcome, retry, charged, sensitive FROM condition WHERE id IN ({marks})"
)
GUIDE_HEADS = "SELECT id, title_zh, title_en FROM guide WHERE id IN ({marks})"
RELATED = "SELECT other FROM related WHERE condition = ? ORDER BY place"
SHOWN = "SELECT text, lang, source FROM shown WHERE code = ? ORDER BY place"

CODE = (
    "SELECT id, system, code, key, condition, title_zh, title_en, meaning_zh, meaning_en, outcome, retry, charged,"
    " warning_zh, warning_en, trust, happened_zh, happened_en, say_zh, say_en FROM code WHERE id = ?"
)
CONDITION = (
    "SELECT id, category, title_zh, title_en, outcome, retry, charged, who_acts, call, sensitive, action_zh, action_en,"
    " warning_zh, warning_en, happened_zh, happened_en, staff_zh, staff_en, say_zh, say_en FROM condition WHERE id = ?"
)
GUIDE = "SELECT id, category, title_zh, title_en, about_zh, about_en, say_zh, say_en FROM guide WHERE id = ?"
STEPS = "SELECT role, do_zh, do_en, note_zh, note_en FROM step WHERE owner = ? ORDER BY place"
CAUSES = "SELECT text_zh, text_en FROM cause WHERE condition = ? ORDER BY place"
PREVENTIONS = "SELECT text_zh, text_en FROM prevention WHERE condition = ? ORDER BY place"
CODE_SOURCES = (
    'SELECT source.id, kind, trust, title_zh, title_en, "where", checked, note_zh, note_en FROM code_source'
    " JOIN source ON source.id = code_source.source WHERE code = ? ORDER BY place"
)
DISPUTE = "SELECT note_zh, note_en FROM dispute WHERE code = ?"
DISPUTE_SOURCES = (
    'SELECT source.id, kind, trust, title_zh, title_en, "where", checked, note_zh, note_en FROM dispute_source'
    " JOIN source ON source.id = dispute_source.source WHERE code = ? ORDER BY place"
)
CATEGORIES = (
    "SELECT category.id, parent, title_zh, title_en, (SELECT count(*) FROM condition WHERE condition.category = category.id)"
    " FROM category ORDER BY place"
)
CONDITIONS_IN_CATEGORY = (
    "SELECT condition.id FROM condition JOIN category ON category.id = condition.category"
    " WHERE category.id = ? OR category.parent = ? ORDER BY category.place, condition.id LIMIT 200"
)

CHECKLIST_HEADS = "SELECT id, title_zh, title_en FROM checklist WHERE id IN ({marks})"
CHECKLISTS = "SELECT id FROM checklist ORDER BY place"
CHECKLIST = (
    "SELECT id, title_zh, title_en, about_zh, about_en, role, frequency, minutes, grid FROM checklist WHERE id = ?"
)
CHECKLIST_SECTIONS = "SELECT place, title_zh, title_en FROM checklist_section WHERE checklist = ? ORDER BY place"
CHECKLIST_ITEMS = (
    "SELECT section, id, text_zh, text_en, short_zh, short_en, passes_zh, passes_en, fails_zh, fails_en, how_zh, how_en,"
    " record_zh, record_en, applies FROM checklist_item WHERE checklist = ? ORDER BY place"
)
CHECKLIST_SOURCES = (
    'SELECT source.id, kind, trust, title_zh, title_en, "where", checked, note_zh, note_en FROM checklist_source'
    " JOIN source ON source.id = checklist_source.source WHERE checklist = ? ORDER BY place"
)
QUICK_SHEET = (
    "SELECT code.id, code.quick_sheet_rank FROM code JOIN condition ON condition.id = code.condition"
    " WHERE code.quick_sheet_rank > 0 AND condition.sensitive = 0 AND code.exact_only = 0"
    " AND code.system IN ({marks}) ORDER BY code.quick_sheet_rank, code.id LIMIT 200"
)

LISTS = {
    "systems": "SELECT id, title_zh, title_en FROM system ORDER BY id",
    "brands": "SELECT id, title_zh, title_en FROM brand ORDER BY place",
    "categories": "SELECT id, title_zh, title_en FROM category ORDER BY place",
    "conditions": "SELECT id, title_zh, title_en FROM condition ORDER BY id",
    "checklists": "SELECT id, title_zh, title_en FROM checklist ORDER BY place",
    "guides": "SELECT id, title_zh, title_en FROM guide ORDER BY id",
    "sources": "SELECT id, title_zh, title_en FROM source ORDER BY id",
}
"""What `posref list` prints."""

CODES_BY_SYSTEM = "SELECT system, count(*) FROM code GROUP BY system ORDER BY system"
CODES_BY_TRUST = "SELECT trust, count(*) FROM code GROUP BY trust ORDER BY trust"
BROADEST = (
    "SELECT sum(n) FROM (SELECT count(*) AS n FROM code JOIN system ON system.id = code.system"
    " WHERE system.worth < 3 GROUP BY condition ORDER BY n DESC LIMIT 5)"
)
WORTHY = "SELECT count(*) FROM code JOIN system ON system.id = code.system WHERE system.worth < 3"
"""Codes in systems of worth 1 and 2, whose share on the five broadest conditions is bounded."""


def marks(statement: str, values: int) -> str:
    """The statement with as many placeholders as there are values; nothing else is ever put into a statement."""
    return statement.format(marks=",".join("?" * values))
