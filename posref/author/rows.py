"""Records -> rows of the content tables: no SQL, only shapes. Rows are sorted by natural id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table

from posref.author import schema
from posref.author.fields import FREQUENCIES
from posref.author.load import Record, Tree
from posref.author.rules.facts import resolved
from posref.core.normal import code_key, fold
from posref.core.rank import TRUST_PLACE, best_trust
from posref.core.types import Text, Trust

Row = dict[str, Any]
Rows = dict[Table, list[Row]]


def content_rows(tree: Tree) -> Rows:
    """The rows of every content table, in the order they are written."""
    conditions = tree.ids("condition")
    rows: Rows = {
        table: []
        for table in schema.metadata.sorted_tables
        if table not in (schema.meta, schema.fold_char, schema.phrase)
    }
    for place, record in enumerate(tree.all("category")):
        rows[schema.category].append(
            {"id": record.id, "parent": record.get("parent"), "place": place, **_pair("title", record)}
        )
    for record in _sorted(tree, "source"):
        plain = {name: record[name] for name in ("id", "kind", "trust", "where", "checked")}
        rows[schema.source].append(plain | _pair("title", record) | _pair("note", record))
    for record in _sorted(tree, "system"):
        plain = {
            "id": record.id,
            "family": record["family"],
            "general": record.get("general", 0),
            "worth": record["worth"],
        }
        rows[schema.system].append(plain | _pair("title", record) | _pair("short", record) | _pair("seen", record))
    for record in _sorted(tree, "condition"):
        _condition(rows, record)
    for record in _sorted(tree, "guide"):
        rows[schema.guide].append(
            {
                "id": record.id,
                "category": record.get("category"),
                **_pair("title", record),
                **_pair("about", record),
                **_pair("say", record),
            }
        )
        _steps(rows, f"guide:{record.id}", record["steps"])
        _spoken(rows, f"guide:{record.id}", record)
    often = sorted(tree.all("checklist"), key=lambda record: FREQUENCIES.index(record["frequency"]))
    for place, record in enumerate(often):
        _checklist(rows, record, place)
    trusts = {record.id: Trust(record["trust"]) for record in tree.all("source")}
    for record in _sorted(tree, "code"):
        _code(rows, record, conditions[record["condition"]], best_trust(trusts[name] for name in record["sources"]))
    systems = tree.ids("system")
    for place, row in enumerate(sorted(rows[schema.code], key=lambda row: _standing(row, systems[row["system"]]))):
        row["place"] = place
    for place, record in enumerate(tree.all("brand")):
        _brand(rows, record, place)
    return rows


def _standing(row: Row, system: Record) -> tuple[int, int, int, str]:
    return (system.get("general", 0) or 99, system["worth"], TRUST_PLACE[Trust(row["trust"])], row["id"])


def _condition(rows: Rows, record: Record) -> None:
    plain = {name: record[name] for name in ("id", "category", "outcome", "retry", "charged", "who_acts", "call")}
    row: Row = {**plain, "sensitive": int(record["sensitive"])}
    for name in ("title", "action", "warning", "happened", "staff", "say"):
        row |= _pair(name, record)
    rows[schema.condition].append(row)
    _steps(rows, f"condition:{record.id}", record["steps"])
    _spoken(rows, f"condition:{record.id}", record)
    for table, name in ((schema.cause, "causes"), (schema.prevention, "prevent")):
        rows[table].extend(
            {"condition": record.id, "place": place, "text_zh": t.zh, "text_en": t.en}
            for place, t in enumerate(record[name])
        )
    rows[schema.related].extend(
        {"condition": record.id, "place": place, "other": other}
        for place, other in enumerate(record.get("related", ()))
    )


def _code(rows: Rows, record: Record, condition: Record, trust: Trust) -> None:
    code = record.get("code")
    row: Row = {
        "id": record.id, "system": record["system"], "code": code, "key": code_key(code) if code else "",
        "form": record.get("form", "number"), "condition": condition.id, "trust": trust.value,
        "quick_sheet_rank": record.get("quick_sheet_rank", 0), "exact_only": int(record.get("exact_only", False)),
    }  # fmt: skip
    row |= {name: resolved(record, condition, name) for name in ("outcome", "retry", "charged")}
    for name in ("title", "meaning", "warning", "happened", "say"):
        row |= _pair(name, record)
    rows[schema.code].append(row)
    rows[schema.shown].extend(
        {"code": record.id, "place": place, **shown} for place, shown in enumerate(record.get("shown", ()))
    )
    rows[schema.code_source].extend(
        {"code": record.id, "place": place, "source": name} for place, name in enumerate(record["sources"])
    )
    if first := record.get("first"):
        _steps(rows, record.id, (first,))
    if differs := record.get("differs"):
        rows[schema.dispute].append({"code": record.id, "note_zh": differs["note"].zh, "note_en": differs["note"].en})
        rows[schema.dispute_source].extend(
            {"code": record.id, "place": place, "source": name} for place, name in enumerate(differs.get("sources", ()))
        )
    _spoken(rows, record.id, record)


def _checklist(rows: Rows, record: Record, place: int) -> None:
    plain = {name: record[name] for name in ("id", "role", "frequency", "minutes")}
    row: Row = {**plain, "place": place, "grid": int(record["grid"])}
    rows[schema.checklist].append(row | _pair("title", record) | _pair("about", record))
    number = 0
    for section_place, section in enumerate(record["sections"]):
        title: Text = section["title"]
        rows[schema.checklist_section].append(
            {"checklist": record.id, "place": section_place, "title_zh": title.zh, "title_en": title.en}
        )
        for item in section["items"]:
            row = {"checklist": record.id, "place": number, "section": section_place, "id": item["id"]}
            for name, field in (("text", "text"), ("short", "short"), ("passes", "pass"), ("fails", "fail")):
                row |= {f"{name}_zh": item[field].zh, f"{name}_en": item[field].en}
            for name in ("how", "record"):
                said: Text | None = item.get(name)
                row |= {f"{name}_zh": said.zh if said else "", f"{name}_en": said.en if said else ""}
            rows[schema.checklist_item].append(row | {"applies": " ".join(item.get("applies", ()))})
            number += 1
    rows[schema.checklist_source].extend(
        {"checklist": record.id, "place": source_place, "source": name}
        for source_place, name in enumerate(record["sources"])
    )
    _spoken(rows, f"checklist:{record.id}", record)


def _brand(rows: Rows, record: Record, place: int) -> None:
    hotline = record.get("hotline", {})
    rows[schema.brand].append(
        {"id": record.id, "kind": record["kind"], "place": place, "hotline": hotline.get("number", ""),
         "hotline_source": hotline.get("source"), **_pair("title", record)}
    )  # fmt: skip
    words = dict.fromkeys(fold(word) for word in (*record["words"], record["title"].zh, record["title"].en))
    rows[schema.brand_word].extend({"word": word, "brand": record.id} for word in words)
    rows[schema.brand_system].extend({"brand": record.id, "system": name} for name in dict.fromkeys(record["systems"]))


def _steps(rows: Rows, owner: str, steps: tuple[dict[str, Any], ...]) -> None:
    for place, step in enumerate(steps):
        do: Text = step["do"]
        note: Text | None = step.get("note")
        rows[schema.step].append(
            {"owner": owner, "place": place, "role": step["who"], "do_zh": do.zh, "do_en": do.en,
             "note_zh": note.zh if note else "", "note_en": note.en if note else ""}
        )  # fmt: skip


def _spoken(rows: Rows, owner: str, record: Record) -> None:
    for field, kind in (("aliases", "alias"), ("symptoms", "symptom")):
        for lang, words in record.get(field, {}).items():
            rows[schema.alias].extend(
                {"owner": owner, "lang": lang, "kind": kind, "place": place, "text": word}
                for place, word in enumerate(words)
            )


def _pair(name: str, record: Record) -> Row:
    said: Text | None = record.get(name)
    return {f"{name}_zh": said.zh if said else "", f"{name}_en": said.en if said else ""}


def _sorted(tree: Tree, kind: str) -> Iterator[Record]:
    yield from sorted(tree.all(kind), key=lambda record: record.id)
