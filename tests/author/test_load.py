"""Whatever stands in a content file: a finding with file, line and reason, never an error."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from posref.author.load import Finding, load_tree
from posref.core.types import Text
from tests.support.content import FILES, Content

CARDS = "conditions/cards.yaml"


def test_the_small_tree_is_good(content: Content) -> None:
    assert content.findings() == []
    tree = load_tree(content.folder)
    assert set(tree.ids("condition")) == {"insufficient-funds", "pin-incorrect", "result-open", "card-reported"}
    assert {"unionpay:51", "wally-app:WLY.NO_MONEY", "wally-app:wait-please"} <= set(tree.ids("code"))
    assert len(list(tree.everything())) == 25


def test_every_scalar_is_text(content: Content) -> None:
    content.edit("systems/unionpay.yaml", "code: 51", "code: 05")
    tree = load_tree(content.folder)
    assert "unionpay:05" in tree.ids("code")
    assert tree.ids("condition")["pin-incorrect"]["charged"] == "no"


def test_a_record_remembers_its_lines(content: Content) -> None:
    record = load_tree(content.folder).ids("condition")["pin-incorrect"]
    assert record.line == content.line(CARDS, "id: pin-incorrect")
    assert record.file == CARDS
    finding = record.finding("rule", "why", "call")
    assert finding.line == content.line(CARDS, "call: issuer")
    assert str(finding) == f"{CARDS}:{finding.line}: rule: why"
    assert record.finding("rule", "why", "no-such-field").line == record.line


def test_texts_of_a_record(content: Content) -> None:
    tree = load_tree(content.folder)
    texts = list(tree.ids("code")["unionpay:55"].texts())
    assert ("meaning", Text("密码不正确", "PIN is not correct")) in texts
    assert ("first", Text("先看顾客拿的是哪张卡。", "See first which card it is.")) in texts
    assert ("differs", Text("文章把它说成一般故障。", "The article calls it a general fault.")) in texts
    shown = tree.ids("code")["unionpay:51"]
    assert "余额不足请换卡" not in {t.zh for _, t in shown.texts()}


SHAPES = [
    ("conditions/cards.yaml", "call: none", "call: nobody", "'nobody' is none of: none, issuer"),
    ("conditions/cards.yaml", "sensitive: no", "sensitive: maybe", "expected yes or no, found 'maybe'"),
    ("conditions/cards.yaml", "sensitive: no", "sensitive: [no]", "expected yes or no, found seq"),
    ("conditions/cards.yaml", "call: none", "call: none\n  colour: red", "unknown field 'colour' in a condition"),
    ("conditions/cards.yaml", "call: none", "call: none\n  call: it", "field 'call' stands twice"),
    ("conditions/cards.yaml", "  call: none\n", "", "condition insufficient-funds: field 'call' is missing"),
    ("conditions/cards.yaml", "en: Insufficient funds}", "en: ''}", "expected a text with zh and en, both filled"),
    ("conditions/cards.yaml", ", en: Insufficient funds}", "}", "expected a text with zh and en, both filled"),
    ("conditions/cards.yaml", "en: Insufficient funds}", "fr: Fonds}", "expected a text with zh and en, both filled"),
    ("conditions/cards.yaml", "{zh: 余额不足, en: Insufficient funds}", "余额不足", "found '余额不足'"),
    ("conditions/cards.yaml", "related: [pin-incorrect]", "related: pin-incorrect", "expected a list, found 'pin-incorrect'"),
    ("conditions/cards.yaml", "zh: [钱不够]", "fr: [x]", "unknown language 'fr'"),
    ("conditions/cards.yaml", "zh: [钱不够]", "zh: 钱不够", "expected a list"),
    ("conditions/cards.yaml", "zh: [钱不够]", "zh: [[钱不够]]", "expected a word, found seq"),
    ("conditions/cards.yaml", "who: cashier", "who: somebody", "'somebody' is none of: cashier"),
    ("conditions/cards.yaml", "who: cashier", "who: cashier\n      when: now", "unknown field 'when'"),
    ("conditions/cards.yaml", "    - who: cashier\n      do", "    - do", "field 'who' is missing"),
    ("conditions/cards.yaml", "id: pin-incorrect", "id: insufficient-funds", "condition 'insufficient-funds' stands twice"),
    ("conditions/cards.yaml", "call: none", "call: ' '", "expected a word, found ' '"),
    ("conditions/cards.yaml", "  call: none\n", "  call: none\n  ? [a, b]\n  : c\n", "a field's name is a word"),
    ("systems/unionpay.yaml", "code: 55", "code: 51", "code 'unionpay:51' stands twice"),
    ("systems/unionpay.yaml", "worth: 1", "worth: much", "expected a whole number, found 'much'"),
    ("systems/unionpay.yaml", "system:", "sistem:", "no `system` header"),
    ("systems/unionpay.yaml", "system:", "sistem:", "unknown field 'sistem'; a system file has `system` and `codes`"),
    ("systems/unionpay.yaml", "codes:", "codez:", "no `codes`"),
    ("systems/unionpay.yaml", "id: unionpay", "id: wally-app", "stands twice"),
    ("brands.yaml", "hotline: {number: 12345, source: vendor-table}", "hotline: {number: 1}", "field 'source' is missing"),
    ("brands.yaml", "hotline: {number: 12345, source: vendor-table}", "hotline: 1", "expected fields with values"),
    ("words.yaml", "余额不足: yu e bu zu", "余额不足: [yu]", "expected a word"),
]  # fmt: skip


@pytest.mark.parametrize("file, old, new, reason", SHAPES, ids=[s[3][:40] for s in SHAPES])
def test_what_does_not_fit_is_found(content: Content, file: str, old: str, new: str, reason: str) -> None:
    content.edit(file, old, new)
    found = [f for f in content.findings("shape") if reason in f.reason]
    assert len(found) >= 1, content.findings()
    assert {f.file for f in found} <= {file, "systems/wally.yaml"}


def test_a_finding_stands_at_its_line(content: Content) -> None:
    content.edit(CARDS, "call: issuer", "call: issuer\n  colour: red")
    (finding,) = content.findings("shape")
    assert finding == Finding(
        CARDS, content.line(CARDS, "colour: red"), "shape", "unknown field 'colour' in a condition"
    )


@pytest.mark.parametrize(
    "text, reason",
    [
        ("- id: [", "not readable: "),
        ("- id: x\n  - y", "not readable: "),
        ("a: b: c", "not readable: "),
        ("\t- x", "not readable: "),
        ("- id: x\n---\n- id: y\n", "not readable: "),
        ("- &a [*b]", "not readable: "),
        ("just words", "expected fields with values"),
        ("- just words", "expected fields with values"),
    ],
)
def test_broken_yaml(content: Content, text: str, reason: str) -> None:
    content.write("guides/broken.yaml", text)
    found = [f for f in content.findings("shape") if f.file == "guides/broken.yaml"]
    assert found and found[0].reason.startswith(reason)
    assert all(1 <= f.line <= 3 for f in found)


def test_the_line_of_broken_yaml(content: Content) -> None:
    content.write("guides/broken.yaml", "- id: a\n  title: {zh: x\n- id: b\n")
    (finding,) = [f for f in content.findings("shape") if f.file == "guides/broken.yaml"]
    assert finding.line == 3


def test_a_wrong_encoding(content: Content) -> None:
    (content.folder / "guides/gbk.yaml").write_bytes("- id: 代码".encode("gbk"))
    (finding,) = content.findings("shape")
    assert finding.file == "guides/gbk.yaml"
    assert finding.reason == "not UTF-8: byte 6 is 0xb4"


def test_a_folder_in_place_of_a_file(content: Content) -> None:
    (content.folder / "guides/folder.yaml").mkdir()
    (finding,) = content.findings("shape")
    assert finding.file == "guides/folder.yaml"
    assert "directory" in finding.reason.casefold() or "denied" in finding.reason.casefold()


def test_what_nests_too_deep(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(*_: object, **__: object) -> None:
        raise RecursionError("maximum recursion depth exceeded")

    monkeypatch.setattr(yaml, "compose", deep)
    assert {f.reason for f in load_tree(content.folder).findings} >= {"not readable: maximum recursion depth exceeded"}


def test_an_empty_file_holds_nothing(content: Content) -> None:
    content.write("guides/empty.yaml", "# nothing yet\n")
    assert content.findings() == []


def test_a_folder_without_content(tmp_path: Path) -> None:
    (finding,) = load_tree(tmp_path).findings
    assert finding.file == "base.yaml" and "no knowledge base" in finding.reason


def test_codes_that_are_no_list(content: Content) -> None:
    content.write(
        "systems/third.yaml",
        FILES["systems/wally.yaml"].split("codes:")[0].replace("wally-app", "third") + "codes: {a: b}\n",
    )
    assert [f.reason for f in content.findings("shape")] == ["expected a list, found map"]


@given(
    st.binary(max_size=300) | st.text(st.characters(), max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass"))
)
@settings(max_examples=300)
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "any-bytes"
    (folder / "conditions").mkdir(parents=True, exist_ok=True)
    (folder / "systems").mkdir(exist_ok=True)
    for name in ("conditions/a.yaml", "systems/a.yaml", "base.yaml"):
        (folder / name).write_bytes(data)
    for finding in load_tree(folder).findings:
        assert finding.line >= 1 and finding.reason and "\n" not in str(finding.file)
    assert sys.getrecursionlimit() >= 1000
