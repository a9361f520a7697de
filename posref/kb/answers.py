"""Rows of the knowledge base -> whole answers and the tree of categories.

Apart from `kb.read` because a look-up lists rows and needs none of this.
"""

from __future__ import annotations

from posref.core.answer import Answer, Category, Dispute, Meaning, Source, Step
from posref.core.checklist import Checklist, Item, Section
from posref.core.rank import TRUST_PLACE, general_order
from posref.core.types import Call, Charged, Facts, Kind, Outcome, Retry, Role, Text, Trust
from posref.kb import sql
from posref.kb.read import KnowledgeBase, Row


def read_categories(kb: KnowledgeBase) -> tuple[Category, ...]:
    """The tree in its order, each with the number of conditions in and under it; empty ones are left out."""
    rows = kb.rows(sql.CATEGORIES)
    under: dict[str, int] = {}
    for identity, parent, _zh, _en, count in rows:
        under[identity] = under.get(identity, 0) + count
        if parent:
            under[parent] = under.get(parent, 0) + count
    return tuple(Category(r[0], r[1] or "", Text(r[2], r[3]), under[r[0]]) for r in rows if under[r[0]])


def read_answer(kb: KnowledgeBase, identity: str, english: bool = False) -> Answer | None:
    """Everything about `unionpay:55`, `condition:pin-incorrect` or `guide:unknown-code`; None: there is no such."""
    identity = identity.encode("utf-8", "replace").decode("utf-8")  # half a character cannot be asked for
    kind, _, name = identity.partition(":")
    if kind == "guide":
        return _guide(kb, name)
    if kind == "checklist":
        found = read_checklist(kb, name)
        return _checklist_answer(found) if found else None
    if kind == "condition":
        rows = kb.rows(sql.CONDITION, [name])
        return _condition(kb, rows[0]) if rows else None
    rows = kb.rows(sql.CODE, [identity])
    return _code(kb, rows[0], english) if rows else None


def _guide(kb: KnowledgeBase, name: str) -> Answer | None:
    for row in kb.rows(sql.GUIDE, [name]):
        return Answer(
            Kind.GUIDE,
            f"guide:{name}",
            Text(row[2], row[3]),
            happened=Text(row[4], row[5]),
            say=_maybe(row[6], row[7]),
            steps=_steps(kb, f"guide:{name}"),
            category=row[1],
        )
    return None


def read_checklists(kb: KnowledgeBase) -> tuple[Checklist, ...]:
    """Every checklist, in the order of the content."""
    found = (read_checklist(kb, row[0]) for row in kb.rows(sql.CHECKLISTS))
    return tuple(checklist for checklist in found if checklist)


def read_checklist(kb: KnowledgeBase, name: str) -> Checklist | None:
    """A checklist by its bare id; None where there is no such."""
    items: dict[int, list[Item]] = {}
    for r in kb.rows(sql.CHECKLIST_ITEMS, [name]):
        text, short, passes, fails = (Text(r[i], r[i + 1]) for i in range(2, 10, 2))
        how, record = _maybe(r[10], r[11]), _maybe(r[12], r[13])
        item = Item(r[1], text, short, passes, fails, how, record, tuple(r[14].split()))
        items.setdefault(r[0], []).append(item)
    sections = tuple(Section(Text(r[1], r[2]), tuple(items[r[0]])) for r in kb.rows(sql.CHECKLIST_SECTIONS, [name]))
    for r in kb.rows(sql.CHECKLIST, [name]):
        sources = _sources(kb, sql.CHECKLIST_SOURCES, name)
        title, about = Text(r[1], r[2]), Text(r[3], r[4])
        return Checklist(r[0], title, about, Role(r[5]), r[6], r[7], bool(r[8]), sections, sources)
    return None


def _checklist_answer(found: Checklist) -> Answer:
    """A checklist read on the screen: its items as steps, with what passes."""
    return Answer(
        Kind.CHECKLIST,
        f"checklist:{found.id}",
        found.title,
        happened=found.about,
        who_acts=found.role,
        steps=tuple(Step(found.role, item.text, item.passes) for item in found.items()),
        sources=found.sources,
    )


