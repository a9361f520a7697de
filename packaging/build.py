"""Makes what the repository does not hold: compiled catalogues, the knowledge base, the frozen program.

python packaging/build.py catalogues             extract the interface texts, update and compile the catalogues
python packaging/build.py catalogues --compile   compile only: changes no tracked file
python packaging/build.py catalogues --check     say what is stale, missing, fuzzy or unused; changes nothing
python packaging/build.py --target linux|windows [--out DIR]   the program as one folder, tried by running it
"""

import argparse
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import version_info
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build"
I18N = ROOT / "i18n"
POT = I18N / "posref.pot"
LANGUAGES = ("zh_CN", "en")
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
TARGETS = {"linux": "linux", "windows": "win32"}


class Stop(Exception):  # noqa: N818
    """Ends the build with a sentence."""


def say(text: str) -> None:
    """One line on standard error."""
    print(f"build.py: {text}", file=sys.stderr, flush=True)


# --- catalogues: text ---------------------------------------------------------------------------------------------


def po_file(language: str) -> Path:
    """Where the language's translations are kept."""
    return I18N / language / "LC_MESSAGES" / "posref.po"


def extract() -> Catalog:
    """The interface texts found in posref/."""
    with (I18N / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    rows = extract_from_dir(
        ROOT,
        methods,
        options,
        KEYWORDS,
        ["i18n:"],
        directory_filter=lambda path: "posref" in Path(path).relative_to(ROOT).parts[:1],
    )
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for file_name, line, message, comments, context in rows:
        catalog.add(message, None, [(file_name, line)], auto_comments=comments, context=context)
    return catalog


def read(path: Path, language: str) -> Catalog:
    """The language's translations as they stand in the file; none when there is no file yet."""
    if not path.is_file():
        return Catalog(language, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)


def updated(language: str, template: Catalog) -> Catalog:
    """The language's catalogue with exactly the template's messages. English plurals are filled in from their ids."""
    catalog = read(po_file(language), language)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    for message in catalog:
        if language == "en" and message.pluralizable and not any(forms(message)):
            message.string = tuple(message.id)
    return catalog


def po_text(catalog: Catalog, language: str = "") -> str:
    """The catalogue as text that changes only when a message does: fixed header, sorted, no dates, no line numbers."""
    header = ["Project-Id-Version: posref", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"]
    header.append("Content-Transfer-Encoding: 8bit")
    if language:
        header += [f"Language: {language}", f"Plural-Forms: {catalog.plural_forms}"]
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False)
    lines = "".join(f'"{line}\\n"\n' for line in header)
    top = f'# Made by: python packaging/build.py catalogues\nmsgid ""\nmsgstr ""\n{lines}\n'
    return (top + buffer.getvalue().decode()).rstrip() + "\n"


def put(path: Path, content: bytes) -> None:
    """Write the file at once, and only when it changes."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)
    say(f"wrote {path.relative_to(ROOT).as_posix()}")


def forms(message: Message) -> list[str]:
    """The message's translations: one, or one per plural form."""
    strings = message.string or ""
    return [strings] if isinstance(strings, str) else [form or "" for form in strings]


def compile_catalogues() -> None:
    """Write the .mo files. Fuzzy and half-translated messages are left out: then the English id is shown."""
    for language in LANGUAGES:
        path = po_file(language)
        if not path.is_file():
            raise Stop(f"{path.relative_to(ROOT)} is not there. Run: python packaging/build.py catalogues")
        catalog = read(path, language)
        catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
        for message in catalog:
            if not all(forms(message)):
                message.string = ""
        buffer = io.BytesIO()
        write_mo(buffer, catalog, use_fuzzy=False)
        put(path.with_suffix(".mo"), buffer.getvalue())


def update_catalogues() -> None:
    """Extract, update, compile."""
    template = extract()
    put(POT, po_text(template).encode())
    for language in LANGUAGES:
        put(po_file(language), po_text(updated(language, template), language).encode())
    compile_catalogues()


# --- catalogues: check --------------------------------------------------------------------------------------------


def placeholders(text: str) -> list[str]:
    """The named and numbered places in a text, as they are written."""
    return sorted(
        set(re.findall(r"%\(\w+\)[#0+ -]*[\d.]*[a-zA-Z]|\{\w*[^{}]*\}", text.replace("{{", "").replace("}}", "")))
    )


def faults(message: Message, language: str) -> Iterator[str]:
    """What is wrong with one translation."""
    if message.fuzzy:
        yield "fuzzy"
    ids = [message.id] if isinstance(message.id, str) else [*message.id]
    strings = forms(message)
    # In English a message is its own translation, unless it has plurals or an id that is a key, not a text.
    is_key = message.context and re.fullmatch(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", ids[0])
    if not all(strings) and (language != "en" or message.pluralizable or is_key):
        yield "not translated"
    for index, string in enumerate(strings):
        source = ids[0] if index == 0 and len(strings) > 1 else ids[-1]
        if string and placeholders(string) != placeholders(source):
            yield f"has the places {placeholders(string)}, its id {placeholders(source)}"


def findings(language: str, template: Catalog) -> Iterator[str]:
    """What is wrong with one language's catalogue."""
    catalog = read(po_file(language), language)
    wanted = {key(message) for message in template if message.id}
    have = {key(message): message for message in catalog if message.id}
    unused = [*(have.keys() - wanted), *map(key, catalog.obsolete.values())]
    yield from (f"{name}: missing" for name in wanted - have.keys())
    yield from (f"{name}: unused" for name in unused)
    for name, message in have.items():
        yield from (f"{name}: {fault}" for fault in faults(message, language))


def key(message: Message) -> str:
    """What tells a message from all others, as a person finds it in the file."""
    text = message.id if isinstance(message.id, str) else message.id[0]
    return f"{message.context} | {text!r}" if message.context else repr(text)


def check_catalogues() -> None:
    """Stop, naming everything that is not right."""
    template = extract()
    wrong = []
    if not POT.is_file() or POT.read_text("utf-8") != po_text(template):
        wrong.append(f"{POT.relative_to(ROOT).as_posix()}: not what is in posref/")
    for language in LANGUAGES:
        where = po_file(language).relative_to(ROOT).as_posix()
        wrong += sorted(f"{where}: {finding}" for finding in findings(language, template))
    if wrong:
        raise Stop(
            "\n".join([*wrong, "Run: python packaging/build.py catalogues, then fill in i18n/*/LC_MESSAGES/posref.po"])
        )


# --- the frozen program -------------------------------------------------------------------------------------------


def build_knowledge_base() -> None:
    """Compile resources/kb to build/kb/kb.sqlite, which the frozen folder carries."""
    call([sys.executable, "-m", "posref", "kb", "build"])


def write_version_resources(version: str) -> None:
    """Write what Windows shows in the programs' properties."""
    for program in version_info.PROGRAMS:
        put(WORK / f"{program}.version.txt", version_info.resource(program, version).encode())


def freeze(out: Path) -> Path:
    """Run PyInstaller; the folder it made."""
    settings = {"PYINSTALLER_CONFIG_DIR": str(WORK / "pyinstaller-cache"), "PYTHONHASHSEED": "0"}
    options = ["--noconfirm", "--clean", "--log-level", "WARN", "--distpath", str(out)]
    options += ["--workpath", str(WORK / "pyinstaller")]
    call([sys.executable, "-m", "PyInstaller", *options, ROOT / "packaging" / "posref.spec"], os.environ | settings)
    return out / "posref"


def self_check(folder: Path, version: str) -> None:
    """Try the frozen programs as on a machine that has nothing else: empty PATH, a new home."""
    suffix = ".exe" if sys.platform == "win32" else ""
    window, console = folder / f"posref{suffix}", folder / f"posref-cli{suffix}"
    with tempfile.TemporaryDirectory() as home:
        kept = {key: os.environ[key] for key in ("SYSTEMROOT", "WINDIR", "TEMP", "TMP") if key in os.environ}
        homes = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), home)
        bare = kept | homes | {"PATH": "", "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
        call([console, "kb", "stats"], bare, home)
        found = json.loads(call([console, "lookup", "55", "--json"], bare, home))["results"]
        if not found or found[0]["code"] != "55":
            raise Stop(f"lookup 55 in the frozen program found {found[:1]}")
        call([window, "--self-check"], bare, home)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    say(f"posref {version} is in {folder} ({size / 1e6:.0f} MB) and works")


def call(command: Sequence[str | Path], environment: Mapping[str, str] | None = None, folder: Path | str = ROOT) -> str:
    """The command's standard output; stop when it fails."""
    words = [str(word) for word in command]
    say(f"running {' '.join(words)}")
    done = subprocess.run(words, cwd=folder, env=environment, stdout=subprocess.PIPE, timeout=1800)
    output = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        raise Stop(f"{output}{' '.join(words)} ended with status {done.returncode}")
    return output


def build(target: str, out: Path) -> None:
    """All stages, in order."""
    if sys.platform != TARGETS[target]:
        raise Stop(f"the target {target} is built on {target} itself, not on {sys.platform}")
    sys.path.insert(0, str(ROOT))
    from posref import __version__  # here, because only the frozen program needs it

    compile_catalogues()
    build_knowledge_base()
    write_version_resources(__version__)
    self_check(freeze(out), __version__)


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", choices=TARGETS, help="freeze the program; runs on that system only")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "dist", help="where the folder posref is put (default: dist)"
    )
    catalogues = parser.add_subparsers(dest="command").add_parser("catalogues", help="the interface texts")
    how = catalogues.add_mutually_exclusive_group()
    how.add_argument(
        "--compile", dest="stage", action="store_const", const=compile_catalogues, default=update_catalogues
    )
    how.add_argument("--check", dest="stage", action="store_const", const=check_catalogues)
    arguments = parser.parse_args()
    if arguments.command:
        arguments.stage()
    elif arguments.target:
        build(arguments.target, arguments.out.absolute())
    else:
        parser.error("say what to do: catalogues, or --target")


if __name__ == "__main__":
    try:
        main()
    except Stop as stop:
        say(str(stop))
        sys.exit(1)
