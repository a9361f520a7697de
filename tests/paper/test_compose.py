"""What stands on each sheet: its blocks, before any paper or Qt."""

from __future__ import annotations

import re
import subprocess
import sys
from calendar import monthcalendar
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from posref import lang
from posref.core.answer import Answer
from posref.core.answer import Step as Do
from posref.core.checklist import Checklist, Item, Section
from posref.core.types import Charged, Kind, Outcome, Reading, Retry, Role, Shown, System, Text
from posref.core.types import Facts as Three
from posref.kb.read import KnowledgeBase
from posref.paper.compose import (
    Chapter,
    Filled,
    Words,
    compose_call_sheet,
    compose_card,
    compose_checklist,
    compose_handout,
    compose_month,
    compose_quick_sheet,
)
from posref.paper.compose.call_sheet import Call
from posref.paper.sheet import (
    Align,
    Anchor,
    BigCode,
    Block,
    Boxes,
    Break,
    Cell,
    Facts,
    Fields,
    Grid,
    Heading,
    Index,
    Line,
    Mark,
    Notice,
    Paper,
    Paragraph,
    Row,
    Sheet,
    Signatures,
    Step,
    Title,
    Writing,
)
from posref.service.lookup import Desk
from posref.service.sheets import Sheets
from posref.words import quoted

ROOT = Path(__file__).resolve().parent.parent.parent
B = TypeVar("B", bound=Block)
HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2,}")
REASONS = re.compile(
    r"挂失|丢失|遗失|被盗|盗|欺诈|诈骗|伪|没收|风险卡|lost|stolen|theft|fraud|counterfeit|pick[ -]?up", re.IGNORECASE
)
"""Words that say why a card is not accepted, which nobody may read on a wall."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues of now, whatever was compiled before."""
    made = tmp_path_factory.mktemp("i18n")
    for source in (ROOT / "i18n").glob("*/LC_MESSAGES/posref.po"):
        target = made / source.relative_to(ROOT / "i18n").with_suffix(".mo")
        target.parent.mkdir(parents=True)
        with source.open("rb") as stream, target.open("wb") as out:
            write_mo(out, read_po(stream))
    return made


@pytest.fixture(autouse=True)
def _catalogues(folder: Path) -> None:
    """Sheets speak their own reading, whatever the window speaks: here English."""
    lang.use("en", folder)


def said(thing: Any) -> list[str]:
    """Every text of a block, in order; no names of marks, sides and anchors."""
    if isinstance(thing, str):
        return [thing] if thing else []
    if isinstance(thing, Index):
        return [text for code, title, _anchor in thing.entries for text in (code, title) if text]
    if isinstance(thing, Facts):
        return [text for caption, word, _mark in thing.facts for text in (caption, word)]
    if isinstance(thing, Cell):
        return [line.text for line in thing.lines] + said(thing.field)
    if isinstance(thing, Anchor):
        return []
    if isinstance(thing, (tuple, list)):
        return [text for part in thing for text in said(part)]
    if is_dataclass(thing):
        return [text for field in fields(thing) for text in said(getattr(thing, field.name))]
    return []


def of(sheet: Sheet, kind: type[B]) -> list[B]:
    return [block for block in sheet.blocks if isinstance(block, kind)]


def kinds(sheet: Sheet) -> list[str]:
    return [type(block).__name__ for block in sheet.blocks]


# --- checklists ---------------------------------------------------------------------------------------------------


def text(name: str) -> Text:
    return Text(f"{name}条", f"{name} item")


def item(name: str, *applies: str, record: Text | None = None) -> Item:
    passes, fails = Text(f"{name}合格", f"{name} passes"), Text(f"{name}不合格怎么办", f"{name} fails")
    return Item(name, text(name), Text(f"{name}短", f"{name} short"), passes, fails, record=record, applies=applies)


SEAL = Text("封签号", "Seal number")
DAILY = Checklist(
    "daily",
    Text("每日检查", "Daily check"),
    Text("开门前", "Before opening"),
    Role.CASHIER,
    "daily",
    7,
    True,
    (
        Section(Text("看一看", "Look"), (item("甲"), item("乙", "pin-pad", record=SEAL))),
        Section(Text("钱包", "Wallets"), (item("丙", "wallet"),)),
        Section(Text("打印", "Print"), (item("丁", "printer", "wallet"), item("戊", "till"))),
    ),
)
FILLED = Filled("好邻居便利店", "1 号收银台", "小王", "2026-11-20", "2026.11.1")


