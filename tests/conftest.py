"""What every test stands on: a private user folder, one clock and locale, no internet, no unexpected noise."""

from __future__ import annotations

import logging
import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from posref import lang
from posref.author.compile import ContentError, Stamp, compile_kb
from posref.kb.open import open_file
from posref.kb.read import KnowledgeBase
from posref.paths import Paths
from posref.service.lookup import Desk

ROOT = Path(__file__).resolve().parent.parent

if sys.platform == "linux":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(TZ="UTC", LC_ALL="C.UTF-8", LANG="C.UTF-8")
if hasattr(time, "tzset"):
    time.tzset()

settings.register_profile(
    "posref", database=None, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile("posref")


class _NoInternet(socket.socket):
    """Refuses what reaches beyond this machine; sockets within it (AF_UNIX) are allowed."""

    def __init__(self, family: int = -1, *others: Any, **named: Any) -> None:
        if family in (-1, socket.AF_INET, socket.AF_INET6):
            raise AssertionError("posref is offline: no internet socket is ever created")
        super().__init__(family, *others, **named)


@pytest.fixture(autouse=True, scope="session")
def _offline() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", _NoInternet)
        yield


@pytest.fixture(autouse=True)
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of this test alone; not made before something is written there."""
    folder = tmp_path / "user"
    monkeypatch.setenv("POSREF_HOME", str(folder))
    monkeypatch.delenv("POSREF_KB", raising=False)
    return folder


@pytest.fixture(autouse=True)
def _one_language() -> Iterator[None]:
    """Each test starts without a catalogue, speaking English, and leaves the language as it found it."""
    before = dict(lang._state)
    lang.use("en", Path())
    yield
    lang._state.clear()
    lang._state.update(before)


class LogSeen(logging.Handler):
    """Keeps the warnings and worse of the logger `posref`; a test that expects some takes them with `take`."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.kept: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.split(".")[0] == "posref":
            self.kept.append(record.getMessage())

    def take(self) -> list[str]:
        found, self.kept = self.kept, []
        return found


@pytest.fixture(autouse=True)
def log_seen() -> Iterator[LogSeen]:
    """Warnings that nobody expected fail the test."""
    seen = LogSeen()
    logging.getLogger().addHandler(seen)
    yield seen
    logging.getLogger().removeHandler(seen)
    for handler in logging.getLogger("posref").handlers[:]:
        logging.getLogger("posref").removeHandler(handler)
        handler.close()
    assert not seen.kept, "unexpected warnings in the log"


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Stamp]:
    """The real content, compiled once for all tests, and its stamp. Nobody writes into this folder."""
    target = tmp_path_factory.mktemp("kb") / "kb.sqlite"
    try:
        return target, compile_kb(ROOT / "resources" / "kb", target)
    except ContentError as error:
        pytest.fail("the content does not pass its rules:\n" + "\n".join(map(str, error.findings[:20])), pytrace=False)


@pytest.fixture(scope="session")
def kb(compiled: tuple[Path, Stamp]) -> Iterator[KnowledgeBase]:
    """The real knowledge base, open."""
    found = KnowledgeBase(open_file(compiled[0]), compiled[0])
    yield found
    found.close()


@pytest.fixture
def paths(compiled: tuple[Path, Stamp], user_folder: Path) -> Paths:
    """The places of a run on the real knowledge base and this test's user folder."""
    return Paths(compiled[0], user_folder, ROOT / "resources" / "app", ROOT / "i18n", ROOT / "resources" / "kb")


@pytest.fixture
def desk(paths: Paths) -> Iterator[Desk]:
    """A desk on the real knowledge base."""
    made = Desk(paths)
    yield made
    made.close()
