"""The house rules as a test: who may import whom, how big things get, what never runs at import.

The table is `house.md`'s "Who may import whom", as data, with the refinements that were decided since.
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.support.cli import environment, run

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "posref"
CORNERS = frozenset({"paths", "lang", "log", "words"})

ROOMS: dict[str, frozenset[str]] = {
    "core": frozenset(),
    "paths": frozenset({"core"}),
    "lang": frozenset({"core"}),
    "log": frozenset({"core"}),
    "words": frozenset({"core", "lang"}),  # the words for stable words: window, paper and console say the same
    "fonts": frozenset(),  # which fonts have Chinese: the window asks, and so does the paper
    "kb": frozenset({"core"}) | CORNERS,
    "store": frozenset({"core"}) | CORNERS,
    "author": frozenset({"core"}) | CORNERS,
    "paper": frozenset({"core", "fonts"}) | CORNERS,
    "service": frozenset({"core", "kb", "store", "paper"}) | CORNERS,
    "ui": frozenset({"core", "service", "paper.paint", "fonts"}) | CORNERS,
    "cli": frozenset({"core", "service", "author", "paper.paint"}) | CORNERS,
    "__main__": frozenset({"paths", "service", "ui", "cli"}),
    "__init__": frozenset(),
}
"""Room -> rooms it may import. A room with a dot is that module alone."""

TYPES_ONLY: dict[str, dict[str, frozenset[str] | None]] = {
    # What the shop keeps is data; the window and the settings page fill it in. All of `store.shop`'s names are types.
    # A sheet and its pages are data that the service hands to preview and printer.
    "ui": {
        "posref.store.shop": None,
        "posref.kb.search": frozenset({"Filters"}),
        "posref.paper.sheet": None,
        "posref.paper.flow": frozenset({"Pages"}),
        "posref.paper.compose.call_sheet": frozenset({"Call"}),
    },
    # A command builds the filters of a search, and names the paper of a sheet and what a call sheet says.
    "cli": {
        "posref.kb.search": frozenset({"Filters"}),
        "posref.paper.sheet": frozenset({"Paper", "Sheet"}),
        "posref.paper.compose.call_sheet": frozenset({"Call"}),
    },
}
"""Refinements: modules of other rooms from which a room may take these names, because they are plain data."""

NOT_FROM = {"service": frozenset({"posref.paper.paint"})}
"""Modules that a room may not import although it may import the rest of their room."""

DEFERRED_ONLY = {"__main__": frozenset({"ui", "cli"}), "cli": frozenset({"author", "paper"})}
"""Rooms imported only inside the function that needs them."""

OUTSIDE: dict[str, frozenset[str]] = {
    "author": frozenset({"yaml", "sqlalchemy", "pypinyin", "opencc"}),
    "store.schema": frozenset({"sqlalchemy"}),
    "store.records": frozenset({"sqlalchemy"}),
    "paper": frozenset({"babel"}),
    "paper.paint": frozenset({"PySide6", "babel"}),
    "paper.ink": frozenset({"PySide6"}),  # what paint draws with; nobody else imports it
    "cli.printing": frozenset({"PySide6"}),  # a PDF needs an application of Qt's; deferred, see below
    "ui": frozenset({"PySide6"}),
}
"""What a room (or one of its modules) uses beside the standard library."""

SQLITE = frozenset({"kb", "author"})
"""The rooms that speak SQL with the standard library's sqlite3."""


@dataclass(frozen=True)
class Import:
    """One import: where it stands, what it names, whether it waits inside a function."""

    file: Path
    line: int
    target: str
    names: tuple[str, ...]
    deferred: bool
    level: int = 0

    @property
    def place(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}"


@cache
def files() -> tuple[Path, ...]:
    return tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


@cache
def modules() -> dict[str, Path]:
    return {module_name(path): path for path in files()}


def room_of(module: str) -> str:
    """`posref.kb.open` -> `kb`; the package itself is `__init__`."""
    return module.split(".")[1] if "." in module else "__init__"


