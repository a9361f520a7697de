"""Look before you restart."""

from __future__ import annotations

import pytest

from tests.support.content import Content

BREACHES = [
    ("conditions/cards.yaml", "{zh: 查询末笔交易，看有没有成功。, en: Query the last transaction and see whether it went through.}", "{zh: 重启终端。, en: Restart the terminal.}", ("conditions/cards.yaml", "    - who: cashier\n      do: {zh: 重启终端"), "restarts before the last transaction was looked up: 重启终端。"),
    ("conditions/cards.yaml", "{zh: 查询末笔交易，看有没有成功。, en: Query the last transaction and see whether it went through.}", "{zh: 动一下机器。, en: Sign on again.}", ("conditions/cards.yaml", "    - who: cashier\n      do: {zh: 动一下"), "restarts before the last transaction was looked up"),
    ("guides/unknown.yaml", "{zh: 先对一遍代码。, en: Read the code again first.}", "{zh: 换电池。, en: Take the battery out.}", ("guides/unknown.yaml", "    - who: cashier\n      do: {zh: 换电池"), "restarts before the last transaction was looked up: 换电池。"),
]  # fmt: skip
"""File, what is replaced, by what, where the finding stands, and its reason."""


@pytest.mark.parametrize("file, old, new, at, reason", BREACHES, ids=[b[4][:50] for b in BREACHES])
def test_each_breach_is_found_at_its_line(
    content: Content, file: str, old: str, new: str, at: tuple[str, str], reason: str
) -> None:
    content.edit(file, old, new)
    found = [f for f in content.findings("look_before_restart") if reason in f.reason]
    assert found, content.findings()
    assert (found[0].file, found[0].line) == (at[0], content.place(*at))


def test_after_the_look_a_restart_passes(content: Content) -> None:
    content.edit(
        "conditions/cards.yaml",
        "{zh: 查不到就打给收单机构。, en: Call the acquirer if it cannot be found.}",
        "{zh: 查清以后重启终端。, en: Restart the terminal after that.}",
    )
    assert content.findings("look_before_restart") == []


def test_a_step_that_forbids_it_passes(content: Content) -> None:
    content.edit(
        "guides/unknown.yaml",
        "{zh: 先对一遍代码。, en: Read the code again first.}",
        "{zh: 不要重启。, en: Do not restart.}",
    )
    assert content.findings("look_before_restart") == []


def test_where_nothing_is_open_a_restart_passes(content: Content) -> None:
    content.edit(
        "conditions/cards.yaml",
        "{zh: 把提示告诉顾客，问要不要换一张卡。, en: Tell the customer and ask for another card.}",
        "{zh: 重启终端。, en: Restart the terminal.}",
    )
    assert content.findings("look_before_restart") == []
