"""The JSON of a whole answer."""

from __future__ import annotations

from typing import Any

from posref.cli.shape import facts_json, shown_json, text_json
from posref.core.answer import Answer, Source


def answer_json(answer: Answer) -> dict[str, Any]:
    """All of `show --json`."""
    return {
        "kind": answer.kind.value,
        "id": answer.id,
        "system": answer.system.id if answer.system else None,
        "code": answer.code,
        "condition": answer.condition,
        "category": answer.category,
        "title": text_json(answer.title),
        "shown": shown_json(answer.shown),
        **facts_json(answer.facts),
        "trust": answer.trust.value if answer.trust else None,
        "who_acts": answer.who_acts.value if answer.who_acts else None,
        "call": answer.call.value,
        "sensitive": answer.sensitive,
        **{n: text_json(getattr(answer, n)) for n in ("warning", "meaning", "happened", "action", "say", "staff")},
        "steps": [{"role": s.role.value, "do": text_json(s.do), "note": text_json(s.note)} for s in answer.steps],
        "causes": [text_json(text) for text in answer.causes],
        "prevent": [text_json(text) for text in answer.prevent],
        "meanings": [
            {"id": m.id, "owners": [text_json(o) for o in m.owners], "title": text_json(m.title)}
            for m in answer.meanings
        ],
        "elsewhere": [{"id": o.id, "system": o.system, "code": o.code} for o in answer.elsewhere],
        "related": [identity for identity, _title in answer.related],
        "disputes": [{"note": text_json(d.note), "sources": [s.id for s in d.sources]} for d in answer.disputes],
        "sources": [_source_json(source) for source in answer.sources],
    }


def _source_json(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "kind": source.kind,
        "trust": source.trust.value,
        "title": text_json(source.title),
        "where": source.where,
        "checked": source.checked,
    }