def imports(path: Path) -> Iterator[Import]:
    yield from _imports(path, tree(path), False)


def _imports(path: Path, node: ast.AST, deferred: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        inside = deferred or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if isinstance(child, ast.Import):
            yield from (Import(path, child.lineno, alias.name, (), inside) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            names = tuple(alias.name for alias in child.names)
            yield Import(path, child.lineno, child.module or "", names, inside, child.level)
        else:
            yield from _imports(path, child, inside)


def targets(found: Import) -> list[tuple[str, str]]:
    """The modules an import reaches, each with the name that is taken from it ("" for the module itself)."""
    if not found.names:
        return [(found.target, "")]
    return [
        (f"{found.target}.{name}", "") if f"{found.target}.{name}" in modules() else (found.target, name)
        for name in found.names
    ]


def wrong(found: Import) -> Iterator[str]:
    """What is against the table in one import."""
    if found.level:
        yield f"{found.place}: a relative import"
        return
    here = module_name(found.file)
    room = room_of(here)
    if found.target.split(".")[0] != "posref":
        yield from _wrong_outside(found, here, room)
        return
    for target, name in targets(found):
        other = room_of(target)
        if other in (room, "__init__"):
            continue
        allowed = ROOMS[room]
        inner = ".".join(target.split(".")[1:])
        if other not in allowed and inner not in allowed:
            names = TYPES_ONLY.get(room, {}).get(target, frozenset())
            if names is not None and name not in names:
                yield f"{found.place}: {room} imports {target} {name}".rstrip()
        elif target in NOT_FROM.get(room, frozenset()):
            yield f"{found.place}: {room} imports {target}"
        elif other in DEFERRED_ONLY.get(room, frozenset()) and not found.deferred:
            yield f"{found.place}: {room} imports {target} at load; only inside the function that needs it"


def _wrong_outside(found: Import, here: str, room: str) -> Iterator[str]:
    package = found.target.split(".")[0]
    allowed = OUTSIDE.get(room, frozenset()) | OUTSIDE.get(".".join(here.split(".")[1:]), frozenset())
    if package not in sys.stdlib_module_names and package not in allowed:
        yield f"{found.place}: {room} uses {package}"
    if package == "PySide6" and room == "cli" and not found.deferred:
        yield f"{found.place}: {room} uses {package} at load; only inside the function that needs it"
    if package == "sqlite3" and room not in SQLITE:
        yield f"{found.place}: {room} uses sqlite3"


def test_every_room_is_in_the_table() -> None:
    assert {room_of(module) for module in modules()} <= ROOMS.keys()


def test_who_imports_whom() -> None:
    found = [reason for path in files() for one in imports(path) for reason in wrong(one)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    "file, source",
    [
        ("core/query.py", "import yaml"),
        ("core/query.py", "from posref.lang import _"),
        ("core/query.py", "def f():\n    import sqlite3"),
        ("kb/read.py", "from posref.store.shop import Shop"),
        ("kb/read.py", "from posref.service.lookup import Desk"),
        ("kb/read.py", "import sqlalchemy"),
        ("store/shop.py", "import sqlalchemy"),
        ("service/lookup.py", "from posref.paper.paint import paint"),
        ("service/lookup.py", "from posref.author import compile"),
        ("service/lookup.py", "import PySide6.QtCore"),
        ("cli/lookup.py", "from posref.kb.search import search"),
        ("cli/kb.py", "from posref.author.compile import compile_kb"),
        ("cli/kb.py", "from posref.ui.app import run_window"),
        ("ui/app.py", "from posref.kb.read import KnowledgeBase"),
        ("ui/app.py", "from posref.cli import run_command"),
        ("__main__.py", "from posref.ui.app import run_window"),
        ("kb/read.py", "from . import sql"),
        ("kb/read.py", "from posref import ui"),
    ],
)
def test_the_test_would_notice(file: str, source: str) -> None:
    """A table that finds nothing proves nothing: each of these imports has to be refused."""
    found = [reason for one in _imports(PACKAGE / file, ast.parse(source), False) for reason in wrong(one)]
    assert len(found) == 1
    assert found[0].startswith(f"posref/{file}:")


@pytest.mark.parametrize(
    "file, source",
    [
        ("core/query.py", "import re\nfrom posref.core.types import Text"),
        ("cli/lookup.py", "from posref.kb.search import Filters"),
        ("cli/kb.py", "def f():\n    from posref.author.compile import compile_kb"),
        ("ui/app.py", "from PySide6.QtWidgets import QLabel\nfrom posref.store.shop import Shop"),
        ("store/records.py", "import sqlalchemy"),
        ("log.py", "from posref import __version__"),
    ],
)
def test_the_test_lets_pass(file: str, source: str) -> None:
    assert not [reason for one in _imports(PACKAGE / file, ast.parse(source), False) for reason in wrong(one)]


def test_no_import_cycles_deferred_ones_counted() -> None:
    graph = {
        name: sorted({target for one in imports(path) for target, _ in targets(one) if target in modules()} - {name})
        for name, path in modules().items()
    }
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, "a cycle: " + " -> ".join((*way[way.index(name) :], name))
        if name not in done:
            for other in graph[name]:
                walk(other, (*way, name))
            done.add(name)

    for name in graph:
        walk(name, ())


def test_nobody_imports_everything() -> None:
    assert not [one.place for path in files() for one in imports(path) if "*" in one.names]


def test_files_stay_small() -> None:
    lengths = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in files()}
    assert not [f"{p.relative_to(ROOT)}: {n} lines, at most 400" for p, n in lengths.items() if n > 400]


def test_functions_stay_small() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.name} has {size} lines, at most 60"
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (size := (node.end_lineno or node.lineno) - node.lineno + 1) > 60
    ]
    assert not found, "\n" + "\n".join(found)