def long_list(count: int) -> Checklist:
    return replace(DAILY, sections=(Section(Text("长", "Long"), tuple(item(f"{n}项") for n in range(count))),))


def items_of(sheet: Sheet) -> list[str]:
    found = [block.cells for block in of(sheet, Row) if any(cell.mark is Mark.BOX for cell in block.cells)]
    return [next(cell for cell in cells if cell.lines).lines[0].text for cells in found]


def test_one_run_of_a_checklist() -> None:
    sheet = compose_checklist(DAILY, FILLED, Paper.A4, Reading.ZH)
    assert kinds(sheet) == [
        "Title", "Fields", "Row", "Heading", "Row", "Row", "Heading", "Row", "Heading", "Row", "Row", "Writing", "Signatures"
    ]  # fmt: skip
    title, filled = of(sheet, Title)[0], of(sheet, Fields)[0]
    assert (title.main, title.other) == ("每日检查", "Daily check") and "7" in title.right[1]
    assert [value for _label, value in filled.fields] == ["好邻居便利店", "1 号收银台", "2026-11-20"]
    assert (sheet.name, sheet.title, sheet.landscape) == ("daily", "每日检查", False)
    assert "2026.11.1" in sheet.foot and "每日检查" in sheet.foot
    assert sheet.page_of.format(page=1, pages=2) == "第 1 页，共 2 页"


def test_an_item_has_three_boxes_its_own_words_and_what_to_do_when_it_fails() -> None:
    row = of(compose_checklist(DAILY, FILLED, Paper.A4, Reading.ZH), Row)[1]
    check, good, bad, neither, _gap, fails = row.cells
    assert [line.text for line in check.lines] == ["甲条", "甲合格"] and check.field == ""
    assert [cell.mark for cell in (good, bad, neither)] == [Mark.BOX] * 3
    assert [line.text for line in fails.lines] == ["甲不合格怎么办"]


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("reading, words", [("zh", "封签号"), ("en", "Seal number"), ("both", "封签号 Seal number")])
def test_a_number_that_is_compared_has_a_place(paper: Paper, reading: str, words: str) -> None:
    sheet = compose_checklist(DAILY, FILLED, paper, Reading(reading))
    assert [cell.field for row in of(sheet, Row) for cell in row.cells if cell.field] == [words]


@pytest.mark.parametrize(
    "has, expected",
    [
        (set(), "甲乙丙丁戊"),
        ({"wallet"}, "甲丙丁戊"),
        ({"pin-pad"}, "甲乙丁戊"),
        ({"pin-pad", "wallet", "scale"}, "甲乙丙丁戊"),
        ({"scale"}, "甲丁戊"),
    ],
)
def test_items_for_what_the_shop_has_not_are_left_out(has: set[str], expected: str) -> None:
    for paper in (Paper.A4, Paper.ROLL58):
        sheet = compose_checklist(DAILY, FILLED, paper, Reading.ZH, frozenset(has))
        assert [name[0] for name in items_of(sheet)] == list(expected)
    month = compose_month(DAILY, date(2026, 11, 1), FILLED, Paper.A4, Reading.ZH, has=frozenset(has))
    assert [row[0][0] for row in of(month, Grid)[0].rows[:-1]] == list(expected)


def test_a_section_without_items_has_no_heading() -> None:
    sheet = compose_checklist(DAILY, FILLED, Paper.A4, Reading.ZH, frozenset({"pin-pad"}))
    assert [heading.main for heading in of(sheet, Heading)] == ["看一看", "打印"]


@pytest.mark.parametrize("paper", [Paper.A6, Paper.ROLL80, Paper.ROLL58])
def test_a_narrow_checklist_has_two_boxes_and_all_words(paper: Paper) -> None:
    sheet = compose_checklist(DAILY, FILLED, paper, Reading.ZH)
    row = of(sheet, Row)[0]
    assert [cell.mark for cell in row.cells] == [Mark.BOX, Mark.BOX, None]
    assert {"甲条", "甲合格 → 甲不合格怎么办"} <= set(said(row))
    assert len(items_of(sheet)) == 5


@pytest.mark.parametrize("paper", [Paper.A4, Paper.ROLL80])
def test_the_three_readings_of_a_checklist(paper: Paper) -> None:
    chinese, english, both = (said(compose_checklist(DAILY, Filled(), paper, r).blocks) for r in Reading)
    assert [t for t in english if HAN.search(t) and not re.search("item|passes|fails", t)] == ["每日检查"]
    assert [t for t in chinese if LATIN.search(t)] == ["Daily check"]
    for one in (*DAILY.items(),):
        for words in (one.text, one.fails):
            assert any(words.zh in t for t in chinese) and any(words.en in t for t in english)
            assert any(words.zh in t for t in both) and any(words.en in t for t in both)


