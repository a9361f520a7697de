"""Blocks on pages with a measure that is made up, so that every break is known to the millimetre."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from posref.core.types import Reading
from posref.paper.flow import FEW, FOOT, POINT, TIGHTEST, Pages, Placed, flow
from posref.paper.sheet import (
    Anchor,
    Block,
    Break,
    Cell,
    Gap,
    Grid,
    Heading,
    Line,
    Paper,
    Paragraph,
    Row,
    Sheet,
    Step,
    Writing,
)

TOP, BOTTOM = 16.0, 297.0 - 16.0 - FOOT
ROOM = BOTTOM - TOP
assert ROOM == 257

HEADING = Heading("head")


def row(name: object = "") -> Row:
    return Row((Cell((Line(str(name)),)),), (1,))


def rows(count: int) -> list[Block]:
    return [row(n) for n in range(count)]


def fixed(height: float, name: object = "") -> Paragraph:
    """A block that no tightening makes lower."""
    return Paragraph((Line(str(name)),), after=height)


def measure(block: Block, _width: float, tight: float) -> float:
    """Rows, steps and headings 10 mm, which tighten; paragraphs as high as they say; 10 mm a line to write on."""
    match block:
        case Row() | Step() | Heading():
            return 10 * tight
        case Paragraph():
            return block.after
        case Gap():
            return block.height * tight
        case Writing():
            return 10.0 * (block.least + 1)
        case Grid():
            return 10.0 * len(block.rows)
        case _:
            return 0.0


def sheet(blocks: list[Block], paper: Paper = Paper.A4, *, landscape: bool = False) -> Sheet:
    return Sheet("s", "s", paper, Reading.ZH, tuple(blocks), "foot", landscape=landscape)


def laid(blocks: list[Block], paper: Paper = Paper.A4) -> Pages:
    return flow(sheet(blocks, paper), measure)


def counts(pages: Pages) -> list[int]:
    return [len(page) for page in pages.pages]


def blocks_of(pages: Pages) -> list[Block]:
    return [placed.block for page in pages.pages for placed in page]


# --- where pages break --------------------------------------------------------------------------------------------


def test_each_block_stands_under_the_one_before() -> None:
    pages = laid(rows(3))
    assert pages.pages == (
        (Placed(row(0), 16, 10), Placed(row(1), 26, 10), Placed(row(2), 36, 10)),
    ) and pages.height == 297 and pages.tight == 1  # fmt: skip


def test_a_page_takes_what_fits_to_the_hair() -> None:
    assert counts(laid([fixed(257)])) == [1]
    assert counts(laid([fixed(250), fixed(7)])) == [2]
    assert counts(laid([fixed(250), fixed(7.02)])) == [1, 1]


def test_two_hundred_rows() -> None:
    pages = laid(rows(200))
    assert counts(pages) == [25] * 8
    assert blocks_of(pages) == rows(200)
    assert {page[0].top for page in pages.pages} == {16} and {page[-1].top for page in pages.pages} == {256}


@pytest.mark.parametrize("paper, first", [(Paper.A5, 18), (Paper.A6, 12), (Paper.LETTER, 23)])
def test_other_papers_break_at_their_own_height(paper: Paper, first: int) -> None:
    assert first == int((paper.value[2] - 2 * paper.value[4] - FOOT) / 10)
    assert counts(laid(rows(first + 5), paper)) == [first, 5]


def test_a_sheet_that_lies_breaks_at_the_papers_width() -> None:
    pages = flow(sheet(rows(25), landscape=True), measure)
    assert counts(pages) == [17, 8] and pages.height == 210


def test_a_break_begins_a_page_and_takes_no_room() -> None:
    pages = laid([fixed(5), Break(), fixed(6)])
    assert [[placed.block for placed in page] for page in pages.pages] == [[fixed(5)], [fixed(6)]]


@pytest.mark.parametrize(
    "blocks", [[Break(), fixed(5)], [fixed(5), Break()], [Break(), Break(), fixed(5), Break(), Break()]]
)
def test_breaks_make_no_empty_page(blocks: list[Block]) -> None:
    assert counts(laid(blocks)) == [1]


def test_a_page_that_is_just_full_before_a_break() -> None:
    assert counts(laid([fixed(257), Break(), fixed(257)])) == [1, 1]


# --- what belongs together ----------------------------------------------------------------------------------------


def test_a_heading_goes_over_with_what_it_heads() -> None:
    pages = laid([*rows(24), HEADING, *rows(10)])
    assert counts(pages) == [24, 11]
    assert pages.pages[1][0] == Placed(HEADING, 16, 10)


def test_a_heading_stays_where_its_first_row_fits() -> None:
    assert counts(laid([*rows(23), HEADING, *rows(10)])) == [25, 9]


def test_two_headings_and_an_anchor_go_over_together() -> None:
    pages = laid([*rows(23), Anchor("here"), HEADING, Heading("under"), *rows(10)])
    assert counts(pages) == [23, 13]
    assert pages.anchors == {"here": 2}


def test_anchors_know_their_pages() -> None:
    blocks: list[Block] = []
    for n in range(6):
        blocks += [Anchor(str(n)), fixed(100, n)]
    assert laid(blocks).anchors == {"0": 1, "1": 1, "2": 2, "3": 2, "4": 3, "5": 3}


def test_what_is_higher_than_a_page_has_one_to_itself() -> None:
    pages = laid([fixed(20), fixed(300), fixed(20), fixed(20), fixed(20)])
    assert counts(pages) == [1, 1, 3] and pages.pages[1][0].top == 16


def test_an_anchor_never_has_a_page_to_itself() -> None:
    pages = laid([fixed(20), Anchor("tall"), fixed(300), fixed(20), fixed(20), fixed(20)])
    assert counts(pages) == [1, 2, 3] and pages.anchors == {"tall": 2}


def test_nothing_is_no_page() -> None:
    assert laid([]).pages == ()


# --- tightening ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "count, pages, tight",
    [
        (25, [25], 1.0),
        (26, [26], 0.96),  # one row alone on page two: 26 × 9.6 fits
        (27, [27], 0.92),  # two rows: 27 × 9.6 does not, 27 × 9.2 does
        (28, [25, 3], 1.0),  # three rows are a page
        (51, [26, 25], 0.96),
        (52, [26, 26], 0.96),
        (53, [25, 25, 3], 1.0),
    ],
)
def test_a_nearly_empty_last_page_is_saved(count: int, pages: list[int], tight: float) -> None:
    found = laid(rows(count))
    assert counts(found) == pages and found.tight == tight
    assert all(placed.height == 10 * tight for page in found.pages for placed in page)


def test_spacing_is_tightened_no_further_than_it_helps() -> None:
    assert TIGHTEST == 0.88
    found = laid([fixed(36.5), *rows(24)])  # two rows too many, which 0.92 does not save
    assert found.tight == 0.88 and counts(found) == [25]


def test_what_tightening_cannot_save_is_left_at_ease() -> None:
    found = laid([fixed(200), fixed(57), row()])
    assert counts(found) == [2, 1] and found.tight == 1.0
    found = laid([*rows(25), Break(), row()])
    assert counts(found) == [25, 1] and found.tight == 1.0


def test_few_blocks_that_are_no_rows_count_too() -> None:
    assert FEW == 3
    assert laid([*rows(24), Gap(10), Gap(10), Gap(5)]).tight == 0.96
    assert laid([*rows(25), Gap(10), Gap(10), Gap(5)]).tight == 1.0


# --- room that is left --------------------------------------------------------------------------------------------


def test_room_to_write_takes_what_is_left() -> None:
    pages = laid([fixed(200), Writing("notes", least=2, most=12), fixed(7, "signed")])
    assert pages.pages == (
        (
            Placed(fixed(200), 16, 200),
            Placed(Writing("notes", 2, 12), 216, 50),
            Placed(fixed(7, "signed"), 266, 7),
        ),
    )


def test_room_to_write_takes_no_more_than_it_may() -> None:
    pages = laid([Writing("notes", least=2, most=4), fixed(7, "signed")])
    assert [placed.height for placed in pages.pages[0]] == [50, 7] and pages.pages[0][1].top == 66


def test_a_month_fills_its_page() -> None:
    grid = Grid((), (("1", "Mon"),), frozenset(), (("a",), ("b",)))
    pages = laid([fixed(30), grid, fixed(40)])
    assert [(placed.top, placed.height) for placed in pages.pages[0]] == [(16, 30), (46, 187), (233, 40)]


def test_two_that_stretch_share_alike() -> None:
    grid = Grid((), (("1", "Mon"),), frozenset(), (("a",), ("b",)))
    pages = laid([grid, grid])
    assert [(placed.top, placed.height) for placed in pages.pages[0]] == [(16, 128.5), (144.5, 128.5)]


def test_nothing_stretches_on_a_full_page() -> None:
    pages = laid([fixed(227), Writing("notes", least=2)])
    assert [placed.height for placed in pages.pages[0]] == [227, 30]


# --- rolls --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", [Paper.ROLL80, Paper.ROLL58])
def test_a_roll_is_one_page_as_long_as_it_needs(paper: Paper) -> None:
    blocks = [HEADING, *rows(200), Anchor("end"), Writing("notes", least=2)]
    pages = laid(blocks, paper)
    assert blocks_of(pages) == blocks and counts(pages) == [203]
    assert 0 <= pages.height - (4 + 2010 + 30 + 4 + FOOT) < POINT and pages.tight == 1 and pages.anchors == {"end": 1}
    assert pages.pages[0][-1] == Placed(blocks[-1], 2014, 30)


# --- whatever comes -----------------------------------------------------------------------------------------------

HEIGHT = st.one_of(st.floats(0.5, 60), st.floats(0.5, 420))
BLOCK = st.one_of(
    st.integers(0, 10_000).map(row),
    st.builds(fixed, HEIGHT, st.integers()),
    st.builds(Gap, HEIGHT),
    st.integers().map(str).map(Heading),
    st.integers().map(str).map(Anchor),
    st.builds(Break),
    st.builds(Writing, st.just("notes"), st.integers(1, 4), st.integers(4, 12)),
    st.just(Grid((), (("1", "Mon"),), frozenset(), (("a",), ("b",)))),
)
PLAIN = (Anchor, Heading)


def _clean(page: tuple[Placed, ...], room: float, tight: float, following: Block | None) -> None:
    """What holds for every page of every paper that is cut."""
    assert not all(isinstance(placed.block, Anchor) for placed in page) or following is None or following == Break()
    for one, other in pairwise(page):
        assert other.top == pytest.approx(one.top + one.height)
    last = page[-1]
    if isinstance(last.block, PLAIN) and not isinstance(following, (Break, type(None))):
        heads = 0.0
        for placed in reversed(page):
            if not isinstance(placed.block, PLAIN):
                break
            heads += placed.height
        needed = measure(following, 0, tight)
        assert heads + needed > room or isinstance(following, PLAIN), "a heading is the last on its page"


@given(st.lists(BLOCK, max_size=60), st.sampled_from([Paper.A4, Paper.A5, Paper.A6, Paper.LETTER]))
@example([fixed(3), Anchor("1"), Heading("1"), fixed(300)], Paper.A4)
def test_no_block_is_lost_moved_or_cut(blocks: list[Block], paper: Paper) -> None:
    pages = laid(blocks, paper)
    assert blocks_of(pages) == [block for block in blocks if not isinstance(block, Break)]
    room = paper.value[2] - 2 * paper.value[4] - FOOT
    bottom = paper.value[4] + room
    places = [place for place, block in enumerate(blocks) if not isinstance(block, Break)]
    done = 0
    for page in pages.pages:
        assert page[0].top == paper.value[4]
        done += len(page)
        after = places[done - 1] + 1
        _clean(page, room, pages.tight, blocks[after] if after < len(blocks) else None)
        for number, placed in enumerate(page):
            if placed.top + placed.height > bottom + 0.02:
                assert placed.height > room
                assert all(isinstance(before.block, Anchor) for before in page[:number])
    assert 0.88 <= pages.tight <= 1


@given(st.lists(BLOCK, max_size=60), st.sampled_from([Paper.ROLL80, Paper.ROLL58]))
def test_a_roll_keeps_every_block(blocks: list[Block], paper: Paper) -> None:
    pages = laid(blocks, paper)
    assert len(pages.pages) == 1
    assert [b for b in blocks_of(pages) if not isinstance(b, Break)] == [b for b in blocks if not isinstance(b, Break)]
    needed = sum(measure(block, 0, 1) for block in blocks)
    assert -1e-6 <= pages.height - (4 + needed + 4 + FOOT) < POINT, "as long as it needs, in whole points"
