"""A roll's sheet on the pages of a printer that refuses its length."""

from __future__ import annotations

import pytest

from posref.core.types import Reading
from posref.paper.flow import FOOT, POINT, flow
from posref.paper.sheet import Block, Cell, Heading, Paper, Row, Sheet, Writing

BLOCKS: tuple[Block, ...] = (
    *(Row((Cell(),), (1.0,)) for _ in range(30)),
    Heading("Later"),
    *(Row((Cell(),), (1.0,)) for _ in range(10)),
    Writing("Notes"),
)


def _sheet(paper: Paper) -> Sheet:
    return Sheet("s", "S", paper, Reading.EN, BLOCKS, "foot")


def _measure(_block: Block, _width: float, _tight: float) -> float:
    return 10.0


@pytest.mark.parametrize("paper", [Paper.ROLL80, Paper.ROLL58])
@pytest.mark.parametrize("form", [100.0, 200.0, 297.0])
def test_a_roll_on_forms(paper: Paper, form: float) -> None:
    sheet = _sheet(paper)
    pages = flow(sheet, _measure, form)
    assert pages.height == form
    assert [p.block for page in pages.pages for p in page] == list(BLOCKS)
    for page in pages.pages:
        assert all(sheet.edge <= p.top and p.top + p.height <= form - sheet.edge - FOOT + 0.02 for p in page)
        assert not isinstance(page[-1].block, Heading)


@pytest.mark.parametrize("paper", [Paper.ROLL80, Paper.ROLL58])
def test_a_roll_is_whole_points_long(paper: Paper) -> None:
    pages = flow(_sheet(paper), _measure)
    assert len(pages.pages) == 1
    assert pages.height / POINT == pytest.approx(round(pages.height / POINT))
    assert 0 <= pages.height - (len(BLOCKS) * 10 + 2 * paper.value[4] + FOOT) < POINT


def test_a_paper_with_a_length_keeps_it() -> None:
    assert flow(_sheet(Paper.A5), _measure, 100.0) == flow(_sheet(Paper.A5), _measure)