def test_every_checklist_of_the_content_says_all_it_has(desk: Desk) -> None:
    for reading in Reading:
        for paper in (Paper.A4, Paper.A6, Paper.ROLL58):
            sheets = Sheets(desk, paper, reading)
            for checklist in sheets.checklists():
                sheet = sheets.checklist(checklist.id, sheets.filled())
                words = "\n".join(said(sheet.blocks))
                assert len(items_of(sheet)) == len(checklist.items())
                for one in checklist.items():
                    for part in (one.text, one.passes, one.fails, *([one.record] if one.record else [])):
                        assert all(line in words for line in part.pick(reading))


# --- the month ----------------------------------------------------------------------------------------------------


def month(first: date, reading: Reading = Reading.ZH, *, of_list: Checklist = DAILY, **more: Any) -> Sheet:
    return compose_month(of_list, first, FILLED, Paper.A4, reading, **more)


def test_a_month_has_a_column_a_day_with_its_weekday() -> None:
    sheet = month(date(2028, 2, 1))
    grid = of(sheet, Grid)[0]
    assert sheet.landscape and sheet.name == "daily-2028-02" and sheet.title == "每日检查 2028-02"
    assert [day for day, _weekday in grid.days] == [str(n) for n in range(1, 30)]
    assert "".join(weekday for _day, weekday in grid.days[:7]) == "二三四五六日一"
    assert of(sheet, Title)[0].main == "每日检查 · 2028年2月"
    assert of(sheet, Title)[0].other == "Daily check · February 2028"


def test_a_month_in_english_names_its_days() -> None:
    sheet = month(date(2026, 11, 1), Reading.EN)
    assert [weekday for _day, weekday in of(sheet, Grid)[0].days[:3]] == ["Su", "Mo", "Tu"]
    assert of(sheet, Title)[0].main == "Daily check · November 2026"
    assert of(sheet, Title)[0].other == "每日检查 · 2026年11月"


def test_weekends_are_working_days_unless_the_shop_is_closed() -> None:
    assert of(month(date(2026, 11, 1)), Grid)[0].closed == frozenset()
    closed = of(month(date(2026, 11, 1), closed=frozenset({0, 6})), Grid)[0].closed
    assert closed == {1, 2, 8, 9, 15, 16, 22, 23, 29, 30}


@pytest.mark.parametrize("shifts", [1, 2])
def test_two_shifts_halve_the_boxes(shifts: int) -> None:
    assert [grid.halves for grid in of(month(date(2026, 11, 1), shifts=shifts), Grid)] == [shifts]


def test_rows_are_the_short_words_and_initials() -> None:
    for reading in Reading:
        rows = of(month(date(2026, 11, 1), reading), Grid)[0].rows
        assert rows[:-1] == tuple(one.short.pick(reading) for one in DAILY.items())
        assert len(rows[-1]) == (2 if reading is Reading.BOTH else 1)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_every_week_of_a_month_has_a_box_for_the_lead(day: date) -> None:
    boxes = of(month(day.replace(day=1)), Boxes)[0].boxes
    assert len(boxes) == len(monthcalendar(day.year, day.month))
    assert len({label for label, _value in boxes}) == len(boxes)


def test_the_last_page_takes_the_exceptions() -> None:
    sheet = month(date(2026, 11, 1))
    place = max(n for n, block in enumerate(sheet.blocks) if isinstance(block, Break))
    title, head, *rows = sheet.blocks[place + 1 :]
    assert isinstance(title, Title) and title.main == "异常记录" and "每日检查" in title.other
    assert isinstance(head, Row) and len(head.cells) == 5 and all(cell.lines for cell in head.cells)
    assert len(rows) == 18 and all(isinstance(row, Row) and not said(row) for row in rows)


@pytest.mark.parametrize(
    "count, reading, expected",
    [
        (15, Reading.ZH, [15]),
        (16, Reading.ZH, [8, 8]),
        (16, Reading.EN, [8, 8]),
        (12, Reading.BOTH, [12]),
        (13, Reading.BOTH, [7, 6]),
        (31, Reading.ZH, [11, 11, 9]),
        (200, Reading.BOTH, [12] * 16 + [8]),
    ],
)
def test_long_lists_are_split_evenly(count: int, reading: Reading, expected: list[int]) -> None:
    sheet = month(date(2026, 11, 1), reading, of_list=long_list(count))
    assert [len(grid.rows) - 1 for grid in of(sheet, Grid)] == expected
    assert [row[0] for grid in of(sheet, Grid) for row in grid.rows[:-1]] == [
        one.short.main(reading) for one in long_list(count).items()
    ]
    assert len(of(sheet, Break)) == len(expected) and len(of(sheet, Title)) == len(expected) + 1


