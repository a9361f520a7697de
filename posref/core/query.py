"""What people type -> Query. Never fails and does bounded work, whatever the input."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from posref.core.mask import mask
from posref.core.normal import MAX_INPUT, code_key, fold, is_han, loose, tokens

MAX_WORDS = 24
"""More words than this add nothing to a search."""

NOISE = (
    "pos机刷出来 pos机显示 pos机提示 刷卡机显示 刷出来 显示屏 错误代码 错误码 返回码 应答码 响应码 代码 报错 "
    "是什么意思 什么意思 什么原因 是什么 怎么办 怎么回事 怎么处理 怎么解决 "
    "咋办 啥意思 为什么 显示 提示 出现 请问 pos机"
).split()
"""Chinese around a code that says nothing about which code it is; longest first when applied."""

NOISE_WORDS = frozenset(
    "errorcode error errcode err code codes response respcode returncode rc what does is it mean means meaning "
    "how to fix please help terminal shows showing".split()
)
"""The same in English, word by word."""

_NOISE = sorted(NOISE, key=len, reverse=True)
_RUN = re.compile(r"0x[0-9a-f]+|[a-z0-9][a-z0-9._\-]*", re.ASCII)
_LEAD = re.compile(r"^(?:错误|error|err|code|[er]c)[\s:：#.\-]*(?=\d)")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words a knowledge base adds to parsing: spellings of brands and systems, traditional characters."""

    brands: Mapping[str, str] = field(default_factory=dict)
    systems: Mapping[str, str] = field(default_factory=dict)
    table: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked, taken apart."""

    text: str
    """As typed, card data masked, cut to a bounded length."""
    keys: tuple[str, ...] = ()
    """Code candidates as `code_key` writes them, likeliest first."""
    verbatim: frozenset[str] = frozenset()
    """The same candidates as typed, folded: an entry written just so ranks before a padded one."""
    phrases: tuple[str, ...] = ()
    """The whole text and the text without the words around it, for comparing as a whole."""
    words: tuple[str, ...] = ()
    """What is left, as words."""
    brands: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()

    @property
    def looks_like_code(self) -> bool:
        """Whether a code was meant, rather than words: a digit, or one short word of Latin letters."""
        return bool(self.keys) and (any(c.isdigit() for c in self.keys[0]) or len(self.keys[0]) <= 3)


def parse_query(text: str, vocabulary: Vocabulary | None = None) -> Query:
    """Take apart what was typed. Any text is accepted; the result is bounded by `MAX_INPUT`."""
    known = vocabulary or Vocabulary()
    typed = mask(text[: MAX_INPUT * 2])[:MAX_INPUT]
    folded = " ".join(fold(typed, known.table).split())
    if not folded:
        return Query(text=typed)
    rest, brands = _take(folded, known.brands)
    rest, systems = _take(rest, known.systems)
    stripped = _LEAD.sub("", _without_noise(rest))
    phrases = tuple(dict.fromkeys(p for p in (loose(folded), loose(stripped)) if p))
    words = tuple(dict.fromkeys(tokens(stripped, None)))[:MAX_WORDS]
    verbatim = _candidates(stripped or folded)
    keys = tuple(dict.fromkeys(key for key in map(code_key, verbatim) if key))
    return Query(typed, keys, frozenset(verbatim), phrases, words, brands, systems)


def _take(text: str, words: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The text without the known words, and what they stand for; a text that is nothing else keeps its words."""
    found: dict[str, None] = {}
    rest = text
    for word in _known(text, words):
        pattern = re.escape(word) if is_han(word) else rf"(?<![a-z0-9]){re.escape(word)}(?![a-z])"
        shorter = re.sub(pattern, " ", rest)
        if shorter != rest:
            found[words[word]] = None
            rest = shorter
    rest = " ".join(rest.split())
    return (rest, tuple(found)) if rest else (text, tuple(found))


def _without_noise(text: str) -> str:
    """The text without the words around a code; one that is nothing else keeps them."""
    for noise in _NOISE:
        text = text.replace(noise, " ")
    words = text.split()
    return " ".join([word for word in words if word.strip(",.:;!?#") not in NOISE_WORDS] or words)


def _known(text: str, words: Mapping[str, str]) -> list[str]:
    """The known words that stand in the text, longest first, found without trying every word on every key."""
    longest = max(map(len, words), default=0)
    spans = {text[i : i + n] for i in range(min(len(text), 160)) for n in range(1, longest + 1)}
    return sorted((span for span in spans if span in words), key=lambda w: (-len(w), w))


def _candidates(text: str) -> tuple[str, ...]:
    """What in the text could be a code: the whole when it is one piece, else every run that holds a digit."""
    whole = text.strip(" .,:;!?\"'()[]<>，。：；！？“”")
    found: dict[str, None] = {}
    if whole and len(whole) <= 64 and not is_han(whole):
        found[whole] = None
    alone = not is_han(whole) and " " not in whole
    for run in _RUN.findall(text)[:16]:
        run = run.strip("._-")
        numbered = any(c.isdigit() for c in run) and (alone or len(run) > 1)
        if run and (numbered or "_" in run or "." in run):
            found[run] = None
    return tuple(found)
