"""An action card: one code or problem on one small page, the code so large that it is found on a wall."""

from __future__ import annotations

from posref.core.answer import Answer, Step
from posref.core.types import Facts as ThreeFacts
from posref.core.types import Reading
from posref.lang import N_
from posref.paper.compose.words import STAFF_ONLY, Filled, Words, retry_mark
from posref.paper.sheet import BigCode, Block, Facts, Heading, Line, Notice, Paper, Paragraph, Sheet
from posref.paper.sheet import Step as Numbered
from posref.words import charged_word, outcome_word, quoted, retry_word, role_word

NOT_ACCEPTED = N_("Card not accepted")
KEEP_BEHIND = N_("Staff only: keep behind the counter")


def compose_card(answer: Answer, filled: Filled, paper: Paper, reading: Reading) -> Sheet:
    """One answer as a card. A sensitive one names no reason and says where it is kept."""
    words = Words(reading)
    blocks: list[Block] = []
    if answer.warning:
        first, *rest = answer.warning.pick(reading)
        blocks.append(Notice(first, tuple(rest)))
    if answer.sensitive:
        blocks.append(Notice(words(KEEP_BEHIND), ()))
    blocks.append(_code(answer, words))
    if answer.facts:
        blocks.append(_facts(answer, answer.facts, words))
    blocks.append(Heading(words(N_("Do now"))))
    blocks.extend(numbered(number, step, words, paper) for number, step in enumerate(answer.steps, 1))
    if answer.say:
        size = 9.2 if paper is Paper.A6 else 10.5
        first, second = (quoted(text) for text in (answer.say.main(reading), answer.say.other(reading)))
        blocks.append(Heading(words(N_("Say to the customer"))))
        blocks.append(Paragraph((Line(first, size), Line(second, size - 1.4, grey=True))))
    title = words(NOT_ACCEPTED) if answer.sensitive else words.main(answer.title)
    name = answer.id.replace(":", "-")
    foot = words.foot(filled, words(STAFF_ONLY))
    return Sheet(
        f"card-{name}",
        " ".join(filter(None, (answer.code, title))),
        paper,
        reading,
        tuple(blocks),
        foot,
        words.page_of(),
    )


def _code(answer: Answer, words: Words) -> BigCode:
    system = words.main(answer.system.short) if answer.system else ""
    if answer.sensitive:
        said = words.each(NOT_ACCEPTED)
        return BigCode(answer.code or "", said[0], " · ".join([*said[1:], *([system] if system else [])]))
    under = " · ".join(part for part in (words.other(answer.title), system) if part)
    return BigCode(answer.code or "", words.main(answer.title), under)


def _facts(answer: Answer, facts: ThreeFacts, words: Words) -> Facts:
    says = words.catalogues
    outcome = " ".join(outcome_word(c, facts.outcome) for c in says)
    if answer.sensitive:
        outcome = words(NOT_ACCEPTED)
    return Facts(
        (
            (
                words(N_("Outcome")),
                words(outcome) if outcome else " ".join(outcome_word(c, facts.outcome) for c in says),
                None,
            ),
            (words(N_("Retry")), " ".join(retry_word(c, facts.retry) for c in says), retry_mark(facts)),
            (words(N_("Charged")), " ".join(charged_word(c, facts) for c in says), None),
        )
    )


def numbered(number: int, step: Step, words: Words, paper: Paper) -> Numbered:
    """A step as a block; the role stands before what somebody other than the cashier does."""
    size = 9.2 if paper is Paper.A6 else 11.0 if not paper.is_roll else 10.0
    lines = []
    for place, (catalogue_, do) in enumerate(zip(words.catalogues, step.do.pick(words.reading), strict=True)):
        who = "" if step.role.value == "cashier" else role_word(catalogue_, step.role)
        said = catalogue_.pgettext("who does it", "{who}: {what}").format(who=who, what=do) if who else do
        lines.append(Line(said, size if place == 0 else size * 0.82, grey=place > 0))
    if step.note:
        lines += [Line(text, size * 0.8, grey=True) for text in step.note.pick(words.reading)]
    return Numbered(number, tuple(lines))
