"""The call sheet: what the provider will ask, filled in from the shop file, and what is never said on the telephone."""

from __future__ import annotations

from dataclasses import dataclass

from posref.core.mask import mask
from posref.core.types import Reading
from posref.lang import N_
from posref.paper.compose.words import Filled, Words
from posref.paper.sheet import Block, Fields, Heading, Line, Notice, Paper, Paragraph, Sheet, Signatures, Title, Writing

TITLE = N_("Call sheet")
NEVER = N_("Never say or type for a caller: PIN, card number, security code, text-message code. No remote control.")


@dataclass(frozen=True, slots=True)
class Call:
    """What is told: whose terminal, its numbers, what it showed, when, and what was tried."""

    provider: str = ""
    phone: str = ""
    model: str = ""
    serial: str = ""
    merchant_no: str = ""
    terminal_no: str = ""
    code: str = ""
    shown: str = ""
    time: str = ""
    tried: str = ""


def compose_call_sheet(call: Call, filled: Filled, paper: Paper, reading: Reading) -> Sheet:
    """The sheet; what looks like a card number is masked, a merchant number is not one."""
    words = Words(reading)
    safe = {name: mask(getattr(call, name)) for name in Call.__slots__}

    def pair(*fields: tuple[str, str]) -> Fields:
        return Fields(tuple((words(label), value) for label, value in fields))

    other = {Reading.EN: "报修单"}.get(reading, "Call sheet")
    blocks: list[Block] = [
        Title(words.each(TITLE)[0], other, (filled.store, filled.date)),
        pair((N_("Provider"), safe["provider"]), (N_("Phone number"), safe["phone"])),
        pair((N_("Store"), filled.store), (N_("Terminal"), filled.terminal)),
        pair((N_("Brand and model"), safe["model"]), (N_("Serial number"), safe["serial"])),
        pair((N_("Merchant number"), safe["merchant_no"]), (N_("Terminal number"), safe["terminal_no"])),
        Heading(words(N_("What it showed"))),
        pair((N_("Code as shown"), safe["code"]), (N_("Time"), safe["time"])),
        pair((N_("Exact words"), safe["shown"])),
        Heading(words(N_("What was tried"))),
    ]
    if safe["tried"]:
        blocks.append(Paragraph((Line(safe["tried"], 10.5),)))
    blocks += [
        Writing(words(N_("Notes during the call")), least=3, most=9),
        Fields(((words(N_("Spoke to")), ""), (words(N_("Case number")), ""), (words(N_("Promised for")), ""))),
        Notice(words.each(N_("Careful"))[0], words.each(NEVER)),
        Signatures((words(N_("Called by")), words(N_("Time")), words(N_("Lead")))),
    ]
    return Sheet("call-sheet", words.each(TITLE)[0], paper, reading, tuple(blocks), words.foot(filled), words.page_of())
