"""The JSON shapes of the contract."""

from __future__ import annotations

from typing import Any

from posref.core.types import Facts, Hit, Shown, Text


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