def test_a_month_of_nothing_the_shop_has_is_its_exceptions() -> None:
    nothing = replace(DAILY, sections=(Section(Text("钱包", "Wallets"), (item("丙", "wallet"),)),))
    sheet = month(date(2026, 11, 1), of_list=nothing, has=frozenset({"scale"}))
    assert of(sheet, Grid) == [] and len(of(sheet, Title)) == 1


def test_settings_reach_the_month(desk: Desk) -> None:
    desk.change_shop(lambda shop: replace(shop, store="店", closed_days=("6", "x"), two_shifts=True, has=("scale",)))
    sheets = Sheets(desk, Paper.A4, Reading.ZH)
    found = next(c for c in sheets.checklists() if c.grid and any(i.applies for i in c.items()))
    grids = of(sheets.checklist(found.id, sheets.filled(), date(2026, 11, 1)), Grid)
    assert {grid.halves for grid in grids} == {2} and grids[0].closed == {1, 8, 15, 22, 29}
    assert sum(len(grid.rows) - 1 for grid in grids) < len(found.items())


# --- cards --------------------------------------------------------------------------------------------------------

UNIONPAY = System(
    "unionpay", "networks", Text("银联应答码", "UnionPay codes"), Text("银联", "UnionPay"), Text("屏", "S"), 1
)
WALLY = System("wally", "wallets", Text("沃利结果码", "Wally codes"), Text("沃利", "Wally"), Text("屏", "S"))
RETRY = Three(Outcome.DECLINED, Retry.AFTER_FIX, Charged.NO)
OPEN = Three(Outcome.UNKNOWN, Retry.CHECK_FIRST, Charged.POSSIBLY)


def answer(code: str, title: str, facts: Three = RETRY, system: System = UNIONPAY, **more: Any) -> Answer:
    return Answer(
        Kind.CODE,
        f"{system.id}:{code}",
        Text(f"{title}了", f"{title} it is"),
        code=code,
        system=system,
        facts=facts,
        action=Text(f"{title}就办", f"{title} act"),
        steps=(
            Do(Role.CASHIER, Text("先做这个。", "Do this first."), Text("原因", "The why")),
            Do(Role.SHIFT_LEAD, Text("再做那个。", "Then do that.")),
        ),
        say=Text("请稍等。", "One moment, please."),
        causes=(Text("可能甲", "Maybe one"), Text("可能乙", "Maybe two")),
        **more,
    )


def test_a_card() -> None:
    sheet = compose_card(answer("55", "错"), FILLED, Paper.A6, Reading.ZH)
    assert kinds(sheet) == ["BigCode", "Facts", "Heading", "Step", "Step", "Heading", "Paragraph"]
    big = of(sheet, BigCode)[0]
    assert (big.code, big.main) == ("55", "错了") and "错 it is" in big.other and "银联" in big.other
    assert [mark for _caption, _word, mark in of(sheet, Facts)[0].facts] == [None, Mark.AFTER_FIX, None]
    assert [step.number for step in of(sheet, Step)] == [1, 2]
    assert [line.text for line in of(sheet, Step)[0].lines] == ["先做这个。", "原因"]
    assert of(sheet, Step)[1].lines[0].text.endswith("再做那个。") and "主管" in of(sheet, Step)[1].lines[0].text
    assert [line.text for line in of(sheet, Paragraph)[0].lines] == ["“请稍等。”", '"One moment, please."']
    assert sheet.title == "55 错了" and sheet.name == "card-unionpay-55"


def test_check_first_stands_above_the_code() -> None:
    warning = Text("先查末笔", "Query first")
    sheet = compose_card(answer("68", "悬", OPEN, warning=warning), FILLED, Paper.A6, Reading.BOTH)
    first = sheet.blocks[0]
    assert isinstance(first, Notice) and said(first) == ["先查末笔", "Query first"]
    assert of(sheet, Facts)[0].facts[1][2] is Mark.CHECK_FIRST


