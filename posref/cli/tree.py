"""The commands and what they share: streams that survive any console, errors in one line."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence

from posref import __version__
from posref.cli import kb, listing, lookup, printing, show
from posref.cli.context import FAILED, USAGE, Context
from posref.core.errors import UserError
from posref.core.mask import mask
from posref.lang import _, error_text, system_language, use
from posref.paths import Paths, find_paths

COMMANDS = (lookup, show, printing, listing, kb)


def run_command(arguments: Sequence[str]) -> int:
    """Run one command; its exit status. A sentence on standard error instead of a traceback, whatever happens."""
    _steady_streams()
    paths = find_paths()
    use(system_language(), paths.i18n)
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    language = getattr(options, "lang", None) or system_language()
    use("en" if language == "en" else "zh", paths.i18n)
    run: Callable[[argparse.Namespace, Context], int] = options.run
    context = Context(paths, language)
    try:
        return run(options, context)
    except UserError as error:
        return _fail(error_text(error))
    except BrokenPipeError:
        sys.stderr.close()
        return FAILED
    except OSError as error:
        return _fail(mask(f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")))
    except KeyboardInterrupt:
        return FAILED
    except Exception as error:  # noqa: BLE001  the last door: a report and a sentence instead of a traceback
        return _crashed(paths, error)
    finally:
        for notice in context.close():
            _fail(error_text(notice))


def _fail(reason: str) -> int:
    if not sys.stderr.closed:
        sys.stderr.write(f"posref: {mask(' '.join(reason.split()))}\n")
    return FAILED


def _crashed(paths: Paths, error: Exception) -> int:
    from posref.log import write_crash  # deferred with the failure

    report = write_crash(paths.user, type(error), error, error.__traceback__)
    if report:
        return _fail(_("Something went wrong in posref. A report without card data is in {path}.").format(path=report))
    return _fail(_("Something went wrong in posref. The report could not be written."))


def _steady_streams() -> None:
    """Text that a console cannot say is replaced by a mark instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]  # exits as argparse's own does
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"posref: {mask(message)}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="posref", description="The offline bilingual reference for point-of-sale trouble.")
    parser.add_argument("--version", action="version", version=f"posref {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_to(commands)
    return parser
