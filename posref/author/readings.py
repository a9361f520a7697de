"""What the compiler adds for typing without Chinese characters: pinyin, initials, traditional characters.

pypinyin reads, with the trade's readings from `words.yaml` on top (发卡行 is *fa ka hang*); the characters come from
OpenCC's tables. Both are needed here only: the running program never loads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin, load_phrases_dict

from posref.core.normal import is_han


def teach(readings: Mapping[str, str]) -> None:
    """Make pypinyin read the trade's words as the trade does: a syllable a character, blanks between."""
    spelled = {word: [[syllable] for syllable in reading.split()] for word, reading in readings.items()}
    load_phrases_dict({word: parts for word, parts in spelled.items() if len(parts) == len(word)})


def spell(text: str) -> tuple[str, str] | None:
    """Pinyin without tones and initials of a Chinese text, written together; None where there is no Chinese.

    Letters and digits in the text are kept as they are, so that `POS错误` spells `poscuowu` and `poscw`.
    """
    if not is_han(text):
        return None
    whole = "".join(_ascii(part) for part in lazy_pinyin(text, style=Style.NORMAL))
    first = "".join(_ascii(part) for part in lazy_pinyin(text, style=Style.FIRST_LETTER))
    return (whole, first) if whole else None


def syllables(text: str) -> list[str]:
    """The pinyin syllables of a Chinese text, for the full text."""
    return [_ascii(part) for part in lazy_pinyin(text, style=Style.NORMAL, errors="ignore")] if is_han(text) else []


def traditional(texts: Iterable[str]) -> dict[str, str]:
    """Traditional character -> simplified, for every simplified character the texts use."""
    used = {c for text in texts for c in text if is_han(c)}
    convert = OpenCC("t2s").convert
    pairs = {chr(n): convert(chr(n)) for n in range(0x4E00, 0xA000)}
    return {old: new for old, new in pairs.items() if old != new and new in used and old not in used}


def _ascii(part: str) -> str:
    return "".join(c for c in part.casefold().replace("ü", "v") if c.isascii() and c.isalnum())
