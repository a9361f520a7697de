"""Look before you restart (content rule 7): where a result may be open, the look comes before the restart."""

from __future__ import annotations

from collections.abc import Iterator

from posref.author.load import Finding, Tree
from posref.author.rules.money_first import LOOK_EN, LOOK_ZH

RESTART_ZH = (
    "重启",
    "重新启动",
    "重新签到",
    "重新开机",
    "复位",
    "清除流水",
    "清批",
    "换电池",
    "拔电",
    "断电",
    "重新下载",
)
RESTART_EN = (
    "restart",
    "reboot",
    "sign on again",
    "power off",
    "power cycle",
    "reset",
    "clear the batch",
    "battery out",
    "re-download",
)
NOT_ZH = ("不", "别", "勿", "先", "前")
NOT_EN = ("not ", "n't", "never", "no ", "before", "without", "first")


def check(tree: Tree) -> Iterator[Finding]:
    """Steps that restart, sign on, reset or clear before any step has looked the last transaction up."""
    for record in (*tree.all("condition"), *tree.all("guide")):
        looked = record.get("charged", "possibly") == "no" and record.get("outcome") != "none"
        for step in record["steps"]:
            zh, en = step["do"].zh, step["do"].en.casefold()
            forbids = any(w in zh for w in NOT_ZH) and any(w in en for w in NOT_EN)
            restarts = any(w in zh for w in RESTART_ZH) or any(w in en for w in RESTART_EN)
            if restarts and not forbids and not looked:
                yield record.finding(
                    "look_before_restart", f"restarts before the last transaction was looked up: {zh}", "steps"
                )
            looked = looked or (any(w in zh for w in LOOK_ZH) and any(w in en for w in LOOK_EN))
