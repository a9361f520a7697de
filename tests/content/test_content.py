"""Sanity across the tables of the real content: questions a careful reader would ask."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from posref.author.check import check_tree
from posref.author.load import Tree, load_tree
from posref.author.rules.facts import ALLOWED
from posref.core.answer import Answer
from posref.core.mask import mask
from posref.core.query import parse_query
from posref.core.rank import PLACE
from posref.core.types import Charged, Outcome, Retry, Text, Trust
from posref.kb.answers import read_answer, read_categories
from posref.kb.read import KnowledgeBase
from posref.kb.search import Filters, search

ROOT = Path(__file__).resolve().parents[2]


@cache
def tree() -> Tree:
    return load_tree(ROOT / "resources" / "kb")


CONDITIONS = sorted(record.id for record in tree().all("condition"))
CODES = sorted(record.id for record in tree().all("code"))
BRANDS = sorted(record.id for record in tree().all("brand"))


def answers(kb: KnowledgeBase, ids: list[str]) -> list[Answer]:
    found = [read_answer(kb, identity) for identity in ids]
    assert all(found)
    return [answer for answer in found if answer]


def test_the_content_passes_its_rules() -> None:
    found = check_tree(tree())
    assert not found, "\n" + "\n".join(map(str, found))


def test_the_codes_are_consistent(kb: KnowledgeBase) -> None:
    for answer in answers(kb, CODES):
        assert answer.facts and answer.meaning and answer.trust and answer.system and answer.condition
        retries, charges = ALLOWED[answer.facts.outcome.value]
        assert answer.facts.retry.value in retries and answer.facts.charged.value in charges, answer.id
        assert answer.sources, answer.id
        assert (answer.warning is not None) is (answer.facts.retry is Retry.CHECK_FIRST), answer.id
        assert not (answer.facts.retry is Retry.NOW and answer.facts.charged is not Charged.NO), answer.id
        assert len(answer.steps) >= 2, answer.id
        assert answer.trust is min((s.trust for s in answer.sources), key=list(Trust).index), answer.id


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_answers_everything(kb: KnowledgeBase, name: str) -> None:
    (answer,) = answers(kb, [f"condition:{name}"])
    assert 2 <= len(answer.steps) <= 5
    assert 2 <= len(answer.causes) <= 4
    assert 1 <= len(answer.prevent) <= 3
    assert answer.happened and answer.say and answer.action and answer.who_acts and answer.facts
    assert len(answer.action.zh) <= 18 and len(answer.action.en) <= 40
    if answer.facts.outcome is Outcome.UNKNOWN:
        assert answer.facts.retry is Retry.CHECK_FIRST and answer.warning


@pytest.mark.parametrize("code", ["68", "98", "96", "09"])
def test_no_certain_answer_is_check_first(kb: KnowledgeBase, code: str) -> None:
    (answer,) = answers(kb, [f"unionpay:{code}"])
    assert answer.facts and answer.facts.retry is Retry.CHECK_FIRST, answer.id
    assert answer.facts.charged is Charged.POSSIBLY


@pytest.mark.parametrize("code", ["51", "54", "55", "61"])
def test_a_refusal_before_any_account_was_touched_warns_of_nothing(kb: KnowledgeBase, code: str) -> None:
    for system in ("unionpay", "iso8583-1987"):
        (answer,) = answers(kb, [f"{system}:{code}"])
        assert answer.facts and answer.facts.charged is Charged.NO and answer.warning is None
        assert answer.facts.outcome is Outcome.DECLINED


@pytest.mark.parametrize("code", ["91", "92"])
def test_a_bank_that_is_away(kb: KnowledgeBase, code: str) -> None:
    (answer,) = answers(kb, [f"unionpay:{code}"])
    assert answer.facts and answer.facts.charged is Charged.POSSIBLY and answer.facts.retry is Retry.CHECK_FIRST


def test_the_codes_of_the_networks(kb: KnowledgeBase) -> None:
    counts = kb.stats()["codes_by_system"]
    assert counts["unionpay"] >= 90
    assert counts["iso8583-1987"] >= 200


ARTICLES = [
    "XX", "XY", "AB", "CD", "4000", "5000", "6001", "6002", "6003", "6004", "6005", "6006", "6007", "6008", "3000", "pos-error", "55",
]  # fmt: skip


def test_the_codes_of_the_five_articles_are_all_here(kb: KnowledgeBase) -> None:
    found = answers(kb, [f"article:{code}" for code in ARTICLES])
    for answer in found:
        assert answer.trust is Trust.ARTICLE and answer.disputes, answer.id
    used = {source.id for answer in found for source in answer.sources}
    assert {f"article-{n}" for n in range(1, 6)} <= used


def test_what_an_article_says_is_said_to_be_an_article(kb: KnowledgeBase) -> None:
    for answer in answers(kb, [code for code in CODES if code.startswith("article:")]):
        assert "文章" in answer.title.zh and "article" in answer.title.en.casefold(), answer.id
        assert not answer.facts or answer.facts.outcome is not Outcome.APPROVED


@pytest.mark.parametrize("brand", BRANDS)
def test_a_brands_systems_exist(kb: KnowledgeBase, brand: str) -> None:
    assert kb.brands[brand].systems
    assert set(kb.brands[brand].systems) <= kb.systems.keys()


def test_every_system_has_codes(kb: KnowledgeBase) -> None:
    assert set(kb.stats()["codes_by_system"]) == set(kb.systems)


def test_the_general_networks_are_in_one_order(kb: KnowledgeBase) -> None:
    general = sorted((s.general, s.id) for s in kb.systems.values() if s.general)
    assert general == [(1, "unionpay"), (2, "iso8583-1987")]


def test_quick_sheet_ranks_are_unique_in_a_system() -> None:
    seen: dict[tuple[str, int], str] = {}
    for code in tree().all("code"):
        if rank := code.get("quick_sheet_rank"):
            assert seen.setdefault((code["system"], rank), code.id) == code.id
    assert sum(1 for system, _ in seen if system == "unionpay") >= 30


SENSITIVE_ZH = ("挂失", "没收", "吞卡", "扣留", "盗", "失窃", "伪卡", "欺诈", "诈骗", "可疑", "冻结", "黑名单", "风险")
SENSITIVE_EN = (
    "lost",
    "stolen",
    "fraud",
    "suspect",
    "counterfeit",
    "confiscat",
    "pick up",
    "pick-up",
    "seize",
    "blacklist",
    "block",
)


def test_nothing_sensitive_is_said_aloud(kb: KnowledgeBase) -> None:
    sensitive = [a for a in answers(kb, [f"condition:{name}" for name in CONDITIONS]) if a.sensitive]
    assert len(sensitive) >= 5
    for answer in sensitive:
        assert answer.say and answer.staff, answer.id
        assert not [word for word in SENSITIVE_ZH if word in answer.say.zh], answer.id
        assert not [word for word in SENSITIVE_EN if word in answer.say.en.casefold()], answer.id
        assert answer.call.value != "none", answer.id


def test_what_is_sensitive_stays_off_the_quick_sheet() -> None:
    sensitive = {c.id for c in tree().all("condition") if c["sensitive"]}
    ranked = {c["condition"] for c in tree().all("code") if c.get("quick_sheet_rank")}
    assert not sensitive & ranked


PHONE = re.compile(r"(?<!\d)(?:400|800)[- ]?\d{3}[- ]?\d{4}(?!\d)|(?<!\d)95\d{3}(?!\d)|\d{3,4}-\d{7,8}(?!\d)")
LINK = re.compile(r"https?:|www\.|\.(com|cn|net|org)\b", re.IGNORECASE)


def test_no_telephone_numbers_links_or_card_numbers() -> None:
    for record in tree().everything():
        texts = [t for _, t in record.texts()] + [Text(s["text"], s["text"]) for s in record.get("shown", ())]
        for said in (words for text in texts for words in (text.zh, text.en)):
            if record.kind != "source":
                assert not PHONE.search(said) and not LINK.search(said), f"{record.id}: {said}"
            assert mask(said) == said, record.id


def test_every_condition_has_a_way_to_it(kb: KnowledgeBase) -> None:
    """A condition nobody gives as a code is reached by what people call it or see."""
    with_codes = {code["condition"] for code in tree().all("code")}
    for condition in tree().all("condition"):
        spoken = [w for f in ("aliases", "symptoms") for words in condition.get(f, {}).values() for w in words]
        assert condition.id in with_codes or spoken, condition.id


@pytest.mark.parametrize("name", CONDITIONS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_condition_is_reached_by_its_title(kb: KnowledgeBase, name: str, language: str) -> None:
    (answer,) = answers(kb, [f"condition:{name}"])
    typed = getattr(answer.title, language)
    hit = search(kb, parse_query(typed, kb.vocabulary), Filters(english=language == "en")).hits[0]
    assert hit.condition == name, f"{typed!r} leads to {hit.id}"
    assert PLACE[hit.match.rung] <= PLACE["title"], hit.match


def test_each_code_is_reached_by_its_own_code(kb: KnowledgeBase) -> None:
    lost = []
    for record in tree().all("code"):
        if code := record.get("code"):
            hits = search(kb, parse_query(code, kb.vocabulary), Filters(systems=frozenset([record["system"]]))).hits
            if record.id not in {o.id for o in hits[0].owners} or hits[0].match.rung != "exact-code":
                lost.append(record.id)
    assert not lost


def test_shown_words_are_reached(kb: KnowledgeBase) -> None:
    lost = []
    for record in tree().all("code"):
        for shown in record.get("shown", ()):
            hits = search(
                kb, parse_query(shown["text"], kb.vocabulary), Filters(systems=frozenset([record["system"]]))
            ).hits
            if record.get("exact_only") or hits[0].match.rung in ("exact-code", "shown", "title"):
                continue
            lost.append((record.id, shown["text"], hits[0].match.rung))
    assert not lost


def test_categories_count_every_condition(kb: KnowledgeBase) -> None:
    tops = [category for category in read_categories(kb) if not category.parent]
    assert sum(category.count for category in tops) == len(CONDITIONS)


def test_related_is_never_the_condition_itself() -> None:
    for condition in tree().all("condition"):
        names = condition.get("related", ())
        assert condition.id not in names and len(set(names)) == len(names), condition.id


def test_the_unknown_code_guide_looks_first(kb: KnowledgeBase) -> None:
    (guide,) = answers(kb, ["guide:unknown-code"])
    assert len(guide.steps) >= 3 and guide.say
    assert any("末笔" in step.do.zh for step in guide.steps)


CENSOR_DODGING = re.compile(r"[刷用]ka|货毕|信XIN|微 信|薇信|支付bao", re.IGNORECASE)


def test_no_file_holds_a_censor_dodging_spelling() -> None:
    for path in sorted((ROOT / "resources" / "kb").rglob("*.yaml")):
        assert not CENSOR_DODGING.search(path.read_text(encoding="utf-8")), path.name