@pytest.mark.parametrize(
    "facts, mark",
    [
        (Three(Outcome.APPROVED, Retry.NEVER, Charged.YES), Mark.PAID),
        (Three(Outcome.DECLINED, Retry.NEVER, Charged.NO), Mark.NEVER),
        (Three(Outcome.DECLINED, Retry.NOW, Charged.NO), Mark.NOW),
        (Three(Outcome.DECLINED, Retry.ASK_FIRST, Charged.NO), Mark.ASK_FIRST),
    ],
)
def test_the_sign_of_what_may_be_done_next(facts: Three, mark: Mark) -> None:
    assert of(compose_card(answer("1", "字", facts), FILLED, Paper.A6, Reading.ZH), Facts)[0].facts[1][2] is mark


def test_the_three_readings_of_a_card() -> None:
    chinese, english, both = (said(compose_card(answer("55", "x"), Filled(), Paper.A6, r).blocks) for r in Reading)
    assert {"x了", "先做这个。", "原因"} <= set(chinese) and {"x it is", "Do this first.", "The why"} <= set(english)
    assert {"先做这个。", "Do this first.", "原因", "The why"} <= set(both)
    assert sorted(t for t in english if HAN.search(t)) == ["x了 · UnionPay", "“请稍等。”"]
    assert sorted(t for t in chinese if LATIN.search(t)) == ['"One moment, please."', "x it is · 银联"]


def sensitive_ids(kb: KnowledgeBase) -> list[str]:
    conditions = [f"condition:{row[0]}" for row in kb.rows("SELECT id FROM condition WHERE sensitive = 1", ())]
    codes = kb.rows("SELECT code.id FROM code JOIN condition c ON c.id = condition WHERE c.sensitive = 1", ())
    return conditions + [row[0] for row in codes]


def test_no_sensitive_card_names_its_reason(desk: Desk, kb: KnowledgeBase) -> None:
    ids = sensitive_ids(kb)
    assert len(ids) > 20
    for reading in Reading:
        for identity in ids:
            found = desk.open(identity)
            assert found is not None and found.sensitive and found.staff
            sheet = Sheets(desk, Paper.A6, reading).card(identity)
            words = "\n".join([*said(sheet.blocks), sheet.foot, sheet.title])
            reasons = [found.title, found.staff, found.happened, found.meaning, *found.causes]
            assert not [t for r in reasons if r for t in (r.zh, r.en) if t in words], identity
            assert not [shown.text for shown in found.shown if shown.text in words], identity
            assert not REASONS.findall(words), identity


def test_a_sensitive_card_says_where_it_is_kept(desk: Desk) -> None:
    for reading, words in (("zh", "柜台内"), ("en", "keep behind the counter"), ("both", "keep behind the counter")):
        sheet = Sheets(desk, Paper.A6, Reading(reading)).card("unionpay:41")
        assert any(words in t for notice in of(sheet, Notice) for t in said(notice))
        assert of(sheet, BigCode)[0].code == "41"
        assert {"此卡不受理", "Card not accepted"} & set(said(of(sheet, BigCode)))


# --- the quick sheet ----------------------------------------------------------------------------------------------


def quick(answers: list[tuple[Answer, str]], reading: Reading = Reading.ZH, paper: Paper = Paper.A4) -> Sheet:
    return compose_quick_sheet(answers, ["艾克米"], {"acquirer": "甲 123"}, FILLED, paper, reading)


def groups(sheet: Sheet) -> dict[str, list[Row]]:
    """The rows under each heading; the legend's have no rule."""
    found: dict[str, list[Row]] = {}
    for block in sheet.blocks:
        if isinstance(block, Heading):
            assert block.main not in found
            found[block.main] = []
        elif isinstance(block, Row) and block.rule:
            found[list(found)[-1]].append(block)
    return found


def codes(rows: list[Row]) -> list[str]:
    return [row.cells[0].lines[0].text for row in rows]


def test_check_first_is_on_top_and_the_shops_numbers_at_the_foot() -> None:
    sheet = quick([(answer("55", "错"), "declined"), (answer("68", "悬", OPEN), "result")])
    assert isinstance(sheet.blocks[0], Title) and isinstance(sheet.blocks[1], Notice)
    assert said(sheet.blocks[1])[0].startswith("先查")
    assert [codes(rows) for rows in groups(sheet).values()] == [["68"], ["55"]]
    assert isinstance(sheet.blocks[-1], Boxes) and "甲 123" in said(sheet.blocks[-1])
    assert sheet.blocks[0].right == ("好邻居便利店", "艾克米") and "仅供员工" in sheet.foot


