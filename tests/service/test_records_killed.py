"""kill -9 during *done*: the file stays readable, and every run whose keeping had returned is in it, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from posref.core.run import Verdict
from posref.paths import Paths
from posref.service.lookup import Desk
from posref.service.records import FILE, last_runs
from tests.support.cli import ROOT, environment

DOER = """
import os, sys
from posref.core.run import Result, Verdict
from posref.paths import find_paths
from posref.service.lookup import Desk
from posref.service.records import complete
from posref.service.sheets import Sheets
from posref.core.types import Reading
from posref.paper.sheet import Paper
import posref.store.records

def say(word):
    os.write(1, f"{word}\\n".encode())

for _ in sys.stdin:
    if (child := os.fork()) == 0:
        say(os.getpid())
        desk = Desk(find_paths())
        found = Sheets(desk, Paper.A4, Reading.ZH).checklists()[0]
        results = [Result(item.id, Verdict.FAIL, "x" * 200) for item in found.items()]
        while True:
            told = complete(desk, found, results, person="李雷", terminal="一号台")
            assert told.notice is None
            say(told.value.id)
    os.waitpid(child, 0)
    say("end")
"""
"""For each line it reads, a process that does a checklist without end and says which of them were kept."""


@pytest.fixture
def doer(paths: Paths, user_folder: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    env = environment(user_folder, paths.kb, HOME=str(tmp_path))
    command = [sys.executable, "-c", DOER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, cwd=ROOT) as child:
        yield child
        child.kill()


def _kill_one(child: subprocess.Popen[bytes], journal: Path, chance: random.Random) -> list[int]:
    """The runs that were kept before the kill: at a random moment, or at one at which a write is on."""
    assert child.stdin and child.stdout
    child.stdin.write(b"go\n")
    child.stdin.flush()
    process, kept = int(child.stdout.readline()), [int(child.stdout.readline())]
    until, aimed = time.monotonic() + chance.uniform(0, 0.03), chance.random() < 0.5
    while time.monotonic() < until or (aimed and time.monotonic() < until + 2 and not journal.exists()):
        pass
    os.kill(process, signal.SIGKILL)
    while (line := child.stdout.readline().strip()) not in {b"end", b""}:
        kept.append(int(line))
    return kept


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process for each kill takes too long here")
@pytest.mark.parametrize("kills", [20, pytest.param(200, marks=pytest.mark.full)])
def test_killed_while_a_checklist_is_done(kills: int, doer: subprocess.Popen[bytes], desk: Desk) -> None:
    journal = desk.paths.user / f"{FILE}-journal"
    chance, last, met = random.Random(11), 0, 0
    seen: list[int] = []
    for _ in range(kills):
        kept = _kill_one(doer, journal, chance)
        met += journal.exists()
        told = last_runs(desk, "daily-opening", 1_000_000)
        found = [run.id for run in told.value]
        assert told.notice is None, "the file was set aside"
        assert kept[0] == last + 1 and kept == list(range(kept[0], kept[-1] + 1))
        assert kept[-1] <= found[0] <= kept[-1] + 1, "lost a run that was kept"
        last = found[0]
        seen = found
        assert all(len(run.results) == len(told.value[0].results) for run in told.value[:50])
    assert seen == list(range(last, 0, -1))
    assert told.value[0].results and told.value[0].results[0].verdict is Verdict.FAIL
    assert met >= kills // 8, f"the kills missed the writes: {met} of {kills} met a journal"
