"""`posref show ID`: the whole answer about one code, condition or guide."""

from __future__ import annotations

import argparse
from typing import Any

from posref.cli.context import NOTHING, OK, Context, write_json, write_line
from posref.core.mask import mask


def add_to(commands: Any) -> None:
    """Add the command and its options."""
    parser = commands.add_parser("show", help="show the whole answer about one id")
    parser.add_argument("id", metavar="ID", help="unionpay:55, condition:pin-incorrect, guide:unknown-code")
    parser.add_argument("--lang", choices=("zh", "en", "both"), help="language of the answer")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the answer; status 1 when there is no such id."""
    from posref.cli.answer_shape import (
        answer_json,  # deferred, with the next: a look-up loads every command, not its answers
    )
    from posref.service.answers import open_answer
    from posref.service.plain import answer_lines

    answer = open_answer(context.finder(), options.id, context.english)
    if answer is None:
        import sys  # deferred with the failure

        sys.stderr.write("posref: " + context.say.gettext("There is no {id}.").format(id=mask(options.id)[:80]) + "\n")
        return NOTHING
    if options.json:
        write_json(answer_json(answer))
        return OK
    for line in answer_lines(answer, context.reading, context.say):
        write_line(line)
    return OK
