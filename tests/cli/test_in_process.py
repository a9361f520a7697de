"""What is easier seen from inside: the last door, and streams that are no consoles."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from posref import __main__
from posref.author.compile import Stamp
from posref.cli import kb, lookup, run_command, show
from posref.cli.context import Context, write_json
from posref.core.types import Reading
from posref.paths import Paths
from tests.support.content import Content


@pytest.fixture(autouse=True)
def _real_kb(monkeypatch: pytest.MonkeyPatch, compiled: tuple[Path, Stamp]) -> None:
    monkeypatch.setenv("POSREF_KB", str(compiled[0]))


def _raising(error: BaseException) -> object:
    def run(*_: object) -> int:
        raise error

    return run


def test_a_fault_of_ours_is_a_report_and_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], user_folder: Path
) -> None:
    monkeypatch.setattr(lookup, "run", _raising(ZeroDivisionError("card 4111111111111111")))
    assert run_command(["lookup", "55", "--lang", "en"]) == 3
    err = capsys.readouterr().err
    assert err.startswith("posref: Something went wrong in posref.") and len(err.splitlines()) == 1
    report = (user_folder / "crash.txt").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in report and "****1111" in report and "411111" not in report


def test_a_report_that_cannot_be_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], user_folder: Path
) -> None:
    user_folder.write_text("in the way", encoding="utf-8")
    monkeypatch.setattr(lookup, "run", _raising(ZeroDivisionError()))
    assert run_command(["lookup", "55", "--lang", "en"]) == 3
    assert "could not be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    "error, said",
    [
        (PermissionError(13, "Permission denied", "/x/4111111111111111"), "posref: Permission denied: /x/****1111\n"),
        (OSError("odd"), "posref: odd\n"),
        (KeyboardInterrupt(), ""),
    ],
)
def test_what_the_environment_does(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, said: str
) -> None:
    monkeypatch.setattr(show, "run", _raising(error))
    assert run_command(["show", "unionpay:55"]) == 3
    assert capsys.readouterr().err == said


def test_a_broken_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setattr(show, "run", _raising(BrokenPipeError()))
    assert run_command(["show", "unionpay:55"]) == 3
    assert sys.stderr.closed


def test_json_into_a_stream_without_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    write_json({"a": "余"})
    assert stream.getvalue() == '{\n "a": "余"\n}\n'


@pytest.mark.parametrize("arguments, status", [
    (["lookup", "55", "--lang", "both"], 0), (["lookup", "55", "--only", "--brand", "visa"], 0), (["lookup", ""], 1), (["lookup", "Q7"], 1),
    (["show", "unionpay:68", "--lang", "both"], 0), (["show", "article:55", "--json"], 0), (["show", "x"], 1), (["list", "brands"], 0),
    (["list", "guides", "--json"], 0), (["kb", "stats"], 0), (["kb", "stats", "--json"], 0), (["kb", "verify"], 0),
    (["kb", "verify", "--json"], 0), (["lookup", "55", "--brand", "no"], 3), (["lookup", "--limit", "x", "5"], 2), (["lookup", "55", "--brand", "维萨"], 0), (["lookup", "55", "--system", "no"], 3),
        (["lookup", "55", "--json"], 0), (["lookup", "查不到代码", "--json"], 0), (["--help"], 0),
    (["lookup", "打印机", "--lang", "zh"], 0),
])  # fmt: skip
def test_every_path(arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(arguments) == status
    assert capsys.readouterr().out or status > 0


def test_verify_of_a_changed_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], compiled: tuple[Path, Stamp], tmp_path: Path
) -> None:
    changed = tmp_path / "kb.sqlite"
    changed.write_bytes(compiled[0].read_bytes())
    changed.with_name("kb.sqlite.sha256").write_text("0" * 64, encoding="ascii")
    monkeypatch.setenv("POSREF_KB", str(changed))
    assert run_command(["kb", "verify", "--lang", "en"]) == 3
    assert "The knowledge base is damaged." in capsys.readouterr().out


def test_check_and_build(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    content = Content(tmp_path / "content")
    monkeypatch.setenv("POSREF_KB", str(tmp_path / "out" / "kb.sqlite"))
    assert run_command(["kb", "check", str(content.folder)]) == 0
    assert run_command(["kb", "build", str(content.folder)]) == 0
    content.edit("brands.yaml", "systems: [wally-app]", "systems: [nobody]")
    assert run_command(["kb", "check", str(content.folder)]) == 3
    assert run_command(["kb", "build", str(content.folder)]) == 3
    assert "nothing was written" in capsys.readouterr().err


def test_without_content(paths: Paths) -> None:
    from argparse import Namespace

    from posref.core.errors import UserError

    context = Context(Paths(paths.kb, paths.user, paths.app, paths.i18n, None), "en")
    with pytest.raises(UserError, match="source checkout"):
        kb._folder(Namespace(dir=None), context)
    assert kb._folder(Namespace(dir=None), Context(paths, "en")) == paths.source
    assert context.reading is Reading.EN


def test_the_door_leads_to_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["lookup", "55", "--json"]) == 0
    assert '"results"' in capsys.readouterr().out
