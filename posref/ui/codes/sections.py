"""The sections below the band: headings that fold, steps, what to say, whose code, whom to call, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posref.core.answer import Answer, Step
from posref.core.types import Call, Reading, Text
from posref.lang import _, catalogue, current, pgettext
from posref.store.shop import Phone
from posref.ui.look import Look
from posref.ui.parts import button, frame, label
from posref.ui.tokens import SMALL
from posref.ui.widgets.wrap_button import WrapButton
from posref.words import call_note, call_word, quoted, role_word, trust_word


class Section(QWidget):
    """A heading with content under it; one that folds has its heading as a button."""

    def __init__(self, look: Look, title: str, folds: bool = False) -> None:
        """Take the heading; content goes into `body`."""
        super().__init__()
        self._look = look
        self.title = title
        self.folds = folds
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(5)
        self.gap = 12
        self._layout = layout = QVBoxLayout(self)
        layout.setSpacing(4)
        if folds:
            self._heading = button(title, self.toggle, "heading")
            layout.addWidget(self._heading, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            layout.addWidget(label(title, "heading"))
        layout.addWidget(self.content)
        self.open(not folds)

    def toggle(self) -> None:
        """Open what is closed, close what is open."""
        self.open(self.content.isHidden())

    def open(self, is_open: bool) -> None:
        """Show or fold the content."""
        self.content.setHidden(not is_open)
        self._layout.setContentsMargins(0, self.gap if is_open else 1, 0, 0)
        if self.folds:
            name = "chevron-down" if is_open else "chevron-right"
            self._heading.setIcon(self._look.icon(name, self._look.tokens.accent))
            state = _("open") if is_open else _("folded")
            self._heading.setAccessibleName(f"{self.title}, {state}")

    def say(self, texts: Iterable[str], kinds: tuple[str, ...] = ("", "quiet")) -> None:
        """Add the one or two lines of a text, the second quieter."""
        for line, kind in zip(texts, kinds, strict=False):
            self.body.addWidget(label(line, kind))


class Number(QWidget):
    """A step's number in its disc."""

    def __init__(self, look: Look, number: int) -> None:
        """Take the number."""
        super().__init__()
        self._look, self._number = look, number
        size = look.px(24)
        self.setFixedSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.tokens.accent))
        painter.drawEllipse(self.rect())
        painter.setPen(QColor(self._look.tokens.on_accent))
        painter.setFont(self._look.font(SMALL, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


def steps_section(look: Look, answer: Answer, reading: Reading) -> Section:
    """*Do now*: numbered steps; who does it is said where it is not the cashier."""
    section = Section(look, _("Do now"))
    section.body.setSpacing(7)
    for number, step in enumerate(answer.steps, 1):
        section.body.addWidget(_step(look, number, step, reading))
    return section


def _step(look: Look, number: int, step: Step, reading: Reading) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    layout.addWidget(Number(look, number), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(1)
    who = "" if step.role.value == "cashier" else role_word(catalogue(current()), step.role)
    lead = pgettext("who does it", "{who}: {what}")
    do = step.do.pick(reading)
    words.addWidget(label(lead.format(who=who, what=do[0]) if who else do[0], "step"))
    for line in do[1:]:
        words.addWidget(label(line, "quiet"))
    if step.note:
        for line in step.note.pick(reading):
            words.addWidget(label(line, "tiny" if reading is Reading.BOTH else "quiet"))
    layout.addLayout(words, 1)
    return row


def say_section(look: Look, answer: Answer, reading: Reading) -> Section:
    """*Say to the customer*, word for word, in both languages: the customer may speak either."""
    section = Section(look, _("Say to the customer"))
    if answer.say:
        quote = QVBoxLayout()
        quote.setContentsMargins(16, 8, 14, 8)
        quote.setSpacing(2)
        lines = (answer.say.main(reading), answer.say.other(reading))
        for line, kind in zip(lines, ("step", "quiet"), strict=True):
            quote.addWidget(label(quoted(line), kind))
        section.body.addWidget(frame("say", quote))
    return section


def staff_section(look: Look, text: Text, reading: Reading) -> Section:
    """What staff may know and must not say aloud."""
    section = Section(look, _("For staff only, not aloud"))
    layout = QVBoxLayout()
    layout.setContentsMargins(12, 8, 12, 8)
    for line, kind in zip(text.pick(reading), ("small", "quiet"), strict=False):
        layout.addWidget(label(line, kind))
    section.body.addWidget(frame("staff", layout))
    return section


def list_section(look: Look, title: str, texts: tuple[Text, ...], reading: Reading) -> Section:
    """Causes or prevention: a folding list."""
    section = Section(look, title, folds=True)
    section.body.setSpacing(1)
    for text in texts:
        lines = text.pick(reading)
        section.body.addWidget(label("•  " + lines[0]))
        for line in lines[1:]:
            section.body.addWidget(label("    " + line, "quiet"))
    return section


def meaning_section(look: Look, answer: Answer, reading: Reading) -> Section:
    """What happened, and what the code's own system says."""
    section = Section(look, _("What happened"), folds=True)
    if answer.happened:
        section.say(answer.happened.pick(reading))
    if answer.meaning and answer.system:
        lead = pgettext("whose words", "{system}: {meaning}")
        section.body.addWidget(
            label(lead.format(system=answer.system.short.main(reading), meaning=answer.meaning.main(reading)), "small")
        )
        if reading is Reading.BOTH:
            section.body.addWidget(label(answer.meaning.other(reading), "quiet"))
    for dispute in answer.disputes:
        section.body.addWidget(label(_("Sources disagree"), "strong"))
        section.say(dispute.note.pick(reading), ("small", "quiet"))
    return section


def owners_section(look: Look, answer: Answer, reading: Reading, choose: Callable[[str], object]) -> Section:
    """*Whose code is this*: one row per meaning, the one shown first in bold."""
    section = Section(look, _("Whose code is this?"))
    section.body.setSpacing(2)
    comma = pgettext("between names", ", ")
    for meaning in answer.meanings:
        names = comma.join(dict.fromkeys(owner.main(reading) for owner in meaning.owners))
        title = meaning.title.main(reading)
        section.body.addWidget(label(names, "strong" if meaning.own else "small"))
        section.body.addWidget(label(title, "quiet") if meaning.own else _link(title, meaning.id, choose))
        section.body.addWidget(frame("line"))
    return section


def _link(text: str, identity: str, choose: Callable[[str], object]) -> QWidget:
    def go() -> None:
        choose(identity)

    return WrapButton(text, go)


def call_section(look: Look, answer: Answer, phone: Phone | None, settings: Callable[[], object]) -> Section:
    """*Call*: whom, on which number; the shop's own number where it set one."""
    section = Section(look, _("Call"))
    say = catalogue(current())
    layout = QVBoxLayout()
    layout.setContentsMargins(12, 8, 12, 8)
    layout.setSpacing(2)
    if phone and answer.call not in (Call.ISSUER, Call.WALLET):
        number = phone.number.replace("-", "\u2011")  # a number is never broken at its hyphens
        layout.addWidget(label(f"{phone.name} {number}".strip(), "strong"))
        layout.addWidget(label(call_word(say, answer.call), "tiny"))
    else:
        layout.addWidget(label(call_word(say, answer.call), "strong"))
        layout.addWidget(label(call_note(say, answer.call), "tiny"))
        if answer.call not in (Call.ISSUER, Call.WALLET):
            layout.addWidget(WrapButton(_("Set the number in Settings"), settings))
    section.body.addWidget(frame("card", layout))
    return section


def elsewhere_section(look: Look, answer: Answer, reading: Reading, choose: Callable[[str], object]) -> Section:
    """*The same problem elsewhere*: other owners' codes for it, then related problems."""
    section = Section(look, _("Elsewhere"), folds=True)
    section.body.setSpacing(2)
    for owner in answer.elsewhere[:6]:
        row = QHBoxLayout()
        row.addWidget(_link(owner.code or owner.id.partition(":")[2], owner.id, choose), 0)
        name = label(owner.short.main(reading), "small")
        name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(name, 1)
        section.body.addLayout(row)
        section.body.addWidget(frame("line"))
    for identity, title in answer.related:
        section.body.addWidget(_link(title.main(reading), identity, choose))
    return section


def sources_section(look: Look, answer: Answer, reading: Reading) -> Section:
    """*Sources*: what each is, how far it is trusted, when it was looked at."""
    section = Section(look, _("Sources"), folds=True)
    say = catalogue(current())
    for source in answer.sources:
        section.body.addWidget(label(source.title.main(reading), "small"))
        section.body.addWidget(label(f"{trust_word(say, source.trust)} · {source.where} · {source.checked}", "tiny"))
    for dispute in answer.disputes:
        for source in dispute.sources:
            differs = _("reads it otherwise")
            section.body.addWidget(label(f"{source.title.main(reading)} · {differs}", "tiny"))
    return section
