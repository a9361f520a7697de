"""Rows -> the types of core."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from posref.author.compile import compile_kb
from posref.core.types import Call, Charged, Facts, Kind, Outcome, Retry, Role, Text, Trust
from posref.kb import sql
from posref.kb.answers import read_answer, read_categories, read_checklist, read_checklists
from posref.kb.open import open_file
from posref.kb.read import KnowledgeBase
from tests.support.content import Content


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    folder = tmp_path_factory.mktemp("small")
    content = Content(folder / "content")
    content.edit(
        "systems/wally.yaml",
        "retry: never",
        "retry: never\n    differs: {note: {zh: 说法不一。, en: They differ.}, sources: [article-9]}",
    )
    compile_kb(content.folder, folder / "kb.sqlite")
    base = KnowledgeBase(open_file(folder / "kb.sqlite"), folder / "kb.sqlite")
    yield base
    base.close()


def test_a_code_with_all_it_has(small: KnowledgeBase) -> None:
    answer = read_answer(small, "unionpay:55")
    assert answer is not None
    assert (answer.kind, answer.id, answer.code) == (Kind.CODE, "unionpay:55", "55")
    assert answer.title == Text("密码错误", "Incorrect PIN")
    assert answer.meaning == Text("密码不正确", "PIN is not correct")
    assert answer.facts == Facts(Outcome.DECLINED, Retry.AFTER_FIX, Charged.NO)
    assert [step.do.en for step in answer.steps][:2] == [
        "See first which card it is.",
        "Let the customer enter the PIN again and look away.",
    ]
    assert answer.steps[0].role is Role.CASHIER and answer.steps[0].note is None
    assert answer.call is Call.ISSUER and answer.who_acts is Role.CUSTOMER
    assert answer.trust is Trust.UNCONFIRMED
    assert [source.id for source in answer.sources] == ["public-file-1", "public-file-2"]
    (dispute,) = answer.disputes
    assert dispute.note.en == "The article calls it a general fault." and [s.id for s in dispute.sources] == [
        "article-9"
    ]
    assert dispute.sources[0].note == Text("把代码说错了", "Gets its codes wrong")
    assert answer.condition == "pin-incorrect" and answer.category == "card-result"
    assert [b.id for b in answer.brands] == ["acme"]
    assert answer.warning is None and answer.staff is None and not answer.sensitive


def test_refinements_and_elsewhere(small: KnowledgeBase) -> None:
    answer = read_answer(small, "wally-app:WLY.NO_MONEY")
    assert answer is not None and answer.facts is not None
    assert answer.facts.retry is Retry.NEVER
    assert [owner.id for owner in answer.elsewhere] == ["unionpay:51"]
    assert answer.elsewhere[0].short == Text("银联", "UnionPay")
    assert answer.related == (("condition:pin-incorrect", Text("密码错误", "Incorrect PIN")),)


def test_a_message_has_no_code(small: KnowledgeBase) -> None:
    answer = read_answer(small, "wally-app:wait-please")
    assert answer is not None
    assert answer.code is None and answer.meanings == ()
    assert answer.title == Text("请稍候", "Please wait")
    assert [s.text for s in answer.shown] == ["处理中请稍候"]
    assert answer.warning == Text("先查末笔，再决定收不收", "Query the last sale before anything else")


def test_a_condition(small: KnowledgeBase) -> None:
    answer = read_answer(small, "condition:card-reported")
    assert answer is not None
    assert answer.kind is Kind.CONDITION and answer.sensitive
    assert answer.staff is not None and "挂失" in answer.staff.zh
    assert answer.trust is None and answer.system is None and answer.code is None
    assert len(answer.causes) == 2 and len(answer.prevent) == 1
    assert [o.id for o in answer.elsewhere] == ["unionpay:41"]


def test_a_checklist(small: KnowledgeBase) -> None:
    (found,) = read_checklists(small)
    assert (found.id, found.role, found.frequency, found.minutes, found.grid) == (
        "daily-look",
        Role.CASHIER,
        "daily",
        3,
        True,
    )
    assert [item.id for item in found.items()] == ["power", "paper", "seal", "screen", "printer", "cable"]
    cable = found.items()[-1]
    assert cable.record == Text("编号", "Number") and cable.how is not None and found.items()[0].how is None
    assert [source.id for source in found.sources] == ["vendor-table"]
    answer = read_answer(small, "checklist:daily-look")
    assert answer is not None and answer.kind is Kind.CHECKLIST and answer.facts is None and len(answer.steps) == 6
    assert read_checklist(small, "no") is None and read_answer(small, "checklist:no") is None


def test_a_guide(small: KnowledgeBase) -> None:
    answer = read_answer(small, "guide:unknown-code")
    assert answer is not None
    assert answer.kind is Kind.GUIDE and answer.facts is None and answer.condition is None
    assert answer.say == Text("我先查一下。", "Let me look it up first.")
    assert len(answer.steps) == 2


@pytest.mark.parametrize(
    "identity",
    [
        "",
        "unionpay:",
        "unionpay:999",
        "condition:",
        "condition:no",
        "guide:no",
        ":",
        "55",
        "\ud800",
        "x:\0",
        "' OR 1=1 --",
        "a" * 10_000,
    ],
)
def test_there_is_no_such(small: KnowledgeBase, identity: str) -> None:
    assert read_answer(small, identity) is None


def test_categories_count_what_is_under_them(small: KnowledgeBase) -> None:
    assert [(c.id, c.parent, c.count) for c in read_categories(small)] == [
        ("cards", "", 4),
        ("card-result", "cards", 4),
    ]


@pytest.mark.parametrize("what", [*sql.LISTS])
def test_lists(small: KnowledgeBase, what: str) -> None:
    found = small.list(what)
    assert found
    assert len({identity for identity, _ in found}) == len(found)


def test_stats(small: KnowledgeBase) -> None:
    stats = small.stats()
    assert (stats["codes"], stats["conditions"], stats["brands"], stats["systems"]) == (7, 4, 2, 2)
    assert stats["codes_by_system"] == {"unionpay": 4, "wally-app": 3}
    assert stats["codes_by_trust"] == {"article": 1, "unconfirmed": 1, "vendor": 5}
    assert stats["five_broadest_share"] == 1.0


def test_vocabulary(small: KnowledgeBase) -> None:
    known = small.vocabulary
    assert known.brands["艾克米"] == "acme" and known.brands["wally"] == "wally"
    assert known.systems["银联"] == "unionpay" and known.systems["wally-app"] == "wally-app"
    assert known.table[ord("餘")] == "余"


def test_owners(small: KnowledgeBase) -> None:
    assert [o.id for o in small.owners("insufficient-funds")] == ["unionpay:51", "wally-app:WLY.NO_MONEY"]
    assert [o.id for o in small.owners("insufficient-funds", ["wally-app"])] == ["wally-app:WLY.NO_MONEY"]
    assert "wally-app:XX" not in [o.id for o in small.owners("result-open")]


def test_brands_and_systems(small: KnowledgeBase) -> None:
    acme = small.brands["acme"]
    assert (acme.hotline, acme.hotline_source) == ("12345", "vendor-table")
    assert small.brands["wally"].hotline == small.brands["wally"].hotline_source == ""
    assert small.systems["unionpay"].general == 1 and small.worth["wally-app"] == 2


def test_closed_is_closed(tmp_path: Path, compiled: tuple[Path, object]) -> None:
    base = KnowledgeBase(open_file(compiled[0]))
    base.close()
    with pytest.raises(Exception, match="closed"):
        read_answer(base, "unionpay:55")


def test_whose_code_is_this(kb: KnowledgeBase) -> None:
    answer = read_answer(kb, "unionpay:55")
    assert answer is not None and len(answer.meanings) == 2
    own, article = answer.meanings
    assert own.own and own.id == "unionpay:55" and own.owners[0].en == "UnionPay"
    assert {o.en for o in own.owners} >= {"UnionPay", "ISO 8583"}
    assert article.trust is Trust.ARTICLE and not article.own
    turned = read_answer(kb, "article:55")
    assert turned is not None and turned.meanings[0].own and turned.meanings[0].id == "article:55"
    (first, *_) = turned.meanings[1:]
    assert first.id == "unionpay:55"
    english = read_answer(kb, "article:55", english=True)
    assert english is not None and english.meanings[1].id == "iso8583-1987:55"
