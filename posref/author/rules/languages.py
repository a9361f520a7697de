"""Both languages (content rule 2): each in its own script, width and punctuation, the trade's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from posref.author.load import Finding, Tree
from posref.core.normal import is_han
from posref.core.types import Text

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_HALF = re.compile(rf"[{HAN}][,;:!?()]|[,;:!?()][{HAN}]|[{HAN}]\.(?!\d)")
_FULL = re.compile(r"[，。；：！？（）“”]|[\uff10-\uff5a]")
_AMERICAN = re.compile(
    r"\b(authoriz|cancell?ation fee|check stub|honor\b|color\b|center\b|program(?!me))", re.IGNORECASE
)
_NOT_OURS = re.compile(r"发卡银行行|收单银行机构|签单纸|冲正交易回退|商家银行")
SENTENCES = ("happened", "say", "staff", "prevent", "about")
NAMES = ("title", "short", "action")


def check(tree: Tree) -> Iterator[Finding]:
    """Half-width signs in Chinese, Chinese in English, the same text twice, a sentence without its end."""
    for record in tree.everything():
        for name, text in record.texts():
            for reason in _wrong(record.kind, name, text):
                yield record.finding("languages", reason, name)


def _wrong(kind: str, name: str, text: Text) -> Iterator[str]:
    if kind not in ("system", "brand", "source") and not is_han(text.zh):
        yield f"no Chinese in the Chinese text: {text.zh}"
    if kind != "brand" and is_han(text.en):
        yield f"Chinese in the English text: {text.en}"
    if found := _HALF.search(text.zh):
        yield f"half-width sign in Chinese: …{text.zh[max(0, found.start() - 4) : found.end() + 4]}…"
    if found := _FULL.search(text.en):
        yield f"full-width sign in English: {found[0]}"
    if kind == "condition" and (found := _AMERICAN.search(text.en)):
        yield f"American spelling: {found[0]}"
    if found := _NOT_OURS.search(text.zh):
        yield f"not the trade's word: {found[0]}"
    if "  " in text.zh or "  " in text.en:
        yield "two blanks in a row"
    if (
        kind == "condition"
        and name in SENTENCES
        and not (text.zh.endswith(("。", "？", "！", "”")) and text.en.endswith((".", "?", "!", '"')))
    ):
        yield f"a sentence without its end: {text.zh} / {text.en}"
    if name in NAMES and (text.zh.endswith("。") or (text.en.endswith(".") and kind == "condition")):
        yield f"no full stop here: {text.zh} / {text.en}"
