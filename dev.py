"""Everything a developer does with posref, on Debian and Windows, with nothing but Python 3.11 installed.

    python3 dev.py setup             install what is missing: Debian packages, .venv, Python packages
    python3 dev.py run [ARGS]        the program: the window without ARGS, else the command line
    python3 dev.py test [--full] [PYTEST ARGS]   all tests: offscreen ones, then those that need a display
    python3 dev.py check             ruff, mypy, content, catalogues; changes nothing
    python3 dev.py bench [ARGS]      timings, under Xvfb on Linux
    python3 dev.py shots [DIR]       pictures of every screen
    python3 dev.py build [ARGS]      the program as a folder; ARGS go to packaging/build.py

Each command first installs what it needs, and says so. None changes a file that is under version control, except
`build catalogues`.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

# What Qt's own libraries ask of a system, then a Chinese font; PyInstaller carries the former into the frozen folder.
OFFSCREEN = """libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0 libgssapi-krb5-2 libbrotli1 libzstd1
    fonts-noto-cjk""".split()
X11 = """libx11-6 libx11-xcb1 libxkbcommon-x11-0 libxcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0
    libxcb-keysyms1 libxcb-randr0 libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1
    libxcb-xfixes0 libxcb-xkb1""".split()
WINDOW = [*OFFSCREEN, *X11]
XVFB = [*WINDOW, "xvfb", "xauth"]
PDF = ["poppler-utils"]
QUEUE = ["cups", "printer-driver-cups-pdf"]
DEBIAN_PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"
FREEZE = ["binutils", *([f"lib{DEBIAN_PYTHON}"] if sys.base_prefix == "/usr" else [])]
QUIETLY = ["-qq", "-o", "Dpkg::Use-Pty=0"]


class Stop(Exception):  # noqa: N818
    """Ends the command with a sentence that says what to do."""


def say(text: str) -> None:
    """One line on standard error: standard output belongs to the program that is run."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


def call(command: Sequence[str | Path], **extra_environment: str) -> int:
    """The exit status of the command, run in the project's folder."""
    return subprocess.run([str(word) for word in command], cwd=ROOT, env=os.environ | extra_environment).returncode


def must(command: Sequence[str | Path], failure: str) -> None:
    """Run the command; stop with the sentence when it fails."""
    if call(command):
        raise Stop(failure)


# --- what has to be installed -------------------------------------------------------------------------------------


def debian_packages() -> set[str]:
    """Names of the installed Debian packages, and the names that they provide."""
    form = "${db:Status-Status}|${Package}, ${Provides}\n"
    listing = subprocess.run(["dpkg-query", "-W", "-f", form], capture_output=True, encoding="utf-8", check=True).stdout
    rows = (line.partition("|") for line in listing.splitlines())
    return {
        word.split()[0] for state, _, names in rows if state == "installed" for word in names.split(",") if word.strip()
    }


def ensure_debian(needed: Sequence[str]) -> None:
    """Install the Debian packages that are missing; elsewhere do nothing."""
    if sys.platform != "linux" or not shutil.which("dpkg-query"):
        return
    missing = sorted(set(needed) - debian_packages())
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", *missing]
    by_hand = f"sudo apt-get update && sudo {' '.join(install)}"
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and (not shutil.which("sudo") or subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode):
        raise Stop(
            f"These Debian packages are missing and need an administrator: {' '.join(missing)}. Run:\n  {by_hand}"
        )
    say(f"installing Debian packages: {' '.join(missing)}")
    if call([*prefix, "apt-get", "update", "-qq"]):
        say("apt-get update failed; trying with the package lists that are here")
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *install[:1], *QUIETLY, *install[1:]]
    must(command, f"apt-get could not install the Debian packages above. Once it can, run:\n  {by_hand}")


def ensure_venv() -> None:
    """The .venv with posref and its dev extra, made anew or brought up to date only when it is not right."""
    stamp = VENV / "posref-stamp"
    maker = f"Python {sys.version.split()[0]} | {sys.base_prefix} | {ROOT}"
    project = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    old = stamp.read_text("utf-8").splitlines() if stamp.is_file() else []
    if old == [maker, project] and PYTHON.is_file():
        return
    if old[:1] != [maker] or not PYTHON.is_file():
        say(f"making the virtual environment {VENV}")
        clear = ["--clear"] if old else []
        must([sys.executable, "-m", "venv", *clear, str(VENV)], "The virtual environment could not be made; see above.")
    say("installing posref's Python packages into .venv")
    install = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--editable", ".[dev]"]
    must(install, "pip could not install the Python packages; see above. Is there a network?")
    stamp.write_text(f"{maker}\n{project}\n", "utf-8", newline="\n")


def ready(packages: Sequence[str], *, catalogues: bool = True, content: bool = True) -> None:
    """Everything that is needed before the program, its tests or its pictures can run."""
    venv = [] if importlib.util.find_spec("ensurepip") else [f"{DEBIAN_PYTHON}-venv"]
    ensure_debian([*packages, *venv])
    ensure_venv()
    if catalogues:
        say("compiling the interface texts")
        must([PYTHON, "packaging/build.py", "catalogues", "--compile"], "The interface texts could not be compiled.")
    if content:
        say("compiling the knowledge base")
        must([PYTHON, "-m", "posref", "kb", "build"], "The knowledge base could not be compiled; see above.")