GETTEXT = {"_", "ngettext", "pgettext", "npgettext", "gettext"}


def at_import(node: ast.AST) -> Iterator[ast.Call]:
    """Every call that runs when the module is loaded: bodies of functions wait, their decorators and defaults do not."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in (*child.decorator_list, *child.args.defaults, *filter(None, child.args.kw_defaults)):
                yield from at_import(ast.Expr(part))
        elif not isinstance(child, ast.Lambda):
            if isinstance(child, ast.Call):
                yield child
            yield from at_import(child)


def is_gettext(call: ast.Call) -> bool:
    return getattr(call.func, "id", getattr(call.func, "attr", "")) in GETTEXT


def test_no_text_is_translated_at_import() -> None:
    found = [f"{p.relative_to(ROOT)}:{call.lineno}" for p in files() for call in at_import(tree(p)) if is_gettext(call)]
    assert not found, f"translated when loaded, so never again: {found}"


@pytest.mark.parametrize(
    "source", ["X = _('a')", "class A:\n    x = _('a')", "def f(a=_('x')): ...", "X = [lang.gettext('a')]"]
)
def test_translation_at_import_would_be_noticed(source: str) -> None:
    assert any(is_gettext(call) for call in at_import(ast.parse(source)))


def test_translation_when_called_passes() -> None:
    assert not any(is_gettext(call) for call in at_import(ast.parse("def f(): return _('a')\nX = lambda: _('a')")))


OURS_TO_ANSWER = frozenset("event data index count run parent flags paint sort accept reject done open".split())
"""Qt methods in one word that Qt calls us by; whatever holds a capital letter is known by ruff's list."""


def _qt_names(path: Path) -> dict[str, object]:
    """The Qt classes a file imports, by the name it uses."""
    found: dict[str, object] = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
            module = importlib.import_module(node.module or "")
            found |= {alias.asname or alias.name: getattr(module, alias.name) for alias in node.names}
    return found


