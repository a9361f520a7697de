"""`posref lookup QUERY`: what the box of the window answers, on the console."""

from __future__ import annotations

import argparse
from typing import Any

from posref.cli.context import NOTHING, OK, Context, write_json, write_line
from posref.cli.shape import hit_json
from posref.core.errors import UserError
from posref.core.types import Found, Hit
from posref.kb.search import Filters
from posref.lang import N_
from posref.service.finder import Finder
from posref.words import charged_word, outcome_word, retry_word, rung_word

LIMIT = 10
NO_SYSTEM = N_("There is no code system {name}. `posref list systems` names them.")
NO_BRAND = N_("There is no brand {name}. `posref list brands` names them.")


def add_to(commands: Any) -> None:
    """Add the command and its options."""
    parser = commands.add_parser("lookup", help="look up a code, message or problem")
    parser.add_argument("query", metavar="QUERY", help="what the terminal shows, or words for it")
    parser.add_argument("--brand", action="append", default=[], metavar="B", help="lift this brand's codes; may repeat")
    parser.add_argument("--only", action="store_true", help="leave nothing but the codes of the brands given")
    parser.add_argument(
        "--system", action="append", default=[], metavar="S", help="leave nothing but this system's codes; may repeat"
    )
    parser.add_argument("--lang", choices=("zh", "en", "both"), help="language of the answer")
    parser.add_argument("--limit", type=_limit, default=LIMIT, metavar="N", help="rows at most")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def _limit(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 1")
    return min(int(text), 200)


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the rows; status 1 when there are none but near misses."""
    finder = context.finder()
    filters = Filters(
        frozenset(_brand(finder, name) for name in options.brand),
        options.only,
        frozenset(_system(finder, name) for name in options.system),
        context.english,
        options.limit,
    )
    found = finder.find(options.query, filters)
    if options.json:
        write_json({"query": found.query, "results": [hit_json(hit) for hit in found.hits]})
    else:
        _write(found, context, finder)
    return OK if any(hit.match.rung not in ("near", "none") for hit in found.hits) else NOTHING


def _brand(finder: Finder, name: str) -> str:
    known = finder.kb.vocabulary.brands
    brand = name if name in finder.kb.brands else known.get(name.casefold())
    if brand is None:
        raise UserError(NO_BRAND, name=name)
    return brand


def _system(finder: Finder, name: str) -> str:
    if name not in finder.systems():
        raise UserError(NO_SYSTEM, name=name)
    return name


def _write(found: Found, context: Context, finder: Finder) -> None:
    for hit in found.hits:
        for line in _row(hit, context, finder):
            write_line(line)
    if found.hidden:
        text = context.say.ngettext(
            "{n} exact match in other brands", "{n} exact matches in other brands", found.hidden
        ).format(n=found.hidden)
        write_line(text)
    if not found.hits:
        write_line(context.say.gettext("Nothing was asked."))


def _row(hit: Hit, context: Context, finder: Finder) -> list[str]:
    say, reading = context.say, context.reading
    code = hit.code or next((o.code for o in hit.owners if o.code), "") or "·"
    lines = [f"{code:<8} {'  '.join(hit.title.pick(reading))}"]
    if hit.facts:
        facts = (outcome_word(say, hit.facts.outcome), retry_word(say, hit.facts.retry), charged_word(say, hit.facts))
        lines.append(" " * 9 + " · ".join(facts))
    names = dict.fromkeys(owner.short.main(reading) for owner in hit.owners)
    comma = say.pgettext("between names", ", ")
    why = rung_word(say, hit.match.rung)
    lines.append(" " * 9 + f"{comma.join(names)} · {why} · {hit.id}".removeprefix(" · "))
    return lines
