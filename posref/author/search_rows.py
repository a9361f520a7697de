"""What the search looks in: whole texts for comparing, and words for the full text, made by our own normaliser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from posref.author.load import Record, Tree
from posref.author.readings import spell, syllables
from posref.author.rows import Row
from posref.core.normal import fold, loose, tokens

PROBLEMS = ("condition", "guide", "checklist")
"""What is found by words apart from codes."""

LONGEST = 60
"""Longer texts are never compared as a whole."""


def phrase_rows(tree: Tree) -> list[Row]:
    """Every title, alias, symptom and shown text as a whole, as pinyin and as initials; sorted."""
    rows: dict[tuple[str, str, str, str], str] = {}
    for owner, field, said in _phrases(tree):
        ways = [("text", loose(fold(said)))]
        if (spelled := spell(said)) and len(said) <= 16:
            ways += [("pinyin", spelled[0]), ("initials", spelled[1])] if len(spelled[1]) > 1 else []
        for way, text in ways:
            if text and len(text) <= LONGEST:
                rows.setdefault((text, owner, field, way), said)
    return [
        {"text": text, "owner": owner, "field": field, "way": way, "said": said}
        for (text, owner, field, way), said in sorted(rows.items())
    ]


def _phrases(tree: Tree) -> Iterator[tuple[str, str, str]]:
    for kind in PROBLEMS:
        for record in tree.all(kind):
            owner = f"{kind}:{record.id}"
            yield owner, "title", record["title"].zh
            yield owner, "title", record["title"].en
            for field, name in (("aliases", "alias"), ("symptoms", "symptom")):
                for words in record.get(field, {}).values():
                    yield from ((owner, name, word) for word in words)
    for code in _findable(tree):
        for shown in code.get("shown", ()):
            yield code.id, "shown", shown["text"]
        if title := code.get("title"):
            yield code.id, "title", title.zh
            yield code.id, "title", title.en
        for words in code.get("aliases", {}).values():
            yield from ((code.id, "alias", word) for word in words)


def full_text_rows(tree: Tree) -> tuple[list[Row], list[Row]]:
    """The words of conditions and guides, and those of codes in order of worth, so that a cut keeps the worthier."""
    problems = [_problem(kind, record) for kind in PROBLEMS for record in sorted(tree.all(kind), key=lambda r: r.id)]
    worth = {system.id: system["worth"] for system in tree.all("system")}
    codes = [_code(code) for code in sorted(_findable(tree), key=lambda c: (worth[c["system"]], c.id))]
    return problems, codes


def _problem(kind: str, record: Record) -> Row:
    title = record["title"]
    spoken = [w for field in ("aliases", "symptoms") for words in record.get(field, {}).values() for w in words]
    body = [record[name] for name in ("happened", "about", "action") if record.get(name)]
    body += [*record.get("causes", ()), *(step["do"] for step in record.get("steps", ()))]
    return {
        "owner": f"{kind}:{record.id}",
        "title": _words([title.zh, title.en], syllables(title.zh)),
        "alias": _words(spoken, [s for word in spoken for s in syllables(word)]),
        "body": _words([part for text in body for part in (text.zh, text.en)]),
    }


def _code(record: Record) -> Row:
    shown = [s["text"] for s in record.get("shown", ())]
    meaning = [record["meaning"].zh, record["meaning"].en]
    return {
        "owner": record.id,
        "shown": _words(shown, [s for t in shown for s in syllables(t)]),
        "meaning": _words(meaning),
    }


def _words(texts: Iterable[str], more: Iterable[str] = ()) -> str:
    return " ".join(dict.fromkeys([*(token for text in texts for token in tokens(text)), *more]))


def _findable(tree: Tree) -> Iterator[Record]:
    """Codes that words may find; an article's placeholders are found by their exact code only."""
    return (code for code in tree.all("code") if not code.get("exact_only"))
