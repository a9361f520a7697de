"""A real window in which queries are typed key by key; prints one JSON object of timings in milliseconds.

    probe_keys.py QUERIES.json [ROUNDS]

QUERIES.json maps the name of a set to its queries. For each set:
  key      from the key to the rows painted and flushed, the program at rest before each key
  answer   the answer panel's own work, from being given an answer to standing painted
  typed    for each value of `key`, what stood in the box
  flow     the same as `key` while somebody types on without waiting (a key each 40 to 160 ms), from when the key was
           due: a panel still being built when the key comes is part of it
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

import posref.ui.app as program
from posref.core.answer import Answer
from posref.paths import find_paths
from posref.ui.codes.answer import AnswerPanel
from posref.ui.window import Window

REST = 0.15
"""Seconds without anything painted after which the program is at rest."""
FLUSHED = QEvent.Type(QEvent.registerEventType())
given: list[int] = []


class Painted(QObject):
    """The clock reading of when a widget's last paint had been flushed; 0 while none is."""

    def __init__(self, widget: QObject) -> None:
        super().__init__()
        self.at = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            # the paint is part of an update that is being delivered: what is posted now comes when it has ended
            QCoreApplication.postEvent(self, QEvent(FLUSHED))
        return False

    def customEvent(self, _event: QEvent) -> None:
        self.at = time.perf_counter_ns()


class Typist:
    """Types into the box of a shown window and says how long the screen took."""

    def __init__(self, window: Window) -> None:
        self.window, self.field = window, window.codes.box.field
        self.rows = Painted(window.codes.findChildren(QListView)[0].viewport())
        self.panel = Painted(window.codes.answer)

    def press(self, sign: str) -> None:
        """One key, or what an input method commits."""
        if sign.isascii():
            QTest.keyClicks(self.field, sign)
        else:
            event = QInputMethodEvent()
            event.setCommitString(sign)
            QCoreApplication.sendEvent(self.field, event)

    def clear(self) -> None:
        """An empty box, at rest."""
        self.field.selectAll()
        QTest.keyClick(self.field, Qt.Key.Key_Backspace)
        self.rest()

    def rest(self) -> None:
        """Until nothing has been painted for a while."""
        quiet = time.perf_counter()
        while time.perf_counter() - quiet < REST:
            before = (self.rows.at, self.panel.at)
            QApplication.processEvents()
            if before != (self.rows.at, self.panel.at):
                quiet = time.perf_counter()
            time.sleep(0.001)

    def until(self, painted: Painted, seconds: float) -> bool:
        """Let the program run until the widget is painted; False when it is not within this time."""
        end = time.perf_counter() + seconds
        while not painted.at:
            QApplication.processEvents()
            if time.perf_counter() > end:
                return False
        return True

    def one_key(self, sign: str, due: int = 0) -> float:
        """Milliseconds from the key (or from when it was due) to its rows on the screen."""
        self.rows.at = self.panel.at = 0
        given.clear()
        start = due or time.perf_counter_ns()
        self.press(sign)
        if not self.until(self.rows, 10):
            sys.exit(f"the rows were not painted after {sign!r} in {self.field.text()!r}")
        return (self.rows.at - start) / 1e6

    def one_answer(self) -> float | None:
        """Milliseconds the answer that follows took; None where none followed."""
        if self.until(self.panel, 0.5) and given:
            return (self.panel.at - given[-1]) / 1e6
        return None

    def resting(self, query: str) -> tuple[list[float], list[float]]:
        """Every key of a query, each after a rest."""
        keys, answers = [], []
        self.clear()
        for sign in query:
            keys.append(self.one_key(sign))
            if (took := self.one_answer()) is not None:
                answers.append(took)
            self.rest()
        return keys, answers

    def flowing(self, query: str, chance: random.Random) -> list[float]:
        """Every key of a query, typed on without waiting."""
        self.clear()
        keys = []
        due = time.perf_counter_ns()
        for sign in query:
            while time.perf_counter_ns() < due:
                QApplication.processEvents()
                time.sleep(0.0005)
            keys.append(self.one_key(sign, due))
            due += round(chance.uniform(40, 160) * 1e6)
        return keys


def watch_answers() -> None:
    """Note the moment at which the panel is given an answer."""
    show = AnswerPanel.show_answer

    def noted(panel: AnswerPanel, answer: Answer, *rest: object, **named: object) -> None:
        given.append(time.perf_counter_ns())
        show(panel, answer, *rest, **named)  # type: ignore[arg-type]  # handed through as it came

    AnswerPanel.show_answer = noted  # type: ignore[assignment,method-assign]


def measure(window: Window, sets: dict[str, list[str]], rounds: int) -> dict[str, dict[str, list[float] | list[str]]]:
    """Every set of queries, `rounds` times, after one query nobody counts."""
    typist, chance = Typist(window), random.Random(7)
    typist.resting("55")
    found: dict[str, dict[str, list[float] | list[str]]] = {}
    for name, queries in sets.items():
        kept: dict[str, list[float]] = {"key": [], "answer": [], "flow": []}
        begun: list[str] = []
        for _n in range(rounds):
            for query in queries:
                keys, answers = typist.resting(query)
                kept["key"] += keys
                begun += [query[: n + 1] for n in range(len(keys))]
                kept["answer"] += answers
                kept["flow"] += typist.flowing(query, chance)
        found[name] = {**kept, "typed": begun}
    return found


def main() -> None:
    """Open the window, type, print."""
    sets = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    watch_answers()
    _app, desk, window = program.build(find_paths())
    window.show()
    QTest.qWaitForWindowExposed(window)
    window.start()
    QTimer.singleShot(900_000, QApplication.quit)
    print(json.dumps(measure(window, sets, int(sys.argv[2]) if len(sys.argv) > 2 else 1)))
    window.close()
    desk.close()


main()