def on_a_display(command: Sequence[str | Path]) -> tuple[list[str | Path], dict[str, str]]:
    """The command and its environment, so that real windows open: natively on Windows, under Xvfb on Linux."""
    if WINDOWS:
        return [*command], {}
    if not shutil.which("xvfb-run"):
        raise Stop("xvfb-run is not here. Install Xvfb (on Debian: the packages xvfb and xauth), then try again.")
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1920x1200x24"]
    return [*screen, *command], {"QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}


def offscreen() -> dict[str, str]:
    """The environment in which Qt paints without a display."""
    return {"QT_QPA_PLATFORM": "offscreen"} | ({} if WINDOWS else {"LC_ALL": "C.UTF-8"})


# --- the commands -------------------------------------------------------------------------------------------------


def setup(arguments: list[str]) -> int:
    """Install everything that any command but `build` needs."""
    if arguments:
        raise Stop("setup takes no arguments.")
    ready([*XVFB, *PDF], catalogues=False, content=False)
    say("everything is installed")
    return 0


def run(arguments: list[str]) -> int:
    """Start the program."""
    ready(WINDOW, content=False)
    window = not arguments or arguments[0] == "--search"
    display = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if window and sys.platform == "linux" and not display:
        raise Stop(
            "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the window cannot open.\n"
            "  On this machine use the command line: python3 dev.py run lookup 55\n"
            "  or look at pictures of the screens:   python3 dev.py shots"
        )
    say("starting posref")
    return call([PYTHON, "-m", "posref", *arguments])


COUNTS = ("tests", "failures", "errors", "skipped")
NO_TESTS = 5  # pytest's exit status when it selected none


def totals(report: Path) -> list[int]:
    """Passed, failed and skipped, out of pytest's XML report; nothing when pytest did not get that far."""
    if not report.is_file():
        return [0, 0, 0]
    suites = ET.parse(report).getroot().iter("testsuite")
    tests, failures, errors, skipped = (
        sum(column)
        for column in zip(*([int(suite.get(name, "0")) for name in COUNTS] for suite in suites), strict=True)
    )
    return [max(0, tests - failures - errors - skipped), failures + errors, skipped]


def test(arguments: list[str]) -> int:
    """Run the tests: those that need no display, then those that do."""
    full = "--full" in arguments
    arguments = [word for word in arguments if word != "--full"]
    ready([*XVFB, *PDF, *(QUEUE if full else [])])
    say("with the tests that take long (--full)" if full else "without the tests that take long (they run with --full)")
    others = "" if full else " and not full"
    with tempfile.TemporaryDirectory() as folder:
        reports = [Path(folder, "offscreen.xml"), Path(folder, "window.xml")]
        pytest: list[str | Path] = [PYTHON, "-m", "pytest", *arguments]
        say("running the tests that need no display")
        command = [*pytest, "-m", f"not window{others}", f"--junitxml={reports[0]}"]
        statuses = [call(command, **offscreen())]
        say("running the tests that need a display" + ("" if WINDOWS else ", under Xvfb"))
        command, environment = on_a_display([*pytest, "-m", f"window{others}", f"--junitxml={reports[1]}"])
        statuses.append(call(command, **environment))
        passed, failed, skipped = (sum(pair) for pair in zip(*map(totals, reports), strict=True))
    if all(status == NO_TESTS for status in statuses):
        say("no test was selected")
    print(f"total: {passed} passed, {failed} failed, {skipped} skipped", flush=True)
    bad = [status for status in statuses if status not in (0, NO_TESTS)]
    return bad[0] if bad else min(statuses)


def check(arguments: list[str]) -> int:
    """Everything that can be said without running the program's tests. Says all it finds before it ends."""
    if arguments:
        raise Stop("check takes no arguments.")
    ready([], catalogues=False, content=False)
    steps: dict[str, list[str | Path]] = {
        "form (ruff check)": ["-m", "ruff", "check", "."],
        "layout (ruff format --check)": ["-m", "ruff", "format", "--check", "."],
        "types (mypy --strict)": ["-m", "mypy"],
        "content (posref kb check)": ["-m", "posref", "kb", "check"],
        "catalogues (packaging/build.py catalogues --check)": ["packaging/build.py", "catalogues", "--check"],
    }
    wrong = []
    for name, step in steps.items():
        say(f"checking {name}")
        if call([PYTHON, *step]):
            wrong.append(name)
    if wrong:
        raise Stop(f"not right: {'; '.join(wrong)}\n  Layout is mended by: {PYTHON} -m ruff format .")
    say("all is right")
    return 0


def bench(arguments: list[str]) -> int:
    """Measure start, keystroke, memory and paper."""
    ready(XVFB)
    say("measuring; leave the machine alone meanwhile")
    command, environment = on_a_display([PYTHON, "-m", "tests.bench", *arguments])
    return call(command, **environment)


def shots(arguments: list[str]) -> int:
    """Take pictures of every screen."""
    ready([*OFFSCREEN, *PDF])
    folder = Path(arguments[0] if arguments else "shots").absolute()
    say(f"painting every screen into {folder}")
    return call([PYTHON, "-m", "tests.shots", folder, *arguments[1:]], **offscreen())


def build(arguments: list[str]) -> int:
    """Freeze the program into a folder."""
    ready([*WINDOW, *FREEZE], catalogues=False, content=False)
    arguments = arguments or ["--target", "windows" if WINDOWS else "linux"]
    say(f"building: packaging/build.py {' '.join(arguments)}")
    return call([PYTHON, "packaging/build.py", *arguments])


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    command.__name__: command for command in (setup, run, test, check, bench, shots, build)
}


def main() -> int:
    """Do what the command line says; the exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036
        raise Stop(f"posref needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    name, arguments = (sys.argv[1] if len(sys.argv) > 1 else "--help"), sys.argv[2:]
    if name in {"-h", "--help", "help"}:
        print(__doc__)
        return 0
    if name not in COMMANDS:
        raise Stop(f"there is no command {name}; there are: {', '.join(COMMANDS)}")
    return COMMANDS[name](arguments)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Stop as stop:
        say(str(stop))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
