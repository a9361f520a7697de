"""The JSON shapes of the contract."""

from __future__ import annotations

from typing import Any

from posref.core.types import Answer, Facts, Hit, Shown, Source, Text


def text_json(text: Text | None) -> dict[str, str] | None:
    """`{"zh": …, "en": …}`, or null."""
    return {"zh": text.zh, "en": text.en} if text else None


def facts_json(facts: Facts | None) -> dict[str, str | None]:
    """The three facts as stable words; null where nothing was decided about money."""
    if facts is None:
        return {"outcome": None, "retry": None, "charged": None}
    return {"outcome": facts.outcome.value, "retry": facts.retry.value, "charged": facts.charged.value}


def shown_json(shown: tuple[Shown, ...]) -> list[dict[str, str]]:
    """Words on screen or slip, with their language and source."""
    return [{"text": s.text, "lang": s.lang, "source": s.source} for s in shown]


def hit_json(hit: Hit) -> dict[str, Any]:
    """One result of `lookup --json`."""
    return {
        "kind": hit.kind.value,
        "id": hit.id,
        "system": hit.system,
        "code": hit.code,
        "owners": [{"id": o.id, "system": o.system, "code": o.code} for o in hit.owners],
        "condition": hit.condition,
        "title": text_json(hit.title),
        "shown": shown_json(hit.shown),
        **facts_json(hit.facts),
        "trust": hit.trust.value if hit.trust else None,
        "matched": {"rung": hit.match.rung, "field": hit.match.field, "text": hit.match.text},
    }


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
