"""*Done* on a checklist: who did it, what failed; the last runs, and what is due. Records are loaded only here."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from posref.core.checklist import Checklist
from posref.core.errors import UserError
from posref.core.run import Result, Run, Verdict
from posref.core.types import Reading
from posref.lang import _, error_text, ngettext
from posref.service.lookup import Desk
from posref.ui.parts import button, label
from posref.ui.task import run_task
from posref.ui.widgets.line import Line
from posref.ui.widgets.scroll import Scroll

SHOWN = 3


class RunsPanel(QWidget):
    """The last runs of the chosen list and the button that keeps a new one."""

    told = Signal(str)

    def __init__(self, desk: Desk, reading: Reading) -> None:
        """Nothing is asked until a list is shown."""
        super().__init__()
        self._desk, self._reading = desk, reading
        self._list: Checklist | None = None
        self._said = label("", "quiet")
        self.done = button(_("Record as done…"), self._ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._said)
        layout.addWidget(self.done)

    def show_list(self, found: Checklist | None) -> None:
        """Ask for the last runs of this list, in the pool."""
        if found is None or found == self._list:
            return
        self._list = found
        run_task(self, lambda: self._ask_runs(found), self._show_runs, self._failed)

    def _ask_runs(self, found: Checklist) -> tuple[tuple[Run, ...], bool]:
        from posref.service import records  # deferred: SQLAlchemy is loaded for records only

        runs = records.last_runs(self._desk, found.id, SHOWN).value
        last = runs[0].done[:10] if runs else ""
        today = datetime.now(UTC).astimezone().date().isoformat()
        return runs, found.frequency in ("daily", "shift") and last != today

    def _show_runs(self, found: tuple[tuple[Run, ...], bool]) -> None:
        runs, due = found
        lines = [_("Due today")] if due else []
        for run in runs:
            failed = len(run.failed())
            who = " · ".join(part for part in (run.done.replace("T", " "), run.person, run.terminal) if part)
            count = ngettext("{n} failed", "{n} failed", failed).format(n=failed) if failed else _("all passed")
            lines.append(f"{who} · {count}")
        self._said.setText("\n".join(lines) or _("Not recorded yet"))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.told.emit(error_text(error))

    def _ask(self) -> None:
        if self._list is None:
            return
        dialog = DoneDialog(self, self._list, self._desk, self._reading)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.keep(self._list, dialog.person.text(), dialog.terminal.text(), dialog.results())

    def keep(self, found: Checklist, person: str, terminal: str, results: tuple[Result, ...]) -> None:
        """Keep a run; the panel then shows it."""

        def work() -> object:
            from posref.service import records  # deferred, as above

            return records.complete(self._desk, found, results, person=person, terminal=terminal)

        def done(_run: object) -> None:
            self._list = None
            self.show_list(found)
            self.told.emit(_("Recorded: {title}").format(title=found.title.main(self._reading)))

        run_task(self, work, done, self._failed)


class DoneDialog(QDialog):
    """Who did the list, on which terminal, which items failed."""

    def __init__(self, parent: QWidget, found: Checklist, desk: Desk, reading: Reading) -> None:
        """A tick for each item that failed; what stays unticked has passed."""
        super().__init__(parent)
        self.setWindowTitle(found.title.main(reading))
        self.person, self.terminal = Line(desk.shop.person), Line()
        form = QFormLayout()
        form.addRow(_("Person"), self.person)
        form.addRow(_("Terminal"), self.terminal)
        canvas = QWidget()
        column = QVBoxLayout(canvas)
        column.addWidget(label(_("Tick what failed"), "heading"))
        self.failed = {item.id: QCheckBox(item.text.main(reading)) for item in found.items()}
        for box in self.failed.values():
            column.addWidget(box)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(Scroll(canvas), 1)
        layout.addWidget(buttons)
        self.resize(460, 480)

    def results(self) -> tuple[Result, ...]:
        """Each item with how it went."""
        verdicts = {True: Verdict.FAIL, False: Verdict.PASS}
        return tuple(Result(name, verdicts[box.isChecked()]) for name, box in self.failed.items())