def test_a_row_is_code_title_sign_and_action() -> None:
    row = groups(quick([(answer("55", "错"), "declined")])).popitem()[1][0]
    assert said(row.cells[0]) == ["55"] and said(row.cells[1]) == ["错了"] and said(row.cells[3]) == ["错就办"]
    assert row.cells[2].mark is Mark.AFTER_FIX


@pytest.mark.parametrize("paper", [Paper.A6, Paper.ROLL80, Paper.ROLL58])
def test_a_narrow_row_holds_the_same(paper: Paper) -> None:
    row = groups(quick([(answer("55", "错"), "declined")], paper=paper)).popitem()[1][0]
    assert said(row) == ["55", "错了", "错就办"] and [cell.mark for cell in row.cells] == [None, Mark.AFTER_FIX, None]


def test_groups_name_whose_codes_they_are_and_owners_do_not_mix() -> None:
    found = groups(
        quick(
            [
                (answer("55", "错"), "declined"),
                (answer("W1", "钱", system=WALLY), "declined"),
                (answer("51", "少"), "declined"),
                (answer("W2", "悬", OPEN, WALLY), "result"),
                (answer("68", "悬", OPEN), "result"),
            ]
        )
    )
    assert [(name.split(" · ")[1], codes(rows)) for name, rows in found.items()] == [
        ("沃利", ["W2"]),
        ("银联", ["68"]),
        ("银联", ["55", "51"]),
        ("沃利", ["W1"]),
    ]


def test_conditions_that_differ_never_share_a_row() -> None:
    answers = [
        (answer("55", "错"), "declined"),
        (answer("55", "异"), "declined"),
        (answer("55", "异", system=WALLY), "wallet"),
    ]
    rows = [row for rows in groups(quick(answers)).values() for row in rows]
    assert [said(row)[:2] for row in rows] == [["55", "错了"], ["55", "异了"], ["55", "异了"]]


def test_what_nobody_may_read_aloud_is_left_out() -> None:
    sheet = quick([(answer("41", "失", sensitive=True), "declined"), (answer("55", "错"), "declined")])
    assert [codes(rows) for rows in groups(sheet).values()] == [["55"]]


def test_a_message_without_a_code_stands_in_its_own_words() -> None:
    message = replace(answer("x", "候"), code=None, shown=(Shown("处理中请稍候", "zh", "s"),))
    row = groups(quick([(message, "wallet")], Reading.EN)).popitem()[1][0]
    assert row.cells[0].lines[0].text == "处理中请稍候" and not row.cells[0].lines[0].mono


def test_every_sign_is_in_the_legend() -> None:
    for paper in (Paper.A4, Paper.ROLL80):
        for reading in Reading:
            sheet = quick([(answer("55", "错"), "declined")], reading, paper)
            legend = [row for row in of(sheet, Row) if not row.rule]
            marks = [cell.mark for row in legend for cell in row.cells if cell.mark]
            assert sorted(marks) == sorted(set(Mark) - {Mark.BOX, Mark.LINE})
            assert len(said(legend)) == len(marks)


def test_the_three_readings_of_a_quick_sheet() -> None:
    for reading, there, absent in ((Reading.ZH, "x了", "x it is"), (Reading.EN, "x it is", "x了")):
        sheet = quick([(answer("55", "x"), "declined")], reading)
        assert there in said(sheet.blocks) and absent not in said(sheet.blocks)
    both = said(quick([(answer("55", "x"), "declined")], Reading.BOTH).blocks)
    assert {"x了", "x it is", "x就办", "x act"} <= set(both)


def test_the_quick_sheet_of_every_brand(desk: Desk, kb: KnowledgeBase) -> None:
    """Each row says what its own code means in the system its group names; nothing sensitive, nothing twice."""
    sensitive = set(sensitive_ids(kb))
    everything = tuple(brand.id for brand in desk.brands())
    choices = [(), everything, *((brand,) for brand in everything)]
    for brands in choices:
        desk.change_shop(lambda shop, b=brands: replace(shop, brands=b))  # type: ignore[misc]
        for reading in (Reading.ZH, Reading.EN):
            sheets = Sheets(desk, Paper.A4, reading)
            ids = sheets.quick_sheet_codes()
            assert len(set(ids)) == len(ids) <= 40 and not sensitive & set(ids)
            rows = [
                (name.rsplit(" · ", 1)[1], said(row)[:2])
                for name, found in groups(sheets.quick_sheet()).items()
                for row in found
            ]
            wanted = []
            for identity in ids:
                found = desk.open(identity, reading is Reading.EN)
                assert found is not None and found.system is not None
                first = found.code or found.shown[0].text
                wanted.append((found.system.short.main(reading), [first, found.title.main(reading)]))
            assert sorted(rows) == sorted(wanted), brands


