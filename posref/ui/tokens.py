"""Colours and sizes: the one place they are written. Two themes of our own, and the system's high contrast."""

from __future__ import annotations

from dataclasses import dataclass

from posref.core.tone import Tone


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours, as `#rrggbb`."""

    window: str
    panel: str
    line: str
    field: str
    ink: str
    quiet: str
    accent: str
    accent_soft: str
    on_accent: str
    declined: str
    declined_soft: str
    caution: str
    caution_soft: str
    caution_bar: str
    on_caution_bar: str
    good: str
    good_soft: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Foreground and soft background of a tone."""
        return {
            Tone.DECLINED: (self.declined, self.declined_soft),
            Tone.CAUTION: (self.caution, self.caution_soft),
            Tone.GOOD: (self.good, self.good_soft),
            Tone.QUIET: (self.ink, self.window),
        }[tone]


LIGHT = Tokens(
    window="#F3F4F6", panel="#FFFFFF", line="#E1E4E8", field="#7A838F", ink="#1B1F24", quiet="#56606B",
    accent="#1F4E8C", accent_soft="#E6EEF8", on_accent="#FFFFFF",
    declined="#B42318", declined_soft="#FDECEA", caution="#8A5A00", caution_soft="#FFF1CC",
    caution_bar="#FFCF70", on_caution_bar="#1B1F24", good="#17703A", good_soft="#E4F4E8",
)  # fmt: skip

DARK = Tokens(
    window="#16191D", panel="#1E2227", line="#31363D", field="#78828D", ink="#E8EAED", quiet="#A0A9B3",
    accent="#8AB4F8", accent_soft="#18283F", on_accent="#10151C",
    declined="#FF8A80", declined_soft="#3A1D1B", caution="#FFCF70", caution_soft="#3D3113",
    caution_bar="#FFCF70", on_caution_bar="#1B1F24", good="#7DDB92", good_soft="#16311D",
)  # fmt: skip


def contrast(window: str, ink: str, accent: str, on_accent: str) -> Tokens:
    """High contrast from the system's four colours: facts are told apart by icon, word and frame, not by colour."""
    return Tokens(
        window=window, panel=window, line=ink, field=ink, ink=ink, quiet=ink,
        accent=accent, accent_soft=window, on_accent=on_accent,
        declined=ink, declined_soft=window, caution=ink, caution_soft=window,
        caution_bar=ink, on_caution_bar=window, good=ink, good_soft=window,
    )  # fmt: skip


BODY, TITLE, CODE, FACT, SMALL, TINY = 15, 28, 46, 21, 13, 12
"""Sizes in logical pixels at text size 0."""


def scaled(size: int, step: int) -> int:
    """A size at the reader's text size: each step is an eighth."""
    return max(9, round(size * (1 + step / 8)))
