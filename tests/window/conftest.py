"""Real windows in processes of their own, on a real display."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from posref.author.compile import Stamp
from posref.store.shop import Shop, save_shop
from tests.support.cli import environment

ROOT = Path(__file__).resolve().parent.parent.parent
DRIVER = Path(__file__).with_name("driver.py")
HERE = ("DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR", "FONTCONFIG_PATH")
CHINESE = Shop(language="zh", reading="zh", welcomed=True)

Runner = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def _display() -> None:
    """These need real windows."""
    if sys.platform == "linux" and os.environ.get("QT_QPA_PLATFORM") != "xcb":
        pytest.skip("needs a display: dev.py test runs these under Xvfb")


@pytest.fixture
def surroundings(compiled: tuple[Path, Stamp], user_folder: Path) -> dict[str, str]:
    """The environment of a posref process: this display, this test's user folder, the real knowledge base."""
    kept = {name: os.environ[name] for name in HERE if name in os.environ}
    return environment(user_folder, compiled[0], **kept)


@pytest.fixture
def run_posref(surroundings: dict[str, str], user_folder: Path) -> Runner:
    """Runs `python -m posref …` under the driver; what it saw."""

    def run(*arguments: str, shop: Shop | None = CHINESE, home: Path | None = None, **plan: Any) -> dict[str, Any]:
        folder = home or user_folder
        if shop is not None:
            save_shop(folder, shop)
        env = surroundings | {"POSREF_HOME": str(folder)}
        done = subprocess.run(
            [sys.executable, "-W", "error", str(DRIVER), json.dumps({"arguments": arguments} | plan)],
            env=env, capture_output=True, timeout=120, cwd=env["HOME"],
        )  # fmt: skip
        said = done.stderr.decode("utf-8", "replace")
        assert done.returncode == 0, said
        noise = [line for line in said.splitlines() if "propagateSizeHints" not in line]
        assert noise == [], said
        saw: dict[str, Any] = json.loads(done.stdout.decode("utf-8"))
        return saw

    return run
