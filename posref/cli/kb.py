"""`posref kb …`: what the knowledge base holds, whether it is whole; in a checkout, checking and building it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from posref.cli.context import FAILED, OK, Context, write_json, write_line
from posref.core.errors import UserError
from posref.lang import N_

NO_CONTENT = N_("The content as text is not here: {path}. Checking and building work in a source checkout.")


def add_to(commands: Any) -> None:
    """Add the command with its four parts."""
    parser = commands.add_parser("kb", help="the knowledge base: stats, verify, check, build")
    parts = parser.add_subparsers(required=True, metavar="PART")
    for name, run, help_text in (
        ("stats", _stats, "count what it holds"),
        ("verify", _verify, "check the file against its hash"),
    ):
        part = parts.add_parser(name, help=help_text)
        part.add_argument("--json", action="store_true", help="print JSON")
        part.add_argument("--lang", choices=("zh", "en", "both"), help="language of the words")
        part.set_defaults(run=run)
    for name, run, help_text in (
        ("check", _check, "check the content"),
        ("build", _build, "check and compile the content"),
    ):
        part = parts.add_parser(name, help=help_text)
        part.add_argument("dir", nargs="?", metavar="DIR", help="the folder of the content")
        part.set_defaults(run=run)


def _stats(options: argparse.Namespace, context: Context) -> int:
    stats = context.finder().kb.stats()
    if options.json:
        write_json(stats)
        return OK
    for name, value in stats.items():
        if isinstance(value, dict):
            write_line(f"{name}:")
            for inner, count in value.items():
                write_line(f"  {inner:<20} {count}")
        else:
            write_line(f"{name:<20} {value}")
    return OK


def _verify(options: argparse.Namespace, context: Context) -> int:
    finder = context.finder()
    stamp = finder.kb.meta["content_hash"]
    whole = finder.intact()
    if options.json:
        write_json({"intact": whole, "content_hash": stamp, "version": finder.kb.meta["version"]})
    else:
        said = (
            context.say.gettext("The knowledge base is whole.")
            if whole
            else context.say.gettext("The knowledge base is damaged.")
        )
        write_line(f"{said} {finder.kb.meta['version']} {stamp}")
    return OK if whole else FAILED


def _folder(options: argparse.Namespace, context: Context) -> Path:
    folder = Path(options.dir) if options.dir else context.paths.source
    if folder is None or not folder.is_dir():
        raise UserError(NO_CONTENT, path=folder or "resources/kb")
    return folder


def _check(options: argparse.Namespace, context: Context) -> int:
    from posref.author.check import check_tree  # deferred: looking up never loads the compiler
    from posref.author.load import load_tree

    tree = load_tree(_folder(options, context))
    findings = check_tree(tree)
    for finding in findings:
        write_line(str(finding))
    records = sum(1 for _ in tree.everything())
    sys.stderr.write(f"posref: {records} records, {len(findings)} findings\n")
    return FAILED if findings else OK


def _build(options: argparse.Namespace, context: Context) -> int:
    from posref.author.compile import ContentError, compile_kb  # deferred, as above

    def progress(stage: str) -> None:
        sys.stderr.write(f"posref: knowledge base: {stage}\n")
        sys.stderr.flush()

    try:
        stamp = compile_kb(_folder(options, context), context.paths.kb, progress)
    except ContentError as error:
        for finding in error.findings:
            write_line(str(finding))
        sys.stderr.write(f"posref: {len(error.findings)} findings; nothing was written\n")
        return FAILED
    write_line(f"{stamp.version} {stamp.content_hash}")
    return OK
