"""The command line as its contract says, in processes of its own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from posref import __version__
from posref.author.compile import Stamp
from tests.support.cli import Ran, environment, run
from tests.support.content import Content

CARD = "4111 1111 1111 1111"


class Posref:
    """Runs posref on the real knowledge base."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env

    def __call__(self, *arguments: str | bytes, **more: str) -> Ran:
        done = run(list(arguments), self.env | more)
        assert "Traceback" not in done.err and "Traceback" not in done.out, done.err
        return done


@pytest.fixture
def posref(user_folder: Path, compiled: tuple[Path, Stamp]) -> Posref:
    user_folder.mkdir()
    return Posref(environment(user_folder, compiled[0]))


COMMANDS = [
    ["lookup"], ["show"], ["list"], ["kb"], ["kb", "stats"], ["kb", "verify"], ["kb", "check"], ["kb", "build"], ["print"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_command_has_help(posref: Posref, command: list[str]) -> None:
    done = posref(*command, "--help")
    assert done.status == 0 and done.err == ""
    assert f"posref {' '.join(command)}" in done.out
    assert len(done.out) > 100


def test_the_help_names_every_command(posref: Posref) -> None:
    done = posref("--help")
    assert done.status == 0
    for name in ("lookup", "show", "list", "kb"):
        assert re.search(rf"^\s+{name}\s+\w", done.out, re.MULTILINE), name


OPTIONS = {
    "lookup": ["--brand", "--only", "--system", "--lang", "--limit", "--json"],
    "show": ["--lang", "--json"],
    "list": ["--json"],
    "kb stats": ["--json"],
    "kb verify": ["--json"],
}


@pytest.mark.parametrize("command", OPTIONS)
def test_each_option_of_the_contract_exists(posref: Posref, command: str) -> None:
    said = posref(*command.split(), "--help").out
    assert [option for option in OPTIONS[command] if option not in said] == []


STATUS: list[tuple[list[str], int]] = [
    (["lookup", "55"], 0),
    (["lookup", "余额不足"], 0),
    (["lookup", "55", "--json"], 0),
    (["lookup", "Q7"], 1),
    (["lookup", "99999"], 1),
    (["lookup", ""], 1),
    (["lookup", "9000", "--system", "unionpay"], 1),
    (["show", "unionpay:55"], 0),
    (["show", "condition:pin-incorrect"], 0),
    (["show", "guide:unknown-code"], 0),
    (["show", "unionpay:999"], 1),
    (["show", "nothing"], 1),
    (["list", "systems"], 0),
    (["list", "checklists"], 0),
    (["kb", "stats"], 0),
    (["kb", "verify"], 0),
    ([], 0),
    (["lookup"], 2),
    (["lookup", "55", "--limit", "0"], 2),
    (["lookup", "55", "--limit", "many"], 2),
    (["lookup", "55", "--lang", "fr"], 2),
    (["lookup", "55", "--colour"], 2),
    (["list", "things"], 2),
    (["kb"], 2),
    (["nonsense"], 2),
    (["lookup", "55", "--brand", "nobody"], 3),
    (["lookup", "55", "--system", "nobody"], 3),
    (["kb", "check", "/nowhere at all"], 3),
    (["kb", "build", "/nowhere at all"], 3),
]


@pytest.mark.parametrize(
    "arguments, status", [s for s in STATUS if s[0]], ids=lambda a: " ".join(a) if isinstance(a, list) else str(a)
)
def test_exit_statuses(posref: Posref, arguments: list[str], status: int) -> None:
    done = posref(*arguments)
    assert done.status == status, done.err
    if status in (2, 3):
        reason = done.err.splitlines()[-1]
        assert reason.startswith("posref: ") and len(reason) > 15
        assert done.out == ""
    if status == 3:
        assert len(done.err.splitlines()) == 1
    if status == 0:
        assert done.err == ""


def test_the_version(posref: Posref) -> None:
    done = posref("--version")
    assert done.status == 0 and done.out.split() == ["posref", __version__]


RESULT = {
    "kind", "id", "system", "code", "owners", "condition", "title", "shown", "outcome", "retry", "charged", "trust", "matched",
}  # fmt: skip
RUNGS = {"exact-code", "shown", "title", "alias", "symptom", "prefix", "words", "related", "near", "decoded", "none"}
FIELDS = {"code", "shown", "title", "alias", "symptom", "body", "pinyin", "initials"}
WORDS = {
    "kind": {"code", "condition", "guide", "checklist", "decoded"},
    "outcome": {"approved", "partial", "declined", "pick-up", "cancelled", "unknown", "none"},
    "retry": {"now", "after-fix", "ask-first", "check-first", "never"},
    "charged": {"no", "possibly", "part", "yes"},
    "trust": {"standard", "vendor", "open", "unconfirmed", "article"},
}


def _good_result(result: dict[str, Any]) -> None:
    assert result.keys() == RESULT
    assert result["kind"] in WORDS["kind"]
    assert result["title"].keys() == {"zh", "en"} and all(result["title"].values())
    assert result["matched"].keys() == {"rung", "field", "text"}
    assert result["matched"]["rung"] in RUNGS and result["matched"]["field"] in FIELDS
    for owner in result["owners"]:
        assert owner.keys() == {"id", "system", "code"}
    if result["kind"] == "code":
        assert result["system"] and result["owners"][0]["id"] == result["id"]
        assert result["trust"] in WORDS["trust"]
    else:
        assert result["system"] is None and result["code"] is None and result["trust"] is None
    if result["kind"] in ("code", "condition"):
        assert result["condition"] and ":" not in result["condition"]
        assert all(result[name] in WORDS[name] for name in ("outcome", "retry", "charged"))
    else:
        assert all(result[name] is None for name in ("outcome", "retry", "charged", "condition"))
    for shown in result["shown"]:
        assert shown.keys() == {"text", "lang", "source"}


@pytest.mark.parametrize(
    "query", ["55", "余额不足", "Q7", "do not honor", "POS错误", "打印机不出纸", "5", "unknown code", "yebz", ""]
)
def test_lookup_json(posref: Posref, query: str) -> None:
    found = posref("lookup", query, "--json").json
    assert found.keys() == {"query", "results"}
    assert found["query"] == query
    assert bool(found["results"]) is bool(query)
    for result in found["results"]:
        _good_result(result)


def test_a_message_has_no_code(posref: Posref) -> None:
    (first, *_) = posref("lookup", "POS错误", "--json").json["results"]
    assert (first["id"], first["code"], first["kind"]) == ("article:pos-error", None, "code")


def test_limit_counts_rows(posref: Posref) -> None:
    assert len(posref("lookup", "5", "--json", "--limit", "3").json["results"]) == 3
    assert len(posref("lookup", "5", "--json").json["results"]) == 10


def test_brand_lifts_only_and_system_narrow(posref: Posref) -> None:
    first = posref("lookup", "55", "--brand", "visa", "--json").json["results"][0]
    assert first["id"] == "iso8583-1987:55"
    assert posref("lookup", "55", "--brand", "维萨", "--json").json["results"][0]["id"] == "iso8583-1987:55"
    only = posref("lookup", "55", "--brand", "visa", "--only", "--json").json["results"]
    assert not {o["system"] for r in only for o in r["owners"]} & {"unionpay", "article"}
    text = posref("lookup", "55", "--brand", "visa", "--only", "--lang", "en")
    assert "1 exact match in other brands" in text.out
    two = posref("lookup", "55", "--system", "article", "--system", "iso8583-1987", "--json").json["results"]
    assert {r["system"] for r in two if r["kind"] == "code"} == {"article", "iso8583-1987"}


def test_languages(posref: Posref) -> None:
    zh, en, both = (posref("lookup", "55", "--lang", lang).out for lang in ("zh", "en", "both"))
    assert zh != en
    assert "Incorrect PIN" in en and "密码" not in en
    assert "密码" in zh and "Incorrect PIN" not in zh
    assert "密码" in both and "Incorrect PIN" in both
    assert posref("lookup", "55", "--lang", "en", "--json").json["results"][0]["id"] == "iso8583-1987:55"
    assert posref("lookup", "55", "--lang", "zh", "--json").json["results"][0]["id"] == "unionpay:55"
    assert posref("lookup", "55", "--json", LC_ALL="zh_CN.UTF-8").json["results"][0]["id"] == "unionpay:55"


SHOW = {
    "kind", "id", "system", "code", "condition", "category", "title", "shown", "outcome", "retry", "charged", "trust", "who_acts", "call",
    "sensitive", "warning", "meaning", "happened", "action", "say", "staff", "steps", "causes", "prevent", "meanings", "elsewhere",
    "related", "disputes", "sources",
}  # fmt: skip


@pytest.mark.parametrize(
    "identity", ["unionpay:55", "unionpay:68", "article:XX", "condition:pin-incorrect", "guide:unknown-code"]
)
def test_show_json(posref: Posref, identity: str) -> None:
    found = posref("show", identity, "--json").json
    assert found.keys() >= SHOW
    assert found["id"] == identity
    assert all(step["role"] and step["do"]["zh"] and step["do"]["en"] for step in found["steps"])
    assert found["title"]["zh"] and found["title"]["en"]


def test_show_text(posref: Posref) -> None:
    out = posref("show", "unionpay:68", "--lang", "en").out
    for said in (
        "68",
        "Outcome: Unknown",
        "Retry: Check first",
        "Charged: Possibly",
        "Do now",
        "Say to the customer",
        "Sources",
        "1. [",
    ):
        assert said in out, said
    assert out.startswith("! ")


@pytest.mark.parametrize("kind", ["systems", "brands", "categories", "conditions", "checklists", "guides", "sources"])
def test_lists(posref: Posref, kind: str) -> None:
    found = posref("list", kind, "--json").json
    assert isinstance(found, list)
    assert all(entry.keys() == {"id", "title"} and entry["title"].keys() == {"zh", "en"} for entry in found)
    lines = posref("list", kind).out.splitlines()
    assert [line.split()[0] for line in lines] == [entry["id"] for entry in found]


def test_kb_stats_and_verify(posref: Posref, compiled: tuple[Path, Stamp]) -> None:
    stats = posref("kb", "stats", "--json").json
    assert stats["content_hash"] == compiled[1].content_hash
    assert stats["codes"] == sum(stats["codes_by_system"].values()) == sum(stats["codes_by_trust"].values())
    assert "codes_by_system:" in posref("kb", "stats").out
    assert posref("kb", "verify", "--json").json == {
        "intact": True, "content_hash": compiled[1].content_hash, "version": compiled[1].version,
    }  # fmt: skip
    assert compiled[1].content_hash in posref("kb", "verify", "--lang", "en").out


@pytest.fixture
def own_kb(compiled: tuple[Path, Stamp], tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    shutil.copytree(compiled[0].parent, folder)
    return folder / "kb.sqlite"


def test_a_damaged_file_is_repaired_and_said(posref: Posref, own_kb: Path, user_folder: Path) -> None:
    own_kb.write_bytes(own_kb.read_bytes()[:5000])
    done = posref("lookup", "55", "--lang", "en", POSREF_KB=str(own_kb))
    assert done.status == 0 and "Incorrect PIN" in done.out
    assert (
        done.err == "posref: The knowledge base was damaged or missing; the built-in copy has been put in its place.\n"
    )
    assert (user_folder / "kb.sqlite").is_file()


def test_a_damaged_file_without_a_copy(posref: Posref, own_kb: Path) -> None:
    own_kb.with_name("kb.sqlite.xz").unlink()
    own_kb.write_bytes(own_kb.read_bytes()[:5000])
    done = posref("lookup", "55", "--lang", "en", POSREF_KB=str(own_kb))
    assert done.status == 3
    assert (
        done.err == f"posref: The knowledge base is damaged: {own_kb}. Install posref again, or copy the file back.\n"
    )


def test_damage_in_the_middle(posref: Posref, own_kb: Path) -> None:
    data = bytearray(own_kb.read_bytes())
    data[8192:-4096] = b"\xa5" * (len(data) - 8192 - 4096)
    own_kb.write_bytes(bytes(data))
    own_kb.with_name("kb.sqlite.xz").unlink()
    done = posref("lookup", "55", "--lang", "en", POSREF_KB=str(own_kb))
    assert done.status == 3 and done.out == ""
    assert len(done.err.splitlines()) == 1 and "damaged" in done.err
    verified = posref("kb", "verify", POSREF_KB=str(own_kb))
    assert verified.status == 3


@pytest.mark.parametrize("seed", range(12))
def test_damage_anywhere(posref: Posref, own_kb: Path, seed: int) -> None:
    """Whatever bytes are wrong: an answer or one line, never a traceback."""
    import random

    chance = random.Random(seed)
    data = bytearray(own_kb.read_bytes())
    for _ in range(200):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    own_kb.write_bytes(bytes(data))
    for arguments in (["lookup", "55"], ["lookup", "余额不足"], ["show", "unionpay:55"]):
        done = posref(*arguments, POSREF_KB=str(own_kb))
        assert done.status in (0, 1, 3)
        assert len(done.err.splitlines()) in ((1,) if done.status == 3 else (0, 1))


def test_a_missing_file(posref: Posref, tmp_path: Path) -> None:
    done = posref("lookup", "55", POSREF_KB=str(tmp_path / "nothing" / "kb.sqlite"))
    assert done.status == 3 and len(done.err.splitlines()) == 1


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp936", "cp1252", "utf-8", "latin-1"])
def test_any_console(posref: Posref, encoding: str) -> None:
    for arguments in (
        ["lookup", "余额不足", "--lang", "both"],
        ["show", "unionpay:55", "--lang", "both"],
        ["list", "brands"],
    ):
        done = posref(*arguments, PYTHONIOENCODING=encoding)
        assert done.status == 0, done.err
        done.out_bytes.decode(encoding)
    if encoding in ("gbk", "cp936"):
        assert "密码" in posref("show", "unionpay:55", "--lang", "zh", PYTHONIOENCODING=encoding).out_bytes.decode(
            encoding
        )
    done = posref("lookup", "余额不足", "--json", PYTHONIOENCODING=encoding)
    assert done.json["query"] == "余额不足"
    assert posref("lookup", "55", "--brand", "没有的牌子", "--lang", "zh", PYTHONIOENCODING=encoding).status == 3


@pytest.mark.parametrize("arguments", [
    ["lookup", CARD], ["lookup", f"{CARD} 55", "--json"], ["lookup", "4111111111111111"], ["lookup", ";4111111111111111=25121010000?", "--json"],
    ["show", CARD], ["show", "4111111111111111", "--json"], ["list", "4111111111111111"], ["lookup", "55", "--brand", CARD],
    ["lookup", "55", "--system", "4111111111111111"], ["lookup", "55", "--limit", "4111111111111111"], ["kb", "check", CARD], ["4111111111111111"],
    ["lookup", "55", "--lang", "4111111111111111"], ["lookup", "55", "４１１１１１１１１１１１１１１１"],
])  # fmt: skip
def test_no_card_number_is_said_again(posref: Posref, arguments: list[str]) -> None:
    done = posref(*arguments)
    for said in (done.out, done.err):
        assert "411111" not in said and "4111 1111" not in said and "2512" not in said and "４１１１１" not in said


@pytest.mark.parametrize("name", ["收银 台", "a b", "50% #1", "é'ñ"])
def test_any_home(tmp_path: Path, compiled: tuple[Path, Stamp], name: str) -> None:
    home = tmp_path / name
    (home / "user").mkdir(parents=True)
    shutil.copytree(compiled[0].parent, home / "kb #%")
    env = environment(home / "user", home / "kb #%" / "kb.sqlite", HOME=str(home))
    assert run(["lookup", "55"], env).status == 0
    assert run(["kb", "verify"], env).status == 0
    content = Content(home / "内容 #1%")
    done = run(["kb", "build", str(content.folder)], env)
    assert done.status == 0, done.err
    assert done.out.startswith("2026.1.1 ")
    assert run(["show", "wally-app:wait-please"], env).status == 0


@pytest.mark.parametrize(
    "query", [b"\xff\xfe", b"\xe4\xbd", "a\ud800".encode("utf-8", "surrogatepass"), b"'\"; DROP", b"--", b"%s%n{}"]
)
def test_any_bytes_as_an_argument(posref: Posref, query: bytes) -> None:
    for command in ("lookup", "show"):
        assert posref(command, b"--json", b"--", query).status in (0, 1)


def test_a_long_query(posref: Posref) -> None:
    done = posref("lookup", "--json", "错" * 100_000 if sys.platform != "linux" else "错" * 40_000)
    assert len(done.json["query"]) == 512


def test_a_reader_that_goes_away(posref: Posref) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "posref", "list", "conditions"], env=posref.env, cwd=posref.env["HOME"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as started:  # fmt: skip
        assert started.stdout and started.stderr
        started.stdout.close()
        assert b"Traceback" not in started.stderr.read()


def test_check_says_file_and_line(posref: Posref, tmp_path: Path) -> None:
    content = Content(tmp_path / "content")
    good = posref("kb", "check", str(content.folder))
    assert (good.status, good.out) == (0, "")
    assert good.err == "posref: 25 records, 0 findings\n"
    content.edit("brands.yaml", "systems: [wally-app]", "systems: [nobody]")
    bad = posref("kb", "check", str(content.folder))
    assert bad.status == 3
    line = content.line("brands.yaml", "systems: [nobody]")
    assert bad.out == f"brands.yaml:{line}: references: system 'nobody' does not exist\n"


def test_build_refuses_findings_and_keeps_the_old_file(posref: Posref, tmp_path: Path, own_kb: Path) -> None:
    before = own_kb.read_bytes()
    content = Content(tmp_path / "content").edit("base.yaml", "version", "verzion")
    done = posref("kb", "build", str(content.folder), POSREF_KB=str(own_kb))
    assert done.status == 3
    assert "base.yaml:1: shape: unknown field 'verzion' in a base" in done.out
    assert done.err.endswith("nothing was written\n")
    assert own_kb.read_bytes() == before


def test_build_makes_what_lookup_reads(posref: Posref, tmp_path: Path) -> None:
    content = Content(tmp_path / "content")
    kb = tmp_path / "out" / "kb.sqlite"
    done = posref("kb", "build", str(content.folder), POSREF_KB=str(kb))
    assert done.status == 0
    assert [line.split(": ")[2] for line in done.err.splitlines()] == [
        "reading",
        "checking",
        "compiling",
        "verifying",
        "done",
    ]
    assert posref("lookup", "钱不够", "--json", POSREF_KB=str(kb)).json["results"][0]["matched"]["rung"] == "alias"


def test_nothing_is_written_by_looking_up(posref: Posref, user_folder: Path, compiled: tuple[Path, Stamp]) -> None:
    before = sorted(p.name for p in compiled[0].parent.iterdir())
    for arguments in (
        ["lookup", "55"],
        ["show", "unionpay:55"],
        ["list", "brands"],
        ["kb", "verify"],
        ["lookup", "Q7"],
    ):
        posref(*arguments)
    assert list(user_folder.iterdir()) == []
    assert sorted(p.name for p in compiled[0].parent.iterdir()) == before


def test_no_socket_is_ever_created(posref: Posref) -> None:
    code = (
        "import sys\n"
        "def watch(event, arguments):\n"
        "    if event.startswith('socket.'): print('SOCKET', event, file=sys.stderr)\n"
        "sys.addaudithook(watch)\n"
        "from posref.__main__ import main\nsys.exit(main(sys.argv[1:]))"
    )
    for arguments in (["lookup", "余额不足"], ["show", "unionpay:55"], ["kb", "verify"]):
        done = run(list(arguments), posref.env, code)
        assert done.status == 0 and "SOCKET" not in done.err


def test_json_is_utf8_and_readable(posref: Posref) -> None:
    raw = posref("lookup", "余额不足", "--json").out_bytes
    assert "余额不足".encode() in raw
    assert json.loads(raw)