def test_codes_are_ticked_in_and_out(desk: Desk) -> None:
    sheets = Sheets(desk, Paper.A4, Reading.ZH)
    first, *_rest = sheets.quick_sheet_codes()
    other = "iso8583-1987:55"
    with_ = (other, "unionpay:41", "no:such", "unionpay:41")
    desk.change_shop(lambda shop: replace(shop, sheet_without=(first,), sheet_with=with_))
    ids = sheets.quick_sheet_codes()
    assert first not in ids and other in ids and "unionpay:41" not in ids and "no:such" not in ids
    assert all("41" not in codes(rows) for rows in groups(sheets.quick_sheet()).values())


# --- the handout --------------------------------------------------------------------------------------------------


def handout(reading: Reading = Reading.ZH, count: int = 3) -> Sheet:
    entries = tuple((answer(f"{n:02}", f"{n}号"), (f"{n:02}", f"A{n}")) for n in range(count))
    chapters = (
        Chapter(Text("第一章", "Chapter one"), entries[:2]),
        Chapter(Text("第二章", "Chapter two"), entries[2:]),
    )
    return compose_handout(Text("册子", "Booklet"), chapters, FILLED, Paper.A4, reading)


def test_a_handout_has_cover_contents_entries_and_index() -> None:
    sheet = handout()
    pages: list[list[Block]] = [[]]
    for block in sheet.blocks:
        if isinstance(block, Break):
            pages.append([])
        else:
            pages[-1].append(block)
    cover, contents, one, two, index = pages
    assert any(isinstance(b, Title) and b.main == "册子" and b.other == "Booklet" for b in cover)
    assert any("3" in t for t in said(cover)) and "仅供员工" in said(cover)
    assert said([b for b in contents if isinstance(b, Index)]) == ["0号了", "1号了", "2号了"]
    assert said(one)[0] == "第一章" and said(two)[0] == "第二章"
    assert said([b for b in index if isinstance(b, Index)])[:4] == ["00", "0号了", "01", "1号了"]


def test_every_entry_of_contents_and_index_has_its_anchor_once() -> None:
    sheet = handout(count=60)
    anchors = [block.name for block in of(sheet, Anchor)]
    assert len(set(anchors)) == len(anchors) == 60
    indexed = [anchor for block in of(sheet, Index) for _code, _title, anchor in block.entries]
    assert set(indexed) == set(anchors) and len(indexed) == 60 + 120
    assert all(len(block.entries) <= 16 for block in of(sheet, Index))


def test_an_entry_says_what_to_do_and_what_to_say() -> None:
    for reading in Reading:
        words = said(handout(reading).blocks)
        for one in (answer("00", "0号"),):
            assert one.say is not None
            for part in (one.title, one.steps[0].do, one.causes[0]):
                assert all(any(line in t for t in words) for line in part.pick(reading))
            assert all(quoted(line) in words for line in one.say.pick(reading))


def test_a_handout_without_codes_has_no_index() -> None:
    chapter = Chapter(Text("章", "C"), ((answer("1", "一"), ()),))
    sheet = compose_handout(Text("册", "B"), (chapter,), FILLED, Paper.A4, Reading.ZH)
    assert len(of(sheet, Index)) == 1


def test_the_handout_of_a_category_holds_those_under_it(desk: Desk) -> None:
    top = next(c for c in desk.categories() if not c.parent)
    under = [c for c in desk.categories() if c.parent == top.id]
    sheet = Sheets(desk, Paper.A4, Reading.ZH).handout(top.id)
    assert [t.main for t in of(sheet, Title)[1:]] == [c.title.zh for c in under if c.count]
    assert len(of(sheet, Anchor)) == top.count
    leaf = Sheets(desk, Paper.A4, Reading.ZH).handout(under[0].id)
    assert len(of(leaf, Anchor)) == under[0].count


# --- the call sheet -----------------------------------------------------------------------------------------------

PAN = "4111 1111 1111 1111"
MERCHANT = "898440354110001"


def call_sheet(call: Call | None = None, filled: Filled = FILLED, reading: Reading = Reading.ZH) -> Sheet:
    return compose_call_sheet(call or Call(), filled, Paper.A4, reading)