def _condition(kb: KnowledgeBase, row: Row) -> Answer:
    name = row[0]
    return Answer(
        Kind.CONDITION,
        f"condition:{name}",
        Text(row[2], row[3]),
        facts=_facts(row[4:7]),
        condition=name,
        category=row[1],
        who_acts=Role(row[7]),
        call=Call(row[8]),
        sensitive=bool(row[9]),
        action=Text(row[10], row[11]),
        warning=_maybe(row[12], row[13]),
        happened=Text(row[14], row[15]),
        staff=_maybe(row[16], row[17]),
        say=Text(row[18], row[19]),
        steps=_steps(kb, f"condition:{name}"),
        causes=_texts(kb, sql.CAUSES, name),
        prevent=_texts(kb, sql.PREVENTIONS, name),
        elsewhere=kb.owners(name),
        related=_related(kb, name),
    )


def _code(kb: KnowledgeBase, row: Row, english: bool) -> Answer:
    identity, system, code, key, name = row[:5]
    base = _condition(kb, kb.rows(sql.CONDITION, [name])[0])
    facts = _facts(row[9:12])
    own = kb.owners(name)
    return Answer(
        Kind.CODE,
        identity,
        _maybe(row[5], row[6]) or base.title,
        code=code,
        system=kb.systems[system],
        facts=facts,
        warning=(_maybe(row[12], row[13]) or base.warning) if facts.retry is Retry.CHECK_FIRST else None,
        meaning=Text(row[7], row[8]),
        happened=_maybe(row[15], row[16]) or base.happened,
        staff=base.staff,
        shown=kb.shown(identity),
        steps=_steps(kb, identity) + base.steps,
        say=_maybe(row[17], row[18]) or base.say,
        action=base.action,
        call=base.call,
        who_acts=base.who_acts,
        sensitive=base.sensitive,
        causes=base.causes,
        prevent=base.prevent,
        trust=Trust(row[14]),
        condition=name,
        category=base.category,
        meanings=_meanings(kb, identity, key, english) if key else (),
        elsewhere=tuple(o for o in own if o.id != identity and (o.code is None or o.code != code)),
        related=base.related,
        disputes=_disputes(kb, identity),
        sources=_sources(kb, sql.CODE_SOURCES, identity),
        brands=tuple(b for b in kb.brands.values() if system in b.systems),
    )


def _meanings(kb: KnowledgeBase, identity: str, key: str, english: bool) -> tuple[Meaning, ...]:
    """Every reading of the code, one row per meaning: its own first, then the general networks, articles last."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in kb.rows(sql.marks(sql.CODES_BY_KEY, 1), [key]):
        groups.setdefault((row[4], row[9]), []).append(row)
    found = []
    for rows in groups.values():
        rows.sort(key=lambda r: (r[0] != identity, general_order(kb.systems[r[1]].general, english) or 99, r[0]))
        first = rows[0]
        trust = min((Trust(r[8]) for r in rows), key=TRUST_PLACE.__getitem__)
        own = any(r[0] == identity for r in rows)
        owners = tuple(kb.systems[r[1]].short for r in rows)
        found.append(Meaning(first[0], owners, _maybe(first[9], first[10]) or Text(first[11], first[12]), trust, own))
    return tuple(sorted(found, key=lambda m: (not m.own, m.trust is Trust.ARTICLE)))


def _related(kb: KnowledgeBase, condition: str) -> tuple[tuple[str, Text], ...]:
    names = [row[0] for row in kb.rows(sql.RELATED, [condition])]
    rows = {row[0]: Text(row[1], row[2]) for row in kb.rows(sql.marks(sql.CONDITION_HEADS, len(names)), names)}
    return tuple((f"condition:{name}", rows[name]) for name in names)


def _steps(kb: KnowledgeBase, owner: str) -> tuple[Step, ...]:
    return tuple(Step(Role(r[0]), Text(r[1], r[2]), _maybe(r[3], r[4])) for r in kb.rows(sql.STEPS, [owner]))


def _texts(kb: KnowledgeBase, statement: str, owner: str) -> tuple[Text, ...]:
    return tuple(Text(*row) for row in kb.rows(statement, [owner]))


def _sources(kb: KnowledgeBase, statement: str, owner: str) -> tuple[Source, ...]:
    return tuple(
        Source(r[0], r[1], Trust(r[2]), Text(r[3], r[4]), r[5], r[6], _maybe(r[7], r[8]))
        for r in kb.rows(statement, [owner])
    )


def _disputes(kb: KnowledgeBase, code: str) -> tuple[Dispute, ...]:
    sources = _sources(kb, sql.DISPUTE_SOURCES, code)
    return tuple(Dispute(Text(*row), sources) for row in kb.rows(sql.DISPUTE, [code]))


def _facts(row: Row) -> Facts:
    return Facts(Outcome(row[0]), Retry(row[1]), Charged(row[2]))


def _maybe(zh: str, en: str) -> Text | None:
    return Text(zh, en) if zh else None
