"""The guards that all other tests rely on do guard."""

from __future__ import annotations

import logging
import os
import socket
import time
from pathlib import Path

import pytest

from posref.paths import find_paths
from tests.conftest import LogSeen


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_no_internet(family: int) -> None:
    with pytest.raises(AssertionError, match="offline"):
        socket.socket(family)
    with pytest.raises(AssertionError, match="offline"):
        socket.create_connection(("127.0.0.1", 9))


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="only where there are such sockets")
def test_sockets_within_this_machine_are_allowed() -> None:
    socket.socket(socket.AF_UNIX).close()


def test_one_clock_one_locale_one_folder(tmp_path: Path) -> None:
    assert os.environ["TZ"] == "UTC" and os.environ["LC_ALL"] == "C.UTF-8"
    assert time.localtime(0).tm_hour == 0 or not hasattr(time, "tzset")
    assert find_paths().user.is_relative_to(tmp_path)


def test_warnings_in_the_log_are_seen(log_seen: LogSeen) -> None:
    logging.getLogger("posref.somewhere").warning("oh")
    logging.getLogger("another").warning("not ours")
    assert log_seen.take() == ["oh"]