def _qt_bases() -> dict[str, tuple[Path, ast.ClassDef, list[type]]]:
    """Every class of the window that comes from Qt, with the Qt classes it comes from."""
    classes = [(p, n) for p in files() if "ui" in p.parts for n in ast.walk(tree(p)) if isinstance(n, ast.ClassDef)]
    found: dict[str, tuple[Path, ast.ClassDef, list[type]]] = {}
    for _ in range(5):  # a class of ours may come from another of ours
        for path, node in classes:
            known = _qt_names(path)
            bases: list[type] = []
            for base in node.bases:
                name = getattr(base, "id", "")
                if isinstance(qt := known.get(name), type):
                    bases.append(qt)
                elif name in found:
                    bases += found[name][2]
            if bases:
                found[node.name] = (path, node, bases)
    return found


def _defined(node: ast.ClassDef) -> Iterator[tuple[str, int, bool]]:
    """What a class defines: name, line, and whether it is a method."""
    for item in node.body:
        if isinstance(item, ast.FunctionDef):
            yield item.name, item.lineno, True
            for part in ast.walk(item):
                if (
                    isinstance(part, ast.Attribute)
                    and isinstance(part.ctx, ast.Store)
                    and getattr(part.value, "id", "") == "self"
                ):
                    yield part.attr, part.lineno, False
        elif isinstance(item, ast.Assign):
            yield from ((t.id, item.lineno, False) for t in item.targets if isinstance(t, ast.Name))
        elif isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            yield item.target.id, item.lineno, False


def shadows(node: ast.ClassDef, bases: list[type]) -> Iterator[tuple[str, int]]:
    for name, line, method in _defined(node):
        if name.startswith("__") or not any(hasattr(base, name) for base in bases):
            continue
        overrides = method and (name in OURS_TO_ANSWER or name != name.lower())
        if not overrides:
            yield name, line


def test_no_qt_method_is_hidden() -> None:
    try:
        found = _qt_bases()
    except (SyntaxError, ImportError, AttributeError) as error:
        pytest.skip(f"the window is not whole right now: {error}")
    hidden = [
        f"{path.relative_to(ROOT)}:{line}: {name}.{attribute} hides Qt's own"
        for name, (path, node, bases) in found.items()
        for attribute, line in shadows(node, bases)
    ]
    assert not hidden, "\n" + "\n".join(hidden)


def test_a_hidden_qt_method_would_be_noticed() -> None:
    widgets = pytest.importorskip("PySide6.QtWidgets")
    source = "class A:\n    font = 1\n    def __init__(self):\n        self.layout = 2\n        self.mine = 3\n    def size(self): ...\n    def sizeHint(self): ..."
    node = ast.parse(source).body[0]
    assert isinstance(node, ast.ClassDef)
    assert {name for name, _ in shadows(node, [widgets.QWidget])} == {"font", "layout", "size"}


def _loaded(arguments: list[str], home: Path, kb: Path) -> set[str]:
    code = (
        "import sys\nfrom posref.__main__ import main\nstatus = main(sys.argv[1:])\n"
        "sys.stderr.write('LOADED ' + ' '.join(sorted(sys.modules)))\nsys.exit(status)"
    )
    done = run(list(arguments), environment(home, kb), code)
    assert done.status == 0, done.err
    return set(done.err.partition("LOADED ")[2].split())


HEAVY = (
    "PySide6",
    "shiboken6",
    "sqlalchemy",
    "yaml",
    "babel",
    "pypinyin",
    "opencc",
    "posref.author",
    "posref.ui",
    "logging",
)


@pytest.mark.parametrize(
    "arguments",
    [["lookup", "55"], ["lookup", "55", "--json"], ["show", "unionpay:55"], ["list", "systems"], ["kb", "stats"]],
)
def test_looking_up_loads_nothing_heavy(arguments: list[str], user_folder: Path, compiled: tuple[Path, object]) -> None:
    user_folder.mkdir()
    loaded = _loaded(arguments, user_folder, compiled[0])
    assert "posref.kb.read" in loaded
    assert not [name for name in HEAVY if name in loaded]