def test_a_call_sheet_has_what_the_provider_asks() -> None:
    names = [field.name for field in fields(Call)]
    sheet = call_sheet(Call(**{name: f"<{name}>" for name in names}))
    words = said(sheet.blocks)
    assert all(f"<{name}>" in words for name in names)
    assert {"好邻居便利店", "1 号收银台", "2026-11-20"} <= set(words)
    assert kinds(sheet)[-3:] == ["Fields", "Notice", "Signatures"] and of(sheet, Writing)[0].least == 3


@pytest.mark.parametrize("name", [field.name for field in fields(Call)])
def test_a_card_number_is_masked_wherever_it_was_typed(name: str) -> None:
    for typed in (PAN, PAN.replace(" ", ""), f"顾客的卡 {PAN} 不通", "6222021234567890128"):
        words = "\n".join(said(call_sheet(Call(**{name: typed})).blocks))
        assert "4111" not in words and "62220212" not in words and "****" in words


def test_a_card_number_typed_as_terminal_or_person_is_masked(desk: Desk) -> None:
    for reading in Reading:
        sheets = Sheets(desk, Paper.A4, reading)
        filled = sheets.filled(PAN, PAN, "2026-11-20")
        for sheet in (sheets.call_sheet(Call(), filled), sheets.checklist(sheets.checklists()[0].id, filled)):
            assert "4111" not in "".join([*said(sheet.blocks), sheet.foot, sheet.title])


def test_merchant_and_terminal_numbers_stay() -> None:
    call = Call(merchant_no=MERCHANT, terminal_no="10203045", serial="SN4412345678", phone="95516")
    words = said(call_sheet(call).blocks)
    assert {MERCHANT, "10203045", "SN4412345678", "95516"} <= set(words)


def test_an_empty_call_sheet_has_lines_to_write_on() -> None:
    sheet = call_sheet(filled=Filled())
    assert all(value == "" for block in of(sheet, Fields) for _label, value in block.fields)
    assert len(of(sheet, Paragraph)) == 0


def test_the_three_readings_of_a_call_sheet() -> None:
    chinese, english, both = (said(call_sheet(None, Filled(), r).blocks) for r in Reading)
    assert [t for t in english if HAN.search(t)] == ["报修单"]
    assert [t for t in chinese if LATIN.search(t) and t != "PIN"][:1] == ["Call sheet"]
    assert any(HAN.search(t) and LATIN.search(t) for t in both)


# --- all of them --------------------------------------------------------------------------------------------------


def test_the_words_of_a_sheet_are_its_readings_whatever_the_window_speaks(folder: Path) -> None:
    for language in ("zh", "en"):
        lang.use(language, folder)
        assert Words(Reading.ZH)("Store") == "门店" and Words(Reading.EN)("Store") == "Store"
        assert Words(Reading.BOTH)("Store") == "门店 Store" and Words(Reading.BOTH).each("Store") == ("门店", "Store")


def test_a_foot_leaves_out_what_is_not_known() -> None:
    assert Words(Reading.EN).foot(Filled()) == "posref"
    assert Words(Reading.EN).foot(FILLED, "Name", "") == "posref · Knowledge base 2026.11.1 · Name"


def test_what_is_signed() -> None:
    for sheet in (compose_checklist(DAILY, FILLED, Paper.A4, Reading.ZH), call_sheet()):
        assert len(of(sheet, Signatures)[0].labels) == 3


def test_no_sheet_has_an_empty_line(desk: Desk) -> None:
    """An empty line is height for nothing; a row of the exceptions page is empty as a whole."""
    sheets = Sheets(desk, Paper.A4, Reading.BOTH)
    for sheet in (
        sheets.quick_sheet(),
        sheets.card("unionpay:55"),
        handout(Reading.BOTH),
        call_sheet(reading=Reading.BOTH),
    ):
        lines = [line for b in sheet.blocks for line in _lines(b)]
        assert all(line.text.strip() for line in lines)


def _lines(thing: Any) -> list[Line]:
    if isinstance(thing, Line):
        return [thing]
    if isinstance(thing, (tuple, list)):
        return [line for part in thing for line in _lines(part)]
    if is_dataclass(thing) and not isinstance(thing, (Align, Mark)):
        return [line for field in fields(thing) for line in _lines(getattr(thing, field.name))]
    return []


def test_composing_loads_no_qt_and_no_database() -> None:
    code = "import posref.paper.compose, posref.paper.flow, sys; print([m for m in ('PySide6', 'sqlite3', 'sqlalchemy') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert ran.stdout.strip() == "[]"
