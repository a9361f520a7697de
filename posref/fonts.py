"""Font families in the order they are tried, for screen and paper alike. None is bundled."""

from __future__ import annotations

import sys

CHINESE = ("Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "PingFang SC")
LATIN = ("Segoe UI",)
MONO = ("Consolas", "DejaVu Sans Mono", "Noto Sans Mono CJK SC")


def families(english: bool, mono: bool = False) -> list[str]:
    """The families for running text, or for codes; Chinese is always among them."""
    latin_first = english and sys.platform == "win32"
    running = [*LATIN, *CHINESE] if latin_first else [*CHINESE, *LATIN]
    return [*MONO, *running] if mono else running
