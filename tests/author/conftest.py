"""The small tree, fresh for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.content import Content


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path / "content")
