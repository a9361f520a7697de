"""`posref list …`: what there is, by kind."""

from __future__ import annotations

import argparse
from typing import Any

from posref.cli.context import OK, Context, write_json, write_line
from posref.cli.shape import text_json

KINDS = ("systems", "brands", "categories", "conditions", "checklists", "guides", "sources")


def add_to(commands: Any) -> None:
    """Add the command and its options."""
    parser = commands.add_parser("list", help="list what there is")
    parser.add_argument("kind", choices=KINDS, help="what to list")
    parser.add_argument("--lang", choices=("zh", "en", "both"), help="language of the titles")
    parser.add_argument("--json", action="store_true", help="print a JSON array of objects with id and title")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the list."""
    rows = context.finder().kb.list(options.kind)
    if options.json:
        write_json([{"id": identity, "title": text_json(title)} for identity, title in rows])
    else:
        for identity, title in rows:
            write_line(f"{identity:<32} {'  '.join(title.pick(context.reading))}")
    return OK
