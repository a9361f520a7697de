"""No advertising, no links, no telephone numbers, no card numbers, no censor-dodging spellings (content rule 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from posref.author.load import Finding, Tree
from posref.core.mask import mask

_DODGED = re.compile(r"[刷用行记]ka卡|KA卡|货毕|身份zheng|信XIN|突pos", re.IGNORECASE)
_LINK = re.compile(r"https?://|www\.|\.(?:com|cn|net)\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d.])(?:400|800)[- ]?\d{3}[- ]?\d{4}|(?<!\d)95\d{3}(?!\d)|\+?\d{2,4}-\d{7,8}")
_PRAISE = re.compile(
    r"免费(?:办理|申请|领)|正规一清|(?:办理|申请)POS|best choice|apply now|number one brand", re.IGNORECASE
)


def check(tree: Tree) -> Iterator[Finding]:
    """Whatever sells, links, telephones or looks like card data in a text of ours."""
    for record in tree.everything():
        for name, text in record.texts():
            for said in (text.zh, text.en):
                for pattern, what in ((_DODGED, "censor-dodging spelling"), (_PRAISE, "advertising")):
                    if found := pattern.search(said):
                        yield record.finding("advertising", f"{what}: {found[0]}", name)
                if record.kind != "source" and (found := _LINK.search(said)):
                    yield record.finding("advertising", f"a link: {found[0]}", name)
                if found := _PHONE.search(said):
                    yield record.finding(
                        "advertising", f"a telephone number outside a brand's sourced hotline: {found[0]}", name
                    )
                if mask(said) != said:
                    yield record.finding("advertising", "looks like a card number", name)
