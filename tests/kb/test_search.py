"""What people type -> what comes first, and why. On the real knowledge base."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posref.core.query import parse_query
from posref.core.rank import LIMIT, PLACE
from posref.core.types import Found, Hit, Kind, Trust
from posref.kb.answers import read_answer
from posref.kb.read import KnowledgeBase
from posref.kb.search import NEAR_ROWS, UNKNOWN_CODE, Filters, search

PLAIN = Filters()


def find(kb: KnowledgeBase, typed: str, filters: Filters = PLAIN) -> Found:
    return search(kb, parse_query(typed, kb.vocabulary), filters)


def first(kb: KnowledgeBase, typed: str, filters: Filters = PLAIN) -> Hit:
    return find(kb, typed, filters).hits[0]


TYPED = [
    ("55", "unionpay:55", "exact-code", "code"),
    ("５５", "unionpay:55", "exact-code", "code"),
    ("5 5", "unionpay:55", "exact-code", "code"),
    ("55?", "unionpay:55", "exact-code", "code"),
    ("Err 55", "unionpay:55", "exact-code", "code"),
    ("err55", "unionpay:55", "exact-code", "code"),
    ("code: 55", "unionpay:55", "exact-code", "code"),
    ("错误代码55", "unionpay:55", "exact-code", "code"),
    ("错误代码55是什么意思", "unionpay:55", "exact-code", "code"),
    ("银联55", "unionpay:55", "exact-code", "code"),
    ("銀聯55", "unionpay:55", "exact-code", "code"),
    ("5", "unionpay:05", "exact-code", "code"),
    (" 05 ", "unionpay:05", "exact-code", "code"),
    ("0", "unionpay:00", "exact-code", "code"),
    ("a0", "unionpay:A0", "exact-code", "code"),
    ("A0", "unionpay:A0", "exact-code", "code"),
    ("Y1", "unionpay:Y1", "exact-code", "code"),
    ("拉卡拉 51", "unionpay:51", "exact-code", "code"),
    ("51拉卡拉", "unionpay:51", "exact-code", "code"),
    ("ISO 8583 51", "iso8583-1987:51", "exact-code", "code"),
    ("visa 51", "iso8583-1987:51", "exact-code", "code"),
    ("9000", "alipay-app:9000", "exact-code", "code"),
    ("6001", "alipay-app:6001", "exact-code", "code"),
    ("支付宝6001", "alipay-app:6001", "exact-code", "code"),
    ("pos机刷出来错误代码3000是什么意思", "article:3000", "exact-code", "code"),
    ("POS机刷出来错误代码3000是什么意思", "article:3000", "exact-code", "code"),
    ("XX", "article:XX", "exact-code", "code"),
    ("密码错", "unionpay:55", "shown", "shown"),
    ("POS错误", "article:pos-error", "shown", "shown"),
    ("余额不足", "unionpay:51", "shown", "shown"),
    ("餘額不足", "unionpay:51", "shown", "shown"),
    ("POS机显示余额不足怎么办", "unionpay:51", "shown", "shown"),
    ("yuebuzu", "unionpay:51", "shown", "pinyin"),
    ("yebz", "unionpay:51", "shown", "initials"),
    ("Do Not Honor", "iso8583-1987:05", "shown", "shown"),
    ("do not honor", "iso8583-1987:05", "shown", "shown"),
    ("订单支付成功", "alipay-app:9000", "shown", "shown"),
    ("请与发卡行联系", "condition:refer-to-issuer", "words", "body"),
    ("insuficient funds", "condition:insufficient-funds", "words", "body"),
    ("查不到代码", "guide:unknown-code", "alias", "alias"),
    ("Q7", UNKNOWN_CODE, "none", "title"),
    ("zz9", UNKNOWN_CODE, "none", "title"),
    ("99999", UNKNOWN_CODE, "none", "title"),
    ("0x80041001", UNKNOWN_CODE, "none", "title"),
    ("SW 6985", UNKNOWN_CODE, "none", "title"),
]


@pytest.mark.parametrize("typed, identity, rung, field", TYPED, ids=[t[0] for t in TYPED])
def test_typed_and_first(kb: KnowledgeBase, typed: str, identity: str, rung: str, field: str) -> None:
    hit = first(kb, typed)
    assert (hit.id, hit.match.rung, hit.match.field) == (identity, rung, field)


@pytest.mark.parametrize(
    "typed, condition",
    [
        ("打印机不出纸", {"printer-blank-output", "printer-paper-out", "printer-fault"}),
        ("insufficient funds", {"insufficient-funds"}),
        ("incorrect pin", {"pin-incorrect"}),
        ("fakahang", {"issuer-no-reply", "issuer-unavailable", "do-not-try-again", "issuer-unknown"}),
        ("发卡行无应答", {"issuer-no-reply", "issuer-unavailable"}),
    ],
)
def test_typed_and_the_problem_that_comes_first(kb: KnowledgeBase, typed: str, condition: set[str]) -> None:
    assert first(kb, typed).condition in condition


@pytest.mark.parametrize("typed", ["", " ", "\u3000", "\0", "!!!", "。，"])
def test_nothing_asked(kb: KnowledgeBase, typed: str) -> None:
    assert find(kb, typed).hits == ()


OPERATORS = [
    '"', "''", "' OR '1'='1", "; DROP TABLE code;", "余额 AND", "NOT 余额", "a OR b", "NEAR(a b)", "title:余额", "body : x",
    "*", "a*", "^a", "-a", "+a", "(", ")", "{a b}", "%", "_", "?", "??", ":1", "@x", "$x", "--", "/*", "\\", "a\"b", "余\"额", "\0a",
    "\ud800", "NULL", "rowid", "AND", "OR NOT", "{marks}", "{}", "{0}", "%s",
]  # fmt: skip


@pytest.mark.parametrize("typed", OPERATORS, ids=ascii)
def test_operators_are_words(kb: KnowledgeBase, typed: str) -> None:
    find(kb, typed)
    find(kb, f"{typed} 余额 {typed}")
    find(kb, f"密码{typed}错")


@given(st.text(st.characters(), max_size=60))
@settings(max_examples=500)
def test_any_text_finds_something_or_says_so(kb: KnowledgeBase, typed: str) -> None:
    query = parse_query(typed, kb.vocabulary)
    found = search(kb, query)
    assert bool(found.hits) is bool(query.keys or query.phrases)
    assert len(found.hits) <= LIMIT


@pytest.mark.parametrize("typed", [t[0] for t in TYPED] + ["1", "交易", "card", "密码", "the", "银行", "支付"])
def test_rows_come_rung_by_rung_and_once(kb: KnowledgeBase, typed: str) -> None:
    found = find(kb, typed)
    ids = [hit.id for hit in found.hits]
    assert len(ids) == len(set(ids))
    rungs = [hit.match.rung for hit in found.hits if hit.match.rung != "none"]
    assert set(rungs) <= set(PLACE)
    best = [PLACE[rung] for rung in rungs if rung in ("exact-code", "shown", "title", "alias", "symptom")]
    assert best == sorted(best)
    assert found == find(kb, typed)
    for hit in found.hits:
        assert hit.title.zh and hit.title.en and hit.match.text
        if hit.kind is Kind.CODE:
            assert hit.owners[0].id == hit.id and hit.facts and hit.trust and hit.system
        assert read_answer(kb, hit.id) is not None


def test_one_row_per_meaning(kb: KnowledgeBase) -> None:
    hits = find(kb, "55").hits
    own = hits[0]
    assert {owner.id for owner in own.owners} >= {"unionpay:55", "iso8583-1987:55"}
    assert [hit.id for hit in hits if hit.match.rung == "exact-code"] == ["unionpay:55", "article:55"]


def test_an_article_comes_last_however_exactly_it_matches(kb: KnowledgeBase) -> None:
    exact = [hit for hit in find(kb, "55", Filters(frozenset(["lakala"]))).hits if hit.match.rung == "exact-code"]
    assert exact[-1].trust is Trust.ARTICLE and exact[0].trust is not Trust.ARTICLE


def test_english_puts_iso_first(kb: KnowledgeBase) -> None:
    assert first(kb, "55", Filters(english=True)).id == "iso8583-1987:55"
    assert first(kb, "05", Filters(english=True)).id == "iso8583-1987:05"
    assert first(kb, "Y1", Filters(english=True)).id == "iso8583-1987:Y1"


@pytest.mark.parametrize(
    "typed, brand, identity",
    [
        ("51", "visa", "iso8583-1987:51"),
        ("9000", "alipay", "alipay-app:9000"),
        ("6001", "alipay", "alipay-app:6001"),
        ("6001", "lakala", "alipay-app:6001"),
        ("Y1", "visa", "emv-arc:Y1"),
        ("55", "nobody", "unionpay:55"),
    ],
)
def test_brands_lift(kb: KnowledgeBase, typed: str, brand: str, identity: str) -> None:
    hit = first(kb, typed, Filters(frozenset([brand])))
    assert identity in {owner.id for owner in hit.owners}


@pytest.mark.parametrize("typed", ["55", "51", "6001", "Y1"])
def test_lifting_never_hides(kb: KnowledgeBase, typed: str) -> None:
    every = {o.id for h in find(kb, typed).hits if h.match.rung == "exact-code" for o in h.owners}
    lifted = find(kb, typed, Filters(frozenset(["visa", "alipay"])))
    assert {o.id for h in lifted.hits if h.match.rung == "exact-code" for o in h.owners} == every
    assert lifted.hidden == 0


def test_only_hides_and_counts(kb: KnowledgeBase) -> None:
    found = find(kb, "55", Filters(frozenset(["visa"]), only=True))
    assert found.hits[0].id == "iso8583-1987:55"
    assert {o.system for h in found.hits for o in h.owners} <= set(kb.brands["visa"].systems)
    assert found.hidden == 1  # what the article says; UnionPay's 55 means the same as the row that is shown
    other = find(kb, "55", Filters(frozenset(["alipay"]), only=True))
    assert not [h for h in other.hits if h.match.rung == "exact-code"]
    assert other.hidden == 2


def test_only_without_a_brand_narrows_nothing(kb: KnowledgeBase) -> None:
    assert find(kb, "55", Filters(only=True)) == find(kb, "55")


def test_a_brand_named_in_the_query_is_enough_for_only(kb: KnowledgeBase) -> None:
    assert first(kb, "visa 55", Filters(only=True)).id == "iso8583-1987:55"


def test_only_narrows_words_too(kb: KnowledgeBase) -> None:
    found = find(kb, "余额不足", Filters(frozenset(["visa"]), only=True))
    systems = set(kb.brands["visa"].systems)
    assert found.hits
    assert all(h.system is None or h.system in systems for h in found.hits)
    assert all(o.system in systems for h in found.hits for o in h.owners)


def test_a_system_narrows(kb: KnowledgeBase) -> None:
    found = find(kb, "55", Filters(systems=frozenset(["iso8583-1987"])))
    assert found.hits[0].id == "iso8583-1987:55"
    assert {o.system for h in found.hits for o in h.owners} == {"iso8583-1987"}
    two = find(kb, "Y1", Filters(systems=frozenset(["iso8583-1987", "emv-arc"])))
    assert {o.system for h in two.hits for o in h.owners} <= {"iso8583-1987", "emv-arc"}


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_the_limit_counts_rows(kb: KnowledgeBase, limit: int) -> None:
    found = find(kb, "5", Filters(limit=limit))
    assert found.hits == find(kb, "5").hits[:limit]


def test_an_unknown_code_is_said_plainly(kb: KnowledgeBase) -> None:
    guide, *near = find(kb, "Q7").hits
    assert (guide.id, guide.match.rung, guide.match.text) == (UNKNOWN_CODE, "none", "Q7")
    assert guide.facts is None and guide.kind is Kind.GUIDE
    assert 1 <= len(near) <= NEAR_ROWS
    assert {hit.match.rung for hit in near} == {"near"}
    assert all(hit.trust is not Trust.ARTICLE for hit in near)


def test_near_codes_only_where_nothing_better_exists(kb: KnowledgeBase) -> None:
    for typed in ("55", "51", "余额不足", "密码错", "A0"):
        assert not [h for h in find(kb, typed).hits if h.match.rung in ("near", "none")]


@pytest.mark.parametrize("code", ["XX", "XY", "AB", "CD"])
def test_a_placeholder_is_found_by_its_exact_code_only(kb: KnowledgeBase, code: str) -> None:
    identity = f"article:{code}"
    assert first(kb, code).id == identity
    answer = read_answer(kb, identity)
    assert answer is not None and answer.meaning is not None
    asked = [
        code[0],
        answer.title.zh,
        answer.title.en,
        answer.meaning.zh,
        answer.meaning.en,
        f"{code[0]}Z",
        "文章举例",
        "article",
    ]
    for typed in asked:
        assert identity not in {o.id for h in find(kb, typed).hits for o in h.owners}, typed
    base = read_answer(kb, f"condition:{answer.condition}")
    assert base is not None and identity not in {o.id for o in base.elsewhere}


def test_related_ones_follow(kb: KnowledgeBase) -> None:
    hits = find(kb, "55").hits
    related = [h.condition for h in hits if h.match.rung == "related"]
    answer = read_answer(kb, "condition:pin-incorrect")
    assert answer is not None
    assert related == [identity.removeprefix("condition:") for identity, _ in answer.related]


def test_no_card_number_comes_back(kb: KnowledgeBase) -> None:
    found = find(kb, "4111 1111 1111 1111")
    assert "4111" not in found.query
    assert all("41111111" not in hit.match.text for hit in found.hits)


def test_a_beginning(kb: KnowledgeBase) -> None:
    hits = find(kb, "incorr").hits
    assert any(h.match.rung == "prefix" and h.condition == "pin-incorrect" for h in hits)
    assert any(h.match.rung == "prefix" and h.match.field == "code" for h in find(kb, "5").hits)


@pytest.mark.parametrize("brand", ["visa", "alipay"])
def test_a_problem_names_the_codes_of_the_brands_first(kb: KnowledgeBase, brand: str) -> None:
    systems = set(kb.brands[brand].systems)
    hits = [h for h in find(kb, "付款", Filters(frozenset([brand]))).hits if h.kind is Kind.CONDITION and h.owners]
    for hit in hits:
        own = [o.system in systems for o in hit.owners]
        assert own == sorted(own, reverse=True)


def test_a_search_asks_a_bounded_number_of_statements(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    rows = KnowledgeBase.rows

    def counted(self: KnowledgeBase, statement: str, values: object = ()) -> list[tuple[object, ...]]:
        asked.append(statement)
        return rows(self, statement, values)  # type: ignore[arg-type]

    kb.vocabulary, kb.systems, kb.brands, kb.worth  # noqa: B018  read once, before counting
    monkeypatch.setattr(KnowledgeBase, "rows", counted)
    for typed in ("交易失败", "card", "5", "Q7", "the bank", "x" * 512, "银行" * 200):
        asked.clear()
        found = find(kb, typed)
        assert len(asked) <= 20 + 2 * len(found.hits) + 40, typed
