"""An answer as plain text, for the console and the clipboard."""

from __future__ import annotations

from collections.abc import Iterator

from posref.core.answer import Answer
from posref.core.types import Reading, Text
from posref.lang import Catalogue
from posref.words import call_note, call_word, charged_word, outcome_word, quoted, retry_word, role_word, trust_word


def answer_lines(answer: Answer, reading: Reading, say: Catalogue) -> Iterator[str]:
    """The answer line by line, in the order of the screen."""
    if answer.warning:
        yield "! " + " / ".join(answer.warning.pick(reading))
    code = f"{answer.code}  " if answer.code else ""
    yield f"{code}{answer.title.main(reading)} / {answer.title.other(reading)}"
    if answer.system:
        yield "  " + answer.system.title.main(reading)
    if answer.meaning:
        yield from _said("", answer.meaning, reading)
    for shown in answer.shown:
        yield "  " + say.gettext("On the screen: {words}").format(words=quoted(shown.text))
    if answer.facts:
        yield "  " + " · ".join(
            (
                say.gettext("Outcome") + ": " + outcome_word(say, answer.facts.outcome),
                say.gettext("Retry") + ": " + retry_word(say, answer.facts.retry),
                say.gettext("Charged") + ": " + charged_word(say, answer.facts),
            )
        )
    if answer.happened:
        yield from _said("", answer.happened, reading)
    yield from _section(say.gettext("Do now"))
    for number, step in enumerate(answer.steps, 1):
        yield from _said(f"{number}. [{role_word(say, step.role)}] ", step.do, reading)
        if step.note:
            yield from _said("     ", step.note, reading)
    if answer.say:
        yield from _section(say.gettext("Say to the customer"))
        yield f"  {quoted(answer.say.main(reading))}"
        yield f"  {quoted(answer.say.other(reading))}"
    if answer.staff:
        yield from _section(say.gettext("For staff only, not aloud"))
        yield from _said("", answer.staff, reading)
    if call_word(say, answer.call):
        yield from _section(say.gettext("Call"))
        yield f"  {call_word(say, answer.call)} ({call_note(say, answer.call)})"
    for title, texts in ((say.gettext("Likely causes"), answer.causes), (say.gettext("Prevent it"), answer.prevent)):
        if texts:
            yield from _section(title)
            for text in texts:
                yield from _said("- ", text, reading)
    yield from _tail(answer, reading, say)


def _tail(answer: Answer, reading: Reading, say: Catalogue) -> Iterator[str]:
    if len(answer.meanings) > 1:
        yield from _section(say.gettext("Whose code is this?"))
        for meaning in answer.meanings:
            owners = say.pgettext("between names", ", ").join(owner.main(reading) for owner in meaning.owners)
            yield f"  {owners}: {meaning.title.main(reading)}"
    for dispute in answer.disputes:
        yield from _section(say.gettext("Sources disagree"))
        yield from _said("", dispute.note, reading)
    if answer.sources and answer.trust:
        yield from _section(say.gettext("Sources") + f" ({trust_word(say, answer.trust)})")
        for source in answer.sources:
            yield f"  {source.title.main(reading)} · {source.where} · {source.checked}"


def _section(title: str) -> Iterator[str]:
    yield ""
    yield title


def _said(lead: str, text: Text, reading: Reading) -> Iterator[str]:
    for place, line in enumerate(text.pick(reading)):
        yield "  " + (lead if place == 0 else " " * len(lead)) + line
