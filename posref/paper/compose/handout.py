"""A handout: a category or a selection as a booklet, with cover, contents, entries and an index by code."""

from __future__ import annotations

from dataclasses import dataclass

from posref.core.answer import Answer
from posref.core.types import Reading, Text
from posref.lang import N_
from posref.paper.compose.card import numbered
from posref.paper.compose.words import STAFF_ONLY, Filled, Words
from posref.paper.sheet import Anchor, Block, Break, Gap, Heading, Index, Line, Paper, Paragraph, Sheet, Title
from posref.words import charged_word, outcome_word, quoted, retry_word


@dataclass(frozen=True, slots=True)
class Chapter:
    """Problems that belong together, each with the codes that mean it."""

    title: Text
    entries: tuple[tuple[Answer, tuple[str, ...]], ...]


def compose_handout(
    title: Text, chapters: tuple[Chapter, ...], filled: Filled, paper: Paper, reading: Reading
) -> Sheet:
    """The booklet of these chapters."""
    words = Words(reading)
    entries = [entry for chapter in chapters for entry in chapter.entries]
    blocks: list[Block] = [Gap(50), Title(words.main(title), words.other(title), (filled.store, filled.date))]
    blocks.append(
        Paragraph((Line(words(N_("{n} problems, each with what to do and what to say"), n=len(entries)), 12),))
    )
    blocks.append(Paragraph((Line(words(STAFF_ONLY), 11, bold=True),)))
    blocks.append(Break())
    blocks.append(Heading(words(N_("Contents"))))
    for chapter in chapters:
        blocks.append(Paragraph(words.lines(chapter.title, 11, bold=True), after=0.5))
        rows = tuple(("", words.main(answer.title), answer.id) for answer, _codes in chapter.entries)
        blocks += [Index(rows[start : start + PER_INDEX]) for start in range(0, len(rows), PER_INDEX)]
    for chapter in chapters:
        blocks.append(Break())
        blocks.append(Title(words.main(chapter.title), words.other(chapter.title)))
        for answer, codes in chapter.entries:
            blocks += _entry(answer, codes, words, paper)
    codes_index = sorted({(code, words.main(a.title), a.id) for a, codes in entries for code in codes})
    if codes_index:
        blocks += [Break(), Heading(words(N_("Index by code")))]
        blocks += [Index(tuple(codes_index[n : n + PER_INDEX])) for n in range(0, len(codes_index), PER_INDEX)]
    name = words.main(title)
    foot = words.foot(filled, name, words(STAFF_ONLY))
    return Sheet("handout", name, paper, reading, tuple(blocks), foot, words.page_of())


PER_INDEX = 16
"""Entries a block of the index holds: a block is never split, so it must be small."""


def _entry(answer: Answer, codes: tuple[str, ...], words: Words, paper: Paper) -> list[Block]:
    blocks: list[Block] = [Anchor(answer.id), Heading(words.main(answer.title), words.other(answer.title))]
    if codes:
        blocks.append(Paragraph((Line("   ".join(codes[:12]), 9, bold=True, mono=True),), after=0.5))
    if answer.facts:
        facts = answer.facts
        for c in words.catalogues:
            said = (outcome_word(c, facts.outcome), retry_word(c, facts.retry), charged_word(c, facts))
            blocks.append(Paragraph((Line(" · ".join(said), 10, bold=True),), after=0.3))
    if answer.warning:
        blocks.append(Paragraph(words.lines(answer.warning, 10.5, bold=True)))
    if answer.happened:
        blocks.append(Paragraph(words.lines(answer.happened, 10)))
    blocks.extend(numbered(number, step, words, paper) for number, step in enumerate(answer.steps, 1))
    if answer.say:
        spoken = words.lines(answer.say, 10)
        blocks.append(Paragraph(tuple(Line(quoted(t.text), t.size, grey=t.grey) for t in spoken)))
    if answer.causes:
        causes = [line for c in answer.causes for line in words.lines(Text(f"· {c.zh}", f"· {c.en}"), 9)]
        blocks.append(Paragraph((Line(words(N_("Likely causes")), 9, bold=True), *causes)))
    return [*blocks, Gap(2)]
